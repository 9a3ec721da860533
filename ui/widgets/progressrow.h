// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"

#include <QWidget>

#include <chrono>

class QProgressBar;
class QPushButton;
class QTimer;

namespace Spacewright::Ui {

class ElidedLabel;
class Label;
class LinkButton;

/// Long work: its name, how far it is, Cancel, and a bar where the length is known. Shown only when
/// it lasts longer than 300 ms; says so when there was no news for 30 s.
class ProgressRow final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProgressRow)
public:
    explicit ProgressRow(QWidget *parent = nullptr);

    /// Begins to count; the row appears a little later unless finish() came first.
    void begin(const QString &name);
    /// `progress.text` says both counts ("LFS 2 of 5 files, 84 of 310 MB"); total 0: no bar.
    void setProgress(const Progress &progress);
    /// Something was heard, such as a line of the log: the silence begins anew.
    void noteNews();
    /// After how long without news it says so; 30 s unless a test has less time.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }
    void finish();
    void setCancellable(bool cancellable);

Q_SIGNALS:
    void cancelled();
    /// "Show the log", offered when there was no news for long.
    void logRequested();

private:
    void tick();

    ElidedLabel *m_name;
    ElidedLabel *m_caption;
    Label *m_silence;
    LinkButton *m_log;
    QPushButton *m_cancel;
    QProgressBar *m_bar;
    QTimer *m_appear;
    QTimer *m_seconds;
    Progress m_progress;
    std::chrono::milliseconds m_patience;
    std::chrono::steady_clock::time_point m_began;
    std::chrono::steady_clock::time_point m_news;
};

} // namespace Spacewright::Ui
