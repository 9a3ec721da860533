// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/tables.h"

#include "base/processidentity.h"

#include <QCryptographicHash>
#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Spacewright::History::Tables {

namespace {

QVariant milliseconds(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(QMetaType::fromType<qint64>());
}

QDateTime timeFrom(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), QTimeZone::UTC);
}

/// A null QString would become NULL, which the columns refuse.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

template<typename Read>
Result<> forRows(Result<QSqlQuery> query, Read &&read)
{
    if (!query)
        return std::unexpected(query.error());
    while (query->next())
        read(*query);
    return {};
}

Result<> ignoringRows(const Result<QSqlQuery> &query)
{
    return query ? Result<>() : std::unexpected(query.error());
}

/// `no module` → `"no"* "module"*`: quoted, so that nothing a person types is read as FTS5 syntax.
QString matchExpression(const QString &typed)
{
    static const QRegularExpression gaps(uR"([^\w]+)"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (const QString &word : typed.split(gaps, Qt::SkipEmptyParts))
        words += u'"' + word + "\"*"_L1;
    return words.join(u' ');
}

/// `condition` begins with WHERE.
Result<QList<Run>> readRuns(Database &db, const QString &condition, const QVariantList &values)
{
    QList<Run> runs;
    auto done =
        forRows(db.run(u"SELECT id, folder, space, engine, plan, environment, interpreter, started, state, stopped,"
                       " exit_code, lock, peak_memory FROM runs "_s
                           + condition,
                       values),
                [&](const QSqlQuery &row) {
                    Run run;
                    run.id = row.value(0).toLongLong();
                    run.start = {row.value(1).toString(), row.value(2).toString(), row.value(3).toString(),
                                 row.value(4).toString(), row.value(5).toString(), row.value(6).toString(),
                                 timeFrom(row.value(7))};
                    run.state = RunState(row.value(8).toInt());
                    run.end.stopped = timeFrom(row.value(9));
                    if (!row.value(10).isNull())
                        run.end.exitCode = row.value(10).toInt();
                    run.end.lock = row.value(11).toString();
                    if (!row.value(12).isNull())
                        run.end.peakMemoryBytes = row.value(12).toLongLong();
                    runs += run;
                });
    for (Run &run : runs) {
        if (!done)
            break;
        done =
            forRows(db.run(u"SELECT time, stage, cause, verdict FROM stages WHERE run = ? ORDER BY rowid"_s, {run.id}),
                    [&](const QSqlQuery &row) {
                        run.stages += StageEntry{timeFrom(row.value(0)),
                                                 stageFromName(row.value(1).toString()).value_or(Stage::Stopped),
                                                 row.value(2).toString(), row.value(3).toString()};
                    })
                .and_then([&] {
                    return forRows(
                        db.run(u"SELECT phase, milliseconds FROM phases WHERE run = ? ORDER BY rowid"_s, {run.id}),
                        [&](const QSqlQuery &row) {
                            run.end.phases += PhaseTime{row.value(0).toString(),
                                                        std::chrono::milliseconds(row.value(1).toLongLong())};
                        });
                });
    }
    if (!done)
        return std::unexpected(done.error());
    return runs;
}

Result<> insertSeries(Database &db, qint64 run, const QJsonArray &entries, bool isThinned)
{
    if (entries.isEmpty())
        return {};
    return ignoringRows(
        db.run(u"INSERT INTO series (run, thinned, entries) VALUES (?, ?, ?)"_s,
               {run, int(isThinned), qCompress(QJsonDocument(entries).toJson(QJsonDocument::Compact))}));
}

Result<> replaceSeries(Database &db, qint64 run, const QJsonArray &entries, bool isThinned)
{
    return ignoringRows(db.run(u"DELETE FROM series WHERE run = ?"_s, {run})).and_then([&] {
        return insertSeries(db, run, entries, isThinned);
    });
}

} // namespace

Result<qint64> addRun(Database &db, const RunStart &start)
{
    return db
        .run(u"INSERT INTO runs (folder, space, engine, plan, environment, interpreter, started, owner)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
             {text(start.folder), text(start.spaceId), text(start.engine), text(start.planHash),
              text(start.environmentHash), text(start.interpreter), milliseconds(start.started),
              ProcessIdentity::self().toString()})
        .transform([](const QSqlQuery &query) { return query.lastInsertId().toLongLong(); });
}

