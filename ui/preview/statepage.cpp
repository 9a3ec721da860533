// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/statepage.h"

#include "widgets/emptystate.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/progressrow.h"
#include "widgets/stagechip.h"
#include "widgets/stageglyph.h"
#include "widgets/timelineview.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

QString failureHeading(Stage stage)
{
    switch (stage) {
    case Stage::NoAppFile:
        return StatePage::tr("This Space has no app file");
    case Stage::ConfigError:
        return StatePage::tr("The Hub refuses this configuration");
    case Stage::BuildError:
        return StatePage::tr("This Space did not build");
    default:
        return StatePage::tr("This Space stopped with an error");
    }
}

/// "today, 14:02", "yesterday, 18:40", "Monday, 09:15", "12 Nov, 10:00".
QString whenText(const QDateTime &when)
{
    const QString time = when.time().toString(u"HH:mm"_s);
    const qint64 daysAgo = when.date().daysTo(QDate::currentDate());
    if (daysAgo == 0)
        return StatePage::tr("today, %1").arg(time);
    if (daysAgo == 1)
        return StatePage::tr("yesterday, %1").arg(time);
    const QString day =
        daysAgo < 7 ? QLocale().dayName(when.date().dayOfWeek()) : QLocale().toString(when.date(), u"d MMM"_s);
    return StatePage::tr("%1, %2", "day, time").arg(day, time);
}

} // namespace

StatePage::StatePage(QWidget *parent)
    : QWidget(parent)
    , m_layers(new QStackedLayout(this))
    , m_starting(new QWidget(this))
    , m_heading(new Label({}, TextRole::Heading))
    , m_elapsed(new Label({}, TextRole::Body, Token::Muted))
    , m_progress(new ProgressRow(m_starting))
    , m_timeline(new TimelineView)
    , m_message(new EmptyState)
{
    auto *glyph = new StageGlyph(Metrics::Icon);
    glyph->setGroup(StageGroup::Transient);
    m_heading->setObjectName(u"previewHeading"_s);
    m_elapsed->setObjectName(u"previewElapsed"_s);
    m_elapsed->setTabular(true);

    auto *head = new QHBoxLayout;
    head->setSpacing(Gap::Control);
    head->addWidget(glyph);
    head->addWidget(m_heading, 1);
    head->addWidget(m_elapsed);
    auto *column = new QVBoxLayout(m_starting);
    column->setContentsMargins(Gap::PageEdge, Gap::Block, Gap::PageEdge, Gap::Block);
    column->setSpacing(Gap::Control);
    column->addLayout(head);
    column->addWidget(m_progress);
    column->addWidget(m_timeline, 1);
    m_progress->setObjectName(u"previewProgress"_s);
    connect(m_progress, &ProgressRow::cancelled, this, &StatePage::cancelRequested);
    connect(m_progress, &ProgressRow::logRequested, this, &StatePage::logRequested);

    m_layers->addWidget(m_message);
    m_layers->addWidget(m_starting);
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &StatePage::showElapsed);
}

void StatePage::showNotRunning(const PreviewState &state)
{
    showMessage(u"media-playback-start"_s, std::nullopt, tr("Not running"),
                state.cause.isEmpty() ? tr("Run the Space, and its page appears here.") : state.cause);
    addButton(tr("Run"), u"media-playback-start"_s, &StatePage::runRequested);
}

void StatePage::showStarting(const PreviewState &state)
{
    m_heading->setText(state.title.isEmpty() ? tr("Starting") : tr("Starting %1").arg(state.title));
    m_timeline->setSteps(state.steps);
    showStep(state.steps);
    m_since = state.since;
    m_layers->setCurrentWidget(m_starting);
    setFocusProxy(m_timeline);
    showElapsed();
    if (!m_tick.isActive())
        m_tick.start();
}

void StatePage::showStep(const std::vector<Pipeline::StepReport> &steps)
{
    const auto running = std::ranges::find(steps, StepState::Running, &Pipeline::StepReport::state);
    if (running == steps.end()) {
        m_stepId.clear();
        m_progress->finish();
        return;
    }
    if (std::exchange(m_stepId, running->id) != running->id) {
        m_progress->begin(running->title);
        m_stepProgress = {};
    }
    if (std::exchange(m_stepProgress, running->progress) != running->progress)
        m_progress->setProgress(running->progress);
}

void StatePage::noteNews()
{
    m_progress->noteNews();
}

void StatePage::showFailed(const PreviewState &state, const QDateTime &lastGood)
{
    showMessage({}, StageGroup::Error, failureHeading(state.stage.value_or(Stage::RuntimeError)), state.cause);
    addButton(tr("Show the cause"), {}, &StatePage::causeRequested);
    addButton(tr("Run again"), u"media-playback-start"_s, &StatePage::runRequested);
    if (!lastGood.isValid())
        return;
    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    row->setSpacing(Gap::Group);
    row->addWidget(new Label(tr("Last good page: %1.").arg(whenText(lastGood)), TextRole::Caption, Token::Muted));
    auto *link = new LinkButton(tr("Show it"), TextRole::Caption);
    link->setObjectName(u"previewLastGood"_s);
    connect(link, &LinkButton::clicked, this, &StatePage::lastGoodRequested);
    row->addWidget(link);
    m_message->setFootnote(foot);
}

void StatePage::showLoadFailed(const QString &host, const QString &reason)
{
    showMessage({}, StageGroup::Error, tr("The page did not load"),
                host.isEmpty() ? reason : tr("%1 does not answer. Reload, or look at the Run log.").arg(host));
    m_message->setToolTip(reason);
    addButton(tr("Reload"), u"view-refresh"_s, &StatePage::reloadRequested);
    addButton(tr("Show the cause"), {}, &StatePage::causeRequested);
}

void StatePage::showCrashed()
{
    showMessage({}, StageGroup::Error, tr("The page crashed"),
                tr("The process that draws it ended. The Space itself goes on running."));
    addButton(tr("Reload"), u"view-refresh"_s, &StatePage::reloadRequested);
}

void StatePage::showMessage(const QString &icon, std::optional<StageGroup> group, const QString &heading,
                            const QString &sentence)
{
    m_tick.stop();
    showStep({});
    m_message->setContent(icon, heading, sentence);
    m_message->setStageGroup(group);
    m_message->setToolTip({});
    m_message->clearActions();
    m_message->setFootnote(nullptr);
    m_layers->setCurrentWidget(m_message);
    setFocusProxy(m_message);
}

void StatePage::addButton(const QString &text, const QString &icon, void (StatePage::*asked)())
{
    connect(m_message->addAction(text, icon), &QPushButton::clicked, this, asked);
}

void StatePage::showElapsed()
{
    m_elapsed->setText(m_since.isValid() ? elapsedText(m_since) : QString());
}

void StatePage::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), color(Token::Surface));
}

} // namespace Spacewright::Ui
