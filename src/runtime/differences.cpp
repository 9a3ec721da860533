// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/differences.h"

#include "base/clock.h"
#include "hardware/flavour.h"
#include "manifest/customheaders.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Differences)
};

constexpr qint64 Gigabyte = 1'000'000'000;

QString coresText(double cores)
{
    return QString::number(cores, 'g', 3);
}

void compareHardware(QList<Difference> &list, const Hardware::Machine &machine, const Hardware::Flavour &flavour)
{
    if (flavour.memoryGb > 0 && machine.memoryBytes > 0) {
        const qint64 onHub = flavour.memoryGb * Gigabyte;
        // A machine sold with 16 GB shows a little less; that is no difference anybody meets.
        if (std::llabs(machine.memoryBytes - onHub) > onHub / 10)
            list.append({Words::tr("Memory"), bytesText(machine.memoryBytes),
                         Words::tr("%1 GB on %2").arg(flavour.memoryGb).arg(flavour.name),
                         machine.memoryBytes > onHub
                             ? Words::tr("What fits into memory here may not fit there.")
                             : Words::tr("The app may run out of memory here although it fits there.")});
    }
    if (flavour.vcpu > 0 && machine.cpuCores > 0 && std::abs(machine.cpuCores - flavour.vcpu) >= 0.5)
        list.append({Words::tr("Processor cores"), coresText(machine.cpuCores),
                     Words::tr("%1 on %2").arg(flavour.vcpu).arg(flavour.name),
                     machine.cpuCores > flavour.vcpu ? Words::tr("The app is likely to be slower there.")
                                                     : Words::tr("The app is likely to be faster there.")});
    const QString here = machine.gpus.isEmpty() ? Words::tr("none") : machine.gpus.first().name;
    if (flavour.gpu.isEmpty() && !machine.gpus.isEmpty())
        list.append({Words::tr("GPU"), here, Words::tr("none on %1").arg(flavour.name),
                     Words::tr("Code that uses the GPU here runs on the processor there, or fails.")});
    else if (!flavour.gpu.isEmpty() && machine.gpus.isEmpty())
        list.append({Words::tr("GPU"), here, Words::tr("%1 on %2").arg(flavour.gpu, flavour.name),
                     Words::tr("Code that asks for CUDA fails here and runs there.")});
}

void compareIsolation(QList<Difference> &list, const std::optional<Sandbox::Enclosure> &sandbox)
{
    if (!sandbox) {
        list.append({Words::tr("Isolation"), Words::tr("none: the app runs as you"), Words::tr("a container"),
                     Words::tr("The app can read and change your files, and sees programs that the Hub lacks.")});
        return;
    }
    list.append({Words::tr("Isolation"),
                 sandbox->ability.ownProc ? Words::tr("a sandbox with files and processes of its own")
                                          : Words::tr("a sandbox with files of its own; it sees the names of other "
                                                      "processes"),
                 Words::tr("a container"),
                 Words::tr("The network is shared: the app reaches what listens on this machine and in its network.")});
    const Sandbox::Limits &limits = sandbox->limits;
    if (limits.memoryBytes > 0)
        list.append({Words::tr("Memory limit"),
                     Words::tr("%1, looked at four times a second").arg(bytesText(limits.memoryBytes)),
                     Words::tr("kept by the kernel"),
                     Words::tr("An app that grows fast takes more for a moment here, before it is ended.")});
    list.append({Words::tr("Temporary files"),
                 sandbox->ability.boundedFolders ? Words::tr("%1 in memory").arg(bytesText(limits.temporaryBytes))
                                                 : Words::tr("in memory"),
                 Words::tr("on the disk of the Space"),
                 Words::tr("An app that keeps much in /tmp or in its home runs out of room earlier here.")});
}

