// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"
#include "logs/logsearch.h"

#include <QObject>

class QAction;
class QComboBox;
class QLineEdit;
class QToolButton;
class QWidget;

namespace Spacewright::Ui {

class Label;
class Strip;

/// The second row of a log panel: filter and search leading, times, follow and the rest trailing.
class LogStrip final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogStrip)
public:
    /// Fills `strip` and belongs to it.
    explicit LogStrip(Strip *strip);

    void setFollowing(bool following);
    void setTimes(bool visible);
    /// What there is decides what can be copied, saved, cleared and gone to.
    void setContent(bool hasLines, bool hasError);
    [[nodiscard]] QLineEdit *searchField() const { return m_search; }
    /// "3 of 120", "no hits", or why the pattern cannot be used.
    void showHits(qsizetype current, qsizetype count, bool complete, const QString &error);

Q_SIGNALS:
    void leastLevelChosen(Spacewright::Logs::Level level);
    void patternChanged(const Spacewright::Logs::SearchPattern &pattern);
    void nextRequested();
    void previousRequested();
    void timesToggled(bool visible);
    void followToggled(bool following);
    void copyRequested();
    void saveRequested();
    void clearRequested();
    void firstErrorRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeMenu();
    void emitPattern();

    QComboBox *m_levels;
    QLineEdit *m_search;
    Label *m_hits;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_times;
    QToolButton *m_follow;
    QToolButton *m_copy;
    QToolButton *m_save;
    QToolButton *m_more;
    QAction *m_firstError = nullptr;
    QAction *m_clear = nullptr;
    QAction *m_regex = nullptr;
    QAction *m_matchCase = nullptr;
};

} // namespace Spacewright::Ui
