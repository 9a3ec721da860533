// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/requirements.h"
#include "manifest/textindex.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;
using Kind = Requirement::Kind;

class RequirementsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void lines_areReadAsPipReadsThem_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("specifier");
        QTest::addColumn<QString>("marker");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *title, const QString &line, Kind kind, const QString &name = {},
                            const QString &specifier = {}, const QString &marker = {}, const QString &url = {}) {
            QTest::newRow(title) << line << int(kind) << name << specifier << marker << url;
        };
        row("name alone", u"numpy"_s, Kind::Package, u"numpy"_s);
        row("pin", u"torch==2.8.0"_s, Kind::Package, u"torch"_s, u"==2.8.0"_s);
        row("spaces and two bounds", u"numpy >= 1.26 , < 3"_s, Kind::Package, u"numpy"_s, u">=1.26,<3"_s);
        row("extras", u"uvicorn[standard] ~= 0.30"_s, Kind::Package, u"uvicorn"_s, u"~=0.30"_s);
        row("marker", u"audioop-lts; python_version >= '3.13'"_s, Kind::Package, u"audioop-lts"_s, {},
            u"python_version >= '3.13'"_s);
        row("brackets of old", u"requests (>=2.0)"_s, Kind::Package, u"requests"_s, u">=2.0"_s);
        row("comment behind", u"numpy # for arrays"_s, Kind::Package, u"numpy"_s);
        row("hash", u"six==1.16.0 --hash=sha256:abc"_s, Kind::Package, u"six"_s, u"==1.16.0"_s);
        row("git address", u"git+https://github.com/huggingface/transformers.git@main#egg=transformers"_s, Kind::Url,
            u"transformers"_s, {}, {}, u"git+https://github.com/huggingface/transformers.git@main#egg=transformers"_s);
        row("named address", u"pip @ https://example.org/pip.whl ; python_version > '3'"_s, Kind::Url, u"pip"_s, {},
            u"python_version > '3'"_s, u"https://example.org/pip.whl"_s);
        row("wheel beside it", u"./wheels/a-1.0-py3-none-any.whl"_s, Kind::Path, {}, {}, {},
            u"./wheels/a-1.0-py3-none-any.whl"_s);
        row("wheel without a dot", u"a-1.0-py3-none-any.whl"_s, Kind::Path, {}, {}, {}, u"a-1.0-py3-none-any.whl"_s);
        row("folder itself", u"."_s, Kind::Path, {}, {}, {}, u"."_s);
        row("editable", u"-e ."_s, Kind::Editable, {}, {}, {}, u"."_s);
        row("editable, glued", u"--editable=./lib"_s, Kind::Editable, {}, {}, {}, u"./lib"_s);
        row("nested file", u"-r base.txt"_s, Kind::Include, {}, {}, {}, u"base.txt"_s);
        row("nested file, glued", u"-rbase.txt"_s, Kind::Include, {}, {}, {}, u"base.txt"_s);
        row("nested file, long", u"--requirement base.txt"_s, Kind::Include, {}, {}, {}, u"base.txt"_s);
        row("constraints", u"-c limits.txt"_s, Kind::Constraint, {}, {}, {}, u"limits.txt"_s);
        row("index", u"--extra-index-url https://download.pytorch.org/whl/cu124"_s, Kind::Option);
        row("no operator", u"numpy 1.26"_s, Kind::Invalid);
        row("one equals sign", u"numpy=1.26"_s, Kind::Invalid);
        row("an import by mistake", u"import numpy as np"_s, Kind::Invalid);
    }
    void lines_areReadAsPipReadsThem()
    {
        QFETCH(QString, line);
        QFETCH(int, kind);
        const QList<Requirement> read = readRequirements(line + u'\n');
        QCOMPARE(read.size(), 1);
        const Requirement &one = read.constFirst();
        QCOMPARE(int(one.kind), kind);
        if (one.kind == Kind::Invalid)
            return;
        QTEST(one.name, "name");
        QTEST(one.specifier, "specifier");
        QTEST(one.marker, "marker");
        QTEST(one.url, "url");
    }

    void extras_areSeparated()
    {
        QCOMPARE(readRequirements(u"gradio[oauth, mcp]==6.25.0"_s).constFirst().extras,
                 QStringList({u"oauth"_s, u"mcp"_s}));
    }

    void continuation_isOneEntryWithItsWholeRange()
    {
        const QList<Requirement> read = readRequirements(
            u"# first\r\n\r\nsix==1.16.0 \\\r\n    --hash=sha256:a \\\r\n    --hash=sha256:b\r\nnumpy\r\n"_s);
        QCOMPARE(read.size(), 2);
        QCOMPARE(read.at(0).options, QStringList({u"--hash=sha256:a"_s, u"--hash=sha256:b"_s}));
        QCOMPARE(read.at(0).range, (TextRange{2, 0, 4, 19}));
        QCOMPARE(read.at(1).range, (TextRange{5, 0, 5, 5}));
    }

    void names_areComparedAsPep503Says()
    {
        QCOMPARE(readRequirements(u"Scikit_Learn.extra--x"_s).constFirst().normalName(), u"scikit-learn-extra-x"_s);
    }

    void pins_areToldFromBounds_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("pinned");
        QTest::newRow("exact") << u"a==1"_s << true;
        QTest::newRow("wildcard") << u"a==1.*"_s << false;
        QTest::newRow("exact and more") << u"a==1,<2"_s << false;
        QTest::newRow("bound") << u"a>=1"_s << false;
        QTest::newRow("none") << u"a"_s << false;
    }
    void pins_areToldFromBounds()
    {
        QFETCH(QString, line);
        QTEST(readRequirements(line).constFirst().isPinned(), "pinned");
    }

    void nameRange_coversTheName()
    {
        const QString text = u"\n  uvicorn[standard]>=0.3 # x\n"_s;
        QCOMPARE(textAt(TextIndex(text), readRequirements(text).constFirst().nameRange), u"uvicorn"_s);
    }

    void systemPackages_keepCommentsApart()
    {
        const QList<SystemPackage> read = readSystemPackages(u"ffmpeg\n\n  # sound\nlibgl1"_s);
        QCOMPARE(read.size(), 3);
        QCOMPARE(read.at(0).name, u"ffmpeg"_s);
        QVERIFY(read.at(1).isComment);
        QCOMPARE(read.at(2).range, (TextRange{3, 0, 3, 6}));
    }
};

QTEST_GUILESS_MAIN(RequirementsTest)
#include "tst_requirements.moc"
