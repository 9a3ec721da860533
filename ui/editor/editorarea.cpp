// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"

#include "base/atomicfile.h"
#include "editor/editoractions.h"
#include "editor/editorpage.h"
#include "editor/editorsettings.h"
#include "editor/editorstrip.h"
#include "editor/pagecompanion.h"
#include "editor/problemmarks.h"
#include "editor/recoverystore.h"
#include "editor/textcompare.h"
#include "widgets/button.h"
#include "widgets/documenttabs.h"
#include "widgets/emptystate.h"
#include "widgets/fileicon.h"
#include "widgets/icon.h"
#include "widgets/inlinestrip.h"
#include "widgets/metrics.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolTip>
#include <QUrl>

#include <KTextEditor/View>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
constexpr auto AutosaveDelay = 1s;
constexpr auto PlaceDelay = 50ms; // a held arrow key must not read the outline of a large file at each line

/// The row of the document tabs: frame colour and, along its foot, the line that runs through the window.
class HeaderRow final : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), color(Token::Window));
        painter.fillRect(0, height() - 1, width(), 1, color(Token::Border));
    }
};

bool isWithin(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

int urgency(const EditorArea::Notice &notice)
{
    if (!notice.actions.isEmpty())
        return 3;
    return notice.group == StageGroup::Error ? 2 : notice.group == StageGroup::Transient ? 1 : 0;
}
} // namespace

EditorArea::EditorArea(const QString &recoveryFolder, QWidget *parent)
    : QWidget(parent)
    , m_recovery(new RecoveryStore(recoveryFolder, this))
    , m_tabs(new DocumentTabs)
    , m_menuButton(makeIconButton(u"overflow-menu"_s, tr("More about open files")))
    , m_header(new HeaderRow)
    , m_strip(new EditorStrip)
    , m_notice(new InlineStrip(StageGroup::None, this))
    , m_stack(new QStackedWidget)
    , m_nothing(new EmptyState(u"document-edit"_s, tr("No file is open"),
                               tr("Choose one in Files, or press Ctrl+P and type its name.")))
    , m_actions(new EditorActions(this))
{
    setObjectName(u"editorArea"_s);
    setAccessibleName(tr("Editor"));

    connect(m_nothing->addAction(tr("Find a file"), u"edit-find"_s), &QPushButton::clicked, this,
            &EditorArea::findRequested);
    m_header->setFixedHeight(Metrics::current().header);
    auto *row = new QHBoxLayout(m_header);
    row->setContentsMargins(0, 0, Gap::Group, 0);
    row->setSpacing(Gap::Group);
    row->addWidget(m_tabs, 1, Qt::AlignBottom);
    row->addWidget(m_menuButton);
    m_menuButton->setObjectName(u"tabMenu"_s);
    m_tabs->setObjectName(u"documentTabs"_s);
    m_tabs->setAccessibleName(tr("Open files"));
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_strip);
    layout->addWidget(m_notice);
    layout->addWidget(m_stack, 1);
    m_nothing->setObjectName(u"nothingOpen"_s);
    m_stack->addWidget(m_nothing);
    m_strip->hide();
    m_notice->setObjectName(u"editorNotice"_s);
    m_notice->setClosable(true);
    m_notice->hide();
    setFocusProxy(m_nothing);

    connect(m_notice, &InlineStrip::closed, this, [this] {
        if (!m_notices.isEmpty())
            m_notices.removeLast();
        takeFocus();
        showFirstNotice(false);
    });
    connect(m_tabs, &QTabBar::currentChanged, this, &EditorArea::afterCurrentChanged);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, [this](int index) { requestClose(tabId(index)); });
    connect(m_tabs, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { showTabMenu(m_tabs->mapToGlobal(at), m_tabs->tabAt(at)); });
    connect(m_menuButton, &QToolButton::clicked, this, [this] {
        showTabMenu(m_menuButton->mapToGlobal(m_menuButton->rect().bottomLeft()), m_tabs->currentIndex());
    });
    connect(m_strip, &EditorStrip::lineChosen, this, [this](int line) {
        if (EditorPage *page = current()) {
            page->goTo(line, 0);
            page->takeFocus();
        }
    });
    for (QTimer *timer : {&m_placeTimer, &m_autosaveTimer})
        timer->setSingleShot(true);
    m_placeTimer.setInterval(PlaceDelay);
    m_autosaveTimer.setInterval(AutosaveDelay);
    connect(&m_placeTimer, &QTimer::timeout, this, &EditorArea::showPlace);
    connect(&m_autosaveTimer, &QTimer::timeout, this, &EditorArea::autosaveNow);
    connect(m_actions, &EditorActions::documentationRequested, this, &EditorArea::showDocumentationAtCursor);
}

