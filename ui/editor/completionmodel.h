// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/assistant.h"

#include <KTextEditor/CodeCompletionModel>
#include <KTextEditor/CodeCompletionModelControllerInterface>

namespace Spacewright::Ui {

/// What an Assistant offers, in KTextEditor's list of completions. The order is the assistant's. A thousand lines are
/// asked about within 5 ms.
class CompletionModel final : public KTextEditor::CodeCompletionModel,
                              public KTextEditor::CodeCompletionModelControllerInterface {
    Q_OBJECT
    Q_INTERFACES(KTextEditor::CodeCompletionModelControllerInterface)
    Q_DISABLE_COPY_MOVE(CompletionModel)
public:
    explicit CompletionModel(Assistant assistant, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    void completionInvoked(KTextEditor::View *view, const KTextEditor::Range &range, InvocationType type) override;
    void executeCompletionItem(KTextEditor::View *view, const KTextEditor::Range &word,
                               const QModelIndex &index) const override;

    bool shouldStartCompletion(KTextEditor::View *view, const QString &insertedText, bool userInsertion,
                               const KTextEditor::Cursor &position) override;
    KTextEditor::Range completionRange(KTextEditor::View *view, const KTextEditor::Cursor &position) override;
    QString filterString(KTextEditor::View *view, const KTextEditor::Range &range,
                         const KTextEditor::Cursor &position) override;
    bool shouldAbortCompletion(KTextEditor::View *view, const KTextEditor::Range &range,
                               const QString &currentCompletion) override;
    MatchReaction matchingItem(const QModelIndex &matched) override;

private:
    [[nodiscard]] QVariant note(const Assist::Completion &completion) const;

    Assistant m_assistant;
    QList<Assist::Completion> m_completions;
};

} // namespace Spacewright::Ui
