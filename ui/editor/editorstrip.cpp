// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorstrip.h"

#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/textline.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int CrumbGap = Gap::FormRow;
}

QString symbolIconName(Symbol::Kind kind)
{
    switch (kind) {
    case Symbol::Kind::Class:
        return u"code-class"_s;
    case Symbol::Kind::Function:
        return u"code-function"_s;
    case Symbol::Kind::Heading:
        break;
    }
    return u"draw-text"_s;
}

EditorStrip::EditorStrip(QWidget *parent)
    : QWidget(parent)
    , m_button(new QToolButton(this))
{
    setObjectName(u"editorStrip"_s);
    m_button->setObjectName(u"outline"_s);
    m_button->setText(tr("Outline"));
    m_button->setIcon(icon(u"view-list-tree"_s));
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setAutoRaise(true);
    m_button->setToolTip(toolTipText(tr("Outline"), {}, tr("Go to a class, function or heading.")));
    m_button->hide();
    connect(m_button, &QToolButton::clicked, this, &EditorStrip::showOutline);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Gap::Control, 0, Gap::Control, 1);
    layout->addStretch();
    layout->addWidget(m_button);
    setFixedHeight(Metrics::current().strip);
}

bool EditorStrip::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setFixedHeight(Metrics::current().strip);
    return QWidget::event(event);
}

void EditorStrip::setPlace(const QString &file, const QList<Symbol> &symbols)
{
    m_crumbs = {{file, {}}};
    for (const Symbol &symbol : symbols)
        m_crumbs.append({symbol.name, symbolIconName(symbol.kind)});
    QStringList names;
    for (const Crumb &crumb : std::as_const(m_crumbs))
        names.append(crumb.text);
    setAccessibleName(names.join(u", "_s));
    setToolTip(names.join(u" › "_s));
    update();
}

void EditorStrip::setInfo(const QString &info)
{
    m_info = info;
    update();
}

void EditorStrip::setOutline(const QList<Symbol> &symbols)
{
    m_outline = symbols;
    m_button->setVisible(!symbols.isEmpty());
}

void EditorStrip::showOutline()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Symbol &symbol : std::as_const(m_outline)) {
        const QString text = QString(symbol.depth * 4, u' ') + symbol.name;
        QAction *action = menu->addAction(icon(symbolIconName(symbol.kind)), text.toHtmlEscaped());
        action->setText(QString(text).replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, line = symbol.line] { Q_EMIT lineChosen(line); });
    }
    menu->popup(mapToGlobal(m_button->geometry().bottomLeft()));
}

void EditorStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
    painter.fillRect(0, height() - 1, width(), 1, color(Token::Border));

    // Before it is mirrored, as all that follows.
    const int end = width() - Gap::Control - (m_button->isVisible() ? m_button->width() + Gap::Control : 0);
    const int infoWidth = QFontMetrics(Ui::font(TextRole::Caption)).horizontalAdvance(m_info);
    int x = Gap::Control;
    const auto place = [&](int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height() - 1));
    };
    for (qsizetype i = 0; i < m_crumbs.size(); ++i) {
        const Crumb &crumb = m_crumbs[i];
        const bool isLast = i == m_crumbs.size() - 1;
        if (i > 0) {
            paintIcon(painter, place(Metrics::Icon),
                      layoutDirection() == Qt::RightToLeft ? u"go-previous"_s : u"go-next"_s, color(Token::Muted), 12);
            x += Metrics::Icon + CrumbGap - Gap::Group;
        }
        if (!crumb.icon.isEmpty()) {
            paintIcon(painter, place(Metrics::Icon), crumb.icon, color(Token::Accent));
            x += Metrics::Icon + Gap::Icon;
        }
        const int room = end - x - (infoWidth > 0 ? infoWidth + Gap::Block : 0);
        if (room <= 0)
            break;
        painter.setFont(Ui::font(TextRole::Body));
        const QString text = painter.fontMetrics().elidedText(crumb.text, Qt::ElideRight, room);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        painter.setPen(color(isLast ? Token::Text : Token::Muted));
        paintTextLine(painter, place(width), Qt::AlignVCenter, text);
        x += width + CrumbGap - Gap::Group;
    }
    if (infoWidth > 0) {
        x = end - infoWidth;
        painter.setFont(Ui::font(TextRole::Caption));
        painter.setPen(color(Token::Muted));
        paintTextLine(painter, place(infoWidth), Qt::AlignVCenter, m_info);
    }
}

} // namespace Spacewright::Ui
