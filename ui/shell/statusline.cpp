// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusline.h"

#include "shell/usemeter.h"
#include "widgets/button.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/metrics.h"
#include "widgets/stageglyph.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr QSize WorkBar{96, 4};
} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_glyph(new StageGlyph(12))
    , m_word(new Label({}, TextRole::Caption, Token::Text))
    , m_address(new LinkButton({}, TextRole::Caption))
    , m_interpreter(new Label({}, TextRole::Caption, Token::Muted))
    , m_environment(new Label({}, TextRole::Caption, Token::Muted))
    , m_work(new QToolButton)
    , m_bar(new QProgressBar)
    , m_cancel(makeIconButton(u"process-stop"_s, tr("Cancel")))
    , m_cpu(new UseMeter(tr("CPU"), Token::Chart1))
    , m_memory(new UseMeter(tr("Memory"), Token::Chart3))
    , m_gpu(new UseMeter(tr("GPU"), Token::Chart4))
    , m_cursor(new Label({}, TextRole::Caption, Token::Text))
    , m_version(new Label({}, TextRole::Caption, Token::Muted))
{
    setObjectName(u"statusLine"_s);
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    dress();

    m_word->setObjectName(u"statusLine.stage"_s);
    m_address->setObjectName(u"statusLine.address"_s);
    m_cursor->setObjectName(u"statusLine.cursor"_s);
    m_cursor->setTabular(true);
    m_work->setObjectName(u"statusLine.work"_s);
    m_work->setAutoRaise(true);
    m_cancel->setObjectName(u"statusLine.cancel"_s);
    m_version->setObjectName(u"statusLine.version"_s);
    m_bar->setFixedSize(WorkBar);
    m_bar->setTextVisible(false);

    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(Gap::DockEdge, 0, Gap::DockEdge, 0);
    layout->setSpacing(Gap::Icon);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_work, m_bar, m_cancel, m_glyph, m_word})
        layout->addWidget(widget);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_address, m_interpreter, m_environment}) {
        layout->addSpacing(Gap::Block - Gap::Icon);
        layout->addWidget(widget);
    }
    layout->addStretch(1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_cpu, m_memory, m_gpu}) {
        layout->addWidget(widget);
        layout->addSpacing(Gap::Block - Gap::Icon);
    }
    layout->addWidget(m_cursor);
    layout->addWidget(m_version);
    addWidget(row, 1);

    connect(m_address, &LinkButton::clicked, this, [this] { Q_EMIT addressActivated(m_url); });
    connect(m_work, &QToolButton::clicked, this, &StatusLine::workActivated);
    connect(m_cancel, &QToolButton::clicked, this, &StatusLine::workCancelled);
    m_cpu->setObjectName(u"statusLine.cpu"_s);
    m_memory->setObjectName(u"statusLine.memory"_s);
    m_gpu->setObjectName(u"statusLine.gpu"_s);
    setWork({}, {});
    clearSpace();
}

bool StatusLine::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        dress();
    return QStatusBar::event(event);
}

void StatusLine::dress()
{
    const Metrics &metrics = Metrics::current();
    setFixedHeight(metrics.statusBar + 1);
    m_work->setFont(Ui::font(TextRole::Caption));
    m_cancel->setFixedSize(metrics.statusBar - 1, metrics.statusBar - 1);
}

void StatusLine::setStage(std::optional<Stage> stage, const QString &word)
{
    m_glyph->show();
    if (stage)
        m_glyph->setStage(*stage);
    else
        m_glyph->setGroup(StageGroup::None);
    m_word->setToken(Token::Text);
    m_word->setText(word);
    m_version->hide();
}

void StatusLine::clearSpace()
{
    m_glyph->hide();
    m_word->setToken(Token::Muted);
    m_word->setText(tr("No Space is open"));
    const QString version = QCoreApplication::applicationVersion();
    m_version->setText(version.isEmpty() ? QString() : tr("Spacewright %1").arg(version));
    m_version->show();
    setAddress({});
    setInterpreter({});
    setEnvironment({});
    clearUse();
    setCursor(-1, -1);
}

void StatusLine::setAddress(const QUrl &url)
{
    m_url = url;
    m_address->setText(url.toDisplayString(QUrl::StripTrailingSlash));
    m_address->setAccessibleName(tr("Address of the page, %1").arg(url.toDisplayString()));
    m_address->setVisible(!url.isEmpty());
}

void StatusLine::setInterpreter(const QString &text)
{
    m_interpreter->setText(text);
    m_interpreter->setVisible(!text.isEmpty());
}

void StatusLine::setEnvironment(const QString &text)
{
    m_environment->setText(text);
    m_environment->setVisible(!text.isEmpty());
}

void StatusLine::addUse(const QString &cpu, double cpuShare, const QString &memory, double memoryShare)
{
    m_cpu->add(cpu, cpuShare);
    m_memory->add(memory, memoryShare);
}

void StatusLine::addGpuUse(const QString &gpu, double share)
{
    m_gpu->add(gpu, share);
}

void StatusLine::clearUse()
{
    m_gpu->clear();
    m_cpu->clear();
    m_memory->clear();
}

void StatusLine::setCursor(int line, int column)
{
    m_cursor->setText(line < 0 ? QString() : tr("Line %1, Column %2").arg(line + 1).arg(column + 1));
}

void StatusLine::setWork(const QString &title, const Progress &progress, bool cancellable)
{
    m_work->setText(title);
    m_work->setToolTip(toolTipText(title, {}, progress.text));
    m_work->setVisible(!title.isEmpty());
    m_cancel->setVisible(!title.isEmpty() && cancellable);
    m_cancel->setAccessibleName(tr("Cancel %1").arg(title));
    m_cancel->setToolTip(toolTipText(tr("Cancel"), {}, title));
    m_bar->setVisible(!title.isEmpty() && progress.total > 0);
    m_bar->setAccessibleName(title);
    // Bytes do not fit QProgressBar's int; thousandths do.
    m_bar->setRange(0, 1000);
    m_bar->setValue(progress.total > 0 ? int(progress.done * 1000 / progress.total) : 0);
}

} // namespace Spacewright::Ui
