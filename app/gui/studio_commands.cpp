// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/commandpalette.h"
#include "editor/editoractions.h"
#include "editor/editorarea.h"
#include "files/filespanel.h"
#include "logs/logpanel.h"
#include "metrics/metricspanel.h"
#include "plan/planpanel.h"
#include "preview/previewpanel.h"
#include "problems/problemspanel.h"
#include "runtime/session.h"
#include "services.h"
#include "shell/mainwindow.h"
#include "shell/spacebar.h"
#include "studio.h"
#include "timeline/timelinepanel.h"
#include "widgets/fileicon.h"
#include "workspace/space.h"

#include <QAction>
#include <QDesktopServices>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Spacewright {

void Studio::declareCommands()
{
    const auto add = [this](const Ui::CommandSpec &spec, std::function<void()> run) {
        return m_commands.add(spec, this, std::move(run));
    };
    add({.id = u"file.new"_s,
         .title = tr("New Space…"),
         .iconName = u"document-new-symbolic"_s,
         .shortcut = QKeySequence(u"Ctrl+Shift+N"_s)},
        [this] { newSpace({}); });
    add({.id = u"file.open"_s,
         .title = tr("Open Folder…"),
         .iconName = u"folder-open-symbolic"_s,
         .shortcut = QKeySequence::Open},
        [this] { chooseFolder(); });
    add({.id = u"file.save"_s,
         .title = tr("Save"),
         .iconName = u"document-save-symbolic"_s,
         .shortcut = QKeySequence::Save},
        [this] { std::ignore = m_editor->save(); });
    add({.id = u"file.saveAll"_s, .title = tr("Save All"), .shortcut = QKeySequence(u"Ctrl+Alt+S"_s)},
        [this] { std::ignore = m_editor->saveAll(); });
    add({.id = u"file.closeFile"_s, .title = tr("Close File"), .shortcut = QKeySequence::Close},
        [this] { m_editor->requestClose(m_editor->currentFile()); });
    add({.id = u"file.closeSpace"_s, .title = tr("Close Space")}, [this] {
        whenSaved(m_space->title(), [this] {
            closeSpace();
            showWelcome();
        });
    });
    add({.id = u"file.quit"_s,
         .title = tr("Quit"),
         .iconName = u"application-exit-symbolic"_s,
         .shortcut = QKeySequence::Quit},
        [this] { quit(); });

    const QList<QAction *> editorActions = m_editor->actions().all();
    for (QAction *action : editorActions) {
        if (!action->isSeparator())
            m_commands.adopt(action->objectName(), action);
    }

    add({.id = u"go.palette"_s,
         .title = tr("Commands…"),
         .iconName = u"system-run-symbolic"_s,
         .shortcut = QKeySequence(u"Ctrl+Shift+P"_s)},
        [this] { m_palette->open(u">"_s); });
    add({.id = u"go.file"_s,
         .title = tr("File…"),
         .shortcut = QKeySequence(u"Ctrl+P"_s),
         .paletteTitle = tr("Go to File…")},
        [this] { m_palette->open(); });
    add({.id = u"go.symbol"_s,
         .title = tr("Symbol in File…"),
         .shortcut = QKeySequence(u"Ctrl+Shift+O"_s),
         .paletteTitle = tr("Go to Symbol in File…")},
        [this] { m_palette->open(u"@"_s); });
    add({.id = u"go.line"_s,
         .title = tr("Line…"),
         .shortcut = QKeySequence(u"Ctrl+G"_s),
         .paletteTitle = tr("Go to Line…")},
        [this] { m_palette->open(u":"_s); });
    add({.id = u"go.editor"_s,
         .title = tr("Editor"),
         .shortcut = QKeySequence(u"Ctrl+0"_s),
         .paletteTitle = tr("Go to Editor")},
        [this] { m_editor->takeFocus(); });
    add({.id = u"go.nextPanel"_s,
         .title = tr("Next Panel"),
         .shortcut = QKeySequence(Qt::Key_F6),
         .paletteTitle = tr("Go to Next Panel")},
        [this] { m_window->focusNextPanel(false); });
    add({.id = u"go.previousPanel"_s,
         .title = tr("Previous Panel"),
         .shortcut = QKeySequence(u"Shift+F6"_s),
         .paletteTitle = tr("Go to Previous Panel")},
        [this] { m_window->focusNextPanel(true); });

    add({.id = u"run.start"_s,
         .title = tr("Run Space"),
         .iconName = u"media-playback-start-symbolic"_s,
         .shortcut = QKeySequence(Qt::Key_F5)},
        [this] {
            std::ignore = m_editor->saveAll();
            m_session->run();
        });
    add({.id = u"run.stop"_s,
         .title = tr("Stop"),
         .iconName = u"media-playback-stop-symbolic"_s,
         .shortcut = QKeySequence(u"Shift+F5"_s),
         .paletteTitle = tr("Stop Space")},
        [this] { m_session->stop(); });
    add({.id = u"run.restart"_s,
         .title = tr("Restart"),
         .iconName = u"view-refresh-symbolic"_s,
         .shortcut = QKeySequence(u"Ctrl+Shift+F5"_s),
         .paletteTitle = tr("Restart Space")},
        [this] {
            std::ignore = m_editor->saveAll();
            m_session->restart();
        });
    add({.id = u"run.plan"_s, .title = tr("Show Plan"), .iconName = u"view-list-details-symbolic"_s},
        [this] { m_window->showPanel(u"plan"_s, true); });
    add({.id = u"run.timeline"_s, .title = tr("Show Timeline"), .iconName = u"chronometer-symbolic"_s},
        [this] { m_window->showPanel(u"timeline"_s, true); });
    add({.id = u"run.browser"_s, .title = tr("Open Page in Browser"), .iconName = u"internet-services-symbolic"_s},
        [this] { QDesktopServices::openUrl(m_session->url()); });

    const QList<QAction *> previewCommands = m_preview->commands();
    for (QAction *action : previewCommands)
        m_commands.adopt(action->objectName(), action, tr("Preview: %1").arg(action->text()));
    const QList<QAction *> filesCommands = m_files->commands();
    for (QAction *action : filesCommands)
        m_commands.adopt(action->objectName(), action);

    add({.id = u"window.resetLayout"_s, .title = tr("Reset Layout")}, [this] { m_window->resetLayout(); });
    add({.id = u"help.manual"_s, .title = tr("Spaces Documentation"), .iconName = u"help-contents-symbolic"_s},
        [] { QDesktopServices::openUrl(QUrl(u"https://huggingface.co/docs/hub/spaces"_s)); });
    updateRunCommands();
}

