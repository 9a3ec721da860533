// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/acceptedsecrets.h"
#include "check/check.h"
#include "check/contents.h"
#include "check/explain.h"
#include "check/rule.h"
#include "contentrules.h"
#include "manifest/textindex.h"
#include "plantedsecrets.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Check;
using namespace Spacewright::Manifest;
using Testing::SpaceFolder;

namespace {

const QByteArray Header = "---\ntitle: x\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\n---\n";
const QByteArray LfsLine = " filter=lfs diff=lfs merge=lfs -text\n";

const QByteArray &hubToken()
{
    static const QByteArray token = [] {
        QRandomGenerator random(21);
        return Testing::plantedSecrets(random).first().value;
    }();
    return token;
}

QByteArray secretOf(const char *pattern)
{
    QRandomGenerator random(22);
    for (const Testing::PlantedSecret &secret : Testing::plantedSecrets(random)) {
        if (secret.pattern == pattern)
            return secret.value;
    }
    return {};
}

/// A Space that nothing is wrong with, and more.
struct Sample {
    QMap<QString, QByteArray> files = {};
    QMap<QString, qint64> holes = {}; ///< files without content, of so many bytes
    GitFacts git = {};
    QString unreadable = {};
};

struct Case {
    const char *rule;
    Sample good;
    Sample bad;
    QString file; ///< where the bad one is reported
    QString place = {}; ///< what the range covers
};

Sample files(const QMap<QString, QByteArray> &files)
{
    return {.files = files};
}

Sample past(const QString &path, const QByteArray &bytes, qint64 size, const QMap<QString, QByteArray> &now = {})
{
    Sample sample{.files = now};
    sample.git.past.append({path, QByteArray(40, 'a'), contentOf(path, bytes, size)});
    return sample;
}

Sample cutHistory()
{
    Sample sample;
    sample.git.isPastComplete = false;
    return sample;
}

Sample tracked(Sample sample, const QString &path)
{
    sample.git.tracked.insert(path);
    return sample;
}

Sample troubled()
{
    Sample sample;
    sample.git.trouble = u"The git repository cannot be read."_s;
    return sample;
}

Sample unreadable(const QString &path)
{
    Sample sample = files({{path, "x"}});
    sample.unreadable = path;
    return sample;
}

QByteArray pointer(qint64 size)
{
    return "version https://git-lfs.github.com/spec/v1\noid sha256:" + QByteArray(64, 'a') + "\nsize "
        + QByteArray::number(size) + '\n';
}

QByteArray notebook(const QByteArray &source, const QByteArray &output)
{
    return R"({"cells": [{"source": [")" + source + R"("], "outputs": [{"text": [")" + output + R"("]}]}]})";
}

QByteArray acceptedLine(const QString &path, const QByteArray &text)
{
    const SecretFinding finding = scanForSecrets(path, text).value(0);
    return secretFingerprint(finding, path).toUtf8() + "  " + finding.pattern->id + "  " + path.toUtf8() + " # fine\n";
}

/// An accepted and a refused sample for each rule.
QList<Case> cases()
{
    const QByteArray binary("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    const QByteArray token = "t = '" + hubToken() + "'\n";
    const QByteArray other = "t = '" + secretOf("github-token") + "'\n";
    QRandomGenerator random(23);
    const QByteArray key = Testing::plantedKey(random, "RSA ") + '\n';
    const QByteArray generic = "api_key = '" + Testing::plantedValues(random).at(1) + "'\n";
    const QString tokenText = QString::fromUtf8(hubToken());
    constexpr qint64 MiB = 1024 * 1024;
    return {
        {"lfs/large-file",
         {.holes = {{u"a.json"_s, 10 * MiB}}},
         {.holes = {{u"b/a b.json"_s, 10 * MiB + 1}}},
         u"b/a b.json"_s},
        {"lfs/large-file",
         {.files = {{u".gitattributes"_s, "*.gguf" + LfsLine}}, .holes = {{u"a.gguf"_s, 20 * MiB}}},
         {.holes = {{u"a.gguf"_s, 20 * MiB}}},
         u"a.gguf"_s},
        {"lfs/binary-file", files({{u"a.png"_s, binary}, {u".gitattributes"_s, "*.png" + LfsLine}}),
         files({{u"a.png"_s, binary}, {u"b.png"_s, binary}}), u"a.png"_s},
        {"lfs/binary-file", files({{u"cache/a.png"_s, binary}, {u".gitignore"_s, "cache/\n"}}),
         tracked(files({{u"cache/a.png"_s, binary}, {u".gitignore"_s, "cache/\n"}}), u"cache/a.png"_s),
         u"cache/a.png"_s},
        {"lfs/binary-file", files({{u"a/b.dat"_s, binary}, {u"a/.gitattributes"_s, "*.dat" + LfsLine}}),
         files({{u"a/b.dat"_s, binary}, {u"c/.gitattributes"_s, "*.dat" + LfsLine}}), u"a/b.dat"_s},
        {"lfs/repository-size", files({{u"a.bin"_s, pointer(900'000'000)}}),
         files({{u"a.bin"_s, pointer(1'000'000'001)}}), u"README.md"_s},
        {"lfs/repository-size-soon", files({{u"a.bin"_s, pointer(700'000'000)}}),
         files({{u"a.bin"_s, pointer(800'000'001)}}), u"README.md"_s},
        {"lfs/pointer-only", files({{u"a.bin"_s, "version 1\n"}}), files({{u"a.bin"_s, pointer(1000)}}), u"a.bin"_s},
        {"lfs/readme-tracked", files({{u".gitattributes"_s, "*.md" + LfsLine + "README.md -filter\n"}}),
         files({{u".gitattributes"_s, "*.md" + LfsLine}}), u".gitattributes"_s, u"filter=lfs"_s},
        {"lfs/attributes-missing", files({{u"a.bin"_s, binary}, {u".gitattributes"_s, "\n"}}),
         files({{u"a.bin"_s, binary}}), u".gitattributes"_s},
        {"lfs/attributes-spaces",
         files({{u".gitattributes"_s, "my[[:space:]]a.bin" + LfsLine + "* text filter=lfs -text\n"}}),
         files({{u".gitattributes"_s, "my own a.bin" + LfsLine}}), u".gitattributes"_s, u"my own a.bin"_s},
        {"lfs/attributes-spaces", files({{u".gitattributes"_s, "\"my a.bin\"" + LfsLine}}),
         files({{u".gitattributes"_s, "my *.bin" + LfsLine}}), u".gitattributes"_s, u"my *.bin"_s},
        {"lfs/attributes-syntax", files({{u".gitattributes"_s, "# !a\n*.a text\n"}}),
         files({{u".gitattributes"_s, "!*.bin" + LfsLine}}), u".gitattributes"_s, u"!*.bin"_s},
        {"lfs/attributes-syntax", files({{u".gitattributes"_s, "*.a text\n"}}),
         files({{u".gitattributes"_s, "*.a te@xt\n"}}), u".gitattributes"_s, u"te@xt"_s},
        {"lfs/attributes-folder", files({{u".gitattributes"_s, "models/**" + LfsLine}}),
         files({{u".gitattributes"_s, "models/" + LfsLine}}), u".gitattributes"_s, u"models/"_s},
        {"lfs/attributes-text", files({{u".gitattributes"_s, "*.bin" + LfsLine}}),
         files({{u".gitattributes"_s, "*.bin filter=lfs diff=lfs merge=lfs\n"}}), u".gitattributes"_s, u"*.bin"_s},
        {"lfs/attributes-order", files({{u".gitattributes"_s, "*.bin" + LfsLine + "small.bin -filter\n"}}),
         files({{u".gitattributes"_s, "*.bin" + LfsLine + "*.bin !filter !diff !merge\n"}}), u".gitattributes"_s,
         u"*.bin"_s},
        {"lfs/attributes-order", files({{u".gitattributes"_s, "* -filter\n*.bin" + LfsLine}}),
         files({{u".gitattributes"_s, "*.bin" + LfsLine + "* -filter\n"}}), u".gitattributes"_s, u"*"_s},
        {"lfs/history", past(u"a.txt"_s, "x", 1), past(u"a.bin"_s, binary, 16), u"a.bin"_s},
        {"lfs/history", past(u"a.bin"_s, pointer(20 * MiB), pointer(20 * MiB).size()), past(u"a.txt"_s, "x", 11 * MiB),
         u"a.txt"_s},
        {"lfs/repository-unread", {}, troubled(), u"README.md"_s},
        {"lfs/unreadable-file", files({{u"a.txt"_s, "x"}}), unreadable(u"a.txt"_s), u"a.txt"_s},
        {"secrets/hub-token", files({{u"x.py"_s, "t = os.environ['HF_TOKEN']\n"}}), files({{u"x.py"_s, token}}),
         u"x.py"_s, tokenText},
        {"secrets/hub-token", files({{u"x.py"_s, token}, {u".gitignore"_s, "x.py\n"}}),
         files({{u"app.py"_s, "\n" + token}}), u"app.py"_s, tokenText},
        {"secrets/hub-token",
         files({{u"x.py"_s, token}, {u".spacewright/accepted-secrets"_s, acceptedLine(u"x.py"_s, token)}}),
         files({{u"x.py"_s, token}, {u".spacewright/accepted-secrets"_s, acceptedLine(u"y.py"_s, token)}}), u"x.py"_s,
         tokenText},
        {"secrets/hub-token", files({{u"x.ipynb"_s, notebook("x", "y")}}),
         files({{u"x.ipynb"_s, notebook("x", "y " + hubToken())}}), u"x.ipynb"_s, tokenText},
        {"secrets/token-in-file", files({{u"x.py"_s, token}}), files({{u"x.py"_s, other}}), u"x.py"_s,
         QString::fromUtf8(secretOf("github-token"))},
        {"secrets/private-key", files({{u"x.pem"_s, "-----BEGIN PUBLIC KEY-----\n"}}), files({{u"x.pem"_s, key}}),
         u"x.pem"_s, QString::fromUtf8(key.trimmed())},
        {"secrets/generic", files({{u"x.py"_s, "api_key = get('name-of-it-in-the-store-2024')\n"}}),
         files({{u"x.py"_s, generic}}), u"x.py"_s},
        {"secrets/in-notebook-output", files({{u"x.ipynb"_s, notebook(secretOf("npm-token"), "y")}}),
         files({{u"x.ipynb"_s, notebook("x", secretOf("npm-token"))}}), u"x.ipynb"_s,
         QString::fromUtf8(secretOf("npm-token"))},
        {"secrets/env-file-tracked",
         files({{u".env"_s, "A=1\n"}, {u".env.example"_s, "A=\n"}, {u".gitignore"_s, ".env\n"}}),
         files({{u".env"_s, "A=1\n"}}), u".env"_s},
        {"secrets/env-file-tracked",
         files({{u".streamlit/secrets.toml"_s, "a = 1\n"}, {u".gitignore"_s, ".streamlit/\n"}}),
         tracked(files({{u".streamlit/secrets.toml"_s, "a = 1\n"}, {u".gitignore"_s, ".streamlit/\n"}}),
                 u".streamlit/secrets.toml"_s),
         u".streamlit/secrets.toml"_s},
        {"secrets/hub-token-in-history", past(u"x.py"_s, token, token.size(), {{u"x.py"_s, token}}),
         past(u"x.py"_s, token, token.size(), {{u"x.py"_s, "t = 1\n"}}), u"x.py"_s},
        {"secrets/in-history", past(u"x.py"_s, token, token.size()), past(u"x.py"_s, other, other.size()), u"x.py"_s},
        {"secrets/unused-accepted",
         files(
             {{u"x.py"_s, token}, {u".spacewright/accepted-secrets"_s, "# mine\n\n" + acceptedLine(u"x.py"_s, token)}}),
         files({{u".spacewright/accepted-secrets"_s, "# mine\n0123456789abcdef  x  y\n"}}),
         u".spacewright/accepted-secrets"_s, u"0123456789abcdef"_s},
        {"secrets/not-searched", files({{u"x.txt"_s, QByteArray(9000, 'x')}}),
         files({{u"x.txt"_s, QByteArray(200'000, 'x')}}), u"x.txt"_s},
        {"secrets/history-not-searched", {}, cutHistory(), u"README.md"_s},
    };
}

constexpr ContentsLimits Limits{.fileBytes = 100'000, .totalBytes = 10'000'000};

struct Checked {
    Snapshot snapshot;
    Contents contents;
    QList<Diagnostic> problems;
};

QList<Diagnostic> rules(const Snapshot &snapshot, const Contents &contents)
{
    return Check::run(snapshot, readManifest(snapshot), {.packages = {}, .contents = &contents});
}

Checked checked(const Sample &sample)
{
    const SpaceFolder folder;
    folder.write(u"README.md"_s, Header);
    folder.write(u"app.py"_s, "import gradio as gr\n");
    for (auto file = sample.files.cbegin(); file != sample.files.cend(); ++file)
        folder.write(file.key(), file.value());
    for (auto hole = sample.holes.cbegin(); hole != sample.holes.cend(); ++hole) {
        folder.write(hole.key(), "x");
        QFile::resize(folder.path(hole.key()), hole.value());
    }
    Checked result;
    ContentsCache cache;
    if (const auto snapshot = readSnapshot(folder.path()))
        result.snapshot = *snapshot;
    if (const auto contents = contentsOf(result.snapshot, sample.git, cache, {}, Limits))
        result.contents = *contents;
    if (!sample.unreadable.isEmpty()) { // root may read everything
        FileContent content;
        content.state = FileContent::State::Unreadable;
        result.contents.files.append({sample.unreadable, content});
    }
    result.problems = rules(result.snapshot, result.contents);
    return result;
}

QStringList rulesOf(const QList<Diagnostic> &problems)
{
    QStringList ids;
    for (const Diagnostic &problem : problems)
        ids += problem.rule;
    return ids;
}

} // namespace

class ContentsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyRule_acceptsTheGoodAndReportsTheBad_data()
    {
        QTest::addColumn<int>("index");
        const QList<Case> all = cases();
        for (int i = 0; i < int(all.size()); ++i)
            QTest::addRow("%s %d", all.at(i).rule, i) << i;
    }
    void everyRule_acceptsTheGoodAndReportsTheBad()
    {
        QFETCH(int, index);
        const Case sample = cases().at(index);
        const QString rule = QString::fromUtf8(sample.rule);
        const QStringList good = rulesOf(checked(sample.good).problems);
        QVERIFY2(!good.contains(rule), qPrintable(good.join(u' ')));

        const Checked bad = checked(sample.bad);
        const auto problem = std::ranges::find(bad.problems, rule, &Diagnostic::rule);
        QVERIFY2(problem != bad.problems.cend(), qPrintable(rulesOf(bad.problems).join(u' ')));
        QCOMPARE(problem->file, sample.file);
        if (!sample.place.isNull()) {
            const QString text = sample.bad.files.contains(problem->file)
                ? QString::fromUtf8(sample.bad.files.value(problem->file))
                : QString();
            QCOMPARE(textAt(TextIndex(text), problem->range), sample.place);
        }
        QVERIFY2(!problem->message.isEmpty() && problem->message.size() <= 140, qPrintable(problem->message));
        QVERIFY(!problem->why.isEmpty() && !problem->shortMessage.isEmpty() && !problem->source.isEmpty());
    }

    void everyFix_makesItsProblemGoAway_data() { everyRule_acceptsTheGoodAndReportsTheBad_data(); }
    void everyFix_makesItsProblemGoAway()
    {
        QFETCH(int, index);
        const Checked bad = checked(cases().at(index).bad);
        const auto count = [](const QList<Diagnostic> &problems, const QString &rule) {
            return rulesOf(problems).count(rule);
        };
        for (const Diagnostic &problem : bad.problems) {
            for (const Fix &fix : problem.fixes) {
                Overlay overlay;
                for (const TextEdit &edit : fix.edits)
                    overlay.insert(edit.file, withEdits(bad.snapshot.text(edit.file).text, {edit}));
                Snapshot mended = bad.snapshot;
                for (auto text = overlay.cbegin(); text != overlay.cend(); ++text)
                    mended.texts.insert(text.key(),
                                        {FileText::State::Read, text.value(), false, text.value().size(), {}});
                const QList<Diagnostic> left = rules(mended, bad.contents);
                QVERIFY2(count(left, problem.rule) < count(bad.problems, problem.rule), qPrintable(problem.rule));
            }
        }
    }

    /// tst_rules.cpp asks for no samples of the rules in this list.
    void everyRuleOfTheList_isReported()
    {
        QSet<QString> reported;
        const QList<Case> all = cases();
        for (const Case &sample : all) {
            const QString rule = QString::fromUtf8(sample.rule);
            if (!reported.contains(rule) && rulesOf(checked(sample.bad).problems).contains(rule))
                reported.insert(rule);
        }
        for (const QLatin1StringView rule : Testing::ContentRules) {
            QVERIFY2(Check::findRule(QString(rule)), rule.data());
            QVERIFY2(reported.contains(rule), rule.data());
        }
    }

    void unreadableManifest_isSaidOnce()
    {
        const QByteArray utf16("\xff\xfen\0u\0m\0p\0y\0", 12);
        const Checked list = checked(files({{u"requirements.txt"_s, utf16}}));
        QCOMPARE(rulesOf(list.problems), QStringList(u"files/unreadable"_s));
        const Checked readme = checked(files({{u"README.md"_s, utf16}, {u"a.md"_s, "x"}}));
        QCOMPARE(rulesOf(readme.problems), QStringList(u"readme/unreadable"_s));
        const Checked other = checked(files({{u"requirements.txt"_s, utf16}, {u"a.png"_s, QByteArray(10, '\0')}}));
        QCOMPARE(rulesOf(other.problems),
                 (QStringList{u"lfs/attributes-missing"_s, u"lfs/binary-file"_s, u"files/unreadable"_s}));
        const auto binary = std::ranges::find(other.problems, u"lfs/binary-file"_s, &Diagnostic::rule);
        QCOMPARE(binary->file, u"a.png"_s);
    }

    /// Not in a message, a reason, a fix or the JSON, whatever the rule.
    void noSecret_isEverShown()
    {
        QRandomGenerator random(30);
        QByteArrayList values;
        QByteArray text;
        for (const auto &[pattern, value] : Testing::plantedSecrets(random)) {
            values += value;
            text += "x = '" + value + "'\n";
        }
        Sample sample = past(u"old.py"_s, text, text.size(), {{u"app.py"_s, text}, {u".env"_s, text}});
        sample.files.insert(u"a.ipynb"_s, notebook(values.first(), values.last()));
        const Checked found = checked(sample);
        QVERIFY(found.problems.size() > 3 * values.size() - 5);
        QByteArray shown;
        for (const Diagnostic &problem : found.problems) {
            shown += QJsonDocument(toJson(problem)).toJson();
            shown += problem.why.toUtf8() + problem.shortMessage.toUtf8();
        }
        for (const QByteArray &value : std::as_const(values))
            QVERIFY2(!shown.contains(value), value.constData());
    }

    void withoutContents_nothingIsSaidOfFiles()
    {
        const Checked bad = checked(files({{u"x.py"_s, hubToken()}, {u"a.png"_s, QByteArray(10, '\0')}}));
        QCOMPARE(rulesOf(Check::run(bad.snapshot, readManifest(bad.snapshot))), QStringList());
    }

    void unsavedText_isSearchedAtOnce()
    {
        const Checked clean = checked({});
        QCOMPARE(rulesOf(clean.problems), QStringList());
        Snapshot edited = clean.snapshot;
        edited.texts[u"app.py"_s].text += u"token = '"_s + QString::fromUtf8(hubToken()) + u"'\n"_s;
        QCOMPARE(rulesOf(rules(edited, clean.contents)), QStringList{u"secrets/hub-token"_s});
    }

    void strangeFiles_doNotHoldItUp()
    {
        const SpaceFolder folder;
        const SpaceFolder outside;
        QVERIFY(folder.write(u"README.md"_s, Header) && outside.write(u"secret.txt"_s, hubToken()));
        QVERIFY(folder.link(u"link.txt"_s, outside.path(u"secret.txt"_s)));
        QVERIFY(folder.link(u"dangling"_s, folder.path(u"nowhere"_s)));
        QVERIFY(folder.link(u"loop"_s, folder.path(u"loop"_s)));
        QCOMPARE(mkfifo(QFile::encodeName(folder.path(u"pipe"_s)).constData(), 0600), 0);
        QVERIFY(folder.write(QString::fromUtf8("new\nline \x1b[31m.py"), hubToken()));
        QVERIFY(folder.write(u"vanishes.py"_s, hubToken()));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        QVERIFY(folder.remove(u"vanishes.py"_s));
        ContentsCache cache;
        const auto contents = contentsOf(*snapshot, {}, cache);
        QVERIFY(contents);
        QCOMPARE(contents->files.size(), 1);
        QVERIFY(contents->files.first().path.startsWith("new"_L1));
    }

    void unchangedFiles_areNotReadAgain()
    {
        const SpaceFolder folder;
        QVERIFY(folder.write(u"a.py"_s, hubToken()) && folder.write(u"b.py"_s, "x = 1\n"));
        const auto snapshot = readSnapshot(folder.path());
        QVERIFY_RESULT(snapshot);
        ContentsCache cache;
        QVERIFY(contentsOf(*snapshot, {}, cache));
        QCOMPARE(cache.files.size(), 2);
        // What is in the cache is believed, as long as the stamp is the same.
        cache.files[u"a.py"_s].content = {};
        QCOMPARE(contentsOf(*snapshot, {}, cache)->files.size(), 0);
        QVERIFY(folder.write(u"b.py"_s, "token = '" + hubToken() + "'\n"));
        QCOMPARE(contentsOf(*snapshot, {}, cache)->files.size(), 1);
        QVERIFY(folder.remove(u"a.py"_s));
        std::ignore = contentsOf(*snapshot, {}, cache);
        QCOMPARE(cache.files.size(), 1);
    }

    void stop_endsIt()
    {
        const Checked sample = checked({});
        ContentsCache cache;
        std::stop_source source;
        source.request_stop();
        QVERIFY(!contentsOf(sample.snapshot, {}, cache, source.get_token()));
    }

    void keystroke_isQuick()
    {
        Sample sample;
        Contents contents;
        Checked found = checked(sample);
        for (int i = 0; i < 2'000; ++i) {
            FileContent content;
            content.state = FileContent::State::Binary;
            found.contents.files.append({u"pictures/%1.png"_s.arg(i, 5, 10, QChar(u'0')), content});
        }
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(rulesOf(rules(found.snapshot, found.contents)),
                 (QStringList{u"lfs/attributes-missing"_s, u"lfs/binary-file"_s}));
        const double elapsedMs = double(timer.nsecsElapsed()) / 1e6;
        qInfo() << "rules with 2,000 noteworthy files:" << elapsedMs << "ms";
        QVERIFY(elapsedMs < 500); // 5 ms without sanitizers; this only catches another order of magnitude
    }
};

QTEST_GUILESS_MAIN(ContentsTest)
#include "tst_contents.moc"
