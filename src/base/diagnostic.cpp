// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/diagnostic.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
QJsonObject toJson(const TextRange &range)
{
    return {{u"line"_s, range.line + 1},
            {u"column"_s, range.column + 1},
            {u"endLine"_s, range.endLine + 1},
            {u"endColumn"_s, range.endColumn + 1}};
}
} // namespace

bool isBlocking(Severity severity)
{
    return severity == Severity::PushRefused || severity == Severity::WillNotStart || severity == Severity::BuildFails;
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::PushRefused:
        return u"push-refused"_s;
    case Severity::WillNotStart:
        return u"will-not-start"_s;
    case Severity::BuildFails:
        return u"build-fails"_s;
    case Severity::BreaksForVisitors:
        return u"breaks-for-visitors"_s;
    case Severity::Ignored:
        return u"ignored"_s;
    case Severity::Advice:
        return u"advice"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::PushRefused:
        return QCoreApplication::translate("Severity", "Push refused");
    case Severity::WillNotStart:
        return QCoreApplication::translate("Severity", "Will not start");
    case Severity::BuildFails:
        return QCoreApplication::translate("Severity", "Build fails");
    case Severity::BreaksForVisitors:
        return QCoreApplication::translate("Severity", "Breaks for visitors");
    case Severity::Ignored:
        return QCoreApplication::translate("Severity", "Ignored by the Hub");
    case Severity::Advice:
        return QCoreApplication::translate("Severity", "Advice");
    }
    Q_UNREACHABLE_RETURN({});
}

QJsonObject toJson(const Diagnostic &diagnostic)
{
    QJsonArray fixes;
    for (const Fix &fix : diagnostic.fixes) {
        QJsonArray edits;
        for (const TextEdit &edit : fix.edits)
            edits.append(QJsonObject{{u"file"_s, edit.file}, {u"range"_s, toJson(edit.range)}, {u"text"_s, edit.text}});
        fixes.append(QJsonObject{{u"title"_s, fix.title}, {u"edits"_s, edits}});
    }
    return {{u"rule"_s, diagnostic.rule},
            {u"severity"_s, severityName(diagnostic.severity)},
            {u"blocking"_s, isBlocking(diagnostic.severity)},
            {u"file"_s, diagnostic.file},
            {u"range"_s, toJson(diagnostic.range)},
            {u"message"_s, diagnostic.message},
            {u"why"_s, diagnostic.why},
            {u"source"_s, diagnostic.source},
            {u"fixes"_s, fixes}};
}

} // namespace Spacewright