void Studio::declarePanels()
{
    int number = 1;
    for (Ui::Panel *panel : std::initializer_list<Ui::Panel *>{m_files, m_preview, m_problems, m_buildLog, m_runLog,
                                                               m_timeline, m_plan, m_metrics}) {
        const QString id = panel->objectName();
        m_commands.add({.id = "go."_L1 + id,
                        .title = tr("%1 Panel").arg(panel->title()),
                        .iconName = panel->iconName(),
                        .shortcut = QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number++))},
                       this, [this, id] { m_window->showPanel(id, true); });
    }
    updateRunCommands();
}

void Studio::declareMenus()
{
    QStringList edit;
    const QList<QAction *> editorActions = m_editor->actions().all();
    for (QAction *action : editorActions)
        edit += action->isSeparator() ? QString() : action->objectName();
    QStringList view;
    const QList<QAction *> previewCommands = m_preview->commands();
    for (QAction *action : previewCommands)
        view += action->objectName();
    m_window->setMenus({
        {tr("&File"),
         {u"file.open"_s,
          {},
          u"files.newFile"_s,
          u"files.newFolder"_s,
          {},
          u"file.save"_s,
          u"file.saveAll"_s,
          {},
          u"file.closeFile"_s,
          {},
          u"file.quit"_s}},
        {tr("&Edit"), edit},
        {tr("&View"), view},
        {tr("&Go"),
         {u"go.palette"_s,
          u"go.file"_s,
          u"go.symbol"_s,
          u"go.line"_s,
          {},
          u"go.editor"_s,
          u"go.files"_s,
          u"go.preview"_s,
          u"go.problems"_s,
          u"go.build"_s,
          u"go.run"_s,
          u"go.metrics"_s,
          u"go.timeline"_s,
          u"go.plan"_s,
          {},
          u"go.nextPanel"_s,
          u"go.previousPanel"_s}},
        {tr("&Space"), {u"file.open"_s, u"file.new"_s, {}, u"file.closeSpace"_s}},
        {tr("&Run"),
         {u"run.start"_s, u"run.stop"_s, u"run.restart"_s, {}, u"run.plan"_s, u"run.timeline"_s, {}, u"run.browser"_s}},
        {tr("&Window"), {u"window.resetLayout"_s, {}}, true},
        {tr("&Help"), {u"help.manual"_s}},
    });

    auto *runMenu = new QMenu(m_window.get());
    runMenu->setToolTipsVisible(true);
    for (const auto &id :
         {u"run.start"_s, u"run.stop"_s, u"run.restart"_s, QString(), u"run.plan"_s, u"run.timeline"_s}) {
        if (id.isEmpty())
            runMenu->addSeparator();
        else
            runMenu->addAction(m_commands.action(id));
    }
    m_window->spaceBar().setRunMenu(runMenu);
    auto *spaceMenu = new QMenu(m_window.get());
    spaceMenu->setToolTipsVisible(true);
    for (const auto &id : {u"file.open"_s, u"file.new"_s, u"file.closeSpace"_s})
        spaceMenu->addAction(m_commands.action(id));
    m_window->spaceBar().setSpaceMenu(spaceMenu);
}