EditorArea::~EditorArea()
{
    // Pages go first, those that are closed and wait for their end too: what they have to keep goes into the store.
    m_tabs->disconnect(this);
    m_actions->setView(nullptr);
    qDeleteAll(m_pages);
    qDeleteAll(m_stack->findChildren<EditorPage *>(Qt::FindDirectChildrenOnly));
}

// ── files ────────────────────────────────────────────────────────────────────────────────────────

QString EditorArea::absolute(const QString &path) const
{
    return path.isEmpty() ? currentFile() : QDir::cleanPath(QDir(m_folder).absoluteFilePath(path));
}

QString EditorArea::relative(const QString &path) const
{
    return path.startsWith(m_folder + u'/') ? path.sliced(m_folder.size() + 1) : path;
}

void EditorArea::setFolder(const QString &folder)
{
    const QStringList ids = m_pages.keys(); // the loop takes them out
    for (const QString &id : ids)
        removeTab(id);
    m_diagnostics.clear();
    m_notices.clear();
    showFirstNotice(false);
    m_folder = folder.isEmpty() ? QString() : QDir::cleanPath(folder);
    if (m_folder.isEmpty())
        return;
    for (const UnsavedText &unsaved : m_recovery->leftBehind(m_folder))
        open(unsaved.path);
}

EditorPage *EditorArea::pageAt(int index) const
{
    return qobject_cast<EditorPage *>(m_pages.value(tabId(index)));
}

EditorPage *EditorArea::find(const QString &path) const
{
    return qobject_cast<EditorPage *>(m_pages.value(absolute(path)));
}

EditorPage *EditorArea::current() const
{
    return pageAt(m_tabs->currentIndex());
}

EditorPage *EditorArea::open(const QString &path)
{
    if (EditorPage *page = find(path))
        return page;
    // In its window from the beginning: KTextEditor makes its list of completions a child of that.
    auto *page = new EditorPage(path, *m_recovery, m_stack);
    connectPage(page);
    addCompanion(page);
    if (page->view()) {
        // Ctrl+Tab would go to KTextEditor otherwise.
        for (QWidget *part : page->view()->findChildren<QWidget *>())
            part->installEventFilter(this);
    }
    const QFileInfo info(path);
    addTab(path, page, info.fileName(), fileIcon(info.fileName()), path);
    m_tabs->setModified(tabOf(path), page->isModified());
    showDiagnostics(page);
    assist(page);
    Q_EMIT opened(path);
    if (page->isModified())
        Q_EMIT modifiedChanged(path, true);
    return page;
}

void EditorArea::addCompanion(EditorPage *page)
{
    std::unique_ptr<PageCompanion> companion = page->isText() && m_makeCompanion ? m_makeCompanion(*page) : nullptr;
    if (!companion)
        return;
    auto *column = static_cast<QBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_strip) + 1, companion->strip());
    companion->strip()->hide();
    page->setCompanion(std::move(companion));
}

