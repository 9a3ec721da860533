// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"
#include "metrics/metricspanel.h"
#include "metrics/series.h"
#include "runtime/runmetrics.h"
#include "runtime/runrecorder.h"
#include "services.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "workspace/space.h"

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
constexpr int RunsToChoose = 30;

/// "Run 13, 18:40" today, "Run 13, 12 Nov 18:40" before.
QString nameOf(qint64 run, const QDateTime &started)
{
    const QDateTime time = started.toLocalTime();
    const bool isToday = time.date() == QDate::currentDate();
    return Studio::tr("Run %1, %2").arg(run).arg(QLocale().toString(time, isToday ? u"HH:mm"_s : u"d MMM HH:mm"_s));
}
} // namespace

void Studio::makeMetrics()
{
    m_measured = std::make_unique<Runtime::RunMetrics>(*m_session);
    connect(m_measured.get(), &Runtime::RunMetrics::began, this, &Studio::showMetrics);
    connect(m_measured.get(), &Runtime::RunMetrics::changed, m_metrics, &Ui::MetricsPanel::refresh);
    connect(m_measured.get(), &Runtime::RunMetrics::alarmChanged, this, &Studio::showAlarm);
    connect(m_recorder.get(), &Runtime::RunRecorder::recorded, this, [this](qint64 run) {
        m_metrics->rename(tr("Run %1").arg(run), run);
        listEarlierRuns();
    });
    showMetrics();
    listEarlierRuns();
}

void Studio::showMetrics()
{
    m_metrics->setRuns({{tr("This run"), {m_space->title(), 0}, m_measured->series()}});
}

void Studio::listEarlierRuns()
{
    const QString folder = m_session->folder();
    m_services.ledger.listRuns(folder, RunsToChoose)
        .then(this, [this, folder](const Result<QList<History::Run>> &runs) {
            if (!runs || !m_session || m_session->folder() != folder)
                return;
            QList<Ui::EarlierRun> earlier;
            for (const History::Run &run : *runs) {
                if (run.end.peakMemoryBytes && run.id != m_recorder->run())
                    earlier += {run.id, nameOf(run.id, run.start.started)};
            }
            m_metrics->setEarlierRuns(earlier);
        });
}

void Studio::showEarlierRun(qint64 run)
{
    if (run == 0)
        return m_metrics->setEarlier({});
    m_services.ledger.series(run).then(this, [this, run](const Result<QJsonArray> &entries) {
        if (!entries)
            return tell(StageGroup::Transient, tr("Run %1 was not read.").arg(run), entries.error().message,
                        entries.error().detail);
        auto series = std::make_shared<const Metrics::Series>(Metrics::seriesFromJson(*entries));
        m_metrics->setEarlier(Ui::MetricsRun{tr("Run %1").arg(run), {m_space->title(), run}, std::move(series)});
    });
}

void Studio::showAlarm(const std::optional<Runtime::MemoryAlarm> &alarm)
{
    const QString id = u"memory"_s;
    if (!alarm)
        return m_editor->clearNotice(id);
    m_editor->showNotice({.id = id,
                          .group = StageGroup::Transient,
                          .subject = tr("Memory grows steadily."),
                          .sentence = Runtime::alarmText(*alarm),
                          .actions = {{tr("Show metrics"), [this] { m_window->showPanel(u"metrics"_s, true); }}}});
}

} // namespace Spacewright
