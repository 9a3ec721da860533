// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLoggingCategory>
#include <QPointer>
#include <QProcess>
#include <QPromise>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
Q_LOGGING_CATEGORY(log, "spacewright.base.process")

/// Installed beside the programs' libexec folder; in a build tree where CMake put it.
QString guardProgram()
{
    static const QString path = [] {
        const QString installed =
            QCoreApplication::applicationDirPath() + "/../libexec/spacewright/spacewright-guard"_L1;
        return QFileInfo(installed).isExecutable() ? QFileInfo(installed).canonicalFilePath()
                                                   : QStringLiteral(SPACEWRIGHT_GUARD);
    }();
    return path;
}

void keepTail(QByteArray &kept, const QByteArray &bytes, qint64 limit)
{
    kept += bytes;
    // Cut rarely: twice the limit may stand for a moment.
    if (kept.size() > 2 * limit)
        kept = kept.last(limit);
}

/// Keeps each QProcess whose owner is gone until its guard has ended, which takes milliseconds: a QProcess
/// cannot be destroyed before. For the main thread, whose event loop goes on; another one waits.
class Reaper {
public:
    static void take(std::unique_ptr<QProcess> process)
    {
        const QCoreApplication *app = QCoreApplication::instance();
        if (!app || QThread::currentThread() != app->thread()) {
            process->waitForFinished(int(Patience.count()));
            return;
        }
        // Nobody reads on, and a full pipe must not keep anything from ending.
        process->closeReadChannel(QProcess::StandardOutput);
        process->closeReadChannel(QProcess::StandardError);
        QProcess *ending = process.release();
        QObject::connect(ending, &QProcess::stateChanged, ending, [ending](QProcess::ProcessState state) {
            if (state == QProcess::NotRunning)
                ending->deleteLater();
        });
        left().removeAll(nullptr);
        left().append(ending);
        qRemovePostRoutine(&Reaper::waitForAll);
        qAddPostRoutine(&Reaper::waitForAll);
    }

private:
    /// The application object goes, and with it the event loop.
    static void waitForAll()
    {
        const QDeadlineTimer deadline(Patience);
        for (const QPointer<QProcess> &process : std::exchange(left(), {})) {
            if (process && process->state() != QProcess::NotRunning)
                process->waitForFinished(int(deadline.remainingTime()));
            delete process.data();
        }
    }

    static QList<QPointer<QProcess>> &left()
    {
        static QList<QPointer<QProcess>> processes;
        return processes;
    }

    static constexpr std::chrono::milliseconds Patience{2000};
};
} // namespace

QString Command::toString() const
{
    const QStringList all = QStringList(program) + arguments;
    QStringList words;
    for (const QString &word : all) {
        const bool plain = !word.isEmpty() && std::ranges::all_of(word, [](QChar c) {
            return c.isLetterOrNumber() || QStringView(u"_-./=:,+@%").contains(c);
        });
        words += plain ? word : u'\'' + QString(word).replace(u'\'', "'\\''"_L1) + u'\'';
    }
    return words.join(u' ');
}

QString findProgram(const QString &name, const QProcessEnvironment &environment)
{
    if (name.contains(u'/'))
        return QFileInfo(name).isExecutable() ? QDir::cleanPath(QFileInfo(name).absoluteFilePath()) : QString();
    QStringList folders = environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    folders.removeIf([](const QString &folder) { return !QDir::isAbsolutePath(folder); });
    return folders.isEmpty() ? QString() : QStandardPaths::findExecutable(name, folders);
}

struct Process::Private {
    explicit Private(Process *owner)
        : q(owner)
    {
    }

    void readControl();
    void ask(char request) const;
    void finish(const ProcessExit &exit);
    void closeControl();

    Process *q;
    std::unique_ptr<QProcess> process = std::make_unique<QProcess>();
    QTimer deadline;
    QTimer grace;
    std::unique_ptr<QSocketNotifier> notifier;
    int control = -1;
    QByteArray controlText;
    QString program;
    State state = State::NotRunning;
    qint64 processId = 0;
    std::optional<ProcessExit::Reason> asked;
    QString notStarted;
    bool reported = false;
    bool isEnclosure = false;
};

