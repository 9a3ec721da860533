// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runcommand.h"

#include "cli/engineoptions.h"
#include "cli/logtail.h"
#include "cli/stepprogress.h"
#include "environment/store.h"
#include "git/repository.h"
#include "history/ledger.h"
#include "metrics/sample.h"
#include "runtime/environmentsource.h"
#include "runtime/runmetrics.h"
#include "runtime/runrecorder.h"
#include "runtime/variables.h"
#include "settings/keys.h"
#include "settings/store.h"

#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

/// For the page's first byte once the app is healthy; a model may be loaded at the first visit.
constexpr std::chrono::seconds PagePatience{60};

Tone toneOf(Stage stage)
{
    switch (stageGroup(stage)) {
    case StageGroup::Running:
        return Tone::Good;
    case StageGroup::Error:
        return Tone::Bad;
    case StageGroup::Transient:
    case StageGroup::Paused:
        return Tone::Warning;
    case StageGroup::Asleep:
    case StageGroup::None:
        return Tone::Plain;
    }
    Q_UNREACHABLE_RETURN(Tone::Plain);
}

bool isFailure(Stage stage)
{
    return stageGroup(stage) == StageGroup::Error || stage == Stage::NoAppFile;
}

double inSeconds(std::chrono::milliseconds duration)
{
    return double(duration.count()) / 1000;
}

} // namespace

RunCommand::RunCommand(const Services &services, Output &output)
    : Command(services, output)
{
}

RunCommand::~RunCommand() = default;

Command::Description RunCommand::description() const
{
    return {
        .name = u"run"_s,
        .arguments = u"[DIR]"_s,
        .summary = tr("Builds and runs a Space, and says where its page is."),
        .details = tr("Ctrl+C stops the Space. Exit code 4 when it failed to build or to start, 5 when it is not "
                      "trusted yet. A Space that is not your own runs in a sandbox."),
        .options =
            QList<QCommandLineOption>{
                {u"until"_s,
                 tr("exit (as without it): stays until the app ends. ready: stops as soon as the page answers."),
                 u"WHEN"_s, u"exit"_s},
                {u"port"_s, tr("Where the page is served; otherwise the port in the Space's settings, or a free one."),
                 u"N"_s},
                {{u"e"_s, u"env"_s},
                 tr("Sets a variable for the app, beside those in the Space's settings. May be given several times."),
                 u"NAME=VALUE"_s},
                {u"json-events"_s, tr("Writes one JSON object a line for everything that happens.")},
                {u"trust"_s, tr("Says that the code in DIR may run here, from now on. It stays in its sandbox.")},
                {u"sandbox"_s, tr("Shuts the app in, also that of a Space of your own.")},
                {u"no-sandbox"_s, tr("Runs the app as you: it can read and change your files.")},
                {u"secret"_s,
                 tr("Gives the app a secret, with the value that this variable has here. May be given several times."),
                 u"NAME"_s}}
            + engineOptions()};
}

