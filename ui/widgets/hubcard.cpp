// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/hubcard.h"

#include "widgets/metrics.h"
#include "widgets/style/paint.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int CardRadius = 8;
constexpr int Padding = 14;
constexpr int ShadePercent = 38;
constexpr int Avatar = 16;
constexpr int Dot = 8;

QString initials(const QString &owner)
{
    return owner.left(2).toUpper();
}

void pill(QPainter &painter, const QRect &rect)
{
    Paint::box(painter, rect, rect.height() / 2.0, Theme::current().faded(Token::HubShade, ShadePercent));
}
} // namespace

HubCard::HubCard(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void HubCard::setContent(const HubCardContent &content)
{
    m_content = content;
    setAccessibleName(content.owner.isEmpty() ? content.title : tr("%1 by %2").arg(content.title, content.owner));
    setAccessibleDescription(content.shortDescription);
    update();
}

void HubCard::setMode(Mode mode)
{
    m_mode = mode;
    update();
}

void HubCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // as the Hub's page is
    if (m_mode == Mode::Card)
        paintCard(painter);
    else
        paintPageHeader(painter);
}

void HubCard::paintCard(QPainter &painter) const
{
    const SpaceLook plain{.emoji = {}, .colorFrom = m_content.look.colorFrom, .colorTo = m_content.look.colorTo};
    paintSpaceTile(painter, rect(), plain, CardRadius);
    painter.setRenderHint(QPainter::Antialiasing);

    const QFont caption = Ui::font(TextRole::Caption);
    const QFont title = Ui::font(TextRole::Title);
    const QFontMetrics captionMetrics(caption);
    const QFontMetrics titleMetrics(title);
    const QColor text = color(Token::OnAccent);
    const QRect inner = rect().adjusted(Padding, Padding - 2, -Padding, -Padding + 2);
    const int pillHeight = Metrics::current().chipSmall;

    painter.setFont(caption);
    painter.setPen(text);
    if (!m_content.stage.isEmpty()) {
        const int width = Dot + Gap::Icon + captionMetrics.horizontalAdvance(m_content.stage) + 16;
        const QRect at(inner.x(), inner.y(), width, pillHeight);
        pill(painter, at);
        // On the dark pill the dark scheme's tones are the ones that can be seen.
        const QColor dot = Theme::color(groupColors(m_content.group).text, Scheme::Dark);
        Paint::box(painter, QRectF(at.x() + 8, at.y() + (pillHeight - Dot) / 2.0, Dot, Dot), Dot / 2.0, dot);
        painter.setPen(text);
        painter.drawText(at.adjusted(8 + Dot + Gap::Icon, 0, 0, 0), Qt::AlignVCenter, m_content.stage);
    }
    if (m_content.likes) {
        const QString likes = u"♥ "_s + QLocale().toString(*m_content.likes);
        const int width = captionMetrics.horizontalAdvance(likes) + 16;
        const QRect at(inner.right() - width + 1, inner.y(), width, pillHeight);
        pill(painter, at);
        painter.setPen(text);
        painter.drawText(at, Qt::AlignCenter, likes);
    }

    const bool hasFoot = !m_content.owner.isEmpty() || !m_content.date.isEmpty();
    const int foot = inner.bottom() - pillHeight;
    const int descriptionTop = (hasFoot ? foot - 10 : inner.bottom()) - captionMetrics.height();
    painter.setPen(text);
    painter.setFont(title);
    const QFont emojiFont = Ui::emojiFont(titleMetrics.ascent());
    const int emojiWidth = m_content.look.emoji.isEmpty()
        ? 0
        : QFontMetrics(emojiFont).horizontalAdvance(m_content.look.emoji) + Gap::Control;
    const QRect titleRect(inner.x(), descriptionTop - titleMetrics.height(), inner.width(), titleMetrics.height());
    const QString shown = titleMetrics.elidedText(m_content.title, Qt::ElideRight, inner.width() - emojiWidth);
    painter.drawText(titleRect, Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter.setFont(emojiFont);
    painter.drawText(titleRect.adjusted(titleMetrics.horizontalAdvance(shown) + Gap::Control, 0, 0, 0),
                     Qt::AlignVCenter, m_content.look.emoji);
    painter.setFont(caption);
    painter.drawText(QRect(inner.x(), descriptionTop, inner.width(), captionMetrics.height()),
                     Qt::AlignVCenter | Qt::TextSingleLine,
                     captionMetrics.elidedText(m_content.shortDescription, Qt::ElideRight, inner.width()));

    const QRect footRow(inner.x(), foot, inner.width(), pillHeight);
    painter.drawText(footRow, Qt::AlignVCenter | Qt::AlignRight, m_content.date);
    if (m_content.owner.isEmpty())
        return;
    const QRect avatar(footRow.x(), footRow.y() + (footRow.height() - Avatar) / 2, Avatar, Avatar);
    pill(painter, avatar);
    QFont tiny = caption;
    tiny.setPixelSize(8);
    tiny.setWeight(QFont::DemiBold);
    painter.setPen(text);
    painter.setFont(tiny);
    painter.drawText(avatar, Qt::AlignCenter, initials(m_content.owner));
    painter.setFont(caption);
    painter.drawText(footRow.adjusted(Avatar + Gap::Control, 0, 0, 0), Qt::AlignVCenter, m_content.owner);
}

void HubCard::paintPageHeader(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    Paint::box(painter, rect(), CardRadius, color(Token::Surface), color(Token::Border));
    const QFont strong = Ui::font(TextRole::Strong);
    const QFontMetrics metrics(strong);
    const bool isMini = m_content.hasMiniHeader;
    const QString emoji = m_content.look.emoji;
    const int bar = Metrics::current().strip;
    const int icon = emoji.isEmpty() ? 0 : metrics.ascent() + Gap::Icon * 2;

    // The app's page: the whole width, or a column of it.
    const QRect page = rect().adjusted(1, isMini ? 1 : bar, -1, -1);
    const int side = m_content.isFullWidth || isMini ? 0 : page.width() / 6;
    const QRect app = page.adjusted(side + Padding, Padding, -side - Padding, -Padding);
    for (int row = 0; row < 3; ++row) {
        const int top = app.y() + row * (app.height() + Gap::Control) / 3;
        const int height = (app.height() - 2 * Gap::Control) / 3;
        Paint::box(painter, QRect(app.x(), top, row == 0 ? app.width() / 2 : app.width(), height), Radius::Control,
                   color(Token::Hover));
    }

    const QString name = m_content.owner.isEmpty() ? m_content.title : m_content.owner + " / "_L1 + m_content.title;
    const int room = width() - 2 * Padding - icon;
    const QString shown = metrics.elidedText(name, Qt::ElideRight, isMini ? room * 2 / 3 : room);
    QRect header = rect().adjusted(1, 1, -1, 0);
    header.setHeight(bar);
    if (isMini) {
        // A small header floats above the app.
        const int wide = metrics.horizontalAdvance(shown) + icon + 2 * Gap::Control;
        header = QRect(width() - wide - Gap::Control, Gap::Control, wide, Metrics::current().control);
        Paint::box(painter, header, Radius::Control, color(Token::Raised), color(Token::ButtonBorder));
    } else {
        painter.fillRect(QRect(1, bar, width() - 2, 1), color(Token::Border));
    }
    const QRect words = header.adjusted(isMini ? Gap::Control : Padding, 0, 0, 0);
    painter.setPen(color(Token::Text));
    if (!emoji.isEmpty()) {
        painter.setFont(Ui::emojiFont(metrics.ascent()));
        painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, emoji);
    }
    painter.setFont(strong);
    painter.drawText(words.adjusted(icon, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace Spacewright::Ui
