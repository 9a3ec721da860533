// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/verdict.h"

#include "base/clock.h"
#include "base/paths.h"
#include "logs/knownerrors.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <csignal>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

constexpr qsizetype HubTailCharacters = 600; // about what the Hub's page shows of a log

std::optional<Logs::FirstError> firstError(const AppEnd &end, const Redactor &redactor)
{
    Logs::LogStore log(Logs::Phase::Run, &redactor);
    log.setSpaceFolder(end.folder);
    // Errors are written to the error stream, unless somebody took trouble to write them elsewhere.
    log.append(end.errorOutput, OutputStream::Error);
    log.append(end.standardOutput, OutputStream::Standard);
    log.finish();
    return log.firstError();
}

Verdict verdictOf(Logs::Blame blame)
{
    switch (blame) {
    case Logs::Blame::Repository:
        return Verdict::Repository;
    case Logs::Blame::Dependency:
        return Verdict::Dependency;
    case Logs::Blame::App:
        return Verdict::App;
    case Logs::Blame::Machine:
        return Verdict::Machine;
    case Logs::Blame::Scheduling:
    case Logs::Blame::Platform:
        return Verdict::Platform;
    }
    Q_UNREACHABLE_RETURN(Verdict::App);
}

QString relativeTo(const QString &folder, const QString &file)
{
    const QString path = resolvedPath(file, folder);
    return isInside(path, folder) ? QDir(resolvedPath(folder)).relativeFilePath(path) : file;
}

/// The tail of the log, as the Hub's page shows it. Source: errors.md 1.3.
QString hubTail(const AppEnd &end, const Redactor &redactor)
{
    const QByteArray &stream = end.errorOutput.isEmpty() ? end.standardOutput : end.errorOutput;
    return redactor.redact(QString::fromUtf8(stream).right(HubTailCharacters).simplified());
}

QString portsText(const QList<quint16> &ports)
{
    QStringList words;
    for (const quint16 port : ports)
        words += QString::number(port);
    return words.join(u", "_s);
}

QString minutesText(std::chrono::seconds limit)
{
    return limit.count() % 60 == 0 ? Words::tr("%1 min").arg(limit.count() / 60) : durationText(limit);
}

void neverAnswered(Failure &failure, const AppEnd &end)
{
    failure.hubText = "Launch timed out, workload was not healthy after "_L1 + minutesText(end.limit);
    failure.message = end.otherPorts.isEmpty()
        ? Words::tr("The page did not answer within %1. %2 opened no port; let it start its server.")
              .arg(minutesText(end.limit), end.appFile)
        : Words::tr("The page did not answer within %1. The app listens on %2, the Hub asks %3.")
              .arg(minutesText(end.limit), portsText(end.otherPorts))
              .arg(end.hubPort);
}

void passedLimit(Failure &failure, const AppEnd &end)
{
    constexpr qint64 Gibibyte = 1024 * 1024 * 1024;
    const auto gibibytes = [](qint64 bytes) { return QString::number(double(bytes) / double(Gibibyte), 'g', 3); };
    if (end.passed.what == LimitPassed::What::Memory) {
        // What the Hub shows for it. Source: errors.md 1.2, 2 (84).
        failure.hubText = u"Exit code: 137. Reason: Memory limit exceeded (%1Gi)"_s.arg(gibibytes(end.passed.limit));
        failure.message = Words::tr("Memory limit exceeded (%1Gi): %2 took more and was ended (exit code 137). Load "
                                    "less, or suggest larger hardware.")
                              .arg(gibibytes(end.passed.limit), end.appFile);
    } else {
        failure.message = Words::tr("%1 started %2 processes, and %3 are allowed in a sandbox. It was ended. Start "
                                    "fewer, or use threads.")
                              .arg(end.appFile)
                              .arg(end.passed.seen)
                              .arg(end.passed.limit);
    }
}

void endedBySignal(Failure &failure, const AppEnd &end)
{
    failure.hubText = u"Exit code: %1"_s.arg(end.exit.code);
    if (end.exit.signal == SIGKILL) {
        failure.verdict = Verdict::Machine;
        failure.message =
            Words::tr("%1 was killed (exit code 137), most likely because memory ran out. Free some, or load less.")
                .arg(end.appFile);
    } else if (end.exit.signal == SIGSEGV) {
        failure.verdict = Verdict::Dependency;
        failure.message = Words::tr("%1 crashed inside a compiled package (exit code 139). Try another version of it.")
                              .arg(end.appFile);
    } else {
        failure.message = Words::tr("%1 was ended by signal %2. The last lines of the Run log may say why.")
                              .arg(end.appFile)
                              .arg(end.exit.signal);
    }
}

