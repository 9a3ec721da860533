// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "base/stage.h"
#include "widgets/theme.h"

namespace Spacewright::Ui {

/// The colours of a problem: red stops publishing, amber breaks for visitors, the rest is information.
[[nodiscard]] constexpr StageGroup severityGroup(Severity severity)
{
    switch (severity) {
    case Severity::PushRefused:
    case Severity::WillNotStart:
    case Severity::BuildFails:
        return StageGroup::Error;
    case Severity::BreaksForVisitors:
        return StageGroup::Transient;
    case Severity::Ignored:
    case Severity::Advice:
        break;
    }
    return StageGroup::None;
}

[[nodiscard]] inline Token severityTextToken(Severity severity)
{
    const StageGroup group = severityGroup(severity);
    return group == StageGroup::None ? Token::Accent : groupColors(group).text;
}

[[nodiscard]] inline Token severitySolidToken(Severity severity)
{
    const StageGroup group = severityGroup(severity);
    return group == StageGroup::None ? Token::Accent : groupColors(group).solid;
}

} // namespace Spacewright::Ui
