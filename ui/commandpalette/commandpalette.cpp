// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/commandpalette.h"

#include "commandpalette/palettedelegate.h"
#include "shell/commandregistry.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int PreferredWidth = 560;
constexpr int MostVisibleRows = 12;
} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_noMatch(new Label({}, TextRole::Body, Token::Muted, this))
{
    setObjectName(u"palette"_s);
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(u"palette.field"_s);
    m_field->setAccessibleName(tr("Find a file or a command"));
    m_field->addAction(icon(u"search-symbolic"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"palette.list"_s);
    m_list->setAccessibleName(tr("Found"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->viewport()->setBackgroundRole(QPalette::Button); // `raised`
    m_noMatch->setObjectName(u"palette.noMatch"_s);
    m_noMatch->setIndent(Gap::DockEdge);
    m_noMatch->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    auto *fieldRow = new QVBoxLayout;
    fieldRow->setContentsMargins(Gap::Control, Gap::Control, Gap::Control, Gap::Control);
    fieldRow->addWidget(m_field);
    layout->addLayout(fieldRow);
    layout->addWidget(m_list);
    layout->addWidget(m_noMatch);

    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::update);
    connect(m_list, &QListView::clicked, this, &CommandPalette::activate);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && !isAncestorOf(now) && now != this)
            close();
    });
    hide();
}

void CommandPalette::addSource(PaletteSource source)
{
    m_sources += std::move(source);
}

void CommandPalette::open(const QString &prefix)
{
    if (!isVisible())
        m_focusBefore = QApplication::focusWidget();
    m_source = -1;
    m_field->setText(prefix);
    update(prefix);
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::update(const QString &text)
{
    qsizetype chosen = -1;
    for (qsizetype i = 0; i < m_sources.size(); ++i) {
        const QString &prefix = m_sources[i].prefix;
        if (text.startsWith(prefix) && (chosen < 0 || prefix.size() > m_sources[chosen].prefix.size()))
            chosen = i;
    }
    if (chosen < 0)
        return;
    const PaletteSource &source = m_sources[chosen];
    const QString rest = text.sliced(source.prefix.size()).trimmed();
    m_field->setPlaceholderText(source.placeholder);
    if (source.answer) {
        m_model.setFilter({});
        m_model.setEntries(source.answer(rest));
    } else {
        if (std::exchange(m_source, chosen) != chosen)
            m_model.setEntries(source.entries(), source.iconOf);
        m_model.setFilter(rest);
    }
    if (source.answer)
        m_source = chosen;
    m_list->setCurrentIndex(m_model.index(0));
    showNoMatch(source);
    place();
}

void CommandPalette::showNoMatch(const PaletteSource &source)
{
    const bool none = m_model.rowCount() == 0;
    m_list->setVisible(!none);
    m_noMatch->setText(source.noMatch);
    if (none && m_noMatch->isHidden() && isVisible()) {
        QAccessibleAnnouncementEvent event(m_field, source.noMatch);
        QAccessible::updateAccessibility(&event);
    }
    m_noMatch->setVisible(none);
}

void CommandPalette::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const PaletteEntry entry = m_model.entry(index.row());
    if (!entry.enabled)
        return;
    const auto activateTitle = m_sources[m_source].activate;
    close();
    if (entry.activate)
        entry.activate();
    else if (activateTitle)
        activateTitle(entry.title);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const Metrics &metrics = Metrics::current();
    const int rows = std::clamp(m_model.rowCount(), 1, MostVisibleRows);
    m_list->setFixedHeight(rows * metrics.rowLarge);
    m_noMatch->setFixedHeight(metrics.rowLarge);
    const int width = std::min(PreferredWidth, window->width() - 2 * Gap::PageEdge);
    const int top = metrics.menuBar + metrics.toolBar + 1;
    resize(width, m_field->sizeHint().height() + 2 * Gap::Control + m_list->height() + 2);
    move((window->width() - width) / 2, top);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(m_list, event);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            activate(m_list->currentIndex());
            return true;
        case Qt::Key_Escape:
            close();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color(Token::Border));
    painter.setBrush(color(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius::Card, Radius::Card);
}

PaletteSource commandSource(const CommandRegistry &registry)
{
    return {u">"_s,
            CommandPalette::tr("Type a command"),
            [&registry] {
                QList<PaletteEntry> entries;
                const auto actions = registry.actions();
                for (QAction *action : actions) {
                    entries.append({CommandRegistry::paletteTitle(action), CommandRegistry::reason(action),
                                    action->shortcut(), action->icon(), action->isEnabled(),
                                    [action] { action->trigger(); }});
                }
                return entries;
            },
            {},
            {},
            {},
            CommandPalette::tr("No command matches")};
}

} // namespace Spacewright::Ui
