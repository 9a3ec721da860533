// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "environment/difference.h"

#include <QJsonObject>
#include <QList>
#include <QVersionNumber>

#include <optional>

namespace Spacewright::Environment {

/// What the Hub takes where README.md names no python_version. Source: build logs of 2026 (documentation says 3.10).
inline const QVersionNumber HubDefaultPython{3, 13};

/// Where an interpreter comes from. Path: a folder of PATH outside /usr and /bin, which are System.
enum class InterpreterSource { Path, Pyenv, Uv, System };

/// A CPython 3 on this machine that works: it was run and told these values itself.
struct Interpreter {
    QString path; ///< absolute, links resolved
    QVersionNumber version; ///< three parts: 3.13.5
    QString abi; ///< its extension suffix, such as `cpython-313-x86_64-linux-gnu`
    InterpreterSource source = InterpreterSource::Path;

    friend bool operator==(const Interpreter &, const Interpreter &) = default;
};

/// For machines: `path`, `pyenv`, `uv`, `system`.
[[nodiscard]] QString sourceName(InterpreterSource source);
[[nodiscard]] QJsonObject toJson(const Interpreter &interpreter);
[[nodiscard]] std::optional<Interpreter> interpreterFromJson(const QJsonObject &object);

struct Choice {
    Interpreter interpreter;
    std::optional<Difference> difference; ///< when it is not what was asked for
};

/// The interpreter for `asked` ("3.10", "3.10.13", empty for the Hub's default): the newest patch of the
/// asked minor version, else the nearest minor version, the older of two equally near ones because old
/// packages have wheels for it. Invalid when `asked` is no Python 3 version, NotFound without any Python.
[[nodiscard]] Result<Choice> choose(const QString &asked, const QList<Interpreter> &available);

} // namespace Spacewright::Environment
