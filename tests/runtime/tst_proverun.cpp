// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "environment/buildroom.h"
#include "hardware/hosttools.h"
#include "hardware/reasonchain.h"
#include "runtime/proverun.h"
#include "support/testcase.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Runtime;

namespace {
/// A PyTorch in 40 lines: its processor works, its one card is too new for it.
const QByteArray FakeTorch = R"(
__version__ = "2.5.1+cu124"
float32 = "float32"

class Matrix:
    def __init__(self, size, device):
        self.size, self.device = size, device
    def __truediv__(self, number):
        return self
    def unsqueeze(self, dimension):
        return self
    def repeat(self, rows, columns):
        return self
    def __matmul__(self, other):
        return self
    def __getitem__(self, row):
        return [row + 1]

def make(size, device):
    if device.startswith("cuda"):
        raise RuntimeError("CUDA error: no kernel image is available for execution on the device")
    return Matrix(size, device)

def arange(first, end, dtype, device):
    return make(end - first, device)

def ones(rows, columns, dtype, device):
    return make(rows, device)

class cuda:
    is_available = staticmethod(lambda: True)
    device_count = staticmethod(lambda: 1)
    get_device_name = staticmethod(lambda index: "NVIDIA RTX PRO 6000 Blackwell")
)";
} // namespace

/// Real environments of the machine's own Python, with the script that is installed.
class ProveRunTest final : public QObject {
    Q_OBJECT

