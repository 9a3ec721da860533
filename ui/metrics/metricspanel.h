// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/metricschart.h"
#include "metrics/metricsstrip.h"
#include "widgets/panel.h"

#include <QPointer>

class QStackedWidget;
class QTreeView;

namespace Spacewright::Ui {

class EmptyState;
class InlineStrip;
class SamplesModel;

/// What the Spaces that are open use, live, with an earlier run over them.
class MetricsPanel final : public Panel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetricsPanel)
public:
    explicit MetricsPanel(QWidget *parent = nullptr);
    ~MetricsPanel() override;

    [[nodiscard]] QWidget *strip() override;
    void takeFocus() override;

    /// Those that go on, the one that the window shows first. Ends a pause.
    void setRuns(const QList<MetricsRun> &runs);
    /// Names of the first run change once it is recorded; its series stays.
    void rename(const QString &name, qint64 run);
    /// The runs have more samples or markers. Cheap while nobody looks.
    void refresh();
    /// Those that can be chosen, newest first.
    void setEarlierRuns(const QList<EarlierRun> &runs);
    /// The chosen one, or none; its series is read by then.
    void setEarlier(const std::optional<MetricsRun> &run);
    /// Of the machine; 0 while unknown.
    void setCores(double cores);
    /// For another Space.
    void reset();

    [[nodiscard]] MetricsChart *chart() const { return m_chart; }

Q_SIGNALS:
    /// Somebody wants that run laid over, 0: none. setEarlier() is the answer.
    void earlierRequested(qint64 run);
    /// The button of the empty state.
    void runRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    class Scroll;
    void showRuns();
    void showState();
    void showText();
    void setPaused(bool paused);
    void save(Spacewright::Metrics::ExportFormat format);
    [[nodiscard]] bool hasSamples() const;
    /// All that are shown, the one with the axis first.
    [[nodiscard]] QList<MetricsRun> shown() const;

    QPointer<Strip> m_stripWidget; // ours, unless the dock that shows it went first
    MetricsStrip *m_strip;
    InlineStrip *m_notice;
    QStackedWidget *m_pages;
    EmptyState *m_empty;
    Scroll *m_scroll;
    MetricsChart *m_chart;
    QTreeView *m_table;
    SamplesModel *m_model;
    QList<MetricsRun> m_runs;
    std::optional<MetricsRun> m_earlier;
    QList<EarlierRun> m_earlierRuns;
    qsizetype m_shown = 0; ///< runs that the chart has
    bool m_isPaused = false;
    bool m_isTable = false;
    bool m_isStale = false; ///< something came while nobody looked
};

} // namespace Spacewright::Ui
