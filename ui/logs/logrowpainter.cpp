// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logrowpainter.h"

#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QDateTime>
#include <QPainter>
#include <QTextOption>

#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

constexpr int BarWidth = 3;
constexpr int TimeWidth = 82;
constexpr int LevelWidth = 20;
constexpr int TextLeft = 108;
constexpr int TabColumns = 8;

// Source: design/visual.md §3. Chart and stage tokens, never raw ANSI; black and white are the text itself.
constexpr std::array ansiTokens{Token::Text,        Token::ErrorText,  Token::RunningText, Token::TransientText,
                                Token::SynFunction, Token::Chart4,     Token::Accent,      Token::Text,
                                Token::LogDebug,    Token::ErrorText,  Token::RunningText, Token::TransientText,
                                Token::SynFunction, Token::AsleepText, Token::Accent,      Token::Text};
static_assert(ansiTokens.size() == 16);

Token levelToken(Logs::Level level)
{
    switch (level) {
    case Logs::Level::Debug:
        return Token::LogDebug;
    case Logs::Level::Info:
        return Token::LogInfo;
    case Logs::Level::Own:
        return Token::LogOwn;
    case Logs::Level::Warning:
        return Token::LogWarning;
    case Logs::Level::Error:
        return Token::LogError;
    }
    Q_UNREACHABLE_RETURN(Token::Text);
}

QString levelLetter(Logs::Level level)
{
    switch (level) {
    case Logs::Level::Debug:
        return u"D"_s;
    case Logs::Level::Info:
        return {};
    case Logs::Level::Own:
        return u"◆"_s;
    case Logs::Level::Warning:
        return u"W"_s;
    case Logs::Level::Error:
        return u"E"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QTextCharFormat formatOf(Logs::Style style)
{
    QTextCharFormat format;
    if (style.colour >= 0 && size_t(style.colour) < ansiTokens.size())
        format.setForeground(color(ansiTokens[size_t(style.colour)]));
    else if (style.flags & Logs::Style::Dim)
        format.setForeground(color(Token::Muted));
    if (style.flags & Logs::Style::Bold)
        format.setFontWeight(QFont::DemiBold);
    if (style.flags & Logs::Style::Italic)
        format.setFontItalic(true);
    if (style.flags & Logs::Style::Underline)
        format.setFontUnderline(true);
    return format;
}

/// `start` and `end` as a piece of the row's height.
QRectF piece(const QTextLine &line, const QRect &row, qreal textX, int start, int end)
{
    const qreal left = line.cursorToX(start);
    return {textX + left, qreal(row.top()), line.cursorToX(end) - left, qreal(row.height())};
}

} // namespace

LogRowGeometry LogRowGeometry::of(bool withTimes)
{
    LogRowGeometry geometry;
    geometry.height = Metrics::current().logRow;
    // A larger font needs more room than the picture has.
    const int time = QFontMetrics(font(TextRole::CodeSmall)).horizontalAdvance(u"00:00:00"_s);
    geometry.levelLeft =
        withTimes ? std::max(TextLeft - LevelWidth, geometry.timeLeft + time + Gap::DockEdge) : geometry.timeLeft;
    geometry.textLeft = geometry.levelLeft + LevelWidth;
    return geometry;
}

QString LogRowPainter::painted(const Logs::LogLine &line)
{
    return line.text.size() <= MaxPainted ? line.text : QString(line.text.left(MaxPainted) + u'…');
}

std::unique_ptr<QTextLayout> LogRowPainter::layout(const Logs::LogLine &line)
{
    const QString text = painted(line);
    const QFont textFont = font(TextRole::CodeSmall);
    auto layout = std::make_unique<QTextLayout>(text, textFont);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight); // a log reads from left to right in every language
    option.setTabStopDistance(QFontMetricsF(textFont).horizontalAdvance(u' ') * TabColumns);
    layout->setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const Logs::Span &span : line.spans) {
        if (span.start < text.size())
            formats.append({span.start, span.length, formatOf(span.style)});
    }
    for (const Logs::Link &link : line.links) {
        QTextCharFormat format;
        format.setForeground(color(Token::Accent));
        format.setFontUnderline(true);
        if (link.start < text.size())
            formats.append({link.start, link.length, format});
    }
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
    return layout;
}