Process::Process(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->deadline.setSingleShot(true);
    d->grace.setSingleShot(true);
    connect(d->process.get(), &QProcess::readyReadStandardOutput, this,
            [this] { Q_EMIT output(OutputStream::Standard, d->process->readAllStandardOutput()); });
    connect(d->process.get(), &QProcess::readyReadStandardError, this,
            [this] { Q_EMIT output(OutputStream::Error, d->process->readAllStandardError()); });
    connect(d->process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            d->notStarted = d->process->errorString();
            d->finish({ProcessExit::Reason::NotStarted, 0, 0, d->notStarted});
        }
    });
    connect(d->process.get(), &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        d->readControl();
        if (const QByteArray rest = d->process->readAllStandardOutput(); !rest.isEmpty())
            Q_EMIT output(OutputStream::Standard, rest);
        if (const QByteArray rest = d->process->readAllStandardError(); !rest.isEmpty())
            Q_EMIT output(OutputStream::Error, rest);
        ProcessExit exit;
        if (!d->notStarted.isEmpty())
            exit = {ProcessExit::Reason::NotStarted, 0, 0, d->notStarted};
        else if (status == QProcess::NormalExit && d->isEnclosure && code > 128 && code <= 128 + SIGRTMAX)
            exit = {d->asked.value_or(ProcessExit::Reason::Signalled), code, code - 128, {}};
        else if (status == QProcess::CrashExit)
            exit = {d->asked.value_or(ProcessExit::Reason::Signalled), 128 + code, code, {}};
        else
            exit = {d->asked.value_or(ProcessExit::Reason::Exited), code, 0, {}};
        d->finish(exit);
    });
    connect(&d->deadline, &QTimer::timeout, this, [this] {
        d->asked = d->asked.value_or(ProcessExit::Reason::DeadlinePassed);
        terminate();
    });
    connect(&d->grace, &QTimer::timeout, this, &Process::kill);
}

Process::~Process()
{
    d->process->disconnect(this);
    d->closeControl(); // kills the tree; the guard then ends by itself
    if (d->process->state() != QProcess::NotRunning)
        Reaper::take(std::move(d->process));
}

void Process::start(const Command &command, const ProcessLimits &limits)
{
    Q_ASSERT(d->state == State::NotRunning && !d->reported);
    d->state = State::Starting;
    d->program = command.program;
    d->isEnclosure = command.isEnclosure;
    const auto failLater = [this](const QString &reason) {
        QMetaObject::invokeMethod(
            this, [this, reason] { d->finish({ProcessExit::Reason::NotStarted, 0, 0, reason}); }, Qt::QueuedConnection);
    };

    const QString program = findProgram(command.program, command.environment);
    if (program.isEmpty())
        return failLater(tr("%1 is not installed, or not in PATH.").arg(command.program));
    if (!command.workingDirectory.isEmpty() && !QFileInfo(command.workingDirectory).isDir())
        return failLater(tr("The folder %1 is not there.").arg(command.workingDirectory));

    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return failLater(qt_error_string(errno));
    d->control = ends[0];
    ::fcntl(d->control, F_SETFL, O_NONBLOCK);
    d->notifier = std::make_unique<QSocketNotifier>(d->control, QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] { d->readControl(); });

    d->grace.setInterval(limits.grace);
    if (limits.deadline)
        d->deadline.start(*limits.deadline);
    d->process->setChildProcessModifier([theirs = ends[1]] { ::fcntl(theirs, F_SETFD, 0); });
    d->process->setProcessEnvironment(command.environment);
    d->process->setWorkingDirectory(command.workingDirectory);
    qCDebug(log).noquote() << "starting" << command.toString();
    QStringList words{QString::number(ends[1]), QString::number(command.afterKill.size())};
    words += command.afterKill + QStringList(program);
    if (command.isEnclosure)
        words.prepend(u"--inner"_s);
    d->process->start(guardProgram(), words + command.arguments);
    ::close(ends[1]);
    if (!command.input.isEmpty())
        d->process->write(command.input);
    if (!command.holdsInput)
        d->process->closeWriteChannel();
}

