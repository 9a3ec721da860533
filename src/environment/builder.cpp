// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/builder.h"

#include "base/atomicfile.h"
#include "environment/uvoutput.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPromise>
#include <QStorageInfo>
#include <QtConcurrentRun>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
/// How often a second builder asks whether the first one is done.
constexpr std::chrono::milliseconds LockInterval{100};
/// Asking what is installed takes a fraction of a second, on a cold disk a few.
constexpr std::chrono::minutes VerifyLimit{5};
/// One request; where nobody answers at all, uv waits as long.
constexpr std::chrono::seconds TorchIndexLimit{30};

QString tr(const char *text)
{
    return QCoreApplication::translate("Builder", text);
}

QFuture<Result<>> failed(const Error &error)
{
    return done(std::unexpected(error));
}

Error cannotWrite(const QString &path, const QString &reason)
{
    return {ErrorCode::Io, tr("%1 cannot be written. Check its permissions and the free space.").arg(path), reason};
}

/// Scripts of a virtual environment begin with its path; makes them right for its new place, as pip
/// would have written them there.
void relocateScripts(const QString &from, const QString &to)
{
    constexpr qint64 largestScript = 1024 * 1024;
    const QDir bin(from + "/bin"_L1);
    for (const QFileInfo &info : bin.entryInfoList(QDir::Files | QDir::NoSymLinks)) {
        const auto text = readFile(info.filePath(), largestScript);
        if (!text || !text->contains(QFile::encodeName(from)) || text->contains('\0'))
            continue;
        const auto permissions = QFile::permissions(info.filePath());
        std::ignore =
            writeFile(info.filePath(), QByteArray(*text).replace(QFile::encodeName(from), QFile::encodeName(to)));
        QFile::setPermissions(info.filePath(), permissions);
    }
}

bool hasModule(const QString &venv, const QString &name)
{
    const QDir libraries(venv + "/lib"_L1);
    return std::ranges::any_of(libraries.entryList({u"python3*"_s}, QDir::Dirs), [&](const QString &python) {
        return QFileInfo::exists(libraries.filePath(python + "/site-packages/"_L1 + name + "/__init__.py"_L1));
    });
}

/// Off this thread: an environment has tens of thousands of files.
void removeLater(const QString &folder)
{
    std::ignore = QtConcurrent::run([folder] { QDir(folder).removeRecursively(); });
}
} // namespace

/// One `uv pip install` under two steps of ours: it chooses all versions before it installs the first.
struct Builder::UvInstall {
    InstallProgress progress;
    StepContext *step = nullptr; ///< that shows it now
    QPromise<Result<>> chosen;
    bool isSettled = false; ///< the versions are chosen, or it is over
    QFuture<Result<>> installed;

    void settle(Result<> outcome)
    {
        if (std::exchange(isSettled, true))
            return;
        step = nullptr;
        chosen.addResult(std::move(outcome));
        chosen.finish();
    }

    void show() const
    {
        if (!step)
            return;
        step->progress(progress.progress());
        if (const QString text = progress.detail(); !text.isEmpty())
            step->detail(text);
    }
};

Builder::Builder(std::shared_ptr<const StoreContext> context, EnvironmentPlan plan, BuildSink sink)
    : m_context(std::move(context))
    , m_plan(std::move(plan))
    , m_sink(std::move(sink))
{
    m_retry.setInterval(LockInterval);
    connect(&m_retry, &QTimer::timeout, this, &Builder::tryLock);
}

Builder::~Builder()
{
    finish(failure(ErrorCode::Cancelled, tr("The build was cancelled.")));
}

// ── interpreter ──────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::begin(StepContext &step)
{
    return waitForLock(step)
        .then(this,
              [this, &step](const Result<> &locked) {
                  if (!locked)
                      return failed(locked.error());
                  m_cached = m_context->folder.find(m_plan.hash).has_value();
                  if (m_cached) {
                      step.detail(tr("cached"));
                      return done();
                  }
                  return QtConcurrent::run([context = m_context, plan = m_plan] { return prepare(*context, plan); })
                      .then(this, [this, &step](const Result<Prepared> &prepared) -> Result<> {
                          if (!prepared)
                              return std::unexpected(prepared.error());
                          beginLog(*prepared);
                          step.detail(m_plan.interpreter.version.toString());
                          return {};
                      });
              })
        .unwrap();
}

