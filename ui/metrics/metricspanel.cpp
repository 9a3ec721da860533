// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/metricspanel.h"

#include "base/atomicfile.h"
#include "base/clock.h"
#include "metrics/samplesmodel.h"
#include "widgets/emptystate.h"
#include "widgets/inlinestrip.h"
#include "widgets/metrics.h"
#include "widgets/strip.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr double ZoomStep = 0.5;
} // namespace

/// Tells the chart how much room there is before it scrolls.
class MetricsPanel::Scroll final : public QScrollArea {
public:
    explicit Scroll(MetricsChart *chart)
        : m_chart(chart)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
        setFocusProxy(chart);
        setWidget(chart);
    }

    void arrange() { m_chart->arrange(size()); }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QScrollArea::resizeEvent(event);
        arrange();
    }

private:
    MetricsChart *m_chart;
};

MetricsPanel::MetricsPanel(QWidget *parent)
    : Panel(u"metrics"_s, tr("Metrics"), u"office-chart-line"_s, parent)
    , m_stripWidget(new Strip(this))
    , m_strip(new MetricsStrip(m_stripWidget))
    , m_notice(new InlineStrip(StageGroup::Running, this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(u"office-chart-line"_s, tr("No metrics yet"),
                             tr("They start with the first run and are kept.")))
    , m_chart(new MetricsChart)
    , m_table(new QTreeView)
    , m_model(new SamplesModel(this))
{
    m_stripWidget->hide(); // until somebody shows it
    m_scroll = new Scroll(m_chart);
    m_table->setObjectName(u"metrics.samples"_s);
    m_table->setAccessibleName(tr("Samples"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_empty->setObjectName(u"noMetrics"_s);
    m_notice->setClosable(true);
    m_notice->hide();
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_scroll, m_table})
        m_pages->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_pages, 1);

    connect(m_strip, &MetricsStrip::earlierChosen, this, &MetricsPanel::earlierRequested);
    connect(m_strip, &MetricsStrip::pauseToggled, this, &MetricsPanel::setPaused);
    connect(m_strip, &MetricsStrip::tableToggled, this, [this](bool table) {
        m_isTable = table;
        refresh();
        showState();
        takeFocus();
    });
    connect(m_strip, &MetricsStrip::zoomRequested, this,
            [this](bool in) { m_chart->zoom(in ? ZoomStep : 1 / ZoomStep); });
    connect(m_strip, &MetricsStrip::allRequested, m_chart, &MetricsChart::showAll);
    connect(m_strip, &MetricsStrip::newestRequested, m_chart, &MetricsChart::showNewest);
    connect(m_strip, &MetricsStrip::exportRequested, this, &MetricsPanel::save);
    showRuns();
}

MetricsPanel::~MetricsPanel()
{
    delete m_stripWidget;
}

QWidget *MetricsPanel::strip()
{
    m_stripWidget->show();
    return m_stripWidget;
}

