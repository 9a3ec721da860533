// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "container/docker.h"
#include "runtime/environmentsource.h"
#include "runtime/healthprobe.h"
#include "runtime/limitwatch.h"
#include "runtime/listeners.h"
#include "runtime/verdict.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QUrl>

namespace Spacewright::Runtime {

class Standby;

/// Where an app is that runs in a container.
struct ContainerPlace {
    const Container::Docker *docker = nullptr; ///< must outlive the process
    QString name;
    qint64 memoryBytes = 0; ///< its limit; 0: none
};

/// What is waited for, and how long.
struct AppExpectation {
    Manifest::Sdk sdk = Manifest::Sdk::Gradio;
    QString appFile;
    QString folder;
    QString subdomain;
    QString basePath;
    quint16 port = 0; ///< where it was told to listen
    quint16 hubPort = 0; ///< where it may listen instead, because the Hub asks there
    std::chrono::seconds startupTimeout{};
    std::chrono::milliseconds otherPortPatience{}; ///< how long a page on another port is watched
    std::optional<ContainerPlace> container =
        {}; ///< set: the process is docker's command line, and the app is in there
    Sandbox::Limits limits{}; ///< what all of its processes together may take
};

/// One process of an app, from its start over its first answer to its end. Destroying it kills the tree, and removes
/// the container where there is one.
class AppProcess final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppProcess)
public:
    /// `redactor` must outlive it.
    AppProcess(AppExpectation expectation, const Redactor &redactor, QObject *parent = nullptr);
    ~AppProcess() override;

    /// `lease`, if any, is held as long as the process may run.
    void start(const Command &command, std::unique_ptr<Environment::Lease> lease, std::chrono::milliseconds grace);
    /// The same with a process that waits for it.
    void start(Standby &standby);
    /// Terminates, and kills after the grace; ended() follows.
    void stop();
    void kill();

    [[nodiscard]] bool isHealthy() const { return m_healthy; }
    /// True when it chose its port itself, so that a second one cannot be started beside it.
    [[nodiscard]] bool hasFixedPort() const { return m_probe.port() != m_expectation.port; }
    [[nodiscard]] QUrl url() const { return m_url; }
    /// The same by number, for programs that do not resolve names below localhost.
    [[nodiscard]] QUrl address() const { return m_address; }
    [[nodiscard]] qint64 processId() const { return m_process->processId(); }
    /// From start() to the first answer.
    [[nodiscard]] std::chrono::milliseconds startupTime() const { return m_startupTime; }

Q_SIGNALS:
    void output(Spacewright::OutputStream stream, const QByteArray &bytes);
    /// It listens elsewhere, and not where it is asked. Empty when that is over. In a container its very own port among
    /// them means that it listens there for itself only, on the loopback.
    void otherPortsSeen(const QList<quint16> &ports);
    /// Before healthy(): beside its page it serves ports that other machines reach.
    void openPortsSeen(const QList<quint16> &ports);
    /// Once: the page answers.
    void healthy();
    /// Somebody deleted the environment it runs in.
    void environmentGone();
    /// Once, last, unless it was asked to end: the process is gone, or it is given up and should be stopped.
    void failed(const Spacewright::Runtime::Failure &failure);
    /// Once, when no process is left.
    void ended();

private:
    void begin(std::unique_ptr<Process> process, std::unique_ptr<Environment::Lease> lease);
    void waitForAnswer();
    void take(OutputStream stream, const QByteArray &bytes);
    void look();
    void looked(const QList<Listener> &listeners);
    void lookedInside(const QList<Listener> &listeners);
    void containerEnded(const AppEnd &end);
    void answered();
    void askForName();
    void becomeHealthy(const QString &name);
    void startupEnded();
    void sayOpenPorts(const QList<Listener> &listeners, quint16 page);
    void lookElsewhere(const QList<quint16> &ports);
    void patienceEnded();
    void limitPassed(const LimitPassed &passed);
    void stopWaiting();
    void report(AppEnd end);

    /// The beginning and the end of a stream; what lies between is dropped.
    struct Kept {
        QByteArray first;
        QByteArray last;
        void add(const QByteArray &bytes);
    };

    AppExpectation m_expectation;
    const Redactor &m_redactor;
    std::unique_ptr<Process> m_process;
    HealthProbe m_probe;
    LimitWatch m_limits;
    std::unique_ptr<Environment::Lease> m_lease;
    QTimer m_lookTimer;
    QTimer m_startupTimer;
    QTimer m_patienceTimer;
    QFutureWatcher<QList<Listener>> m_look;
    QElapsedTimer m_since;
    std::chrono::milliseconds m_startupTime{};
    QList<quint16> m_otherPorts;
    Kept m_standardOutput;
    Kept m_errorOutput;
    QUrl m_url;
    QUrl m_address;
    bool m_answers = false; ///< the probe had an answer that has to be seen to be this process's
    bool m_healthy = false;
    bool m_asked = false; ///< to end
    bool m_reported = false;
};

} // namespace Spacewright::Runtime
