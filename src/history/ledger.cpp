// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/ledger.h"

#include "base/redactor.h"
#include "history/database.h"
#include "history/tables.h"

#include <QPromise>

#include <optional>

namespace Spacewright::History {

/// Holds the connection, on the ledger's thread.
struct Ledger::Worker : public QObject {
    Worker(Ledger &owner, QString file)
        : ledger(owner)
        , path(std::move(file))
    {
    }

    /// A failed attempt is repeated by the next call: the disk may have space again.
    Result<QString> open()
    {
        if (database)
            return QString();
        auto fresh = std::make_unique<Database>(path);
        auto notice = isDamaged ? fresh->openAnew() : fresh->open();
        if (!notice)
            return notice;
        isDamaged = false;
        database = std::move(fresh);
        if (!notice->isEmpty())
            Q_EMIT ledger.recovered(*notice);
        if (const auto closed = Tables::closeOrphans(*database); !closed) {
            look();
            return std::unexpected(closed.error());
        }
        return notice;
    }

    /// After a call that met a damaged page, the next one begins a new file.
    void look()
    {
        if (!database->isDamaged())
            return;
        database.reset();
        isDamaged = true;
    }

    Ledger &ledger;
    QString path;
    std::unique_ptr<Database> database;
    bool isDamaged = false; ///< the file that is there
};

Ledger::Ledger(QString path, const Redactor &redactor, QObject *parent)
    : QObject(parent)
    , m_redactor(redactor)
    , m_worker(new Worker(*this, std::move(path)))
{
    m_thread.setObjectName("ledger");
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

Ledger::~Ledger()
{
    // Posted after all that was asked for; each of those ends within the busy timeout.
    QMetaObject::invokeMethod(m_worker, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

template<typename T, typename Work>
QFuture<Result<T>> Ledger::post(Work work)
{
    QPromise<Result<T>> promise;
    promise.start();
    const auto future = promise.future();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, work = std::move(work),
         promise = std::make_shared<QPromise<Result<T>>>(std::move(promise))] {
            if (const auto opened = worker->open(); opened) {
                promise->addResult(work(*worker->database));
                worker->look();
            } else {
                promise->addResult(std::unexpected(opened.error()));
            }
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

QFuture<Result<QString>> Ledger::open()
{
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    QMetaObject::invokeMethod(
        m_worker,
        [worker = m_worker, promise] {
            promise->addResult(worker->open());
            promise->finish();
        },
        Qt::QueuedConnection);
    return promise->future();
}

QFuture<Result<qint64>> Ledger::addRun(const RunStart &start)
{
    return post<qint64>([start](Database &db) { return Tables::addRun(db, start); });
}

QFuture<Result<>> Ledger::addStage(qint64 run, const StageEntry &entry)
{
    StageEntry clean = entry;
    clean.cause = m_redactor.redact(entry.cause);
    return post<void>([run, clean](Database &db) { return Tables::addStage(db, run, clean); });
}

QFuture<Result<>> Ledger::addLog(qint64 run, const QString &place, const QString &text)
{
    // Redacted before it is cut, or a secret across the cut would stay half visible.
    return post<void>([run, place, clean = m_redactor.redact(text).right(LogLimit)](Database &db) {
        return Tables::addText(db, run, place, clean);
    });
}

QFuture<Result<>> Ledger::finishRun(qint64 run, const RunEnd &end)
{
    RunEnd clean = end;
    clean.lock = m_redactor.redact(end.lock); // an index address may carry a password
    return post<void>([run, clean](Database &db) { return Tables::finishRun(db, run, clean); });
}

QFuture<Result<>> Ledger::setSources(qint64 run, const Sources &sources)
{
    return post<void>([this, run, sources](Database &db) { return Tables::setSources(db, run, redacted(sources)); });
}

QFuture<Result<std::optional<ChangesSinceGood>>> Ledger::changesSinceGood(const QString &folder, const Sources &now)
{
    return post<std::optional<ChangesSinceGood>>(
        [this, folder, now](Database &db) { return Tables::changesSinceGood(db, folder, redacted(now)); });
}

Sources Ledger::redacted(const Sources &sources) const
{
    Sources clean;
    for (const auto &[path, text] : sources.asKeyValueRange())
        clean.insert(path, m_redactor.redact(text));
    return clean;
}

QJsonArray Ledger::redacted(const QJsonArray &entries) const
{
    QJsonArray clean;
    for (const QJsonValue &entry : entries) {
        QJsonObject object = entry.toObject();
        for (auto field = object.begin(); field != object.end(); ++field) {
            if (field->isString())
                *field = m_redactor.redact(field->toString());
        }
        clean += object;
    }
    return clean;
}

QFuture<Result<>> Ledger::addSeries(qint64 run, const QJsonArray &entries)
{
    return post<void>([run, clean = redacted(entries)](Database &db) { return Tables::addSeries(db, run, clean); });
}

QFuture<Result<>> Ledger::setSeries(qint64 run, const QJsonArray &entries)
{
    return post<void>([run, clean = redacted(entries)](Database &db) { return Tables::setSeries(db, run, clean); });
}

QFuture<Result<QJsonArray>> Ledger::series(qint64 run)
{
    return post<QJsonArray>([run](Database &db) { return Tables::series(db, run); });
}

QFuture<Result<int>> Ledger::thinSeries(int keep, const Thinning &thinned)
{
    constexpr int AtOnce = 20;
    return post<int>([keep, thinned](Database &db) { return Tables::thinSeries(db, keep, AtOnce, thinned); });
}

QFuture<Result<std::optional<Run>>> Ledger::findRun(qint64 id)
{
    return post<std::optional<Run>>([id](Database &db) { return Tables::findRun(db, id); });
}

QFuture<Result<QList<Run>>> Ledger::listRuns(const QString &folder, int limit)
{
    return post<QList<Run>>([folder, limit](Database &db) { return Tables::listRuns(db, folder, limit); });
}

QFuture<Result<QList<Hit>>> Ledger::search(const QString &text, int limit)
{
    return post<QList<Hit>>([text, limit](Database &db) { return Tables::search(db, text, limit); });
}

QFuture<Result<int>> Ledger::prune(int keep)
{
    return post<int>([keep](Database &db) { return Tables::prune(db, keep); });
}

} // namespace Spacewright::History
