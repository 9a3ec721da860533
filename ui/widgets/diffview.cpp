// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/diffview.h"

#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int Edge = 8;
constexpr int SignWidth = 20;

struct Colors {
    Token text;
    Token row;
    Token strong;
    QString sign;
};

Colors colorsOf(DiffRow::Kind kind)
{
    switch (kind) {
    case DiffRow::Kind::Added:
        return {Token::DiffAddText, Token::DiffAddTint, Token::DiffAddStrong, u"+"_s};
    case DiffRow::Kind::Removed:
        return {Token::DiffDelText, Token::DiffDelTint, Token::DiffDelStrong, u"−"_s};
    case DiffRow::Kind::Same:
        break;
    }
    return {Token::Muted, Token::Raised, Token::Raised, {}};
}

QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    return lines;
}

template<typename List>
qsizetype commonStart(const List &a, const List &b)
{
    return std::ranges::mismatch(a, b).in1 - a.begin();
}

template<typename List>
qsizetype commonEnd(const List &a, const List &b, qsizetype start)
{
    qsizetype common = 0;
    while (start + common < std::min(a.size(), b.size()) && a[a.size() - 1 - common] == b[b.size() - 1 - common])
        ++common;
    return common;
}

void markChange(DiffRow &before, DiffRow &after)
{
    const qsizetype start = commonStart(before.text, after.text);
    const qsizetype end = commonEnd(before.text, after.text, start);
    for (DiffRow *row : {&before, &after}) {
        row->changedStart = start;
        row->changedLength = row->text.size() - start - end;
    }
}
} // namespace

QList<DiffRow> diffRows(const QString &before, const QString &after)
{
    const QStringList old = linesOf(before);
    const QStringList now = linesOf(after);
    const qsizetype start = commonStart(old, now);
    const qsizetype end = commonEnd(old, now, start);
    const qsizetype removed = old.size() - start - end;
    const qsizetype added = now.size() - start - end;
    QList<DiffRow> rows;
    if (removed == 0 && added == 0)
        return rows;
    const auto number = [](qsizetype index) { return int(index) + 1; };
    if (start > 0)
        rows.append({DiffRow::Kind::Same, number(start - 1), number(start - 1), old[start - 1]});
    for (qsizetype i = start; i < start + removed; ++i)
        rows.append({DiffRow::Kind::Removed, number(i), 0, old[i]});
    for (qsizetype i = start; i < start + added; ++i)
        rows.append({DiffRow::Kind::Added, 0, number(i), now[i]});
    if (removed == 1 && added == 1)
        markChange(rows[rows.size() - 2], rows.last());
    return rows;
}

DiffView::DiffView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    setAccessibleName(tr("Change"));
}

void DiffView::setRows(const QList<DiffRow> &rows)
{
    m_rows = rows;
    QStringList spoken;
    for (const DiffRow &row : rows) {
        switch (row.kind) {
        case DiffRow::Kind::Added:
            spoken << tr("added: %1").arg(row.text);
            break;
        case DiffRow::Kind::Removed:
            spoken << tr("removed: %1").arg(row.text);
            break;
        case DiffRow::Kind::Same:
            spoken << row.text;
            break;
        }
    }
    setAccessibleDescription(spoken.join(u'\n'));
    updateGeometry();
    update();
}

QList<int DiffRow::*> DiffView::numberColumns() const
{
    QList<int DiffRow::*> columns;
    const auto addWhere = [&](DiffRow::Kind kind, int DiffRow::*number) {
        const bool has =
            std::ranges::any_of(m_rows, [&](const DiffRow &row) { return row.kind == kind && row.*number > 0; });
        if (has)
            columns << number;
    };
    addWhere(DiffRow::Kind::Removed, &DiffRow::before);
    addWhere(DiffRow::Kind::Added, &DiffRow::after);
    return columns;
}

int DiffView::numberWidth(const QFontMetrics &metrics) const
{
    int largest = 0;
    for (const DiffRow &row : m_rows)
        largest = std::max({largest, row.before, row.after});
    return metrics.horizontalAdvance(u'0') * std::max(2, int(QString::number(largest).size()));
}

QSize DiffView::sizeHint() const
{
    const QFontMetrics metrics(Ui::font(TextRole::CodeSmall));
    int text = 0;
    for (const DiffRow &row : m_rows)
        text = std::max(text, metrics.horizontalAdvance(row.text));
    return {2 * Edge + int(numberColumns().size()) * (numberWidth(metrics) + Edge) + SignWidth + text,
            int(m_rows.size()) * Metrics::current().logRow};
}

QSize DiffView::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void DiffView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QStringList lines;
    if (width() < sizeHint().width()) {
        for (const DiffRow &row : std::as_const(m_rows))
            lines << row.text;
    }
    setToolTip(lines.join(u'\n'));
}

void DiffView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // code runs that way in every language
    painter.setFont(Ui::font(TextRole::CodeSmall));
    const int height = Metrics::current().logRow;
    for (int i = 0; i < m_rows.size(); ++i)
        paintRow(painter, QRect(0, i * height, width(), height), m_rows.at(i));
}

void DiffView::paintRow(QPainter &painter, const QRect &rect, const DiffRow &row) const
{
    const auto [text, tint, strong, sign] = colorsOf(row.kind);
    const QFontMetrics metrics = painter.fontMetrics();
    const int number = numberWidth(metrics);
    if (row.kind != DiffRow::Kind::Same)
        painter.fillRect(rect, color(tint));

    int x = Edge;
    painter.setPen(color(row.kind == DiffRow::Kind::Same ? Token::Muted : text));
    const QList<int DiffRow::*> columns = numberColumns();
    for (int DiffRow::*column : columns) {
        if (const int line = row.*column; line > 0)
            painter.drawText(QRect(x, rect.y(), number, rect.height()), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(line));
        x += number + Edge;
    }
    painter.drawText(QRect(x, rect.y(), SignWidth - Edge, rect.height()), Qt::AlignHCenter | Qt::AlignVCenter, sign);
    x += SignWidth;
    if (row.changedLength > 0) {
        const int before = metrics.horizontalAdvance(row.text.left(row.changedStart));
        const int changed = metrics.horizontalAdvance(row.text.mid(row.changedStart, row.changedLength));
        painter.fillRect(QRect(x + before, rect.y() + 1, changed, rect.height() - 2), color(strong));
    }
    painter.setPen(color(Token::Text));
    const QRect room(x, rect.y(), std::max(0, rect.width() - x - Edge), rect.height());
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(row.text, Qt::ElideRight, room.width()));
}

} // namespace Spacewright::Ui
