// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "workspace/sessionstate.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Workspace;
using Testing::SpaceFolder;

class SessionStateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void state_comesBackAsItWas()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        const SessionState state{{{u"current"_s, u"src/ä.py"_s}}, QByteArray("\0\xFFlayout", 8), "geometry"};
        QVERIFY_RESULT(writeSessionState(paths, u"/a/space"_s, state));
        QCOMPARE(readSessionState(paths, u"/a/space"_s), state);
        QCOMPARE(readSessionState(paths, u"/another"_s), SessionState{});
    }

    void brokenFile_isAnEmptyState()
    {
        const SpaceFolder home;
        const Paths paths = Paths::under(home.path());
        QVERIFY_RESULT(writeSessionState(paths, u"/a"_s, {}));
        QFile file(sessionStateFile(paths, u"/a"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"tabs\":") > 0);
        file.close();
        QCOMPARE(readSessionState(paths, u"/a"_s), SessionState{});
    }
};

QTEST_GUILESS_MAIN(SessionStateTest)
#include "tst_sessionstate.moc"
