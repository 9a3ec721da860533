// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logviewaccessible.h"

#include "logs/logview.h"

#include <QPointer>

namespace Spacewright::Ui {

namespace {

/// The row that is `slot` rows below the top one.
class LogRowAccessible final : public QAccessibleInterface {
public:
    LogRowAccessible(LogView *view, int slot)
        : m_view(view)
        , m_slot(slot)
    {
    }

    [[nodiscard]] int slot() const { return m_slot; }
    [[nodiscard]] bool isValid() const override { return m_view && m_slot < m_view->visibleRows(); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view.data());
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_view->rowText(row()) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect rect = m_view->rowRect(row());
        return {m_view->viewport()->mapToGlobal(rect.topLeft()), rect.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.invalid = !isValid();
        return state;
    }

private:
    [[nodiscard]] int row() const { return m_view->firstVisibleRow() + m_slot; }

    QPointer<LogView> m_view;
    int m_slot;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogViewAccessible(view) : nullptr;
}

} // namespace

void LogViewAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(once)
}

LogViewAccessible::LogViewAccessible(LogView *view)
    : QAccessibleWidget(view, QAccessible::List)
{
}

LogViewAccessible::~LogViewAccessible()
{
    for (const QAccessible::Id id : m_rows)
        QAccessible::deleteAccessibleInterface(id);
}

LogView *LogViewAccessible::view() const
{
    return static_cast<LogView *>(widget());
}

int LogViewAccessible::childCount() const
{
    return view() ? view()->visibleRows() : 0;
}

QAccessibleInterface *LogViewAccessible::child(int index) const
{
    if (!view() || index < 0 || index >= childCount())
        return nullptr;
    while (int(m_rows.size()) <= index)
        m_rows.push_back(QAccessible::registerAccessibleInterface(new LogRowAccessible(view(), int(m_rows.size()))));
    return QAccessible::accessibleInterface(m_rows[size_t(index)]);
}

QAccessibleInterface *LogViewAccessible::childAt(int x, int y) const
{
    for (int i = 0; i < childCount(); ++i) {
        if (QAccessibleInterface *row = child(i); row->rect().contains(x, y))
            return row;
    }
    return nullptr;
}

int LogViewAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *row = dynamic_cast<const LogRowAccessible *>(child);
    return row ? row->slot() : -1;
}

} // namespace Spacewright::Ui
