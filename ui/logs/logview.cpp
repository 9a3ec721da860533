// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logview.h"

#include "logs/logviewaccessible.h"
#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QDateTime>
#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

LogView::LogView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_footButton(new QPushButton(viewport()))
{
    LogViewAccessible::install();
    setFrameShape(NoFrame);
    setViewportMargins(0, Gap::Group, 0, 0);
    setLayoutDirection(Qt::LeftToRight); // a log reads from left to right in every language
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // a long line ends in an ellipsis; Shift+wheel moves the text
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Log"));
    m_footButton->setIcon(icon(u"go-down"_s));
    m_footButton->setFocusPolicy(Qt::NoFocus);
    m_footButton->setCursor(Qt::ArrowCursor);
    setControlSize(m_footButton, ControlSize::Small);
    m_footButton->hide();
    connect(m_footButton, &QPushButton::clicked, this, [this] { setFollowing(true); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::userScrolled);
    connect(&Theme::current(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
    m_geometry = LogRowGeometry::of(m_timesVisible);
}

LogView::~LogView() = default;

void LogView::setStore(Logs::LogStore *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    m_rows.setStore(store);
    m_selection.reset();
    m_hit = -1;
    m_scrolled = 0;
    m_widest = 0;
    if (store) {
        connect(store, &Logs::LogStore::changed, this, &LogView::take);
        connect(store, &Logs::LogStore::firstErrorChanged, viewport(), qOverload<>(&QWidget::update));
    }
    layOut();
    setFollowing(true);
}

void LogView::setSearch(Logs::LogSearch *search)
{
    m_search = search;
    connect(search, &Logs::LogSearch::changed, viewport(), qOverload<>(&QWidget::update));
}

void LogView::setLeastLevel(Logs::Level level)
{
    const qint64 top = m_rows.count() > 0 ? m_rows.numberAt(firstVisibleRow()) : 0;
    m_rows.setLeastLevel(level);
    layOut();
    if (!m_following)
        scrollTo(m_rows.rowOf(top));
    viewport()->update();
}

void LogView::setTimesVisible(bool visible)
{
    m_timesVisible = visible;
    layOut();
}

void LogView::setFollowing(bool following)
{
    if (following) {
        setNewLines(0);
        scrollTo(m_rows.count());
    }
    if (following == m_following)
        return;
    m_following = following;
    Q_EMIT followingChanged(following);
}

/// The scroll bar moved. Up lets go of the end, the end takes hold of it again.
void LogView::userScrolled()
{
    viewport()->update();
    if (!m_scrollingMyself)
        setFollowing(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
}

void LogView::take(const Logs::LogStore::Change &change)
{
    const LogRows::Shift shift = m_rows.apply(change);
    keepSelection();
    const int top = verticalScrollBar()->value() - shift.gone;
    layOut();
    if (!m_following) {
        scrollTo(std::max(top, 0));
        setNewLines(m_newLines + shift.added);
    }
    viewport()->update();
}

void LogView::setNewLines(int count)
{
    if (count != m_newLines) {
        m_newLines = count;
        Q_EMIT newLinesChanged(count);
    }
    updateFootButton();
}

void LogView::updateFootButton()
{
    m_footButton->setVisible(m_newLines > 0);
    if (m_newLines == 0)
        return;
    m_footButton->setText(tr("%n new lines", nullptr, m_newLines));
    m_footButton->resize(m_footButton->sizeHint());
    m_footButton->move((viewport()->width() - m_footButton->width()) / 2,
                       viewport()->height() - m_footButton->height() - Gap::Control);
}

/// Fits geometry and scroll bar to font, size and rows.
void LogView::layOut()
{
    m_geometry = LogRowGeometry::of(m_timesVisible);
    const int page = std::max(viewport()->height() / m_geometry.height, 1);
    m_scrollingMyself = true;
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, std::max(m_rows.count() - page, 0));
    if (m_following)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    m_scrollingMyself = false;
    updateFootButton();
    viewport()->update();
}

void LogView::scrollTo(int row)
{
    m_scrollingMyself = true;
    verticalScrollBar()->setValue(row);
    m_scrollingMyself = false;
    viewport()->update();
}

void LogView::scrollText(int by)
{
    const int room = viewport()->width() - m_geometry.textLeft;
    const int scrolled = std::clamp(m_scrolled + by, 0, std::max(m_widest + Gap::DockEdge - room, 0));
    if (scrolled == m_scrolled)
        return;
    m_scrolled = scrolled;
    viewport()->update();
}

void LogView::showLine(qint64 number)
{
    const int row = m_rows.rowOf(number);
    const bool atEnd = row >= verticalScrollBar()->maximum() + visibleRows() / 2;
    if (!atEnd)
        setFollowing(false);
    scrollTo(row - visibleRows() / 2);
}

void LogView::showHit(qint64 number)
{
    m_hit = number;
    const int row = m_rows.rowOf(number);
    if (row < firstVisibleRow() || row >= firstVisibleRow() + verticalScrollBar()->pageStep())
        showLine(number);
    viewport()->update();
}

qint64 LogView::currentNumber() const
{
    if (m_hit >= 0)
        return m_hit;
    return m_rows.count() > 0 ? m_rows.numberAt(firstVisibleRow()) - 1 : -1;
}

int LogView::firstVisibleRow() const
{
    return std::clamp(verticalScrollBar()->value(), 0, std::max(m_rows.count() - 1, 0));
}

int LogView::visibleRows() const
{
    const int fitting = (viewport()->height() + m_geometry.height - 1) / m_geometry.height;
    return std::clamp(m_rows.count() - firstVisibleRow(), 0, fitting);
}

std::optional<Logs::LogLine> LogView::lineAt(int row) const
{
    if (!m_store || row < 0 || row >= m_rows.count())
        return {};
    const int index = m_store->indexOf(m_rows.numberAt(row));
    // The store may be ahead of the change that was told last.
    if (index < 0 || index >= m_store->size())
        return {};
    return m_store->line(index);
}

QString LogView::rowText(int row) const
{
    const std::optional<Logs::LogLine> line = lineAt(row);
    if (!line)
        return {};
    QStringList parts;
    if (m_timesVisible)
        parts.append(QDateTime::fromMSecsSinceEpoch(line->timeMs).toString(u"HH:mm:ss"_s));
    if (line->level == Logs::Level::Error)
        parts.append(tr("Error"));
    else if (line->level == Logs::Level::Warning)
        parts.append(tr("Warning"));
    parts.append(line->text);
    if (line->repeats > 1)
        parts.append(tr("%n times", nullptr, line->repeats));
    return parts.join(u' ');
}

QRect LogView::rowRect(int row) const
{
    return {0, (row - firstVisibleRow()) * m_geometry.height, viewport()->width(), m_geometry.height};
}

// ── painting ─────────────────────────────────────────────────────────────────────────────────────

LogRowState LogView::stateOf(int row, const Logs::LogLine &line) const
{
    const qint64 number = m_rows.numberAt(row);
    LogRowState state;
    state.rect = rowRect(row);
    state.scrolled = m_scrolled;
    state.hasFocus = hasFocus();
    state.isFirstError = m_store->firstError() && m_store->firstError()->number == number;
    state.isCurrentHit = number == m_hit;
    if (m_search)
        state.hits = m_search->hitsIn(LogRowPainter::painted(line));
    if (!m_selection)
        return state;
    if (const LogPosition start = m_selection->start(), end = m_selection->end();
        start.number <= number && number <= end.number) {
        state.selectionStart = start.number == number ? start.column : 0;
        state.selectionEnd = end.number == number ? end.column : int(line.text.size()) + 1;
    }
    if (hasFocus() && m_selection->caret.number == number)
        state.caret = m_selection->caret.column;
    return state;
}

void LogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.fillRect(event->rect(), color(Token::Surface));
    const int first = firstVisibleRow();
    const int count = visibleRows();
    int widest = 0;
    for (int row = first; row < first + count; ++row) {
        const QRect rect = rowRect(row);
        if (!rect.intersects(event->rect()))
            continue;
        const std::optional<Logs::LogLine> line = lineAt(row);
        if (!line)
            continue;
        m_painter.paint(painter, *line, m_geometry, stateOf(row, *line));
        widest = std::max(widest,
                          QFontMetrics(Ui::font(TextRole::CodeSmall)).horizontalAdvance(LogRowPainter::painted(*line)));
    }
    m_widest = std::max(m_widest, widest);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        layOut();
}

bool LogView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const QPoint point = static_cast<QHelpEvent *>(event)->pos();
        const Place place = placeAt(point);
        const std::optional<Logs::LogLine> line = lineAt(place.row);
        const int room = viewport()->width() - m_geometry.textLeft;
        if (line
            && QFontMetrics(Ui::font(TextRole::CodeSmall)).horizontalAdvance(LogRowPainter::painted(*line)) - m_scrolled
                > room)
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), line->text.left(1000).toHtmlEscaped(),
                               viewport());
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered.link >= 0) {
        m_hovered = {};
        viewport()->unsetCursor();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace Spacewright::Ui
