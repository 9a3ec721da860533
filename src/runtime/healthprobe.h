// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include <functional>

namespace Spacewright::Runtime {

/// Asks an app on this machine again and again until it answers as a healthy one of its SDK does.
class HealthProbe final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HealthProbe)
public:
    HealthProbe(Manifest::Sdk sdk, quint16 port, QObject *parent = nullptr);

    void start();
    void stop();
    /// From now on asks another port, or address ("[::1]").
    void setTarget(const QString &host, quint16 port);
    [[nodiscard]] QString host() const { return m_host; }
    [[nodiscard]] quint16 port() const { return m_port; }

    /// Asks `port` once, as `name`, and calls back on this thread with the status of the answer, 0 without one.
    void askOnce(quint16 port, const QString &name, std::function<void(int status)> answer);

Q_SIGNALS:
    /// Each time it answered, until stop().
    void healthy(quint16 port);

private:
    void ask();
    void askPath(qsizetype index);
    void askAgain();

    QNetworkAccessManager m_network;
    QTimer m_timer;
    QStringList m_paths;
    bool m_stopped = false;
    Manifest::Sdk m_sdk;
    QString m_host = QStringLiteral("127.0.0.1");
    quint16 m_port;
};

} // namespace Spacewright::Runtime