void endedByItself(Failure &failure, const AppEnd &end)
{
    failure.message = end.wasHealthy
        ? Words::tr("%1 stopped serving and ended (exit code %2). The last lines of the Run log may say why.")
              .arg(end.appFile)
              .arg(end.exit.code)
        : Words::tr("%1 ended before its page answered (exit code %2). Keep its server running in the foreground.")
              .arg(end.appFile)
              .arg(end.exit.code);
}

/// "512Mi", "16Gi", as Kubernetes and the Hub write it.
QString binaryText(qint64 bytes)
{
    constexpr qint64 Mebibyte = 1024LL * 1024;
    const qint64 mebibytes = bytes / Mebibyte;
    return mebibytes % 1024 == 0 ? u"%1Gi"_s.arg(mebibytes / 1024) : u"%1Mi"_s.arg(mebibytes);
}

/// True where the container itself says why; else the app's end is like any other.
/// Source: spaces.md 3.8; docker-run(1), exit status.
bool endedByContainer(Failure &failure, const AppEnd &end)
{
    const ContainerEnd &container = *end.container;
    if (container.ranOutOfMemory) {
        failure.verdict = Verdict::App;
        failure.hubText = u"Memory limit exceeded (%1)"_s.arg(binaryText(container.memoryBytes));
        failure.message =
            Words::tr("The app needed more memory than the %1 it may have, and was killed (exit code 137). "
                      "Load less, or choose larger hardware.")
                .arg(bytesText(container.memoryBytes));
        return true;
    }
    // The engine's words, or those of the small program with which it starts the command.
    static const QRegularExpression cannotStart(uR"(\[FATAL tini \(\d+\)\] exec (.*))"_s);
    const auto words = cannotStart.match(QString::fromUtf8(end.errorOutput));
    if (const QString reason = words.hasMatch() ? words.captured(1).trimmed() : container.error; !reason.isEmpty()) {
        failure.verdict = Verdict::Repository;
        failure.hubText = u"Exit code: 128. Reason: failed to create containerd task: "_s + reason;
        failure.message = Words::tr("The container's command cannot be started: %1. Correct CMD in the Dockerfile.")
                              .arg(reason.simplified().left(80));
        return true;
    }
    if (container.isKnown && end.exit.code == 137) {
        failure.verdict = Verdict::Machine;
        failure.hubText = u"Exit code: 137"_s;
        failure.message =
            Words::tr("The container was killed from outside (exit code 137): somebody removed it, or this "
                      "machine ran out of memory. Run the Space again.");
        return true;
    }
    if (!container.isKnown || end.exit.code == 125) {
        failure.verdict = Verdict::Machine;
        const QString last = QString::fromUtf8(end.errorOutput).simplified();
        if (last.contains("No such image"_L1) || last.contains("Unable to find image"_L1))
            failure.message = Words::tr("The image is gone from Docker. Run the Space again to build it anew.");
        else if (end.exit.code == 125 && last.contains("Error response from daemon"_L1))
            failure.message = Words::tr("Docker could not start the container: %1")
                                  .arg(last.section(u"Error response from daemon: "_s, -1).left(120));
        else
            failure.message = Words::tr("The container is gone: Docker stopped, or somebody removed it. Run the Space "
                                        "again.");
        return true;
    }
    return false;
}

