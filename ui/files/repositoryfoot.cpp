// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/repositoryfoot.h"

#include "base/clock.h"
#include "widgets/metrics.h"
#include "widgets/textline.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int BarHeight = 4;
constexpr int LeastFill = 2; // px, so that a small repository is not shown as none
constexpr int Warning = 80; // percent

Token fillToken(qint64 bytes)
{
    if (bytes > RepositoryFoot::Limit)
        return Token::ErrorSolid;
    return bytes > RepositoryFoot::Limit / 100 * Warning ? Token::TransientSolid : Token::AccentFill;
}
} // namespace

RepositoryFoot::RepositoryFoot(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"repositoryFoot"_s);
    setToolTip(tr("What git would keep of this Space. The Hub allows 1 GB without LFS storage of your own."));
    setSize(-1);
}

void RepositoryFoot::setSize(qint64 bytes)
{
    m_bytes = bytes;
    setAccessibleName(tr("Repository: %1").arg(figures()));
    update();
}

QString RepositoryFoot::figures() const
{
    return m_bytes < 0 ? tr("counting") : tr("%1 of 1 GB").arg(bytesText(m_bytes));
}

QSize RepositoryFoot::sizeHint() const
{
    return {0, Metrics::current().header};
}

void RepositoryFoot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
    painter.fillRect(0, 0, width(), 1, color(Token::Border));
    painter.setFont(tabular(Ui::font(TextRole::Caption)));
    painter.setPen(color(Token::Muted));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect room = rect().adjusted(Gap::Control, 1, -Gap::Control, 0);
    const QString name = tr("Repository");
    const QString text = figures();
    paintTextLine(painter, room, Qt::AlignLeft | Qt::AlignVCenter, name);
    paintTextLine(painter, room, Qt::AlignRight | Qt::AlignVCenter, text);

    const int left = room.left() + metrics.horizontalAdvance(name) + Gap::Control;
    const int right = room.right() - metrics.horizontalAdvance(text) - Gap::Control;
    const QRect bar(left, room.center().y() - BarHeight / 2 + 1, right - left, BarHeight);
    if (m_bytes < 0 || bar.width() < LeastFill)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Hover));
    painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), bar), BarHeight / 2.0, BarHeight / 2.0);
    const double share = std::min(1.0, static_cast<double>(m_bytes) / static_cast<double>(Limit));
    QRect fill = bar;
    fill.setWidth(std::max(LeastFill, static_cast<int>(share * bar.width())));
    painter.setBrush(color(fillToken(m_bytes)));
    painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), fill), BarHeight / 2.0, BarHeight / 2.0);
}

} // namespace Spacewright::Ui
