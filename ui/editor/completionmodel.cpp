// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/completionmodel.h"

#include "editor/documentationnote.h"
#include "widgets/icon.h"

#include <KTextEditor/Document>
#include <KTextEditor/View>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
// What may be followed by something to choose from, beside letters and digits.
constexpr auto Starters = "-_.=<>~!:[,/@*\"' "_L1;

KTextEditor::Range rangeOf(const TextRange &range)
{
    return {range.line, range.column, range.endLine, range.endColumn};
}

Assist::Position positionOf(KTextEditor::Cursor cursor)
{
    return {cursor.line(), cursor.column()};
}

QString iconName(Assist::Completion::Kind kind)
{
    using Kind = Assist::Completion::Kind;
    switch (kind) {
    case Kind::Key:
        return u"code-variable"_s;
    case Kind::Value:
        return u"code-typedef"_s;
    case Kind::Package:
        return u"package"_s;
    case Kind::Version:
        return u"tag"_s;
    case Kind::Option:
        return u"code-context"_s;
    case Kind::File:
        return u"document-open"_s;
    case Kind::Instruction:
        return u"code-function"_s;
    case Kind::Image:
        return u"sw-container"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

/// More is to be written right behind it, and there may be something to choose from.
bool leadsOn(const QString &text)
{
    return text.endsWith(u' ') || text.endsWith(u'=');
}
} // namespace

CompletionModel::CompletionModel(Assistant assistant, QObject *parent)
    : CodeCompletionModel(parent)
    , m_assistant(std::move(assistant))
{
}

QVariant CompletionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_completions.size())
        return {};
    const Assist::Completion &completion = m_completions.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Name)
            return completion.label;
        return index.column() == Postfix ? QVariant(completion.detail) : QVariant();
    case Qt::DecorationRole:
        return index.column() == Icon ? QVariant(icon(iconName(completion.kind))) : QVariant();
    case InheritanceDepth: // what KTextEditor sorts by among equally good matches
        return index.row();
    case IsExpandable:
        return !completion.documentation.isEmpty();
    case ExpandingWidget:
        return note(completion);
    default:
        return {};
    }
}

QVariant CompletionModel::note(const Assist::Completion &completion) const
{
    return QVariant::fromValue<QWidget *>(new CompletionNote(
        {.title = completion.label, .text = completion.documentation, .detail = completion.detail, .range = {}}));
}

void CompletionModel::completionInvoked(KTextEditor::View *view, const KTextEditor::Range &, InvocationType)
{
    beginResetModel();
    m_completions = m_assistant.complete(positionOf(view->cursorPosition()));
    setRowCount(int(m_completions.size()));
    endResetModel();
}

void CompletionModel::executeCompletionItem(KTextEditor::View *view, const KTextEditor::Range &word,
                                            const QModelIndex &index) const
{
    if (index.row() >= m_completions.size())
        return;
    const QString text = m_completions.at(index.row()).insertText;
    {
        const KTextEditor::Document::EditingTransaction oneStep(view->document());
        view->document()->replaceText(word, text);
    }
    if (!leadsOn(text))
        return;
    // Once this list is closed.
    QMetaObject::invokeMethod(
        view,
        [view, model = const_cast<CompletionModel *>(this)] {
            const KTextEditor::Range range = model->completionRange(view, view->cursorPosition());
            if (range.isValid())
                view->startCompletion(range, model);
        },
        Qt::QueuedConnection);
}

bool CompletionModel::shouldStartCompletion(KTextEditor::View *, const QString &insertedText, bool userInsertion,
                                            const KTextEditor::Cursor &)
{
    if (!userInsertion || insertedText.isEmpty())
        return false;
    const QChar last = insertedText.back();
    return last.isLetterOrNumber() || QLatin1StringView(Starters).contains(last);
}

KTextEditor::Range CompletionModel::completionRange(KTextEditor::View *, const KTextEditor::Cursor &position)
{
    const QList<Assist::Completion> completions = m_assistant.complete(positionOf(position));
    return completions.isEmpty() ? KTextEditor::Range::invalid() : rangeOf(completions.first().range);
}

QString CompletionModel::filterString(KTextEditor::View *view, const KTextEditor::Range &range,
                                      const KTextEditor::Cursor &position)
{
    const KTextEditor::Range typed(range.start(), qMin(position, range.end()));
    QString text = view->document()->text(typed);
    // A value may be in quotes, and an item may have its dash in front; neither is part of what is read in the list.
    if (text.startsWith(u'"') || text.startsWith(u'\''))
        text.removeFirst();
    return text;
}

bool CompletionModel::shouldAbortCompletion(KTextEditor::View *view, const KTextEditor::Range &range, const QString &)
{
    const KTextEditor::Cursor cursor = view->cursorPosition();
    return !range.isValid() || !(range.contains(cursor) || range.end() == cursor)
        || completionRange(view, cursor).start() != range.start();
}

KTextEditor::CodeCompletionModelControllerInterface::MatchReaction
CompletionModel::matchingItem(const QModelIndex &matched)
{
    // Enter is to begin a new line where the word is complete, but a key that lacks its colon is not.
    const Assist::Completion &completion = m_completions.at(matched.row());
    return completion.insertText == completion.label ? HideListIfAutomaticInvocation : None;
}

} // namespace Spacewright::Ui
