// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "news.h"

#include "runtime/verdict.h"

#include <QCoreApplication>

namespace Spacewright {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(News)
};

/// Our choice: whoever waits less has not gone to do something else.
constexpr std::chrono::seconds LongWork{5};
} // namespace

std::optional<News> newsOf(Stage before, const Runtime::StageChange &now, std::chrono::milliseconds worked,
                           const QString &space)
{
    if (before == now.stage)
        return std::nullopt;
    switch (now.stage) {
    case Stage::Running:
        if (!isTransient(before) || worked < LongWork)
            return std::nullopt;
        return News{Words::tr("%1 is running").arg(space), now.cause};
    case Stage::BuildError:
        return News{Words::tr("%1 could not be built").arg(space), now.cause};
    case Stage::ConfigError:
    case Stage::NoAppFile:
        return News{Words::tr("%1 cannot be started").arg(space), now.cause};
    case Stage::RuntimeError:
        return News{isServing(before) ? Words::tr("%1 was stopped by an error").arg(space)
                                      : Words::tr("%1 did not start").arg(space),
                    now.cause};
    case Stage::Building:
    case Stage::AppStarting:
    case Stage::RunningBuilding:
    case Stage::RunningAppStarting:
    case Stage::Sleeping:
    case Stage::Stopped:
    case Stage::Paused:
    case Stage::Deleting:
        return std::nullopt;
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

} // namespace Spacewright