void compareProcess(QList<Difference> &list, const Manifest::SpaceManifest &manifest, const Surroundings &surroundings,
                    const std::optional<Sandbox::Enclosure> &sandbox)
{
    QStringList packages;
    for (const Manifest::SystemPackage &package : manifest.packages) {
        if (!package.isComment)
            packages += package.name;
    }
    if (!packages.isEmpty())
        list.append({Words::tr("packages.txt"), Words::tr("not installed by a Quick run"), packages.join(u", "_s),
                     Words::tr("A program or library that this machine lacks is missing here and there it is not.")});
    compareIsolation(list, sandbox);
    if (manifest.sdk->value == Manifest::Sdk::Gradio)
        list.append(
            {Words::tr("SYSTEM"), Words::tr("not set"), u"spaces"_s,
             Words::tr("Gradio's own behaviour on the Hub stays off here: server-side rendering, hidden API.")});
    if (manifest.hfOauth && manifest.hfOauth->value)
        list.append({Words::tr("Sign-in of visitors"), Words::tr("imitated with your own account"),
                     Words::tr("hf_oauth"), Words::tr("Every visitor here is you.")});
    if (surroundings.hasToken && !sandbox)
        list.append({u"HF_TOKEN"_s, Words::tr("set in your environment"), Words::tr("only with a secret of that name"),
                     Words::tr("Without the secret, private and gated repositories are out of reach there.")});
}

void compareContainer(QList<Difference> &list, const RunPlan &plan)
{
    for (const Container::MappedImage &image : plan.image->mapped)
        list.append({Words::tr("Base image"), image.used, image.wanted,
                     Words::tr("What one image has and the other lacks shows there first.")});
    if (plan.image->isGenerated)
        list.append({Words::tr("Image"), Words::tr("built by Spacewright, step by step as the Hub does"),
                     Words::tr("built by the Hub"),
                     Words::tr("The Hub's generator is not public, so a step may have changed there.")});
    list.append({Words::tr("Disk"), Words::tr("not limited"), Words::tr("50 GB on most flavours"),
                 Words::tr("What fills the disk there goes on here.")});
}

/// What no engine here imitates.
void compareBoth(QList<Difference> &list, const Manifest::SpaceManifest &manifest)
{
    if (!manifest.preloadFromHub.isEmpty())
        list.append({Words::tr("preload_from_hub"), Words::tr("fetched when first used"),
                     Words::tr("fetched by the build"), Words::tr("The first start takes longer here.")});
    QStringList headers;
    for (const Manifest::CustomHeader &header : manifest.customHeaders) {
        if (Manifest::isSentByTheHub(header.name, header.value))
            headers += header.name + ": "_L1 + header.value;
    }
    if (!headers.isEmpty())
        list.append({u"custom_headers"_s, Words::tr("not sent"), headers.join(u", "_s),
                     Words::tr("What needs a page isolated from other origins, such as threads in WebAssembly, works "
                               "there and not here.")});
    list.append({Words::tr("Network"), Words::tr("open"), Words::tr("outward only through the ports 80, 443 and 8080"),
                 Words::tr("A database or a mail server on another port is reached here and not there.")});
}
} // namespace

QList<Difference> differences(const Manifest::SpaceManifest &manifest, const Surroundings &surroundings,
                              const RunPlan &plan)
{
    QList<Difference> list;
    if (plan.engine == Engine::Static) {
        if (manifest.appBuildCommand)
            list.append({Words::tr("app_build_command"), Words::tr("not run"), manifest.appBuildCommand->value,
                         Words::tr("The folder is served as it is. Run the command in a terminal after a change.")});
        return list;
    }
    if (plan.engine == Engine::Container) {
        compareContainer(list, plan);
    } else {
        if (const auto flavour = Hardware::flavour(plan.flavour))
            compareHardware(list, surroundings.machine, *flavour);
        compareProcess(list, manifest, surroundings, plan.sandbox);
    }
    compareBoth(list, manifest);
    return list;
}

} // namespace Spacewright::Runtime
