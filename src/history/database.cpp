// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/database.h"

#include "base/filelock.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QUuid>

#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::History {

namespace {

constexpr int BusyTimeoutMs = 10'000; // another instance writes for milliseconds; a slow disk may need seconds

QString tr(const char *text)
{
    return QCoreApplication::translate("History", text);
}

/// Primary result codes of SQLite; the extended ones carry them in their low byte. Source: sqlite.org/rescode.html.
bool isDamage(const QSqlError &error)
{
    constexpr int Corrupt = 11;
    constexpr int NotADatabase = 26;
    const int code = error.nativeErrorCode().toInt() & 0xff;
    return code == Corrupt || code == NotADatabase;
}

std::unexpected<Error> sqlFailure(const QString &path, const QSqlError &error)
{
    return failure(
        ErrorCode::Io,
        tr(QT_TRANSLATE_NOOP("History",
                             "The history in %1 could not be used. Check the disk and the folder's permissions."))
            .arg(QDir::toNativeSeparators(path)),
        error.text());
}

} // namespace

Database::Database(QString path, std::span<const QStringList> schema)
    : m_path(std::move(path))
    , m_schema(schema)
{
}

Database::~Database()
{
    close();
}

void Database::close()
{
    if (m_connection.isEmpty())
        return;
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(std::exchange(m_connection, {}));
}

Result<QString> Database::open()
{
    if (!QDir().mkpath(QFileInfo(m_path).path())) {
        return failure(ErrorCode::Io,
                       tr(QT_TRANSLATE_NOOP("History", "The folder %1 could not be made. Check its permissions."))
                           .arg(QDir::toNativeSeparators(QFileInfo(m_path).path())));
    }
    const auto prepared = prepare();
    if (prepared)
        return QString();
    if (m_damaged)
        return openAnew();
    return std::unexpected(prepared.error());
}

Result<QString> Database::openAnew()
{
    const auto moved = moveAside();
    if (!moved)
        return moved;
    return prepare().transform([&] { return *moved; });
}

Result<> Database::prepare()
{
    close();
    m_damaged = false;
    m_connection = "ledger-"_L1 + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(BusyTimeoutMs));
    if (!m_database.open()) {
        m_damaged = isDamage(m_database.lastError());
        return sqlFailure(m_path, m_database.lastError());
    }
    // WAL: readers and one writer at once, and a crash loses at most what was not yet committed.
    for (const QString &pragma :
         {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = NORMAL"_s, u"PRAGMA foreign_keys = ON"_s}) {
        if (const auto done = run(pragma); !done)
            return std::unexpected(done.error());
    }
    return migrate();
}

Result<> Database::migrate()
{
    const auto version = [this] {
        return run(u"PRAGMA user_version"_s).transform([](QSqlQuery query) {
            return query.next() ? query.value(0).toInt() : 0;
        });
    };
    auto current = version();
    if (!current)
        return std::unexpected(current.error());
    if (*current > int(m_schema.size())) {
        return failure(
            ErrorCode::Conflict,
            tr(QT_TRANSLATE_NOOP(
                   "History", "A newer Spacewright wrote the history in %1. Use that version, or move the file away."))
                .arg(QDir::toNativeSeparators(m_path)));
    }
    if (*current == int(m_schema.size()))
        return {};
    return transaction([&]() -> Result<> {
        current = version(); // another instance may have done it while this one waited for the lock
        if (!current)
            return std::unexpected(current.error());
        for (std::size_t next = std::size_t(*current); next < m_schema.size(); ++next) {
            for (const QString &statement : m_schema[next]) {
                if (const auto done = run(statement); !done)
                    return std::unexpected(done.error());
            }
        }
        return run(u"PRAGMA user_version = %1"_s.arg(m_schema.size())).transform([](const QSqlQuery &) { });
    });
}

Result<QString> Database::moveAside()
{
    close();
    // Two instances may find the damage at once: only the first moves, the other uses the new file.
    const auto lock = FileLock::tryAcquire(m_path + ".lock"_L1);
    if (!lock)
        return std::unexpected(lock.error());
    const QString aside = m_path + ".damaged-"_L1 + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    if (!QFile::rename(m_path, aside)) {
        return failure(
            ErrorCode::Io,
            tr(QT_TRANSLATE_NOOP("History",
                                 "The damaged history %1 could not be moved aside. Check the folder's permissions."))
                .arg(QDir::toNativeSeparators(m_path)));
    }
    for (const auto suffix : {"-wal"_L1, "-shm"_L1})
        QFile::rename(m_path + suffix, aside + suffix);
    return tr(QT_TRANSLATE_NOOP("History", "The history was damaged and begins anew. The old file is kept as %1."))
        .arg(QDir::toNativeSeparators(aside));
}

Result<QSqlQuery> Database::run(const QString &statement, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    bool done = query.prepare(statement);
    if (done) {
        for (qsizetype i = 0; i < values.size(); ++i)
            query.bindValue(int(i), values.at(i));
        done = query.exec();
    }
    if (!done) {
        m_damaged = m_damaged || isDamage(query.lastError());
        return sqlFailure(m_path, query.lastError());
    }
    return query;
}

Result<> Database::transaction(const std::function<Result<>()> &work)
{
    if (const auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return std::unexpected(begun.error());
    Result<> result = work();
    if (result)
        result = run(u"COMMIT"_s).transform([](const QSqlQuery &) { });
    if (!result)
        std::ignore = run(u"ROLLBACK"_s);
    return result;
}

} // namespace Spacewright::History
