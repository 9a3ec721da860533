// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/stepprogress.h"

#include "base/clock.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

void showStep(Output &output, const Pipeline::StepReport &report)
{
    const auto withDetail = [&](QString text) {
        return report.detail.isEmpty() ? text : text + u", "_s + report.detail;
    };
    switch (report.state) {
    case StepState::Running: {
        QString text =
            report.progress.text.isEmpty() ? withDetail(report.title) : report.title + u": "_s + report.progress.text;
        if (report.progress.total > 0)
            text += u" %1 %"_s.arg(100 * report.progress.done / report.progress.total);
        output.passing(text);
        break;
    }
    case StepState::Done:
        output.progress(output.tonedProgress(Tone::Good, u"✓"_s) + u' ' + withDetail(report.title) + u"  "_s
                        + output.tonedProgress(Tone::Quiet, durationText(report.duration)));
        break;
    case StepState::Failed:
        output.progress(output.tonedProgress(Tone::Bad, u"✗"_s) + u' ' + withDetail(report.title));
        break;
    case StepState::Waiting:
    case StepState::Skipped:
    case StepState::Cancelled:
        break;
    }
}

QJsonObject secondsOf(const std::vector<Pipeline::StepReport> &steps)
{
    QJsonObject seconds;
    for (const Pipeline::StepReport &step : steps) {
        if (step.state == StepState::Done || step.state == StepState::Failed || step.state == StepState::Running)
            seconds[step.id] = double(step.duration.count()) / 1000;
    }
    return seconds;
}

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return u"waiting"_s;
    case StepState::Running:
        return u"running"_s;
    case StepState::Done:
        return u"done"_s;
    case StepState::Skipped:
        return u"skipped"_s;
    case StepState::Failed:
        return u"failed"_s;
    case StepState::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Spacewright::Cli