/// What the first error says beats what the exit code says.
void addFirstError(Failure &failure, const Logs::FirstError &first, const QString &folder)
{
    failure.errorLine = first.text;
    if (!first.file.isEmpty()) {
        failure.file = relativeTo(folder, first.file);
        failure.line = first.line;
    }
    if (const auto known = Logs::matchKnownError(first)) {
        failure.verdict = verdictOf(known->blame);
        failure.message = failure.file.isEmpty()
            ? Words::tr("%1. %2").arg(known->subject, known->wayOut)
            : Words::tr("%1, line %2: %3. %4")
                  .arg(failure.file, QString::number(failure.line), known->subject, known->wayOut);
    } else if (!failure.file.isEmpty()) {
        failure.message = Words::tr("%1, line %2: %3. Correct it and save.")
                              .arg(failure.file, QString::number(failure.line),
                                   first.text.endsWith(u'.') ? first.text.chopped(1) : first.text);
    } else {
        failure.message = Words::tr("The app ended with an error: %1").arg(first.text);
    }
}
} // namespace

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        return u"none"_s;
    case Verdict::Repository:
        return u"repository"_s;
    case Verdict::Dependency:
        return u"dependency"_s;
    case Verdict::App:
        return u"app"_s;
    case Verdict::Machine:
        return u"machine"_s;
    case Verdict::Platform:
        return u"platform"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QJsonObject toJson(const StageChange &change)
{
    QJsonObject object{{u"stage"_s, stageName(change.stage)},
                       {u"cause"_s, change.cause},
                       {u"since"_s, change.since.toUTC().toString(Qt::ISODateWithMs)},
                       {u"verdict"_s, verdictName(change.verdict)}};
    if (!change.hubText.isEmpty())
        object.insert(u"hub"_s, change.hubText);
    if (!change.errorLine.isEmpty())
        object.insert(u"error"_s, change.errorLine);
    if (!change.file.isEmpty())
        object.insert(u"file"_s, change.file);
    if (change.line > 0)
        object.insert(u"line"_s, change.line);
    return object;
}

Failure explain(const AppEnd &end, const Redactor &redactor)
{
    Failure failure;
    switch (end.kind) {
    case AppEnd::Kind::NeverAnswered:
        neverAnswered(failure, end);
        return failure;
    case AppEnd::Kind::OtherPort:
        failure.hubText = "Launch timed out, workload was not healthy after "_L1 + minutesText(end.limit);
        failure.message = Words::tr("%1 listens on %2, and the Hub asks only %3. Let it choose its port, or take %3.")
                              .arg(end.appFile, portsText(end.otherPorts))
                              .arg(end.hubPort);
        return failure;
    case AppEnd::Kind::Loopback:
        failure.verdict = Verdict::Repository;
        failure.hubText = "Launch timed out, workload was not healthy after "_L1 + minutesText(end.limit);
        failure.message = Words::tr("The app listens on port %1 of 127.0.0.1, where the Hub cannot reach it. Let it "
                                    "listen on 0.0.0.0.")
                              .arg(end.hubPort);
        return failure;
    case AppEnd::Kind::LimitPassed:
        passedLimit(failure, end);
        return failure;
    case AppEnd::Kind::Exited:
        break;
    }
    if (end.container && endedByContainer(failure, end))
        return failure;
    if (end.exit.reason == ProcessExit::Reason::NotStarted) {
        failure.verdict = Verdict::Machine;
        failure.message = end.exit.message;
        return failure;
    }
    if (end.exit.reason == ProcessExit::Reason::Signalled) {
        endedBySignal(failure, end);
        return failure;
    }
    failure.hubText = end.exit.code == 0 && !end.wasHealthy
        ? u"Exit code: 0. Reason: application does not seem to be initialized"_s
        : u"Exit code: %1. Reason: %2"_s.arg(end.exit.code).arg(hubTail(end, redactor));
    endedByItself(failure, end);
    // A program that ended as it wished was not stopped by what it complained about.
    if (end.exit.code != 0) {
        if (const auto first = firstError(end, redactor))
            addFirstError(failure, *first, end.folder);
    }
    return failure;
}

Failure explainBuild(const Error &error, const std::optional<Logs::FirstError> &first)
{
    Failure failure;
    failure.message = error.message;
    switch (error.code) {
    case ErrorCode::Offline:
    case ErrorCode::Io:
    case ErrorCode::Cancelled:
    case ErrorCode::RateLimited:
    case ErrorCode::Unauthorised:
        failure.verdict = Verdict::Machine;
        break;
    case ErrorCode::Invalid:
        failure.verdict = Verdict::Repository;
        break;
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Tool:
    case ErrorCode::Space:
        failure.verdict = Verdict::Dependency;
        break;
    }
    if (first)
        failure.errorLine = first->text;
    return failure;
}

} // namespace Spacewright::Runtime