void EditorArea::connectPage(EditorPage *page)
{
    connect(page, &EditorPage::modifiedChanged, this, [this, page](bool modified) {
        m_tabs->setModified(tabOf(page->path()), modified);
        Q_EMIT modifiedChanged(page->path(), modified);
    });
    connect(page, &EditorPage::textChanged, this, [this, page] {
        if (m_isAutosaving)
            m_autosaveTimer.start();
        m_placeTimer.start();
        Q_EMIT textChanged(page->path());
    });
    connect(page, &EditorPage::saved, this, [this, page] { Q_EMIT saved(page->path()); });
    connect(page, &EditorPage::pathChanged, this, [this, page](const QString &from, const QString &to) {
        nameTab(*page, from);
        page->setAssisted(Assist::isAssisted(relative(to)));
    });
    connect(page, &EditorPage::cursorMoved, this, [this, page](int line, int column) {
        if (page != current())
            return;
        m_placeTimer.start();
        Q_EMIT cursorMoved(line, column);
    });
    connect(page, &EditorPage::saveAsRequested, this, [this, page] { chooseNewPlace(page); });
    connect(page, &EditorPage::closeRequested, this, [this, page] { closeFile(page->path()); });
    connect(page, &EditorPage::compareRequested, this,
            [this, page](const QString &mine, const QString &theirs) { compare(page, mine, theirs); });
    if (ProblemMarks *problems = page->problems()) {
        connect(problems, &ProblemMarks::fixRequested, this,
                [this](const Diagnostic &, const Fix &fix) { applyFix(fix); });
        connect(problems, &ProblemMarks::showRequested, this, &EditorArea::problemRequested);
    }
}

void EditorArea::openFile(const QString &path, int line, int column)
{
    if (path.isEmpty() || QFileInfo(absolute(path)).isDir())
        return;
    Q_EMIT wanted();
    EditorPage *page = open(absolute(path));
    if (line >= 0 && page->companion())
        page->companion()->showSource();
    page->goTo(line, column);
    showTab(tabOf(page->path()));
    page->takeFocus();
}

void EditorArea::closeFile(const QString &path)
{
    EditorPage *page = find(path);
    if (!page)
        return;
    page->giveUpEdits();
    removeTab(page->path());
}

void EditorArea::requestClose(const QString &path)
{
    EditorPage *page = find(path);
    if (!page) {
        closePage(path);
        return;
    }
    page->takeTyped();
    if (!page->isModified()) {
        closeFile(path);
        return;
    }
    showTab(tabOf(page->path()));
    page->askBeforeClosing();
}

Result<> EditorArea::save(const QString &path)
{
    EditorPage *page = find(path);
    return page ? page->save() : Result<>();
}

Result<> EditorArea::saveAll()
{
    Result<> first;
    for (const QString &path : modifiedFiles()) {
        if (const auto result = save(path); !result && first)
            first = result;
    }
    return first;
}

Result<> EditorArea::saveAs(const QString &path, const QString &newPath)
{
    EditorPage *page = find(path);
    return page ? page->saveAs(QDir::cleanPath(newPath)) : Result<>();
}

void EditorArea::chooseNewPlace(EditorPage *page)
{
    auto *dialog =
        new QFileDialog(this, tr("Save %1 in another place").arg(QFileInfo(page->path()).fileName()), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QFileInfo(page->path()).fileName());
    connect(dialog, &QFileDialog::fileSelected, page, [page](const QString &chosen) {
        if (!chosen.isEmpty())
            page->saveAs(chosen);
    });
    dialog->open();
}

QStringList EditorArea::openFiles() const
{
    QStringList files;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (const EditorPage *page = pageAt(i))
            files.append(page->path());
    }
    return files;
}

QStringList EditorArea::modifiedFiles() const
{
    QStringList files = openFiles();
    files.removeIf([this](const QString &path) {
        find(path)->takeTyped();
        return !find(path)->isModified();
    });
    return files;
}

QString EditorArea::currentFile() const
{
    const EditorPage *page = current();
    return page ? page->path() : QString();
}

std::optional<QString> EditorArea::text(const QString &path) const
{
    const EditorPage *page = find(path);
    return page && page->isText() ? std::optional(page->text()) : std::nullopt;
}

QList<Symbol> EditorArea::symbols(const QString &path) const
{
    const EditorPage *page = find(path);
    return page ? page->symbols() : QList<Symbol>();
}

void EditorArea::fileRenamed(const QString &from, const QString &to)
{
    for (const QString &path : openFiles()) {
        if (isWithin(path, from))
            find(path)->moveTo(to + path.sliced(from.size()));
    }
}

void EditorArea::fileDeleted(const QString &path)
{
    for (const QString &file : openFiles()) {
        if (isWithin(file, path) && !find(file)->isModified())
            closeFile(file);
    }
}

// ── problems ─────────────────────────────────────────────────────────────────────────────────────

