// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/hovercard.h"

#include "editor/documentationnote.h"
#include "editor/fixpreview.h"
#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/severitycolors.h"
#include "widgets/style/paint.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
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
constexpr int KeyboardWidth = 480; // what a fix writes is to be read whole
constexpr qsizetype MostFixes = 6; // more are found in Problems
constexpr qsizetype MostFixesOnHover = 2;
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

int textWidth(HoverCard::Mode mode)
{
    const int width = mode == HoverCard::Mode::Keyboard ? KeyboardWidth : Width;
    return width - 2 * Gap::Card - Metrics::Icon - Gap::Control;
}

enum class Side { Leading, Trailing };

/// Puts `widget` beside the ones before it, or below them where they leave no room.
void addInRow(QVBoxLayout *rows, QWidget *widget, int width, Side side = Side::Leading)
{
    auto *row = rows->count() > 0 ? static_cast<QHBoxLayout *>(rows->itemAt(rows->count() - 1)->layout()) : nullptr;
    if (!row || row->sizeHint().width() + Gap::Control + widget->sizeHint().width() > width) {
        row = new QHBoxLayout;
        row->setSpacing(Gap::Control);
        row->addStretch();
        rows->addLayout(row);
    }
    row->insertWidget(side == Side::Leading ? row->count() - 1 : row->count(), widget);
}

