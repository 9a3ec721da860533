// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio.h"

#include "check/check.h"
#include "check/suppressions.h"
#include "commandpalette/commandpalette.h"
#include "editor/editorarea.h"
#include "editor/editorpage.h"
#include "files/filespanel.h"
#include "knownfixes.h"
#include "logs/logpanel.h"
#include "machinefacts.h"
#include "manifest/textindex.h"
#include "manifestform/manifestform.h"
#include "manifestform/readmeview.h"
#include "metrics/metricspanel.h"
#include "notifier.h"
#include "plan/planpanel.h"
#include "preview/previewpanel.h"
#include "problems/problemspanel.h"
#include "readmecompanion.h"
#include "runtime/runmetrics.h"
#include "runtime/runrecorder.h"
#include "runtime/session.h"
#include "services.h"
#include "settings/keys.h"
#include "shell/mainwindow.h"
#include "shell/spacebar.h"
#include "shell/statusline.h"
#include "timeline/timelinepanel.h"
#include "welcome/newspacepage.h"
#include "welcome/welcomepage.h"
#include "widgets/theme.h"
#include "workspace/packagequestions.h"
#include "workspace/space.h"
#include "workspace/templates.h"

#include <QCryptographicHash>
#include <QDesktopServices>
#include <QDir>
#include <QImage>
#include <QPixmap>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QtConcurrentRun>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
constexpr QSize FirstSize{1440, 900};
/// How long the first window waits for the Space that it is opened with.
constexpr std::chrono::milliseconds Patience{300};
constexpr int ThumbnailWidth = 472; // a tile of the welcome page on a screen of two pixels to the point

QString sampleFolder()
{
    return resourcesFolder() + "/templates/gradio-hello"_L1;
}

/// The lines that the fix of a known error changes, as the card shows them.
QList<Ui::DiffRow> changeOf(const Logs::KnownFix &known, const Workspace::Space &space)
{
    const Manifest::Snapshot &snapshot = space.view().snapshot;
    const std::optional<Fix> fix = editsFor(known, snapshot);
    if (!fix || fix->edits.size() != 1)
        return {};
    const TextEdit &edit = fix->edits.first();
    const QString before = snapshot.text(edit.file).text;
    return Ui::diffRows(before, Manifest::withEdits(before, {edit}));
}
} // namespace

Studio::Studio(Services &services, const QString &folder, bool run)
    : m_services(services)
    , m_space(std::make_unique<Workspace::Space>())
    , m_notifier(std::make_unique<Notifier>())
    , m_runWhenOpened(run)
{
    m_space->setPackages(services.packages.store());
    if (services.settings.value(Settings::Keys::PackageLookups))
        m_packageQuestions = std::make_unique<Workspace::PackageQuestions>(*m_space, services.packages);
    if (!folder.isEmpty())
        m_space->open(folder); // on another thread, while this one builds the window
    const QString scheme = services.settings.value(Settings::Keys::Scheme);
    if (scheme != "system"_L1)
        Ui::Theme::current().pin(scheme == "dark"_L1 ? Ui::Scheme::Dark : Ui::Scheme::Light);
    makePanels();
    declareCommands();
    m_window = std::make_unique<Ui::MainWindow>(m_commands);
    m_palette = new Ui::CommandPalette(m_window.get());
    m_window->setPages(m_start, m_editor);
    using Side = Ui::MainWindow::Side;
    m_window->addPanel(m_files, Side::Left);
    m_window->addPanel(m_preview, Side::Right);
    for (Ui::Panel *panel :
         std::initializer_list<Ui::Panel *>{m_problems, m_buildLog, m_runLog, m_metrics, m_timeline, m_plan})
        m_window->addPanel(panel, Side::Bottom);
    declarePanels();
    declareMenus();
    fillPalette();
    connectPanels();
    connectSpace();
    connectServices();
    m_window->resize(FirstSize.boundedTo(m_window->screen()->availableSize()));

    connect(&m_services.recents, &Workspace::Recents::changed, this, [this] {
        if (m_space->state() == Workspace::Space::State::Closed) // else nobody sees it, and pictures are read for it
            fillWelcome();
    });
    m_services.recents.load();
    m_editor->setAutosave(m_services.settings.value(Settings::Keys::Autosave));
    if (folder.isEmpty())
        showWelcome();
}

