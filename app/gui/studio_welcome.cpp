// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/process.h"
#include "environment/uv.h"
#include "machinefacts.h"
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

constexpr std::chrono::seconds ToolDeadline(10);

/// Those that the disk can do without: all that nothing runs in where it is short, else the old ones.
Environment::PruneRequest unusedEnvironments(bool isShortOfDisk)
{
    Environment::PruneRequest request;
    if (!isShortOfDisk)
        request.unusedFor = std::chrono::days(30);
    return request;
}

/// What was running when it was closed, or when the machine went down, does so no more.
std::optional<Stage> stageNow(std::optional<Stage> last)
{
    return last && (isServing(*last) || isTransient(*last)) ? Stage::Stopped : last;
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
                   .stage = stageNow(recent.lastStage),
                   .place = tr("here"),
                   .date = dateText(recent.opened),
                   .folder = recent.folder};
    }
    m_welcome->setRecent(spaces);
}

void Studio::lookAtMachine()
{
    // Answers that come in any order; the page shows what is known.
    auto found = std::make_shared<MachineFindings>();
    const auto show = [this, found] { m_welcome->setMachine(machineFacts(*found)); };
    m_services.environments.interpreters().then(
        this, [found, show](const Result<QList<Environment::Interpreter>> &interpreters) {
            found->interpreters = interpreters.value_or(QList<Environment::Interpreter>());
            show();
        });
    const QString uv = Environment::findUv(m_services.paths, QProcessEnvironment::systemEnvironment());
    if (!uv.isEmpty()) {
        Command command;
        command.program = uv;
        command.arguments = QStringList{u"--version"_s};
        ProcessLimits limits;
        limits.deadline = ToolDeadline;
        Process::run(command, limits).then(this, [found, show](const Result<ProcessResult> &answer) {
            // "uv 0.9.5 (…)"
            if (answer && answer->exit.isSuccess())
                found->uvVersion = QString::fromUtf8(answer->standardOutput).section(u' ', 1, 1).trimmed();
            show();
        });
    }
    QDir().mkpath(m_services.paths.data);
    Hardware::probe(m_services.paths.data).then(this, [this, found, show](const Hardware::Machine &machine) {
        found->tools = Hardware::hostTools();
        found->machine = machine;
        show();
        // It walks through every file of the environments; not while a Space is about to start.
        if (m_space->state() == Workspace::Space::State::Closed)
            lookAtEnvironments(found, show);
    });
}

void Studio::lookAtEnvironments(const std::shared_ptr<MachineFindings> &found, const std::function<void()> &show)
{
    QtConcurrent::run(Environment::diskUse, QStringList{m_services.paths.environments()})
        .then(this, [found, show](const Environment::DiskUse &use) {
            found->environmentBytes = use.bytes;
            show();
        });
    Environment::PruneRequest request = unusedEnvironments(isShortOfDisk(*found->machine));
    request.dryRun = true;
    m_services.environments.prune(request).then(this, [found, show](const Result<Environment::PruneReport> &report) {
        found->freeableBytes = report ? report->freedBytes : 0;
        show();
    });
    m_freeEnvironments = [this, found] {
        m_services.environments.prune(unusedEnvironments(isShortOfDisk(*found->machine)))
            .then(this, [this](const Result<Environment::PruneReport> &report) {
                if (!report)
                    m_welcome->showError(tr("The environments were not removed."), report.error().message);
                lookAtMachine();
            });
    };
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
