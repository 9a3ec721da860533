// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/suppressions.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {

const QString Settings = u".spacewright/check.toml"_s;

struct Space {
    Snapshot snapshot;

    Space()
    {
        put(u"README.md"_s,
            u"---\ntitle: x\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\ncolorFrom: grey\n---\n"_s);
        put(u"app.py"_s, u"import gradio as gr\n"_s);
    }

    void put(const QString &file, const QString &text)
    {
        if (!snapshot.texts.contains(file)) {
            SnapshotEntry entry;
            entry.path = file;
            snapshot.entries.append(entry);
            std::ranges::sort(snapshot.entries, {}, &SnapshotEntry::path);
        }
        snapshot.texts.insert(file, {FileText::State::Read, text, false, text.size(), {}});
    }
    void replace(const QString &file, const QString &before, const QString &after)
    {
        snapshot.texts[file].text.replace(before, after);
    }
    void apply(const Fix &fix)
    {
        for (const TextEdit &edit : fix.edits)
            put(edit.file, withEdits(snapshot.text(edit.file).text, {edit}));
    }
    [[nodiscard]] Check::Findings look() const { return Check::look(snapshot, readManifest(snapshot)); }
    [[nodiscard]] QString textOf(const QString &file) const { return snapshot.text(file).text; }
};

QStringList rules(const QList<Diagnostic> &diagnostics)
{
    QStringList list;
    for (const Diagnostic &diagnostic : diagnostics)
        list.append(diagnostic.rule);
    return list;
}

const QStringList Color{u"readme/color"_s};

} // namespace

class SuppressionsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void inPlace_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("isSuppressed");
        QTest::newRow("behind it") << u"colorFrom: grey # spacewright: ignore[readme/color]"_s << true;
        QTest::newRow("above it") << u"# spacewright: ignore[readme/color]\ncolorFrom: grey"_s << true;
        QTest::newRow("with words") << u"colorFrom: grey  #spacewright:ignore[ readme/color ] as in the logo"_s << true;
        QTest::newRow("of several") << u"colorFrom: grey # spacewright: ignore[readme/color, readme/emoji]"_s << true;
        QTest::newRow("a comment between")
            << u"# spacewright: ignore[readme/color]\n# our grey\ncolorFrom: grey"_s << true;
        QTest::newRow("below it") << u"colorFrom: grey\n# spacewright: ignore[readme/color]"_s << false;
        QTest::newRow("another rule") << u"colorFrom: grey # spacewright: ignore[readme/emoji]"_s << false;
        QTest::newRow("no comment") << u"colorFrom: grey# spacewright: ignore[readme/color]"_s << false;
        QTest::newRow("a line between") << u"# spacewright: ignore[readme/color]\npinned: true\ncolorFrom: grey"_s
                                        << false;
    }
    void inPlace()
    {
        QFETCH(QString, line);
        QFETCH(bool, isSuppressed);
        Space space;
        space.replace(u"README.md"_s, u"colorFrom: grey"_s, line);
        const auto [problems, suppressed] = space.look();
        QCOMPARE(rules(suppressed), isSuppressed ? Color : QStringList());
        QCOMPARE(rules(problems).contains(u"readme/color"), !isSuppressed);
    }

    void inProse_nothingIsSuppressed()
    {
        Space space;
        space.snapshot.texts[u"README.md"_s].text += u"# spacewright: ignore[readme/color]\n"_s;
        QCOMPARE(rules(space.look().problems), Color);
    }

    void files_thatTakeCommentsOnlyAtTheBeginning()
    {
        Space space;
        space.put(u"requirements.txt"_s, u"numpy=1 # spacewright: ignore[requirements/syntax]\n"_s);
        space.put(u".gitattributes"_s, u"*.bin -text # spacewright: ignore[readme/color]\n"_s);
        space.put(u"packages.txt"_s, u"libgl1-mesa-glx # spacewright: ignore[packages/retired]\n"_s);
        const auto [problems, suppressed] = space.look();
        QCOMPARE(rules(suppressed), QStringList{u"requirements/syntax"_s});
        QVERIFY(!rules(problems).contains(u"check/unused-suppression")); // they are no comments
    }

    void byFile_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("problems");
        QTest::newRow("a rule") << u"[[ignore]]\nrule = \"readme/color\"\nreason = \"Ours.\"\n"_s << QStringList();
        QTest::newRow("a rule of a file")
            << u"[[ignore]]\nrule = \"readme/color\"\nfile = \"README.md\"\n"_s << QStringList();
        QTest::newRow("inline") << u"ignore = [{rule = \"readme/color\"}]"_s << QStringList();
        QTest::newRow("another file") << u"[[ignore]]\nrule = \"readme/color\"\nfile = \"app.py\"\n"_s
                                      << QStringList{u"readme/color"_s, u"check/unused-suppression"_s};
        QTest::newRow("nothing") << QString() << Color;
        QTest::newRow("broken") << u"[[ignore]\nrule = "_s
                                << QStringList{u"readme/color"_s, u"check/settings-syntax"_s};
        QTest::newRow("another key") << u"ignores = 1\n"_s
                                     << QStringList{u"readme/color"_s, u"check/settings-syntax"_s};
        QTest::newRow("no rule") << u"[[ignore]]\nfile = \"README.md\"\n"_s
                                 << QStringList{u"readme/color"_s, u"check/settings-syntax"_s};
        QTest::newRow("no text") << u"[[ignore]]\nrule = 3\n"_s
                                 << QStringList{u"readme/color"_s, u"check/settings-syntax"_s};
    }
    void byFile()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, problems);
        Space space;
        space.put(Settings, text);
        QCOMPARE(rules(space.look().problems), problems);
    }

    void unused_canBeRemoved_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char *name, const QString &file, const QString &before, const QString &after) {
            QTest::newRow(name) << file << before << after;
        };
        row("behind a line", u"app.py"_s, u"import os # spacewright: ignore[app/share]\nx = 1\n"_s,
            u"import os\nx = 1\n"_s);
        row("a line of its own", u"app.py"_s, u"# spacewright: ignore[app/share]\nx = 1\n"_s, u"x = 1\n"_s);
        row("the last entry", Settings,
            u"[[ignore]]\nrule = \"readme/color\"\n\n[[ignore]]\nrule = \"readme/license\"\n"_s,
            u"[[ignore]]\nrule = \"readme/color\"\n\n"_s);
        row("the first entry", Settings,
            u"[[ignore]]\nrule = \"readme/license\"\nreason = \"x\"\n[[ignore]]\nrule = \"readme/color\"\n"_s,
            u"[[ignore]]\nrule = \"readme/color\"\n"_s);
        row("one of several", u"README.md"_s,
            u"---\nsdk: static\n# spacewright: ignore[readme/emoji, readme/color]\ncolorFrom: grey\n---\n"_s,
            u"---\nsdk: static\n# spacewright: ignore[readme/color]\ncolorFrom: grey\n---\n"_s);
    }
    void unused_canBeRemoved()
    {
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, after);
        Space space;
        space.put(file, before);
        const QList<Diagnostic> found = space.look().problems;
        const auto unused = std::ranges::find(found, u"check/unused-suppression"_s, &Diagnostic::rule);
        QVERIFY(unused != found.end());
        QCOMPARE(unused->file, file);
        QVERIFY(!unused->range.isEmpty());
        QCOMPARE(unused->fixes.size(), 1);
        space.apply(unused->fixes.first());
        QCOMPARE(space.textOf(file), after);
        QVERIFY(!rules(space.look().problems).contains(u"check/unused-suppression"));
    }

    void aRuleThatIsNone_isGuessed()
    {
        Space space;
        space.replace(u"README.md"_s, u"grey"_s, u"gray # spacewright: ignore[readme/colour]"_s);
        const QList<Diagnostic> found = space.look().problems;
        QCOMPARE(rules(found), QStringList{u"check/unused-suppression"_s});
        QVERIFY2(found.first().message.contains(u"Did you mean readme/color?"), qPrintable(found.first().message));
    }

    void suppressing_works_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("writtenIn");
        QTest::newRow("in a header") << QString() << QString() << u"README.md"_s;
        QTest::newRow("in requirements") << u"requirements.txt"_s << u"numpy==2.2.1\nnumpy=1\n"_s
                                         << u"requirements.txt"_s;
        QTest::newRow("where comments are none") << u"packages.txt"_s << u"libgl1-mesa-glx\n"_s << Settings;
        QTest::newRow("without a place") << u"pyproject.toml"_s << QString() << Settings;
    }
    void suppressing_works()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, writtenIn);
        Space space;
        if (!file.isEmpty()) {
            space.replace(u"README.md"_s, u"grey"_s, u"gray"_s);
            space.put(file, text);
        }
        const QList<Diagnostic> found = space.look().problems;
        QVERIFY(!found.isEmpty());
        for (const Diagnostic &diagnostic : found) {
            const Fix fix = Check::suppressing(diagnostic, [&](const QString &name) { return space.textOf(name); });
            QCOMPARE(fix.edits.first().file, writtenIn);
            space.apply(fix);
        }
        const auto [problems, suppressed] = space.look();
        QCOMPARE(rules(problems), QStringList());
        QCOMPARE(rules(suppressed), rules(found));
    }

    void theFile_isReadFromTheFolder()
    {
        Testing::SpaceFolder folder;
        QVERIFY(folder.write(u"README.md"_s, "---\nsdk: static\ncolorFrom: grey\n---\n"));
        QVERIFY(folder.write(u"index.html"_s, "<p>"));
        QVERIFY(folder.write(Settings, "[[ignore]]\nrule = \"readme/color\"\n"));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QCOMPARE(rules(Check::look(*snapshot, readManifest(*snapshot)).suppressed), Color);
    }
};

QTEST_GUILESS_MAIN(SuppressionsTest)
#include "tst_suppressions.moc"
