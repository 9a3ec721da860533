// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "preview/browserloader.h"
#include "preview/previewpanel.h"
#include "widgets/look.h"
#include "widgets/stagechip.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSocketNotifier>
#include <QSplitter>
#include <QVBoxLayout>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {

/// A window with what the driver looks for in the real one: editor, preview, stage chip, Run.
/// The arguments name the page's address; --run starts at once, --stage NAME stands still in a stage.
class Probe final : public QWidget {
public:
    Probe(const QUrl &url, std::optional<Stage> stage)
        : m_url(url)
    {
        setWindowTitle(u"Spacewright probe"_s);
        auto *run = new QPushButton(u"Run"_s);
        auto *split = new QSplitter;
        auto *right = new QWidget;
        auto *column = new QVBoxLayout(right);
        column->setContentsMargins({});
        column->setSpacing(0);
        column->addWidget(m_preview.strip());
        column->addWidget(&m_preview, 1);
        split->addWidget(new QPlainTextEdit(u"first\nsecond"_s));
        split->addWidget(right);
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(&m_chip);
        layout->addWidget(run);
        layout->addWidget(split, 1);
        setStage(stage);
        connect(run, &QPushButton::clicked, this, &Probe::run);
    }

    void run()
    {
        setStage(Stage::Running);
        m_preview.showPage(m_url);
    }

private:
    void setStage(std::optional<Stage> stage)
    {
        if (!stage) {
            m_chip.clearStage();
            return;
        }
        m_chip.setStage(*stage);
        m_chip.setAccessibleName(u"Stage"_s);
        m_chip.setAccessibleDescription(stageName(*stage));
        PreviewState state;
        state.stage = stage;
        state.title = u"whisper-notes"_s;
        state.appFile = u"app.py"_s;
        state.cause = u"PyAudio could not be installed. The Hub would stop at the same step."_s;
        state.since = QDateTime::currentDateTime().addSecs(-14);
        for (const auto &[title, done] : {std::pair(u"Environment"_s, StepState::Done),
                                          {u"Start app.py"_s, StepState::Done},
                                          {u"Wait for the page"_s, StepState::Running},
                                          {u"Open the page"_s, StepState::Waiting}}) {
            Pipeline::StepReport step;
            step.title = title;
            step.state = done;
            step.duration = std::chrono::milliseconds(done == StepState::Done ? 400 : 0);
            state.steps.push_back(step);
        }
        m_preview.setState(state);
    }

    QUrl m_url;
    Redactor m_redactor;
    StageChip m_chip;
    PreviewPanel m_preview{m_redactor};
};

int stopPipe = -1;

} // namespace

int main(int argc, char **argv)
{
    prepareForBrowser();
    prepareLook();
    QApplication application(argc, argv);
    applyLook(application);

    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return 1;
    stopPipe = ends[1];
    std::signal(SIGTERM, [](int) { std::ignore = ::write(stopPipe, "x", 1); });
    const QSocketNotifier stop(ends[0], QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, &application, &QCoreApplication::quit);

    const QStringList arguments = application.arguments();
    if (arguments.contains(u"--dark"_s))
        Theme::current().pin(Scheme::Dark);
    const qsizetype stageAt = arguments.indexOf(u"--stage"_s);
    const QString url = arguments.filter(u"http://"_s).value(0);
    Probe probe(QUrl(url), stageAt < 0 ? std::nullopt : stageFromName(arguments.value(stageAt + 1)));
    probe.showMaximized();
    if (arguments.contains(u"--run"_s) && stageAt < 0)
        probe.run();
    return QApplication::exec();
}
