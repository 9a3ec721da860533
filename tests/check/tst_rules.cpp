// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"
#include "check/contents.h"
#include "check/explain.h"
#include "check/rule.h"
#include "check/samples.h"
#include "contentrules.h"
#include "support/testcase.h"

#include <QDirIterator>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {

using Testing::Sample;

QList<Diagnostic> judged(const Sample &sample, const Snapshot &snapshot)
{
    Check::Contents contents;
    for (auto text = snapshot.texts.cbegin(); text != snapshot.texts.cend(); ++text) {
        const QStringList modules =
            text.key().endsWith(".py"_L1) ? Check::PythonSource(text->text).modules() : QStringList();
        contents.modules += QSet<QString>(modules.cbegin(), modules.cend());
    }
    return Check::run(snapshot, readManifest(snapshot),
                      {.packages = sample.packages, .contents = sample.isCodeRead ? &contents : nullptr});
}

QList<Diagnostic> checked(const Sample &sample)
{
    return judged(sample, Testing::snapshotOf(sample));
}

QStringList rulesOf(const QList<Diagnostic> &diagnostics)
{
    QStringList rules;
    for (const Diagnostic &diagnostic : diagnostics)
        rules.append(diagnostic.rule);
    return rules;
}

} // namespace

class RulesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void cleanSpace_hasNoProblems() { QCOMPARE(rulesOf(checked({})), QStringList()); }

    void bundledTemplates_areClean_data()
    {
        QTest::addColumn<QString>("folder");
        QDirIterator it(Testing::sourceFile(u"resources/templates"_s), QDir::Dirs | QDir::NoDotAndDotDot);
        while (it.hasNext()) {
            const QString folder = it.next();
            QTest::newRow(qPrintable(it.fileName())) << folder;
        }
    }
    void bundledTemplates_areClean()
    {
        QFETCH(QString, folder);
        const auto snapshot = readSnapshot(folder);
        QVERIFY_RESULT(snapshot);
        const SpaceManifest manifest = readManifest(*snapshot);
        QCOMPARE(rulesOf(Check::run(*snapshot, manifest)), QStringList());
        QVERIFY(!cannotRun(manifest, *snapshot));
    }

    void everySample_isJudgedRightly_data()
    {
        QTest::addColumn<Sample>("sample");
        const QList<Sample> samples = Testing::allSamples();
        for (const Sample &sample : samples)
            QTest::addRow("%s.txtar:%d", qPrintable(sample.rule), sample.line) << sample;
    }
    void everySample_isJudgedRightly()
    {
        QFETCH(Sample, sample);
        const Snapshot snapshot = Testing::snapshotOf(sample);
        const QList<Diagnostic> found = judged(sample, snapshot);
        const auto problem = std::ranges::find(found, sample.rule, &Diagnostic::rule);
        QVERIFY2((problem != found.cend()) == sample.isRefused, qPrintable(rulesOf(found).join(u' ')));
        if (sample.isRefused)
            QCOMPARE(textAt(TextIndex(snapshot.text(problem->file).text), problem->range), sample.place);
    }

    void everyProblem_isSaidWell_data() { everySample_isJudgedRightly_data(); }
    void everyProblem_isSaidWell()
    {
        QFETCH(Sample, sample);
        const QList<Diagnostic> found = checked(sample);
        for (const Diagnostic &problem : found) {
            QVERIFY2(!problem.message.isEmpty() && problem.message.size() <= 140, qPrintable(problem.message));
            QVERIFY2(!problem.why.isEmpty(), qPrintable(problem.rule));
            QVERIFY2(!problem.source.isEmpty(), qPrintable(problem.rule));
            const auto rule = Check::findRule(problem.rule);
            QVERIFY2(rule, qPrintable(problem.rule));
            QCOMPARE(problem.severity, rule->severity);
        }
    }

    void everyFix_makesItsProblemGoAway_data() { everySample_isJudgedRightly_data(); }
    void everyFix_makesItsProblemGoAway()
    {
        QFETCH(Sample, sample);
        const Snapshot snapshot = Testing::snapshotOf(sample);
        const QList<Diagnostic> found = judged(sample, snapshot);
        for (const Diagnostic &problem : found) {
            for (const Fix &fix : problem.fixes) {
                QVERIFY(!fix.title.isEmpty());
                Snapshot mended = snapshot;
                for (const TextEdit &edit : fix.edits) {
                    FileText &text = mended.texts[edit.file];
                    text.state = FileText::State::Read;
                    text.text = withEdits(text.text, {edit});
                }
                const QList<Diagnostic> left = judged(sample, mended);
                const auto count = [&](const QList<Diagnostic> &list) { return rulesOf(list).count(problem.rule); };
                QVERIFY2(count(left) < count(found), qPrintable(problem.rule + u": "_s + fix.title));
            }
        }
    }

    void fixesOfRequirements_leaveTheRestOfTheLine_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("mended");
        const QString local = u"requirements/local-version"_s;
        QTest::newRow("extras and marker")
            << local << u"torch[opt]==2.0.1+cu118 ; python_version < \"3.12\"  # for now"_s
            << u"torch[opt]==2.0.1 ; python_version < \"3.12\"  # for now"_s;
        QTest::newRow("several extras") << local << u"Torch[opt, onnx] == 2.0.1+cu118"_s
                                        << u"Torch[opt, onnx] == 2.0.1"_s;
        const QString name = u"requirements/import-name"_s;
        QTest::newRow("another name") << name << u"opencv[x]==4.10 ; python_version < \"3.12\""_s
                                      << u"opencv-python[x]==4.10 ; python_version < \"3.12\""_s;
    }
    void fixesOfRequirements_leaveTheRestOfTheLine()
    {
        QFETCH(QString, rule);
        QFETCH(QString, line);
        Sample sample;
        sample.files[u"requirements.txt"_s] = line + u'\n';
        const QList<Diagnostic> found = checked(sample);
        const auto problem = std::ranges::find(found, rule, &Diagnostic::rule);
        QVERIFY2(problem != found.cend(), qPrintable(rulesOf(found).join(u' ')));
        QCOMPARE(problem->fixes.size(), 1);
        const QString text = withEdits(sample.files.value(u"requirements.txt"_s), problem->fixes.first().edits);
        QTEST(text.chopped(1), "mended");
    }

    void requirementsThatFit_keepTheirLines()
    {
        Sample sample;
        sample.files[u"requirements.txt"_s] = u"uvicorn==0.30.0\nuvicorn[standard]==0.30.0\nnumpy>=1.24\nnumpy<2\n"_s;
        const QList<Diagnostic> found = checked(sample);
        for (const Diagnostic &problem : found)
            QVERIFY2(problem.fixes.isEmpty(), qPrintable(problem.rule));
    }

    void everyRule_hasSamples()
    {
        QSet<QString> accepted, refused;
        const QList<Sample> samples = Testing::allSamples();
        for (const Sample &sample : samples) {
            QVERIFY2(Check::findRule(sample.rule), qPrintable(sample.rule));
            (sample.isRefused ? refused : accepted) += sample.rule;
        }
        QSet<QString> ids;
        const QList<Check::Rule> rules = Check::allRules();
        for (const Check::Rule &rule : rules) {
            QVERIFY2(!ids.contains(rule.id), rule.id.data());
            ids.insert(rule.id);
            const bool isElsewhere =
                std::ranges::find(Testing::ContentRules, rule.id) != std::end(Testing::ContentRules);
            QVERIFY2(isElsewhere || (accepted.contains(rule.id) && refused.contains(rule.id)), rule.id.data());
        }
    }

    void unconfirmedRules_neverBlock()
    {
        for (const Check::Rule &rule : Check::allRules())
            QVERIFY2(!(QByteArray(rule.why).contains("unconfirmed") && isBlocking(rule.severity)), rule.id.data());
    }

    void tenMistakes_areExactlyTen()
    {
        Sample sample;
        sample.files[u"README.md"_s] = u"---\ntitle: x\nemoji: rocket\ncolorFrom: grey\ncolorTo: blue\nsdk: gradio\n"
                                       "sdk_version: 5.10\npython_version: 3.10\nlicense: MIT\nshort_description: "_s
            + QString(61, u'x') + u"\nhardware: t4-small\npython_verson: x\n---\n# x\n"_s;
        sample.files[u"requirements.txt"_s] = u"-r a.txt\nnumpy=1\n"_s;
        sample.files[u"packages.txt"_s] = u"libgl1-mesa-glx\n"_s;
        const QList<Diagnostic> found = checked(sample);
        QStringList places;
        for (const Diagnostic &problem : found)
            places += u"%1:%2:%3 %4"_s.arg(problem.file)
                          .arg(problem.range.line + 1)
                          .arg(problem.range.column + 1)
                          .arg(problem.rule);
        const QStringList expected{
            u"README.md:3:8 readme/emoji"_s,
            u"README.md:4:12 readme/color"_s,
            u"README.md:7:14 readme/sdk-version"_s,
            u"README.md:8:17 readme/python-version-number"_s,
            u"README.md:9:10 readme/license"_s,
            u"README.md:10:20 readme/short-description"_s,
            u"README.md:11:1 readme/setting-as-key"_s,
            u"packages.txt:1:1 packages/retired"_s,
            u"requirements.txt:1:1 requirements/nested-file"_s,
            u"requirements.txt:2:1 requirements/syntax"_s,
        };
        QCOMPARE(places, expected);
    }

    void fix_keepsTheLineEndOfItsFile()
    {
        Sample sample;
        sample.files[u"README.md"_s] = u"---\ntitle: x\nsdk: docker\n---\n# x\n"_s;
        sample.files[u"Dockerfile"_s] = u"FROM python:3.13\r\nRUN pip install transformers\r\nCMD python app.py\r\n"_s;
        const QList<Diagnostic> found = checked(sample);
        const auto problem = std::ranges::find(found, "docker/no-home"_L1, &Diagnostic::rule);
        QVERIFY(problem != found.cend() && problem->fixes.size() == 1);
        QCOMPARE(withEdits(sample.files.value(u"Dockerfile"_s), problem->fixes.constFirst().edits),
                 u"FROM python:3.13\r\nRUN pip install transformers\r\nENV HOME=/tmp\r\nCMD python app.py\r\n"_s);
    }

    void largeSpace_isClean()
    {
        Sample sample;
        for (int i = 0; i < 300; ++i)
            sample.files[u"requirements.txt"_s] += u"package-%1>=1.0,<2 ; python_version >= '3.10'\n"_s.arg(i);
        for (int i = 0; i < 50'000; ++i)
            sample.files.insert(u"data/%1.txt"_s.arg(i), {});
        QCOMPARE(rulesOf(checked(sample)), QStringList());
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
