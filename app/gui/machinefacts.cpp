// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "machinefacts.h"

#include "base/clock.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
using Ui::MachineFact;

constexpr qint64 EnoughDisk = 5'000'000'000; // bytes; a Gradio environment with torch takes about that
constexpr qint64 WorthFreeing = 100'000'000; // bytes

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MachineFacts)
};

MachineFact pythonFact(const QList<Environment::Interpreter> &interpreters, const QString &uvVersion)
{
    if (interpreters.isEmpty()) {
        return {.state = MachineFact::State::Attention,
                .fact = Words::tr("No Python found"),
                .consequence = Words::tr("Gradio Spaces need one: install python3 with its venv module")};
    }
    const QString python = interpreters.constFirst().version.toString();
    MachineFact fact{.fact = uvVersion.isEmpty() ? Words::tr("Python %1").arg(python)
                                                 : Words::tr("Python %1 and uv %2").arg(python, uvVersion)};
    if (uvVersion.isEmpty())
        fact.consequence = Words::tr("uv is fetched with the first run");
    else if (interpreters.size() > 1)
        fact.consequence = Words::tr("%n more interpreters found", nullptr, int(interpreters.size()) - 1);
    return fact;
}

MachineFact sandboxFact(const Hardware::HostTools &tools)
{
    return {.state = MachineFact::State::Attention,
            .fact = tools.bubblewrap.isEmpty() ? Words::tr("No sandbox yet, bubblewrap is missing")
                                               : Words::tr("No sandbox yet, bubblewrap is there"),
            .consequence = Words::tr("A Space can read your home folder; run only what you trust")};
}

MachineFact dockerFact(const Hardware::HostTools &tools)
{
    if (tools.dockerRuns)
        return {.fact = Words::tr("Docker is running"),
                .consequence = Words::tr("Not used yet: Docker Spaces run in a terminal")};
    return {.state = MachineFact::State::Note,
            .fact = tools.docker.isEmpty() ? Words::tr("Docker is not installed") : Words::tr("Docker is not running"),
            .consequence = Words::tr("Gradio and static Spaces run without it")};
}

MachineFact diskFact(const MachineFindings &found)
{
    const bool isShort = isShortOfDisk(*found.machine);
    MachineFact fact{.state = isShort ? MachineFact::State::Attention : MachineFact::State::Fine,
                     .fact = Words::tr("%1 free").arg(bytesText(found.machine->diskFreeBytes))};
    if (found.environmentBytes)
        fact.consequence = *found.environmentBytes > 0
            ? Words::tr("Environments take %1").arg(bytesText(*found.environmentBytes))
            : Words::tr("There are no environments yet");
    if (isShort)
        fact.consequence = Words::tr("A large environment may not fit");
    if (found.freeableBytes >= WorthFreeing) {
        fact.id = FreeEnvironments;
        fact.action = Words::tr("Free %1").arg(bytesText(found.freeableBytes));
        fact.actionHelp = isShort
            ? Words::tr("Removes every environment that nothing runs in. They are built anew when needed.")
            : Words::tr("Removes environments that nothing used for 30 days. They are built anew when needed.");
    }
    return fact;
}
} // namespace

bool isShortOfDisk(const Hardware::Machine &machine)
{
    return machine.diskFreeBytes < EnoughDisk;
}

QList<MachineFact> machineFacts(const MachineFindings &found)
{
    QList<MachineFact> facts;
    if (found.interpreters)
        facts += pythonFact(*found.interpreters, found.uvVersion);
    if (!found.machine)
        return facts;
    facts += sandboxFact(found.tools);
    for (const Hardware::Gpu &gpu : found.machine->gpus)
        facts +=
            {.fact = gpu.memoryBytes > 0 ? Words::tr("%1, %2").arg(gpu.name, bytesText(gpu.memoryBytes)) : gpu.name,
             .consequence = Words::tr("Driver %1").arg(gpu.driver)};
    facts += {.fact = Words::tr("%1, %2 of memory")
                          .arg(Words::tr("%n cores", nullptr, int(found.machine->cpuCores)),
                               bytesText(found.machine->memoryBytes)),
              .consequence = found.machine->cpuModel};
    facts += dockerFact(found.tools);
    facts += diskFact(found);
    return facts;
}

} // namespace Spacewright
