// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/seriesexport.h"

#include <QObject>

class QAction;
class QComboBox;
class QToolButton;

namespace Spacewright::Ui {

class ElidedLabel;
class Strip;

/// A run that can be laid over the newest.
struct EarlierRun {
    qint64 run = 0; ///< in the ledger
    QString name; ///< translated: "Run 13, 12 Nov"

    friend bool operator==(const EarlierRun &, const EarlierRun &) = default;
};

/// What the panel's strip says and offers.
class MetricsStrip final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetricsStrip)
public:
    /// Fills `strip`, which owns it.
    explicit MetricsStrip(Strip *strip);

    void setText(const QString &text);
    /// Keeps the choice where it is still there.
    void setEarlierRuns(const QList<EarlierRun> &runs);
    /// Shows a choice without asking for it again.
    void choose(qint64 run);
    /// What cannot be used says why.
    void setContent(bool hasSamples, bool isTable);
    void setPaused(bool paused);

Q_SIGNALS:
    /// 0: none is to be laid over.
    void earlierChosen(qint64 run);
    void pauseToggled(bool paused);
    void tableToggled(bool table);
    void zoomRequested(bool in);
    void allRequested();
    void newestRequested();
    void exportRequested(Spacewright::Metrics::ExportFormat format);

private:
    ElidedLabel *m_text;
    QComboBox *m_earlier;
    QToolButton *m_pause;
    QToolButton *m_table;
    QToolButton *m_zoomOut;
    QToolButton *m_zoomIn;
    QToolButton *m_more;
    QAction *m_all;
    QAction *m_newest;
    QList<QAction *> m_exports;
};

} // namespace Spacewright::Ui
