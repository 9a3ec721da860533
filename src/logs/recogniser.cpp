// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/recogniser.h"

#include "logs/levels.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace Spacewright::Logs {

namespace {

/// A traceback of deep recursion has a few thousand lines; what is longer is none.
constexpr int MaxTracebackLines = 10'000;

constexpr QByteArrayView Header = "Traceback (most recent call last)";
constexpr QByteArrayView BoxBottom = "\u2570"; // ╰
constexpr QByteArrayView BoxSide = "\u2502"; // │
constexpr QByteArrayView BoxTop = "\u256d"; // ╭

qsizetype indentOf(QByteArrayView line)
{
    qsizetype indent = 0;
    while (indent < line.size() && (line[indent] == ' ' || line[indent] == '\t'))
        ++indent;
    return indent;
}

/// Where the name ends in `File "…", line N` after the indent; no larger than 6 where it is no such line or has no
/// name. Source: Python's traceback module.
qsizetype nameEnd(QByteArrayView rest)
{
    return rest.startsWith("File \"") ? rest.indexOf("\", line ", 6) : -1;
}
bool isFrame(QByteArrayView rest)
{
    return nameEnd(rest) > 6;
}

bool isNumber(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Meaning Recogniser::read(QByteArrayView line)
{
    if (m_where != Where::Outside) {
        if (const std::optional<Meaning> meaning = readInTraceback(line))
            return *meaning;
    }
    const qsizetype indent = indentOf(line);
    const QByteArrayView rest = line.sliced(indent);
    if (rest.isEmpty())
        return {};
    if (const char c = rest.front(); c == 'T' || c == '+' || c == '\xe2' || c == 'F' || c == 'D' || c == 'E') {
        if (rest.startsWith(BoxTop) && rest.contains(Header)) {
            enterTraceback(Where::Box, indent);
            return {.level = Level::Error};
        }
        if (rest.startsWith(Header) || (rest.startsWith("+ ") && rest.contains(Header))) {
            enterTraceback(Where::Traceback, indent);
            return {.level = m_isNoise ? Level::Warning : Level::Error};
        }
        if (indent >= 2 && isFrame(rest)) { // a syntax error in the file Python was started with has no header
            enterTraceback(Where::Traceback, indent - 2);
            readFrame(rest);
            return {.level = Level::Error};
        }
        if (rest.startsWith("During handling of the above exception")) {
            m_handling = m_sawException;
            return {.level = Level::Error};
        }
        if (rest.startsWith("Exception ignored in")) {
            m_isNoise = true;
            return {.level = Level::Warning};
        }
    }
    if (rest.startsWith("The above exception was the direct cause"))
        return {.level = Level::Error};
    m_sawException = false;
    m_isNoise = false;
    return readAlone(line);
}

void Recogniser::enterTraceback(Where where, qsizetype indent)
{
    m_where = where;
    m_indent = indent;
    m_linesInside = 0;
    m_frameFile.clear();
    m_ownFile.clear();
}

std::optional<Meaning> Recogniser::readInTraceback(QByteArrayView line)
{
    const Meaning inside{.level = m_isNoise ? Level::Warning : Level::Error};
    const qsizetype indent = indentOf(line);
    const QByteArrayView rest = line.sliced(indent);
    if (++m_linesInside > MaxTracebackLines) {
        m_where = Where::Outside;
        return {};
    }
    switch (m_where) {
    case Where::Box:
        if (rest.startsWith(BoxBottom))
            m_where = Where::AfterBox;
        else if (rest.startsWith(BoxSide))
            readFrame(rest.sliced(BoxSide.size()));
        else if (!rest.isEmpty())
            m_where = Where::Outside;
        return m_where == Where::Outside ? std::nullopt : std::optional(inside);
    case Where::AfterBox:
        if (rest.isEmpty())
            return inside;
        return exceptionLine(rest);
    case Where::Traceback:
        break;
    case Where::Outside:
        return {};
    }
    if (rest.isEmpty() && m_linesInside > 1)
        return inside; // a frame's source line may be empty
    if (indent > m_indent || rest.startsWith("| ") || rest.startsWith("+-")) {
        readFrame(rest);
        return inside;
    }
    if (rest.startsWith(Header))
        return {};
    return exceptionLine(rest);
}

void Recogniser::readFrame(QByteArrayView line)
{
    const QByteArrayView rest = line.sliced(indentOf(line));
    QString file;
    int number = 0;
    if (const qsizetype end = nameEnd(rest); end > 6) {
        file = QString::fromUtf8(rest.sliced(6, end - 6));
        QByteArrayView digits = rest.sliced(end + 8);
        qsizetype length = 0;
        while (length < digits.size() && digits[length] >= '0' && digits[length] <= '9')
            ++length;
        number = digits.first(length).toInt();
    } else if (const qsizetype in = rest.indexOf(" in "); in > 0) { // Rich: path/app.py:12 in main
        const qsizetype colon = rest.first(in).lastIndexOf(':');
        if (colon <= 0 || !isNumber(rest.sliced(colon + 1, in - colon - 1)))
            return;
        file = QString::fromUtf8(rest.first(colon));
        number = rest.sliced(colon + 1, in - colon - 1).toInt();
    } else {
        return;
    }
    if (file.startsWith(u'<')) // <frozen importlib._bootstrap>, <string>
        return;
    m_frameFile = file;
    m_frameLine = number;
    if (isOwnFile(file)) {
        m_ownFile = file;
        m_ownLine = number;
    }
}

bool Recogniser::isOwnFile(const QString &file) const
{
    if (file.contains("site-packages"_L1) || file.contains("dist-packages"_L1))
        return false;
    if (QDir::isRelativePath(file))
        return true;
    if (!m_spaceFolder.isEmpty() && file.startsWith(m_spaceFolder + u'/'))
        return true;
    static constexpr QLatin1StringView hubFolders[] = {"/home/user/app/"_L1, "/app/"_L1, "/code/"_L1};
    return std::ranges::any_of(hubFolders, [&](QLatin1StringView folder) { return file.startsWith(folder); });
}

Meaning Recogniser::exceptionLine(QByteArrayView line)
{
    m_where = Where::Outside;
    Meaning meaning{.level = Level::Error};
    if (m_isNoise) {
        m_isNoise = false;
        meaning.level = Level::Warning;
        return meaning;
    }
    if (!isExceptionLine(line) && m_frameFile.isEmpty())
        return readAlone(line);
    // Somebody stopped the program: nothing went wrong.
    if (line.startsWith("KeyboardInterrupt") || line.startsWith("SystemExit"))
        return meaning;
    meaning.error = ErrorStrength::Cause;
    meaning.file = m_ownFile;
    meaning.line = m_ownFile.isEmpty() ? 0 : m_ownLine;
    // Source: reference/errors.md 3.3. A handler that fails at the Hub while it cleans up is no cause.
    const bool isCleanUp = line.contains(" Server Error") || line.contains("401 Client Error");
    meaning.isCauseOfLast = m_handling && !isCleanUp;
    m_handling = false;
    m_sawException = true;
    return meaning;
}

} // namespace Spacewright::Logs
