// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "environment/explain.h"
#include "environment/requirement.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

namespace {
EnvironmentPlan planFor(const QString &requirements, const QString &gradio = u"6.25.0"_s)
{
    const Interpreter python{u"/usr/bin/python3"_s, QVersionNumber(3, 13, 5), u"cpython-313"_s,
                             InterpreterSource::System};
    return plan({.sdk = Sdk::Gradio,
                 .sdkVersion = gradio,
                 .python = {},
                 .requirements = requirements,
                 .preRequirements = {},
                 .accelerator = {}},
                {python}, {})
        .value();
}

QString recording(const char *name)
{
    return QString::fromUtf8(
        readFile(Testing::sourceFile(u"tests/data/environment/"_s + QString::fromLatin1(name) + u".txt"_s)).value());
}
} // namespace

class ExplainTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void realWords_becomeASentence_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("requirements");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("line"); // of the problem, from 0; -1: none

        QTest::newRow("a pin against Gradio")
            << recording("conflict-pydantic") << u"pandas\npydantic==2.13.0\n"_s << ErrorCode::Conflict
            << u"pydantic 2.13.0 and Gradio 6.25.0 cannot be installed together. Gradio needs pydantic 2.11.10 or newer, 2.12.5 or older."_s
            << 1;
        QTest::newRow("an upper bound against Gradio")
            << recording("conflict-hub") << u"huggingface_hub<1\ntransformers>=5\n"_s << ErrorCode::Conflict
            << u"huggingface-hub <1 and Gradio 6.25.0 cannot be installed together. Gradio needs huggingface-hub 1.16.0 or newer, before 2.0."_s
            << 0;
        QTest::newRow("Gradio twice")
            << recording("conflict-gradio-pin") << u"gradio==5.0.0\n"_s << ErrorCode::Conflict
            << u"requirements.txt, line 1 asks for gradio 5.0.0, README.md for 6.25.0. Remove the line; the Hub installs Gradio itself."_s
            << 0;
        QTest::newRow("two lines of the file")
            << recording("conflict-two-lines") << u"requests==2.31.0\nurllib3==1.20\n"_s << ErrorCode::Conflict
            << u"urllib3 1.20 and requests 2.31.0 cannot be installed together. requests needs urllib3 1.21.1 or newer, before 3."_s
            << 1;
        QTest::newRow("two lines of the file, one package with a single version")
            << recording("conflict-all-versions") << u"picky==1.0\nspices==1.0\n"_s << ErrorCode::Conflict
            << u"spices 1.0 and picky 1.0 cannot be installed together. picky needs spices 2 or newer."_s << 1;
        QTest::newRow("two lines of the file, spelt differently")
            << recording("conflict-deep") << u"transformers==4.30.0\nhuggingface_hub>=1\n"_s << ErrorCode::Conflict
            << u"huggingface-hub >=1 and transformers 4.30.0 cannot be installed together. transformers needs huggingface-hub 0.14.1 or newer, before 1.0."_s
            << 1;
        QTest::newRow("a package that does not exist")
            << recording("missing-package") << u"no-such-package-xyzzy-42\n"_s << ErrorCode::NotFound
            << u"no-such-package-xyzzy-42 is not on the package index. Check its spelling in requirements.txt, line 1."_s
            << 0;
        QTest::newRow("a package that does not exist, by pip")
            << recording("pip-missing") << u"\n# ours\nno-such-package-xyzzy-42\n"_s << ErrorCode::NotFound
            << u"no-such-package-xyzzy-42 is not on the package index. Check its spelling in requirements.txt, line 3."_s
            << 2;
        QTest::newRow("a version that does not exist")
            << recording("missing-version") << u"numpy==99.0\n"_s << ErrorCode::NotFound
            << u"numpy 99.0 does not exist on the package index. Choose another version in requirements.txt, line 1."_s
            << 0;
        QTest::newRow("a version that does not exist, by pip")
            << recording("pip-version") << u"numpy==99.0\n"_s << ErrorCode::NotFound
            << u"numpy 99.0 does not exist on the package index. Choose another version in requirements.txt, line 1."_s
            << 0;
        QTest::newRow("no wheel for this Python")
            << recording("no-wheel") << u"tensorflow==2.10.0\n"_s << ErrorCode::Conflict
            << u"tensorflow 2.10.0 has no build for Python 3.13.5. Choose another version, or another python_version in README.md."_s
            << 0;
        QTest::newRow("Python too old for Gradio")
            << recording("wrong-python") << u"numpy\n"_s << ErrorCode::Conflict
            << u"Gradio 6.25.0 needs Python 3.10 or newer, and 3.9.18 is used. Change python_version in README.md."_s
            << -1;
        QTest::newRow("a typing error")
            << recording("syntax") << u"numpy\nflask=2.0\n"_s << ErrorCode::Invalid
            << u"requirements.txt, line 2: \"flask=2.0\" is no requirement. Write it as name==version."_s << 1;
        QTest::newRow("another file included")
            << recording("recursive-requirements") << u"-r other.txt\n"_s << ErrorCode::Invalid
            << u"requirements.txt, line 1: the Hub reads this file alone, so other.txt is not there. Copy its lines here."_s
            << 0;
        QTest::newRow("the Space itself as a package")
            << recording("editable") << u"numpy\n-e .\n"_s << ErrorCode::Invalid
            << u"requirements.txt, line 2: the Space's files are not there yet when packages are installed, as on the Hub. Remove the line."_s
            << 1;
        QTest::newRow("the network refuses")
            << recording("offline") << u"numpy\n"_s << ErrorCode::Offline
            << u"The package index does not answer. Check the network and the proxy, then build again."_s << -1;
        QTest::newRow("no name resolution")
            << recording("offline-dns") << u"numpy\n"_s << ErrorCode::Offline
            << u"The package index does not answer. Check the network and the proxy, then build again."_s << -1;
        QTest::newRow("a git server that is away")
            << recording("git") << u"git+https://127.0.0.1:1/x/y.git\n"_s << ErrorCode::Offline
            << u"https://127.0.0.1:1/x/y.git does not answer. Check the network and the address in requirements.txt."_s
            << -1;
        QTest::newRow("a header that is missing")
            << recording("build-failure") << u"pyaudio\n"_s << ErrorCode::Space
            << u"pyaudio could not be built: portaudio.h is missing. Add portaudio19-dev to packages.txt and install it here."_s
            << 0;
        QTest::newRow("a full disk")
            << recording("disk-full") << u"numpy\n"_s << ErrorCode::Io
            << u"The disk is full: 3.1 MB free. Remove unused environments or free some space, then build again."_s
            << -1;
    }
    void realWords_becomeASentence()
    {
        QFETCH(QString, words);
        QFETCH(QString, requirements);
        QFETCH(ErrorCode, code);
        QFETCH(QString, message);
        QFETCH(int, line);
        const Explanation explanation = explain(BuildPhase::Resolve, words, planFor(requirements), 3'100'000);
        QCOMPARE(explanation.error.message, message);
        QCOMPARE(explanation.error.code, code);
        QCOMPARE(explanation.error.detail, words);
        QVERIFY2(message.size() <= 140, qPrintable(QString::number(message.size())));
        QCOMPARE(explanation.problems.isEmpty() ? -1 : explanation.problems.first().range.line, line);
        if (line >= 0)
            QCOMPARE(explanation.problems.first().file, u"requirements.txt"_s);
    }

    void missingGradio_pointsAtTheReadme()
    {
        const Explanation explanation =
            explain(BuildPhase::Resolve, recording("missing-gradio"), planFor({}, u"99.0"_s));
        QCOMPARE(explanation.error.message,
                 u"Gradio 99.0 does not exist. Choose a published version for sdk_version in README.md."_s);
        QCOMPARE(explanation.error.code, ErrorCode::NotFound);
    }

    void failedChecks_nameTheWayOut_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("part");
        QTest::newRow("a package lacks what it needs")
            << u"Checked 3 packages in 0.02ms\nFound 1 incompatibility\n"
               "The package `numba` requires `numpy<2`, but `2.1.0` is installed"_s
            << int(ErrorCode::Conflict) << u"numba needs numpy<2"_s;
        QTest::newRow("the SDK is not there") << QString() << int(ErrorCode::Space) << u"sdk_version"_s;
    }
    void failedChecks_nameTheWayOut()
    {
        QFETCH(QString, words);
        QFETCH(int, code);
        QFETCH(QString, part);
        const Explanation explanation = explain(BuildPhase::Verify, words, planFor(u"numpy\n"_s, u"4.44.1"_s));
        QCOMPARE(int(explanation.error.code), code);
        QVERIFY2(explanation.error.message.contains(part), qPrintable(explanation.error.message));
        QVERIFY(explanation.error.message.size() <= 140);
    }

    void unknownWords_areKept()
    {
        const Explanation explanation = explain(BuildPhase::Install, u"kaboom"_s, planFor(u"numpy\n"_s));
        QCOMPARE(explanation.error.code, ErrorCode::Tool);
        QCOMPARE(explanation.error.detail, u"kaboom"_s);
    }

    void requirementLine_findsThePackage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("package");
        QTest::addColumn<int>("line");
        QTest::newRow("plain") << u"numpy\npandas"_s << u"pandas"_s << 1;
        QTest::newRow("another spelling") << u"Hugging_Face.Hub>=1"_s << u"hugging-face-hub"_s << 0;
        QTest::newRow("with extras and a marker")
            << u"a\nuvicorn[standard] >= 0.1 ; python_version > '3'"_s << u"uvicorn"_s << 1;
        QTest::newRow("in a comment") << u"# numpy\n"_s << u"numpy"_s << -1;
        QTest::newRow("only a beginning") << u"numpydoc"_s << u"numpy"_s << -1;
        QTest::newRow("an option") << u"--extra-index-url https://numpy"_s << u"numpy"_s << -1;
    }
    void requirementLine_findsThePackage()
    {
        QFETCH(QString, text);
        QFETCH(QString, package);
        QFETCH(int, line);
        const auto range = requirementLine(text, package);
        QCOMPARE(range ? range->line : -1, line);
    }

    void requirementLine_leavesSpaceAndCommentOut()
    {
        QCOMPARE(requirementLine(u"  numpy>=1 # fast\n"_s, u"numpy"_s), std::optional(TextRange{0, 2, 0, 10}));
    }
};

QTEST_GUILESS_MAIN(ExplainTest)
#include "tst_explain.moc"
