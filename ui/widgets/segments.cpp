// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segments.h"

#include "widgets/metrics.h"
#include "widgets/style/paint.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace Spacewright::Ui {

namespace {
/// One choice; draws its share of the common shape, so that neighbours share a line.
class Segment final : public QAbstractButton {
public:
    Segment(const QString &text, bool first, bool last, QWidget *parent)
        : QAbstractButton(parent)
        , m_first(first)
        , m_last(last)
    {
        setText(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        // As wide as with the heavier weight, so that choosing moves nothing.
        const QFontMetrics strong(font600());
        return {strong.size(Qt::TextShowMnemonic, text()).width() + 2 * Metrics::ButtonPadding + (m_last ? 0 : -1),
                Metrics::current().control};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setClipRect(rect());
        const bool mirrored = isRightToLeft();
        // The shape goes on beyond the edges where a neighbour continues it.
        constexpr int Beyond = 8;
        const bool openLeft = mirrored ? !m_last : !m_first;
        const bool openRight = mirrored ? !m_first : !m_last;
        const QRect shape = rect().adjusted(openLeft ? -Beyond : 0, 0, openRight ? Beyond : 0, 0);
        const Token fill = isChecked() ? Token::AccentTint : underMouse() && isEnabled() ? Token::Hover : Token::Raised;
        Paint::box(painter, shape, Radius::Control, isEnabled() ? color(fill) : QColor(),
                   color(isEnabled() ? Token::ButtonBorder : Token::Border));
        if (openLeft)
            painter.fillRect(QRect(0, 1, 1, height() - 2), color(isEnabled() ? Token::ButtonBorder : Token::Border));
        painter.setFont(isChecked() ? font600() : font());
        painter.setPen(color(!isEnabled() ? Token::Disabled : isChecked() ? Token::Accent : Token::Text));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
    }

private:
    QFont font600() const
    {
        QFont strong = font();
        strong.setWeight(QFont::DemiBold);
        return strong;
    }

    bool m_first;
    bool m_last;
};
} // namespace

Segments::Segments(const QStringList &choices, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (int i = 0; i < choices.size(); ++i) {
        auto *segment = new Segment(choices.at(i), i == 0, i == choices.size() - 1, this);
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            Q_EMIT currentChanged(id);
    });
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    setCurrent(0);
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index)) {
        button->setChecked(true);
    } else if (QAbstractButton *chosen = m_group->checkedButton()) {
        m_group->setExclusive(false);
        chosen->setChecked(false);
        m_group->setExclusive(true);
    }
}

int Segments::current() const
{
    return m_group->checkedId();
}

} // namespace Spacewright::Ui
