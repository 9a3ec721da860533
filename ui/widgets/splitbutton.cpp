// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/splitbutton.h"

#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/spinner.h"
#include "widgets/stageglyph.h"
#include "widgets/style/paint.h"
#include "widgets/textline.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int ArrowWidth = 24;
constexpr int ProgressHeight = 3;

struct Look {
    QColor fill;
    QColor line;
    QColor text;
    QColor divider;
};

Look lookOf(ButtonRole role, bool enabled, bool hovered)
{
    if (!enabled)
        return {QColor(), color(Token::Border), color(Token::Disabled), color(Token::Border)};
    switch (role) {
    case ButtonRole::Filled:
        return {color(hovered ? Token::AccentFillHover : Token::AccentFill), QColor(), color(Token::OnAccent),
                Theme::current().faded(Token::OnAccent, 40)};
    case ButtonRole::Destructive:
        return {color(Token::ErrorTint), color(Token::ErrorSolid), color(Token::ErrorText), color(Token::ErrorSolid)};
    case ButtonRole::Flat:
    case ButtonRole::Normal:
        break;
    }
    return {color(hovered ? Token::Hover : Token::Raised), color(Token::ButtonBorder), color(Token::Text),
            color(Token::ButtonBorder)};
}
} // namespace

/// Draws its part of the common shape; the other part continues it.
class SplitButton::Half final : public QAbstractButton {
public:
    Half(const SplitButton &owner, bool isArrow, QWidget *parent)
        : QAbstractButton(parent)
        , m_owner(owner)
        , m_isArrow(isArrow)
        , m_spinner(new Spinner(this))
    {
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    Spinner *spinner() const { return m_spinner; }

    QSize sizeHint() const override
    {
        const int height = Metrics::current().control;
        if (m_isArrow)
            return {ArrowWidth, height};
        const SplitState &state = m_owner.state();
        const bool hasIcon = state.turning || !state.iconName.isEmpty();
        const QFontMetrics metrics(textFont());
        return {std::max(Metrics::ButtonMinWidth,
                         Paint::labelWidth(metrics, state.text, hasIcon) + 2 * Metrics::ButtonPadding),
                height};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const SplitState &state = m_owner.state();
        const Look look = lookOf(state.role, isEnabled(), underMouse() || isDown());
        paintShape(painter, look);
        if (m_isArrow) {
            Paint::chevron(painter, rect(), Qt::DownArrow, look.text);
            return;
        }
        if (state.progress)
            paintProgress(painter, *state.progress);
        painter.setFont(textFont());
        const bool hasIcon = state.turning || !state.iconName.isEmpty();
        const int width = Paint::labelWidth(painter.fontMetrics(), state.text, hasIcon);
        const QRect block = QStyle::alignedRect(layoutDirection(), Qt::AlignCenter, {width, height()}, rect());
        QRect text = block;
        if (hasIcon) {
            const QRect icon =
                QStyle::visualRect(layoutDirection(), block, QRect(block.x(), 0, Metrics::Icon, height()));
            text = QStyle::visualRect(layoutDirection(), block, block.adjusted(Metrics::Icon + Gap::Icon, 0, 0, 0));
            if (state.turning)
                paintStageGlyph(painter, icon, StageGroup::Transient, false, Metrics::Icon, m_spinner->angle());
            else
                paintIcon(painter, icon, state.iconName, look.text, Metrics::Icon);
        }
        painter.setPen(look.text);
        paintTextLine(painter, text, Qt::AlignVCenter, state.text);
    }

private:
    QFont textFont() const
    {
        const ButtonRole role = m_owner.state().role;
        QFont result = font();
        if (role == ButtonRole::Filled || role == ButtonRole::Destructive)
            result.setWeight(QFont::DemiBold);
        return result;
    }

    void paintShape(QPainter &painter, const Look &look) const
    {
        constexpr int Beyond = 8;
        const bool alone = !m_owner.m_menu;
        const bool leads = m_isArrow == isRightToLeft(); // stands at the left
        const QRect shape = alone ? rect()
            : leads               ? rect().adjusted(0, 0, Beyond, 0)
                                  : rect().adjusted(-Beyond, 0, 0, 0);
        painter.setClipRect(rect());
        Paint::box(painter, shape, Radius::Control, look.fill, look.line);
        // The line between belongs to the menu's half, which is enabled even where the action is not.
        if (m_isArrow) {
            const int x = leads ? width() - 1 : 0;
            const int inset = look.line.isValid() ? 1 : 0;
            painter.fillRect(QRect(x, inset, 1, height() - 2 * inset), look.divider);
        }
    }

    void paintProgress(QPainter &painter, double progress) const
    {
        const int inside = width() - 2;
        const int done = qRound(inside * std::clamp(progress, 0.0, 1.0));
        const QRect bar(1, height() - 1 - ProgressHeight, done, ProgressHeight);
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), bar), color(Token::AccentFill));
    }

    const SplitButton &m_owner;
    bool m_isArrow;
    Spinner *m_spinner;
};

SplitButton::SplitButton(QWidget *parent)
    : QWidget(parent)
    , m_action(new Half(*this, false, this))
    , m_arrow(new Half(*this, true, this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_action);
    row->addWidget(m_arrow);
    m_arrow->hide();
    connect(m_action, &QAbstractButton::clicked, this, &SplitButton::clicked);
    connect(m_arrow, &QAbstractButton::clicked, this, [this] {
        if (m_menu)
            m_menu->popup(mapToGlobal(QPoint(isRightToLeft() ? width() - m_menu->sizeHint().width() : 0, height())));
    });
    connect(&Theme::current(), &Theme::changed, this, [this] {
        m_action->update();
        m_arrow->update();
    });
}

void SplitButton::setState(const SplitState &state)
{
    m_state = state;
    m_action->setEnabled(state.enabled);
    m_action->setText(state.text);
    m_action->setToolTip(state.toolTip);
    m_action->setAccessibleName(state.text);
    m_action->spinner()->setTurning(state.turning);
    m_action->updateGeometry();
    m_action->update();
    m_arrow->update();
}

void SplitButton::setMenu(QMenu *menu, const QString &name)
{
    m_menu = menu;
    m_arrow->setVisible(menu);
    m_arrow->setAccessibleName(name);
    m_arrow->setToolTip(toolTipText(name, {}));
}

QAbstractButton *SplitButton::actionHalf() const
{
    return m_action;
}

QAbstractButton *SplitButton::menuHalf() const
{
    return m_arrow;
}

} // namespace Spacewright::Ui
