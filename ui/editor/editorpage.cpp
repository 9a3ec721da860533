// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorpage.h"

#include "base/clock.h"
#include "editor/completionmodel.h"
#include "editor/pagecompanion.h"
#include "editor/problemmarks.h"
#include "editor/recoverystore.h"
#include "widgets/emptystate.h"
#include "widgets/inlinestrip.h"
#include "widgets/theme.h"

#include <QCryptographicHash>
#include <QDesktopServices>
#include <QFileInfo>
#include <QPushButton>
#include <QStorageInfo>
#include <QStringEncoder>
#include <QUrl>
#include <QVBoxLayout>

#include <KTextEditor/Document>
#include <KTextEditor/Editor>
#include <KTextEditor/View>

#include <algorithm>
#include <limits>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
// How long typed text may be only in memory. Larger texts cost more to copy.
constexpr auto KeepDelay = 150ms;
constexpr auto KeepDelayLarge = 2s;
constexpr qsizetype LargeText = 1'000'000; // characters

KTextEditor::Range rangeOf(const TextRange &range)
{
    return {range.line, range.column, range.endLine, range.endColumn};
}

/// How KTextEditor calls the content of a file: git's name for it.
QByteArray blobHash(const QByteArray &content)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArray("blob " + QByteArray::number(content.size())));
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(content);
    return hash.result();
}
} // namespace

EditorPage::EditorPage(const QString &path, RecoveryStore &recovery, QWidget *parent)
    : QWidget(parent)
    , m_path(path)
    , m_recovery(recovery)
    , m_layout(new QVBoxLayout(this))
    , m_strip(new InlineStrip(StageGroup::None, this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_strip);
    m_strip->hide();
    m_keepTimer.setSingleShot(true);
    connect(&m_keepTimer, &QTimer::timeout, this, &EditorPage::keepNow);
    if (const NotText reason = sniff(path); reason == NotText::No)
        load();
    else
        showNotText(reason);
}

EditorPage::~EditorPage()
{
    if (m_keepTimer.isActive())
        keepNow();
    // A view goes before its document, also where a companion's sheet holds it.
    m_companion.reset();
    m_problems.reset();
    delete m_view;
}

// ── opening ──────────────────────────────────────────────────────────────────────────────────────

void EditorPage::load()
{
    prepareKTextEditor();
    m_document = KTextEditor::Editor::instance()->createDocument(this);
    m_document->setConfigValue(u"newline-at-eof"_s, false);
    m_document->setModifiedOnDiskWarning(false); // our strip takes the place of its dialog
    m_document->openUrl(QUrl::fromLocalFile(m_path));
    // Root may write everything; a file without the bit is still meant to be left alone.
    const QFileInfo file(m_path);
    if (!(file.permissions() & QFile::WriteOwner) || !file.isWritable())
        m_document->setReadWrite(false);
    noteStamp();

    m_view = m_document->createView(this);
    m_view->setObjectName(u"view"_s);
    m_view->setLayoutDirection(Qt::LeftToRight); // code runs that way in every language
    m_view->setAccessibleName(tr("Text of %1").arg(QFileInfo(m_path).fileName()));
    styleView(*m_view, m_path);
    m_layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    m_problems = std::make_unique<ProblemMarks>(m_view);
    watchDocument();
    bringBackUnsaved();
}

void EditorPage::showNotText(NotText reason)
{
    const QFileInfo info(m_path);
    const QString size = bytesText(info.size());
    QString sentence;
    switch (reason) {
    case NotText::Binary:
        sentence = tr("%1 has %2 and is not text.").arg(info.fileName(), size);
        break;
    case NotText::TooLarge:
        sentence = tr("%1 has %2; the editor opens text up to %3.").arg(info.fileName(), size, bytesText(LargestText));
        break;
    case NotText::Unreadable:
    case NotText::No:
        sentence = info.exists() ? tr("%1 cannot be read. Check its permissions.").arg(info.fileName())
                                 : tr("%1 is not there any more.").arg(info.fileName());
        break;
    }
    auto *page = new EmptyState(u"text-x-generic"_s, tr("Not shown as text"), sentence, this);
    page->setObjectName(u"notText"_s);
    QPushButton *open = page->addAction(tr("Open the folder"), u"folder-open"_s);
    connect(open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_path).path())); });
    m_layout->addWidget(page, 1);
    setFocusProxy(open);
}

