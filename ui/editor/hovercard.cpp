// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hovercard.h"

#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/severitycolors.h"
#include "widgets/style/paint.h"

#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QScreen>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int Width = 360;
constexpr int TextWidth = Width - 2 * Gap::Card - Metrics::Icon - Gap::Control;
constexpr qsizetype MostFixes = 2; // more are found in Problems
constexpr int Reach = 12; // px the pointer may stray from place and card before the card goes

QLabel *paragraph(const QString &text, TextRole role, Token token)
{
    auto *label = new QLabel(text);
    label->setFont(font(role));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color(token));
    label->setPalette(palette);
    return label;
}

enum class Side { Leading, Trailing };

/// Puts `widget` beside the ones before it, or below them where they leave no room.
void addInRow(QVBoxLayout *rows, QWidget *widget, Side side = Side::Leading)
{
    auto *row = rows->count() > 0 ? static_cast<QHBoxLayout *>(rows->itemAt(rows->count() - 1)->layout()) : nullptr;
    if (!row || row->sizeHint().width() + Gap::Control + widget->sizeHint().width() > TextWidth) {
        row = new QHBoxLayout;
        row->setSpacing(Gap::Control);
        row->addStretch();
        rows->addLayout(row);
    }
    row->insertWidget(side == Side::Leading ? row->count() - 1 : row->count(), widget);
}

/// A title that is wider than the card is cut, and stands whole in the tip.
void shorten(QPushButton *button)
{
    const int over = button->sizeHint().width() - TextWidth;
    if (over <= 0)
        return;
    const QString whole = button->text();
    const QFontMetrics metrics = button->fontMetrics();
    button->setText(metrics.elidedText(whole, Qt::ElideRight, metrics.horizontalAdvance(whole) - over));
    button->setToolTip(whole);
    button->setAccessibleName(whole);
}

/// An X server may not composite, so that round corners have to be cut.
bool cutsItsCorners()
{
    return QGuiApplication::platformName() == "xcb"_L1;
}

Qt::WindowFlags flagsFor(HoverCard::Mode mode)
{
    return mode == HoverCard::Mode::Keyboard ? Qt::Popup : Qt::ToolTip;
}
} // namespace

HoverCard::HoverCard(const Diagnostic &diagnostic, const QString &shortcut, Mode mode, QWidget *parent)
    : QFrame(parent, flagsFor(mode))
    , m_mode(mode)
{
    setObjectName(u"hoverCard"_s);
    if (!cutsItsCorners())
        setAttribute(Qt::WA_TranslucentBackground);
    setAccessibleName(severityText(diagnostic.severity) + u". "_s + diagnostic.message);
    setFixedWidth(Width);

    auto *glyph = new QLabel;
    const StageGroup group = severityGroup(diagnostic.severity);
    glyph->setPixmap(iconPixmap(severityIconName(group), color(severitySolidToken(diagnostic.severity)), Metrics::Icon,
                                devicePixelRatio()));
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(Gap::Group);
    for (const Fix &fix : diagnostic.fixes.first(std::min(diagnostic.fixes.size(), MostFixes))) {
        auto *button = new QPushButton(icon(u"sw-fix"_s), fix.title);
        button->setObjectName(u"fix"_s);
        setControlSize(button, ControlSize::Small);
        shorten(button);
        connect(button, &QPushButton::clicked, this, [this, fix] {
            Q_EMIT fixRequested(fix);
            hide();
        });
        addInRow(buttons, button);
        if (!m_first)
            m_first = button;
    }
    auto *explain = new QPushButton(tr("Explain"));
    explain->setObjectName(u"explain"_s);
    explain->setToolTip(tr("Shows the problem in Problems"));
    setButtonRole(explain, ButtonRole::Flat);
    setControlSize(explain, ControlSize::Small);
    connect(explain, &QPushButton::clicked, this, [this] {
        Q_EMIT showRequested();
        hide();
    });
    addInRow(buttons, explain);
    addInRow(buttons, paragraph(shortcut, TextRole::Caption, Token::Muted), Side::Trailing);
    if (!m_first)
        m_first = explain;

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(Gap::Card, Gap::FormRow, Gap::Card, Gap::FormRow);
    grid->setHorizontalSpacing(Gap::Control);
    grid->setVerticalSpacing(Gap::Group);
    grid->setColumnStretch(1, 1);
    grid->addWidget(glyph, 0, 0, Qt::AlignTop);
    grid->addWidget(paragraph(severityText(diagnostic.severity), TextRole::Strong, Token::Text), 0, 1);
    grid->addWidget(paragraph(diagnostic.message, TextRole::Body, Token::Text), 1, 1);
    if (!diagnostic.why.isEmpty())
        grid->addWidget(paragraph(diagnostic.why, TextRole::Body, Token::Muted), 2, 1);
    const QString origin = diagnostic.source.isEmpty()
        ? tr("Rule %1.").arg(diagnostic.rule)
        : tr("Rule %1. Source: %2.").arg(diagnostic.rule, diagnostic.source);
    grid->addWidget(paragraph(origin, TextRole::Caption, Token::Muted), 3, 1);
    grid->addLayout(buttons, 4, 1);
    grid->setRowMinimumHeight(4, Metrics::current().controlSmall + Gap::Group);
}

void HoverCard::showAt(const QRect &anchor)
{
    m_anchor = anchor;
    adjustSize();
    const QRect room = parentWidget()->screen()->availableGeometry();
    QPoint at = anchor.bottomLeft() + QPoint(0, Gap::Group);
    if (at.y() + height() > room.bottom())
        at.setY(anchor.top() - height() - Gap::Group);
    at.setX(qBound(room.left(), at.x(), room.right() - width()));
    move(at);
    show();
    if (m_mode == Mode::Keyboard)
        m_first->setFocus(Qt::PopupFocusReason);
    else
        qApp->installEventFilter(this);
}

bool HoverCard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::MouseMove: {
        const QPoint at = static_cast<QMouseEvent *>(event)->globalPosition().toPoint();
        const QRect near = geometry().united(m_anchor).adjusted(-Reach, -Reach, Reach, Reach);
        if (!near.contains(at))
            hide();
        break;
    }
    case QEvent::MouseButtonPress:
        if (!geometry().contains(static_cast<QMouseEvent *>(event)->globalPosition().toPoint()))
            hide();
        break;
    case QEvent::KeyPress:
    case QEvent::Wheel:
    case QEvent::WindowDeactivate:
        hide();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(watched, event);
}

void HoverCard::hideEvent(QHideEvent *event)
{
    qApp->removeEventFilter(this);
    QFrame::hideEvent(event);
    deleteLater();
}

void HoverCard::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (!cutsItsCorners())
        return;
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()), Radius::Card, Radius::Card);
    setMask(QRegion(shape.toFillPolygon().toPolygon()));
}

void HoverCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Paint::box(painter, rect(), Radius::Card, color(Token::Raised), color(Token::Border));
}

} // namespace Spacewright::Ui
