// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metricschart.h"

#include "metrics/markerwords.h"
#include "widgets/metrics.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
using Spacewright::Metrics::Sample;
using Spacewright::Metrics::Series;

// Sizes of the design, in px.
constexpr int LeastLane = 60;
constexpr int LaneGap = 22;
constexpr int LeastColumn = 420;
constexpr int CaptionWidth = 116;
constexpr double LineWidth = 1.8;
constexpr int FillPercent = 10;
constexpr int WordGap = 24; ///< markers that are closer have their words at one place
constexpr int MostColumns = 3;

constexpr double NewestSpan = 300; // seconds
constexpr double LeastSpan = 10;
constexpr double ZoomStep = 0.8;
constexpr double WheelNotch = 120;
constexpr qsizetype FarSamples = 10; // with Ctrl

double secondsOf(const QDateTime &time)
{
    return double(time.toMSecsSinceEpoch()) / 1000;
}

QDateTime timeOf(double seconds)
{
    return QDateTime::fromMSecsSinceEpoch(qRound64(seconds * 1000));
}

std::chrono::milliseconds spanOf(const Series &series, qsizetype sample)
{
    const QList<Sample> &all = series.samples();
    const qint64 since = sample > 0 ? all.at(sample - 1).time.msecsTo(all.at(sample).time) : 1000;
    return std::chrono::milliseconds(std::min<qint64>(since, series.longestGap().count()));
}

QPen overlaidPen(std::size_t run)
{
    static const QList<QVector<qreal>> Dashes{{3, 2}, {1, 2}, {5, 2, 1, 2}};
    QPen pen(color(Token::Chart6), LineWidth);
    pen.setDashPattern(Dashes.at((qsizetype(run) - 1) % Dashes.size()));
    return pen;
}
/// One px wide, and sharp.
void drawUpright(QPainter &painter, int x, int top, int bottom)
{
    painter.drawLine(QPointF(x + 0.5, top), QPointF(x + 0.5, bottom));
}
} // namespace

/// Above the curves: it changes with every move of the pointer, and they do not.
class MetricsChart::Overlay final : public QWidget {
public:
    explicit Overlay(MetricsChart *chart)
        : QWidget(chart)
        , m_chart(chart)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent * /*event*/) override
    {
        QPainter painter(this);
        m_chart->drawOverlay(painter);
    }

private:
    MetricsChart *m_chart;
};

