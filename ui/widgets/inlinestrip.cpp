// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inlinestrip.h"

#include "widgets/button.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/metrics.h"
#include "widgets/reveal.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QVariantAnimation>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int BarWidth = 3;
constexpr int IconLeft = BarWidth + 13;
constexpr int TextLeft = IconLeft + Metrics::Icon + 8;
constexpr int MinHeight = 40;

struct Colors {
    QColor tint;
    QColor solid;
};

Colors colorsOf(StageGroup group)
{
    switch (group) {
    case StageGroup::Error:
    case StageGroup::Transient:
    case StageGroup::Running: {
        const GroupColors colors = groupColors(group);
        return {color(colors.tint), color(colors.solid)};
    }
    case StageGroup::Asleep:
    case StageGroup::Paused:
    case StageGroup::None:
        break;
    }
    return {color(Token::AccentTint), color(Token::Accent)};
}
} // namespace

InlineStrip::InlineStrip(StageGroup group, QWidget *parent)
    : QWidget(parent)
    , m_group(group)
    , m_text(new Label)
    , m_row(new QHBoxLayout(this))
    , m_actions(new QHBoxLayout)
    , m_copy(makeButton(tr("Copy details"), {}, ButtonRole::Flat))
    , m_close(makeIconButton(u"window-close"_s, tr("Close")))
    , m_growth(makeGrowth(this))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row->setContentsMargins(TextLeft, Gap::Control, Gap::Control, Gap::Control);
    m_actions->addStrut(MinHeight - 2 * Gap::Control);
    m_row->setSpacing(Gap::Control);
    m_actions->setSpacing(Gap::Control);
    m_row->addWidget(m_text, 1);
    m_row->addLayout(m_actions);
    m_row->addWidget(m_copy);
    m_row->addWidget(m_close);
    setControlSize(m_copy, ControlSize::Small);
    setControlSize(m_close, ControlSize::Small);
    m_copy->hide();
    m_close->hide();
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    connect(m_close, &QToolButton::clicked, this, [this] {
        reveal(false);
        Q_EMIT closed();
    });
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void InlineStrip::setMessage(StageGroup group, const QString &subject, const QString &sentence)
{
    m_group = group;
    m_subject = subject;
    m_sentence = sentence;
    m_text->setText(
        u"<span style=\"font-weight:600\">%1</span> %2"_s.arg(subject.toHtmlEscaped(), sentence.toHtmlEscaped()));
    setAccessibleName(QString(subject + u' ' + sentence).trimmed());
    update();
    if (isVisible())
        announce();
}

QPushButton *InlineStrip::addAction(const QString &text, const QString &iconName)
{
    auto *button = makeButton(text, iconName);
    setControlSize(button, ControlSize::Small);
    m_actions->addWidget(button);
    return button;
}

void InlineStrip::setDetails(const QString &details)
{
    m_details = details;
    m_copy->setVisible(!details.isEmpty());
}

void InlineStrip::clearActions()
{
    for (int i = m_actions->count() - 1; i >= 0; --i) {
        QWidget *button = m_actions->itemAt(i)->widget();
        if (!button)
            continue; // the strut, which keeps the height
        const std::unique_ptr<QLayoutItem> item{m_actions->takeAt(i)};
        button->hide();
        button->deleteLater();
    }
    setDetails({});
}

void InlineStrip::setClosable(bool closable)
{
    m_close->setVisible(closable);
}

void InlineStrip::reveal(bool shown)
{
    if (shown && !isVisible())
        announce();
    grow(m_growth, this, shown);
}

void InlineStrip::announce()
{
    QAccessibleAnnouncementEvent event(this, accessibleName());
    if (m_group == StageGroup::Error)
        event.setPoliteness(QAccessible::AnnouncementPoliteness::Assertive);
    QAccessible::updateAccessibility(&event);
}

QSize InlineStrip::minimumSizeHint() const
{
    const int text = m_text->hasHeightForWidth() ? 0 : m_text->sizeHint().height();
    return {QWidget::minimumSizeHint().width(), std::max(MinHeight, text + 2 * Gap::FormRow)};
}

void InlineStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto [tint, solid] = colorsOf(m_group);
    painter.fillRect(rect(), tint);
    const auto place = [this](int x, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height()));
    };
    painter.fillRect(place(0, BarWidth), solid);
    paintIcon(painter, place(IconLeft, Metrics::Icon), severityIconName(m_group), solid);
}

} // namespace Spacewright::Ui