std::optional<Runtime::SessionOptions> RunCommand::sessionOptions(const QCommandLineParser &parser)
{
    const Settings::Store settings(m_services.paths);
    const QString folder = folderArgument(parser);
    const Runtime::Variables kept = Runtime::readVariables(settings.value(Settings::Keys::RunVariables, folder));
    for (const QString &text : kept.refused)
        m_output.error(tr("\"%1\" in the settings of this Space is no NAME=VALUE, so it is not set.").arg(text));
    Runtime::SessionOptions options;
    options.variables = kept.values;
    options.port = quint16(settings.value(Settings::Keys::RunPort, folder));
    const QString until = parser.value(u"until"_s);
    if (until != "exit"_L1 && until != "ready"_L1) {
        wrongUsage(tr("--until %1 is not known. Choose ready or exit.").arg(until));
        return {};
    }
    if (parser.isSet(u"port"_s)) {
        bool isNumber = false;
        options.port = parser.value(u"port"_s).toUShort(&isNumber);
        if (!isNumber || options.port == 0) {
            wrongUsage(tr("\"%1\" is no port. Choose one from 1 to 65535.").arg(parser.value(u"port"_s)));
            return {};
        }
    }
    const Runtime::Variables given = Runtime::readVariables(parser.values(u"env"_s));
    if (!given.refused.isEmpty()) {
        wrongUsage(tr("\"%1\" is no NAME=VALUE.").arg(given.refused.first()));
        return {};
    }
    options.variables.insert(given.values);
    for (const QString &name : parser.values(u"secret"_s)) {
        if (!m_services.environment.contains(name)) {
            wrongUsage(tr("There is no variable %1 here to take the secret from.").arg(name));
            return {};
        }
        options.secrets.insert(name, m_services.environment.value(name));
        m_services.redactor.add(name, options.secrets.value(name));
    }
    const auto choice = engineChoice(parser, settings, folder);
    if (!choice) {
        wrongUsage(choice.error().message);
        return {};
    }
    options.choice = *choice;
    if (parser.isSet(u"sandbox"_s) && parser.isSet(u"no-sandbox"_s)) {
        wrongUsage(tr("--sandbox and --no-sandbox exclude each other."));
        return {};
    }
    m_sandboxMode = parser.isSet(u"sandbox"_s) ? u"always"_s
        : parser.isSet(u"no-sandbox"_s)        ? u"never"_s
                                               : settings.value(Settings::Keys::RunSandbox, folder);
    m_untilReady = until == "ready"_L1;
    m_jsonEvents = parser.isSet(u"json-events"_s);
    return options;
}

void RunCommand::start(const QCommandLineParser &parser)
{
    const auto options = sessionOptions(parser);
    if (!options)
        return;
    m_report.folder = folderArgument(parser);
    if (!QFileInfo(m_report.folder).isDir()) {
        return finish(
            Error{ErrorCode::NotFound, tr("There is no folder %1. Check the path.").arg(m_report.folder), {}});
    }
    m_gate.ask(m_report.folder, parser.isSet(u"trust"_s),
               [this, chosen = *options](const Result<Workspace::TrustKind> &trust) {
                   if (m_isFinished)
                       return;
                   if (!trust)
                       return finish(trust.error());
                   begin(chosen, *trust == Workspace::TrustKind::Own);
               });
}

void RunCommand::begin(Runtime::SessionOptions options, bool isOwn)
{
    const Settings::Store settings(m_services.paths);
    options.sandbox = Sandbox::wishFor(
        m_sandboxMode, isOwn, Sandbox::cacheFromName(settings.value(Settings::Keys::RunModelCache, m_report.folder)),
        m_report.folder, m_services.paths.cache, m_services.environment);
    m_store = std::make_unique<Environment::Store>(m_services.paths, m_services.redactor, m_services.environment,
                                                   m_services.clock);
    m_source = std::make_unique<Runtime::StoreSource>(*m_store);
    m_docker = std::make_unique<Container::Docker>(m_services.paths, m_services.redactor, m_services.environment);
    m_docker->reap().then(this, [this](const QStringList &names) {
        if (!names.isEmpty())
            m_output.progress(tr("Removed what a crash had left: %1.").arg(names.join(u", "_s)));
    });
    m_ledger = std::make_unique<History::Ledger>(m_services.paths.ledger(), m_services.redactor);
    m_session = std::make_unique<Runtime::Session>(Runtime::SessionServices{.environments = *m_source,
                                                                            .redactor = m_services.redactor,
                                                                            .clock = m_services.clock,
                                                                            .docker = m_docker.get(),
                                                                            .trackedFiles = &Git::trackedFilesOf},
                                                   m_report.folder, std::move(options));
    m_metrics = std::make_unique<Runtime::RunMetrics>(*m_session, m_services.clock);
    m_recorder = std::make_unique<Runtime::RunRecorder>(*m_ledger, *m_session, *m_source, m_services.clock);
    m_ledger->prune(settings.value(Settings::Keys::HistoryKeepRuns));
    watch();
    m_session->run();
}

