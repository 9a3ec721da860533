// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;
using Testing::SpaceFolder;

/// Bars: product.md §5 (a whole Space under 20 ms once read, 50,000 files usable within a second).
class ManifestBenchmark final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QString header = u"---\ntitle: x\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\ntags:\n"_s;
        for (int i = 0; i < 1000; ++i)
            header += u"  - tag-%1\n"_s.arg(i);
        QString requirements;
        for (int i = 0; i < 200; ++i)
            requirements += u"package-%1>=1.0,<2 ; python_version >= '3.10'\n"_s.arg(i);
        QVERIFY(m_folder.write(u"README.md"_s, (header + u"---\n# x\n"_s).toUtf8()));
        QVERIFY(m_folder.write(u"requirements.txt"_s, requirements.toUtf8()));
        QVERIFY(m_folder.write(u"app.py"_s, QByteArray("import gradio as gr\n").repeated(500)));
        for (int i = 0; i < 50'000; ++i)
            QVERIFY(m_folder.write(u"data/%1/%2.txt"_s.arg(i / 500).arg(i), "x"));
        const auto snapshot = readSnapshot(m_folder.path());
        QVERIFY_RESULT(snapshot);
        m_snapshot = *snapshot;
    }

    void walk_fiftyThousandFiles()
    {
        QBENCHMARK
        {
            QVERIFY(readSnapshot(m_folder.path()).has_value());
        }
    }

    void manifest_andAllRules()
    {
        QList<Diagnostic> found;
        QBENCHMARK
        {
            found = Check::run(m_snapshot, readManifest(m_snapshot));
        }
        QCOMPARE(found.size(), 0);
    }

    void keystroke_textsReadAgainAndChecked()
    {
        const Overlay overlay{{u"README.md"_s, m_snapshot.text(u"README.md"_s).text}};
        QBENCHMARK
        {
            const Snapshot again = withTextsReadAgain(m_snapshot, overlay);
            QCOMPARE(Check::run(again, readManifest(again)).size(), 0);
        }
    }

private:
    SpaceFolder m_folder;
    Snapshot m_snapshot;
};

QTEST_GUILESS_MAIN(ManifestBenchmark)
#include "bench_manifest.moc"
