// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "editor/assistant.h"

#include <QObject>
#include <QPointer>

#include <KTextEditor/InlineNoteProvider>
#include <KTextEditor/TextHintInterface>

#include <memory>
#include <optional>
#include <vector>

namespace KTextEditor {
class Document;
class MovingRange;
class View;
} // namespace KTextEditor

namespace Spacewright::Ui {

class HoverCard;

/// The problems of one file in its editor: a wave under the place, a mark in the gutter, a few words
/// after the line, and a card on hover. They move with the text until the next check.
class ProblemMarks final : public KTextEditor::InlineNoteProvider, public KTextEditor::TextHintProvider {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemMarks)
public:
    /// Goes before `view` does.
    explicit ProblemMarks(KTextEditor::View *view);
    ~ProblemMarks() override;

    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// Where they are now, after what was typed since.
    [[nodiscard]] QList<Diagnostic> diagnostics() const;
    /// The worst problem that touches `line`; at `column` where several do and one of them is there.
    [[nodiscard]] const Diagnostic *at(int line, int column) const;

    /// Whom the cards ask about words and about the texts that a fix changes. Without one they know problems only.
    void setAssistant(const Assistant &assistant) { m_assistant = assistant; }

    /// The card for the problem at the cursor, with the keyboard in it. False when there is none.
    bool showCardAtCursor();
    /// The card for the word at the cursor, and for the problem there. False when nothing is known.
    bool showDocumentationAtCursor();

    QList<int> inlineNotes(int line) const override;
    QSize inlineNoteSize(const KTextEditor::InlineNote &note) const override;
    void paintInlineNote(const KTextEditor::InlineNote &note, QPainter &painter,
                         Qt::LayoutDirection direction) const override;
    QString textHint(KTextEditor::View *view, const KTextEditor::Cursor &position) override;

Q_SIGNALS:
    void fixRequested(const Spacewright::Diagnostic &diagnostic, const Spacewright::Fix &fix);
    void showRequested(const Spacewright::Diagnostic &diagnostic);

private:
    struct Entry {
        Diagnostic diagnostic;
        std::unique_ptr<KTextEditor::MovingRange> range;
    };

    void clear();
    void restyle();
    [[nodiscard]] const Entry *worstOn(int line) const;
    [[nodiscard]] const Entry *noteOn(int line) const;
    [[nodiscard]] const Entry *entryAt(KTextEditor::Cursor place) const;
    [[nodiscard]] std::optional<Assist::Documentation> documentationAt(KTextEditor::Cursor place) const;
    /// Of the problem, of the word, or of both at once; with one of them at least.
    void showCard(const Entry *entry, const std::optional<Assist::Documentation> &documentation, bool withKeyboard);

    KTextEditor::View *m_view;
    KTextEditor::Document *m_document;
    std::vector<Entry> m_entries; ///< worst first
    std::optional<Assistant> m_assistant;
    QPointer<HoverCard> m_card;
};

} // namespace Spacewright::Ui
