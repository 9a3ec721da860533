// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"
#include "check/validator.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {

Manifest::Snapshot snapshotOf(const QString &readme)
{
    Manifest::Snapshot snapshot;
    snapshot.texts.insert(u"README.md"_s, {Manifest::FileText::State::Read, readme, false, readme.size(), {}});
    return snapshot;
}

} // namespace

/// The messages of reference/spaces.md §1.8, for the inputs that they were seen with.
class ValidatorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void answers_areTheHubs_data()
    {
        QTest::addColumn<QString>("readme");
        QTest::addColumn<QStringList>("errors"); // each is the beginning of what is said
        QTest::addColumn<int>("warnings");
        const auto row = [](const char *name, const QString &readme, const QStringList &errors, int warnings = 0) {
            QTest::newRow(name) << readme << errors << warnings;
        };
        const auto header = [](const QString &line) { return u"---\nsdk: gradio\n%1\n---\n"_s.arg(line); };
        const QString colours = u"must be one of [red, yellow, green, blue, indigo, purple, pink, gray]"_s;
        row("fine", header(u"short_description: "_s + QString(60, u'x')), {});
        row("60 emoji are 60 characters", header(u"short_description: "_s + u"🚀"_s.repeated(60)), {});
        row("61 characters", header(u"short_description: "_s + QString(61, u'ä')),
            {u"\"short_description\" length must be less than or equal to 60 characters long"_s});
        row("colour", header(u"colorFrom: grey"_s), {u"\"colorFrom\" "_s + colours});
        row("both colours", header(u"colorFrom: orange\ncolorTo: '#fff'"_s),
            {u"\"colorFrom\" "_s + colours, u"\"colorTo\" "_s + colours});
        row("licence", header(u"license: MIT"_s), {u"\"license\" must be one of [apache-2.0, mit, "_s});
        row("list of licences", header(u"license: [mit, x]"_s), {u"\"license\" must be one of "_s});
        row("broken YAML", header(u"title: a: b"_s), {u"Invalid YAML in README.md: "_s});
        row("key twice", header(u"sdk: docker"_s), {u"Invalid YAML in README.md: "_s});
        row("nothing in it", u"---\n---\n"_s, {u"The YAML metadata of your README.md is invalid."_s});
        row("a comment in it", u"---\n# later\n---\n"_s, {u"The YAML metadata of your README.md is invalid."_s});
        row("a list", u"---\n- a\n---\n"_s, {u"\"value\" must be of type object"_s});
        row("dot in a key", header(u"a.b: 1"_s),
            {u"You can't have a key with a \".\" or \"$\" character in your YAML metadata"_s});
        row("unknown keys are accepted", header(u"hardware: t4-small\nanything: 1"_s), {});
        row("no block", u"# x\n"_s, {}, 1);
        row("open block", u"---\nsdk: gradio\n"_s, {}, 1);
        row("text glued to the fence", u"---\nsdk: gradio\n--- x\n"_s, {}, 1);
    }
    void answers_areTheHubs()
    {
        QFETCH(QString, readme);
        QFETCH(QStringList, errors);
        QFETCH(int, warnings);
        const Check::ValidatorAnswer answer = Check::validatorAnswer(Manifest::readManifest(snapshotOf(readme)));
        QCOMPARE(answer.errors.size(), errors.size());
        for (qsizetype i = 0; i < errors.size(); ++i)
            QVERIFY2(answer.errors.at(i).startsWith(errors.at(i)), qPrintable(answer.errors.at(i)));
        QCOMPARE(int(answer.warnings.size()), warnings);
    }

    /// What the Hub refuses here is refused here, and nothing else is.
    void rules_agree_data() { answers_areTheHubs_data(); }
    void rules_agree()
    {
        QFETCH(QString, readme);
        QFETCH(QStringList, errors);
        const Manifest::Snapshot snapshot = snapshotOf(readme);
        const QList<Diagnostic> problems = Check::run(snapshot, Manifest::readManifest(snapshot));
        const bool isRefused = std::ranges::any_of(
            problems, [](const Diagnostic &problem) { return problem.severity == Severity::PushRefused; });
        QCOMPARE(isRefused, !errors.isEmpty());
    }
};

QTEST_GUILESS_MAIN(ValidatorTest)
#include "tst_validator.moc"
