// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/countpill.h"

#include "widgets/metrics.h"
#include "widgets/style/paint.h"

#include <QLocale>
#include <QPainter>
#include <QTabBar>

namespace Spacewright::Ui {

namespace {
constexpr int Padding = 5;

QFont pillFont()
{
    QFont font = tabular(Ui::font(TextRole::Chip));
    if (font.pointSizeF() > 2)
        font.setPointSizeF(font.pointSizeF() - 1);
    return font;
}

/// Text and tint.
std::pair<Token, Token> colorsOf(std::optional<StageGroup> group)
{
    if (!group)
        return {Token::Text, Token::Hover};
    if (*group == StageGroup::None)
        return {Token::Accent, Token::AccentTint};
    const GroupColors colors = groupColors(*group);
    return {colors.text, colors.tint};
}
} // namespace

int pillWidth(const QString &text)
{
    return std::max(Metrics::current().count, QFontMetrics(pillFont()).horizontalAdvance(text) + 2 * Padding);
}

void paintPill(QPainter &painter, const QRect &rect, const QString &text, std::optional<StageGroup> group)
{
    const auto [front, tint] = colorsOf(group);
    Paint::box(painter, rect, rect.height() / 2.0, color(tint));
    painter.setFont(pillFont());
    painter.setPen(color(front));
    painter.drawText(rect, Qt::AlignCenter, text);
}

CountPill::CountPill(int count, std::optional<StageGroup> group, QWidget *parent)
    : QWidget(parent)
    , m_count(count)
    , m_group(group)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    setCount(count, group);
}

void CountPill::setCount(int count, std::optional<StageGroup> group)
{
    m_count = count;
    m_group = group;
    setAccessibleName(QString::number(count));
    updateGeometry();
    update();
}

QSize CountPill::sizeHint() const
{
    return {pillWidth(QLocale().toString(m_count)), Metrics::current().count};
}

void CountPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(painter, rect(), QLocale().toString(m_count), m_group);
}

void setTabCount(QTabBar *tabs, int index, int count, std::optional<StageGroup> group)
{
    auto *pill = qobject_cast<CountPill *>(tabs->tabButton(index, QTabBar::RightSide));
    if (count <= 0) {
        if (pill) {
            tabs->setTabButton(index, QTabBar::RightSide, nullptr);
            pill->deleteLater();
        }
        return;
    }
    if (!pill) {
        pill = new CountPill(count, group, tabs);
        pill->resize(pill->sizeHint());
        tabs->setTabButton(index, QTabBar::RightSide, pill);
        return;
    }
    pill->setCount(count, group);
    if (pill->size() != pill->sizeHint()) {
        // The tab bar asks for the width again only when the button is set anew.
        pill->resize(pill->sizeHint());
        tabs->setTabButton(index, QTabBar::RightSide, pill);
    }
}

} // namespace Spacewright::Ui
