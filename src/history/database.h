// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "history/schema.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>

namespace Spacewright::History {

/// One connection to the ledger's file. Made, used and destroyed on one thread.
class Database {
    Q_DISABLE_COPY_MOVE(Database)
public:
    /// `schema` is another one than migrations() in tests alone; it must outlive the connection.
    explicit Database(QString path, std::span<const QStringList> schema = migrations());
    ~Database();

    /// Opens the file, brings it to the newest version, and moves a damaged one aside. The text says
    /// what was moved, and is empty when nothing was. Fails with Conflict when a newer version of
    /// Spacewright wrote it, Io when the disk refuses.
    [[nodiscard]] Result<QString> open();
    /// Some statement has met a damaged page; openAnew() is the way on.
    [[nodiscard]] bool isDamaged() const { return m_damaged; }
    /// As open(), and moves the file aside in any case.
    [[nodiscard]] Result<QString> openAnew();

    /// Runs one statement with its values bound by position.
    [[nodiscard]] Result<QSqlQuery> run(const QString &statement, const QVariantList &values = {});
    /// All of `work` or nothing of it; takes the write lock at once, so two instances cannot deadlock.
    [[nodiscard]] Result<> transaction(const std::function<Result<>()> &work);

private:
    [[nodiscard]] Result<> prepare();
    [[nodiscard]] Result<> migrate();
    [[nodiscard]] Result<QString> moveAside();
    void close();

    QString m_path;
    std::span<const QStringList> m_schema;
    QString m_connection;
    QSqlDatabase m_database;
    bool m_damaged = false; // the last statement met a file that is no database
};

} // namespace Spacewright::History