void EditorArea::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    m_diagnostics.clear();
    for (const Diagnostic &diagnostic : diagnostics)
        m_diagnostics[absolute(diagnostic.file)].append(diagnostic);
    for (const QString &path : openFiles())
        showDiagnostics(find(path));
}

void EditorArea::showDiagnostics(EditorPage *page)
{
    if (ProblemMarks *problems = page->problems())
        problems->setDiagnostics(m_diagnostics.value(page->path()));
}

Result<> EditorArea::applyFix(const Fix &fix)
{
    QStringList files;
    for (const TextEdit &edit : fix.edits) {
        if (!files.contains(edit.file))
            files.append(edit.file);
    }
    for (const QString &file : std::as_const(files)) {
        QList<TextEdit> edits = fix.edits;
        edits.removeIf([&](const TextEdit &edit) { return edit.file != file; });
        if (const Result<> applied = applyEdits(file, edits); !applied) {
            showNotice({u"fix"_s, StageGroup::Error, tr("The fix was not made."), applied.error().message,
                        applied.error().detail});
            return applied;
        }
    }
    clearNotice(u"fix"_s);
    if (!files.isEmpty())
        openFile(files.first(), fix.edits.first().range.line, fix.edits.first().range.column);
    return {};
}

Result<> EditorArea::applyEdits(const QString &file, const QList<TextEdit> &edits)
{
    const QString path = absolute(file);
    // A file that a fix makes, such as packages.txt, begins empty.
    if (!QFileInfo::exists(path)) {
        QDir().mkpath(QFileInfo(path).path());
        QFile made(path);
        if (!made.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return failure(ErrorCode::Io,
                           tr("%1 cannot be made. Make its folder writable, then apply the fix again.").arg(file),
                           made.errorString());
    }
    return open(path)->apply(edits);
}

bool EditorArea::showFixAtCursor()
{
    EditorPage *page = current();
    return page && page->problems() && page->problems()->showCardAtCursor();
}

void EditorArea::showDocumentationAtCursor()
{
    EditorPage *page = current();
    if (!page || !page->problems() || page->problems()->showDocumentationAtCursor())
        return;
    const KTextEditor::View *view = page->view();
    QToolTip::showText(view->mapToGlobal(view->cursorToCoordinate(view->cursorPosition())),
                       tr("Nothing is known about this word."), page);
}

// ── completions ──────────────────────────────────────────────────────────────────────────────────

void EditorArea::assist(EditorPage *page)
{
    page->setAssistant({
        .complete =
            [this, page](Assist::Position at) {
                return Assist::complete(relative(page->path()), page->text(), at, m_assistContext);
            },
        .documentationAt =
            [this, page](Assist::Position at) {
                return Assist::documentationAt(relative(page->path()), page->text(), at, m_assistContext);
            },
        .textOf = [this](const QString &file) { return currentText(file); },
    });
    page->setAssisted(Assist::isAssisted(relative(page->path())));
}

QString EditorArea::currentText(const QString &file) const
{
    if (const auto open = text(file))
        return *open;
    return QString::fromUtf8(readFile(absolute(file), LargestText).value_or(QByteArray()));
}

// ── autosave ─────────────────────────────────────────────────────────────────────────────────────

void EditorArea::setAutosave(bool on)
{
    m_isAutosaving = on;
    if (on && !modifiedFiles().isEmpty())
        m_autosaveTimer.start();
    else
        m_autosaveTimer.stop();
}

void EditorArea::autosaveNow()
{
    m_autosaveTimer.stop();
    if (m_isAutosaving)
        saveAll();
}

// ── tabs ─────────────────────────────────────────────────────────────────────────────────────────

void EditorArea::addTab(const QString &id, QWidget *page, const QString &title, const QIcon &icon,
                        const QString &toolTip)
{
    m_pages.insert(id, page);
    m_stack->addWidget(page);
    m_tabs->addTab({});
    labelTab(m_tabs->count() - 1, id, title, icon, toolTip);
    afterCurrentChanged();
}

void EditorArea::labelTab(int index, const QString &id, const QString &title, const QIcon &icon, const QString &toolTip)
{
    m_tabs->setTabData(index, id);
    m_tabs->setTabText(index, QString(title).replace(u'&', u"&&"_s));
    m_tabs->setTabIcon(index, icon);
    m_tabs->setTabToolTip(index, toolTip);
    m_tabs->setAccessibleTabName(index, title);
}

QString EditorArea::tabId(int index) const
{
    return m_tabs->tabData(index).toString();
}

int EditorArea::tabOf(const QString &id) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (tabId(i) == id)
            return i;
    }
    return -1;
}

