// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editoractions.h"

#include "widgets/controls.h"
#include "widgets/icon.h"

#include <QCoreApplication>
#include <QWidget>

#include <KActionCollection>
#include <KTextEditor/Document>
#include <KTextEditor/View>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
struct Entry {
    const char *id;
    const char *theirs; ///< the name in the view's action collection; KTextEditor's kateview.cpp; nullptr: ours alone
    const char *text;
    const char *icon;
    const char *shortcut; ///< portable text
    const char *reason = nullptr; ///< why it may be disabled in a text that can be changed
};
constexpr std::array Entries{
    Entry{"edit.undo", "edit_undo", QT_TRANSLATE_NOOP("EditorActions", "Undo"), "edit-undo", "Ctrl+Z",
          QT_TRANSLATE_NOOP("EditorActions", "There is nothing to undo.")},
    Entry{"edit.redo", "edit_redo", QT_TRANSLATE_NOOP("EditorActions", "Redo"), "edit-redo", "Ctrl+Shift+Z",
          QT_TRANSLATE_NOOP("EditorActions", "There is nothing to redo.")},
    Entry{},
    Entry{"edit.cut", "edit_cut", QT_TRANSLATE_NOOP("EditorActions", "Cut"), "edit-cut", "Ctrl+X",
          QT_TRANSLATE_NOOP("EditorActions", "Nothing is selected.")},
    Entry{"edit.copy", "edit_copy", QT_TRANSLATE_NOOP("EditorActions", "Copy"), "edit-copy", "Ctrl+C",
          QT_TRANSLATE_NOOP("EditorActions", "Nothing is selected.")},
    Entry{"edit.paste", "edit_paste", QT_TRANSLATE_NOOP("EditorActions", "Paste"), "edit-paste", "Ctrl+V",
          QT_TRANSLATE_NOOP("EditorActions", "The clipboard holds no text.")},
    Entry{"edit.selectAll", "edit_select_all", QT_TRANSLATE_NOOP("EditorActions", "Select All"), "edit-select-all",
          "Ctrl+A"},
    Entry{},
    Entry{"edit.find", "edit_find", QT_TRANSLATE_NOOP("EditorActions", "Find…"), "edit-find", "Ctrl+F"},
    Entry{"edit.findNext", "edit_find_next", QT_TRANSLATE_NOOP("EditorActions", "Find Next"), "go-down-search", "F3"},
    Entry{"edit.findPrevious", "edit_find_prev", QT_TRANSLATE_NOOP("EditorActions", "Find Previous"), "go-up-search",
          "Shift+F3"},
    Entry{"edit.replace", "edit_replace", QT_TRANSLATE_NOOP("EditorActions", "Replace…"), "edit-find-replace",
          "Ctrl+R"},
    Entry{},
    Entry{"edit.comment", "tools_toggle_comment", QT_TRANSLATE_NOOP("EditorActions", "Toggle Comment"),
          "comment-symbolic", "Ctrl+/"},
    Entry{"edit.indent", "tools_indent", QT_TRANSLATE_NOOP("EditorActions", "Indent"), "format-indent-more", "Ctrl+I"},
    Entry{"edit.unindent", "tools_unindent", QT_TRANSLATE_NOOP("EditorActions", "Unindent"), "format-indent-less",
          "Ctrl+Shift+I"},
    Entry{"edit.lineUp", "tools_scripts_moveLinesUp", QT_TRANSLATE_NOOP("EditorActions", "Move Line Up"), "go-up",
          "Alt+Up"},
    Entry{"edit.lineDown", "tools_scripts_moveLinesDown", QT_TRANSLATE_NOOP("EditorActions", "Move Line Down"),
          "go-down", "Alt+Down"},
    Entry{"edit.complete", "tools_invoke_code_completion", QT_TRANSLATE_NOOP("EditorActions", "Complete Word"),
          "code-context", "Ctrl+Space"},
    Entry{"edit.documentation", nullptr, QT_TRANSLATE_NOOP("EditorActions", "Show Documentation"), "help-contextual",
          "F1"},
    Entry{"edit.wrap", "view_dynamic_word_wrap", QT_TRANSLATE_NOOP("EditorActions", "Wrap Lines"), "text-wrap", "F10"},
};
// KTextEditor's own ways to the disk go past our checks and may ask in dialogs; lines have a place in our palette.
constexpr std::array NotOffered{"file_save",          "file_save_as",     "file_save_as_with_encoding",
                                "file_save_copy_as",  "file_reload",      "file_print",
                                "file_print_preview", "file_export_html", "go_goto_line"};
