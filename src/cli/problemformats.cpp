// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/problemformats.h"

#include "check/explain.h"
#include "manifest/textindex.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
constexpr qsizetype LongestLine = 160;

/// `advice` is what the format calls the least of its three levels.
QString level(Severity severity, const QString &advice)
{
    return isBlocking(severity) ? u"error"_s : severity == Severity::Advice ? advice : u"warning"_s;
}

QJsonObject sarifRule(const Diagnostic &problem)
{
    QJsonObject rule{{u"id"_s, problem.rule}, {u"fullDescription"_s, QJsonObject{{u"text"_s, problem.why}}}};
    if (problem.source.startsWith("https://"_L1))
        rule[u"helpUri"_s] = problem.source;
    return rule;
}

QJsonObject sarifResult(const Diagnostic &problem, qsizetype ruleIndex)
{
    const QJsonObject region{{u"startLine"_s, problem.range.line + 1},
                             {u"startColumn"_s, problem.range.column + 1},
                             {u"endLine"_s, problem.range.endLine + 1},
                             {u"endColumn"_s, problem.range.endColumn + 1}};
    const QJsonObject file{{u"uri"_s, QString::fromLatin1(QUrl::toPercentEncoding(problem.file, "/"))},
                           {u"uriBaseId"_s, u"SRCROOT"_s}};
    return {{u"ruleId"_s, problem.rule},
            {u"ruleIndex"_s, ruleIndex},
            {u"level"_s, level(problem.severity, u"note"_s)},
            {u"message"_s, QJsonObject{{u"text"_s, problem.message}}},
            {u"locations"_s,
             QJsonArray{QJsonObject{
                 {u"physicalLocation"_s, QJsonObject{{u"artifactLocation"_s, file}, {u"region"_s, region}}}}}}};
}

/// `text` as the value of a workflow command; of a property where `isProperty`.
QString escaped(QString text, bool isProperty)
{
    text.replace(u'%', "%25"_L1).replace(u'\r', "%0D"_L1).replace(u'\n', "%0A"_L1);
    if (isProperty)
        text.replace(u':', "%3A"_L1).replace(u',', "%2C"_L1);
    return printable(std::move(text));
}
} // namespace

QString printable(QString text)
{
    for (QChar &c : text) {
        const bool isLineEnd = c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        if ((c.category() == QChar::Other_Control && c != u'\t') || isLineEnd)
            c = u'?';
    }
    return text;
}

QJsonObject sarif(const QList<Diagnostic> &problems)
{
    QStringList ids;
    QJsonArray rules;
    QJsonArray results;
    for (const Diagnostic &problem : problems) {
        qsizetype index = ids.indexOf(problem.rule);
        if (index < 0) {
            index = ids.size();
            ids += problem.rule;
            rules += sarifRule(problem);
        }
        results += sarifResult(problem, index);
    }
    const QJsonObject driver{{u"name"_s, u"Spacewright"_s}, {u"version"_s, SPACEWRIGHT_VERSION}, {u"rules"_s, rules}};
    return {{u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
            {u"version"_s, u"2.1.0"_s},
            {u"runs"_s,
             QJsonArray{QJsonObject{{u"tool"_s, QJsonObject{{u"driver"_s, driver}}},
                                    {u"columnKind"_s, u"utf16CodeUnits"_s},
                                    {u"results"_s, results}}}}};
}

QString githubAnnotation(const Diagnostic &problem)
{
    // GitHub ignores columns where a problem ends in another line than it begins in.
    const QString end = problem.range.endLine == problem.range.line
        ? u",col=%1,endColumn=%2"_s.arg(problem.range.column + 1).arg(problem.range.endColumn + 1)
        : u",endLine=%1"_s.arg(problem.range.endLine + 1);
    return u"::%1 file=%2,line=%3%4,title=%5::%6"_s.arg(
        level(problem.severity, u"notice"_s), escaped(problem.file, true), QString::number(problem.range.line + 1), end,
        escaped(severityText(problem.severity) + u" ("_s + problem.rule + u')', true), escaped(problem.message, false));
}

QStringList excerpt(const QString &text, const TextRange &range)
{
    const Manifest::TextIndex index(text);
    if (text.isEmpty() || range.line >= index.lineCount())
        return {};
    QString line = printable(index.line(range.line).toString());
    const int from = std::min(range.column, int(line.size()));
    const int to = range.endLine > range.line ? int(line.size()) : std::clamp(range.endColumn, from, int(line.size()));
    QString marks = line.first(from);
    for (QChar &letter : marks) {
        if (letter != u'\t')
            letter = u' '; // a tabulator stays one, so that both lines begin alike
    }
    marks += u'^' + QString(std::max(0, to - from - 1), u'~');
    if (line.size() > LongestLine) {
        const qsizetype start = std::max<qsizetype>(0, from - LongestLine / 2);
        line = line.mid(start, LongestLine);
        marks = marks.mid(start, LongestLine);
    }
    const QString number = QString::number(range.line + 1);
    return {u"%1 | %2"_s.arg(number, 5).arg(line), u"%1 | %2"_s.arg(QString(), 5).arg(marks)};
}

} // namespace Spacewright::Cli
