// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/toolrunner.h"

#include <QCoreApplication>
#include <QPromise>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
/// Of a tool's words; enough for the longest resolver explanation or compiler error.
constexpr qsizetype KeptBytes = 256 * 1024;
/// Of standard output; a lock of a thousand packages is 30 kB.
constexpr qsizetype KeptOutputBytes = 8 * 1024 * 1024;

void keepTail(QByteArray &kept, QByteArrayView bytes, qsizetype limit)
{
    kept += bytes;
    if (kept.size() > 2 * limit)
        kept = kept.last(limit);
}
} // namespace

struct ToolRunner::Running {
    QPromise<Result<ToolResult>> promise;
    std::unique_ptr<Process> process = std::make_unique<Process>();
    std::function<void(QByteArrayView)> line;
    LineSplitter splitters[2];
    QByteArray words;
    QByteArray standardOutput;
};

ToolRunner::ToolRunner(Redact redact, Sink sink)
    : m_redact(std::move(redact))
    , m_sink(std::move(sink))
{
}

ToolRunner::~ToolRunner() = default;

QFuture<Result<ToolResult>> ToolRunner::run(const Command &command, Show show, std::function<void(QByteArrayView)> line,
                                            const ProcessLimits &limits)
{
    Q_ASSERT(!m_running);
    if (m_stopped) {
        // Not makeReadyValueFuture(): GCC 14 sees uninitialised members in the expected that it moves.
        QPromise<Result<ToolResult>> refused;
        refused.start();
        refused.addResult(
            failure(ErrorCode::Cancelled, QCoreApplication::translate("ToolRunner", "The build was cancelled.")));
        refused.finish();
        return refused.future();
    }

    m_running = std::make_unique<Running>();
    m_running->line = std::move(line);
    m_running->promise.start();
    const auto future = m_running->promise.future();
    say("$ " + command.toString().toUtf8());

    // Cut into lines before redacting: a secret may come in two pieces.
    const auto hear = [this](QByteArrayView text) {
        const QByteArray shown = m_redact(text.toByteArray()) + '\n';
        keepTail(m_running->words, shown, KeptBytes);
        if (m_sink)
            m_sink(shown);
        if (m_running->line)
            m_running->line(QByteArrayView(shown).chopped(1));
    };
    connect(m_running->process.get(), &Process::output, this,
            [this, show, hear](OutputStream stream, const QByteArray &bytes) {
                if (stream == OutputStream::Standard) {
                    keepTail(m_running->standardOutput, bytes, KeptOutputBytes);
                    if (show == Show::ErrorsOnly)
                        return;
                }
                m_running->splitters[int(stream)].feed(bytes, hear);
            });
    connect(m_running->process.get(), &Process::finished, this, [this, hear](const ProcessExit &exit) {
        for (LineSplitter &splitter : m_running->splitters)
            splitter.finish(hear);
        // What follows may start the next tool, from within this signal of the last one.
        const std::shared_ptr<Running> ended = std::move(m_running);
        QMetaObject::invokeMethod(this, [ended] { }, Qt::QueuedConnection);
        Result<ToolResult> result = ToolResult{exit, ended->standardOutput, QString::fromUtf8(ended->words)};
        if (m_stopped || exit.reason == ProcessExit::Reason::Stopped)
            result =
                failure(ErrorCode::Cancelled, QCoreApplication::translate("ToolRunner", "The build was cancelled."));
        else if (exit.reason == ProcessExit::Reason::NotStarted)
            result = failure(ErrorCode::NotFound, exit.message);
        else if (exit.reason == ProcessExit::Reason::DeadlinePassed)
            result = failure(ErrorCode::Tool,
                             QCoreApplication::translate(
                                 "ToolRunner", "The package installer did not finish in time and was stopped."),
                             QString::fromUtf8(ended->words));
        ended->promise.addResult(std::move(result));
        ended->promise.finish();
    });
    m_running->process->start(command, limits);
    return future;
}

void ToolRunner::stop()
{
    m_stopped = true;
    if (m_running)
        m_running->process->terminate();
}

void ToolRunner::end(std::unique_ptr<ToolRunner> runner, std::function<void()> then)
{
    if (!runner || !runner->m_running)
        return then();
    Process *process = runner->m_running->process.release();
    process->disconnect();
    runner.reset();
    if (QCoreApplication *app = QCoreApplication::instance(); app && app->thread() == process->thread())
        process->setParent(app); // which may go first
    connect(process, &Process::finished, process, [process, then = std::move(then)] {
        process->deleteLater();
        then();
    });
    process->kill();
}

void ToolRunner::say(const QByteArray &line)
{
    if (m_sink)
        m_sink(m_redact(line) + '\n');
}

} // namespace Spacewright::Environment