void Studio::fillPalette()
{
    m_palette->addSource({{},
                          tr("Find a file; type > for commands, @ for symbols, : for a line"),
                          [this] {
                              QList<Ui::PaletteEntry> entries;
                              entries.reserve(m_space->files().size());
                              for (const Manifest::SnapshotEntry &file : m_space->files())
                                  entries.append({.title = file.path});
                              return entries;
                          },
                          {},
                          &Ui::fileIcon,
                          [this](const QString &path) { m_editor->openFile(path); },
                          tr("No file matches")});
    m_palette->addSource(Ui::commandSource(m_commands));
    m_palette->addSource({u"@"_s,
                          tr("Find a symbol in this file"),
                          [this] {
                              QList<Ui::PaletteEntry> entries;
                              const auto symbols = m_editor->symbols();
                              for (const Ui::Symbol &symbol : symbols) {
                                  entries.append({.title = symbol.name,
                                                  .detail = tr("line %1").arg(symbol.line + 1),
                                                  .activate = [this, line = symbol.line] {
                                                      m_editor->openFile(m_editor->currentFile(), line);
                                                  }});
                              }
                              return entries;
                          },
                          {},
                          {},
                          {},
                          tr("No symbol matches")});
    m_palette->addSource(
        {u":"_s, tr("Go to a line"), {}, [this](const QString &text) {
             bool isNumber = false;
             const int line = text.toInt(&isNumber);
             const bool possible = isNumber && line > 0 && !m_editor->currentFile().isEmpty();
             return QList<Ui::PaletteEntry>{
                 {.title = possible ? tr("Go to line %1").arg(line) : tr("Type the number of a line"),
                  .enabled = possible,
                  .activate = [this, line] { m_editor->openFile(m_editor->currentFile(), line - 1); }}};
         }});
}

} // namespace Spacewright
