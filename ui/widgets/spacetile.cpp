// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spacetile.h"

#include "widgets/theme.h"

#include <QLinearGradient>
#include <QPainter>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr std::array<std::pair<QLatin1StringView, Token>, 8> HubColors{{
    {"red"_L1, Token::HubRed},
    {"yellow"_L1, Token::HubYellow},
    {"green"_L1, Token::HubGreen},
    {"blue"_L1, Token::HubBlue},
    {"indigo"_L1, Token::HubIndigo},
    {"purple"_L1, Token::HubPurple},
    {"pink"_L1, Token::HubPink},
    {"gray"_L1, Token::HubGray},
}};
constexpr double EmojiShare = 0.6;
} // namespace

QFont emojiFont(int pixels)
{
    // Named, since fontconfig prefers a monochrome symbol font for the older emoji.
    QFont font(QStringList{u"Noto Color Emoji"_s, QFont().family()});
    font.setPixelSize(pixels);
    return font;
}

QStringList hubColorNames()
{
    QStringList names;
    for (const auto &[name, token] : HubColors)
        names << name;
    return names;
}

QColor hubColor(const QString &name)
{
    for (const auto &[known, token] : HubColors) {
        if (known == name)
            return color(token);
    }
    return color(Token::HubGray);
}

void paintSpaceTile(QPainter &painter, const QRect &rect, const SpaceLook &look, qreal radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient gradient(rect.topLeft(), rect.bottomRight());
    gradient.setColorAt(0, hubColor(look.colorFrom));
    gradient.setColorAt(1, hubColor(look.colorTo));
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(rect, radius, radius);
    if (!look.emoji.isEmpty()) {
        painter.setFont(emojiFont(std::max(1, qRound(rect.height() * EmojiShare))));
        painter.setPen(color(Token::OnAccent));
        painter.drawText(rect, Qt::AlignCenter, look.emoji);
    }
    painter.restore();
}

SpaceTile::SpaceTile(int size, const SpaceLook &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SpaceTile::setLook(const SpaceLook &look)
{
    m_look = look;
    update();
}

void SpaceTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSpaceTile(painter, rect(), m_look, m_size / 5.0);
}

} // namespace Spacewright::Ui