void RunCommand::watch()
{
    connect(m_ledger.get(), &History::Ledger::recovered, this,
            [this](const QString &message) { m_output.error(message); });
    connect(m_recorder.get(), &Runtime::RunRecorder::failed, this,
            [this](const Error &error) { m_output.error(error); });
    connect(m_recorder.get(), &Runtime::RunRecorder::idle, this, [this] {
        if (m_isConcluded)
            report(m_code);
    });
    connect(m_session.get(), &Runtime::Session::stageChanged, this, &RunCommand::stageChanged);
    connect(m_session.get(), &Runtime::Session::stepChanged, this,
            [this](int, const Pipeline::StepReport &step) { stepChanged(step); });
    connect(m_session.get(), &Runtime::Session::ready, this, &RunCommand::ready);
    connect(m_session.get(), &Runtime::Session::urlChanged, this,
            [this](const QUrl &url) { tellEvent(u"url"_s, {{u"url"_s, url.toString()}}); });
    connect(m_session.get(), &Runtime::Session::sampled, this, [this](const Metrics::Sample &sample) {
        m_report.peakMemoryBytes = std::max(m_report.peakMemoryBytes, sample.memoryBytes);
        tellEvent(u"sample"_s, Metrics::toJson(sample));
    });
    connect(m_metrics.get(), &Runtime::RunMetrics::alarmChanged, this,
            [this](const std::optional<Runtime::MemoryAlarm> &alarm) {
                QJsonObject fields = alarm ? Runtime::toJson(*alarm) : QJsonObject();
                fields[u"raised"_s] = alarm.has_value();
                tellEvent(u"memoryAlarm"_s, fields);
                if (alarm && !m_jsonEvents)
                    m_output.progress(m_output.tonedProgress(Tone::Warning, tr("Memory grows steadily.")) + u"  "_s
                                      + Runtime::alarmText(*alarm));
            });
    for (Logs::LogStore *log : {&m_session->buildLog(), &m_session->runLog()}) {
        auto *tail = new LogTail(*log, m_session.get());
        connect(tail, &LogTail::line, this, [this, phase = log->phase()](const Logs::LogLine &line) {
            QJsonObject fields = Logs::toJson(line);
            fields[u"line"_s] = line.text;
            tellEvent(u"log"_s, fields);
            const bool isOurs =
                line.level == Logs::Level::Own || line.text == m_session->stage().cause; // said as progress
            if (!m_jsonEvents && phase == Logs::Phase::Run && !isOurs)
                m_output.log(line.text);
        });
    }
}

void RunCommand::stageChanged(const Runtime::StageChange &change)
{
    tellEvent(u"stage"_s, Runtime::toJson(change));
    if (!m_jsonEvents)
        m_output.progress(m_output.tonedProgress(toneOf(change.stage), stageName(change.stage)) + u"  "_s
                          + change.cause);
    if (isFailure(change.stage))
        failed(change);
    else if (change.stage == Stage::Stopped)
        conclude(m_code);
}

void RunCommand::stepChanged(const Pipeline::StepReport &step)
{
    QJsonObject fields{{u"id"_s, step.id}, {u"title"_s, step.title}, {u"state"_s, stepStateName(step.state)}};
    if (!step.detail.isEmpty())
        fields[u"detail"_s] = step.detail;
    if (step.progress.total > 0 || !step.progress.text.isEmpty()) {
        fields[u"progress"_s] = QJsonObject{
            {u"done"_s, step.progress.done}, {u"total"_s, step.progress.total}, {u"text"_s, step.progress.text}};
    }
    if (step.state == StepState::Done || step.state == StepState::Failed)
        fields[u"seconds"_s] = inSeconds(step.duration);
    tellEvent(u"step"_s, fields);
    if (!m_jsonEvents)
        showStep(m_output, step);
}

