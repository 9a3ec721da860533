// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/plainenvironments.h"
#include "runtime/session.h"
#include "services.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;

class ServicesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { cleanRoom(); }

    void aTokenThatTheAppPrints_isNotInTheLog()
    {
        const QByteArray token = "no-shape-of-a-token-1";
        qputenv("HF_TOKEN", token);
        const SpaceFolder home;
        Services services(Paths::under(home.path(u"home"_s)));
        QVERIFY(home.write(u"space/README.md"_s, "---\nsdk: gradio\nsdk_version: \"6.25.0\"\n---\n"));
        QVERIFY(home.write(u"space/app.py"_s, "import os\nprint('it is', os.environ['HF_TOKEN'])\n"));
        PlainEnvironments environments(home.path(u"store"_s));
        QDir().mkpath(home.path(u"store"_s));
        Runtime::Session session({.environments = environments, .redactor = services.redactor}, home.path(u"space"_s));
        session.run();
        QTRY_COMPARE_WITH_TIMEOUT(session.stage().stage, Stage::RuntimeError, 60'000); // it ends by itself
        const QString log = session.runLog().toText(0, session.runLog().size());
        QVERIFY2(log.contains(u"it is ‹HF_TOKEN›"_s), qPrintable(log));
        QVERIFY(!log.contains(QString::fromLatin1(token)));
        qunsetenv("HF_TOKEN");
    }
};

QTEST_GUILESS_MAIN(ServicesTest)
#include "tst_services.moc"
