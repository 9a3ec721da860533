// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>
#include <QUrl>

namespace Spacewright::Testing {

/// A web server on loopback with the pages it is given; anything else is 404.
class PageServer final : public QTcpServer {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageServer)
public:
    PageServer();

    void add(const QString &path, const QByteArray &html) { add(path, "text/html; charset=utf-8", html); }
    void add(const QString &path, const QByteArray &type, const QByteArray &body, const QByteArray &moreHeaders = {});
    [[nodiscard]] QUrl url(const QString &pathAndQuery = QStringLiteral("/")) const;
    /// Targets asked for, in order.
    [[nodiscard]] QStringList asked() const { return m_asked; }

private:
    void answer();

    QHash<QString, QByteArray> m_answers;
    QStringList m_asked;
};

} // namespace Spacewright::Testing
