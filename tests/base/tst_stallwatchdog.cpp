// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stallwatchdog.h"
#include "support/testcase.h"

#include <QSignalSpy>

#include <thread>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace std::chrono_literals;

class StallWatchdogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void stall_isReportedWithItsLengthAndStack()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"stood still for"_s));
        StallWatchdog watchdog(40ms);
        QSignalSpy stalled(&watchdog, &StallWatchdog::stalled);
        std::this_thread::sleep_for(300ms); // the stall itself
        QTRY_COMPARE(stalled.size(), 1);
        QVERIFY(stalled[0][0].value<std::chrono::milliseconds>() >= 100ms);
        QVERIFY(!stalled[0][1].toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(StallWatchdogTest)
#include "tst_stallwatchdog.moc"