QFuture<Result<>> Builder::waitForLock(StepContext &step)
{
    m_waiting = std::make_shared<QPromise<Result<>>>();
    m_waiting->start();
    const auto future = m_waiting->future();
    step.onCancel([this] {
        if (const auto waiting = std::exchange(m_waiting, {})) {
            m_retry.stop();
            waiting->addResult(failure(ErrorCode::Cancelled, tr("The build was cancelled.")));
            waiting->finish();
        }
    });
    tryLock();
    if (m_waiting) {
        step.detail(tr("waiting for another Spacewright that builds it"));
        m_retry.start();
    }
    return future;
}

void Builder::tryLock()
{
    auto lock = FileLock::tryAcquire(m_context->folder.buildLock(m_plan.hash));
    if (!lock && lock.error().code == ErrorCode::Conflict)
        return;
    m_retry.stop();
    const auto waiting = std::exchange(m_waiting, {});
    if (!waiting)
        return;
    Result<> outcome;
    if (lock)
        m_lock = std::make_shared<FileLock>(*std::move(lock));
    else
        outcome = std::unexpected(lock.error());
    waiting->addResult(std::move(outcome));
    waiting->finish();
}

Result<Builder::Prepared> Builder::prepare(const StoreContext &context, const EnvironmentPlan &plan)
{
    context.folder.removeLeftovers(plan.hash);
    if (!QFileInfo(plan.interpreter.path).isExecutable())
        return failure(ErrorCode::NotFound,
                       tr("%1 is no longer there. Build again to choose another Python.").arg(plan.interpreter.path));
    const QString partial = context.folder.newPartial(plan.hash);
    if (!QDir().mkpath(partial + "/input"_L1))
        return failure(ErrorCode::Io,
                       tr("%1 cannot be written. Check its permissions and the free space.").arg(context.folder.root));
    // Alone in a folder, as the Hub mounts them: what they refer to is not there either.
    const auto put = [&](const QString &name, const std::optional<QString> &text) -> Result<> {
        return text ? writeFile(partial + "/input/"_L1 + name, text->toUtf8()) : Result<>();
    };
    for (const auto &written : {put(u"requirements.txt"_s, plan.request.requirements),
                                put(u"pre-requirements.txt"_s, plan.request.preRequirements),
                                put(u"torch.txt"_s, torchRequirement(plan.request.requirements.value_or(QString()))),
                                put(u"platform.txt"_s, plan.platformRequirements.join(u'\n') + u'\n')}) {
        if (!written) {
            QDir(partial).removeRecursively();
            return std::unexpected(written.error());
        }
    }
    return Prepared{PackageIndex::IndexSettings::ofMachine(context.environment), partial};
}

void Builder::beginLog(const Prepared &prepared)
{
    m_settings = prepared.settings;
    m_partial = prepared.partial;
    for (const QString &address : m_settings.confidential(m_context->environment))
        m_addresses.add(u"package index"_s, address);
    m_log.setFileName(m_partial + "/build.log"_L1);
    std::ignore = m_log.open(QIODevice::WriteOnly | QIODevice::Unbuffered); // without it, the dock still has the words
    m_runner = std::make_unique<ToolRunner>([this](const QByteArray &bytes) { return redact(bytes); },
                                            [this](const QByteArray &bytes) { write(bytes); });
    // The shape of the Hub's own build log, so that one reader understands both. Source: spaces.md 3.8.
    write("===== Build Queued at " + m_context->clock.now().toString(u"yyyy-MM-dd HH:mm:ss").toUtf8()
          + " / Environment " + m_plan.hash.first(7).toUtf8() + " =====\n");
    announce(u"Python "_s + m_plan.interpreter.version.toString() + u" from "_s + m_plan.interpreter.path);
}

void Builder::write(const QByteArray &bytes)
{
    m_log.write(bytes);
    if (m_sink.output)
        m_sink.output(bytes);
}

QByteArray Builder::redact(const QByteArray &bytes) const
{
    return m_context->redactor.redact(m_addresses.redact(bytes));
}

void Builder::announce(const QString &step)
{
    write("\n--> " + redact(step.toUtf8()) + '\n');
}

// ── uv ───────────────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::obtainTool(StepContext &step)
{
    return runStep(step, 1, [this, &step] {
        return obtainInstaller(m_context->paths, toolEnvironment(m_settings, m_context->environment),
                               m_plan.interpreter, *m_runner)
            .then(this, [this, &step](const Result<Installer> &installer) -> Result<> {
                if (!installer)
                    return std::unexpected(installer.error());
                m_commands = {*installer, m_plan, m_settings, venv()};
                step.detail(m_commands.usesUv() ? u"uv"_s : u"pip"_s);
                return {};
            });
    });
}

