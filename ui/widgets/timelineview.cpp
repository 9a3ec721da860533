// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timelineview.h"

#include "base/clock.h"
#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/rowpainter.h"
#include "widgets/spinner.h"
#include "widgets/stageglyph.h"

#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int EdgePadding = 12;
constexpr int GlyphColumn = 16;
constexpr int LineWidth = 2;

bool wasReached(StepState state)
{
    return state != StepState::Waiting && state != StepState::Cancelled;
}

QString stateText(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return TimelineModel::tr("not reached");
    case StepState::Running:
        return TimelineModel::tr("running");
    case StepState::Done:
        return TimelineModel::tr("done");
    case StepState::Skipped:
        return TimelineModel::tr("skipped");
    case StepState::Failed:
        return TimelineModel::tr("failed");
    case StepState::Cancelled:
        return TimelineModel::tr("cancelled");
    }
    Q_UNREACHABLE_RETURN({});
}

void paintGlyph(QPainter &painter, const QRect &rect, StepState state, qreal angle)
{
    switch (state) {
    case StepState::Running:
        paintStageGlyph(painter, rect, StageGroup::Transient, false, GlyphColumn, angle);
        return;
    case StepState::Failed:
        paintStageGlyph(painter, rect, StageGroup::Error, false, GlyphColumn);
        return;
    case StepState::Done:
    case StepState::Skipped:
        paintIcon(painter, rect, u"sw-step-done"_s, color(groupColors(StageGroup::Running).solid), GlyphColumn);
        return;
    case StepState::Waiting:
    case StepState::Cancelled:
        paintStageGlyph(painter, rect, StageGroup::None, false, GlyphColumn);
        return;
    }
}

/// At the end of the row. A running step counts whole seconds: a figure that changes ten times a second says less.
QString timeText(const TimelineStep &step)
{
    using namespace std::chrono;
    if (step.state != StepState::Running || step.began == steady_clock::time_point())
        return step.time;
    const auto elapsed = floor<seconds>(steady_clock::now() - step.began);
    return elapsed < minutes(1) ? u"%1 s"_s.arg(elapsed.count()) : durationText(elapsed);
}

class StepDelegate final : public QStyledItemDelegate {
public:
    StepDelegate(const TimelineModel &steps, const Spinner &spinner, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_steps(steps)
        , m_spinner(spinner)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, Metrics::current().rowLarge};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const TimelineStep &step = m_steps.step(index.row());
        const bool failed = step.state == StepState::Failed;
        if (failed && !option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, color(Token::ErrorTint));
        else
            RowPainter::paintBackground(*painter, option);

        const QRect r = option.rect;
        const QRect column =
            QStyle::visualRect(option.direction, r, QRect(r.x() + EdgePadding, r.y(), GlyphColumn, r.height()));
        paintLine(*painter, column, index.row());
        paintGlyph(*painter, column, step.state, m_spinner.angle());
        RowPainter::paint(*painter, option,
                          {.text = step.name,
                           .strong = failed,
                           .secondary = step.detail,
                           .trailing = timeText(step),
                           .muted = !wasReached(step.state),
                           .group = failed ? std::optional(StageGroup::Error) : std::nullopt},
                          EdgePadding + GlyphColumn + Gap::FormRow);
    }

private:
    /// 8 px above and below each glyph, from the first to the last.
    void paintLine(QPainter &painter, const QRect &column, int row) const
    {
        const int x = column.center().x();
        const int stub = (column.height() - GlyphColumn) / 2;
        if (row > 0)
            painter.fillRect(QRect(x, column.top(), LineWidth, stub), color(Token::Border));
        if (row + 1 < m_steps.rowCount())
            painter.fillRect(QRect(x, column.bottom() - stub + 1, LineWidth, stub), color(Token::Border));
    }

    const TimelineModel &m_steps;
    const Spinner &m_spinner;
};
} // namespace