/// A title that is wider than the card is cut, and stands whole in the tip.
void shorten(QPushButton *button, int width)
{
    const int over = button->sizeHint().width() - width;
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

HoverCard::HoverCard(HoverContent content, Mode mode, QWidget *parent)
    : QFrame(parent, flagsFor(mode))
    , m_content(std::move(content))
    , m_mode(mode)
{
    setObjectName(u"hoverCard"_s);
    if (!cutsItsCorners())
        setAttribute(Qt::WA_TranslucentBackground);
    setFixedWidth(mode == Mode::Keyboard ? KeyboardWidth : Width);
    setFocusPolicy(Qt::StrongFocus);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(Gap::Card, Gap::FormRow, Gap::Card, Gap::FormRow);
    grid->setHorizontalSpacing(Gap::Control);
    grid->setVerticalSpacing(Gap::Group);
    grid->setColumnStretch(1, 1);
    QStringList spoken;
    if (m_content.problem) {
        addProblem(*grid);
        spoken << severityText(m_content.problem->severity) << m_content.problem->message;
    }
    if (m_content.documentation) {
        if (m_content.problem) {
            auto *line = new QFrame;
            line->setFrameShape(QFrame::HLine);
            grid->addWidget(line, grid->rowCount(), 0, 1, 2);
        }
        grid->addWidget(new DocumentationNote(*m_content.documentation), grid->rowCount(), 0, 1, 2);
        spoken << m_content.documentation->title << m_content.documentation->text;
    }
    setAccessibleName(spoken.join(u". "_s));
}

HoverCard::~HoverCard() = default;

void HoverCard::addProblem(QGridLayout &grid)
{
    const Diagnostic &diagnostic = *m_content.problem;
    const int room = textWidth(m_mode);
    auto *glyph = new QLabel;
    const StageGroup group = severityGroup(diagnostic.severity);
    glyph->setPixmap(iconPixmap(severityIconName(group), color(severitySolidToken(diagnostic.severity)), Metrics::Icon,
                                devicePixelRatio()));
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(Gap::Group);
    const qsizetype most = m_mode == Mode::Keyboard ? MostFixes : MostFixesOnHover;
    for (const Fix &fix : diagnostic.fixes.first(std::min(diagnostic.fixes.size(), most)))
        addInRow(buttons, makeFixButton(fix), room);
    if (m_content.suppression && m_mode == Mode::Keyboard) {
        QPushButton *suppress = makeFixButton(*m_content.suppression);
        suppress->setObjectName(u"suppress"_s);
        suppress->setIcon({});
        setButtonRole(suppress, ButtonRole::Flat);
        addInRow(buttons, suppress, room);
    }
    auto *explain = new QPushButton(tr("Explain"));
    explain->setObjectName(u"explain"_s);
    explain->setToolTip(tr("Shows the problem in Problems"));
    explain->setAutoDefault(true);
    setButtonRole(explain, ButtonRole::Flat);
    setControlSize(explain, ControlSize::Small);
    connect(explain, &QPushButton::clicked, this, [this] {
        Q_EMIT showRequested();
        hide();
    });
    addInRow(buttons, explain, room);
    m_ways.append(explain);
    if (!m_content.shortcut.isEmpty())
        addInRow(buttons, paragraph(m_content.shortcut, TextRole::Caption, Token::Muted), room, Side::Trailing);

    m_preview = new QWidget;
    m_preview->setObjectName(u"preview"_s);
    m_preview->hide();
    auto *rows = new QVBoxLayout(m_preview);
    rows->setContentsMargins(0, Gap::Group, 0, 0);
    rows->setSpacing(Gap::Group);

    grid.addWidget(glyph, 0, 0, Qt::AlignTop);
    grid.addWidget(paragraph(severityText(diagnostic.severity), TextRole::Strong, Token::Text), 0, 1);
    grid.addWidget(paragraph(diagnostic.message, TextRole::Body, Token::Text), 1, 1);
    if (!diagnostic.why.isEmpty())
        grid.addWidget(paragraph(diagnostic.why, TextRole::Body, Token::Muted), 2, 1);
    const QString origin = diagnostic.source.isEmpty()
        ? tr("Rule %1.").arg(diagnostic.rule)
        : tr("Rule %1. Source: %2.").arg(diagnostic.rule, diagnostic.source);
    grid.addWidget(paragraph(origin, TextRole::Caption, Token::Muted), 3, 1);
    grid.addLayout(buttons, 4, 1);
    grid.setRowMinimumHeight(4, Metrics::current().controlSmall + Gap::Group);
    grid.addWidget(m_preview, 5, 0, 1, 2);
}

QPushButton *HoverCard::makeFixButton(const Fix &fix)
{
    auto *button = new QPushButton(icon(u"sw-fix"_s), fix.title);
    button->setObjectName(u"fix"_s);
    button->setAutoDefault(true); // Enter presses it
    setControlSize(button, ControlSize::Small);
    shorten(button, textWidth(m_mode));
    connect(button, &QPushButton::clicked, this, [this, fix] {
        Q_EMIT fixRequested(fix);
        hide();
    });
    m_ways.append(button);
    m_fixes.insert(button, fix);
    return button;
}

void HoverCard::showPreview(const Fix &fix)
{
    QLayout *rows = m_preview->layout();
    while (QLayoutItem *item = rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QList<FilePreview> previews = m_content.preview ? m_content.preview(fix) : QList<FilePreview>();
    for (const FilePreview &preview : previews) {
        if (preview.file != m_content.problem->file)
            rows->addWidget(paragraph(tr("In %1").arg(preview.file), TextRole::Caption, Token::Muted));
        auto *change = new DiffView;
        change->setRows(preview.rows);
        rows->addWidget(change);
    }
    // Shown at once, so that they count in the size.
    const QList<QWidget *> parts = m_preview->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
    for (QWidget *part : parts)
        part->show();
    m_preview->setVisible(rows->count() > 0);
    m_preview->updateGeometry();
    fit();
    if (m_mode == Mode::Keyboard)
        place(); // below the pointer nothing may move away
}

void HoverCard::fit()
{
    layout()->invalidate();
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

void HoverCard::place()
{
    const QRect room = parentWidget()->screen()->availableGeometry();
    QPoint at = m_anchor.bottomLeft() + QPoint(0, Gap::Group);
    if (at.y() + height() > room.bottom())
        at.setY(std::max(room.top(), m_anchor.top() - height() - Gap::Group));
    at.setX(qBound(room.left(), at.x(), room.right() - width()));
    move(at);
}

void HoverCard::showAt(const QRect &anchor)
{
    m_anchor = anchor;
    fit();
    place();
    show();
    for (QPushButton *way : std::as_const(m_ways)) {
        if (m_mode == Mode::Keyboard)
            way->installEventFilter(this);
    }
    if (m_mode == Mode::Keyboard)
        (m_ways.isEmpty() ? static_cast<QWidget *>(this) : m_ways.first())->setFocus(Qt::PopupFocusReason);
    else
        qApp->installEventFilter(this);
}

void HoverCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

bool HoverCard::eventFilter(QObject *watched, QEvent *event)
{
    const bool isOnWay = event->type() == QEvent::FocusIn || event->type() == QEvent::Enter;
    if (const auto fix = m_fixes.constFind(watched); isOnWay && fix != m_fixes.cend())
        showPreview(*fix);
    if (m_mode == Mode::Keyboard)
        return stepsOn(watched, event) || QFrame::eventFilter(watched, event);
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

bool HoverCard::stepsOn(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const qsizetype at = m_ways.indexOf(static_cast<QPushButton *>(watched));
    const qsizetype count = m_ways.size();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
    case Qt::Key_Right:
        m_ways.at((at + 1) % count)->setFocus(Qt::TabFocusReason);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Left:
        m_ways.at((at + count - 1) % count)->setFocus(Qt::BacktabFocusReason);
        return true;
    default:
        return false;
    }
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