void EditorPage::watchDocument()
{
    using Document = KTextEditor::Document;
    connect(m_document, &Document::modifiedChanged, this, [this] {
        if (!m_document->isModified()) {
            m_keepTimer.stop();
            m_recovery.drop(m_path);
        }
        Q_EMIT modifiedChanged(m_document->isModified());
    });
    connect(m_document, &Document::textChanged, this, [this] {
        m_symbols.reset();
        keepSoon();
        Q_EMIT textChanged();
    });
    connect(m_document, &Document::modifiedOnDisk, this,
            [this](Document *, bool, Document::ModifiedOnDiskReason reason) {
                if (reason != Document::OnDiskUnmodified)
                    onDiskChange();
            });
    connect(m_view, &KTextEditor::View::cursorPositionChanged, this,
            [this](KTextEditor::View *, KTextEditor::Cursor cursor) {
                Q_EMIT cursorMoved(cursor.line(), cursor.column());
            });
    connect(&Theme::current(), &Theme::changed, m_view, [this] {
        recolorView(*m_view);
        chooseCompletions(); // with every change of its settings KTextEditor registers its own again
    });
}

bool EditorPage::isModified() const
{
    return m_document && m_document->isModified();
}

bool EditorPage::isReadOnly() const
{
    return m_document && !m_document->isReadWrite();
}

QString EditorPage::text() const
{
    return m_document ? m_document->text() : QString();
}

QList<Symbol> EditorPage::symbols() const
{
    if (!m_symbols)
        m_symbols = symbolsIn(text(), m_path);
    return *m_symbols;
}

QWidget *EditorPage::textWidget() const
{
    return m_view;
}

void EditorPage::setCompanion(std::unique_ptr<PageCompanion> companion)
{
    m_companion = std::move(companion);
    m_layout->addWidget(m_companion->sheet(), 1);
    setFocusProxy(m_companion->sheet());
}

void EditorPage::takeTyped()
{
    if (m_companion)
        m_companion->flush();
}

void EditorPage::takeFocus()
{
    if (m_companion)
        m_companion->takeFocus();
    else
        (m_view ? m_view : static_cast<QWidget *>(this))->setFocus(Qt::OtherFocusReason);
}

// ── unsaved text ─────────────────────────────────────────────────────────────────────────────────

void EditorPage::keepSoon()
{
    // Not restarted by the next keystroke: what was typed first must not wait for the last.
    if (m_document->isModified() && !m_keepTimer.isActive())
        m_keepTimer.start(m_document->totalCharacters() > LargeText ? std::chrono::milliseconds(KeepDelayLarge)
                                                                    : KeepDelay);
}

void EditorPage::keepNow()
{
    m_keepTimer.stop();
    if (isModified())
        m_recovery.keep(m_path, text());
}

void EditorPage::bringBackUnsaved()
{
    const auto unsaved = m_recovery.leftBehindFor(m_path);
    if (!unsaved)
        return;
    if (unsaved->text == text()) {
        m_recovery.discard(*unsaved);
        return;
    }
    m_document->setReadWrite(true);
    m_document->setText(unsaved->text);
    keepNow(); // in our own store, before the old one is emptied
    m_recovery.discard(*unsaved);
    const QString name = QFileInfo(m_path).fileName();
    showStrip(StageGroup::None, tr("%1 has unsaved text from before.").arg(name), tr("It was brought back."),
              {{tr("Compare"),
                [this] {
                    if (const auto disk = readFile(m_path, LargestText))
                        Q_EMIT compareRequested(text(), QString::fromUtf8(*disk));
                }},
               {tr("Load the file"), [this] { reload(); }}});
}

