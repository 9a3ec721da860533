// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "base/process.h"
#include "environment/buildroom.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

/// The real SDKs from the real package index.
class SdkTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<BuildRoom> m_room;
    QString m_missing;

private Q_SLOTS:
    void initTestCase()
    {
        m_room = std::make_unique<BuildRoom>();
        // The person's own Pythons, for the versions that the newest one cannot run.
        m_room->environment.insert(u"PYENV_ROOT"_s, QFileInfo(lastingFolder()).path() + u"/../../.pyenv"_s);
        m_missing = m_room->provideUv();
    }
    void init()
    {
        Testing::cleanRoom();
        if (!m_missing.isEmpty())
            Testing::skipOffline(m_missing);
    }
    void cleanupTestCase() { m_room.reset(); }

    void sdk_installsAndImports_data()
    {
        QTest::addColumn<int>("sdk");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("python");
        QTest::addColumn<QString>("requirements");
        QTest::newRow("Gradio 6") << int(Sdk::Gradio) << u"6.25.0"_s << u"3.13"_s << u"numpy\n"_s;
        QTest::newRow("Gradio 5") << int(Sdk::Gradio) << u"5.49.1"_s << u"3.12"_s << QString();
        QTest::newRow("Gradio 4") << int(Sdk::Gradio) << u"4.44.1"_s << u"3.12"_s
                                  << u"huggingface_hub<1\npydantic==2.10.6\naudioop-lts; python_version >= '3.13'\n"_s;
        QTest::newRow("Streamlit") << int(Sdk::Streamlit) << u"1.39.0"_s << u"3.12"_s << QString();
    }
    void sdk_installsAndImports()
    {
        QFETCH(int, sdk);
        QFETCH(QString, version);
        QFETCH(QString, python);
        QFETCH(QString, requirements);
        const auto plan = m_room->plan({.sdk = Sdk(sdk),
                                        .sdkVersion = version,
                                        .python = python,
                                        .requirements = requirements,
                                        .preRequirements = {},
                                        .accelerator = {}});
        QVERIFY_RESULT(plan);
        const Result<> result = m_room->build(*plan);
        if (!result && result.error().code == ErrorCode::Offline)
            return Testing::skipOffline(result.error().message);
        QVERIFY2(result.has_value(),
                 result ? ""
                        : qPrintable(result.error().message + u'\n' + QString::fromUtf8(m_room->output).right(3000)));
        const auto made = m_room->store->find(plan->hash);
        QVERIFY(made);
        const QString pin = packageName(Sdk(sdk)) + u"=="_s + version;
        QVERIFY(readFile(made->lockFile()).value().contains(pin.toUtf8()));
        const auto imported =
            Process::run({.program = made->python(),
                          .arguments = {u"-c"_s, u"import %1; print(%1.__version__)"_s.arg(packageName(Sdk(sdk)))},
                          .workingDirectory = {},
                          .input = {}});
        QVERIFY(Testing::settles(imported, std::chrono::minutes(1)));
        QCOMPARE(imported.result()->standardOutput.trimmed(), version.toUtf8());
    }
};

QTEST_GUILESS_MAIN(SdkTest)
#include "tst_sdk.moc"
