// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/problemmarks.h"

#include "check/suppressions.h"
#include "editor/fixpreview.h"
#include "editor/hovercard.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/severitycolors.h"
#include "widgets/textline.h"

#include <QPainter>
#include <QScrollBar>

#include <KTextEditor/Attribute>
#include <KTextEditor/Document>
#include <KTextEditor/InlineNote>
#include <KTextEditor/MovingRange>
#include <KTextEditor/View>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int NoteLead = 20; // px between the code and the note
// Above KTextEditor's reserved types, which also colour the whole line.
constexpr auto ErrorMark = KTextEditor::Document::markType10;
constexpr auto WarningMark = KTextEditor::Document::markType11;
constexpr auto InformationMark = KTextEditor::Document::markType12;
constexpr uint AllMarks = ErrorMark | WarningMark | InformationMark;

KTextEditor::Document::MarkTypes markOf(Severity severity)
{
    switch (severityGroup(severity)) {
    case StageGroup::Error:
        return ErrorMark;
    case StageGroup::Transient:
        return WarningMark;
    default:
        return InformationMark;
    }
}

KTextEditor::Attribute::Ptr waveFor(Severity severity)
{
    KTextEditor::Attribute::Ptr wave(new KTextEditor::Attribute);
    wave->setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wave->setUnderlineColor(color(severitySolidToken(severity)));
    return wave;
}

/// The range in the document, with something to underline: an empty one takes the word at it.
KTextEditor::Range drawnRange(const KTextEditor::Document &document, const TextRange &range)
{
    KTextEditor::Range drawn(range.line, range.column, range.endLine, range.endColumn);
    drawn.confineToRange(document.documentRange());
    if (!drawn.isEmpty())
        return drawn;
    const KTextEditor::Range word = document.wordRangeAt(drawn.start());
    if (word.isValid() && !word.isEmpty())
        return word;
    return KTextEditor::Range(drawn.start().line(), 0, drawn.start().line(), document.lineLength(drawn.start().line()));
}
} // namespace

ProblemMarks::ProblemMarks(KTextEditor::View *view)
    : m_view(view)
    , m_document(view->document())
{
    m_document->setEditableMarks(0);
    m_document->setMarkDescription(ErrorMark, tr("Stops publishing"));
    m_document->setMarkDescription(WarningMark, tr("Breaks for visitors"));
    m_document->setMarkDescription(InformationMark, tr("Advice"));
    m_view->registerInlineNoteProvider(this);
    m_view->registerTextHintProvider(this);
    connect(m_document, &KTextEditor::Document::aboutToInvalidateMovingInterfaceContent, this, &ProblemMarks::clear);
    connect(m_document, &KTextEditor::Document::markToolTipRequested, this,
            [this](KTextEditor::Document *, KTextEditor::Mark mark, QPoint, bool &handled) {
                if (const Entry *entry = worstOn(mark.line); entry && (mark.type & AllMarks)) {
                    handled = true;
                    showCard(entry, {}, false);
                }
            });
    connect(&Theme::current(), &Theme::changed, this, &ProblemMarks::restyle);
    restyle();
}

ProblemMarks::~ProblemMarks()
{
    m_view->unregisterInlineNoteProvider(this);
    m_view->unregisterTextHintProvider(this);
}

void ProblemMarks::restyle()
{
    for (const Severity severity : {Severity::BuildFails, Severity::BreaksForVisitors, Severity::Advice})
        m_document->setMarkIcon(markOf(severity),
                                icon(severityIconName(severityGroup(severity)), severitySolidToken(severity)));
    for (const Entry &entry : m_entries)
        entry.range->setAttribute(waveFor(entry.diagnostic.severity));
    Q_EMIT inlineNotesReset();
}

void ProblemMarks::clear()
{
    QList<int> marked;
    for (auto mark = m_document->marks().cbegin(); mark != m_document->marks().cend(); ++mark) {
        if (mark.value()->type & AllMarks)
            marked.append(mark.key());
    }
    for (const int line : std::as_const(marked))
        m_document->removeMark(line, AllMarks);
    m_entries.clear();
    Q_EMIT inlineNotesReset();
}

void ProblemMarks::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    if (diagnostics == this->diagnostics())
        return;
    clear();
    for (const Diagnostic &diagnostic : diagnostics) {
        const KTextEditor::Range range = drawnRange(*m_document, diagnostic.range);
        m_entries.push_back({diagnostic, std::unique_ptr<KTextEditor::MovingRange>(m_document->newMovingRange(range))});
    }
    std::ranges::stable_sort(m_entries, {}, [](const Entry &entry) { return entry.diagnostic.severity; });
    for (const Entry &entry : m_entries) {
        entry.range->setAttribute(waveFor(entry.diagnostic.severity));
        const int line = entry.range->start().line();
        if (&worstOn(line)->diagnostic == &entry.diagnostic)
            m_document->addMark(line, markOf(entry.diagnostic.severity));
    }
    Q_EMIT inlineNotesReset();
}

QList<Diagnostic> ProblemMarks::diagnostics() const
{
    QList<Diagnostic> diagnostics;
    for (const Entry &entry : m_entries)
        diagnostics.append(entry.diagnostic);
    return diagnostics;
}

const ProblemMarks::Entry *ProblemMarks::worstOn(int line) const
{
    const auto entry = std::ranges::find_if(m_entries, [line](const Entry &e) { return e.range->overlapsLine(line); });
    return entry == m_entries.end() ? nullptr : &*entry;
}

const Diagnostic *ProblemMarks::at(int line, int column) const
{
    if (const Entry *entry = entryAt({line, column}))
        return &entry->diagnostic;
    const Entry *worst = worstOn(line);
    return worst ? &worst->diagnostic : nullptr;
}

