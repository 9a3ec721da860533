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
    auto *question = new QMessageBox(QMessageBox::Question, tr("Unsaved text"),
                                     tr("%n files of %1 are not saved.", nullptr, int(modified.size())).arg(title),
                                     QMessageBox::NoButton, m_window.get());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(modified.join(u'\n'));
    const QPushButton *save = question->addButton(tr("Save all"), QMessageBox::AcceptRole);
    const QPushButton *discard = question->addButton(tr("Discard changes"), QMessageBox::DestructiveRole);
    question->addButton(tr("Keep editing"), QMessageBox::RejectRole);
    connect(question, &QMessageBox::buttonClicked, this,
            [this, save, discard, modified, then = std::move(then)](const QAbstractButton *chosen) {
                if (chosen == save) {
                    if (m_editor->saveAll())
                        then();
                } else if (chosen == discard) {
                    for (const QString &file : modified)
                        m_editor->closeFile(file);
                    then();
                }
            });
    question->open();
}

void Studio::quit()
{
    whenSaved(m_space->title(), [this] {
        closeSpace();
        m_window->allowClose();
        m_window->close();
        qApp->quit();
    });
}

} // namespace Spacewright