void EditorPage::giveUpEdits()
{
    m_keepTimer.stop();
    m_recovery.drop(m_path);
    if (m_document)
        m_document->setModified(false);
}

void EditorPage::askBeforeClosing()
{
    const QString name = QFileInfo(m_path).fileName();
    showStrip(StageGroup::Transient, tr("%1 has unsaved edits.").arg(name), tr("Save them before it is closed?"),
              {{tr("Save and close"),
                [this] {
                    if (save())
                        Q_EMIT closeRequested();
                }},
               {tr("Close without saving"), [this] { Q_EMIT closeRequested(); }}});
}

// ── the disk ─────────────────────────────────────────────────────────────────────────────────────

void EditorPage::noteStamp()
{
    m_stamp = FileStamp::of(m_path);
}

bool EditorPage::changedOnDisk() const
{
    if (FileStamp::of(m_path) == m_stamp)
        return false;
    // Touched is not changed.
    const auto disk = readFile(m_path, LargestText);
    return !disk || blobHash(*disk) != m_document->checksum();
}

void EditorPage::onDiskChange()
{
    const QString name = QFileInfo(m_path).fileName();
    if (!QFileInfo::exists(m_path)) {
        m_document->setModified(true); // the text is nowhere else now
        keepSoon();
        showStrip(StageGroup::Transient, tr("%1 was deleted on disk.").arg(name), tr("Its text is kept here."),
                  {{tr("Save it again"), [this] { save(); }}, {tr("Close"), [this] { Q_EMIT closeRequested(); }}});
        return;
    }
    if (!changedOnDisk())
        return;
    if (m_document->isModified())
        showConflict(false);
    else if (sniff(m_path) == NotText::No)
        reload();
    else
        showStrip(StageGroup::Transient, tr("%1 changed on disk.").arg(name),
                  tr("It is no text any more, so the old one stays here."), {});
}

void EditorPage::showConflict(bool isSaving)
{
    const QString name = QFileInfo(m_path).fileName();
    const Action compare{tr("Compare"), [this] {
                             if (const auto disk = readFile(m_path, LargestText))
                                 Q_EMIT compareRequested(text(), QString::fromUtf8(*disk));
                         }};
    if (isSaving)
        showStrip(StageGroup::Transient, tr("%1 was not saved.").arg(name),
                  tr("It changed on disk. Compare the two and choose."), {compare, {tr("Save mine over it"), [this] {
                                                                                        noteStamp();
                                                                                        save();
                                                                                    }}});
    else
        showStrip(StageGroup::None, tr("%1 changed on disk.").arg(name), tr("Your edits are kept."),
                  {compare, {tr("Load the file"), [this] { reload(); }}});
}

void EditorPage::reload()
{
    if (!m_document)
        return;
    const QJsonObject place = state();
    giveUpEdits();
    m_document->documentReload();
    noteStamp();
    restore(place);
    hideStrip();
    m_symbols.reset();
}