Studio::~Studio()
{
    closeSpace();
}

void Studio::makePanels()
{
    m_start = new QStackedWidget;
    m_welcome = new Ui::WelcomePage;
    m_newSpace = new Ui::NewSpacePage;
    m_start->addWidget(m_welcome);
    m_start->addWidget(m_newSpace);
    m_editor = new Ui::EditorArea(m_services.paths.state + "/unsaved"_L1);
    m_editor->setCompanionMaker([this](Ui::EditorPage &page) { return companionOf(page); });
    m_files = new Ui::FilesPanel;
    m_problems = new Ui::ProblemsPanel;
    m_preview = new Ui::PreviewPanel(m_services.redactor);
    m_buildLog = new Ui::LogPanel(Logs::Phase::Build);
    m_runLog = new Ui::LogPanel(Logs::Phase::Run);
    m_metrics = new Ui::MetricsPanel;
    m_timeline = new Ui::TimelinePanel;
    m_plan = new Ui::PlanPanel;

    QList<Ui::WelcomeTemplate> templates;
    const QList<Workspace::Template> bundled = Workspace::listTemplates(resourcesFolder() + "/templates"_L1);
    for (const Workspace::Template &found : bundled)
        templates += {found.id, found.title, found.description, {found.emoji, found.colorFrom, found.colorTo}};
    m_welcome->setTemplates(templates);
    m_newSpace->setTemplates(templates);
}

void Studio::show()
{
    if (m_space->state() != Workspace::Space::State::Opening) {
        m_window->show();
        return;
    }
    // Laid out and painted once, with what the Space brings.
    connect(m_space.get(), &Workspace::Space::opened, m_window.get(), &QWidget::show);
    connect(m_space.get(), &Workspace::Space::openFailed, m_window.get(), &QWidget::show);
    QTimer::singleShot(Patience, this, [this] {
        if (m_window->isVisible())
            return;
        m_window->setWindowTitle(tr("Opening %1").arg(m_space->title()));
        m_window->showPage(Ui::MainWindow::Page::Workbench);
        m_window->show();
    });
}

void Studio::openSpace(const QString &folder, bool run)
{
    whenSaved(m_space->title(), [this, folder, run] {
        closeSpace();
        m_runWhenOpened = run;
        m_space->open(folder);
    });
}

void Studio::closeSpace()
{
    if (m_space->state() == Workspace::Space::State::Closed)
        return;
    m_window->putTogether();
    saveState();
    keepPage();
    if (m_session)
        dropSession();
    m_editor->setFolder({});
    m_files->setFolder({});
    m_space->close();
    updateRunCommands();
}

QString Studio::pictureFile(QLatin1StringView kind) const
{
    const QByteArray hash = QCryptographicHash::hash(m_space->folder().toUtf8(), QCryptographicHash::Sha256);
    return m_services.paths.cache + u'/' + kind + u'/' + QString::fromLatin1(hash.toHex().first(16)) + ".png"_L1;
}

void Studio::keepPage()
{
    const Ui::PreviewPanel::Picture page = m_preview->lastGood();
    if (page.frame.isNull() || page.taken == std::exchange(m_pageKept, page.taken))
        return;
    const QString whole = pictureFile("pages"_L1);
    const QString thumbnail = pictureFile("thumbnails"_L1);
    const auto write = [whole, thumbnail, frame = page.frame.toImage(), taken = page.taken] {
        QDir().mkpath(QFileInfo(whole).path());
        QDir().mkpath(QFileInfo(thumbnail).path());
        if (frame.save(whole)) {
            QFile file(whole);
            if (file.open(QIODevice::ReadWrite))
                file.setFileTime(taken, QFileDevice::FileModificationTime);
        }
        return frame.scaledToWidth(ThumbnailWidth, Qt::SmoothTransformation).save(thumbnail);
    };
    m_services.recents.setThumbnail(m_space->folder(), thumbnail, write);
}

