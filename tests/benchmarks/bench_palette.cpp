// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandpalette/palettemodel.h"
#include "support/testcase.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

/// Ctrl+P in a folder of 50,000 files: what one keystroke costs the GUI thread. None may take 50 ms.
class PaletteBenchmark final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void opening();
    void typing_data();
    void typing();

private:
    QList<PaletteEntry> m_files;
};

void PaletteBenchmark::initTestCase()
{
    constexpr int Files = 50'000;
    for (int i = 0; i < Files; ++i)
        m_files.append({.title = u"data/part%1/notes_%2/sample_recording_%3.py"_s.arg(i / 1000).arg(i / 50).arg(i)});
}

void PaletteBenchmark::opening()
{
    PaletteModel model;
    QBENCHMARK
    {
        model.setEntries(m_files);
    }
}

void PaletteBenchmark::typing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a name") << u"sample_recording_49999.py"_s;
    QTest::newRow("letters apart") << u"dpnsr9"_s;
    QTest::newRow("one that fits all") << u"apart"_s;
    QTest::newRow("one that fits nothing") << u"zebra"_s;
}

void PaletteBenchmark::typing()
{
    QFETCH(const QString, text);
    double worst = 0; // milliseconds for one keystroke
    for (int round = 0; round < 5; ++round) {
        PaletteModel model;
        model.setEntries(m_files);
        for (int length = 1; length <= int(text.size()); ++length) {
            QElapsedTimer timer;
            timer.start();
            model.setFilter(text.first(length));
            worst = std::max(worst, double(timer.nsecsElapsed()) / 1e6);
        }
    }
    qInfo().noquote() << u"%1: the slowest keystroke takes %2 ms"_s.arg(text).arg(worst, 0, 'f', 1);
}

QTEST_GUILESS_MAIN(PaletteBenchmark)
#include "bench_palette.moc"