Result<> EditorPage::checkDisk() const
{
    const QFileInfo folder(QFileInfo(m_path).path());
    const QString name = QFileInfo(m_path).fileName();
    if (!folder.isDir())
        return failure(ErrorCode::NotFound,
                       tr("%1 cannot be saved: its folder is gone. Save it in another place.").arg(name));
    if (m_document->isReadWrite() && QFileInfo::exists(m_path) && changedOnDisk())
        return failure(ErrorCode::Conflict,
                       tr("%1 changed on disk while you edited it. Compare the two and choose.").arg(name));
    const QByteArray target = QFile::encodeName(QFileInfo::exists(m_path) ? m_path : folder.filePath());
    if (!m_document->isReadWrite() || ::access(target.constData(), W_OK) != 0
        || ::access(QFile::encodeName(folder.filePath()).constData(), W_OK) != 0)
        return failure(ErrorCode::Io,
                       tr("%1 is read-only. Change its permissions, or save it in another place.").arg(name));
    // Room for the copy that takes the file's place in one step. KTextEditor would ask in a dialog.
    const qint64 needed = m_document->totalCharacters() * 3;
    const qint64 free = QStorageInfo(folder.filePath()).bytesAvailable();
    if (free >= 0 && free < needed)
        return failure(ErrorCode::Io,
                       tr("The disk is full: %1 needed, %2 free. Free some space, then save again.")
                           .arg(bytesText(needed), bytesText(free)));
    return {};
}

Result<> EditorPage::write()
{
    // A text that its encoding cannot hold is written as UTF-8, which every Space understands.
    QStringEncoder encoder(m_document->encoding().toLatin1().constData());
    if (encoder.isValid()) {
        [[maybe_unused]] const QByteArray bytes = encoder.encode(m_document->text());
        if (encoder.hasError())
            m_document->setEncoding(u"UTF-8"_s);
    }
    // KTextEditor empties the file before it writes. Whoever dies between the two finds the text here.
    keepNow();
    if (!m_document->documentSave())
        return failure(ErrorCode::Io,
                       tr("%1 could not be written. Its text is kept here; save it in another place.")
                           .arg(QFileInfo(m_path).fileName()));
    noteStamp();
    m_keepTimer.stop();
    m_recovery.drop(m_path);
    hideStrip();
    Q_EMIT saved();
    return {};
}

Result<> EditorPage::save()
{
    if (!m_document)
        return {};
    takeTyped();
    auto result = checkDisk();
    if (result)
        result = write();
    if (result)
        return {};
    const QString name = QFileInfo(m_path).fileName();
    if (result.error().code == ErrorCode::Conflict)
        showConflict(true);
    else
        showStrip(StageGroup::Error, tr("%1 was not saved.").arg(name), result.error().message,
                  {{tr("Save as…"), [this] { Q_EMIT saveAsRequested(); }}});
    return result;
}

Result<> EditorPage::saveAs(const QString &path)
{
    if (!m_document)
        return {};
    const QString from = m_path;
    m_document->setReadWrite(true);
    if (!QFileInfo(QFileInfo(path).path()).isDir())
        return failure(
            ErrorCode::NotFound,
            tr("%1 cannot be saved: its folder is gone. Save it in another place.").arg(QFileInfo(path).fileName()));
    if (!m_document->saveAs(QUrl::fromLocalFile(path)))
        return failure(ErrorCode::Io,
                       tr("%1 could not be written. Its text is kept here; save it in another place.")
                           .arg(QFileInfo(path).fileName()));
    m_recovery.drop(from);
    m_path = path;
    noteStamp();
    hideStrip();
    m_symbols.reset();
    Q_EMIT pathChanged(from, path);
    Q_EMIT saved();
    return {};
}

void EditorPage::moveTo(const QString &path)
{
    const QString from = std::exchange(m_path, path);
    m_recovery.drop(from);
    m_symbols.reset();
    if (m_document) {
        // Opening the new place keeps marks and theme; unsaved text is put back as an edit.
        const QJsonObject place = state();
        const std::optional<QString> edits = isModified() ? std::optional(text()) : std::nullopt;
        m_document->setModified(false);
        m_document->openUrl(QUrl::fromLocalFile(path));
        if (edits)
            m_document->setText(*edits);
        noteStamp();
        restore(place);
    }
    Q_EMIT pathChanged(from, path);
}

