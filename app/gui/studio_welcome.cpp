// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "hardware/machine.h"
#include "services.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "welcome/newspacepage.h"
#include "welcome/welcomepage.h"
#include "workspace/space.h"
#include "workspace/templates.h"

#include <QDir>
#include <QFileDialog>
#include <QStackedWidget>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
/// Time today, weekday this week, then "12 Nov".
QString dateText(const QDateTime &when)
{
    const QDateTime local = when.toLocalTime();
    const qint64 days = local.date().daysTo(QDate::currentDate());
    if (days == 0)
        return QLocale().toString(local.time(), QLocale::ShortFormat);
    if (days == 1)
        return Studio::tr("yesterday");
    return QLocale().toString(local.date(), days < 7 ? u"ddd"_s : u"d MMM"_s);
}
} // namespace

void Studio::fillWelcome()
{
    QList<Ui::TileSpace> spaces;
    for (const Workspace::RecentSpace &recent : m_services.recents.list()) {
        spaces += {.owner = {},
                   .name = recent.title,
                   .look = {recent.emoji, recent.colorFrom, recent.colorTo},
                   .thumbnail = recent.thumbnail,
                   .stage = recent.lastStage,
                   .place = tr("here"),
                   .date = dateText(recent.opened),
                   .folder = recent.folder};
    }
    m_welcome->setRecent(spaces);
}

void Studio::lookAtMachine()
{
    // Two answers that come in any order; the page shows what is known.
    auto facts = std::make_shared<std::array<QList<Ui::MachineFact>, 2>>();
    const auto show = [this, facts] { m_welcome->setMachine((*facts)[0] + (*facts)[1]); };
    m_services.environments.interpreters().then(
        this, [facts, show](const Result<QList<Environment::Interpreter>> &found) {
            auto &list = (*facts)[0];
            if (!found || found->isEmpty()) {
                list +=
                    {false, tr("No Python found"), tr("Gradio Spaces need one: install python3 with its venv module")};
            } else {
                list +=
                    {true, tr("Python %1").arg(found->constFirst().version.toString()),
                     found->size() > 1 ? tr("%n more interpreters found", nullptr, int(found->size()) - 1) : QString()};
            }
            show();
        });
    QDir().mkpath(m_services.paths.data);
    Hardware::probe(m_services.paths.data).then(this, [facts, show](const Hardware::Machine &machine) {
        auto &list = (*facts)[1];
        for (const Hardware::Gpu &gpu : machine.gpus)
            list += {true, gpu.memoryBytes > 0 ? tr("%1, %2").arg(gpu.name, bytesText(gpu.memoryBytes)) : gpu.name,
                     tr("Driver %1").arg(gpu.driver)};
        list +=
            {true,
             tr("%1, %2 of memory").arg(tr("%n cores", nullptr, int(machine.cpuCores)), bytesText(machine.memoryBytes)),
             machine.cpuModel};
        constexpr qint64 Enough = 5'000'000'000; // a Gradio environment with torch takes about that
        const bool enough = machine.diskFreeBytes >= Enough;
        list += {enough, tr("%1 free").arg(bytesText(machine.diskFreeBytes)),
                 enough ? tr("Environments are kept in %1").arg(machine.diskPath)
                        : tr("A large environment may not fit; spw env prune frees some")};
        show();
    });
}

void Studio::chooseFolder()
{
    auto *chooser = new QFileDialog(m_window.get(), tr("Open a Space"), QDir::homePath());
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::Directory);
    chooser->setOption(QFileDialog::ShowDirsOnly);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &folder) { openSpace(folder); });
    chooser->open();
}

void Studio::newSpace(const QString &templateId)
{
    whenSaved(m_space->title(), [this, templateId] {
        closeSpace();
        showWelcome();
        m_newSpace->begin(templateId, QDir::homePath() + u"/Spaces"_s);
        m_start->setCurrentWidget(m_newSpace);
    });
}

void Studio::showWelcome()
{
    fillWelcome();
    lookAtMachine();
    m_start->setCurrentWidget(m_welcome);
    m_window->showPage(Ui::MainWindow::Page::Welcome);
    m_window->setWindowTitle(tr("Spacewright"));
}

} // namespace Spacewright
