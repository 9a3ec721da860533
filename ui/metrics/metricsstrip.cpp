// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metricsstrip.h"

#include "widgets/button.h"
#include "widgets/controls.h"
#include "widgets/label.h"
#include "widgets/strip.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

MetricsStrip::MetricsStrip(Strip *strip)
    : QObject(strip)
    , m_text(new ElidedLabel({}, Qt::ElideRight, TextRole::Caption, Token::Muted))
    , m_earlier(new QComboBox)
    , m_pause(makeToggle(tr("Pause"), u"media-playback-pause"_s, false))
    , m_table(makeToggle(tr("Table"), u"view-form-table"_s, false))
    , m_zoomOut(makeIconButton(u"zoom-out"_s, tr("Show more time"), u"-"_s))
    , m_zoomIn(makeIconButton(u"zoom-in"_s, tr("Show less time"), u"+"_s))
    , m_more(makeIconButton(u"overflow-menu"_s, tr("More")))
{
    m_text->setObjectName(u"metrics.text"_s);
    m_text->setTabular(true);
    m_earlier->setObjectName(u"metrics.earlier"_s);
    m_earlier->setAccessibleName(tr("Earlier run to compare with"));
    m_earlier->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_earlier->setMinimumContentsLength(12);
    m_earlier->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_pause->setObjectName(u"metrics.pause"_s);
    m_table->setObjectName(u"metrics.table"_s);
    m_zoomOut->setObjectName(u"metrics.zoomOut"_s);
    m_zoomIn->setObjectName(u"metrics.zoomIn"_s);
    m_more->setObjectName(u"metrics.more"_s);

    auto *menu = new QMenu(m_more);
    menu->setToolTipsVisible(true);
    m_all = menu->addAction(tr("Show the Whole Run"), this, &MetricsStrip::allRequested);
    m_all->setObjectName(u"metrics.all"_s);
    m_newest = menu->addAction(tr("Show the Newest Minutes"), this, &MetricsStrip::newestRequested);
    m_newest->setObjectName(u"metrics.newest"_s);
    menu->addSeparator();
    using Spacewright::Metrics::ExportFormat;
    const QList<std::pair<QString, ExportFormat>> formats{{tr("Export as CSV…"), ExportFormat::Csv},
                                                          {tr("Export as JSON…"), ExportFormat::Json},
                                                          {tr("Export as OpenMetrics…"), ExportFormat::OpenMetrics}};
    for (const auto &[text, format] : formats) {
        QAction *action = menu->addAction(text, this, [this, format] { Q_EMIT exportRequested(format); });
        action->setObjectName("metrics.export."_L1 + Spacewright::Metrics::fileSuffix(format));
        m_exports += action;
    }
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);

    strip->addLeading(m_text, 1);
    strip->addTrailing(m_earlier);
    for (QToolButton *button : {m_pause, m_table, m_zoomOut, m_zoomIn, m_more})
        strip->addTrailing(button);
    connect(m_earlier, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT earlierChosen(m_earlier->currentData().toLongLong()); });
    connect(m_pause, &QToolButton::toggled, this, &MetricsStrip::pauseToggled);
    connect(m_table, &QToolButton::toggled, this, &MetricsStrip::tableToggled);
    connect(m_zoomOut, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(false); });
    connect(m_zoomIn, &QToolButton::clicked, this, [this] { Q_EMIT zoomRequested(true); });
    setEarlierRuns({});
    setContent(false, false);
}

void MetricsStrip::setText(const QString &text)
{
    m_text->setFullText(text);
}

void MetricsStrip::setEarlierRuns(const QList<EarlierRun> &runs)
{
    const QSignalBlocker blocker(m_earlier);
    const qint64 chosen = m_earlier->currentData().toLongLong();
    m_earlier->clear();
    m_earlier->addItem(tr("No earlier run"), 0);
    for (const EarlierRun &run : runs)
        m_earlier->addItem(run.name, run.run);
    m_earlier->setEnabled(!runs.isEmpty());
    m_earlier->setToolTip(toolTipText(tr("Compare with an earlier run"), {},
                                      runs.isEmpty() ? tr("No run before this one was measured.")
                                                     : tr("It is laid over this one, from the same start.")));
    choose(chosen);
}

void MetricsStrip::choose(qint64 run)
{
    const QSignalBlocker blocker(m_earlier);
    m_earlier->setCurrentIndex(std::max(0, m_earlier->findData(run)));
}

void MetricsStrip::setContent(bool hasSamples, bool isTable)
{
    const QString nothing = tr("Nothing was measured yet.");
    const QString table = tr("The table shows every sample.");
    const QString reason = hasSamples ? table : nothing;
    setAvailable(m_pause, tr("Pause"), hasSamples, nothing, tr("Measuring goes on; the picture stands still."));
    setAvailable(m_table, tr("Table"), hasSamples, nothing, tr("Show the samples as rows."));
    setAvailable(m_zoomOut, m_zoomOut->accessibleName(), hasSamples && !isTable, reason);
    setAvailable(m_zoomIn, m_zoomIn->accessibleName(), hasSamples && !isTable, reason);
    setAvailable(m_all, hasSamples && !isTable, reason);
    setAvailable(m_newest, hasSamples && !isTable, reason);
    for (QAction *action : std::as_const(m_exports))
        setAvailable(action, hasSamples, nothing);
}

void MetricsStrip::setPaused(bool paused)
{
    const QSignalBlocker blocker(m_pause);
    m_pause->setChecked(paused);
}

} // namespace Spacewright::Ui
