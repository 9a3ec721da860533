// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What mouse and keyboard do in a LogView.
#include "logs/logview.h"
#include "widgets/controls.h"
#include "widgets/metrics.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QMenu>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

constexpr int WheelTextStep = 48; // px a notch
constexpr int KeyTextStep = 32;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

} // namespace

LogView::Place LogView::placeAt(QPoint point) const
{
    Place place;
    if (m_rows.count() == 0)
        return place;
    const int below = point.y() >= 0 ? point.y() / m_geometry.height : -1;
    const int row = std::clamp(firstVisibleRow() + below, 0, m_rows.count() - 1);
    const std::optional<Logs::LogLine> line = lineAt(row);
    if (!line)
        return place;
    place.row = row;
    place.position.number = m_rows.numberAt(row);
    const auto layout = LogRowPainter::layout(*line);
    const QTextLine textLine = layout->lineAt(0);
    const qreal x = point.x() - m_geometry.textLeft + m_scrolled;
    place.position.column = textLine.xToCursor(x);
    const int under = textLine.xToCursor(x, QTextLine::CursorOnCharacter);
    place.isOnText =
        x >= 0 && x <= textLine.naturalTextWidth() && rowRect(row).contains(point) && point.x() >= m_geometry.textLeft;
    for (qsizetype i = 0; place.isOnText && i < line->links.size(); ++i) {
        if (const Logs::Link &link = line->links[i]; under >= link.start && under < link.start + link.length)
            place.link = int(i);
    }
    return place;
}

void LogView::openLink(const Logs::Link &link)
{
    if (link.kind == Logs::Link::Kind::Url)
        Q_EMIT urlRequested(QUrl(link.target));
    else
        Q_EMIT openRequested(link.target, std::max(link.line, 1));
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Place place = placeAt(event->position().toPoint());
    if (place.row < 0)
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (now - m_doubleClickedMs < QApplication::doubleClickInterval()) { // the third click: the whole line
        const std::optional<Logs::LogLine> line = lineAt(place.row);
        m_selection =
            LogSelection{{place.position.number, 0}, {place.position.number, line ? int(line->text.size()) : 0}};
        m_doubleClickedMs = 0;
        viewport()->update();
        Q_EMIT selectionChanged();
        return;
    }
    m_pressed = place.position;
    m_pressPoint = event->position().toPoint();
    moveCaret(place.position, event->modifiers().testFlag(Qt::ShiftModifier));
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!m_pressed) {
        m_hovered = placeAt(point);
        if (m_hovered.link >= 0)
            viewport()->setCursor(Qt::PointingHandCursor);
        else if (m_hovered.isOnText)
            viewport()->setCursor(Qt::IBeamCursor);
        else
            viewport()->unsetCursor();
        return;
    }
    if (const Place place = placeAt(point); place.row >= 0)
        moveCaret(place.position, true);
    const bool outside = point.y() < 0 || point.y() >= viewport()->height();
    if (outside && m_dragTimer == 0)
        m_dragTimer = startTimer(std::chrono::milliseconds(50));
    else if (!outside && m_dragTimer != 0)
        killTimer(std::exchange(m_dragTimer, 0));
}

/// Dragging beyond the edge scrolls on.
void LogView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_dragTimer) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const QPoint point = viewport()->mapFromGlobal(QCursor::pos());
    const int beyond = point.y() < 0 ? point.y() : std::max(point.y() - viewport()->height(), 0);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + beyond / m_geometry.height + (beyond < 0 ? -1 : 1));
    if (const Place place = placeAt(point); place.row >= 0)
        moveCaret(place.position, true);
}

void LogView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    m_pressed.reset();
    if (m_dragTimer != 0)
        killTimer(std::exchange(m_dragTimer, 0));
    const QPoint point = event->position().toPoint();
    if (hasSelection() || (point - m_pressPoint).manhattanLength() >= QApplication::startDragDistance())
        return;
    const Place place = placeAt(point);
    if (const std::optional<Logs::LogLine> line = lineAt(place.row); line && place.link >= 0)
        openLink(line->links[place.link]);
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position().toPoint());
    const std::optional<Logs::LogLine> line = lineAt(place.row);
    if (event->button() != Qt::LeftButton || !line)
        return;
    const QString &text = line->text;
    int start = std::min(place.position.column, int(text.size()));
    int end = start;
    while (start > 0 && isWordCharacter(text[start - 1]))
        --start;
    while (end < text.size() && isWordCharacter(text[end]))
        ++end;
    m_selection = LogSelection{{place.position.number, start}, {place.position.number, end}};
    m_doubleClickedMs = QDateTime::currentMSecsSinceEpoch();
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::wheelEvent(QWheelEvent *event)
{
    const bool sideways = event->modifiers().testFlag(Qt::ShiftModifier)
        || std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y());
    if (!sideways) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const QPoint delta = event->angleDelta();
    scrollText(-(delta.x() != 0 ? delta.x() : delta.y()) * WheelTextStep / QWheelEvent::DefaultDeltasPerStep);
    event->accept();
}

// ── keyboard ─────────────────────────────────────────────────────────────────────────────────────

