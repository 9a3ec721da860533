// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QAction;

namespace Spacewright::Ui {

/// One thing a person can do, as declared by app/gui.
struct CommandSpec {
    QString id; ///< stable: "run.start"; the part before the dot names the menu
    QString title; ///< translated, title case: "Run Space"
    QString iconName = {};
    QKeySequence shortcut = {};
    QString help = {}; ///< translated; second line of the tool tip
    QString paletteTitle = {}; ///< translated, for titles that only their menu explains: "Go to File…" for "File…"
};

/// Every command of the program, once. Menus, tool bar, shortcuts and palette show the same QAction,
/// so that text, icon, shortcut and the reason for being disabled are the same everywhere.
class CommandRegistry final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandRegistry)
public:
    explicit CommandRegistry(QObject *parent = nullptr);

    /// Declares a command; `run` is called with `context` alive. The id must be new.
    QAction *add(const CommandSpec &spec, QObject *context, std::function<void()> run);
    /// The same for an action that somebody else carries out, such as the editor's "Find…".
    void adopt(const QString &id, QAction *action, const QString &paletteTitle = {});

    /// nullptr when there is none.
    [[nodiscard]] QAction *action(const QString &id) const;
    [[nodiscard]] QList<QAction *> actions() const { return m_actions; }

    /// A disabled command keeps its place and says why.
    void setAvailable(const QString &id, bool available, const QString &reason = {});
    [[nodiscard]] static QString reason(const QAction *action);
    /// What the command is called where no menu stands above it; without mnemonic.
    [[nodiscard]] static QString paletteTitle(const QAction *action);

    /// Another shortcut than the declared one; an empty sequence removes it.
    void setShortcut(const QString &id, const QKeySequence &shortcut);

Q_SIGNALS:
    /// A command was added, or its text, shortcut or availability changed.
    void changed();

private:
    QList<QAction *> m_actions;
};

} // namespace Spacewright::Ui
