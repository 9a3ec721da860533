// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"
#include "base/stage.h"

#include <QStatusBar>
#include <QUrl>

#include <optional>

class QProgressBar;
class QToolButton;

namespace Spacewright::Ui {

class Label;
class LinkButton;
class StageGlyph;
class UseMeter;

/// The line at the foot: stage, address, Python and environment leading; the cursor's place trailing.
/// Long work shows its name and a bar first; a click there goes to its panel. Without a Space, the program's version.
class StatusLine final : public QStatusBar {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusLine)
public:
    explicit StatusLine(QWidget *parent = nullptr);

    /// `word` is translated: "Running", "Build failed after 41 s". No stage: it was never run.
    void setStage(std::optional<Stage> stage, const QString &word);
    /// No Space is open.
    void clearSpace();
    /// An empty URL takes it away.
    void setAddress(const QUrl &url);
    /// "Python 3.13.5"
    void setInterpreter(const QString &text);
    /// "Environment cached"
    void setEnvironment(const QString &text);
    /// What the running app uses, in words and as a share of what there is, 0 to 1: one more point of each curve.
    void addUse(const QString &cpu, double cpuShare, const QString &memory, double memoryShare);
    /// The same of the GPUs; there is no curve before the first one.
    void addGpuUse(const QString &gpu, double share);
    /// No app runs.
    void clearUse();
    /// Lines and columns from 0; -1 takes it away.
    void setCursor(int line, int column);
    /// A title without words takes it away; `cancellable` work has a button that ends it.
    void setWork(const QString &title, const Progress &progress, bool cancellable = true);

Q_SIGNALS:
    void addressActivated(const QUrl &url);
    void workActivated();
    /// The work is to end.
    void workCancelled();

protected:
    bool event(QEvent *event) override;

private:
    void dress();

    StageGlyph *m_glyph;
    Label *m_word;
    LinkButton *m_address;
    Label *m_interpreter;
    Label *m_environment;
    QToolButton *m_work;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    UseMeter *m_cpu;
    UseMeter *m_memory;
    UseMeter *m_gpu;
    Label *m_cursor;
    Label *m_version;
    QUrl m_url;
};

} // namespace Spacewright::Ui
