// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/session_p.h"

namespace Spacewright::Runtime {

namespace {
/// Lets the page that has just come up have the processor first.
constexpr std::chrono::milliseconds IdleTime{500};
} // namespace

AppSetting Session::Private::setting(quint16 port) const
{
    return {
        .id = id, .variables = options.variables, .machine = plan.machine, .port = port, .standbyHook = standbyHook};
}

void Session::Private::standbySoon()
{
    if (!standbyHook.isEmpty() && !standby)
        standbyTimer.start(IdleTime);
}

void Session::Private::prepareStandby()
{
    const quint64 mine = pass;
    Hardware::probe(folder).then(q, [this, mine](const Hardware::Machine &machine) {
        if (!wantsStandby(mine))
            return;
        const quint16 port = freePort();
        Command command = appCommand(plan, *installation, setting(port));
        if (!Standby::fits(command) || !Standby::isAffordable(machine.memoryAvailableBytes))
            return;
        environments.lease(*installation)
            .then(q, [this, mine, port, command](Result<std::unique_ptr<Environment::Lease>> lease) {
                // Without a lease a start is a cold one, and says so.
                if (!lease || !wantsStandby(mine))
                    return;
                standby = std::make_unique<Standby>(command, port, standbyHook, std::move(*lease), options.stopGrace);
                connect(standby.get(), &Standby::ended, q, [this] { dropStandby(); });
            });
    });
}

bool Session::Private::wantsStandby(quint64 mine) const
{
    return mine == pass && !standby && (stage.stage == Stage::Running || stage.stage == Stage::Stopped)
        && plan.engine == Engine::Process && installation && environments.find(installation->hash);
}

std::unique_ptr<Standby> Session::Private::takeStandby()
{
    if (!standby)
        return {};
    // Everything that would make it another process than a fresh one is part of the command.
    if (standby->isWaiting() && standby->command() == appCommand(plan, *installation, setting(standby->port()))
        && isFree(standby->port())) {
        standby->disconnect(q);
        return std::move(standby);
    }
    dropStandby();
    return {};
}

void Session::Private::dropStandby()
{
    if (!standby)
        return;
    standby->disconnect(q);
    standby->setParent(q);
    standby.release()->discard();
}

} // namespace Spacewright::Runtime
