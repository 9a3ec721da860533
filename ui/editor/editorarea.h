// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/assist.h"
#include "base/diagnostic.h"
#include "base/result.h"
#include "base/stage.h"
#include "editor/symbols.h"

#include <QHash>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QStackedWidget;
class QToolButton;

namespace Spacewright::Ui {

class DocumentTabs;
class EditorActions;
class EditorPage;
class EditorStrip;
class EmptyState;
class InlineStrip;
class PageCompanion;
class RecoveryStore;

/// The middle of the window: the open files of a Space in tabs. Paths are absolute, or relative to the
/// Space's folder where given so; they come out absolute. Lines and columns count from 0.
class EditorArea final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditorArea)
public:
    /// Unsaved text is kept below `recoveryFolder` (Paths::state plus "/unsaved").
    explicit EditorArea(const QString &recoveryFolder, QWidget *parent = nullptr);
    ~EditorArea() override;

    /// The Space; closes what was open. Text that an earlier run left unsaved in it is opened again.
    void setFolder(const QString &folder);
    [[nodiscard]] QString folder() const { return m_folder; }

    /// Shows the file, opening it if need be; `line` -1 leaves the cursor where it was.
    void openFile(const QString &path, int line = -1, int column = 0);
    /// Closes without asking; edits are given up. See modifiedFiles().
    void closeFile(const QString &path);
    /// What the person asked for: stays open under a strip when there are unsaved edits.
    void requestClose(const QString &path);
    /// Empty path: the current file.
    Result<> save(const QString &path = {});
    /// Saves what it can; the first failure is told.
    Result<> saveAll();
    Result<> saveAs(const QString &path, const QString &newPath);

    /// In the order of the tabs.
    [[nodiscard]] QStringList openFiles() const;
    [[nodiscard]] QStringList modifiedFiles() const;
    /// Empty when none is open, or a page that is no file is shown.
    [[nodiscard]] QString currentFile() const;
    /// As it stands in the editor; nullopt when the file is not open as text.
    [[nodiscard]] std::optional<QString> text(const QString &path) const;
    [[nodiscard]] QList<Symbol> symbols(const QString &path = {}) const;

    /// All problems of the Space; files are relative to it. Shown now and in files opened later.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// Through the documents, opening files that are not open, so that undo works. Nothing is saved. What cannot
    /// be changed or made is told in the strip, too; the first failure ends it.
    Result<> applyFix(const Fix &fix);
    /// The card with the fix at the cursor. False when there is no problem.
    bool showFixAtCursor();

    /// What completions and documentation know about the Space, from now on.
    void setAssistContext(const Assist::Context &context) { m_assistContext = context; }
    /// The card about the word at the cursor; a tip where nothing is known.
    void showDocumentationAtCursor();

    /// Saves a second after the last keystroke, when the focus leaves and when another tab is shown.
    void setAutosave(bool on);
    [[nodiscard]] bool autosave() const { return m_isAutosaving; }

    /// A button of a notice. It takes the notice away, then runs.
    struct NoticeAction {
        QString text;
        std::function<void()> run;
    };
    /// All texts are translated; `details` can be copied.
    struct Notice {
        QString id;
        StageGroup group = StageGroup::None;
        QString subject;
        QString sentence;
        QString details = {};
        QList<NoticeAction> actions = {}; ///< two at most; with them it is a question
    };
    /// What concerns all files, between the tabs and the text. One is seen at a time: questions first, then the
    /// worst, then the newest; the others come back after it. The same id replaces the one that stands there.
    void showNotice(const Notice &notice);
    void clearNotice(const QString &id);

    /// Facts about the current file, at the end of the strip below the tabs.
    void setInfo(const QString &info);

    /// Files were renamed, moved or deleted by us; folders mean all files in them.
    void fileRenamed(const QString &from, const QString &to);
    void fileDeleted(const QString &path);

    /// Asked for every file that is opened as text from then on; nullptr: it gets none.
    using CompanionMaker = std::function<std::unique_ptr<PageCompanion>(EditorPage &)>;
    void setCompanionMaker(CompanionMaker maker) { m_makeCompanion = std::move(maker); }

    /// A page that is no file, such as Publish; `id` may not look like a path. Takes ownership.
    void openPage(const QString &id, QWidget *page, const QString &title, const QIcon &icon);
    /// Null when it is not open.
    [[nodiscard]] QWidget *page(const QString &id) const;
    void closePage(const QString &id);

    /// Open tabs, the current one, cursors and scroll positions.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

    /// Undo, find, comment and the like, for menus and the palette; they follow the current file.
    [[nodiscard]] EditorActions &actions() const { return *m_actions; }
    /// Where the keyboard goes with Esc from a panel.
    void takeFocus();

