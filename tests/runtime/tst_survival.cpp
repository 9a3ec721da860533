// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionholder.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;

class SurvivalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void killedProgram_leavesNothingRunning()
    {
        RunningSpace space(u"forks.py"_s);
        SessionHolder holder(space);
        QVERIFY(isAlive(holder.app()));
        QVERIFY(isAlive(space.childPid()));
        holder.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(holder.app()), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(space.childPid()), 30'000);
    }
};

QTEST_GUILESS_MAIN(SurvivalTest)
#include "tst_survival.moc"
