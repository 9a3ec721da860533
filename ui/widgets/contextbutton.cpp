// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/contextbutton.h"

#include "widgets/icon.h"
#include "widgets/style/paint.h"
#include "widgets/textline.h"

#include <QMenu>
#include <QPainter>
#include <QStyle>

namespace Spacewright::Ui {

namespace {
constexpr int TileSize = 20;
constexpr int Arrow = 16;
constexpr int Padding = 8;
} // namespace

ContextButton::ContextButton(const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_name(name)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(name);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (m_menu)
            m_menu->popup(mapToGlobal(QPoint(isRightToLeft() ? width() - m_menu->sizeHint().width() : 0, height())));
    });
}

void ContextButton::setRuns(const QList<Run> &runs)
{
    m_runs = runs;
    QString whole;
    for (const Run &run : runs)
        whole += run.text;
    setText(whole);
    setAccessibleName(tr("%1: %2").arg(m_name, whole.simplified()));
    updateGeometry();
    update();
}

void ContextButton::setIconName(const QString &iconName, std::optional<StageGroup> group)
{
    m_iconName = iconName;
    m_group = group;
    updateGeometry();
    update();
}

void ContextButton::setTile(const SpaceLook &look)
{
    m_tile = look;
    updateGeometry();
    update();
}

void ContextButton::setMenu(QMenu *menu)
{
    m_menu = menu;
    updateGeometry();
    update();
}

int ContextButton::iconExtent() const
{
    return m_tile ? TileSize : m_iconName.isEmpty() ? 0 : Metrics::Icon;
}

QSize ContextButton::sizeHint() const
{
    int width = 2 * Padding;
    if (iconExtent() > 0)
        width += iconExtent() + (m_runs.isEmpty() ? 0 : Gap::Icon);
    for (const Run &run : m_runs)
        width += QFontMetrics(Ui::font(run.role)).horizontalAdvance(run.text);
    if (m_menu)
        width += Gap::Group + Arrow;
    return {width, Metrics::current().control};
}

void ContextButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (isEnabled() && (underMouse() || isDown()))
        Paint::box(painter, rect(), Radius::Control, color(Token::Hover));
    const auto place = [this](int x, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height()));
    };
    int x = Padding;
    if (m_tile) {
        const QRect column = place(x, TileSize);
        paintSpaceTile(painter, QRect(column.x(), (height() - TileSize) / 2, TileSize, TileSize), *m_tile,
                       Radius::Control);
    } else if (!m_iconName.isEmpty()) {
        const QColor tint = !isEnabled() ? color(Token::Disabled)
            : m_group                    ? color(groupColors(*m_group).solid)
                                         : color(Token::Text);
        paintIcon(painter, place(x, Metrics::Icon), m_iconName, tint, Metrics::Icon);
    }
    if (iconExtent() > 0)
        x += iconExtent() + (m_runs.isEmpty() ? 0 : Gap::Icon);
    for (const Run &run : m_runs) {
        painter.setFont(Ui::font(run.role));
        painter.setPen(color(isEnabled() ? run.token : Token::Disabled));
        const int width = painter.fontMetrics().horizontalAdvance(run.text);
        paintTextLine(painter, place(x, width + 1), Qt::AlignVCenter, run.text);
        x += width;
    }
    if (m_menu)
        Paint::chevron(painter, place(x + Gap::Group, Arrow), Qt::DownArrow,
                       color(isEnabled() ? Token::Text : Token::Disabled));
}

} // namespace Spacewright::Ui