// ── resolve ──────────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::resolve(StepContext &step)
{
    return runStep(step, 2, [this, &step] {
        return tryTorchIndex(step)
            .then(this,
                  [this, &step](const Result<> &tried) { return tried ? chooseVersions(step) : failed(tried.error()); })
            .unwrap();
    });
}

QFuture<Result<>> Builder::tryTorchIndex(StepContext &step)
{
    const QString backend = m_plan.request.accelerator;
    if (backend.isEmpty() || !m_commands.usesUv() || !torchRequirement(m_plan.request.requirements.value_or(QString())))
        return done();
    step.detail(tr("PyTorch for %1").arg(backend));
    return startTool(m_commands.tryTorchIndex(), ToolRunner::Show::ErrorsOnly, {}, {.deadline = TorchIndexLimit})
        .then(this, [this, &step, backend](const Result<ToolResult> &result) -> Result<> {
            if (!result && result.error().code == ErrorCode::Cancelled)
                return std::unexpected(result.error());
            m_torchIndex = judgeTorchIndex(result && result->isSuccess(), result ? result->words : QString());
            if (m_torchIndex == TorchIndex::Usable)
                return {};
            m_commands.plan.request.accelerator.clear();
            const QString sentence = torchIndexSentence(m_torchIndex, backend);
            announce(sentence);
            step.detail(sentence);
            return {};
        });
}

QFuture<Result<>> Builder::chooseVersions(StepContext &step)
{
    const auto resolveOnly = [this, &step] {
        const auto progress = std::make_shared<InstallProgress>();
        return forget(runTool(BuildPhase::Resolve, m_commands.resolve(),
                              m_commands.usesUv() ? ToolRunner::Show::ErrorsOnly : ToolRunner::Show::Everything,
                              [progress, &step](QByteArrayView line) {
                                  if (progress->feed(line))
                                      step.detail(progress->detail());
                              }));
    };
    // What pre-requirements.txt installs must not be begun for a set that has no solution.
    if (m_commands.usesUv() && m_plan.request.preRequirements)
        return resolveOnly();
    return runTool(BuildPhase::Install, m_commands.makeVenv())
        .then(this,
              [this, &step, resolveOnly](const Result<ToolResult> &made) {
                  if (!made)
                      return failed(made.error());
                  return m_commands.usesUv() ? beginInstall(step) : resolveOnly();
              })
        .unwrap();
}

QFuture<Result<>> Builder::beginInstall(StepContext &step)
{
    const auto install = std::make_shared<UvInstall>();
    m_uvInstall = install;
    install->step = &step;
    install->chosen.start();
    const auto follow = [install](QByteArrayView line) {
        if (!install->progress.feed(line))
            return;
        install->show();
        if (install->progress.packages() > 0)
            install->settle({});
    };
    install->installed = startTool(m_commands.installAll(), ToolRunner::Show::Everything, follow)
                             .then(this, [this, install](const Result<ToolResult> &result) {
                                 const Result<> outcome =
                                     judge(install->isSettled ? BuildPhase::Install : BuildPhase::Resolve, result)
                                         .transform([](const ToolResult &) { });
                                 install->settle(outcome);
                                 install->step = nullptr;
                                 return outcome;
                             });
    return install->chosen.future();
}

// ── install ──────────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::install(StepContext &step)
{
    return runStep(step, 3, [this, &step] {
        if (m_uvInstall)
            return followInstall(step);
        if (!m_commands.usesUv())
            return installRequirements(step);
        return runTool(BuildPhase::Install, m_commands.makeVenv())
            .then(this,
                  [this, &step](const Result<ToolResult> &made) {
                      return made ? installRequirements(step) : failed(made.error());
                  })
            .unwrap();
    });
}

QFuture<Result<>> Builder::followInstall(StepContext &step)
{
    if (!m_uvInstall->installed.isFinished())
        m_uvInstall->step = &step;
    m_uvInstall->show();
    return m_uvInstall->installed;
}

QFuture<Result<>> Builder::installRequirements(StepContext &step)
{
    const auto progress = std::make_shared<InstallProgress>();
    const auto follow = [progress, &step](QByteArrayView line) {
        if (!progress->feed(line))
            return;
        step.progress(progress->progress());
        if (const QString text = progress->detail(); !text.isEmpty())
            step.detail(text);
    };
    if (!m_plan.request.preRequirements)
        return forget(runTool(BuildPhase::Install, m_commands.installAll(), ToolRunner::Show::Everything, follow));
    // On the Hub these come first, and what they installed is kept where the rest allows it.
    return runTool(BuildPhase::Install, m_commands.installPreRequirements(), ToolRunner::Show::Everything, follow)
        .then(this,
              [this, follow](const Result<ToolResult> &first) {
                  return first ? forget(runTool(BuildPhase::Install, m_commands.installAll(),
                                                ToolRunner::Show::Everything, follow))
                               : failed(first.error());
              })
        .unwrap();
}

