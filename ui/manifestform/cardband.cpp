// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/cardband.h"

#include "widgets/label.h"
#include "widgets/segments.h"

#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// Below it the words stand under the card.
constexpr int WideEnough = 560;
} // namespace

CardBand::CardBand(QWidget *parent)
    : QWidget(parent)
    , m_card(new HubCard)
    , m_heading(new Label(tr("On the Hub"), TextRole::Strong))
    , m_choice(new Segments({tr("Card"), tr("Page header")}))
    , m_sentence(
          new Label(tr("Drawn as the Hub draws it, from what README.md says now."), TextRole::Body, Token::Muted))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    m_choice->setAccessibleName(tr("On the Hub"));
    m_sentence->setWordWrap(true);
    m_row->setContentsMargins(Gap::PageEdge, Gap::Card, Gap::PageEdge, Gap::Card + 1);
    m_row->setSpacing(Gap::PageEdge);
    m_row->addWidget(m_card, 0, Qt::AlignTop | Qt::AlignLeading);
    auto *words = new QVBoxLayout;
    words->setSpacing(Gap::Control);
    words->addWidget(m_heading);
    words->addWidget(m_choice, 0, Qt::AlignLeading);
    words->addWidget(m_sentence);
    words->addStretch(1);
    m_row->addLayout(words, 1);
    connect(m_choice, &Segments::currentChanged, m_card,
            [this](int index) { m_card->setMode(index == 0 ? HubCard::Mode::Card : HubCard::Mode::PageHeader); });
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CardBand::setContent(const HubCardContent &content)
{
    m_card->setContent(content);
}

QSize CardBand::minimumSizeHint() const
{
    return {m_card->sizeHint().width() + 2 * Gap::PageEdge, QWidget::minimumSizeHint().height()};
}

void CardBand::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool isWide = width() >= WideEnough;
    m_row->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(isWide ? Gap::PageEdge : Gap::FormRow);
    m_heading->setVisible(isWide);
    m_sentence->setVisible(isWide);
}

void CardBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Sunken));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::Border));
}

} // namespace Spacewright::Ui
