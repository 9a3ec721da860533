// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/documenttabs.h"

#include "widgets/controls.h"
#include "widgets/metrics.h"
#include "widgets/style/paint.h"

#include <QAbstractButton>
#include <QMouseEvent>
#include <QPainter>

namespace Spacewright::Ui {

namespace {
constexpr int Side = 16;
constexpr int Dot = 8;

class CloseButton final : public QAbstractButton {
public:
    explicit CloseButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setFixedSize(Side, Side);
        setFocusPolicy(Qt::NoFocus); // Ctrl+W closes
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::ArrowCursor);
        setModified(false);
    }

    void setModified(bool modified)
    {
        m_modified = modified;
        setAccessibleName(modified ? DocumentTabs::tr("Close, has unsaved text") : DocumentTabs::tr("Close"));
        setToolTip(toolTipText(DocumentTabs::tr("Close"), {},
                               modified ? DocumentTabs::tr("It has unsaved text.") : QString()));
        update();
    }
    bool isModified() const { return m_modified; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool hovered = underMouse();
        if (m_modified && !hovered) {
            const QRectF dot((width() - Dot) / 2.0, (height() - Dot) / 2.0, Dot, Dot);
            Paint::box(painter, dot, Dot / 2.0, color(Token::Text));
            return;
        }
        if (hovered)
            Paint::box(painter, rect(), Radius::Tag, color(Token::Hover));
        Paint::cross(painter, rect(), color(hovered ? Token::Text : Token::Muted));
    }

private:
    bool m_modified = false;
};

CloseButton *closeButton(const QTabBar *tabs, int index)
{
    return dynamic_cast<CloseButton *>(tabs->tabButton(index, QTabBar::RightSide));
}
} // namespace

DocumentTabs::DocumentTabs(QWidget *parent)
    : QTabBar(parent)
{
    setDocumentMode(true);
    setDrawBase(true);
    setMovable(true);
    setExpanding(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DocumentTabs::setModified(int index, bool modified)
{
    if (CloseButton *button = closeButton(this, index))
        button->setModified(modified);
}

bool DocumentTabs::isModified(int index) const
{
    const CloseButton *button = closeButton(this, index);
    return button && button->isModified();
}

void DocumentTabs::tabInserted(int index)
{
    auto *button = new CloseButton(this);
    setTabButton(index, RightSide, button);
    connect(button, &QAbstractButton::clicked, this, [this, button] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, RightSide) == button) {
                Q_EMIT tabCloseRequested(i);
                return;
            }
        }
    });
    QTabBar::tabInserted(index);
}

void DocumentTabs::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton) {
        if (const int index = tabAt(event->position().toPoint()); index >= 0)
            Q_EMIT tabCloseRequested(index);
        return;
    }
    QTabBar::mouseReleaseEvent(event);
}

} // namespace Spacewright::Ui
