// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/levels.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace Spacewright::Logs {

namespace {

using View = std::string_view;

/// Level words stand near the start of a line; further right they are prose.
constexpr size_t LevelWordReach = 96;

bool isWordCharacter(char c)
{
    return std::isalnum(uchar(c)) || c == '_';
}

View trimmedStart(View line)
{
    const size_t at = line.find_first_not_of(" \t");
    return at == View::npos ? View() : line.substr(at);
}

struct LevelWord {
    View word;
    Level level;
};

// Sources: Python logging, uvicorn, loguru, glog, npm, cargo.
constexpr std::array upperWords{
    LevelWord{"DEBUG", Level::Debug},    LevelWord{"TRACE", Level::Debug},  LevelWord{"INFO", Level::Info},
    LevelWord{"NOTICE", Level::Info},    LevelWord{"SUCCESS", Level::Info}, LevelWord{"WARNING", Level::Warning},
    LevelWord{"WARN", Level::Warning},   LevelWord{"ERROR", Level::Error},  LevelWord{"ERR!", Level::Error},
    LevelWord{"CRITICAL", Level::Error}, LevelWord{"FATAL", Level::Error}};
// These count only with a colon or a bracket behind them: "error:", "error[E0425]:", "fatal error:".
constexpr std::array lowerWords{LevelWord{"error", Level::Error},     LevelWord{"fatal", Level::Error},
                                LevelWord{"Error", Level::Error},     LevelWord{"warning", Level::Warning},
                                LevelWord{"Warning", Level::Warning}, LevelWord{"note", Level::Info},
                                LevelWord{"info", Level::Info},       LevelWord{"debug", Level::Debug}};

// Source: reference/errors.md 3.10 and 3.6. They look like errors and are none, or not the first.
constexpr std::array<View, 6> noise{"dependency resolver does not currently take into account",
                                    "Can't initialize NVML",
                                    "Failed to call git rev-parse",
                                    "invalid escape sequence",
                                    "pkg_resources is deprecated",
                                    "Running pip as the 'root' user"};
constexpr std::array<View, 14> summaries{"subprocess-exited-with-error",
                                         "metadata-generation-failed",
                                         "Failed building wheel for",
                                         "Failed to build",
                                         "Could not build wheels for",
                                         "failed-wheel-build",
                                         "did not complete successfully",
                                         "ResolutionImpossible",
                                         "error: command '",
                                         "A complete log of this run",
                                         "ERR! code ",
                                         "exited with error",
                                         "ELIFECYCLE",
                                         "Exception in ASGI application"};
// Lines of installers and compilers that name the cause without an exception.
constexpr std::array<View, 12> causes{"fatal error: ",
                                      " error: ",
                                      "error[E",
                                      "No matching distribution found",
                                      "Could not find a version that satisfies",
                                      "Cannot install ",
                                      "No solution found when resolving",
                                      "Invalid requirement",
                                      "Could not open requirements file",
                                      "Package '",
                                      "THESE PACKAGES DO NOT MATCH THE HASHES",
                                      "npm ERR!"};

template<size_t N>
bool containsAny(View line, const std::array<View, N> &parts)
{
    return std::ranges::any_of(parts, [line](View part) { return line.find(part) != View::npos; });
}

/// The first level word. Looks only at the starts of words, so that ordinary lines cost little.
std::optional<Level> levelWord(View line)
{
    const size_t reach = std::min(line.size(), LevelWordReach);
    bool inWord = false;
    for (size_t i = 0; i < reach; ++i) {
        const char c = line[i];
        const bool word = isWordCharacter(c);
        if (!word || inWord) {
            inWord = word;
            continue;
        }
        inWord = true;
        const View rest = line.substr(i);
        if (c >= 'A' && c <= 'W') {
            for (const auto &[name, level] : upperWords) {
                if (rest.starts_with(name) && (rest.size() == name.size() || !isWordCharacter(rest[name.size()])))
                    return level;
            }
        }
        if (c == 'e' || c == 'f' || c == 'E' || c == 'w' || c == 'W' || c == 'n' || c == 'i' || c == 'd') {
            for (const auto &[name, level] : lowerWords) {
                if (!rest.starts_with(name) || rest.size() == name.size())
                    continue;
                const char next = rest[name.size()];
                if (next == ':' || (next == '[' && rest.substr(name.size(), 2) == "[E"))
                    return level;
            }
        }
    }
    return {};
}

/// `file.py:12: DeprecationWarning: text`. Source: Python's warnings module.
bool isPythonWarning(View line)
{
    const size_t at = line.find("Warning: ");
    return at != View::npos && at > 0 && isWordCharacter(line[at - 1]);
}

std::optional<Level> installerLevel(View line)
{
    if (line.starts_with("E: "))
        return Level::Error; // apt
    if (line.starts_with("W: "))
        return Level::Warning;
    if (line.starts_with("\u00d7 No solution") || line.starts_with("\u00d7 Failed")) // uv
        return Level::Error;
    return {};
}

ErrorStrength strengthOf(View line)
{
    if (containsAny(line, summaries))
        return ErrorStrength::Summary;
    if (line.starts_with("E: ") || containsAny(line, causes))
        return ErrorStrength::Cause;
    return ErrorStrength::Report;
}

View toStd(QByteArrayView view)
{
    return {view.data(), size_t(view.size())};
}

} // namespace

bool isExceptionLine(QByteArrayView bytes)
{
    const View line = toStd(bytes);
    size_t end = 0;
    while (end < line.size() && (isWordCharacter(line[end]) || line[end] == '.'))
        ++end;
    if (end == 0 || std::isdigit(uchar(line.front())) || (end < line.size() && line[end] != ':'))
        return false;
    if (end < line.size() && end + 1 < line.size() && line[end + 1] != ' ')
        return false;
    const View full = line.substr(0, end);
    const View name = full.substr(full.rfind('.') + 1);
    return name.ends_with("Error") || name.ends_with("Exception") || name.ends_with("Exit")
        || name.ends_with("Interrupt") || name.ends_with("Warning") || name.ends_with("StopIteration")
        || name.ends_with("ExceptionGroup");
}

Meaning readAlone(QByteArrayView bytes)
{
    const View line = trimmedStart(toStd(bytes));
    if (line.empty())
        return {};
    std::optional<Level> level = installerLevel(line);
    if (!level)
        level = levelWord(line);
    if ((!level || *level == Level::Info) && isPythonWarning(line))
        level = Level::Warning;
    if (!level && isExceptionLine(bytes))
        level = Level::Error;
    if (!level)
        return {};
    if (*level == Level::Error && containsAny(line, noise))
        level = Level::Warning;
    Meaning meaning{.level = *level};
    if (*level == Level::Error)
        meaning.error = isExceptionLine(bytes) ? ErrorStrength::Cause : strengthOf(line);
    return meaning;
}

} // namespace Spacewright::Logs
