// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/assist.h"
#include "assist/catalogue.h"
#include "check/licencenames.h"
#include "check/names.h"
#include "manifest/requirements.h"
#include "manifest/textindex.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Assist;

namespace {

/// A text with its place marked by `|`.
struct Marked {
    QString text;
    Position at;

    explicit Marked(const QString &marked)
    {
        const qsizetype offset = marked.indexOf(u'|');
        text = QString(marked).remove(offset, 1);
        const TextRange range = Manifest::TextIndex(text).range(offset, offset);
        at = {range.line, range.column};
    }
};

Context context()
{
    return {.sdk = Manifest::Sdk::Gradio,
            .files = {u"README.md"_s, u"app.py"_s, u"index.html"_s, u"src/tools.py"_s, u"weights/a.bin"_s,
                      u"weights/b.bin"_s, u"LICENSE"_s},
            .versions = {{u"gradio"_s, {u"6.31.0"_s, u"6.9.0"_s}},
                         {u"numpy"_s, {u"2.10.0"_s, u"2.9.1"_s, u"1.26.4"_s}},
                         {u"my-own"_s, {u"1.0"_s}}}};
}

QString header(const QString &lines)
{
    return u"---\n"_s + lines + u"\n---\n# Hello\n"_s;
}

QStringList labels(const QList<Completion> &completions)
{
    QStringList list;
    for (const Completion &completion : completions)
        list.append(completion.label);
    return list;
}

/// The text once `label` is taken; null where it is not offered.
QString taken(const QString &file, const Marked &marked, const QString &label)
{
    const QList<Completion> completions = complete(file, marked.text, marked.at, context());
    for (const Completion &completion : completions) {
        if (completion.label == label)
            return Manifest::withEdits(marked.text, {{file, completion.range, completion.insertText}});
    }
    return {};
}

const QString Readme = u"README.md"_s;
const QString Requirements = u"requirements.txt"_s;
const QString Packages = u"packages.txt"_s;
const QString Docker = u"Dockerfile"_s;
const QString Attributes = u".gitattributes"_s;

} // namespace

class CompletionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void taking_writesWhatIsMeant_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("label");
        QTest::addColumn<QString>("after"); // null: not offered
        const auto row = [](const char *name, const QString &file, const QString &before, const QString &label,
                            const QString &after) { QTest::newRow(name) << file << before << label << after; };
        const QString no;

        row("a key, broken text", Readme, header(u"title: x\nsd|"_s), u"sdk"_s, header(u"title: x\nsdk: "_s));
        row("a key, nothing typed", Readme, header(u"|"_s), u"title"_s, header(u"title: "_s));
        row("a key that has its colon", Readme, header(u"sd|: gradio"_s), u"sdk"_s, header(u"sdk: gradio"_s));
        row("a list", Readme, header(u"mod|"_s), u"models"_s, header(u"models:\n  - "_s));
        row("a map", Readme, header(u"cus|"_s), u"custom_headers"_s, header(u"custom_headers:\n  "_s));
        row("a key that is there", Readme, header(u"sdk: gradio\nsd|"_s), u"sdk"_s, no);
        row("a key without effect", Readme, header(u"|"_s), u"metaTitle"_s, no);
        row("no closing fence yet", Readme, u"---\ntit|\n"_s, u"title"_s, u"---\ntitle: \n"_s);
        row("no closing fence, prose below", Readme, u"---\ntitle: x\n\n# Hello\nsd|"_s, u"sdk"_s, no);
        row("prose", Readme, header(u"title: x"_s) + u"sd|"_s, u"sdk"_s, no);
        row("no header", Readme, u"# Hello\nsd|"_s, u"sdk"_s, no);
        row("a comment", Readme, header(u"# sd|"_s), u"sdk"_s, no);
        row("a word after a word", Readme, header(u"title sd|"_s), u"sdk"_s, no);
        row("a value", Readme, header(u"colorFrom: in|"_s), u"indigo"_s, header(u"colorFrom: indigo"_s));
        row("a value in place of another", Readme, header(u"colorFrom: gr|ey # was"_s), u"gray"_s,
            header(u"colorFrom: gray # was"_s));
        row("an emoji by its name", Readme, header(u"emoji: mic|"_s), u"studio microphone"_s,
            header(u"emoji: \U0001F399\uFE0F"_s));
        row("a value right behind the colon", Readme, header(u"sdk:|"_s), u"docker"_s, header(u"sdk: docker"_s));
        row("a version in quotes", Readme, header(u"sdk_version: |"_s), u"6.31.0"_s,
            header(u"sdk_version: \"6.31.0\""_s));
        row("a version after a quote", Readme, header(u"python_version: \"3|"_s), u"3.12"_s,
            header(u"python_version: \"3.12\""_s));
        row("a truth value", Readme, header(u"pinned: |"_s), u"true"_s, header(u"pinned: true"_s));
        row("an app file", Readme, header(u"app_file: |"_s), u"src/tools.py"_s, header(u"app_file: src/tools.py"_s));
        row("an app file of a page", Readme, header(u"sdk: static\napp_file: |"_s), u"index.html"_s,
            header(u"sdk: static\napp_file: index.html"_s));
        row("no app file", Readme, header(u"app_file: |"_s), u"README.md"_s, no);
        row("a flavour", Readme, header(u"suggested_hardware: t4|"_s), u"t4-small"_s,
            header(u"suggested_hardware: t4-small"_s));
        row("an item", Readme, header(u"hf_oauth_scopes:\n  - em|"_s), u"email"_s,
            header(u"hf_oauth_scopes:\n  - email"_s));
        row("an item at the edge", Readme, header(u"hf_oauth_scopes:\n- |"_s), u"email"_s,
            header(u"hf_oauth_scopes:\n- email"_s));
        row("an item without dash", Readme, header(u"hf_oauth_scopes:\n  |"_s), u"email"_s,
            header(u"hf_oauth_scopes:\n  - email"_s));
        row("an item that is there", Readme, header(u"hf_oauth_scopes:\n  - email\n  - |"_s), u"email"_s, no);
        row("an item in brackets", Readme, header(u"hf_oauth_scopes: [email, wr|, jobs]"_s), u"write-repos"_s,
            header(u"hf_oauth_scopes: [email, write-repos, jobs]"_s));
        row("a header", Readme, header(u"custom_headers:\n  cross|"_s), u"cross-origin-opener-policy"_s,
            header(u"custom_headers:\n  cross-origin-opener-policy: "_s));
        row("a header's value", Readme, header(u"custom_headers:\n  cross-origin-embedder-policy: |"_s),
            u"require-corp"_s, header(u"custom_headers:\n  cross-origin-embedder-policy: require-corp"_s));
        row("a licence link", Readme, header(u"license_link: |"_s), u"LICENSE"_s, header(u"license_link: LICENSE"_s));

        row("a package", Requirements, u"num|"_s, u"numpy"_s, u"numpy"_s);
        row("a package in place of another", Requirements, u"nu|mpi==1.0"_s, u"numpy"_s, u"numpy==1.0"_s);
        row("a package of the index", Requirements, u"|"_s, u"my-own"_s, u"my-own"_s);
        row("a version", Requirements, u"numpy==|"_s, u"2.9.1"_s, u"numpy==2.9.1"_s);
        row("a second bound", Requirements, u"numpy>=1.26.4, <2|"_s, u"2.9.1"_s, u"numpy>=1.26.4, <2.9.1"_s);
        row("a version of an unknown package", Requirements, u"nobody==|"_s, u"2.9.1"_s, no);
        row("an extra", Requirements, u"uvicorn[|]"_s, u"standard"_s, u"uvicorn[standard]"_s);
        row("a version after extras", Requirements, u"numpy[x]==|"_s, u"2.9.1"_s, u"numpy[x]==2.9.1"_s);
        row("an option", Requirements, u"--ex|"_s, u"--extra-index-url"_s, u"--extra-index-url "_s);
        row("no package after an option", Requirements, u"--extra-index-url n|"_s, u"numpy"_s, no);
        row("a marker", Requirements, u"numpy ; sys|"_s, u"sys_platform"_s, u"numpy ; sys_platform == \"linux\""_s);
        row("a marker's value", Requirements, u"numpy ; sys_platform == \"l|"_s, u"sys_platform"_s, no);
        row("a comment there", Requirements, u"# num|"_s, u"numpy"_s, no);
        row("not after a name", Requirements, u"numpy sci|"_s, u"scipy"_s, no);
        row("pre-requirements", u"pre-requirements.txt"_s, u"setup|"_s, u"setuptools"_s, u"setuptools"_s);

        row("a Debian package", Packages, u"ffm|"_s, u"ffmpeg"_s, u"ffmpeg"_s);
        row("a second in a line", Packages, u"ffmpeg li|"_s, u"libgl1"_s, no);

        row("an instruction", Docker, u"FR|"_s, u"FROM"_s, u"FROM "_s);
        row("an image", Docker, u"FROM py|"_s, u"python:3.12-slim"_s, u"FROM python:3.12-slim"_s);
        row("a name", Docker, u"FROM python:3.12 |"_s, u"AS"_s, u"FROM python:3.12 AS "_s);
        row("a stage", Docker, u"FROM node:22 AS web\nFROM python:3.12\nCOPY --from=|"_s, u"web"_s,
            u"FROM node:22 AS web\nFROM python:3.12\nCOPY --from=web"_s);
        row("no later stage", Docker, u"FROM |\nFROM python:3.12 AS late"_s, u"late"_s, no);
        row("a flag", Docker, u"FROM x\nCOPY --ch|"_s, u"--chown="_s, u"FROM x\nCOPY --chown="_s);
        row("a flag of another", Docker, u"FROM x\nCOPY --m|"_s, u"--mount=type=cache,target="_s, no);
        row("a mount", Docker, u"FROM x\nRUN --mo|"_s, u"--mount=type=cache,target="_s,
            u"FROM x\nRUN --mount=type=cache,target="_s);
        row("part of a mount", Docker, u"FROM x\nRUN --mount=type=secret,id=X,mo|"_s, u"mode=0444"_s,
            u"FROM x\nRUN --mount=type=secret,id=X,mode=0444"_s);
        row("an owner", Docker, u"FROM x\nCOPY --chown=|"_s, u"1000"_s, u"FROM x\nCOPY --chown=1000"_s);
        row("a file", Docker, u"FROM x\nCOPY src|"_s, u"src/tools.py"_s, u"FROM x\nCOPY src/tools.py"_s);
        row("a folder in a continued line", Docker, u"FROM x\nCOPY a \\\n  we|"_s, u"weights/"_s,
            u"FROM x\nCOPY a \\\n  weights/"_s);
        row("no file of another stage", Docker, u"FROM x\nCOPY --from=x src|"_s, u"src/tools.py"_s, no);
        row("no instruction in a continued line", Docker, u"FROM x\nRUN a \\\nCO|"_s, u"COPY"_s, no);
        row("a user", Docker, u"FROM x\nUSER |"_s, u"1000"_s, u"FROM x\nUSER 1000"_s);

        row("a pattern", Attributes, u"|"_s, u"*.bin"_s, u"*.bin "_s);
        row("attributes", Attributes, u"*.bin fi|"_s, u"filter=lfs diff=lfs merge=lfs -text"_s,
            u"*.bin filter=lfs diff=lfs merge=lfs -text"_s);
        row("an attribute that is there", Attributes, u"*.bin -text |"_s, u"-text"_s, no);
        row("another file", u"app.py"_s, u"im|"_s, u"import"_s, no);
    }
    void taking_writesWhatIsMeant()
    {
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, label);
        QFETCH(QString, after);
        QCOMPARE(taken(file, Marked(before), label), after);
    }

    void keys_thatMeanSomethingComeFirst()
    {
        const Marked marked(header(u"sdk: docker\n|"_s));
        const QStringList keys = labels(complete(Readme, marked.text, marked.at, context()));
        QCOMPARE(keys.first(), u"title"_s);
        QVERIFY(keys.indexOf(u"app_port") < keys.indexOf(u"sdk_version"));
        QVERIFY(keys.contains(u"sdk_version"_s));
    }

    void versions_areNewestFirst()
    {
        const Marked marked(u"numpy==|"_s);
        const QList<Completion> versions = complete(Requirements, marked.text, marked.at, context());
        QCOMPARE(labels(versions), (QStringList{u"2.10.0"_s, u"2.9.1"_s, u"1.26.4"_s}));
        QCOMPARE(versions.first().detail, u"newest"_s);
    }

    void whatIsOffered_isDescribed()
    {
        const auto at = [](const QString &file, const QString &text, const QString &label) {
            const Marked marked(text);
            const QList<Completion> list = complete(file, marked.text, marked.at, context());
            const auto found = std::ranges::find(list, label, &Completion::label);
            return found == list.end() ? Completion() : *found;
        };
        QCOMPARE(at(Readme, header(u"license: |"_s), u"apache-2.0"_s).detail, u"Apache License 2.0"_s);
        QCOMPARE(at(Readme, header(u"suggested_hardware: |"_s), u"t4-small"_s).detail, u"$0.40 an hour"_s);
        QVERIFY(at(Readme, header(u"suggested_hardware: |"_s), u"t4-small"_s).documentation.contains(u"T4"));
        QVERIFY(at(Readme, header(u"|"_s), u"app_port"_s).documentation.contains(u"7860"));
        QCOMPARE(at(Requirements, u"|"_s, u"spaces"_s).detail, u"installed by the Hub"_s);
        QCOMPARE(at(Requirements, u"|"_s, u"numpy"_s).detail, u"2.10.0"_s);
        QCOMPARE(at(Attributes, u"|"_s, u"*.bin"_s).detail, u"2 files"_s);
        QVERIFY(!at(Docker, u"|"_s, u"COPY"_s).documentation.isEmpty());
    }

    void everyKeyAndInstruction_hasDocumentation()
    {
        for (const auto &[file, text] : {std::pair(Readme, header(u"|"_s)), std::pair(Docker, u"|"_s),
                                         std::pair(Packages, u"|"_s), std::pair(Requirements, u"-|"_s)}) {
            const Marked marked(text);
            const QList<Completion> list = complete(file, marked.text, marked.at, context());
            QVERIFY(list.size() > 8);
            for (const Completion &completion : list)
                QVERIFY2(!completion.documentation.isEmpty(), qPrintable(completion.label));
        }
    }

    void documentation_isForTheWordAtAPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("title"); // null: none
        QTest::addColumn<QString>("part"); // of text or detail
        const auto row = [](const char *name, const QString &file, const QString &text, const QString &title,
                            const QString &part = {}) { QTest::newRow(name) << file << text << title << part; };
        row("a key", Readme, header(u"app_p|ort: 8000"_s), u"Port"_s, u"Default: 7860"_s);
        row("a key's SDKs", Readme, header(u"app_p|ort: 8000"_s), u"Port"_s, u"SDK: docker"_s);
        row("a licence", Readme, header(u"license: mi|t"_s), u"mit"_s, u"MIT License"_s);
        row("a flavour", Readme, header(u"suggested_hardware: a10g-sm|all"_s), u"a10g-small"_s, u"A10G"_s);
        row("a scope", Readme, header(u"hf_oauth_scopes:\n  - em|ail"_s), u"email"_s, u"e-mail"_s);
        row("an emoji", Readme, header(u"emoji: \U0001F399|\uFE0F"_s), u"\U0001F399\uFE0F"_s, u"studio microphone"_s);
        row("a letter for an emoji", Readme, header(u"emoji: x|"_s), u"Emoji"_s);
        row("a value of one's own", Readme, header(u"short_description: He|llo"_s), u"Short description"_s,
            u"At most 60 characters"_s);
        row("prose", Readme, header(u"title: x"_s) + u"lic|ense"_s, {});
        row("an unknown key", Readme, header(u"no|thing: x"_s), {});
        row("a package", Requirements, u"num|py==1.0"_s, u"numpy"_s, u"Newest: 2.10.0"_s);
        row("a package of the platform", Requirements, u"Gra|dio"_s, u"Gradio"_s, u"Installed by the Hub"_s);
        row("a package nobody knows", Requirements, u"no|body"_s, {});
        row("a version's place", Requirements, u"numpy==1|.0"_s, {});
        row("a marker", Requirements, u"numpy ; sys_pl|atform == \"linux\""_s, u"sys_platform"_s, u"linux"_s);
        row("an option", Requirements, u"--p|re"_s, u"--pre"_s, u"pre-releases"_s);
        row("a Debian package", Packages, u"lib|gl1"_s, u"libgl1"_s, u"OpenGL"_s);
        row("an instruction", Docker, u"co|py a b"_s, u"COPY"_s, u"--chown="_s);
        row("a flag", Docker, u"RUN --mount=type=se|cret,id=X ls"_s, u"--mount=type=secret,id="_s, u"/run/secrets/"_s);
        row("an image", Docker, u"FROM python:3.1|2"_s, u"python:3.12"_s, u"Debian"_s);
        row("an argument", Docker, u"RUN COP|Y"_s, {});
        row("an attribute", Attributes, u"*.bin filter=l|fs"_s, u"filter=lfs"_s, u"pointer"_s);
        row("another file", u"app.py"_s, u"im|port"_s, {});
    }
    void documentation_isForTheWordAtAPlace()
    {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, title);
        QFETCH(QString, part);
        const Marked marked(text);
        const auto found = documentationAt(file, marked.text, marked.at, context());
        QCOMPARE(found ? found->title : QString(), title);
        if (!found)
            return;
        const QString said = found->text + found->detail;
        QVERIFY2(said.contains(part), qPrintable(said));
        QVERIFY(!found->text.isEmpty());
        QCOMPARE(found->range.line, marked.at.line);
        QVERIFY(found->range.column <= marked.at.column && found->range.endColumn >= marked.at.column);
    }

    /// Every beginning of a text, at every place of its last line and at places that are not in it.
    void brokenTexts_areAnswered()
    {
        const QList<std::pair<QString, QString>> samples{
            {Readme,
             u"\n---\ntitle: \"a: [b\nsdk: 'x\nhf_oauth_scopes: [a, \"b\", {c}\n  - x\n- \n  custom:\n# c\n"
             "custom_headers:\n  a: b\n   - : :\ncolorFrom:\n---x\n---\n\U0001F44B body: |\n"_s},
            {Requirements, u"-\n--\n[;=\nnumpy[a,b]>=1,<2;x\n  - y\n@ http://x # c\n\\\n==1\n\u00e4=1\n"_s},
            {Packages, u"# x\n lib a\n\tb\n"_s},
            {Docker,
             u"# escape=`\nFROM\nfrom x AS\nRUN --mount=,=,type\\\n# c\n  && y `\n--from=\nCOPY --from=, <<EOF\nx\n"
             "EOF\nONBUILD\nONBUILD RUN --\n\\\n"_s},
            {Attributes, u"*.bin  -text\n#\n \"a b\" x\n!\n"_s},
        };
        for (const auto &[file, text] : samples) {
            for (qsizetype length = 0; length <= text.size(); ++length) {
                const QString start = text.first(length);
                const Manifest::TextIndex index(start);
                const int last = index.lineCount() - 1;
                QList<Position> places{{-3, -3}, {0, 0}, {last / 2, 4}, {last + 5, 9}, {last, 1'000'000}};
                for (int column = 0; column <= index.line(last).size(); ++column)
                    places.append({last, column});
                for (const Position &place : std::as_const(places)) {
                    const QList<Completion> list = complete(file, start, place, context());
                    for (const Completion &each : list) {
                        QVERIFY(each.range == list.first().range);
                        QVERIFY(each.range.line == each.range.endLine && each.range.column <= each.range.endColumn);
                        QVERIFY(each.range.endColumn <= index.line(each.range.line).size());
                        QVERIFY(!each.label.isEmpty() && !each.insertText.isEmpty());
                    }
                    (void)documentationAt(file, start, place, context());
                }
            }
        }
    }

    void aThousandLines_areQuick()
    {
        QString lines;
        for (int i = 0; i < 1'000; ++i)
            lines += u"key_%1: value\n"_s.arg(i);
        const Marked marked(header(lines + u"sd|"_s));
        QElapsedTimer timer;
        timer.start();
        constexpr int Times = 10;
        for (int i = 0; i < Times; ++i)
            QVERIFY(!complete(Readme, marked.text, marked.at, context()).isEmpty());
        const double elapsedMs = double(timer.nsecsElapsed()) / 1e6 / Times;
        qInfo() << "completion at 1,000 header lines:" << elapsedMs << "ms";
        QVERIFY(elapsedMs < 100); // 5 ms without sanitizers; this only catches another order of magnitude
    }

    void catalogues_areComplete()
    {
        QVERIFY(pythonPackages().size() >= 400);
        QVERIFY(debianPackages().size() >= 120);
        for (const auto &catalogue : {pythonPackages(), debianPackages()}) {
            QSet<QString> names;
            for (const CatalogueEntry &entry : catalogue) {
                QVERIFY2(!names.contains(entry.name), qPrintable(entry.name));
                QVERIFY2(!entry.summary.isEmpty() && entry.summary.size() <= 100, qPrintable(entry.name));
                names.insert(entry.name);
            }
        }
        for (const CatalogueEntry &entry : pythonPackages())
            QCOMPARE(entry.name, Manifest::normalPackageName(entry.name));
        for (const QLatin1StringView licence : Check::licences())
            QVERIFY2(Check::licenceName(QString(licence)) != licence || licence == "other"_L1
                         || licence == "unknown"_L1,
                     licence.data());
    }
};

QTEST_GUILESS_MAIN(CompletionTest)
#include "tst_completion.moc"
