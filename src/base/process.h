// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QProcessEnvironment>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace Spacewright {

/// What to start. Arguments are a list and reach the program as they are; no shell is involved.
struct Command {
    QString program; ///< an absolute path, or a name looked up in the PATH of `environment`
    QStringList arguments;
    QString workingDirectory;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QByteArray input; ///< written to standard input, which is then closed
    bool holdsInput = false; ///< standard input stays open until endInput()
    /// Program (an absolute path) and arguments of what is run once the tree was killed, for what it leaves elsewhere:
    /// a container. Runs also when this program is killed itself, for 20 s at most; not after an end of the tree's own.
    QStringList afterKill = {};
    /// The program only shuts in another one: that one is asked to end, and its signal comes as code 128 + signal.
    bool isEnclosure = false;

    friend bool operator==(const Command &, const Command &) = default;

    /// For people and logs: words quoted where a shell would need it.
    [[nodiscard]] QString toString() const;
};

struct ProcessLimits {
    std::optional<std::chrono::milliseconds> deadline; ///< then it is terminated, and the exit says so
    std::chrono::milliseconds grace = std::chrono::seconds(5); ///< between terminate and kill
    qint64 captureBytes = 16 * 1024 * 1024; ///< what run() keeps of each stream: the newest
};

enum class OutputStream { Standard, Error };

struct ProcessExit {
    enum class Reason {
        Exited, ///< by itself, with `code`
        Signalled, ///< by itself, with `signal`
        Stopped, ///< because terminate() or kill() was called
        DeadlinePassed,
        NotStarted, ///< `message` says why
    };
    Reason reason = Reason::Exited;
    int code = 0;
    int signal = 0;
    QString message;

    [[nodiscard]] bool isSuccess() const { return reason == Reason::Exited && code == 0; }
};

/// A finished run() with what it printed.
struct ProcessResult {
    ProcessExit exit;
    QByteArray standardOutput;
    QByteArray standardError;
};

/// One child process with everything it starts. The only user of QProcess.
///
/// The child runs below `spacewright-guard`, which ends the whole tree, daemonised grandchildren
/// included, when the child ends, when stop is asked for, and when this program dies in whatever way.
/// Lives on the thread that made it. Destroying it kills the tree and waits for nothing: what is left
/// of the tree is gone a moment later, and before the application object is.
class Process final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Process)
public:
    enum class State { NotRunning, Starting, Running, Stopping };

    explicit Process(QObject *parent = nullptr);
    ~Process() override;

    /// Once per object. NotStarted arrives through finished(), never from here.
    void start(const Command &command, const ProcessLimits &limits = {});
    /// Asks the tree to end, and kills it after the grace. Harmless when nothing runs.
    void terminate();
    /// Ends the tree at once.
    void kill();
    /// Writes the last of standard input and closes it, where the command holds it.
    void endInput(const QByteArray &last = {});

    [[nodiscard]] State state() const;
    /// The program's own process id, 0 before started().
    [[nodiscard]] qint64 processId() const;

    /// Runs a short tool to its end. A program that cannot be started, a deadline and a cancelled
    /// future are errors (NotFound, Tool, Cancelled); an exit code is not: look at `exit`.
    [[nodiscard]] static QFuture<Result<ProcessResult>> run(const Command &command, const ProcessLimits &limits = {});

Q_SIGNALS:
    /// Starting → Running.
    void started(qint64 processId);
    /// While Running or Stopping, as it comes, cut at any byte; use LineSplitter for lines.
    void output(Spacewright::OutputStream stream, const QByteArray &bytes);
    /// Once, last; both streams are drained.
    void finished(const Spacewright::ProcessExit &exit);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// Finds `name` in the PATH of `environment`, never in the current folder. Empty when it is not there.
[[nodiscard]] QString findProgram(const QString &name,
                                  const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

/// Cuts bytes into lines. A line longer than the limit is handed out in pieces, so that a program
/// without line breaks cannot fill the memory.
class LineSplitter {
public:
    explicit LineSplitter(qsizetype limitBytes = 64 * 1024)
        : m_limitBytes(limitBytes)
    {
    }

    /// Calls `sink(QByteArrayView)` for each complete line, without its line feed.
    template<typename Sink>
    void feed(const QByteArray &bytes, Sink &&sink)
    {
        m_rest += bytes;
        qsizetype from = 0;
        for (;;) {
            const qsizetype end = m_rest.indexOf('\n', from);
            if (end >= 0 && end - from <= m_limitBytes) {
                sink(QByteArrayView(m_rest).sliced(from, end - from));
                from = end + 1;
            } else if ((end < 0 ? m_rest.size() : end) - from > m_limitBytes) {
                sink(QByteArrayView(m_rest).sliced(from, m_limitBytes));
                from += m_limitBytes;
            } else {
                break;
            }
        }
        m_rest.remove(0, from);
    }

    /// Hands out what is left without a line feed.
    template<typename Sink>
    void finish(Sink &&sink)
    {
        if (!m_rest.isEmpty())
            sink(QByteArrayView(m_rest));
        m_rest.clear();
    }

private:
    qsizetype m_limitBytes;
    QByteArray m_rest;
};

} // namespace Spacewright