void RunCommand::ready(const QUrl &url, std::chrono::milliseconds duration)
{
    tellEvent(u"ready"_s, {{u"url"_s, url.toString()}, {u"seconds"_s, inSeconds(duration)}});
    if (std::exchange(m_isReady, true) || m_isStopping)
        return;
    m_report.url = url;
    m_report.reached = m_session->stage();
    m_report.seconds = secondsOf(m_session->steps());
    m_report.seconds[u"total"_s] = inSeconds(duration);
    if (!m_jsonEvents && !m_output.isJson())
        m_output.line(url.toString());
    if (m_untilReady)
        askForThePage();
    else
        m_output.progress(tr("Ready after %1 at %2. Ctrl+C stops it.").arg(durationText(duration), url.toString()));
}

void RunCommand::askForThePage()
{
    auto *network = new QNetworkAccessManager(this);
    network->setProxy(QNetworkProxy::NoProxy); // it is on this machine, whatever the proxy settings say
    QNetworkRequest request(m_session->address());
    request.setTransferTimeout(PagePatience);
    QNetworkReply *reply = network->get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        if (m_isStopping || m_isConcluded)
            return; // cancelled or failed meanwhile
        const QVariant status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
        if (status.isValid())
            m_report.status = status.toInt();
        tellEvent(u"page"_s, {{u"status"_s, m_report.status ? QJsonValue(*m_report.status) : QJsonValue()}});
        if (reply->error() != QNetworkReply::NoError) {
            m_report.hasFailed = true;
            m_report.reached.verdict = Runtime::Verdict::App;
            m_report.reached.cause = m_report.status
                ? tr("The app runs, and its page answers with the status %1. Look into its log.").arg(*m_report.status)
                : tr("The app runs, and its page could not be read. Look into its log.");
            m_output.error(Error{ErrorCode::Space, m_report.reached.cause, reply->errorString()});
            m_code = ExitCode::SpaceFailed;
        }
        m_isStopping = true;
        m_session->stop();
    });
}

void RunCommand::failed(const Runtime::StageChange &change)
{
    if (m_isConcluded)
        return;
    m_report.hasFailed = true;
    m_report.reached = change;
    if (!m_isReady)
        m_report.seconds = secondsOf(m_session->steps());
    if (m_output.isQuiet || m_jsonEvents)
        m_output.error(change.cause);
    if (!change.errorLine.isEmpty() && !change.cause.contains(change.errorLine))
        m_output.error(change.errorLine);
    // A full disk or a missing network is no fault of the Space.
    const bool isOurs = change.verdict == Runtime::Verdict::Machine || change.verdict == Runtime::Verdict::Platform;
    conclude(isOurs ? ExitCode::Failed : ExitCode::SpaceFailed);
}

void RunCommand::conclude(ExitCode code)
{
    if (std::exchange(m_isConcluded, true))
        return;
    m_code = code;
    for (LogTail *tail : m_session->findChildren<LogTail *>(Qt::FindDirectChildrenOnly))
        tail->finish();
    if (m_recorder->isIdle())
        report(code);
}

void RunCommand::report(ExitCode code)
{
    QJsonObject fields = toJson(m_report);
    if (m_jsonEvents) {
        fields[u"exitCode"_s] = int(code);
        tellEvent(u"end"_s, fields);
    } else if (m_output.isJson()) {
        m_output.json(fields);
    }
    finish(code);
}

void RunCommand::tellEvent(const QString &name, QJsonObject fields)
{
    if (!m_jsonEvents)
        return;
    fields[u"event"_s] = name;
    fields[u"time"_s] = m_services.clock.now().toString(Qt::ISODateWithMs);
    m_output.event(fields);
}

void RunCommand::cancel()
{
    if (!m_session)
        return finish(ExitCode::Cancelled);
    m_isStopping = true;
    m_code = ExitCode::Cancelled;
    m_output.progress(tr("Stopping. Ctrl+C again stops at once."));
    m_session->stop();
    // Nothing was going on yet, so nothing will say that it ended.
    if (!m_isConcluded && m_session->stage().stage == Stage::Stopped && m_recorder->isIdle())
        conclude(ExitCode::Cancelled);
}

void RunCommand::kill()
{
    m_session.reset(); // ends every process of the Space
    finish(ExitCode::Cancelled);
}

} // namespace Spacewright::Cli
