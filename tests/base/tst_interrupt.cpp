// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/interrupt.h"
#include "support/testcase.h"

#include <QSignalSpy>

#include <csignal>

using namespace Spacewright;

class InterruptTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everySignal_isHeardInTheEventLoop_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("the end of a login") << SIGTERM;
        QTest::newRow("a closed terminal") << SIGHUP;
    }
    void everySignal_isHeardInTheEventLoop()
    {
        QFETCH(int, number);
        const Interrupt interrupt;
        QSignalSpy requested(&interrupt, &Interrupt::requested);
        QCOMPARE(std::raise(number), 0);
        QVERIFY(requested.isEmpty());
        QVERIFY(requested.wait());
        QCOMPARE(requested.size(), 1);
    }

    void two_areHeardTwice()
    {
        const Interrupt interrupt;
        QSignalSpy requested(&interrupt, &Interrupt::requested);
        std::raise(SIGINT);
        std::raise(SIGINT);
        QTRY_COMPARE(requested.size(), 2);
    }
};

QTEST_GUILESS_MAIN(InterruptTest)
#include "tst_interrupt.moc"