void LogRowPainter::paint(QPainter &painter, const Logs::LogLine &line, const LogRowGeometry &geometry,
                          const LogRowState &state) const
{
    const QRect &rect = state.rect;
    const QColor background = color(state.isFirstError ? Token::ErrorTint : Token::Surface);
    if (state.isFirstError)
        painter.fillRect(rect, background);
    if (line.level == Logs::Level::Warning || line.level == Logs::Level::Error) {
        painter.fillRect(rect.left(), rect.top(), BarWidth, rect.height(),
                         color(line.level == Logs::Level::Error ? Token::ErrorSolid : Token::TransientSolid));
    }

    QFont code = font(TextRole::CodeSmall);
    painter.setFont(code);
    if (geometry.levelLeft > geometry.timeLeft) {
        painter.setPen(color(Token::Muted));
        painter.drawText(QRect(rect.left() + geometry.timeLeft, rect.top(), TimeWidth, rect.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         QDateTime::fromMSecsSinceEpoch(line.timeMs).toString(u"HH:mm:ss"_s));
    }
    painter.setPen(color(levelToken(line.level)));
    if (const QString letter = levelLetter(line.level); !letter.isEmpty()) {
        QFont bold = code;
        bold.setWeight(QFont::Bold);
        painter.setFont(bold);
        painter.drawText(QRect(rect.left() + geometry.levelLeft, rect.top(), LevelWidth, rect.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, letter);
        painter.setFont(code);
    }

    const QRect textRect = rect.adjusted(geometry.textLeft, 0, 0, 0);
    painter.save();
    painter.setClipRect(textRect);
    const std::unique_ptr<QTextLayout> laidOut = layout(line);
    const QTextLine textLine = laidOut->lineAt(0);
    const qreal x = textRect.left() - state.scrolled;
    const int length = int(laidOut->text().size());
    for (const Logs::Hit &hit : state.hits) {
        const QRectF box =
            piece(textLine, rect, x, std::min(hit.start, length), std::min(hit.start + hit.length, length));
        painter.fillRect(box, color(Token::SearchHit));
        if (state.isCurrentHit) {
            painter.setPen(color(Token::TransientSolid));
            painter.drawRect(box.adjusted(0, 0, -1, -1));
        }
    }
    if (state.selectionStart >= 0 && state.selectionEnd > state.selectionStart) {
        QRectF box =
            piece(textLine, rect, x, std::min(state.selectionStart, length), std::min(state.selectionEnd, length));
        if (state.selectionEnd > length)
            box.setRight(box.right() + QFontMetrics(code).horizontalAdvance(u' '));
        painter.fillRect(box, color(state.hasFocus ? Token::Selection : Token::SelectionIdle));
    }
    painter.setPen(color(levelToken(line.level)));
    const qreal y = rect.top() + (rect.height() - textLine.height()) / 2;
    laidOut->draw(&painter, QPointF(x, y));
    if (state.caret >= 0)
        painter.fillRect(
            QRectF(x + textLine.cursorToX(std::min(state.caret, length)), rect.top() + 1, 1, rect.height() - 2),
            color(Token::Text));

    qreal end = x + textLine.naturalTextWidth();
    if (line.repeats > 1) {
        const QString count = u"× "_s + QString::number(line.repeats);
        painter.setFont(tabular(font(TextRole::Chip)));
        const int width = painter.fontMetrics().horizontalAdvance(count) + 2 * Gap::Icon;
        const int height = std::min(Metrics::current().count, rect.height());
        const QRectF pill(end + Gap::DockEdge, rect.top() + (rect.height() - height) / 2.0, width, height);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Hover));
        painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
        painter.setPen(color(Token::Text));
        painter.drawText(pill, Qt::AlignCenter, count);
        end = pill.right();
    }
    if (end > textRect.right() + 1) {
        painter.setFont(code);
        const int width = painter.fontMetrics().horizontalAdvance(u'…') + 2;
        const QRect edge(rect.right() + 1 - width, rect.top(), width, rect.height());
        painter.fillRect(edge, background);
        painter.setPen(color(levelToken(line.level)));
        painter.drawText(edge, Qt::AlignRight | Qt::AlignVCenter, u"…"_s);
    }
    painter.restore();
}

} // namespace Spacewright::Ui
