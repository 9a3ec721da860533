// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/proverun.h"

#include "base/paths.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ProveRun)
};

/// Importing PyTorch from a cold disk takes half a minute; the work itself a few seconds for each card.
constexpr std::chrono::minutes Patience{2};
constexpr qsizetype KeptWords = 4000; // characters, of the end

/// What CUDA, ROCm and Level Zero are set up with, and what a loader needs.
bool isPassedOn(const QString &name)
{
    static constexpr QLatin1StringView Names[] = {"HOME"_L1, "LANG"_L1, "LC_ALL"_L1, "LD_LIBRARY_PATH"_L1, "PATH"_L1};
    static constexpr QLatin1StringView Families[] = {"CUDA_"_L1, "NVIDIA_"_L1, "HIP_"_L1, "ROCR_"_L1, "HSA_"_L1,
                                                     "ZE_"_L1,   "ONEAPI_"_L1, "OMP_"_L1, "MKL_"_L1};
    return std::ranges::find(Names, name) != std::end(Names)
        || std::ranges::any_of(Families, [&](QLatin1StringView family) { return name.startsWith(family); });
}

Result<ProofRun> judged(const ProcessResult &result, bool isIsolated)
{
    if (const auto proof = Hardware::readProof(result.standardOutput); proof && result.exit.isSuccess())
        return ProofRun{*proof, isIsolated};
    const QString words = QString::fromUtf8(result.standardError).trimmed().right(KeptWords);
    if (result.exit.reason == ProcessExit::Reason::Signalled)
        return failure(ErrorCode::Tool,
                       Words::tr("The packages of the environment crashed while they worked (signal %1). Build the "
                                 "environment again.")
                           .arg(result.exit.signal),
                       words);
    return failure(ErrorCode::Tool,
                   Words::tr("The environment's Python could not do the work. Build the environment again."), words);
}
} // namespace

Command proofCommand(const Environment::Installation &installation, const QString &bubblewrap,
                     const QProcessEnvironment &environment)
{
    Command command;
    command.program = installation.python();
    command.arguments = {u"-I"_s, u"-B"_s, resourcesFolder() + "/proof/prove.py"_L1};
    command.workingDirectory = u"/"_s;
    command.environment.clear();
    for (const QString &name : environment.keys()) {
        if (isPassedOn(name))
            command.environment.insert(name, environment.value(name));
    }
    if (!bubblewrap.isEmpty()) {
        // Devices are needed as they are; /proc is as outside, which works inside another sandbox too.
        command.arguments = QStringList{u"--ro-bind"_s,
                                        u"/"_s,
                                        u"/"_s,
                                        u"--dev-bind"_s,
                                        u"/dev"_s,
                                        u"/dev"_s,
                                        u"--unshare-net"_s,
                                        u"--new-session"_s,
                                        u"--die-with-parent"_s,
                                        u"--"_s,
                                        command.program}
            + command.arguments;
        command.program = bubblewrap;
    }
    return command;
}

QFuture<Result<ProofRun>> prove(QObject *context, const Environment::Installation &installation,
                                const QString &bubblewrap, const QProcessEnvironment &environment)
{
    using Answer = QFuture<Result<ProofRun>>;
    const ProcessLimits limits{.deadline = Patience};
    const bool isIsolated = !bubblewrap.isEmpty();
    return Process::run(proofCommand(installation, bubblewrap, environment), limits)
        .then(context,
              [=](const Result<ProcessResult> &result) -> Answer {
                  if (!result)
                      return QtFuture::makeReadyValueFuture(Result<ProofRun>(std::unexpected(result.error())));
                  if (isIsolated && result->standardOutput.isEmpty() && result->standardError.startsWith("bwrap: "))
                      return prove(context, installation, {}, environment);
                  return QtFuture::makeReadyValueFuture(judged(*result, isIsolated));
              })
        .unwrap();
}

} // namespace Spacewright::Runtime
