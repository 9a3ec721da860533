// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hardwarecommand.h"

#include "hardware/machine.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

QString gpuText(const Hardware::Gpu &gpu)
{
    QStringList parts{gpu.name};
    if (gpu.memoryBytes >= 0)
        parts += bytesText(gpu.memoryBytes);
    if (!gpu.driver.isEmpty())
        parts += HardwareCommand::tr("driver %1").arg(gpu.driver);
    return parts.join(u", "_s);
}

} // namespace

Command::Description HardwareCommand::description() const
{
    return {.name = u"hardware"_s, .arguments = {}, .summary = tr("Says what this machine has."), .most = 0};
}

void HardwareCommand::start(const QCommandLineParser &)
{
    Hardware::probe(m_services.paths.data).then(this, [this](const Hardware::Machine &machine) {
        if (m_output.isJson()) {
            m_output.json(Hardware::toJson(machine));
            return finish(ExitCode::Fine);
        }
        QList<QStringList> rows{
            {tr("System"), machine.os + u", Linux "_s + machine.kernel + u", "_s + machine.architecture},
            {tr("Processor"),
             tr("%1, %2 of %3 cores")
                 .arg(machine.cpuModel, QString::number(machine.cpuCores), QString::number(machine.cpuCoresPresent))},
            {tr("Memory"),
             tr("%1, %2 available").arg(bytesText(machine.memoryBytes), bytesText(machine.memoryAvailableBytes))},
            {tr("Disk"),
             tr("%1, %2 free, at %3")
                 .arg(bytesText(machine.diskBytes), bytesText(machine.diskFreeBytes), machine.diskPath)},
        };
        for (const Hardware::Gpu &gpu : machine.gpus)
            rows += {tr("GPU"), gpuText(gpu)};
        if (machine.gpus.isEmpty())
            rows += {tr("GPU"), tr("none")};
        if (!machine.cudaVersion.isEmpty())
            rows += {u"CUDA"_s, machine.cudaVersion};
        m_output.line(table(rows).join(u'\n'));
        finish(ExitCode::Fine);
    });
}

} // namespace Spacewright::Cli
