// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/problemformats.h"
#include "support/testcase.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {
Diagnostic problem(Severity severity, const TextRange &range)
{
    return {.rule = u"readme/color"_s,
            .severity = severity,
            .file = u"a b/README.md"_s,
            .range = range,
            .message = u"100 % wrong: one\nor two."_s,
            .shortMessage = {},
            .why = u"Because."_s,
            .source = u"https://huggingface.co/docs"_s,
            .fixes = {}};
}
} // namespace

class ProblemFormatsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void sarif_hasEachRuleOnce_andEachPlace()
    {
        const QJsonObject log =
            Cli::sarif({problem(Severity::PushRefused, {3, 7, 3, 13}), problem(Severity::Advice, {4, 0, 6, 2}),
                        problem(Severity::BreaksForVisitors, {})});
        QCOMPARE(log["version"_L1].toString(), u"2.1.0"_s);
        const QJsonObject run = log["runs"_L1][0].toObject();
        QCOMPARE(run["tool"_L1]["driver"_L1]["rules"_L1].toArray().size(), 1);
        QCOMPARE(run["tool"_L1]["driver"_L1]["rules"_L1][0]["helpUri"_L1].toString(), u"https://huggingface.co/docs"_s);
        const QJsonArray results = run["results"_L1].toArray();
        QCOMPARE(results.size(), 3);
        QCOMPARE(results[0]["level"_L1].toString(), u"error"_s);
        QCOMPARE(results[1]["level"_L1].toString(), u"note"_s);
        QCOMPARE(results[2]["level"_L1].toString(), u"warning"_s);
        const QJsonObject place = results[0]["locations"_L1][0]["physicalLocation"_L1].toObject();
        QCOMPARE(place["artifactLocation"_L1]["uri"_L1].toString(), u"a%20b/README.md"_s);
        QCOMPARE(place["region"_L1]["startLine"_L1].toInt(), 4);
        QCOMPARE(place["region"_L1]["startColumn"_L1].toInt(), 8);
        QCOMPARE(place["region"_L1]["endColumn"_L1].toInt(), 14);
    }

    void github_isOneLineThatCanBeReadBack_data()
    {
        QTest::addColumn<Severity>("severity");
        QTest::addColumn<TextRange>("range");
        QTest::addColumn<QString>("line");
        QTest::newRow("within a line")
            << Severity::PushRefused << TextRange{3, 7, 3, 13}
            << u"::error file=a b/README.md,line=4,col=8,endColumn=14,title=Push refused (readme/color)::100 %25 wrong: one%0Aor two."_s;
        QTest::newRow("over lines")
            << Severity::Advice << TextRange{3, 7, 5, 1}
            << u"::notice file=a b/README.md,line=4,endLine=6,title=Advice (readme/color)::100 %25 wrong: one%0Aor two."_s;
    }
    void github_isOneLineThatCanBeReadBack()
    {
        QFETCH(Severity, severity);
        QFETCH(TextRange, range);
        QTEST(Cli::githubAnnotation(problem(severity, range)), "line");
    }

    void excerpt_pointsAtThePlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<TextRange>("range");
        QTest::addColumn<QStringList>("lines");
        const QString readme = u"---\r\ncolorTo: teal\r\n---\r\n"_s;
        QTest::newRow("a word") << readme << TextRange{1, 9, 1, 13}
                                << QStringList{u"    2 | colorTo: teal"_s, u"      |          ^~~~"_s};
        QTest::newRow("a place without width")
            << readme << TextRange{1, 0, 1, 0} << QStringList{u"    2 | colorTo: teal"_s, u"      | ^"_s};
        QTest::newRow("to a later line") << readme << TextRange{1, 9, 2, 1}
                                         << QStringList{u"    2 | colorTo: teal"_s, u"      |          ^~~~"_s};
        QTest::newRow("after a tabulator")
            << u"\ta"_s << TextRange{0, 1, 0, 2} << QStringList{u"    1 | \ta"_s, u"      | \t^"_s};
        QTest::newRow("beyond the line") << u"ab"_s << TextRange{0, 9, 0, 12}
                                         << QStringList{u"    1 | ab"_s, u"      |   ^"_s};
        QTest::newRow("beyond the text") << u"ab"_s << TextRange{4, 0, 4, 1} << QStringList();
        QTest::newRow("no text") << QString() << TextRange{} << QStringList();
        QTest::newRow("a long line") << QString(400, u'x') << TextRange{0, 300, 0, 303}
                                     << QStringList{u"    1 | "_s + QString(160, u'x'),
                                                    u"      | "_s + QString(80, u' ') + u"^~~"_s};
    }
    void excerpt_pointsAtThePlace()
    {
        QFETCH(QString, text);
        QFETCH(TextRange, range);
        QTEST(Cli::excerpt(text, range), "lines");
    }
};

QTEST_GUILESS_MAIN(ProblemFormatsTest)
#include "tst_problemformats.moc"
