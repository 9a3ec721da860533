// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hovercard.h"

#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/severitycolors.h"

#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int Width = 360;
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
    setAccessibleName(severityText(diagnostic.severity) + u". "_s + diagnostic.message);
    setFixedWidth(Width);

    auto *glyph = new QLabel;
    const StageGroup group = severityGroup(diagnostic.severity);
    glyph->setPixmap(iconPixmap(severityIconName(group), color(severitySolidToken(diagnostic.severity)), Metrics::Icon,
                                devicePixelRatio()));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Gap::Control);
    for (const Fix &fix : diagnostic.fixes) {
        auto *button = new QPushButton(icon(u"sw-fix"_s), fix.title);
        button->setObjectName(u"fix"_s);
        setControlSize(button, ControlSize::Small);
        connect(button, &QPushButton::clicked, this, [this, fix] {
            Q_EMIT fixRequested(fix);
            hide();
        });
        buttons->addWidget(button);
        if (!m_first)
            m_first = button;
    }
    auto *show = new QPushButton(tr("Show in Problems"));
    show->setObjectName(u"show"_s);
    setButtonRole(show, ButtonRole::Flat);
    setControlSize(show, ControlSize::Small);
    connect(show, &QPushButton::clicked, this, [this] {
        Q_EMIT showRequested();
        hide();
    });
    buttons->addWidget(show);
    buttons->addStretch();
    buttons->addWidget(paragraph(shortcut, TextRole::Caption, Token::Muted));
    if (!m_first)
        m_first = show;

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

void HoverCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(color(Token::Border));
    painter.setBrush(color(Token::Raised));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace Spacewright::Ui
