// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logline.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace Spacewright::Logs {

namespace {

QJsonObject toJson(const Span &span)
{
    QJsonObject object{{u"start"_s, span.start}, {u"length"_s, span.length}};
    if (span.style.colour != Style::NoColour)
        object.insert(u"colour"_s, span.style.colour);
    const std::pair<Style::Flag, QString> flags[] = {{Style::Bold, u"bold"_s},
                                                     {Style::Dim, u"dim"_s},
                                                     {Style::Italic, u"italic"_s},
                                                     {Style::Underline, u"underline"_s}};
    for (const auto &[flag, name] : flags) {
        if (span.style.flags & flag)
            object.insert(name, true);
    }
    return object;
}

QJsonObject toJson(const Link &link)
{
    QJsonObject object{{u"start"_s, link.start}, {u"length"_s, link.length}};
    object.insert(link.kind == Link::Kind::File ? u"file"_s : u"url"_s, link.target);
    if (link.line > 0)
        object.insert(u"line"_s, link.line);
    if (link.column > 0)
        object.insert(u"column"_s, link.column);
    return object;
}

template<typename T>
QJsonArray toJsonArray(const QList<T> &list)
{
    QJsonArray array;
    for (const T &item : list)
        array.append(toJson(item));
    return array;
}

} // namespace

QString phaseName(Phase phase)
{
    return phase == Phase::Build ? u"build"_s : u"run"_s;
}

QString levelName(Level level)
{
    switch (level) {
    case Level::Debug:
        return u"debug"_s;
    case Level::Info:
        return u"info"_s;
    case Level::Own:
        return u"own"_s;
    case Level::Warning:
        return u"warning"_s;
    case Level::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QJsonObject toJson(const LogLine &line)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(line.timeMs, QTimeZone::UTC);
    QJsonObject object{{u"time"_s, time.toString(Qt::ISODateWithMs)},
                       {u"phase"_s, phaseName(line.phase)},
                       {u"level"_s, levelName(line.level)},
                       {u"text"_s, line.text}};
    if (!line.spans.isEmpty())
        object.insert(u"spans"_s, toJsonArray(line.spans));
    if (!line.links.isEmpty())
        object.insert(u"links"_s, toJsonArray(line.links));
    if (line.repeats > 1)
        object.insert(u"repeats"_s, line.repeats);
    return object;
}

} // namespace Spacewright::Logs