void EditorPage::showStrip(StageGroup group, const QString &subject, const QString &sentence,
                           const QList<Action> &actions)
{
    m_strip->clearActions();
    m_strip->setMessage(group, subject, sentence);
    for (const Action &action : actions)
        connect(m_strip->addAction(action.text), &QPushButton::clicked, this, action.run);
    m_strip->setClosable(true);
    m_strip->reveal();
}

void EditorPage::hideStrip()
{
    m_strip->reveal(false);
}

// ── completions ──────────────────────────────────────────────────────────────────────────────────

void EditorPage::setAssistant(const Assistant &assistant)
{
    if (!m_view)
        return;
    m_problems->setAssistant(assistant);
    m_completion = new CompletionModel(assistant, m_view);
}

void EditorPage::setAssisted(bool assisted)
{
    if (std::exchange(m_isAssisted, assisted) != assisted)
        chooseCompletions();
}

void EditorPage::chooseCompletions()
{
    if (!m_completion)
        return;
    const QList<KTextEditor::CodeCompletionModel *> models = m_view->codeCompletionModels();
    if (!m_isAssisted) {
        m_view->unregisterCompletionModel(m_completion);
        return;
    }
    for (KTextEditor::CodeCompletionModel *model : models) {
        if (model != m_completion)
            m_view->unregisterCompletionModel(model);
    }
    if (!models.contains(m_completion))
        m_view->registerCompletionModel(m_completion);
}

// ── places and edits ─────────────────────────────────────────────────────────────────────────────

void EditorPage::goTo(int line, int column)
{
    if (!m_view || line < 0)
        return;
    const int last = m_document->lines() - 1;
    m_view->setCursorPosition({qMin(line, last), qMax(0, column)});
}

Result<> EditorPage::apply(const QList<TextEdit> &edits)
{
    const QString name = QFileInfo(m_path).fileName();
    if (!m_document)
        return failure(ErrorCode::Io, tr("%1 is not shown as text, so it cannot be changed here.").arg(name));
    if (isReadOnly())
        return failure(ErrorCode::Io,
                       tr("%1 is read-only. Change its permissions, then apply the fix again.").arg(name));
    // From the end, so that places further up stay true. Of two that overlap the lower one is made; the other
    // was meant for a text that is not there any more.
    QList<TextEdit> ordered = edits;
    std::ranges::stable_sort(ordered, [](const TextEdit &a, const TextEdit &b) {
        return rangeOf(a.range).start() > rangeOf(b.range).start();
    });
    const KTextEditor::Document::EditingTransaction transaction(m_document);
    KTextEditor::Cursor untouched(std::numeric_limits<int>::max(), 0);
    for (const TextEdit &edit : std::as_const(ordered)) {
        KTextEditor::Range range = rangeOf(edit.range);
        if (range.start().line() >= m_document->lines()) { // a new last line, where there is none yet
            m_document->insertText(m_document->documentEnd(), u'\n' + edit.text);
            continue;
        }
        if (range.end() > untouched)
            continue;
        untouched = range.start();
        range.confineToRange(m_document->documentRange());
        m_document->replaceText(range, edit.text);
    }
    return {};
}

QJsonObject EditorPage::state() const
{
    QJsonObject state{{u"path"_s, m_path}};
    if (m_view) {
        const KTextEditor::Cursor cursor = m_view->cursorPosition();
        state.insert(u"line"_s, cursor.line());
        state.insert(u"column"_s, cursor.column());
        state.insert(u"top"_s, m_view->firstDisplayedLine());
    }
    if (m_companion)
        state.insert(u"companion"_s, m_companion->state());
    return state;
}

void EditorPage::restore(const QJsonObject &state)
{
    if (!m_view)
        return;
    goTo(state["line"_L1].toInt(), state["column"_L1].toInt());
    m_view->setScrollPosition({qMin(state["top"_L1].toInt(), m_document->lines() - 1), 0});
    if (m_companion && state.contains("companion"_L1))
        m_companion->restore(state["companion"_L1].toObject());
}

} // namespace Spacewright::Ui
