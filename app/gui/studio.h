// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "base/stage.h"
#include "hardware/machine.h"
#include "history/changes.h"
#include "logs/knownerrors.h"
#include "runtime/verdict.h"
#include "shell/commandregistry.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QMessageBox;
class QStackedWidget;

namespace Spacewright {

struct MachineFindings;
class Notifier;
class ReadmeCompanion;
struct Services;

namespace Metrics {
struct Sample;
}
namespace Runtime {
class RunMetrics;
class RunRecorder;
class Session;
struct MemoryAlarm;
struct SessionOptions;
} // namespace Runtime
namespace Ui {
class CommandPalette;
class EditorArea;
class EditorPage;
class FilesPanel;
class LogPanel;
class MainWindow;
class MetricsPanel;
class NewSpacePage;
class PageCompanion;
class PlanPanel;
class PreviewPanel;
class ProblemsPanel;
class TimelinePanel;
class WelcomePage;
} // namespace Ui
namespace Workspace {
class PackageQuestions;
class Space;
} // namespace Workspace

/// Builds the window over the services and connects them: the one place that knows all rooms.
/// Panels speak through their signals; what they ask for is carried out here or by a service.
class Studio final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Studio)
public:
    /// Begins with the Space in `folder`, which it reads while the window is built, or with the welcome page.
    /// `services` must outlive it.
    explicit Studio(Services &services, const QString &folder = {}, bool run = false);
    ~Studio() override;

    [[nodiscard]] Ui::MainWindow &window() const { return *m_window; }

    /// Shows the window with the Space in it, or without where that takes long.
    void show();

    /// Opens a folder in place of what is open; asks first when that has unsaved text.
    void openSpace(const QString &folder, bool run = false);
    void closeSpace();
    void showWelcome();

    /// Brings every panel forward once, for --self-test.
    void showEveryPanel();

Q_SIGNALS:
    /// Nothing is on its way any more: the page is painted, or the Space failed, or it was only opened.
    void settled();

private:
    // studio.cpp
    void makePanels();
    void connectPanels();
    void connectSpace();
    /// What completions and documentation in the editor know about the Space.
    void showAssistContext();
    void showVersions();
    /// The Space's name and look, wherever they stand.
    void showName();
    /// In the cache, one of each kind for each Space.
    [[nodiscard]] QString pictureFile(QLatin1StringView kind) const;
    /// The page as it was when it last was good, for the tile and for the next time.
    void keepPage();
    void showLastPage();
    void openLink(const QString &file, int line);
    /// The form beside README.md of the Space; nullptr for other files.
    [[nodiscard]] std::unique_ptr<Ui::PageCompanion> companionOf(Ui::EditorPage &page);
    void showInForm();
    // studio_notices.cpp
    void connectServices();
    /// In a strip where the person is.
    void tell(StageGroup group, const QString &subject, const QString &sentence, const QString &details = {});
    /// To a person who looks elsewhere.
    void tellDesktop(const Runtime::StageChange &change);
    // studio_session.cpp
    [[nodiscard]] Runtime::SessionOptions sessionOptions();
    void makeSession();
    void dropSession();
    void showStage(const Runtime::StageChange &change);
    void showRun();
    void showUse(const Metrics::Sample &sample);
    void showSteps();
    void applyKnownFix(const Logs::KnownFix &fix, bool thenRun);
    /// What is different from the last good run, below the steps of one that failed.
    void showChanges();
    void compareWithGood();
    void showPlan();
    void showProblems();
    [[nodiscard]] QList<Diagnostic> problems() const;
    /// The log of the step that runs: the app's, or its environment's.
    [[nodiscard]] QString logOfWork() const;
    [[nodiscard]] bool isRunning() const;
    void updateRunCommands();
    // studio_metrics.cpp
    void makeMetrics();
    /// The newest run's, from its begin.
    void showMetrics();
    void listEarlierRuns();
    /// 0: none any more.
    void showEarlierRun(qint64 run);
    void showAlarm(const std::optional<Runtime::MemoryAlarm> &alarm);
    // studio_commands.cpp
    void declareCommands();
    void declarePanels();
    void declareMenus();
    void fillPalette();
    // studio_welcome.cpp
    void fillWelcome();
    void lookAtMachine();
    void lookAtEnvironments(const std::shared_ptr<MachineFindings> &found, const std::function<void()> &show);
    void chooseFolder();
    void newSpace(const QString &templateId);
    // studio_state.cpp
    void restoreState();
    void saveState();
    /// Asks in a strip where there is unsaved text.
    void whenSaved(const QString &title, std::function<void()> then);
    void quit();
    void quitNow();
    void discardText();

    Services &m_services;
    Ui::CommandRegistry m_commands;
    std::unique_ptr<Workspace::Space> m_space;
    QString m_python; ///< version of the Python that the plan uses; empty while there is none
    QStringList m_sdkVersions; ///< published ones of the Space's SDK, newest first; as far as they are known
    std::unique_ptr<Workspace::PackageQuestions> m_packageQuestions; ///< null where the person wants none
    std::unique_ptr<Runtime::Session> m_session;
    std::unique_ptr<Runtime::RunRecorder> m_recorder;
    std::unique_ptr<Runtime::RunMetrics> m_measured;
    std::optional<Hardware::Machine> m_machine; ///< once an app ran
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<Ui::MainWindow> m_window;

    // Owned by the window.
    Ui::CommandPalette *m_palette = nullptr;
    QStackedWidget *m_start = nullptr;
    Ui::WelcomePage *m_welcome = nullptr;
    Ui::NewSpacePage *m_newSpace = nullptr;
    Ui::EditorArea *m_editor = nullptr;
    Ui::FilesPanel *m_files = nullptr;
    Ui::ProblemsPanel *m_problems = nullptr;
    Ui::PreviewPanel *m_preview = nullptr;
    Ui::LogPanel *m_buildLog = nullptr;
    Ui::LogPanel *m_runLog = nullptr;
    Ui::MetricsPanel *m_metrics = nullptr;
    Ui::TimelinePanel *m_timeline = nullptr;
    Ui::PlanPanel *m_plan = nullptr;

    QList<Diagnostic> m_buildProblems; ///< what the newest build found; beside the checks' own
    std::optional<Diagnostic> m_runProblem; ///< where the newest run ended; gone when the next one begins
    History::ChangesSinceGood m_changes; ///< of the newest run that failed
    QPointer<QMessageBox> m_question; ///< before quitting
    QPointer<ReadmeCompanion> m_readme; ///< while README.md is open
    bool m_runWhenOpened;
    std::function<void()> m_freeEnvironments; ///< what the welcome page offers
    QDateTime m_runStarted; ///< invalid before the first run
    Stage m_stage = Stage::Stopped; ///< that was shown last
    QDateTime m_pageKept; ///< when the page that pictureFile() has was seen
    QDateTime m_workSince; ///< when what goes on began; invalid before anything did
};

} // namespace Spacewright