// ── verify ───────────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::verify(StepContext &step)
{
    // Importing the SDK would say more, takes longer than all the rest, and is what the app does first; what
    // goes wrong there is explained by the run, as on the Hub.
    return runStep(step, 4, [this, &step] {
        if (!hasModule(venv(), packageName(m_plan.request.sdk)))
            return failed(explained(BuildPhase::Verify, {}));
        compareTorch(step);
        // One resolution of uv's holds together; what comes on top of another one need not.
        if (m_uvInstall)
            return done();
        return forget(runTool(BuildPhase::Verify, m_commands.check()));
    });
}

void Builder::compareTorch(StepContext &step)
{
    m_torch = installedTorch(venv());
    const QString asked = m_commands.plan.request.accelerator;
    if (!m_torch || asked.isEmpty() || m_torch->backend() == asked)
        return;
    const QString sentence = tr("PyTorch %1 is built for %2, not for %3: a requirement names another build.")
                                 .arg(m_torch->version, m_torch->backend(), asked);
    announce(sentence);
    step.detail(sentence);
}

// ── seal ─────────────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::seal(StepContext &step)
{
    return runStep(step, 5, [this, &step] {
        return runTool(BuildPhase::Verify, m_commands.freeze(), ToolRunner::Show::ErrorsOnly)
            .then(this,
                  [this, &step](const Result<ToolResult> &frozen) {
                      if (!frozen)
                          return failed(frozen.error());
                      QByteArrayList packages = redact(frozen->standardOutput).split('\n');
                      // The installer itself, which is nothing that was resolved.
                      packages.removeIf(
                          [](const QByteArray &line) { return line.isEmpty() || line.startsWith("pip=="); });
                      const qsizetype count = packages.size();
                      step.detail(count == 1 ? tr("1 package") : tr("%1 packages").arg(count));
                      return moveIntoPlace(packages);
                  })
            .unwrap();
    });
}

QFuture<Result<>> Builder::moveIntoPlace(const QByteArrayList &packages)
{
    QJsonObject plan = toJson(m_plan);
    plan[u"built"_s] = m_context->clock.now().toUTC().toString(Qt::ISODate);
    plan[u"packages"_s] = packages.size();
    plan[u"installer"_s] = m_commands.usesUv() ? u"uv"_s : u"pip"_s;
    if (m_torch)
        plan[u"torch"_s] = QJsonObject{{u"version"_s, m_torch->version},
                                       {u"backend"_s, m_torch->backend()},
                                       {u"asked"_s, m_plan.request.accelerator},
                                       {u"index"_s, torchIndexName(m_torchIndex)}};
    const Sealing sealing{m_partial, packages.join('\n') + '\n', redact(QJsonDocument(plan).toJson())};
    m_sealing = std::make_shared<std::atomic_flag>();
    return QtConcurrent::run([context = m_context, hash = m_plan.hash, sealing, isOver = m_sealing, lock = m_lock] {
               const Result<> moved = sealed(*context, hash, sealing);
               if (isOver->test_and_set())
                   QDir(sealing.partial).removeRecursively();
               return moved;
           })
        .then(this, [this](const Result<> &moved) {
            if (moved) {
                write("DONE\n"); // the log is open, and has moved with its folder
                m_log.close();
                m_partial.clear();
            }
            return moved;
        });
}

Result<> Builder::sealed(const StoreContext &context, const QString &hash, const Sealing &sealing)
{
    const QString &partial = sealing.partial;
    if (const auto written = writeFile(partial + "/lock.txt"_L1, sealing.lock); !written)
        return written;
    if (const auto written = writeFile(partial + "/plan.json"_L1, sealing.plan); !written)
        return written;
    const Installation installation{hash, context.folder.entry(hash)};
    relocateScripts(partial + "/venv"_L1, installation.venv());
    QDir(partial + "/input"_L1).removeRecursively();
    if (QFileInfo::exists(installation.folder)) {
        // What stands there is not usable, or begin() would have found it.
        const QString trash = context.folder.newTrash();
        QDir().mkpath(QFileInfo(trash).path());
        if (!QDir().rename(installation.folder, trash))
            return std::unexpected(cannotWrite(installation.folder, {}));
        removeLater(trash);
    }
    if (std::rename(QFile::encodeName(partial).constData(), QFile::encodeName(installation.folder).constData()) != 0)
        return std::unexpected(cannotWrite(installation.folder, qt_error_string(errno)));
    QFile::remove(context.folder.failedLog(hash));
    return {};
}