void EditorArea::removeTab(const QString &id)
{
    QWidget *page = m_pages.take(id);
    if (!page)
        return;
    auto *file = qobject_cast<EditorPage *>(page);
    if (file)
        file->keepUnsaved(); // it may outlive the store
    m_tabs->removeTab(tabOf(id));
    m_stack->removeWidget(page);
    afterCurrentChanged();
    page->deleteLater();
    if (file)
        Q_EMIT closed(id);
}

void EditorArea::nameTab(const EditorPage &page, const QString &id)
{
    const int index = tabOf(id);
    m_pages.insert(page.path(), m_pages.take(id));
    const QString name = QFileInfo(page.path()).fileName();
    labelTab(index, page.path(), name, fileIcon(name), page.path());
    m_tabs->setModified(index, page.isModified());
    afterCurrentChanged();
}

void EditorArea::showTab(int index)
{
    if (index >= 0)
        m_tabs->setCurrentIndex(index);
}

void EditorArea::stepTab(int by)
{
    const int count = m_tabs->count();
    if (count > 1) {
        showTab((m_tabs->currentIndex() + by + count) % count);
        takeFocus();
    }
}

void EditorArea::afterCurrentChanged()
{
    QWidget *page = m_pages.value(tabId(m_tabs->currentIndex()));
    m_stack->setCurrentWidget(page ? page : m_nothing);
    setFocusProxy(page ? page : m_nothing);
    EditorPage *file = qobject_cast<EditorPage *>(page);
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (const EditorPage *each = pageAt(i); each && each->companion())
            each->companion()->strip()->setVisible(each == file);
    }
    m_strip->setVisible(file && !file->companion());
    m_strip->setInfo({});
    setAvailable(m_menuButton, m_menuButton->accessibleName(), page, tr("No file is open."));
    m_actions->setView(file ? file->view() : nullptr);
    autosaveNow();
    showPlace();
    const QString path = file ? file->path() : QString();
    if (std::exchange(m_announced, path) != path)
        Q_EMIT currentChanged(path);
    if (file && file->view()) {
        const KTextEditor::Cursor cursor = file->view()->cursorPosition();
        Q_EMIT cursorMoved(cursor.line(), cursor.column());
    }
}

void EditorArea::showPlace()
{
    const EditorPage *page = current();
    if (!page)
        return;
    const QList<Symbol> symbols = page->symbols();
    const int line = page->view() ? page->view()->cursorPosition().line() : 0;
    const QString file = isWithin(page->path(), m_folder) ? page->path().sliced(m_folder.size() + 1) : page->path();
    m_strip->setPlace(page->isReadOnly() ? tr("%1 (read-only)").arg(file) : file, symbolsAround(symbols, line));
    m_strip->setOutline(symbols);
}

// ── notices ──────────────────────────────────────────────────────────────────────────────────────

void EditorArea::showNotice(const Notice &notice)
{
    m_notices.removeIf([&](const Notice &other) { return other.id == notice.id; });
    m_notices.insert(std::ranges::upper_bound(m_notices, urgency(notice), {}, urgency), notice);
    const bool isQuestion = !notice.actions.isEmpty();
    if (isQuestion)
        Q_EMIT wanted();
    showFirstNotice(isQuestion);
}

void EditorArea::clearNotice(const QString &id)
{
    if (m_notices.removeIf([&](const Notice &notice) { return notice.id == id; }) > 0)
        showFirstNotice(false);
}

void EditorArea::showFirstNotice(bool takeFocus)
{
    m_notice->clearActions();
    if (m_notices.isEmpty()) {
        m_notice->reveal(false);
        return;
    }
    const Notice notice = m_notices.last();
    m_notice->setMessage(notice.group, notice.subject, notice.sentence);
    m_notice->setDetails(notice.details);
    QPushButton *first = nullptr;
    for (const NoticeAction &action : notice.actions) {
        QPushButton *button = m_notice->addAction(action.text);
        first = first ? first : button;
        connect(button, &QPushButton::clicked, this, [this, id = notice.id, run = action.run] {
            clearNotice(id);
            run();
        });
    }
    m_notice->reveal();
    if (takeFocus && first) // a question, which the keyboard has asked
        first->setFocus(Qt::OtherFocusReason);
}

