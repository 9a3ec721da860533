// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/progressrow.h"

#include "base/clock.h"
#include "widgets/button.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
constexpr auto AppearAfter = 300ms;
constexpr auto SilenceAfter = 30s;
constexpr int BarHeight = 4;
constexpr int Steps = 1000; // of the bar; counts of bytes do not fit into an int
} // namespace

ProgressRow::ProgressRow(QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel)
    , m_caption(new ElidedLabel({}, Qt::ElideRight, TextRole::Caption, Token::Muted))
    , m_silence(new Label({}, TextRole::Caption, Token::TransientText))
    , m_log(new LinkButton(tr("Show the log"), TextRole::Caption))
    , m_cancel(makeButton(tr("Cancel"), {}, ButtonRole::Flat))
    , m_bar(new QProgressBar)
    , m_appear(new QTimer(this))
    , m_seconds(new QTimer(this))
    , m_patience(SilenceAfter)
{
    m_cancel->setObjectName(u"progressCancel"_s);
    m_log->setObjectName(u"progressLog"_s);
    m_bar->setObjectName(u"progressBar"_s);
    m_silence->setObjectName(u"progressSilence"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(Gap::Control);
    row->addWidget(m_name);
    row->addWidget(m_caption, 1);
    row->addWidget(m_silence);
    row->addWidget(m_log);
    row->addWidget(m_cancel);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Gap::Group);
    column->addLayout(row);
    column->addWidget(m_bar);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_caption->setTabular(true);
    setControlSize(m_cancel, ControlSize::Small);
    m_bar->setRange(0, Steps);
    m_bar->setTextVisible(false);
    m_bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_bar->setFixedHeight(BarHeight);
    m_silence->hide();
    m_log->hide();
    m_appear->setSingleShot(true);
    m_appear->setInterval(AppearAfter);
    m_seconds->setInterval(1s);
    connect(m_appear, &QTimer::timeout, this, &QWidget::show);
    connect(m_seconds, &QTimer::timeout, this, &ProgressRow::tick);
    connect(m_cancel, &QPushButton::clicked, this, &ProgressRow::cancelled);
    connect(m_log, &LinkButton::clicked, this, &ProgressRow::logRequested);
    hide();
}

void ProgressRow::begin(const QString &name)
{
    m_name->setFullText(name);
    m_began = std::chrono::steady_clock::now();
    m_appear->start();
    m_seconds->start();
    setAccessibleName(name);
    m_bar->setAccessibleName(name);
    setProgress({});
}

void ProgressRow::setProgress(const Progress &progress)
{
    m_progress = progress;
    m_bar->setVisible(progress.total > 0);
    if (progress.total > 0)
        m_bar->setValue(int(double(progress.done) * Steps / double(progress.total)));
    setAccessibleDescription(progress.text);
    noteNews();
    tick();
}

void ProgressRow::noteNews()
{
    m_news = std::chrono::steady_clock::now();
}

void ProgressRow::finish()
{
    m_appear->stop();
    m_seconds->stop();
    hide();
}

void ProgressRow::setCancellable(bool cancellable)
{
    m_cancel->setVisible(cancellable);
}

void ProgressRow::tick()
{
    const auto now = std::chrono::steady_clock::now();
    QString caption = m_progress.text;
    if (m_progress.total == 0) {
        // Whole seconds: a figure that changes ten times a second says less, not more.
        const auto elapsed = std::chrono::floor<std::chrono::seconds>(now - m_began);
        const QString time = elapsed < 60s ? u"%1 s"_s.arg(elapsed.count()) : durationText(elapsed);
        caption = caption.isEmpty() ? time : caption + u", "_s + time;
    }
    m_caption->setFullText(caption);
    const bool silent = now - m_news >= m_patience;
    if (silent)
        m_silence->setText(
            tr("No news for %1").arg(durationText(std::chrono::floor<std::chrono::seconds>(now - m_news))));
    m_silence->setVisible(silent);
    m_log->setVisible(silent);
}

} // namespace Spacewright::Ui