void Studio::showLastPage()
{
    const QString file = pictureFile("pages"_L1);
    QtConcurrent::run([file] {
        return std::pair(QImage(file), QFileInfo(file).lastModified());
    }).then(this, [this, file](const std::pair<QImage, QDateTime> &page) {
        QPixmap frame = QPixmap::fromImage(page.first);
        frame.setDevicePixelRatio(m_window->devicePixelRatioF());
        if (frame.isNull() || file != pictureFile("pages"_L1))
            return;
        m_pageKept = page.second;
        m_preview->setLastGood({frame, page.second});
    });
}

void Studio::connectPanels()
{
    connect(m_window.get(), &Ui::MainWindow::closeRequested, this, &Studio::quit);
    Ui::SpaceBar *bar = &m_window->spaceBar();
    connect(bar, &Ui::SpaceBar::stageActivated, this, [this] { m_window->showPanel(u"timeline"_s, true); });
    connect(bar, &Ui::SpaceBar::engineActivated, this, [this] { m_window->showPanel(u"plan"_s, true); });
    connect(bar, &Ui::SpaceBar::problemsActivated, this, [this] { m_window->showPanel(u"problems"_s, true); });
    connect(bar, &Ui::SpaceBar::fixActivated, this, [this] {
        const QList<Diagnostic> all = problems();
        const auto first = std::ranges::find_if(all, isBlocking, &Diagnostic::severity);
        if (first != all.end())
            openLink(first->file, first->range.line);
    });
    connect(&m_window->statusLine(), &Ui::StatusLine::addressActivated, this,
            [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(&m_window->statusLine(), &Ui::StatusLine::workActivated, this,
            [this] { m_window->showPanel(logOfWork(), true); });
    connect(&m_window->statusLine(), &Ui::StatusLine::workCancelled, this,
            [this] { m_commands.action(u"run.stop"_s)->trigger(); });
    connect(m_editor, &Ui::EditorArea::wanted, m_window.get(), &Ui::MainWindow::leaveMaximized);
    connect(m_editor, &Ui::EditorArea::findRequested, this, [this] { m_palette->open(); });

    connect(m_files, &Ui::FilesPanel::openRequested, this, [this](const QString &path) { m_editor->openFile(path); });
    connect(m_files, &Ui::FilesPanel::renamed, m_editor, &Ui::EditorArea::fileRenamed);
    connect(m_files, &Ui::FilesPanel::deleted, m_editor, &Ui::EditorArea::fileDeleted);
    connect(m_problems, &Ui::ProblemsPanel::openRequested, this, [this](const QString &file, const TextRange &range) {
        m_editor->openFile(file, range.line, range.column);
    });
    connect(m_editor, &Ui::EditorArea::problemRequested, this, [this](const Diagnostic &diagnostic) {
        m_problems->reveal(diagnostic);
        m_window->showPanel(u"problems"_s, true);
    });
    connect(m_problems, &Ui::ProblemsPanel::fixRequested, this,
            [this](const Diagnostic &, const Fix &fix) { m_editor->applyFix(fix); });
    connect(m_problems, &Ui::ProblemsPanel::ignoreRequested, this, [this](const Diagnostic &diagnostic) {
        m_editor->applyFix(Check::suppressing(
            diagnostic, [this](const QString &file) { return m_space->view().snapshot.text(file).text; }));
    });
    connect(m_problems, &Ui::ProblemsPanel::fixAllRequested, this, [this](const QList<Fix> &fixes) {
        // At once: one by one, the first would move the places of the others.
        Fix all;
        for (const Fix &fix : fixes)
            all.edits += fix.edits;
        m_editor->applyFix(all);
    });
    connect(m_metrics, &Ui::MetricsPanel::runRequested, this, [this] { m_commands.action(u"run.start"_s)->trigger(); });
    connect(m_metrics, &Ui::MetricsPanel::earlierRequested, this, &Studio::showEarlierRun);
    connect(m_timeline, &Ui::TimelinePanel::runRequested, this,
            [this] { m_commands.action(u"run.start"_s)->trigger(); });
    connect(m_timeline, &Ui::TimelinePanel::compareRequested, this, &Studio::compareWithGood);
    connect(m_timeline, &Ui::TimelinePanel::stepActivated, this, [this](const QString &step) {
        m_window->showPanel(step == "start"_L1 || step == "ready"_L1 ? u"run"_s : u"build"_s, true);
    });
    connect(m_plan, &Ui::PlanPanel::runRequested, this, [this] { m_commands.action(u"run.start"_s)->trigger(); });
    connect(m_problems, &Ui::ProblemsPanel::runRequested, this,
            [this] { m_commands.action(u"run.start"_s)->trigger(); });
    connect(m_plan, &Ui::PlanPanel::openRequested, this,
            [this](const QString &file, int line) { openLink(file, line - 1); });
    connect(m_files, &Ui::FilesPanel::created, this, [this](const QString &path) { m_editor->openFile(path); });
    connect(m_files, &Ui::FilesPanel::openFolderRequested, this, &Studio::chooseFolder);
    for (Ui::LogPanel *log : {m_buildLog, m_runLog}) {
        connect(log, &Ui::LogPanel::openRequested, this,
                [this](const QString &file, int line) { openLink(file, line - 1); });
        connect(log, &Ui::LogPanel::urlRequested, this, [](const QUrl &url) { QDesktopServices::openUrl(url); });
        connect(log, &Ui::LogPanel::fixRequested, this, &Studio::applyKnownFix);
        log->setChangeFinder([this](const Logs::KnownFix &known) { return changeOf(known, *m_space); });
        connect(log, &Ui::LogPanel::runRequested, this, [this] { m_commands.action(u"run.start"_s)->trigger(); });
    }
    connect(m_preview, &Ui::PreviewPanel::runRequested, this, [this] { m_commands.action(u"run.start"_s)->trigger(); });
    connect(m_preview, &Ui::PreviewPanel::causeRequested, this, [this] {
        const Runtime::StageChange change = m_session->stage();
        if (!change.file.isEmpty())
            openLink(change.file, change.line - 1);
        m_window->showPanel(change.stage == Stage::RuntimeError ? u"run"_s : u"build"_s, change.file.isEmpty());
    });
    connect(m_preview, &Ui::PreviewPanel::cancelRequested, this,
            [this] { m_commands.action(u"run.stop"_s)->trigger(); });
    connect(m_preview, &Ui::PreviewPanel::logRequested, this, [this] { m_window->showPanel(logOfWork(), true); });
    connect(m_preview, &Ui::PreviewPanel::openExternally, this,
            [](const QUrl &url) { QDesktopServices::openUrl(url); });
    connect(m_preview, &Ui::PreviewPanel::loaded, this, [this] { Q_EMIT settled(); });

    connect(m_editor, &Ui::EditorArea::textChanged, this, [this](const QString &path) {
        if (const auto text = m_editor->text(path))
            m_space->setOverlay(QDir(m_space->folder()).relativeFilePath(path), *text);
    });
    const auto forget = [this](const QString &path) {
        m_space->clearOverlay(QDir(m_space->folder()).relativeFilePath(path));
    };
    connect(m_editor, &Ui::EditorArea::saved, this, forget);
    connect(m_editor, &Ui::EditorArea::modifiedChanged, this, [this] {
        if (m_editor->modifiedFiles().isEmpty())
            m_editor->clearNotice(u"unsaved"_s); // nothing is left to ask about
    });
    connect(m_editor, &Ui::EditorArea::closed, this, forget);
    connect(m_editor, &Ui::EditorArea::cursorMoved, this,
            [this](int line, int column) { m_window->statusLine().setCursor(line, column); });
    connect(m_editor, &Ui::EditorArea::currentChanged, this, [this](const QString &path) {
        if (path.isEmpty())
            m_window->statusLine().setCursor(-1, -1);
        else
            m_files->reveal(path);
    });

    connect(m_welcome, &Ui::WelcomePage::openRequested, this, [this](const QString &folder) { openSpace(folder); });
    connect(m_welcome, &Ui::WelcomePage::openFolderRequested, this, &Studio::chooseFolder);
    connect(m_welcome, &Ui::WelcomePage::newRequested, this, [this] { newSpace({}); });
    connect(m_welcome, &Ui::WelcomePage::templateRequested, this, &Studio::newSpace);
    connect(m_welcome, &Ui::WelcomePage::sampleRequested, this, [this] { openSpace(sampleFolder(), true); });
    connect(m_welcome, &Ui::WelcomePage::factActionRequested, this, [this](const QString &fact) {
        if (fact == FreeEnvironments && m_freeEnvironments)
            m_freeEnvironments();
    });
    connect(m_newSpace, &Ui::NewSpacePage::cancelled, this, &Studio::showWelcome);
    connect(m_newSpace, &Ui::NewSpacePage::createRequested, this,
            [this](const QString &templateId, const QString &folder, const QString &title) {
                const QString source = resourcesFolder() + "/templates/"_L1 + templateId;
                QtConcurrent::run([source, folder, title] {
                    return Workspace::createFromTemplate(source, folder, title);
                }).then(this, [this](const Result<QString> &made) {
                    if (made)
                        openSpace(*made);
                    else
                        m_newSpace->showError(made.error().message);
                });
            });
}

void Studio::connectSpace()
{
    connect(m_space.get(), &Workspace::Space::opened, this, [this] {
        showName();
        m_files->setFolder(m_space->folder());
        m_editor->setFolder(m_space->folder());
        showAssistContext();
        makeSession();
        m_window->showPage(Ui::MainWindow::Page::Workbench);
        restoreState();
        showProblems();
        showLastPage();
        updateRunCommands();
        if (std::exchange(m_runWhenOpened, false))
            m_session->run();
        else
            Q_EMIT settled();
    });
    connect(m_space.get(), &Workspace::Space::manifestChanged, this, &Studio::showName);
    connect(m_space.get(), &Workspace::Space::manifestChanged, this, &Studio::showAssistContext);
    connect(m_space.get(), &Workspace::Space::filesChanged, this, &Studio::showAssistContext);
    connect(m_space.get(), &Workspace::Space::filesChanged, this, &Studio::showInForm);
    connect(&m_services.packages, &PackageIndex::Client::learned, this, &Studio::showAssistContext);
    connect(m_space.get(), &Workspace::Space::openFailed, this, [this](const Error &error) {
        showWelcome();
        m_welcome->showError(tr("The Space was not opened."), error.message);
        Q_EMIT settled();
    });
    connect(m_space.get(), &Workspace::Space::writtenOnDisk, this, [this](const QStringList &files) {
        if (m_session)
            m_session->sourceChanged(files);
    });
    connect(m_space.get(), &Workspace::Space::problemsChanged, this, &Studio::showProblems);
    connect(m_space.get(), &Workspace::Space::folderGone, this, [this] {
        if (m_session)
            m_session->stop(Runtime::StopReason::FolderGone);
        m_editor->showNotice({u"gone"_s, StageGroup::Error, tr("The folder of this Space is gone."),
                              tr("Open files are kept; save them in another place.")});
    });
}

void Studio::showAssistContext()
{
    constexpr qsizetype MostFiles = 10'000; // a list of more is no help, and costs time with every keystroke
    Assist::Context context;
    if (const auto &sdk = m_space->manifest().sdk)
        context.sdk = sdk->value;
    const QList<Manifest::SnapshotEntry> &files = m_space->files();
    for (const Manifest::SnapshotEntry &file : files.first(std::min(files.size(), MostFiles)))
        context.files.append(file.path);
    const PackageIndex::KnownPackages packages =
        m_services.packages.store()->known(Check::packagesOf(m_space->manifest()));
    for (const PackageIndex::PackageFacts &facts : packages.facts) {
        for (const PackageIndex::Release &release : facts.releases) {
            if (!release.isYanked && !release.isPrerelease())
                context.versions[facts.name].append(release.text);
        }
    }
    m_sdkVersions = context.versions.value(context.sdk ? Manifest::sdkName(*context.sdk) : QString());
    m_editor->setAssistContext(context);
    showVersions();
}

void Studio::showVersions()
{
    constexpr qsizetype MostVersions = 40; // who wants an older one types it
    if (!m_readme)
        return;
    Ui::ManifestForm &form = m_readme->view().form();
    form.setChoices(u"sdk_version"_s, m_sdkVersions.first(std::min(m_sdkVersions.size(), MostVersions)));
    form.setNote(u"python_version", m_python.isEmpty() ? QString() : tr("%1 is used here").arg(m_python));
}

void Studio::showName()
{
    const Manifest::SpaceManifest &manifest = m_space->manifest();
    const auto text = [](const auto &located) { return located ? located->value : QString(); };
    m_window->spaceBar().setSpace(
        {{}, m_space->title(), text(manifest.emoji), text(manifest.colorFrom), text(manifest.colorTo)});
    m_window->setWindowTitle(tr("%1 - Spacewright").arg(m_space->title()));
    Ui::PreviewState state = m_preview->state();
    state.title = m_space->title();
    m_preview->setState(state);

    const Workspace::RecentSpace now{.folder = m_space->folder(),
                                     .title = m_space->title(),
                                     .emoji = text(manifest.emoji),
                                     .colorFrom = text(manifest.colorFrom),
                                     .colorTo = text(manifest.colorTo),
                                     .sdk = {},
                                     .lastStage = {},
                                     .opened = QDateTime::currentDateTimeUtc(),
                                     .thumbnail = {}};
    const auto look = [](const Workspace::RecentSpace &recent) {
        return std::tie(recent.folder, recent.title, recent.emoji, recent.colorFrom, recent.colorTo);
    };
    const QList<Workspace::RecentSpace> &list = m_services.recents.list();
    const bool isNews = !m_session || list.isEmpty() || look(list.first()) != look(now);
    if (isNews)
        m_services.recents.add(now);
}

void Studio::openLink(const QString &file, int line)
{
    m_editor->openFile(QDir(m_space->folder()).absoluteFilePath(file), std::max(0, line));
    m_editor->takeFocus();
}

std::unique_ptr<Ui::PageCompanion> Studio::companionOf(Ui::EditorPage &page)
{
    const QDir folder(m_space->folder());
    if (m_space->folder().isEmpty() || page.path() != folder.absoluteFilePath(u"README.md"_s))
        return nullptr;
    auto companion = std::make_unique<ReadmeCompanion>(page, m_space->folder());
    m_readme = companion.get();
    connect(m_readme, &ReadmeCompanion::fileRequested, this,
            [this](const QString &file) { m_editor->openFile(QDir(m_space->folder()).absoluteFilePath(file)); });
    connect(m_readme, &ReadmeCompanion::refused, this, [this](const QString &sentence, const QString &details) {
        m_editor->showNotice({u"form"_s, StageGroup::Error, tr("README.md was not changed."), sentence, details});
    });
    m_readme->setDiagnostics(problems());
    showInForm();
    showVersions();
    return companion;
}

void Studio::showInForm()
{
    if (!m_readme)
        return;
    QStringList files;
    for (const Manifest::SnapshotEntry &entry : m_space->files())
        files += entry.path;
    Ui::ManifestForm &form = m_readme->view().form();
    form.setFiles(files);
    Ui::HubCardContent facts;
    facts.title = QFileInfo(m_space->folder()).fileName();
    form.setFacts(facts);
}

void Studio::applyKnownFix(const Logs::KnownFix &known, bool thenRun)
{
    const auto fix = editsFor(known, m_space->view().snapshot);
    if (fix && !m_editor->applyFix(*fix))
        return;
    if (known.kind == Logs::KnownFix::Kind::AddSecret)
        tell(StageGroup::None, tr("%1 is a secret.").arg(known.value),
             tr("Start Spacewright with %1 in its environment: it is handed to the app, and shown nowhere.")
                 .arg(known.value));
    else if (!fix && !thenRun)
        tell(StageGroup::None, tr("There is nothing to change."), tr("The files of the Space have this already."));
    if (thenRun && m_editor->saveAll())
        m_session->run();
}

void Studio::showEveryPanel()
{
    m_window->showPage(Ui::MainWindow::Page::Workbench);
    for (const auto &id :
         {u"files"_s, u"preview"_s, u"problems"_s, u"build"_s, u"run"_s, u"metrics"_s, u"timeline"_s, u"plan"_s})
        m_window->showPanel(id, true);
    m_palette->open(u">"_s);
}

} // namespace Spacewright