MetricsChart::MetricsChart(QWidget *parent)
    : QWidget(parent)
    , m_plot(new QCustomPlot(this))
    , m_overlay(new Overlay(this))
    , m_span(NewestSpan)
{
    setObjectName(u"chart"_s);
    setAccessibleName(tr("Chart of what was used"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->plotLayout()->setRowSpacing(0);
    m_plot->plotLayout()->setColumnSpacing(0);
    m_plot->plotLayout()->setAutoMargins(QCP::msNone);
    m_plot->plotLayout()->setMargins({});
    m_plot->setNoAntialiasingOnDrag(false);
    connect(&Theme::current(), &Theme::changed, this, &MetricsChart::dress);
    build();
}

MetricsChart::~MetricsChart() = default;

void MetricsChart::setRuns(const QList<MetricsRun> &runs)
{
    const auto beginOf = [](const QList<MetricsRun> &list) { return list.isEmpty() ? nullptr : list.first().series; };
    const bool isOther = beginOf(runs) != beginOf(m_runs);
    m_runs = runs;
    if (isOther) {
        m_isFollowing = true;
        m_isWhole = false;
        m_span = NewestSpan;
        setCursor({});
    }
    build();
}

void MetricsChart::setCores(double cores)
{
    m_cores = cores;
    fill();
}

void MetricsChart::refresh()
{
    QList<const Series *> all;
    for (const MetricsRun &run : std::as_const(m_runs))
        all += run.series.get();
    if (lanesOf(all) != m_lanes)
        build();
    else
        fill();
}

const Series *MetricsChart::base() const
{
    return m_runs.isEmpty() ? nullptr : m_runs.first().series.get();
}

qint64 MetricsChart::shiftOf(const MetricsRun &run) const
{
    if (run.series->isEmpty() || !base() || base()->isEmpty())
        return 0;
    return run.series->samples().constFirst().time.msecsTo(base()->samples().constFirst().time);
}

int MetricsChart::neededHeight(int rows) const
{
    const int line = QFontMetrics(Ui::font(TextRole::Caption)).height();
    return line + Gap::Icon + rows * LeastLane + (rows - 1) * LaneGap + line + Gap::Icon;
}

void MetricsChart::arrange(QSize room)
{
    const int lanes = int(m_lanes.size());
    int columns = 1;
    const auto rows = [&] { return (lanes + columns - 1) / columns; };
    while (columns < MostColumns && columns < lanes && neededHeight(rows()) > room.height()
           && room.width() >= (columns + 1) * LeastColumn)
        ++columns;
    setMinimumHeight(neededHeight(rows()));
    if (std::exchange(m_columns, columns) != columns)
        build();
}

// ── curves ───────────────────────────────────────────────────────────────────────────────────────

void MetricsChart::build()
{
    QList<const Series *> all;
    for (const MetricsRun &run : std::as_const(m_runs))
        all += run.series.get();
    m_lanes = lanesOf(all);
    m_cells.clear();
    m_plot->clearPlottables();
    m_plot->plotLayout()->clear();
    for (qsizetype i = 0; i < m_lanes.size(); ++i) {
        auto *axes = new QCPAxisRect(m_plot);
        m_plot->plotLayout()->addElement(int(i) / m_columns, int(i) % m_columns, axes);
        axes->setAutoMargins(QCP::msNone);
        for (QCPAxis *axis : {axes->axis(QCPAxis::atTop), axes->axis(QCPAxis::atRight)})
            axis->setVisible(false);
        Cell cell{m_lanes.at(i), axes, {}};
        for (qsizetype run = 0; run < m_runs.size(); ++run)
            cell.curves.push_back(m_plot->addGraph(axes->axis(QCPAxis::atBottom), axes->axis(QCPAxis::atLeft)));
        m_cells.push_back(std::move(cell));
    }
    m_plot->plotLayout()->simplify();
    dress();
    fill();
}

void MetricsChart::dress()
{
    const QFont caption = tabular(Ui::font(TextRole::Caption));
    const int line = QFontMetrics(caption).height();
    const int rows = (int(m_cells.size()) + m_columns - 1) / m_columns;
    int left = 0;
    for (const Cell &cell : m_cells)
        left = std::max(left, QFontMetrics(caption).horizontalAdvance(laneScale(cell.lane, 999e6).topText));
    m_plot->setBackground(QBrush(color(Token::Surface)));
    const int edges = line + Gap::Icon; // above the first row, and below the last one
    const int lane = std::max(1, (height() - 2 * edges - (rows - 1) * LaneGap) / rows);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const Cell &cell = m_cells[i];
        const int row = int(i) / m_columns;
        const bool isLast = row == rows - 1; // only there is room for times
        const QMargins margins(left + Gap::DockEdge + Gap::Control, row == 0 ? edges : LaneGap / 2,
                               std::min(CaptionWidth, width() / m_columns / 3), isLast ? edges : LaneGap / 2);
        cell.axes->setMargins(margins);
        m_plot->plotLayout()->setRowStretchFactor(row, lane + margins.top() + margins.bottom());
        for (QCPAxis *axis : {cell.axes->axis(QCPAxis::atBottom), cell.axes->axis(QCPAxis::atLeft)}) {
            axis->setBasePen(Qt::NoPen);
            axis->setTickPen(Qt::NoPen);
            axis->setSubTicks(false);
            axis->setTickLabelFont(caption);
            axis->setTickLabelColor(color(Token::Muted));
            axis->setTickLength(0);
            axis->setTickLabelPadding(Gap::Icon);
            axis->grid()->setPen(QPen(color(Token::Border)));
            axis->grid()->setZeroLinePen(QPen(color(Token::Border)));
        }
        cell.axes->axis(QCPAxis::atBottom)->grid()->setVisible(false);
        cell.axes->axis(QCPAxis::atBottom)->setTickLabels(isLast);
        for (std::size_t run = 0; run < cell.curves.size(); ++run) {
            QCPGraph *curve = cell.curves[run];
            if (run == 0) {
                curve->setPen(QPen(color(laneToken(cell.lane)), LineWidth));
                curve->setBrush(Theme::current().faded(laneToken(cell.lane), FillPercent));
            } else {
                curve->setPen(overlaidPen(run));
            }
        }
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    m_overlay->update();
}

void MetricsChart::fill()
{
    for (const Cell &cell : m_cells) {
        double highest = 0;
        for (std::size_t run = 0; run < cell.curves.size(); ++run) {
            const MetricsRun &shown = m_runs.at(qsizetype(run));
            const QList<Sample> &samples = shown.series->samples();
            const double shift = double(shiftOf(shown)) / 1000;
            QVector<double> keys;
            QVector<double> values;
            keys.reserve(samples.size());
            values.reserve(samples.size());
            for (qsizetype i = 0; i < samples.size(); ++i) {
                const double at = secondsOf(samples.at(i).time) + shift;
                if (i > 0 && samples.at(i - 1).time.msecsTo(samples.at(i).time) > shown.series->longestGap().count()) {
                    keys.append(at - 0.001); // a gap stays one
                    values.append(std::numeric_limits<double>::quiet_NaN());
                }
                const auto value = laneValue(cell.lane, samples.at(i), spanOf(*shown.series, i), m_cores);
                keys.append(at);
                values.append(value.value_or(std::numeric_limits<double>::quiet_NaN()));
                highest = std::max(highest, value.value_or(0));
            }
            cell.curves[run]->setData(keys, values, true);
        }
        const LaneScale scale = laneScale(cell.lane, highest);
        auto ticks = QSharedPointer<QCPAxisTickerText>::create();
        ticks->addTick(0, u"0"_s);
        ticks->addTick(scale.top / 2, scale.middleText);
        ticks->addTick(scale.top, scale.topText);
        cell.axes->axis(QCPAxis::atLeft)->setTicker(ticks);
        cell.axes->axis(QCPAxis::atLeft)->setRange(0, scale.top);
    }
    if (base() && !base()->isEmpty() && m_isFollowing) {
        const double first = secondsOf(base()->samples().constFirst().time);
        double last = secondsOf(base()->samples().constLast().time);
        if (m_isWhole && m_runs.size() > 1) { // an overlaid run may have taken longer
            for (const MetricsRun &run : std::as_const(m_runs)) {
                if (!run.series->isEmpty())
                    last =
                        std::max(last, secondsOf(run.series->samples().constLast().time) + double(shiftOf(run)) / 1000);
            }
        }
        m_end = std::max(last, first + LeastSpan);
        m_begin = m_isWhole ? first : std::max(first, m_end - m_span);
        m_begin = std::min(m_begin, m_end - LeastSpan);
    }
    showRange();
}

void MetricsChart::showRange()
{
    const double span = m_end - m_begin;
    auto times = QSharedPointer<QCPAxisTickerDateTime>::create();
    constexpr double ShowSeconds = 240;
    times->setDateTimeFormat(span < ShowSeconds ? u"HH:mm:ss"_s : u"HH:mm"_s);
    times->setTickCount(4);
    for (const Cell &cell : m_cells) {
        cell.axes->axis(QCPAxis::atBottom)->setTicker(times);
        cell.axes->axis(QCPAxis::atBottom)->setRange(m_begin, m_end);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    m_overlay->update();
}

// ── time ─────────────────────────────────────────────────────────────────────────────────────────

QDateTime MetricsChart::rangeBegin() const
{
    return timeOf(m_begin);
}

QDateTime MetricsChart::rangeEnd() const
{
    return timeOf(m_end);
}

void MetricsChart::setRange(double begin, double end)
{
    if (!base() || base()->isEmpty())
        return;
    const double first = secondsOf(base()->samples().constFirst().time);
    const double last = secondsOf(base()->samples().constLast().time);
    const double span = std::max(LeastSpan, end - begin);
    // Some of the run stays in view.
    begin = std::clamp(begin, first - span / 2, std::max(first, last - span / 2));
    m_begin = begin;
    m_end = begin + span;
    m_isFollowing = m_isWhole = false;
    showRange();
    Q_EMIT rangeChanged();
}

void MetricsChart::zoom(double factor)
{
    const double span = std::max(LeastSpan, (m_end - m_begin) * factor);
    if (m_isFollowing) { // the newest sample stays where it is
        m_isWhole = false;
        m_span = span;
        fill();
        Q_EMIT rangeChanged();
        return;
    }
    const double at = m_cursor.value_or((m_begin + m_end) / 2);
    const double share = (at - m_begin) / (m_end - m_begin);
    setRange(at - share * span, at + (1 - share) * span);
}

void MetricsChart::showAll()
{
    m_isFollowing = m_isWhole = true;
    fill();
    Q_EMIT rangeChanged();
}

void MetricsChart::showNewest()
{
    m_isFollowing = true;
    m_isWhole = false;
    m_span = NewestSpan;
    fill();
    Q_EMIT rangeChanged();
}

// ── cursor ───────────────────────────────────────────────────────────────────────────────────────

double MetricsChart::timeAt(QPoint place) const
{
    // The column that the place is in, also beside its lanes.
    const Cell *cell = &m_cells.front();
    for (const Cell &each : m_cells) {
        if (each.axes->outerRect().contains(place))
            cell = &each;
    }
    const QRect rect = cell->axes->rect();
    const double share = double(place.x() - rect.left()) / std::max(1, rect.width());
    return m_begin + std::clamp(share, 0., 1.) * (m_end - m_begin);
}

double MetricsChart::placeOf(const Cell &cell, double seconds) const
{
    const QRect rect = cell.axes->rect();
    return rect.left() + (seconds - m_begin) / (m_end - m_begin) * rect.width();
}

qsizetype MetricsChart::sampleAt(const MetricsRun &run, double seconds) const
{
    const QList<Sample> &all = run.series->samples();
    const QDateTime time = timeOf(seconds).addMSecs(-shiftOf(run));
    const auto after = std::ranges::lower_bound(all, time, {}, &Sample::time);
    qsizetype nearest = -1;
    qint64 distance = run.series->longestGap().count();
    for (const auto &each : {after, after == all.cbegin() ? after : std::prev(after)}) {
        if (each == all.cend())
            continue;
        if (const qint64 away = std::abs(each->time.msecsTo(time)); away <= distance) {
            distance = away;
            nearest = each - all.cbegin();
        }
    }
    return nearest;
}

std::optional<double> MetricsChart::valueAt(const MetricsRun &run, Lane lane, qsizetype sample) const
{
    if (sample < 0 || sample >= run.series->samples().size())
        return std::nullopt;
    return laneValue(lane, run.series->samples().at(sample), spanOf(*run.series, sample), m_cores);
}

void MetricsChart::setCursor(std::optional<double> seconds)
{
    if (std::exchange(m_cursor, seconds) == seconds)
        return;
    setAccessibleDescription(readout());
    m_overlay->update();
    Q_EMIT cursorMoved();
}

void MetricsChart::clearCursor()
{
    setCursor({});
}

void MetricsChart::moveCursor(qsizetype samples)
{
    if (!base() || base()->isEmpty())
        return;
    const QList<Sample> &all = base()->samples();
    qsizetype at = all.size(); // so that the first step back is to the newest
    if (m_cursor) {
        at = sampleAt(m_runs.first(), *m_cursor);
        if (at < 0) // in a gap
            at = std::ranges::lower_bound(all, timeOf(*m_cursor), {}, &Sample::time) - all.cbegin();
    }
    at = std::clamp<qsizetype>(at + samples, 0, all.size() - 1);
    m_isCursorOfPointer = false;
    const double seconds = secondsOf(all.at(at).time);
    if (seconds < m_begin || seconds > m_end) {
        const double span = m_end - m_begin;
        setRange(seconds - span / 2, seconds + span / 2);
    }
    setCursor(seconds);
    QAccessibleAnnouncementEvent said(this, readout());
    QAccessible::updateAccessibility(&said);
}

QString MetricsChart::readout() const
{
    if (!base() || base()->isEmpty())
        return {};
    const qsizetype at = m_cursor ? sampleAt(m_runs.first(), *m_cursor) : base()->samples().size() - 1;
    if (at < 0)
        return tr("Nothing was measured at %1.").arg(timeOf(*m_cursor).time().toString(u"HH:mm:ss"_s));
    QStringList parts{base()->samples().at(at).time.toLocalTime().time().toString(u"HH:mm:ss"_s)};
    for (const Lane lane : m_lanes) {
        if (const auto value = valueAt(m_runs.first(), lane, at))
            parts += laneName(lane) + u' ' + laneText(lane, *value);
    }
    return parts.join(u", "_s);
}

// ── events ───────────────────────────────────────────────────────────────────────────────────────

void MetricsChart::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
}

void MetricsChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_plot->setGeometry(rect());
    m_overlay->setGeometry(rect());
    dress();
}

void MetricsChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        dress();
}

void MetricsChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    setAccessibleDescription(readout());
    m_overlay->update();
}

void MetricsChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_overlay->update();
}

void MetricsChart::keyPressEvent(QKeyEvent *event)
{
    const qsizetype step = event->modifiers().testFlag(Qt::ControlModifier) ? FarSamples : 1;
    const qsizetype all = base() ? base()->samples().size() : 0;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(-step);
    case Qt::Key_Right:
        return moveCursor(step);
    case Qt::Key_Home:
        return moveCursor(-all);
    case Qt::Key_End:
        return moveCursor(all);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(ZoomStep);
    case Qt::Key_Minus:
        return zoom(1 / ZoomStep);
    case Qt::Key_0:
        return showAll();
    case Qt::Key_Escape:
        if (m_cursor)
            return clearCursor();
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void MetricsChart::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    if (m_isCursorOfPointer)
        clearCursor();
}

void MetricsChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_dragFrom = event->position().toPoint();
}

void MetricsChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_dragFrom.reset();
}

void MetricsChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_cells.empty() || !base() || base()->isEmpty())
        return;
    const QPoint place = event->position().toPoint();
    if (m_dragFrom) {
        const QRect lane = m_cells.front().axes->rect();
        const double moved = (m_dragFrom->x() - place.x()) * (m_end - m_begin) / std::max(1, lane.width());
        if (std::abs(m_dragFrom->x() - place.x()) >= QApplication::startDragDistance() || !m_isFollowing) {
            m_dragFrom = place;
            setRange(m_begin + moved, m_end + moved);
        }
        return;
    }
    m_isCursorOfPointer = true;
    setCursor(timeAt(place));
}

