// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

namespace KTextEditor {
class View;
} // namespace KTextEditor

namespace Spacewright::Ui {

/// What one does in text (undo, find, comment …) as actions that stay the same while the view behind
/// them changes. Menus, palette and shortcuts use these; KTextEditor's own shortcuts are taken off.
class EditorActions final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditorActions)
public:
    /// The shortcuts work while the focus is in `area`.
    explicit EditorActions(QWidget *area);

    /// Null when no text is shown; everything is disabled then.
    void setView(KTextEditor::View *view);

    /// In the order of a menu; `objectName` is the id ("edit.undo"), a separator has none.
    [[nodiscard]] QList<QAction *> all() const { return m_actions; }
    [[nodiscard]] QAction *find(const QString &id) const;

Q_SIGNALS:
    /// About the word at the cursor.
    void documentationRequested();

private:
    QList<QAction *> m_actions;
    KTextEditor::View *m_view = nullptr;
    QObject *m_links = nullptr; ///< ends the connections to the view before
};

} // namespace Spacewright::Ui
