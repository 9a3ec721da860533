// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorarea.h"
#include "logs/logpanel.h"
#include "news.h"
#include "notifier.h"
#include "pageline.h"
#include "preview/previewpanel.h"
#include "runtime/session.h"
#include "services.h"
#include "settings/keys.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "welcome/welcomepage.h"
#include "workspace/space.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
Logs::Level levelOf(Ui::ConsoleMessage::Level level)
{
    switch (level) {
    case Ui::ConsoleMessage::Level::Info:
        return Logs::Level::Info;
    case Ui::ConsoleMessage::Level::Warning:
        return Logs::Level::Warning;
    case Ui::ConsoleMessage::Level::Error:
        return Logs::Level::Error;
    }
    Q_UNREACHABLE_RETURN(Logs::Level::Info);
}
} // namespace

void Studio::connectServices()
{
    std::ignore = m_services.docker.reap(); // what a crash has left
    connect(&m_services.ledger, &History::Ledger::recovered, this,
            [this](const QString &message) { tell(StageGroup::Transient, tr("The history was damaged."), message); });
    // Once: the next stage would say it again.
    connect(
        &m_services.recents, &Workspace::Recents::failed, this,
        [this](const Error &error) {
            tell(StageGroup::Transient, tr("The list of recent Spaces is not kept."), error.message, error.detail);
        },
        Qt::SingleShotConnection);
    connect(m_preview, &Ui::PreviewPanel::consoleMessage, this,
            [this](Ui::ConsoleMessage::Level level, const QString &text, const QString &source, int line) {
                if (m_session)
                    m_session->runLog().appendPage(pageLine(text, source, line, m_session->plan()), levelOf(level));
            });
    connect(m_notifier.get(), &Notifier::activated, this, [this] {
        m_window->raise();
        m_window->activateWindow();
    });

    using Settings::Keys::LogTimes;
    using Settings::Keys::PreviewZoom;
    const auto kept = [this](const Result<> &result) {
        if (!result)
            tell(StageGroup::Transient, tr("A setting is not kept."), result.error().message, result.error().detail);
    };
    for (Ui::LogPanel *log : {m_buildLog, m_runLog}) {
        log->setTimesVisible(m_services.settings.value(LogTimes));
        connect(log, &Ui::LogPanel::timesToggled, this,
                [this, kept](bool visible) { kept(m_services.settings.set(LogTimes, visible)); });
    }
    connect(&m_services.settings, &Settings::Store::changed, this, [this](const QString &name, const QVariant &value) {
        if (name == LogTimes.name()) {
            m_buildLog->setTimesVisible(value.toBool());
            m_runLog->setTimesVisible(value.toBool());
        }
    });
    connect(m_preview, &Ui::PreviewPanel::zoomChanged, this, [this, kept](int percent) {
        if (m_space->state() != Workspace::Space::State::Closed)
            kept(m_services.settings.set(PreviewZoom, percent, m_space->folder()));
    });
}

void Studio::tell(StageGroup group, const QString &subject, const QString &sentence, const QString &details)
{
    if (m_space->state() == Workspace::Space::State::Closed)
        m_welcome->showError(subject, sentence);
    else
        m_editor->showNotice({subject, group, subject, sentence, details});
}

void Studio::tellDesktop(const Runtime::StageChange &change)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (isTransient(change.stage) && !isTransient(m_stage))
        m_workSince = now;
    const Stage before = std::exchange(m_stage, change.stage);
    const auto worked = std::chrono::milliseconds(m_workSince.isValid() ? m_workSince.msecsTo(now) : 0);
    const std::optional<News> news = newsOf(before, change, worked, m_space->title());
    if (news && QGuiApplication::applicationState() != Qt::ApplicationActive)
        m_notifier->tell({news->subject, m_services.redactor.redact(news->sentence)});
}

} // namespace Spacewright
