// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/interpreter.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Interpreter", text);
}

constexpr std::array SourceNames{"path"_L1, "pyenv"_L1, "uv"_L1, "system"_L1};

QVersionNumber minor(const QVersionNumber &version)
{
    return {version.majorVersion(), version.minorVersion()};
}

Difference otherPython(const QString &asked, const Interpreter &taken)
{
    const QVersionNumber wanted = QVersionNumber::fromString(asked);
    const QString here = taken.version.toString();
    QString consequence;
    if (minor(wanted) == minor(taken.version))
        consequence = tr("Python %1 is not on this machine; the same minor version behaves alike.").arg(asked);
    else
        consequence =
            tr("Python %1 is not on this machine. Packages may resolve to other versions; install it to be sure.")
                .arg(asked);
    return {tr("Python"), here, asked, consequence};
}
} // namespace

QString sourceName(InterpreterSource source)
{
    return SourceNames.at(std::size_t(source));
}

QJsonObject toJson(const Difference &difference)
{
    return {{u"what"_s, difference.what},
            {u"here"_s, difference.here},
            {u"onHub"_s, difference.onHub},
            {u"consequence"_s, difference.consequence}};
}

QJsonObject toJson(const Interpreter &interpreter)
{
    return {{u"path"_s, interpreter.path},
            {u"version"_s, interpreter.version.toString()},
            {u"abi"_s, interpreter.abi},
            {u"source"_s, sourceName(interpreter.source)}};
}

std::optional<Interpreter> interpreterFromJson(const QJsonObject &object)
{
    const auto source = std::ranges::find(SourceNames, object[u"source"_s].toString());
    const Interpreter interpreter{
        object[u"path"_s].toString(), QVersionNumber::fromString(object[u"version"_s].toString()),
        object[u"abi"_s].toString(), InterpreterSource(source == SourceNames.end() ? 0 : source - SourceNames.begin())};
    if (interpreter.path.isEmpty() || interpreter.version.segmentCount() < 2 || source == SourceNames.end())
        return std::nullopt;
    return interpreter;
}

Result<Choice> choose(const QString &asked, const QList<Interpreter> &available)
{
    static const QRegularExpression form(uR"(^3\.[0-9]{1,3}(\.[0-9]{1,3})?$)"_s);
    const QString wantedText = asked.trimmed().isEmpty() ? HubDefaultPython.toString() : asked.trimmed();
    if (!form.match(wantedText).hasMatch())
        return failure(
            ErrorCode::Invalid,
            tr("python_version: %1 is no Python 3 version. Write it in quotes, such as \"3.13\".").arg(wantedText));
    if (available.isEmpty())
        return failure(ErrorCode::NotFound,
                       tr("There is no Python on this machine. Install Python %1, then build again.").arg(wantedText));

    const QVersionNumber wanted = QVersionNumber::fromString(wantedText);
    // Smaller is better; compared from left to right.
    const auto rank = [&wanted](const Interpreter &candidate) {
        const int distance = std::abs(candidate.version.minorVersion() - wanted.minorVersion());
        const bool newer = candidate.version.minorVersion() > wanted.minorVersion();
        const bool exact = candidate.version == wanted;
        return std::tuple(distance, newer, !exact, -candidate.version.microVersion(),
                          int(candidate.source == InterpreterSource::Path));
    };
    const Interpreter best = *std::ranges::min_element(available, {}, rank);
    const bool asAsked = wanted.isPrefixOf(best.version);
    return Choice{best, asAsked ? std::nullopt : std::optional(otherPython(wantedText, best))};
}

} // namespace Spacewright::Environment