void EditorArea::setInfo(const QString &info)
{
    m_strip->setInfo(info);
}

void EditorArea::openPage(const QString &id, QWidget *page, const QString &title, const QIcon &icon)
{
    if (m_pages.contains(id))
        closePage(id);
    addTab(id, page, title, icon, title);
    showTab(tabOf(id));
}

QWidget *EditorArea::page(const QString &id) const
{
    return m_pages.value(id);
}

void EditorArea::closePage(const QString &id)
{
    removeTab(id);
}

void EditorArea::compare(EditorPage *page, const QString &mine, const QString &theirs)
{
    const QString name = QFileInfo(page->path()).fileName();
    openPage(u"compare:"_s + page->path(), makeTextCompare(theirs, mine, name), tr("%1: disk and editor").arg(name),
             icon(u"vcs-diff"_s));
}

void EditorArea::showTabMenu(const QPoint &at, int index)
{
    const QString id = tabId(index);
    const EditorPage *page = pageAt(index);
    if (id.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    const auto add = [&](const QString &text, const QString &iconName, auto &&run) {
        QAction *action = menu->addAction(icon(iconName), text);
        connect(action, &QAction::triggered, this, run);
        updateToolTip(action);
    };
    add(tr("Close"), u"window-close"_s, [this, id] { requestClose(id); });
    add(tr("Close Others"), {}, [this, id] {
        const QStringList ids = m_pages.keys();
        for (const QString &other : ids) {
            if (other != id)
                requestClose(other);
        }
    });
    add(tr("Close All"), {}, [this] {
        const QStringList ids = m_pages.keys();
        for (const QString &other : ids)
            requestClose(other);
    });
    if (page) {
        menu->addSeparator();
        add(tr("Save"), u"document-save"_s, [this, id] { save(id); });
        add(tr("Save As…"), u"document-save-as"_s, [this, id] { chooseNewPlace(find(id)); });
        menu->addSeparator();
        add(tr("Copy Path"), u"edit-copy"_s, [id] { QGuiApplication::clipboard()->setText(id); });
        add(tr("Open the Folder"), u"folder-open"_s,
            [id] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(id).path())); });
    }
    menu->popup(at);
}

// ── keyboard and session ─────────────────────────────────────────────────────────────────────────

void EditorArea::takeFocus()
{
    Q_EMIT wanted();
    if (EditorPage *page = current())
        page->takeFocus();
    else
        m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

bool EditorArea::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        m_header->setFixedHeight(Metrics::current().header);
    return QWidget::event(event);
}

bool EditorArea::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isTabStep = key->modifiers().testFlag(Qt::ControlModifier)
            && (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab);
        const bool isFix =
            key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter);
        if (isTabStep || isFix) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                keyPressEvent(key);
            return true;
        }
    } else if (event->type() == QEvent::FocusOut) {
        autosaveNow();
    }
    return QWidget::eventFilter(watched, event);
}

void EditorArea::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier) && event->key() == Qt::Key_Tab)
        stepTab(1);
    else if (event->modifiers().testFlag(Qt::ControlModifier) && event->key() == Qt::Key_Backtab)
        stepTab(-1);
    else if (event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        showFixAtCursor();
    else
        QWidget::keyPressEvent(event);
}

QJsonObject EditorArea::saveState() const
{
    QJsonArray files;
    for (const QString &path : openFiles())
        files.append(find(path)->state());
    return {{u"files"_s, files}, {u"current"_s, currentFile()}};
}

void EditorArea::restoreState(const QJsonObject &state)
{
    for (const QJsonValue &value : state["files"_L1].toArray()) {
        const QJsonObject file = value.toObject();
        const QString path = file["path"_L1].toString();
        if (QFileInfo::exists(path))
            open(path)->restore(file);
    }
    showTab(tabOf(state["current"_L1].toString()));
}

} // namespace Spacewright::Ui
