// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinepanel.h"

#include "widgets/emptystate.h"
#include "widgets/label.h"
#include "widgets/stagechip.h"
#include "widgets/strip.h"
#include "widgets/timelineview.h"

#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

/// A word on a stage's tint, without a glyph of its own to press.
class VerdictChip final : public QWidget {
public:
    explicit VerdictChip(QWidget *parent)
        : QWidget(parent)
    {
        setObjectName(u"timelineVerdict"_s);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setVerdict(StageGroup group, const QString &word)
    {
        m_chip = {.group = group, .text = word, .elapsed = {}, .hasGlyph = false};
        setAccessibleName(word);
        setVisible(!word.isEmpty());
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override { return {chipWidth(m_chip), Metrics::current().chipSmall}; }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        paintChip(painter, rect(), m_chip);
    }

private:
    ChipText m_chip;
};

TimelinePanel::TimelinePanel(QWidget *parent)
    : Panel(u"timeline"_s, tr("Timeline"), u"view-list-details"_s, parent)
    , m_strip(new Strip)
    , m_name(new Label)
    , m_verdictWord(new Label(tr("Verdict"), TextRole::Caption, Token::Muted))
    , m_verdict(new VerdictChip(m_strip))
    , m_layers(new QStackedLayout(this))
    , m_empty(new EmptyState(u"view-list-details"_s, tr("No run yet"),
                             tr("The steps of a run appear here, each with its time.")))
    , m_run(new QWidget)
    , m_view(new TimelineView)
    , m_changes(new ChangesFoot)
{
    m_name->setObjectName(u"timelineRun"_s);
    m_view->setObjectName(u"timelineSteps"_s);
    m_view->setAccessibleName(tr("Steps"));
    m_strip->addLeading(m_name, 1);
    m_strip->addTrailing(m_verdictWord);
    m_strip->addTrailing(m_verdict);
    m_layers->addWidget(m_empty);
    auto *run = new QVBoxLayout(m_run);
    run->setContentsMargins(0, Gap::Group, 0, 0);
    run->setSpacing(0);
    run->addWidget(m_view, 1);
    run->addWidget(m_changes);
    m_run->setFocusProxy(m_view);
    m_run->setBackgroundRole(QPalette::Base);
    m_run->setAutoFillBackground(true);
    m_layers->addWidget(m_run);
    connect(m_changes, &ChangesFoot::compareRequested, this, &TimelinePanel::compareRequested);
    connect(m_empty->addAction(tr("Run"), u"media-playback-start"_s), &QPushButton::clicked, this,
            &TimelinePanel::runRequested);
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        if (const auto row = static_cast<size_t>(index.row()); row < m_ids.size())
            Q_EMIT stepActivated(m_ids.at(row));
    });
    reset();
}

TimelinePanel::~TimelinePanel()
{
    delete m_strip;
}

QWidget *TimelinePanel::strip()
{
    return m_strip;
}

void TimelinePanel::takeFocus()
{
    m_layers->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void TimelinePanel::setRun(const TimelineRun &run)
{
    const QString time = run.started.time().toString(u"HH:mm:ss"_s);
    m_name->setText(!run.started.isValid() ? tr("Timeline")
                        : run.number > 0   ? tr("Run %1 at %2").arg(run.number).arg(time)
                                           : tr("Run at %1").arg(time));
    m_verdictWord->setVisible(!run.verdict.isEmpty());
    m_verdict->setVerdict(run.group, run.verdict);
}

void TimelinePanel::setSteps(const std::vector<Pipeline::StepReport> &steps)
{
    m_ids.clear();
    for (const Pipeline::StepReport &step : steps)
        m_ids.push_back(step.id);
    m_view->setSteps(steps);
    m_layers->setCurrentWidget(steps.empty() ? static_cast<QWidget *>(m_empty) : m_run);
}

void TimelinePanel::setStep(int index, const Pipeline::StepReport &step)
{
    if (index >= 0 && static_cast<size_t>(index) < m_ids.size())
        m_view->setStep(index, timelineStep(step));
}

void TimelinePanel::setChanges(const QString &title, const QList<TimelineChange> &changes)
{
    m_changes->setChanges(title, changes);
}

void TimelinePanel::reset()
{
    setChanges({}, {});
    setRun({});
    setSteps({});
}

} // namespace Spacewright::Ui
