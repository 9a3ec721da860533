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
    setAccessibleName(tr("%1 by %2").arg(content.title, content.owner));
    setAccessibleDescription(content.shortDescription);
    update();
}

void HubCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight); // as the Hub's page is
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

    const int foot = inner.bottom() - pillHeight;
    const int descriptionTop = foot - captionMetrics.height() - 10;
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
    painter.drawText(footRow, Qt::AlignVCenter | Qt::AlignRight, m_content.date);
}

} // namespace Spacewright::Ui
