// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/lanes.h"
#include "metrics/seriesexport.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCPAxisRect;
class QCPGraph;
class QCustomPlot;

namespace Spacewright::Ui {

/// One run as the panel shows it.
struct MetricsRun {
    QString name; ///< translated: "Run 13"
    Spacewright::Metrics::ExportSubject subject;
    std::shared_ptr<const Spacewright::Metrics::Series> series; ///< never null
};

/// Lanes of the first run's time, one a unit, with the other runs dashed over them from the same start. The wheel or
/// + and − zoom, a drag moves the time, the pointer or the arrow keys move a cursor that reads all lanes.
class MetricsChart final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MetricsChart)
public:
    explicit MetricsChart(QWidget *parent = nullptr);
    ~MetricsChart() override;

    void setRuns(const QList<MetricsRun> &runs);
    /// Of the machine; 0 while unknown.
    void setCores(double cores);
    /// The runs have more samples than before.
    void refresh();
    /// Makes as many columns as let all lanes be seen in `room`, else asks for more height.
    void arrange(QSize room);

    /// `factor` below 1 shows less time.
    void zoom(double factor);
    /// The whole run, also while it grows.
    void showAll();
    /// The newest minutes again.
    void showNewest();
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    [[nodiscard]] QDateTime rangeBegin() const;
    [[nodiscard]] QDateTime rangeEnd() const;

    [[nodiscard]] const QList<Lane> &lanes() const { return m_lanes; }
    /// Moves the cursor by so many samples; from the newest one where there is none.
    void moveCursor(qsizetype samples);
    void clearCursor();
    /// The time and the value of each lane where the cursor stands, else of the newest sample: for screen readers.
    [[nodiscard]] QString readout() const;

Q_SIGNALS:
    void rangeChanged();
    void cursorMoved();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    class Overlay;
    /// A lane's place: its axes, and a curve for each run.
    struct Cell {
        Lane lane;
        QCPAxisRect *axes;
        std::vector<QCPGraph *> curves;
    };
    [[nodiscard]] const Spacewright::Metrics::Series *base() const;
    /// What a run's times are moved by, to begin with the first run.
    [[nodiscard]] qint64 shiftOf(const MetricsRun &run) const;
    [[nodiscard]] int neededHeight(int rows) const;
    void build();
    void dress();
    void fill();
    void showRange();
    void setRange(double begin, double end);
    [[nodiscard]] double timeAt(QPoint place) const;
    [[nodiscard]] double placeOf(const Cell &cell, double seconds) const;
    /// Of a run's samples the nearest to that time of the first run; -1 where none is near.
    [[nodiscard]] qsizetype sampleAt(const MetricsRun &run, double seconds) const;
    [[nodiscard]] std::optional<double> valueAt(const MetricsRun &run, Lane lane, qsizetype sample) const;
    void setCursor(std::optional<double> seconds);
    void drawOverlay(QPainter &painter) const;
    void drawCaption(QPainter &painter, const Cell &cell) const;
    void drawMarkers(QPainter &painter) const;
    void drawCursor(QPainter &painter) const;

    QCustomPlot *m_plot;
    Overlay *m_overlay;
    QList<MetricsRun> m_runs;
    QList<Lane> m_lanes;
    std::vector<Cell> m_cells;
    int m_columns = 1;
    double m_cores = 0;
    double m_begin = 0; ///< seconds since 1970
    double m_end = 1;
    double m_span; ///< seconds that are followed; the whole run where it is shorter
    bool m_isFollowing = true;
    bool m_isWhole = false;
    std::optional<double> m_cursor; ///< seconds since 1970
    bool m_isCursorOfPointer = false; ///< and goes with it
    std::optional<QPoint> m_dragFrom;
};

} // namespace Spacewright::Ui
