// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/firsterrorstrip.h"

#include "widgets/button.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/textline.h"
#include "widgets/theme.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

constexpr int BarWidth = 3;
constexpr int TextLeft = 38; // the icon's column, as in the card below

} // namespace

FirstErrorStrip::FirstErrorStrip(QWidget *parent)
    : QWidget(parent)
    , m_wayOut(makeButton({}, {}, ButtonRole::Filled, this))
{
    setControlSize(m_wayOut, ControlSize::Small);
    m_wayOut->hide();
    connect(m_wayOut, &QPushButton::clicked, this, &FirstErrorStrip::wayOutRequested);
    setObjectName(u"firstError"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FirstErrorStrip::setError(const Logs::FirstError &error)
{
    m_text = error.text;
    m_link = error.file.isEmpty()
        ? tr("Line %1 of the log").arg(QLocale().toString(error.number + 1))
        : tr("%1, line %2").arg(QFileInfo(error.file).fileName(), QLocale().toString(error.line));
    setToolTip(m_text.left(1000).toHtmlEscaped());
    setAccessibleName(tr("First error: %1").arg(m_text));
    setAccessibleDescription(m_link);
    update();
}

void FirstErrorStrip::setWayOut(const QString &text)
{
    m_wayOut->setVisible(!text.isEmpty());
    m_wayOut->setText(text);
    m_wayOut->resize(m_wayOut->sizeHint());
    const QSize size = m_wayOut->size();
    m_wayOut->setGeometry(
        placed({width() - size.width() - Gap::DockEdge, (height() - size.height()) / 2, size.width(), size.height()}));
    update();
}

void FirstErrorStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setWayOut(m_wayOut->isHidden() ? QString() : m_wayOut->text());
}

QSize FirstErrorStrip::sizeHint() const
{
    return {300, Metrics::current().strip};
}

QRect FirstErrorStrip::placed(const QRect &piece) const
{
    return QStyle::visualRect(layoutDirection(), rect(), piece);
}

QRect FirstErrorStrip::linkRect() const
{
    const int width = QFontMetrics(Ui::font(TextRole::Body)).horizontalAdvance(m_link);
    const int end =
        m_wayOut->isHidden() ? this->width() - Gap::PageEdge : placed(m_wayOut->geometry()).x() - Gap::DockEdge;
    return {end - width, 0, width, height()};
}

void FirstErrorStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::ErrorTint));
    painter.fillRect(placed({0, 0, BarWidth, height()}), color(Token::ErrorSolid));
    paintIcon(painter, placed({Gap::DockEdge, 0, Metrics::Icon + Gap::Icon, height()}), u"window-pin"_s,
              color(Token::ErrorSolid));

    const QFont strong = Ui::font(TextRole::Strong);
    painter.setFont(strong);
    painter.setPen(color(Token::ErrorText));
    const QString label = tr("First error");
    paintTextLine(painter, placed({TextLeft, 0, width() - TextLeft, height()}), Qt::AlignVCenter, label);
    const int textLeft = TextLeft + QFontMetrics(strong).horizontalAdvance(label) + Gap::Control;

    const QRect link = linkRect();
    painter.setFont(Ui::font(TextRole::CodeSmall));
    painter.setPen(color(Token::Text));
    const QRect text(textLeft, 0, link.left() - Gap::DockEdge - textLeft, height());
    paintTextLine(painter, placed(text), Qt::AlignVCenter,
                  painter.fontMetrics().elidedText(m_text, Qt::ElideRight, std::max(text.width(), 0)));
    painter.setFont(Ui::font(TextRole::Body));
    painter.setPen(color(Token::Accent));
    paintTextLine(painter, placed(link), Qt::AlignVCenter, m_link);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Token::Focus), 2));
        painter.drawRoundedRect(QRectF(placed(link)).adjusted(-Gap::Group, Gap::Icon, Gap::Group, -Gap::Icon),
                                Radius::Control, Radius::Control);
    }
}

void FirstErrorStrip::mouseMoveEvent(QMouseEvent *event)
{
    setCursor(placed(linkRect()).contains(event->position().toPoint()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FirstErrorStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && placed(linkRect()).contains(event->position().toPoint()))
        Q_EMIT activated();
}

void FirstErrorStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT activated();
    else
        QWidget::keyPressEvent(event);
}

} // namespace Spacewright::Ui
