// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/atomicfile.h"
#include "base/diagnostic.h"
#include "base/result.h"
#include "base/stage.h"
#include "editor/assistant.h"
#include "editor/editorsettings.h"
#include "editor/symbols.h"

#include <QJsonObject>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QVBoxLayout;

namespace KTextEditor {
class Document;
class View;
} // namespace KTextEditor

namespace Spacewright::Ui {

class CompletionModel;
class InlineStrip;
class PageCompanion;
class ProblemMarks;
class RecoveryStore;

/// One open file: KTextEditor's document and view, and what stands between them and the disk. Text that
/// was typed is never lost: not when the file changes or goes underneath, not when the program dies.
/// Lines and columns count from 0, columns in UTF-16 units.
class EditorPage final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditorPage)
public:
    /// Opens `path` (absolute). What is not text gives a page that says so; `document()` is then null.
    EditorPage(const QString &path, RecoveryStore &recovery, QWidget *parent = nullptr);
    ~EditorPage() override;

    [[nodiscard]] QString path() const { return m_path; }
    /// The file was renamed or moved by us; unsaved text goes along.
    void moveTo(const QString &path);

    [[nodiscard]] KTextEditor::Document *document() const { return m_document; }
    [[nodiscard]] KTextEditor::View *view() const { return m_view; }
    /// The view as a widget, for whoever knows no KTextEditor.
    [[nodiscard]] QWidget *textWidget() const;
    [[nodiscard]] bool isText() const { return m_document; }
    /// Puts its sheet, which holds the text's widget, in the place of that. Once, and only for what is text.
    void setCompanion(std::unique_ptr<PageCompanion> companion);
    [[nodiscard]] PageCompanion *companion() const { return m_companion.get(); }
    /// What is typed in a field beside the text stands in the text afterwards.
    void takeTyped();
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QList<Symbol> symbols() const;

    /// Fails with Conflict when the file changed on disk, with Io when it cannot be written; the strip
    /// then says so too, and the text stays.
    Result<> save();
    Result<> saveAs(const QString &path);
    /// Reads the file again; edits are lost, the cursor stays.
    void reload();
    /// Keeps what was typed for the next start. Nothing is asked of the store afterwards.
    void keepUnsaved() { keepNow(); }
    /// Forgets edits, also those kept for after a crash. Before closing.
    void giveUpEdits();

    /// Under a strip: save and close, or close without saving.
    void askBeforeClosing();

    void goTo(int line, int column);
    /// As one step for undo. Io when the file is read-only or no text; nothing is changed then.
    [[nodiscard]] Result<> apply(const QList<TextEdit> &edits);
    [[nodiscard]] ProblemMarks *problems() const { return m_problems.get(); }
    /// Whom to ask about words. Once, and before the first setAssisted().
    void setAssistant(const Assistant &assistant);
    /// Whether the assistant knows this kind of file. Then its completions stand in the place of words of the text.
    void setAssisted(bool assisted);

    /// Cursor and scroll position, and the companion's.
    [[nodiscard]] QJsonObject state() const;
    void restore(const QJsonObject &state);

    void takeFocus();

Q_SIGNALS:
    void modifiedChanged(bool modified);
    void textChanged();
    void saved();
    /// Also after moveTo() and saveAs().
    void pathChanged(const QString &from, const QString &to);
    void cursorMoved(int line, int column);
    void saveAsRequested();
    void closeRequested();
    /// `mine` is the text in the editor, `theirs` the one on disk.
    void compareRequested(const QString &mine, const QString &theirs);

private:
    void load();
    void showNotText(NotText reason);
    void watchDocument();
    void keepSoon();
    void keepNow();
    void bringBackUnsaved();
    void onDiskChange();
    [[nodiscard]] bool changedOnDisk() const;
    [[nodiscard]] Result<> checkDisk() const;
    void noteStamp();
    Result<> write();

    struct Action {
        QString text;
        std::function<void()> run;
    };
    void showStrip(StageGroup group, const QString &subject, const QString &sentence, const QList<Action> &actions);
    void hideStrip();
    void chooseCompletions();
    void showConflict(bool isSaving);

    QString m_path;
    RecoveryStore &m_recovery;
    QVBoxLayout *m_layout;
    KTextEditor::Document *m_document = nullptr;
    KTextEditor::View *m_view = nullptr;
    std::unique_ptr<ProblemMarks> m_problems; ///< goes before the view
    std::unique_ptr<PageCompanion> m_companion;
    CompletionModel *m_completion = nullptr; ///< of the view
    bool m_isAssisted = false;
    InlineStrip *m_strip;
    QTimer m_keepTimer;
    FileStamp m_stamp;
    mutable std::optional<QList<Symbol>> m_symbols;
};

} // namespace Spacewright::Ui