Result<> addText(Database &db, qint64 run, const QString &place, const QString &content)
{
    if (content.isEmpty())
        return {};
    return ignoringRows(db.run(u"INSERT INTO texts (run, place, text) VALUES (?, ?, ?)"_s, {run, place, content}));
}

Result<> addStage(Database &db, qint64 run, const StageEntry &entry)
{
    return db.transaction([&]() -> Result<> {
        return ignoringRows(db.run(u"INSERT INTO stages (run, time, stage, cause, verdict) VALUES (?, ?, ?, ?, ?)"_s,
                                   {run, milliseconds(entry.time), stageName(entry.stage), text(entry.cause),
                                    text(entry.verdict)}))
            .and_then([&] { return addText(db, run, u"cause"_s, entry.cause); });
    });
}

Result<> finishRun(Database &db, qint64 run, const RunEnd &end)
{
    return db.transaction([&]() -> Result<> {
        const QVariant code = end.exitCode ? QVariant(*end.exitCode) : QVariant(QMetaType::fromType<int>());
        auto done = ignoringRows(db.run(
            u"UPDATE runs SET state = ?, stopped = ?, exit_code = ?, lock = ?, peak_memory = ?"
            " WHERE id = ?"_s,
            {int(RunState::Finished), milliseconds(end.stopped), code, text(end.lock),
             end.peakMemoryBytes ? QVariant(*end.peakMemoryBytes) : QVariant(QMetaType::fromType<qint64>()), run}));
        for (const PhaseTime &phase : end.phases) {
            if (!done)
                break;
            done = ignoringRows(db.run(u"INSERT INTO phases (run, phase, milliseconds) VALUES (?, ?, ?)"_s,
                                       {run, phase.phase, qint64(phase.duration.count())}));
        }
        return done;
    });
}

Result<> setSources(Database &db, qint64 run, const Sources &sources)
{
    return db.transaction([&]() -> Result<> {
        auto done = ignoringRows(db.run(u"DELETE FROM sources WHERE run = ?"_s, {run}));
        for (const auto &[file, content] : sources.asKeyValueRange()) {
            if (!done)
                break;
            const QByteArray bytes = content.toUtf8();
            const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
            done = ignoringRows(
                       db.run(u"INSERT OR IGNORE INTO contents (hash, text) VALUES (?, ?)"_s, {hash, qCompress(bytes)}))
                       .and_then([&, path = file] {
                           return ignoringRows(db.run(u"INSERT INTO sources (run, path, content)"
                                                      " SELECT ?, ?, id FROM contents WHERE hash = ?"_s,
                                                      {run, path, hash}));
                       });
        }
        return done;
    });
}

Result<std::optional<ChangesSinceGood>> changesSinceGood(Database &db, const QString &folder, const Sources &now)
{
    ChangesSinceGood good;
    Sources before;
    const auto done =
        forRows(db.run(u"SELECT id, started FROM runs WHERE folder = ? AND id IN (SELECT run FROM sources)"
                       " ORDER BY id DESC LIMIT 1"_s,
                       {text(folder)}),
                [&](const QSqlQuery &row) {
                    good.run = row.value(0).toLongLong();
                    good.started = timeFrom(row.value(1));
                })
            .and_then([&] {
                return forRows(db.run(u"SELECT path, text FROM sources JOIN contents ON contents.id = sources.content"
                                      " WHERE run = ?"_s,
                                      {good.run}),
                               [&](const QSqlQuery &row) {
                                   before.insert(row.value(0).toString(),
                                                 QString::fromUtf8(qUncompress(row.value(1).toByteArray())));
                               });
            });
    if (!done)
        return std::unexpected(done.error());
    if (good.run == 0)
        return std::nullopt;
    good.changes = changesBetween(before, now);
    return good;
}