void LogView::keyPressEvent(QKeyEvent *event)
{
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        select ? moveCaretByRows(-1, true) : bar->triggerAction(QScrollBar::SliderSingleStepSub);
        return;
    case Qt::Key_Down:
        select ? moveCaretByRows(1, true) : bar->triggerAction(QScrollBar::SliderSingleStepAdd);
        return;
    case Qt::Key_PageUp:
        select ? moveCaretByRows(-bar->pageStep(), true) : bar->triggerAction(QScrollBar::SliderPageStepSub);
        return;
    case Qt::Key_PageDown:
        select ? moveCaretByRows(bar->pageStep(), true) : bar->triggerAction(QScrollBar::SliderPageStepAdd);
        return;
    case Qt::Key_Home:
        if (select && !control)
            moveCaretByColumns(-LogRowPainter::MaxPainted, true);
        else if (select)
            moveCaretByRows(-m_rows.count(), true);
        else
            bar->setValue(0);
        return;
    case Qt::Key_End:
        if (select && !control)
            moveCaretByColumns(LogRowPainter::MaxPainted, true);
        else if (select)
            moveCaretByRows(m_rows.count(), true);
        else
            setFollowing(true);
        return;
    case Qt::Key_Left:
        select ? moveCaretByColumns(-1, true) : scrollText(-KeyTextStep);
        return;
    case Qt::Key_Right:
        select ? moveCaretByColumns(1, true) : scrollText(KeyTextStep);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // The keyboard's way to a link: the one at the caret, else the first of its line.
        if (m_selection) {
            const std::optional<Logs::LogLine> line = lineAt(m_rows.rowOf(m_selection->caret.number));
            if (line && !line->links.isEmpty()) {
                const auto at = std::ranges::find_if(line->links, [&](const Logs::Link &link) {
                    return m_selection->caret.column >= link.start
                        && m_selection->caret.column <= link.start + link.length;
                });
                openLink(at == line->links.end() ? line->links.front() : *at);
                return;
            }
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void LogView::moveCaret(const LogPosition &to, bool select)
{
    if (!m_selection || !select)
        m_selection = LogSelection{m_selection && select ? m_selection->anchor : to, to};
    else
        m_selection->caret = to;
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::moveCaretByRows(int rows, bool select)
{
    if (m_rows.count() == 0)
        return;
    if (!m_selection)
        m_selection = LogSelection{{m_rows.numberAt(firstVisibleRow()), 0}, {m_rows.numberAt(firstVisibleRow()), 0}};
    const int row = m_rows.rowOf(m_selection->caret.number) + rows;
    LogPosition to{m_rows.numberAt(std::clamp(row, 0, m_rows.count() - 1)), m_selection->caret.column};
    if (const auto line = lineAt(m_rows.rowOf(to.number))) {
        const int length = int(line->text.size());
        to.column = row < 0 ? 0 : (row >= m_rows.count() ? length : std::min(to.column, length));
    }
    moveCaret(to, select);
    showCaret();
}

void LogView::moveCaretByColumns(int columns, bool select)
{
    if (!m_selection) {
        moveCaretByRows(0, select);
        if (!m_selection)
            return;
    }
    LogPosition to = m_selection->caret;
    const auto line = lineAt(m_rows.rowOf(to.number));
    to.column = std::clamp(to.column + columns, 0, line ? int(line->text.size()) : 0);
    moveCaret(to, select);
}

void LogView::showCaret()
{
    const int row = m_rows.rowOf(m_selection->caret.number);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(row);
    else if (row >= bar->value() + bar->pageStep())
        bar->setValue(row - bar->pageStep() + 1);
}

/// Lines that are gone are no longer selected.
void LogView::keepSelection()
{
    if (!m_selection)
        return;
    const qint64 first = m_store->firstNumber();
    if (m_selection->end().number < first || m_store->isEmpty()) {
        m_selection.reset();
        Q_EMIT selectionChanged();
        return;
    }
    for (LogPosition *position : {&m_selection->anchor, &m_selection->caret}) {
        if (position->number < first)
            *position = {first, 0};
        position->number = std::min(position->number, first + m_store->size() - 1);
    }
}

QString LogView::selectedText() const
{
    if (!m_store || !hasSelection())
        return {};
    const LogPosition start = m_selection->start();
    const LogPosition end = m_selection->end();
    QString text;
    for (int row = m_rows.rowOf(start.number); row < m_rows.count() && m_rows.numberAt(row) <= end.number; ++row) {
        const qint64 number = m_rows.numberAt(row);
        const int index = m_store->indexOf(number);
        if (index >= m_store->size())
            break;
        QString line = m_store->text(index);
        if (number == end.number)
            line.truncate(end.column);
        if (number == start.number)
            line.remove(0, start.column);
        if (number != start.number)
            text += u'\n';
        text += line;
    }
    return text;
}

void LogView::selectAll()
{
    if (m_rows.count() == 0)
        return;
    const qint64 last = m_rows.numberAt(m_rows.count() - 1);
    const int index = m_store->indexOf(last);
    m_selection =
        LogSelection{{m_rows.numberAt(0), 0}, {last, index < m_store->size() ? int(m_store->text(index).size()) : 0}};
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::copy() const
{
    if (!m_store)
        return;
    QApplication::clipboard()->setText(hasSelection() ? selectedText()
                                                      : m_store->toText(0, m_store->size(), m_timesVisible));
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    const Place place = event->reason() == QContextMenuEvent::Mouse ? placeAt(event->pos()) : Place();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (const std::optional<Logs::LogLine> line = lineAt(place.row); line && place.link >= 0) {
        const Logs::Link link = line->links[place.link];
        menu->addAction(link.kind == Logs::Link::Kind::Url ? tr("Open Address") : tr("Open in Editor"), this,
                        [this, link] { openLink(link); });
        menu->addSeparator();
    }
    setAvailable(menu->addAction(tr("Copy"), this, &LogView::copy), hasSelection(), tr("Nothing is selected."));
    menu->addAction(tr("Select All"), this, &LogView::selectAll);
    menu->popup(event->globalPos());
}

void LogView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace Spacewright::Ui
