// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/output.h"
#include "cli/services.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QObject>

namespace Spacewright::Cli {

/// One word after `spw`. Made for one use: start(), then finished() once.
class Command : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Command)
public:
    /// What help and the argument check need to know; texts are translated.
    struct Description {
        QString name; ///< "run"
        QString arguments; ///< "[DIR]"
        QString summary; ///< one line, for the list of commands
        QString details = {}; ///< more, for `spw help NAME`
        int least = 0; ///< arguments
        int most = 1; ///< arguments; -1: any number
        QList<QCommandLineOption> options = {};
        QList<Format> formats = {Format::Text, Format::Json};
    };

    Command(const Services &services, Output &output);

    [[nodiscard]] virtual Description description() const = 0;
    /// Begins; `parser` has accepted the line. May finish at once.
    virtual void start(const QCommandLineParser &parser) = 0;
    /// Ctrl+C: ends soon and cleanly, with ExitCode::Cancelled.
    virtual void cancel();
    /// Ctrl+C again: ends at once.
    virtual void kill();

Q_SIGNALS:
    void finished(Spacewright::Cli::ExitCode code);

protected:
    /// The folder named by argument `index`, absolute, or the working directory.
    [[nodiscard]] QString folderArgument(const QCommandLineParser &parser, qsizetype index = 0) const;
    void finish(ExitCode code);
    void finish(const Error &error);
    /// "run: what is wrong", and where to read on.
    void wrongUsage(const QString &message);

    const Services &m_services;
    Output &m_output;
    bool m_isFinished = false;
};

} // namespace Spacewright::Cli