    /// An environment in `folder`; empty where it could not be made.
    [[nodiscard]] static Environment::Installation makeEnvironment(const QString &folder, const QStringList &options)
    {
        const Environment::Installation installation{u"0"_s, folder};
        const auto made =
            run({.program = u"python3"_s,
                 .arguments = QStringList{u"-m"_s, u"venv"_s} + options + QStringList(installation.venv()),
                 .workingDirectory = {},
                 .input = {}});
        return made ? installation : Environment::Installation{};
    }
    [[nodiscard]] static bool run(const Command &command)
    {
        const auto future = Process::run(command);
        return Testing::settles(future, std::chrono::minutes(5)) && future.result()
            && future.result()->exit.isSuccess();
    }
    [[nodiscard]] static Result<ProofRun>
    proved(const Environment::Installation &installation, const QString &sandbox,
           const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
    {
        QObject context;
        const auto future = prove(&context, installation, sandbox, environment);
        if (!Testing::settles(future, std::chrono::minutes(3)))
            return failure(ErrorCode::Tool, u"It does not end."_s);
        return future.result();
    }
    [[nodiscard]] static QString packages(const Environment::Installation &installation)
    {
        const QDir libraries(installation.venv() + "/lib"_L1);
        return libraries.filePath(libraries.entryList({u"python3*"_s}).value(0) + "/site-packages"_L1);
    }

private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void command_hasNeitherSecretsNorNetwork()
    {
        QProcessEnvironment environment;
        environment.insert(u"HF_TOKEN"_s, u"hf_secret"_s);
        environment.insert(u"PYTHONPATH"_s, u"/elsewhere"_s);
        environment.insert(u"CUDA_VISIBLE_DEVICES"_s, u"GPU-1"_s);
        environment.insert(u"PATH"_s, u"/bin"_s);
        const Environment::Installation installation{u"0"_s, u"/e"_s};
        const Command command = proofCommand(installation, u"/usr/bin/bwrap"_s, environment);
        QCOMPARE(command.environment.keys(), (QStringList{u"CUDA_VISIBLE_DEVICES"_s, u"PATH"_s}));
        QCOMPARE(command.program, u"/usr/bin/bwrap"_s);
        QVERIFY(command.arguments.contains(u"--unshare-net"_s));
        QVERIFY(command.arguments.contains(u"--ro-bind"_s));
        QCOMPARE(command.arguments.at(command.arguments.indexOf(u"--"_s) + 1), u"/e/venv/bin/python"_s);
        const Command plain = proofCommand(installation, {}, environment);
        QCOMPARE(plain.program, u"/e/venv/bin/python"_s);
        QCOMPARE(plain.arguments.first(), u"-I"_s);
        QVERIFY(QFile::exists(plain.arguments.last()));
    }

    void environmentWithNothing_saysSo()
    {
        const QTemporaryDir folder;
        const auto installation = makeEnvironment(folder.path(), {u"--without-pip"_s});
        QVERIFY(!installation.folder.isEmpty());
        const auto run = proved(installation, {});
        QVERIFY_RESULT(run);
        QVERIFY(run->proof.framework.isEmpty());
        QVERIFY(run->proof.devices.isEmpty());
        QVERIFY(!run->isIsolated);
    }

    void cardThatFails_isNamedWithItsReason()
    {
        const QTemporaryDir folder;
        const auto installation = makeEnvironment(folder.path(), {u"--without-pip"_s});
        QVERIFY_RESULT(writeFile(packages(installation) + "/torch/__init__.py"_L1, FakeTorch));
        const auto run = proved(installation, {});
        QVERIFY_RESULT(run);
        const Hardware::Proof &proof = run->proof;
        QCOMPARE(proof.framework, u"torch"_s);
        QCOMPARE(proof.devices.size(), 2);
        QVERIFY2(proof.devices.at(0).worked(), qPrintable(proof.devices.at(0).error));
        QCOMPARE(proof.devices.at(1).device, u"cuda:0"_s);
        QVERIFY(!proof.devices.at(1).worked());
        QCOMPARE(Hardware::linkOfFailure(proof.devices.at(1).error)->kind, Hardware::LinkKind::Wheel);
        QCOMPARE(proof.best()->device, u"cpu"_s);
    }

    void packageThatCannotBeImported_isAReason()
    {
        const QTemporaryDir folder;
        const auto installation = makeEnvironment(folder.path(), {u"--without-pip"_s});
        QVERIFY_RESULT(writeFile(packages(installation) + "/torch/__init__.py"_L1,
                                 "raise OSError('libcuda.so.1: cannot open shared object file')\n"));
        const auto run = proved(installation, {});
        QVERIFY_RESULT(run);
        QVERIFY(run->proof.devices.isEmpty());
        QCOMPARE(Hardware::linkOfFailure(run->proof.error)->kind, Hardware::LinkKind::Runtime);
    }

    void packageThatCrashes_isAnErrorOfTheTool()
    {
        const QTemporaryDir folder;
        const auto installation = makeEnvironment(folder.path(), {u"--without-pip"_s});
        QVERIFY_RESULT(writeFile(packages(installation) + "/torch/__init__.py"_L1,
                                 "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)\n"));
        const auto run = proved(installation, {});
        QVERIFY(!run);
        QCOMPARE(run.error().code, ErrorCode::Tool);
        QVERIFY2(run.error().message.contains("signal 11"_L1), qPrintable(run.error().message));
    }

    void sandbox_keepsNetworkAndDiskAway()
    {
        const QString bubblewrap = Hardware::hostTools().bubblewrap;
        const QTemporaryDir folder;
        const auto installation = makeEnvironment(folder.path(), {u"--without-pip"_s});
        const QString mark = folder.filePath(u"written"_s);
        QVERIFY_RESULT(writeFile(packages(installation) + "/torch/__init__.py"_L1,
                                 "words = []\n"
                                 "try:\n"
                                 "    open('"
                                     + mark.toUtf8()
                                     + "', 'w')\n"
                                       "except OSError as error:\n"
                                       "    words.append(error.strerror)\n"
                                       "words.append(','.join(sorted(__import__('os').listdir('/sys/class/net'))))\n"
                                       "import socket\n"
                                       "words.append(str([name for _, name in socket.if_nameindex()]))\n"
                                       "raise RuntimeError('; '.join(words))\n"));
        const auto run = proved(installation, bubblewrap);
        if (bubblewrap.isEmpty() || (run && !run->isIsolated))
            return Testing::skipWithout("sandbox", u"bubblewrap does not work here."_s);
        QVERIFY_RESULT(run);
        QVERIFY(!QFile::exists(mark));
        QVERIFY2(run->proof.error.contains("Read-only file system"_L1), qPrintable(run->proof.error));
        QVERIFY2(run->proof.error.contains("['lo']"_L1), qPrintable(run->proof.error));
    }

    void numpy_worksOnTheProcessor()
    {
        const QString folder = Environment::lastingFolder() + "/proof"_L1;
        const Environment::Installation installation{u"0"_s, folder};
        const QString done = folder + "/done"_L1;
        if (!QFile::exists(done)) {
            QDir(folder).removeRecursively();
            const bool isMade = !makeEnvironment(folder, {}).folder.isEmpty()
                && run({.program = installation.python(),
                        .arguments = {u"-m"_s, u"pip"_s, u"install"_s, u"--quiet"_s, u"numpy"_s},
                        .workingDirectory = {},
                        .input = {}});
            if (!isMade)
                return Testing::skipOffline(u"NumPy could not be installed."_s);
            QVERIFY_RESULT(writeFile(done, {}));
        }
        const auto run = proved(installation, {});
        QVERIFY_RESULT(run);
        QCOMPARE(run->proof.framework, u"numpy"_s);
        QCOMPARE(run->proof.devices.size(), 1);
        const Hardware::DeviceProof &processor = run->proof.devices.first();
        QVERIFY2(processor.worked(), qPrintable(processor.error));
        QVERIFY(processor.seconds > 0);
        QVERIFY(processor.gflops > 0.1);
        QCOMPARE(processor.memoryBytes, 3 * 4 * 1024 * 1024);
    }
};

QTEST_GUILESS_MAIN(ProveRunTest)
#include "tst_proverun.moc"
