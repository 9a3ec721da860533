// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "widgets/button.h"
#include "widgets/icon.h"
#include "widgets/label.h"

#include <QVBoxLayout>

#include <memory>

namespace Spacewright::Ui {

namespace {
constexpr int IconSize = 32;
constexpr int SentenceWidth = 300;
constexpr int SentenceLetters = 42; // the same for large fonts
constexpr int LeastWidth = 120;
} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &heading, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_icon(new Label)
    , m_heading(new Label({}, TextRole::Heading))
    , m_sentence(new Label({}, TextRole::Body, Token::Muted))
    , m_actions(new QHBoxLayout)
{
    // It stands in the place of a sheet.
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Gap::PageEdge, Gap::PageEdge, Gap::PageEdge, Gap::PageEdge);
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_heading, 0, Qt::AlignHCenter);
    column->addSpacing(Gap::Icon);
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addSpacing(Gap::Card);
    column->addLayout(m_actions);
    column->addStretch();
    m_heading->setAlignment(Qt::AlignCenter);
    m_heading->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setWordWrap(true);
    m_icon->setFixedSize(IconSize, IconSize + Gap::DockEdge);
    m_icon->setAlignment(Qt::AlignTop);
    m_actions->setSpacing(Gap::Control);
    m_actions->addStretch();
    m_actions->addStretch();
    connect(&Theme::current(), &Theme::changed, this, &EmptyState::drawIcon);
    setContent(iconName, heading, sentence);
}

namespace {
/// A wrapped label asks for a narrow column; this gives it the line length it should have, or all of `room`.
void giveLineLength(Label *label, int room)
{
    const QFontMetrics metrics = label->fontMetrics();
    const int line = std::max(SentenceWidth, SentenceLetters * metrics.averageCharWidth());
    label->setFixedWidth(std::min({line, room, metrics.horizontalAdvance(label->text()) + 4}));
    label->setMinimumHeight(0); // heightForWidth() is never less than it
    label->setMinimumHeight(std::max(0, label->heightForWidth(label->width()))); // -1 without text
}
} // namespace

void EmptyState::setContent(const QString &iconName, const QString &heading, const QString &sentence)
{
    m_iconName = iconName;
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(heading);
    setAccessibleDescription(sentence);
    drawIcon();
}

QSize EmptyState::minimumSizeHint() const
{
    return {LeastWidth, m_heading->fontMetrics().height() * 3};
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void EmptyState::fit()
{
    const int room = std::max(LeastWidth, width()) - 2 * Gap::DockEdge;
    giveLineLength(m_heading, room);
    giveLineLength(m_sentence, room);
    const bool hasIcon = m_group || !m_iconName.isEmpty();
    m_icon->hide();
    const int whole = layout()->minimumSize().height() + m_icon->height();
    m_icon->setVisible(hasIcon && whole <= height());
    const int edge = whole <= height() ? Gap::PageEdge : Gap::Control;
    layout()->setContentsMargins(Gap::DockEdge, edge, Gap::DockEdge, edge);
}

void EmptyState::setStageGroup(std::optional<StageGroup> group)
{
    m_group = group;
    drawIcon();
}

QPushButton *EmptyState::addAction(const QString &text, const QString &iconName)
{
    const int before = m_actions->count() - 1; // the last item is the stretch
    auto *button = makeButton(text, iconName, before > 1 ? ButtonRole::Flat : ButtonRole::Normal);
    m_actions->insertWidget(before, button);
    button->show(); // now, not with the next event: it may be given the keyboard at once
    if (before == 1)
        setFocusProxy(button);
    return button;
}

void EmptyState::clearActions()
{
    while (m_actions->count() > 2) {
        const std::unique_ptr<QLayoutItem> item{m_actions->takeAt(1)};
        item->widget()->hide();
        item->widget()->deleteLater();
    }
}

void EmptyState::setFootnote(QWidget *footnote)
{
    if (m_footnote)
        m_footnote->deleteLater();
    m_footnote = footnote;
    if (!footnote)
        return;
    auto *column = qobject_cast<QVBoxLayout *>(layout());
    const int beforeStretch = column->count() - 1;
    footnote->setContentsMargins(0, Gap::Section, 0, 0);
    column->insertWidget(beforeStretch, footnote, 0, Qt::AlignHCenter);
}

void EmptyState::drawIcon()
{
    fit();
    if (!m_group && m_iconName.isEmpty())
        return;
    const QString name = m_group ? stageIconName(*m_group) : m_iconName;
    const QColor paint = m_group ? color(groupColors(*m_group).solid) : color(Token::Muted);
    m_icon->setPixmap(iconPixmap(name, paint, IconSize, devicePixelRatioF()));
}

} // namespace Spacewright::Ui
