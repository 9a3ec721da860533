// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/ability.h"

#include "base/systemfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <sched.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Sandbox {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sandbox)
};

/// Longer than a busy machine needs; the trial itself takes milliseconds.
constexpr std::chrono::seconds TrialPatience{10};

QByteArray wordIn(const QString &path)
{
    return systemFile(path).trimmed();
}

QList<std::pair<QString, QString>> systemFolders()
{
    QList<std::pair<QString, QString>> found;
    // /nix and /gnu hold the whole system where they are there; /opt has CUDA, ROCm and hand-made Pythons.
    for (const QString &path : {u"/usr"_s, u"/bin"_s, u"/sbin"_s, u"/lib"_s, u"/lib32"_s, u"/lib64"_s, u"/libx32"_s,
                                u"/opt"_s, u"/nix"_s, u"/gnu"_s}) {
        const QFileInfo info(path);
        if (info.isSymbolicLink())
            found.emplaceBack(path, info.readSymLink());
        else if (info.isDir())
            found.emplaceBack(path, QString());
    }
    return found;
}

/// Source: NVIDIA's, AMD's and WSL's device nodes.
QStringList gpuDevices()
{
    QStringList found;
    for (const QString &name :
         QDir(u"/dev"_s).entryList({u"nvidia*"_s, u"dri"_s, u"kfd"_s, u"dxg"_s}, QDir::AllEntries | QDir::System))
        found += u"/dev/"_s + name;
    return found;
}

QList<int> processors()
{
    QList<int> found;
    cpu_set_t set;
    if (::sched_getaffinity(0, sizeof set, &set) == 0) {
        for (int each = 0; each < CPU_SETSIZE; ++each) {
            if (CPU_ISSET(each, &set))
                found.append(each);
        }
    }
    return found;
}

Refusal refusal(const QByteArray &words)
{
    return {.words = words,
            .isRestrictedByAppArmor = wordIn(u"/proc/sys/kernel/apparmor_restrict_unprivileged_userns"_s) == "1",
            .hasNoNamespaces = wordIn(u"/proc/sys/user/max_user_namespaces"_s) == "0"
                || wordIn(u"/proc/sys/kernel/unprivileged_userns_clone"_s) == "0",
            .isInContainer = QFile::exists(u"/.dockerenv"_s) || QFile::exists(u"/run/.containerenv"_s)};
}

Command trial(const Ability &ability, const QProcessEnvironment &environment, bool ownProc)
{
    QStringList words{u"--unshare-user"_s,
                      u"--unshare-pid"_s,
                      u"--unshare-ipc"_s,
                      u"--die-with-parent"_s,
                      u"--ro-bind"_s,
                      u"/"_s,
                      u"/"_s};
    words += ownProc ? QStringList{u"--proc"_s, u"/proc"_s} : QStringList{u"--ro-bind"_s, u"/proc"_s, u"/proc"_s};
    words += {u"--dev"_s, u"/dev"_s, u"--"_s, ability.bubblewrap, u"--version"_s};
    return {.program = ability.bubblewrap,
            .arguments = words,
            .workingDirectory = u"/"_s,
            .environment = environment,
            .input = {}};
}

using Answer = QFuture<Ability>;

Answer ready(Ability ability)
{
    return QtFuture::makeReadyValueFuture(std::move(ability));
}

Answer tried(Ability ability, const QProcessEnvironment &environment, bool ownProc)
{
    return Process::run(trial(ability, environment, ownProc), {.deadline = TrialPatience})
        .then([ability, environment, ownProc](const Result<ProcessResult> &result) mutable -> Answer {
            if (result && result->exit.isSuccess()) {
                const QVersionNumber version = bubblewrapVersion(result->standardOutput);
                ability.ownProc = ownProc;
                ability.boundedFolders = version >= QVersionNumber(0, 7);
                ability.noNestedNamespaces = version >= QVersionNumber(0, 8);
                return ready(ability);
            }
            // Inside a container /proc is partly covered, and the kernel refuses a whole one.
            if (ownProc)
                return tried(ability, environment, false);
            ability.obstacle = whyNot(refusal(result ? result->standardError : result.error().message.toUtf8()));
            return ready(ability);
        })
        .unwrap();
}
} // namespace

QVersionNumber bubblewrapVersion(const QByteArray &words)
{
    static const QRegularExpression pattern(uR"(\Abubblewrap (\d+(?:\.\d+)*))"_s);
    return QVersionNumber::fromString(pattern.match(QString::fromUtf8(words)).captured(1));
}

QString whyNot(const Refusal &refusal)
{
    if (refusal.isRestrictedByAppArmor)
        return Words::tr("AppArmor keeps bubblewrap from making a sandbox. Allow it once: sudo apt install "
                         "apparmor-profiles && sudo ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict "
                         "/etc/apparmor.d/bwrap && sudo systemctl reload apparmor");
    if (refusal.hasNoNamespaces)
        return Words::tr("The kernel is set up to allow no user namespaces, which a sandbox is made of. Allow them: "
                         "sudo sysctl -w user.max_user_namespaces=15000 kernel.unprivileged_userns_clone=1");
    if (refusal.isInContainer)
        return Words::tr("This container allows no sandbox inside it. Start it with --security-opt "
                         "seccomp=unconfined, or rely on the container itself.");
    return Words::tr("bubblewrap is there and cannot make a sandbox: %1")
        .arg(QString::fromUtf8(refusal.words.trimmed().left(300)));
}

QFuture<Ability> probe(const QProcessEnvironment &environment)
{
    Ability ability;
    ability.bubblewrap = findProgram(u"bwrap"_s, environment);
    if (ability.bubblewrap.isEmpty()) {
        ability.obstacle = Words::tr("bubblewrap is not installed. Install it: sudo apt install bubblewrap");
        return ready(ability);
    }
    ability.limiter = findProgram(u"prlimit"_s, environment);
    ability.binder = findProgram(u"taskset"_s, environment);
    ability.processors = processors();
    ability.systemFolders = systemFolders();
    ability.devices = gpuDevices();
    return tried(std::move(ability), environment, true);
}

} // namespace Spacewright::Sandbox