void MetricsPanel::takeFocus()
{
    m_pages->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

QList<MetricsRun> MetricsPanel::shown() const
{
    QList<MetricsRun> all;
    for (const MetricsRun &run : m_runs) {
        if (!run.series->isEmpty())
            all += run;
    }
    if (m_earlier)
        all += *m_earlier;
    return all;
}

bool MetricsPanel::hasSamples() const
{
    const QList<MetricsRun> all = shown();
    return !all.isEmpty() && !all.first().series->isEmpty();
}

void MetricsPanel::setRuns(const QList<MetricsRun> &runs)
{
    m_runs = runs;
    m_isPaused = false;
    m_strip->setPaused(false);
    showRuns();
}

void MetricsPanel::rename(const QString &name, qint64 run)
{
    if (m_runs.isEmpty())
        return;
    m_runs.first().name = name;
    m_runs.first().subject.run = run;
    showText();
}

void MetricsPanel::setEarlier(const std::optional<MetricsRun> &run)
{
    m_earlier = run;
    m_strip->choose(run ? run->subject.run : 0);
    showRuns();
    if (run)
        m_chart->showAll();
}

void MetricsPanel::setEarlierRuns(const QList<EarlierRun> &runs)
{
    m_strip->setEarlierRuns(runs);
    if (std::exchange(m_earlierRuns, runs) == runs && m_empty->findChild<QPushButton *>())
        return;
    m_empty->clearActions();
    connect(m_empty->addAction(tr("Run"), u"media-playback-start"_s), &QPushButton::clicked, this,
            &MetricsPanel::runRequested);
    if (!runs.isEmpty())
        connect(m_empty->addAction(tr("Show an earlier run")), &QPushButton::clicked, this,
                [this] { Q_EMIT earlierRequested(m_earlierRuns.first().run); });
}

void MetricsPanel::setCores(double cores)
{
    m_chart->setCores(cores);
    m_model->setCores(cores);
}

void MetricsPanel::reset()
{
    m_earlier.reset();
    setEarlierRuns({});
    m_strip->choose(0);
    setRuns({});
}

void MetricsPanel::showRuns()
{
    const QList<MetricsRun> all = shown();
    m_shown = all.size();
    m_chart->setRuns(all);
    m_scroll->arrange();
    m_model->setSeries(all.isEmpty() ? nullptr : all.first().series);
    if (!m_empty->findChild<QPushButton *>())
        setEarlierRuns(m_earlierRuns);
    m_isStale = false;
    showState();
    showText();
}

void MetricsPanel::refresh()
{
    if (m_isPaused)
        return;
    if (!isVisible()) {
        m_isStale = true;
        return;
    }
    m_isStale = false;
    if (shown().size() != m_shown) // the first sample of a run
        return showRuns();
    if (m_isTable) {
        m_model->refresh();
    } else {
        m_chart->refresh();
        m_scroll->arrange();
    }
    showText();
}

void MetricsPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    if (m_isStale)
        refresh();
}

void MetricsPanel::showState()
{
    const bool has = hasSamples();
    QWidget *page = !has ? static_cast<QWidget *>(m_empty) : m_isTable ? static_cast<QWidget *>(m_table) : m_scroll;
    const bool hadFocus = m_pages->currentWidget() != page && isAncestorOf(QApplication::focusWidget());
    m_pages->setCurrentWidget(page);
    m_strip->setContent(has, m_isTable);
    if (hadFocus) // it goes with what is seen
        takeFocus();
}

void MetricsPanel::showText()
{
    const QList<MetricsRun> all = shown();
    if (all.isEmpty()) {
        m_strip->setText({});
        return;
    }
    const MetricsRun &run = all.first();
    m_strip->setText(tr("%1, memory at most %2").arg(run.name, bytesText(run.series->peaks().memoryBytes)));
}

void MetricsPanel::setPaused(bool paused)
{
    m_isPaused = paused;
    m_strip->setPaused(paused);
    refresh();
}

void MetricsPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && hasSamples())
        setPaused(!m_isPaused);
    else
        Panel::keyPressEvent(event);
}

void MetricsPanel::save(Spacewright::Metrics::ExportFormat format)
{
    const QList<MetricsRun> all = shown();
    if (all.isEmpty())
        return;
    auto *chooser = new QFileDialog(this, tr("Export what was used"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setObjectName(u"exportMetrics"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(Spacewright::Metrics::fileSuffix(format));
    chooser->selectFile(tr("metrics") + u'.' + Spacewright::Metrics::fileSuffix(format));
    connect(chooser, &QFileDialog::fileSelected, this, [this, run = all.first(), format](const QString &path) {
        // A copy: the series grows on this thread.
        QtConcurrent::run([series = *run.series, subject = run.subject, format, path] {
            return writeFile(path, exported(series, subject, format));
        }).then(this, [this, path](const Result<> &saved) {
            if (saved)
                m_notice->setMessage(StageGroup::Running, tr("The metrics are exported."),
                                     QDir::toNativeSeparators(path));
            else
                m_notice->setMessage(StageGroup::Error, tr("The metrics were not exported."), saved.error().message);
            m_notice->setDetails(saved ? QString() : saved.error().detail);
            m_notice->reveal();
        });
    });
    chooser->open();
}

} // namespace Spacewright::Ui
