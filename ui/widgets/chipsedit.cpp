// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/chipsedit.h"

#include "widgets/controls.h"
#include "widgets/flowlayout.h"
#include "widgets/metrics.h"
#include "widgets/style/paint.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QRegularExpression>
#include <QtMath>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int ChipPadding = Gap::Control;
constexpr int CrossRoom = 12;
constexpr int InputWidth = 96;

/// A text on a tint; a click takes it away.
class Chip final : public QAbstractButton {
public:
    Chip(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setAccessibleName(text);
        setAccessibleDescription(ChipsEdit::tr("Delete removes it."));
        setToolTip(toolTipText(text, {}, ChipsEdit::tr("Click to remove.")));
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
    }

    QSize sizeHint() const override
    {
        // Whole pixels, or the last letters would be elided.
        const QFontMetricsF metrics(Ui::font(TextRole::Body));
        return {qCeil(metrics.horizontalAdvance(text())) + 1 + 2 * ChipPadding + Gap::Icon + CrossRoom,
                Metrics::current().tag};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setFont(Ui::font(TextRole::Body));
        Paint::box(painter, rect(), Radius::Tag, isEnabled() ? color(Token::AccentTint) : QColor(),
                   isEnabled() ? QColor() : color(Token::Border));
        if (hasFocus())
            Paint::focusRing(painter, rect(), Radius::Tag);
        const bool mirrored = isRightToLeft();
        const QRect cross(mirrored ? ChipPadding : width() - ChipPadding - CrossRoom, 0, CrossRoom, height());
        const QRect label = mirrored ? rect().adjusted(ChipPadding + CrossRoom + Gap::Icon, 0, -ChipPadding, 0)
                                     : rect().adjusted(ChipPadding, 0, -(ChipPadding + CrossRoom + Gap::Icon), 0);
        painter.setPen(color(isEnabled() ? Token::Text : Token::Disabled));
        painter.drawText(label, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, label.width()));
        const Token strokes = !isEnabled() ? Token::Disabled : underMouse() ? Token::Text : Token::Muted;
        Paint::cross(painter, cross, color(strokes), 7);
    }
};
} // namespace

ChipsEdit::ChipsEdit(QWidget *parent)
    : QWidget(parent)
    , m_input(new QLineEdit)
    , m_flow(new FlowLayout(Gap::Group, 0, this))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_flow->setContentsMargins(3, 3, 3, 3);
    m_input->setFrame(false);
    m_input->setMinimumWidth(InputWidth);
    m_input->setFixedHeight(Metrics::current().tag);
    m_input->installEventFilter(this);
    QPalette clear = m_input->palette();
    clear.setBrush(QPalette::Base, Qt::transparent);
    m_input->setPalette(clear);
    m_flow->addWidget(m_input);
    setFocusProxy(m_input);
    connect(m_input, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.contains(u',') || text.contains(u'\n'))
            takeTyped();
    });
    connect(m_input, &QLineEdit::returnPressed, this, &ChipsEdit::takeTyped);
}

void ChipsEdit::setItems(const QStringList &items)
{
    if (items == m_items)
        return;
    m_items = items;
    showItems();
}

void ChipsEdit::setPlaceholderText(const QString &text)
{
    m_placeholder = text;
    m_input->setPlaceholderText(m_items.isEmpty() ? text : QString());
}

void ChipsEdit::takeTyped()
{
    const QString typed = m_input->text();
    m_input->clear();
    add(typed);
}

void ChipsEdit::showItems()
{
    // The chips are told apart by their place, so those that stay keep the focus.
    while (m_chips.size() > m_items.size()) {
        QWidget *chip = m_chips.takeLast();
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (i < m_chips.size() && static_cast<Chip *>(m_chips.at(i))->text() == m_items.at(i))
            continue;
        if (i < m_chips.size()) {
            QWidget *old = m_chips.takeAt(i);
            m_flow->removeWidget(old);
            old->hide();
            old->deleteLater();
        }
        auto *chip = new Chip(m_items.at(i), this);
        chip->installEventFilter(this);
        connect(chip, &QAbstractButton::clicked, this, [this, chip] { removeAt(indexOf(chip)); });
        m_chips.insert(i, chip);
        m_flow->insertWidget(int(i), chip);
        chip->show();
    }
    // The input keeps its place among the others; the chips come in front of it.
    QWidget *before = m_input;
    for (QWidget *chip : std::as_const(m_chips)) {
        setTabOrder(before, chip);
        before = chip;
    }
    if (before != m_input)
        setTabOrder(before, m_input);
    setPlaceholderText(m_placeholder);
    m_flow->invalidate();
    updateGeometry();
}

void ChipsEdit::add(const QString &typed)
{
    static const QRegularExpression separators(u"[,\\n]"_s);
    QStringList items = m_items;
    const QStringList parts = typed.split(separators, Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (const QString item = part.trimmed(); !item.isEmpty() && !items.contains(item))
            items.append(item);
    }
    if (items == m_items)
        return;
    setItems(items);
    Q_EMIT itemsChanged(items);
}

void ChipsEdit::removeAt(int index)
{
    if (index < 0)
        return;
    QStringList items = m_items;
    items.removeAt(index);
    setItems(items);
    focusChip(std::min(index, int(items.size())));
    Q_EMIT itemsChanged(items);
}

int ChipsEdit::indexOf(const QObject *chip) const
{
    for (int i = 0; i < m_chips.size(); ++i) {
        if (m_chips.at(i) == chip)
            return i;
    }
    return -1;
}

void ChipsEdit::focusChip(int index)
{
    QWidget *next = index >= 0 && index < m_chips.size() ? m_chips.at(index) : static_cast<QWidget *>(m_input);
    next->setFocus(Qt::OtherFocusReason);
}

bool ChipsEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int forward = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    const int back = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
    if (watched == m_input) {
        const bool atStart = m_input->cursorPosition() == 0 && !m_input->hasSelectedText();
        if (atStart && !m_chips.isEmpty() && key->key() == back && key->modifiers() == Qt::NoModifier) {
            focusChip(int(m_chips.size()) - 1);
            return true;
        }
        if (m_input->text().isEmpty() && !m_chips.isEmpty() && key->key() == Qt::Key_Backspace) {
            removeAt(int(m_items.size()) - 1);
            m_input->setFocus(Qt::OtherFocusReason);
            return true;
        }
        return QWidget::eventFilter(watched, event);
    }
    const int at = indexOf(watched);
    if (key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace)
        removeAt(at);
    else if (key->key() == forward)
        focusChip(at + 1);
    else if (key->key() == back)
        focusChip(std::max(0, at - 1));
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void ChipsEdit::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool failed = hasFieldError(this);
    const bool focused = m_input->hasFocus();
    const Token line = !isEnabled() ? Token::Border
        : failed                    ? Token::ErrorSolid
        : focused                   ? Token::Focus
                                    : Token::Outline;
    Paint::box(painter, rect(), Radius::Control, isEnabled() ? color(Token::Surface) : QColor(), color(line),
               isEnabled() && (failed || focused) ? 2 : 1);
}

} // namespace Spacewright::Ui