TimelineStep timelineStep(const Pipeline::StepReport &report)
{
    TimelineStep step{.name = report.title, .detail = report.detail, .time = {}, .state = report.state, .began = {}};
    if (report.state == StepState::Running && !report.progress.text.isEmpty())
        step.detail = report.progress.text;
    if (report.state == StepState::Running)
        step.began = report.began;
    else if (wasReached(report.state) && report.state != StepState::Skipped)
        step.time = durationText(report.duration);
    return step;
}

TimelineModel::TimelineModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void TimelineModel::setSteps(const QList<TimelineStep> &steps)
{
    if (steps.size() < m_steps.size()) {
        beginResetModel();
        m_steps = steps;
        endResetModel();
        return;
    }
    for (int index = 0; index < m_steps.size(); ++index)
        setStep(index, steps.at(index));
    if (steps.size() == m_steps.size())
        return;
    beginInsertRows({}, int(m_steps.size()), int(steps.size()) - 1);
    m_steps += steps.sliced(m_steps.size());
    endInsertRows();
}

void TimelineModel::tick()
{
    for (int index = 0; index < m_steps.size(); ++index) {
        if (m_steps.at(index).state == StepState::Running)
            Q_EMIT dataChanged(this->index(index), this->index(index));
    }
}

void TimelineModel::setStep(int index, const TimelineStep &step)
{
    if (index < 0 || index >= m_steps.size() || m_steps.at(index) == step)
        return;
    m_steps[index] = step;
    const QModelIndex changed = this->index(index);
    Q_EMIT dataChanged(changed, changed);
}

bool TimelineModel::hasRunningStep() const
{
    return std::ranges::any_of(m_steps, [](const TimelineStep &step) { return step.state == StepState::Running; });
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TimelineStep &step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return step.name;
    case Qt::ToolTipRole:
        return toolTipText(step.name, {}, step.detail);
    case Qt::AccessibleTextRole:
        return QString(step.name + u", "_s + stateText(step.state));
    case Qt::AccessibleDescriptionRole:
        return QString(step.detail + u' ' + timeText(step)).trimmed();
    default:
        return {};
    }
}

TimelineView::TimelineView(QWidget *parent)
    : QListView(parent)
    , m_spinner(new Spinner(viewport()))
{
    setModel(&m_steps);
    setItemDelegate(new StepDelegate(m_steps, *m_spinner, this));
    setFrameShape(NoFrame);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Steps"));
    connect(&m_steps, &QAbstractItemModel::modelReset, this, &TimelineView::reviewRunning);
    connect(&m_steps, &QAbstractItemModel::rowsInserted, this, &TimelineView::reviewRunning);
    connect(&m_steps, &QAbstractItemModel::dataChanged, this, &TimelineView::reviewRunning);
    m_seconds.setInterval(std::chrono::seconds(1));
    connect(&m_seconds, &QTimer::timeout, &m_steps, &TimelineModel::tick);
}

void TimelineView::setSteps(const std::vector<Pipeline::StepReport> &reports)
{
    QList<TimelineStep> steps;
    steps.reserve(qsizetype(reports.size()));
    for (const Pipeline::StepReport &report : reports)
        steps << timelineStep(report);
    m_steps.setSteps(steps);
}

void TimelineView::setStep(int index, const TimelineStep &step)
{
    m_steps.setStep(index, step);
}

void TimelineView::reviewRunning()
{
    const bool running = m_steps.hasRunningStep();
    m_spinner->setTurning(running);
    if (!running || !isVisible())
        m_seconds.stop();
    else if (!m_seconds.isActive())
        m_seconds.start();
    updateGeometry();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    reviewRunning();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QListView::hideEvent(event);
    m_seconds.stop();
}

QSize TimelineView::sizeHint() const
{
    return {280, m_steps.rowCount() * Metrics::current().rowLarge};
}

QSize TimelineView::minimumSizeHint() const
{
    return {120, Metrics::current().rowLarge};
}

} // namespace Spacewright::Ui
