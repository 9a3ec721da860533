// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>

namespace Spacewright::Environment {

/// How a tool ended, with the newest of its words.
struct ToolResult {
    ProcessExit exit;
    QByteArray standardOutput; ///< as it came
    QString words; ///< all that it said for people, redacted

    [[nodiscard]] bool isSuccess() const { return exit.isSuccess(); }
};

/// Runs the tools of one build one after the other; what they say goes redacted to one sink.
/// Destroying it ends the running tool with its whole tree, and waits for nothing.
class ToolRunner final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToolRunner)
public:
    using Sink = std::function<void(const QByteArray &)>;
    using Redact = std::function<QByteArray(const QByteArray &)>;
    enum class Show { Everything, ErrorsOnly }; ///< whether standard output is for people too

    /// `sink` gets whole lines, after `redact` has seen them.
    ToolRunner(Redact redact, Sink sink);
    ~ToolRunner() override;

    /// NotFound when it cannot be started, Cancelled after stop(), Tool after the deadline; an exit
    /// code is not an error. `line` sees every line for people.
    [[nodiscard]] QFuture<Result<ToolResult>> run(const Command &command, Show show = Show::Everything,
                                                  std::function<void(QByteArrayView)> line = {},
                                                  const ProcessLimits &limits = {});
    /// Ends the running tool and refuses later ones.
    void stop();
    /// Destroys `runner`, and calls `then` when nothing of its tool's tree is left that could still write.
    static void end(std::unique_ptr<ToolRunner> runner, std::function<void()> then);

    /// A line of our own between the tools' ones.
    void say(const QByteArray &line);

private:
    struct Running;
    Redact m_redact;
    Sink m_sink;
    std::unique_ptr<Running> m_running;
    bool m_stopped = false;
};

} // namespace Spacewright::Environment
