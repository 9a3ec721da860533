// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"
#include "runtime/session.h"
#include "services.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "workspace/sessionstate.h"
#include "workspace/space.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright {

void Studio::restoreState()
{
    const Workspace::SessionState state = Workspace::readSessionState(m_services.paths, m_space->folder());
    if (!state.geometry.isEmpty())
        m_window->restoreGeometry(state.geometry);
    if (!state.layout.isEmpty())
        m_window->restoreState(state.layout);
    if (!state.editor.isEmpty()) {
        m_editor->restoreState(state.editor);
        m_editor->takeFocus();
        return;
    }
    const QString &appFile = m_space->manifest().appFile();
    const QString first = QFileInfo::exists(m_space->folder() + u'/' + appFile) ? appFile : u"README.md"_s;
    if (QFileInfo::exists(m_space->folder() + u'/' + first))
        m_editor->openFile(m_space->folder() + u'/' + first);
}

void Studio::saveState()
{
    if (m_space->folder().isEmpty())
        return;
    m_window->leaveMaximized(); // the layout that is kept is the one below
    Workspace::SessionState state;
    state.geometry = m_window->saveGeometry();
    state.layout = m_window->saveState();
    state.editor = m_editor->saveState();
    // A small file, written when a Space is closed; the next one may need it at once.
    std::ignore = Workspace::writeSessionState(m_services.paths, m_space->folder(), state);
}

void Studio::whenSaved(const QString &title, std::function<void()> then)
{
    const QStringList modified = m_editor->modifiedFiles();
    if (modified.isEmpty()) {
        then();
        return;
    }
    m_editor->showNotice({.id = u"unsaved"_s,
                          .group = StageGroup::Transient,
                          .subject = tr("%n files of %1 are not saved.", nullptr, int(modified.size())).arg(title),
                          .sentence = tr("Save them before this Space is closed?"),
                          .actions = {{tr("Save all"),
                                       [this, then] {
                                           if (m_editor->saveAll())
                                               then();
                                       }},
                                      {tr("Discard changes"), [this, then = std::move(then)] {
                                           discardText();
                                           then();
                                       }}}});
}

void Studio::discardText()
{
    const QStringList modified = m_editor->modifiedFiles();
    for (const QString &file : modified)
        m_editor->closeFile(file);
}

void Studio::quit()
{
    const QStringList modified = m_editor->modifiedFiles();
    const bool running = isRunning();
    if (modified.isEmpty() && !running) {
        quitNow();
        return;
    }
    if (m_question) {
        m_question->raise();
        m_question->activateWindow();
        return;
    }
    QStringList facts;
    if (!modified.isEmpty())
        facts += tr("%n files of %1 are not saved.", nullptr, int(modified.size())).arg(m_space->title());
    if (running)
        facts += tr("%1 is running. Quitting stops it.").arg(m_space->title());
    m_question = new QMessageBox(QMessageBox::Question, tr("Quit Spacewright"), facts.join(u' '), QMessageBox::NoButton,
                                 m_window.get());
    m_question->setObjectName(u"quitQuestion"_s);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *save = nullptr;
    const QPushButton *quits = nullptr;
    QPushButton *stay = nullptr;
    if (modified.isEmpty()) {
        quits = m_question->addButton(tr("Stop and quit"), QMessageBox::AcceptRole);
        stay = m_question->addButton(tr("Keep running"), QMessageBox::RejectRole);
    } else {
        const QDir folder(m_space->folder());
        QStringList names;
        for (const QString &file : modified)
            names += folder.relativeFilePath(file);
        m_question->setInformativeText(names.join(u'\n'));
        save = m_question->addButton(tr("Save all and quit"), QMessageBox::AcceptRole);
        quits = m_question->addButton(tr("Quit without saving"), QMessageBox::DestructiveRole);
        stay = m_question->addButton(tr("Keep editing"), QMessageBox::RejectRole);
    }
    m_question->setEscapeButton(stay);
    connect(m_question, &QMessageBox::buttonClicked, this, [this, save, quits](const QAbstractButton *chosen) {
        if (save && chosen == save) {
            if (m_editor->saveAll())
                quitNow();
        } else if (chosen == quits) {
            discardText();
            quitNow();
        }
    });
    m_question->open();
}

void Studio::quitNow()
{
    closeSpace();
    m_window->allowClose();
    m_window->close();
    qApp->quit();
}

} // namespace Spacewright