void MetricsChart::wheelEvent(QWheelEvent *event)
{
    const double notches = event->angleDelta().y() / WheelNotch;
    const QWidget *view = parentWidget();
    const bool canScroll = view && height() > view->height();
    if (notches == 0 || (canScroll && !event->modifiers().testFlag(Qt::ControlModifier)))
        return event->ignore();
    zoom(std::pow(ZoomStep, notches));
    event->accept();
}

// ── what stands over the curves ──────────────────────────────────────────────────────────────────

void MetricsChart::drawOverlay(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (base() && !base()->isEmpty()) {
        drawMarkers(painter);
        for (const Cell &cell : m_cells)
            drawCaption(painter, cell);
        if (m_cursor && *m_cursor >= m_begin && *m_cursor <= m_end)
            drawCursor(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen(color(Token::Focus), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void MetricsChart::drawCaption(QPainter &painter, const Cell &cell) const
{
    const QRect lane = cell.axes->rect();
    const int left = lane.right() + Gap::DockEdge;
    const int room = cell.axes->outerRect().right() - left - Gap::Group;
    int top = lane.top() - Gap::Group;
    const auto line = [&](const QString &text, const QFont &font, const QColor &ink, int indent = 0) {
        if (text.isEmpty() || top > lane.bottom())
            return;
        const QFontMetrics metrics(font);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(left + indent, top + metrics.ascent(),
                         metrics.elidedText(text, Qt::ElideRight, std::max(0, room - indent)));
        top += metrics.height() + 1;
    };
    const auto valueText = [&](const MetricsRun &run) {
        const qsizetype at = m_cursor ? sampleAt(run, *m_cursor) : run.series->samples().size() - 1;
        const auto value = valueAt(run, cell.lane, at);
        return value ? laneText(cell.lane, *value) : u"–"_s;
    };
    line(laneName(cell.lane), Ui::font(TextRole::Chip), color(Token::Text));
    line(valueText(m_runs.first()), tabular(Ui::font(TextRole::Body)), color(laneToken(cell.lane)));
    line(laneCaption(cell.lane, m_cores), Ui::font(TextRole::Caption), color(Token::Muted));
    constexpr int Dash = 18;
    for (qsizetype run = 1; run < m_runs.size(); ++run) {
        const int middle = top + QFontMetrics(Ui::font(TextRole::Caption)).height() / 2;
        if (top <= lane.bottom()) {
            painter.setPen(overlaidPen(std::size_t(run)));
            painter.drawLine(left, middle, left + Dash, middle);
        }
        const QString text = m_cursor ? valueText(m_runs.at(run)) : m_runs.at(run).name;
        line(text, Ui::font(TextRole::Caption), color(Token::Muted), Dash + Gap::Icon);
    }
}

void MetricsChart::drawMarkers(QPainter &painter) const
{
    const QFont font = Ui::font(TextRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    const QRect first = m_cells.front().axes->rect();
    const auto nearMs = qint64(1000 * (m_end - m_begin) * WordGap / std::max(1, first.width()));
    const QList<MarkerGroup> groups = markerGroups(base()->markers(), std::max<qint64>(1, nearMs));
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const QRect lane = m_cells[i].axes->rect();
        int taken = lane.left() - WordGap;
        for (const MarkerGroup &group : groups) {
            const double seconds = secondsOf(group.time);
            if (seconds < m_begin || seconds > m_end)
                continue;
            const int x = qRound(placeOf(m_cells[i], seconds));
            painter.setPen(QPen(color(group.token), 1, Qt::DashLine));
            drawUpright(painter, x, lane.top(), lane.bottom());
            const QString words = group.words.join(tr(", ", "between the words of markers"));
            const int width = metrics.horizontalAdvance(words);
            const int from = std::clamp(x - width / 2, lane.left() - WordGap, lane.right() - width);
            if (int(i) >= m_columns || from < taken)
                continue;
            painter.setPen(color(Token::Muted));
            painter.drawText(from, lane.top() - Gap::Group - metrics.descent(), words);
            taken = from + width + Gap::Control;
        }
    }
}

void MetricsChart::drawCursor(QPainter &painter) const
{
    const QFont font = tabular(Ui::font(TextRole::Caption));
    const QFontMetrics metrics(font);
    painter.setFont(font);
    const qsizetype sample = sampleAt(m_runs.first(), *m_cursor);
    const double seconds = sample < 0 ? *m_cursor : secondsOf(base()->samples().at(sample).time);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const Cell &cell = m_cells[i];
        const QRect lane = cell.axes->rect();
        const int x = std::clamp(qRound(placeOf(cell, seconds)), lane.left(), lane.right());
        painter.setPen(color(Token::Text));
        drawUpright(painter, x, lane.top() - (int(i) < m_columns ? 0 : LaneGap / 2), lane.bottom());
        const auto pill = [&](const QString &text, QPoint centre, bool isFramed) {
            QRect box(QPoint(), QSize(metrics.horizontalAdvance(text) + 2 * Gap::Icon, metrics.height() + 2));
            box.moveCenter(centre);
            box.moveLeft(std::clamp(box.left(), lane.left(), std::max(lane.left(), lane.right() - box.width())));
            painter.setPen(isFramed ? QPen(color(Token::Border)) : QPen(Qt::NoPen));
            painter.setBrush(color(isFramed ? Token::Raised : Token::Surface));
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Radius::Tag, Radius::Tag);
            painter.setPen(color(Token::Text));
            painter.drawText(box, Qt::AlignCenter, text);
        };
        if (int(i) < m_columns)
            pill(timeOf(seconds).time().toString(u"HH:mm:ss"_s), {x, lane.top() - Gap::Group - metrics.height() / 2},
                 false);
        const auto value = valueAt(m_runs.first(), cell.lane, sample);
        if (!value)
            continue;
        const double top = cell.axes->axis(QCPAxis::atLeft)->range().upper;
        const int y = qRound(lane.bottom() - std::min(1., *value / top) * lane.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Text));
        painter.drawEllipse(QPointF(x, y), 2.5, 2.5);
        const QString text = laneText(cell.lane, *value);
        const int half = metrics.horizontalAdvance(text) / 2 + Gap::Icon + Gap::Group;
        const bool isLeft = x - 2 * half > lane.left();
        pill(text,
             {isLeft ? x - half : x + half,
              std::clamp(y, lane.top() + metrics.height() / 2, lane.bottom() - metrics.height() / 2)},
             true);
    }
}

} // namespace Spacewright::Ui