void Process::endInput(const QByteArray &last)
{
    if (d->process->state() == QProcess::NotRunning)
        return;
    d->process->write(last);
    d->process->closeWriteChannel();
}

void Process::terminate()
{
    if (d->state != State::Starting && d->state != State::Running)
        return;
    d->state = State::Stopping;
    d->asked = d->asked.value_or(ProcessExit::Reason::Stopped);
    d->ask('T');
    d->grace.start();
}

void Process::kill()
{
    if (d->state == State::NotRunning)
        return;
    d->state = State::Stopping;
    d->asked = d->asked.value_or(ProcessExit::Reason::Stopped);
    d->ask('K');
}

Process::State Process::state() const
{
    return d->state;
}

qint64 Process::processId() const
{
    return d->processId;
}

void Process::Private::ask(char request) const
{
    if (control >= 0)
        std::ignore = ::write(control, &request, 1);
}

void Process::Private::readControl()
{
    if (control < 0)
        return;
    char buffer[64];
    ssize_t got = 0;
    while ((got = ::read(control, buffer, sizeof buffer)) > 0)
        controlText.append(buffer, got);
    if (got == 0)
        notifier->setEnabled(false);
    for (qsizetype end = 0; (end = controlText.indexOf('\n')) >= 0; controlText.remove(0, end + 1)) {
        const int number = controlText.sliced(1, end - 1).toInt();
        if (controlText.front() == 'E') {
            notStarted = tr("%1 cannot be started: %2.").arg(program, qt_error_string(number));
        } else if (processId == 0) {
            processId = number;
            if (state == State::Starting)
                state = State::Running;
            Q_EMIT q->started(processId);
        }
    }
}

void Process::Private::closeControl()
{
    notifier.reset();
    if (control >= 0)
        ::close(std::exchange(control, -1));
}

void Process::Private::finish(const ProcessExit &exit)
{
    if (std::exchange(reported, true))
        return;
    deadline.stop();
    grace.stop();
    closeControl();
    state = State::NotRunning;
    Q_EMIT q->finished(exit);
}

QFuture<Result<ProcessResult>> Process::run(const Command &command, const ProcessLimits &limits)
{
    struct Running {
        QPromise<Result<ProcessResult>> promise;
        QFutureWatcher<Result<ProcessResult>> cancelled;
        ProcessResult result;
    };
    auto running = std::make_shared<Running>();
    auto *process = new Process;
    running->promise.start();
    const auto future = running->promise.future();

    connect(process, &Process::output, process, [running, limits](OutputStream stream, const QByteArray &bytes) {
        keepTail(stream == OutputStream::Standard ? running->result.standardOutput : running->result.standardError,
                 bytes, limits.captureBytes);
    });
    connect(process, &Process::finished, process, [running, process, command](const ProcessExit &exit) {
        process->deleteLater();
        running->result.exit = exit;
        Result<ProcessResult> result = running->result;
        if (exit.reason == ProcessExit::Reason::NotStarted)
            result = failure(ErrorCode::NotFound, exit.message);
        else if (exit.reason == ProcessExit::Reason::DeadlinePassed)
            result =
                failure(ErrorCode::Tool,
                        tr("%1 did not finish in time and was stopped.").arg(QFileInfo(command.program).fileName()),
                        QString::fromUtf8(running->result.standardError));
        else if (exit.reason == ProcessExit::Reason::Stopped)
            result = failure(ErrorCode::Cancelled, tr("%1 was stopped.").arg(QFileInfo(command.program).fileName()));
        running->promise.addResult(std::move(result));
        running->promise.finish();
    });
    connect(&running->cancelled, &QFutureWatcherBase::canceled, process, &Process::terminate);
    running->cancelled.setFuture(future);
    process->start(command, limits);
    return future;
}

} // namespace Spacewright
