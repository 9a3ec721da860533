// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace Spacewright::Logs {

/// How sure a line is to be what went wrong.
enum class ErrorStrength {
    Summary, ///< only says that something before it failed
    Report, ///< an error the program or a tool reports
    Cause, ///< an exception that ends a traceback, a compiler's or installer's error
};

/// What a line means, seen after the lines before it.
struct Meaning {
    Level level = Level::Info;
    std::optional<ErrorStrength> error = {}; ///< set where the line can be headlined
    QString file = {}; ///< of the innermost frame inside the Space, for the line that ends a traceback
    int line = 0; ///< in `file`, from 1
    bool isCauseOfLast = false; ///< this exception came while the one before was handled, and says it better
};

/// Reads the lines of one stream in order and says what each means: levels as Python's logging,
/// pip, uv, apt, npm, gcc and Python itself write them; tracebacks, plain and as Rich draws them.
/// A value: copy it to try a line.
class Recogniser {
public:
    /// Frames below this folder are the person's own; also the Hub's `/app`, `/home/user/app` and `/code`.
    void setSpaceFolder(const QString &folder) { m_spaceFolder = folder; }
    [[nodiscard]] Meaning read(QByteArrayView line);

private:
    enum class Where { Outside, Traceback, Box, AfterBox };

    [[nodiscard]] std::optional<Meaning> readInTraceback(QByteArrayView line);
    [[nodiscard]] Meaning exceptionLine(QByteArrayView line);
    void enterTraceback(Where where, qsizetype indent);
    void readFrame(QByteArrayView line);
    [[nodiscard]] bool isOwnFile(const QString &file) const;

    QString m_spaceFolder;
    Where m_where = Where::Outside;
    qsizetype m_indent = 0;
    int m_linesInside = 0;
    bool m_isNoise = false; ///< the traceback is one that Python prints and ignores
    bool m_handling = false; ///< "During handling of …" came before
    bool m_sawException = false; ///< a traceback of this chain has ended
    QString m_frameFile;
    int m_frameLine = 0;
    QString m_ownFile;
    int m_ownLine = 0;
};

/// The places in `text` that can be opened: Python frames, `file:line[:column]`, web addresses.
[[nodiscard]] QList<Link> findLinks(const QString &text);

} // namespace Spacewright::Logs