// ── card ─────────────────────────────────────────────────────────────────────────────────────────

const ProblemMarks::Entry *ProblemMarks::entryAt(KTextEditor::Cursor place) const
{
    const auto entry =
        std::ranges::find_if(m_entries, [&](const Entry &e) { return e.range->toRange().contains(place); });
    return entry == m_entries.end() ? nullptr : &*entry;
}

std::optional<Assist::Documentation> ProblemMarks::documentationAt(KTextEditor::Cursor place) const
{
    return m_assistant ? m_assistant->documentationAt({place.line(), place.column()}) : std::nullopt;
}

void ProblemMarks::showCard(const Entry *entry, const std::optional<Assist::Documentation> &documentation,
                            bool withKeyboard)
{
    if (m_card)
        m_card->hide();
    HoverContent content{
        .problem = {}, .suppression = {}, .documentation = documentation, .shortcut = {}, .preview = {}};
    KTextEditor::Range range;
    if (documentation)
        range = drawnRange(*m_document, documentation->range);
    if (entry) {
        content.problem = entry->diagnostic;
        range = entry->range->toRange();
        if (!withKeyboard)
            content.shortcut = QKeySequence(Qt::ALT | Qt::Key_Return).toString(QKeySequence::NativeText);
        if (m_assistant) {
            content.suppression = Check::suppressing(entry->diagnostic, m_assistant->textOf);
            content.preview = [textOf = m_assistant->textOf](const Fix &fix) { return previewOf(fix, textOf); };
        }
    }
    m_card = new HoverCard(content, withKeyboard ? HoverCard::Mode::Keyboard : HoverCard::Mode::Hover, m_view);
    if (content.problem) {
        connect(m_card, &HoverCard::fixRequested, this,
                [this, diagnostic = *content.problem](const Fix &fix) { Q_EMIT fixRequested(diagnostic, fix); });
        connect(m_card, &HoverCard::showRequested, this,
                [this, diagnostic = *content.problem] { Q_EMIT showRequested(diagnostic); });
    }
    const QPoint start = m_view->cursorToCoordinate(range.start());
    const QPoint end =
        m_view->cursorToCoordinate(range.onSingleLine() ? range.end() : m_document->endOfLine(range.start().line()));
    const int lineHeight = QFontMetrics(m_view->configValue(u"font"_s).value<QFont>()).height();
    m_card->showAt(QRect(m_view->mapToGlobal(start), QSize(qMax(1, end.x() - start.x()), lineHeight)));
}

bool ProblemMarks::showCardAtCursor()
{
    const KTextEditor::Cursor cursor = m_view->cursorPosition();
    const Diagnostic *diagnostic = at(cursor.line(), cursor.column());
    if (!diagnostic)
        return false;
    const auto entry = std::ranges::find_if(m_entries, [&](const Entry &e) { return &e.diagnostic == diagnostic; });
    showCard(&*entry, {}, true);
    return true;
}

bool ProblemMarks::showDocumentationAtCursor()
{
    const KTextEditor::Cursor cursor = m_view->cursorPosition();
    const auto documentation = documentationAt(cursor);
    const Entry *entry = entryAt(cursor);
    if (documentation || entry)
        showCard(entry, documentation, true);
    return documentation || entry;
}

QString ProblemMarks::textHint(KTextEditor::View *, const KTextEditor::Cursor &position)
{
    const auto documentation = documentationAt(position);
    const Entry *entry = entryAt(position);
    if (documentation || entry)
        showCard(entry, documentation, false);
    return {}; // the card takes the place of the tool tip
}

// ── words after the line ─────────────────────────────────────────────────────────────────────────

const ProblemMarks::Entry *ProblemMarks::noteOn(int line) const
{
    const auto entry = std::ranges::find_if(m_entries, [line](const Entry &e) {
        return e.range->end().line() == line && !e.diagnostic.shortMessage.isEmpty();
    });
    return entry == m_entries.end() ? nullptr : &*entry;
}

QList<int> ProblemMarks::inlineNotes(int line) const
{
    const Entry *entry = noteOn(line);
    if (!entry)
        return {};
    // Only where it fits: measured here, because asking the view for coordinates would lay out this very line.
    const QFontMetrics code(m_view->configValue(u"font"_s).value<QFont>());
    const int used = code.horizontalAdvance(m_document->line(line)) + NoteLead
        + QFontMetrics(font(TextRole::Caption)).horizontalAdvance(entry->diagnostic.shortMessage);
    if (used > m_view->textAreaRect().width())
        return {};
    return {m_document->lineLength(line)};
}

QSize ProblemMarks::inlineNoteSize(const KTextEditor::InlineNote &note) const
{
    const int line = note.position().line();
    const Entry *entry = noteOn(line);
    if (!entry)
        return {};
    return {NoteLead + QFontMetrics(font(TextRole::Caption)).horizontalAdvance(entry->diagnostic.shortMessage),
            note.lineHeight()};
}

void ProblemMarks::paintInlineNote(const KTextEditor::InlineNote &note, QPainter &painter, Qt::LayoutDirection) const
{
    const int line = note.position().line();
    const Entry *entry = noteOn(line);
    if (!entry)
        return;
    painter.setFont(font(TextRole::Caption));
    painter.setPen(color(severityTextToken(entry->diagnostic.severity)));
    painter.setLayoutDirection(Qt::LeftToRight); // code runs that way in every language
    paintTextLine(painter, QRect(NoteLead, 0, int(note.width()) - NoteLead, int(note.lineHeight())),
                  Qt::AlignVCenter | Qt::AlignLeft, entry->diagnostic.shortMessage);
}

} // namespace Spacewright::Ui
