// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/command.h"
#include "cli/runreport.h"
#include "cli/trustgate.h"
#include "container/docker.h"
#include "runtime/session.h"

#include <memory>

namespace Spacewright::Environment {
class Store;
}
namespace Spacewright::History {
class Ledger;
}
namespace Spacewright::Runtime {
class RunMetrics;
class RunRecorder;
} // namespace Spacewright::Runtime

namespace Spacewright::Cli {

/// `spw run [DIR]`: builds what is missing, runs the Space, and stops it again.
class RunCommand final : public Command {
    Q_OBJECT
public:
    RunCommand(const Services &services, Output &output);
    ~RunCommand() override;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;
    void cancel() override;
    void kill() override;

private:
    [[nodiscard]] std::optional<Runtime::SessionOptions> sessionOptions(const QCommandLineParser &parser);
    void begin(Runtime::SessionOptions options, bool isOwn);
    void watch();
    void stageChanged(const Runtime::StageChange &change);
    void stepChanged(const Pipeline::StepReport &step);
    void ready(const QUrl &url, std::chrono::milliseconds duration);
    void askForThePage();
    void failed(const Runtime::StageChange &change);
    void conclude(ExitCode code);
    void report(ExitCode code);
    void tellEvent(const QString &name, QJsonObject fields);

    TrustGate m_gate{m_services, m_output};
    QString m_sandboxMode; ///< as the setting's values
    bool m_untilReady = false;
    bool m_jsonEvents = false;
    bool m_isReady = false;
    bool m_isStopping = false;
    bool m_isConcluded = false;
    ExitCode m_code = ExitCode::Fine; ///< once it has stopped
    RunReport m_report;

    // In this order: each uses those above it.
    std::unique_ptr<Container::Docker> m_docker;
    std::unique_ptr<Environment::Store> m_store;
    std::unique_ptr<Runtime::EnvironmentSource> m_source;
    std::unique_ptr<History::Ledger> m_ledger;
    std::unique_ptr<Runtime::Session> m_session;
    std::unique_ptr<Runtime::RunMetrics> m_metrics;
    std::unique_ptr<Runtime::RunRecorder> m_recorder;
};

} // namespace Spacewright::Cli