Result<> closeOrphans(Database &db)
{
    QList<qint64> orphans;
    auto done = forRows(db.run(u"SELECT id, owner FROM runs WHERE state = ?"_s, {int(RunState::Open)}),
                        [&](const QSqlQuery &row) {
                            const auto owner = ProcessIdentity::fromString(row.value(1).toString());
                            if (!owner || !owner->isRunning())
                                orphans += row.value(0).toLongLong();
                        });
    for (const qint64 run : std::as_const(orphans)) {
        if (done)
            done = ignoringRows(db.run(u"UPDATE runs SET state = ? WHERE id = ?"_s, {int(RunState::Interrupted), run}));
    }
    return done;
}

Result<QList<Run>> listRuns(Database &db, const QString &folder, int limit)
{
    return readRuns(db, u"WHERE ? = '' OR folder = ? ORDER BY started DESC, id DESC LIMIT ?"_s,
                    {text(folder), text(folder), limit});
}

Result<std::optional<Run>> findRun(Database &db, qint64 id)
{
    return readRuns(db, u"WHERE id = ?"_s, {id}).transform([](const QList<Run> &runs) {
        return runs.isEmpty() ? std::nullopt : std::optional(runs.first());
    });
}

Result<> addSeries(Database &db, qint64 run, const QJsonArray &entries)
{
    return insertSeries(db, run, entries, false);
}

Result<> setSeries(Database &db, qint64 run, const QJsonArray &entries)
{
    return db.transaction([&] { return replaceSeries(db, run, entries, false); });
}

Result<QJsonArray> series(Database &db, qint64 run)
{
    QJsonArray all;
    return forRows(db.run(u"SELECT entries FROM series WHERE run = ? ORDER BY id"_s, {run}),
                   [&](const QSqlQuery &row) {
                       const QByteArray json = qUncompress(row.value(0).toByteArray());
                       for (const QJsonValue &entry : QJsonDocument::fromJson(json).array())
                           all += entry;
                   })
        .transform([&] { return all; });
}

Result<int> thinSeries(Database &db, int keep, int most, const Thinning &thinned)
{
    QList<qint64> runs;
    auto done = forRows(db.run(u"SELECT DISTINCT run FROM series WHERE thinned = 0"
                               " AND run IN (SELECT id FROM runs WHERE state <> ?)"
                               " AND run NOT IN (SELECT DISTINCT run FROM series ORDER BY run DESC LIMIT ?) LIMIT ?"_s,
                               {int(RunState::Open), keep, most}),
                        [&](const QSqlQuery &row) { runs += row.value(0).toLongLong(); });
    for (const qint64 run : std::as_const(runs)) {
        if (!done)
            break;
        done = series(db, run).and_then([&](const QJsonArray &entries) {
            return db.transaction([&] { return replaceSeries(db, run, thinned(entries), true); });
        });
    }
    return done.transform([&] { return int(runs.size()); });
}

Result<QList<Hit>> search(Database &db, const QString &typed, int limit)
{
    QList<Hit> hits;
    const QString expression = matchExpression(typed);
    if (expression.isEmpty())
        return hits;
    const auto done =
        forRows(db.run(u"SELECT texts.run, runs.folder, runs.started, texts.place, snippet(words, 0, '»', '«', '…', 16)"
                       " FROM words JOIN texts ON texts.id = words.rowid JOIN runs ON runs.id = texts.run"
                       " WHERE words MATCH ? ORDER BY rank, runs.started DESC LIMIT ?"_s,
                       {expression, limit}),
                [&](const QSqlQuery &row) {
                    hits += Hit{row.value(0).toLongLong(), row.value(1).toString(), timeFrom(row.value(2)),
                                row.value(3).toString(), row.value(4).toString()};
                });
    if (!done)
        return std::unexpected(done.error());
    return hits;
}

Result<int> prune(Database &db, int keep)
{
    int gone = 0;
    return db
        .transaction([&]() -> Result<> {
            return db
                .run(u"DELETE FROM runs WHERE state <> ? AND id NOT IN"
                     " (SELECT id FROM runs ORDER BY started DESC, id DESC LIMIT ?)"_s,
                     {int(RunState::Open), keep})
                .and_then([&](const QSqlQuery &query) {
                    gone = query.numRowsAffected();
                    return ignoringRows(
                        db.run(u"DELETE FROM contents WHERE id NOT IN (SELECT content FROM sources)"_s));
                });
        })
        .transform([&] { return gone; });
}

} // namespace Spacewright::History::Tables
