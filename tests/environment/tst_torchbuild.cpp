// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "environment/torchbuild.h"
#include "environment/torchindex.h"
#include "support/testcase.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

namespace {
/// torch/version.py of the wheel of that version.
const QByteArray Cuda = R"(from typing import Optional

__all__ = ['__version__', 'debug', 'cuda', 'git_version', 'hip', 'xpu']
__version__ = '2.8.0+cu128'
debug = False
cuda: Optional[str] = '12.8'
git_version = 'a1cb3cc05d46d198467bebbb6e8fba50a325d4e7'
hip: Optional[str] = None
xpu: Optional[str] = None
)";
} // namespace

class TorchBuildTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void versionFile_isReadWithoutRunningIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("backend");
        QTest::newRow("CUDA") << Cuda << u"2.8.0+cu128"_s << u"cu128"_s;
        QTest::newRow("processor") << QByteArray(
            "__version__ = '2.8.0+cpu'\ndebug = False\ncuda: Optional[str] = None\n")
                                   << u"2.8.0+cpu"_s << u"cpu"_s;
        QTest::newRow("ROCm") << QByteArray("__version__ = '2.8.0+rocm6.4'\ncuda = None\nhip = '6.4.43482-0f2d60242'\n")
                              << u"2.8.0+rocm6.4"_s << u"rocm6.4"_s;
        QTest::newRow("Intel") << QByteArray("__version__ = '2.8.0+xpu'\nxpu: Optional[str] = '20250101'\n")
                               << u"2.8.0+xpu"_s << u"xpu"_s;
        QTest::newRow("before annotations")
            << QByteArray("__version__ = \"1.13.1+cu117\"\ndebug = False\ncuda = \"11.7\"\n") << u"1.13.1+cu117"_s
            << u"cu117"_s;
        QTest::newRow("Windows line ends")
            << QByteArray("__version__ = '2.8.0'\r\ncuda = '12.8'\r\n") << u"2.8.0"_s << u"cu128"_s;
    }
    void versionFile_isReadWithoutRunningIt()
    {
        QFETCH(QByteArray, text);
        const auto build = readTorchBuild(text);
        QVERIFY(build);
        QTEST(build->version, "version");
        QTEST(build->backend(), "backend");
    }

    void otherTexts_areNoPyTorch()
    {
        QVERIFY(!readTorchBuild({}));
        QVERIFY(!readTorchBuild("version = '1'"));
        QVERIFY(!readTorchBuild("__version__ = os.environ['X']\n"));
    }

    void requirement_isThatOfTorchItself_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<QString>>("line");
        QTest::addColumn<QString>("pin");
        QTest::newRow("pinned") << u"gradio\ntorch==2.8.0\n"_s << std::optional(u"torch==2.8.0"_s) << u"2.8.0"_s;
        QTest::newRow("with a build") << u"torch==2.8.0+cu128"_s << std::optional(u"torch==2.8.0+cu128"_s)
                                      << u"2.8.0"_s;
        QTest::newRow("with a comment") << u"  torch # the newest"_s << std::optional(u"torch"_s) << QString();
        QTest::newRow("with a hash") << u"torch==2.8.0 --hash=sha256:0"_s << std::optional(u"torch==2.8.0"_s)
                                     << u"2.8.0"_s;
        QTest::newRow("from a version on") << u"Torch>=2.4"_s << std::optional(u"Torch>=2.4"_s) << QString();
        QTest::newRow("another package") << u"torchvision\ntorch-geometric\n# torch\ntransformers[torch]"_s
                                         << std::optional<QString>() << QString();
        QTest::newRow("nothing") << QString() << std::optional<QString>() << QString();
    }
    void requirement_isThatOfTorchItself()
    {
        QFETCH(QString, text);
        const auto line = torchRequirement(text);
        QTEST(line, "line");
        QTEST(pinnedTorch(line.value_or(QString())), "pin");
    }

    void index_isJudgedByUvsWords_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<TorchIndex>("index");
        QTest::newRow("refused by a proxy") << u"error: Failed to fetch: `x`\n  cause: HTTP status client error (403 "
                                               "Forbidden) for url (x)"_s
                                            << TorchIndex::Refused;
        QTest::newRow("has no such version")
            << u"  × No solution found when resolving dependencies:"_s << TorchIndex::Refused;
        QTest::newRow("nobody there") << u"error: Failed to fetch: `x`\n  cause: dns error\n  cause: failed to lookup "
                                         "address information: Name or service not known"_s
                                      << TorchIndex::Unknown;
        QTest::newRow("nothing") << QString() << TorchIndex::Unknown;
    }
    void index_isJudgedByUvsWords()
    {
        QFETCH(QString, words);
        QFETCH(TorchIndex, index);
        QCOMPARE(judgeTorchIndex(false, words), index);
        QVERIFY(torchIndexSentence(index, u"cu128"_s).contains("cu128"_L1));
        QCOMPARE(judgeTorchIndex(true, words), TorchIndex::Usable);
        QCOMPARE(torchIndexSentence(TorchIndex::Usable, u"cu128"_s), QString());
    }

    void installedOne_isFoundInTheEnvironment()
    {
        const QTemporaryDir venv;
        QVERIFY(!installedTorch(venv.path()));
        QVERIFY_RESULT(writeFile(venv.path() + "/lib/python3.13/site-packages/torch/version.py"_L1, Cuda));
        QCOMPARE(installedTorch(venv.path())->cuda, u"12.8"_s);
    }
};

QTEST_GUILESS_MAIN(TorchBuildTest)
#include "tst_torchbuild.moc"
