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
    return {.id = id, .variables = options.variables, .machine = plan.machine, .port = port};
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
        if (mine != pass || standby || (stage.stage != Stage::Running && stage.stage != Stage::Stopped)
            || plan.engine != Engine::Process || !installation || !environments.find(installation->hash))
            return;
        const quint16 port = freePort();
        Command command = appCommand(plan, *installation, setting(port));
        if (!Standby::fits(command) || !Standby::isAffordable(machine.memoryAvailableBytes))
            return;
        auto lease = environments.lease(*installation);
        standby = std::make_unique<Standby>(std::move(command), port, standbyHook, lease ? std::move(*lease) : nullptr,
                                            options.stopGrace);
        connect(standby.get(), &Standby::ended, q, [this] { dropStandby(); });
    });
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
