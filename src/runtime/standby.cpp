// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/standby.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
/// An interpreter with Gradio takes 200 MB, with PyTorch half a gigabyte.
constexpr qint64 LeastFreeBytes = qint64(1024) * 1024 * 1024;

QByteArray firstLine(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readLine(64).trimmed() : QByteArray();
}

/// Source: Documentation/ABI/testing/sysfs-class-power.
bool isOnBattery()
{
    const QDir supplies(u"/sys/class/power_supply"_s);
    return std::ranges::any_of(supplies.entryList(QDir::Dirs | QDir::NoDotAndDotDot), [&](const QString &name) {
        const QString supply = supplies.filePath(name);
        return firstLine(supply + "/type"_L1) == "Battery" && firstLine(supply + "/scope"_L1) != "Device"
            && firstLine(supply + "/status"_L1) == "Discharging";
    });
}
} // namespace

Standby::Standby(Command command, quint16 port, const QString &hookFolder, std::unique_ptr<Environment::Lease> lease,
                 std::chrono::milliseconds grace, QObject *parent)
    : QObject(parent)
    , m_command(std::move(command))
    , m_port(port)
    , m_process(std::make_unique<Process>())
    , m_lease(std::move(lease))
{
    connect(m_process.get(), &Process::output, this,
            [this](OutputStream stream, const QByteArray &bytes) { m_output.emplaceBack(stream, bytes); });
    connect(m_process.get(), &Process::finished, this, &Standby::ended);
    if (m_lease)
        connect(m_lease.get(), &Environment::Lease::gone, this, &Standby::ended);
    Command waiting = m_command;
    waiting.environment.insert(u"PYTHONPATH"_s, hookFolder);
    waiting.holdsInput = true;
    m_process->start(waiting, {.deadline = {}, .grace = grace});
}

Standby::~Standby() = default;

bool Standby::fits(const Command &command)
{
    return !command.environment.contains(u"PYTHONPATH"_s) && !command.arguments.isEmpty() && command.input.isEmpty();
}

bool Standby::isAffordable(qint64 availableBytes)
{
    return (availableBytes == 0 || availableBytes >= LeastFreeBytes) && !isOnBattery();
}

Standby::Released Standby::go()
{
    m_process->disconnect(this);
    if (m_lease)
        m_lease->disconnect(this);
    m_process->endInput("go");
    return {std::move(m_process), std::exchange(m_output, {}), std::move(m_lease)};
}

void Standby::discard()
{
    m_process->disconnect(this);
    m_lease.reset();
    if (m_process->state() == Process::State::NotRunning)
        return deleteLater();
    connect(m_process.get(), &Process::finished, this, &QObject::deleteLater);
    m_process->kill();
}

} // namespace Spacewright::Runtime