// ── all ──────────────────────────────────────────────────────────────────────────────────────────

QFuture<Result<>> Builder::runStep(StepContext &step, int number, const std::function<QFuture<Result<>>()> &work)
{
    if (m_cached) {
        step.detail(tr("cached"));
        return done();
    }
    step.onCancel([this] { m_runner->stop(); });
    announce(m_plan.steps.value(number).title);
    return work();
}

QFuture<Result<ToolResult>> Builder::runTool(BuildPhase phase, const ToolCall &call, ToolRunner::Show show,
                                             std::function<void(QByteArrayView)> line)
{
    ProcessLimits limits;
    if (phase == BuildPhase::Verify)
        limits.deadline = VerifyLimit;
    return startTool(call, show, std::move(line), limits).then(this, [this, phase](const Result<ToolResult> &result) {
        return judge(phase, result);
    });
}

QFuture<Result<ToolResult>> Builder::startTool(const ToolCall &call, ToolRunner::Show show,
                                               std::function<void(QByteArrayView)> line, const ProcessLimits &limits)
{
    Command command{.program = call.program,
                    .arguments = call.arguments,
                    .workingDirectory = m_partial + "/input"_L1,
                    .environment = toolEnvironment(m_settings, m_context->environment),
                    .input = {}};
    if (call.isImpatient)
        command.environment.insert(u"UV_HTTP_RETRIES"_s, u"0"_s);
    return m_runner->run(command, show, std::move(line), limits);
}

QFuture<Result<>> Builder::forget(QFuture<Result<ToolResult>> result)
{
    return result.then(this,
                       [](const Result<ToolResult> &outcome) { return outcome.transform([](const ToolResult &) { }); });
}

Result<ToolResult> Builder::judge(BuildPhase phase, const Result<ToolResult> &result)
{
    if (!result || result->isSuccess())
        return result;
    return std::unexpected(explained(phase, result->words));
}

Error Builder::explained(BuildPhase phase, const QString &words)
{
    const Explanation explanation =
        explain(phase, words, m_plan, QStorageInfo(m_context->folder.root).bytesAvailable());
    write("--> ERROR: " + redact(explanation.error.message.toUtf8()) + '\n');
    if (m_sink.problems && !explanation.problems.isEmpty())
        m_sink.problems(explanation.problems);
    return explanation.error;
}

void Builder::finish(const Result<> &outcome)
{
    m_retry.stop();
    m_lock.reset();
    std::unique_ptr<ToolRunner> runner = std::move(m_runner);
    const QString partial = std::exchange(m_partial, {});
    if (partial.isEmpty())
        return;
    m_log.close();
    if (m_sealing && !m_sealing->test_and_set())
        return; // it becomes an environment, or the worker removes it
    if (!outcome) {
        const QString kept = m_context->folder.failedLog(m_plan.hash);
        QDir().mkpath(QFileInfo(kept).path());
        std::rename(QFile::encodeName(partial + "/build.log"_L1).constData(), QFile::encodeName(kept).constData());
    }
    ToolRunner::end(std::move(runner), [partial] { removeLater(partial); });
}

std::vector<Step> buildSteps(std::shared_ptr<const StoreContext> context, const EnvironmentPlan &plan, BuildSink sink)
{
    const auto builder = std::make_shared<Builder>(std::move(context), plan, std::move(sink));
    using Function = QFuture<Result<>> (Builder::*)(StepContext &);
    std::vector<Step> steps;
    for (const Function function : {&Builder::begin, &Builder::obtainTool, &Builder::resolve, &Builder::install,
                                    &Builder::verify, &Builder::seal}) {
        const PlanStep planned = plan.steps.value(qsizetype(steps.size()));
        steps.push_back({.id = planned.id, .title = planned.title, .run = [builder, function](StepContext &step) {
                             return (builder.get()->*function)(step);
                         }});
    }
    // Cleaning up goes backwards, so this comes last.
    steps.front().cleanup = [builder](const Result<> &outcome) { builder->finish(outcome); };
    return steps;
}

} // namespace Spacewright::Environment
