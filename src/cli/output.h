// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cli/terminal.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace Spacewright {
class Redactor;
}

namespace Spacewright::Cli {

enum class Format {
    Text,
    Json,
    Sarif, ///< of problems
    Github, ///< of problems, as annotations
    Csv, ///< of what a run used
    OpenMetrics, ///< of what a run used
};

/// `text`, `json`, `sarif`, `github`, `csv`, `openmetrics`: as the option is written.
[[nodiscard]] QString formatName(Format format);

/// What a piece of text stands for; decides its colour on a terminal.
enum class Tone { Plain, Good, Warning, Bad, Quiet };

/// Writes results to one stream and progress to the other. Takes secrets out of both.
class Output {
    Q_DISABLE_COPY_MOVE(Output)
public:
    Output(const Terminal &terminal, const Redactor &redactor);

    Format format = Format::Text;
    bool isQuiet = false; ///< no progress; results and errors only

    [[nodiscard]] bool isJson() const { return format == Format::Json; }

    /// As Terminal has it.
    [[nodiscard]] int inputDescriptor() const { return m_terminal.inputDescriptor; }

    /// A line of the result.
    void line(const QString &text = {});
    /// The whole result, for machines.
    void json(const QJsonObject &object);
    void json(const QJsonArray &array);
    /// One object on a line of its own, written at once.
    void event(const QJsonObject &object);

    /// What is going on. On a terminal the next step replaces an unfinished one.
    void progress(const QString &text);
    /// How far it is; written only where it can be replaced.
    void passing(const QString &text);
    /// A line that a program wrote.
    void log(const QString &text);
    /// Also when quiet.
    void error(const Error &error);
    void error(const QString &message);

    [[nodiscard]] QString toned(Tone tone, const QString &text) const; ///< for results
    [[nodiscard]] QString tonedProgress(Tone tone, const QString &text) const; ///< for progress

private:
    void write(QIODevice &device, const QString &text);
    void clearPassing();

    Terminal m_terminal;
    const Redactor &m_redactor;
    bool m_isPassing = false; ///< the last line of `err` is to be replaced
};

/// `rows` with their columns aligned, two blanks between them; trailing blanks are left out.
[[nodiscard]] QStringList table(const QList<QStringList> &rows);

} // namespace Spacewright::Cli