Q_SIGNALS:
    /// Another tab, or none: empty.
    void currentChanged(const QString &path);
    void opened(const QString &path);
    void closed(const QString &path);
    void modifiedChanged(const QString &path, bool modified);
    void saved(const QString &path);
    /// With every change of the text; whoever checks it waits a little.
    void textChanged(const QString &path);
    void cursorMoved(int line, int column);
    /// The area is about to show or to ask something; whatever covers it has to go.
    void wanted();
    /// The person wants to find a file by its name.
    void findRequested();
    /// It is to be shown among all the others.
    void problemRequested(const Spacewright::Diagnostic &diagnostic);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    EditorPage *pageAt(int index) const;
    EditorPage *find(const QString &path) const;
    EditorPage *current() const;
    [[nodiscard]] QString absolute(const QString &path) const;
    /// To the Space's folder, where it is in there.
    [[nodiscard]] QString relative(const QString &path) const;
    EditorPage *open(const QString &path);
    void connectPage(EditorPage *page);
    void addCompanion(EditorPage *page);
    void addTab(const QString &id, QWidget *page, const QString &title, const QIcon &icon, const QString &toolTip);
    void removeTab(const QString &id);
    void labelTab(int index, const QString &id, const QString &title, const QIcon &icon, const QString &toolTip);
    [[nodiscard]] QString tabId(int index) const;
    [[nodiscard]] int tabOf(const QString &id) const;
    void showTab(int index);
    void stepTab(int by);
    void nameTab(const EditorPage &page, const QString &id);
    void showPlace();
    void showDiagnostics(EditorPage *page);
    void assist(EditorPage *page);
    /// As it stands in the editor, else on disk; empty where it is no text of ordinary size.
    [[nodiscard]] QString currentText(const QString &file) const;
    void chooseNewPlace(EditorPage *page);
    [[nodiscard]] Result<> applyEdits(const QString &file, const QList<TextEdit> &edits);
    void compare(EditorPage *page, const QString &mine, const QString &theirs);
    void showTabMenu(const QPoint &at, int index);
    void autosaveNow();
    void afterCurrentChanged();
    void showFirstNotice(bool takeFocus);

    QString m_folder;
    RecoveryStore *m_recovery;
    DocumentTabs *m_tabs;
    QToolButton *m_menuButton;
    QWidget *m_header;
    EditorStrip *m_strip;
    CompanionMaker m_makeCompanion;
    InlineStrip *m_notice;
    QList<Notice> m_notices; ///< the one that is seen comes last
    QStackedWidget *m_stack;
    EmptyState *m_nothing;
    EditorActions *m_actions;
    QHash<QString, QWidget *> m_pages; ///< by the tab's id: the absolute path, or openPage()'s id
    QHash<QString, QList<Diagnostic>> m_diagnostics; ///< by absolute path
    Assist::Context m_assistContext;
    QTimer m_placeTimer;
    QTimer m_autosaveTimer;
    bool m_isAutosaving = false;
    QString m_announced; ///< the last currentChanged()
};

} // namespace Spacewright::Ui