// Ours go somewhere else; two owners of a shortcut, and it does nothing.
constexpr std::array WithoutShortcut{"tools_toggle_automatic_spell_checking", "view_reset_font_sizes"};

QAction *theirAction(const KTextEditor::View &view, const char *name)
{
    return view.actionCollection()->action(QString::fromLatin1(name));
}
} // namespace

EditorActions::EditorActions(QWidget *area)
    : QObject(area)
{
    for (const Entry &entry : Entries) {
        auto *action = new QAction(this);
        m_actions.append(action);
        if (!entry.id) {
            action->setSeparator(true);
            continue;
        }
        action->setObjectName(QString::fromLatin1(entry.id));
        action->setText(QCoreApplication::translate("EditorActions", entry.text));
        action->setIcon(icon(QString::fromLatin1(entry.icon)));
        action->setShortcut(QKeySequence(QString::fromLatin1(entry.shortcut), QKeySequence::PortableText));
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setEnabled(false);
        area->addAction(action);
        if (!entry.theirs) {
            connect(action, &QAction::triggered, this, &EditorActions::documentationRequested);
            continue;
        }
        connect(action, &QAction::triggered, this, [this, name = entry.theirs] {
            if (QAction *theirs = m_view ? theirAction(*m_view, name) : nullptr)
                theirs->trigger();
        });
    }
}

QAction *EditorActions::find(const QString &id) const
{
    const auto action = std::ranges::find_if(m_actions, [&](const QAction *a) { return a->objectName() == id; });
    return action == m_actions.end() ? nullptr : *action;
}

void EditorActions::setView(KTextEditor::View *view)
{
    delete std::exchange(m_links, new QObject(this));
    m_view = view;
    if (view)
        connect(view, &QObject::destroyed, m_links, [this] { setView(nullptr); });
    for (const Entry &entry : Entries) {
        if (!entry.id)
            continue;
        QAction *ours = find(QString::fromLatin1(entry.id));
        if (!entry.theirs) {
            setAvailable(ours, view, tr("No file is open."));
            continue;
        }
        QAction *theirs = view ? theirAction(*view, entry.theirs) : nullptr;
        QString reason = tr("Not possible here.");
        if (view && !view->document()->isReadWrite())
            reason = tr("The file is read-only.");
        else if (entry.reason)
            reason = QCoreApplication::translate("EditorActions", entry.reason);
        const auto follow = [this, ours, theirs, reason] {
            setAvailable(ours, theirs && theirs->isEnabled(), m_view ? reason : tr("No file is open."));
            ours->setCheckable(theirs && theirs->isCheckable());
            ours->setChecked(theirs && theirs->isChecked());
        };
        follow();
        if (theirs) {
            theirs->setShortcuts(QList<QKeySequence>());
            connect(theirs, &QAction::changed, m_links, follow);
        }
    }
    if (!view)
        return;
    for (const char *name : NotOffered) {
        if (QAction *theirs = theirAction(*view, name)) {
            theirs->setShortcuts(QList<QKeySequence>());
            theirs->setVisible(false);
        }
    }
    for (const char *name : WithoutShortcut) {
        if (QAction *theirs = theirAction(*view, name))
            theirs->setShortcuts(QList<QKeySequence>());
    }
}

} // namespace Spacewright::Ui
