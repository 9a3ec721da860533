// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/pageplace.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright::Ui;

class PagePlaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Spacewright::Testing::cleanRoom(); }
    void carryOver_data();
    void carryOver();
    void restoreScript_takesOnlyLists();
};

void PagePlaceTest::carryOver_data()
{
    QTest::addColumn<QUrl>("before");
    QTest::addColumn<QUrl>("now");
    QTest::addColumn<QUrl>("expected");
    QTest::newRow("the first page is the Space's root")
        << QUrl() << QUrl(u"http://127.0.0.1:1/"_s) << QUrl(u"http://127.0.0.1:1/"_s);
    QTest::newRow("another port, the same place")
        << QUrl(u"http://127.0.0.1:1/a/b?x=1&y=%20#z"_s) << QUrl(u"http://127.0.0.1:2/"_s)
        << QUrl(u"http://127.0.0.1:2/a/b?x=1&y=%20#z"_s);
    QTest::newRow("a percent in the path stays one")
        << QUrl(u"http://127.0.0.1:1/100%25"_s) << QUrl(u"http://127.0.0.1:2/"_s)
        << QUrl(u"http://127.0.0.1:2/100%25"_s);
    QTest::newRow("an empty page has no place")
        << QUrl(u"about:blank"_s) << QUrl(u"http://127.0.0.1:2/"_s) << QUrl(u"http://127.0.0.1:2/"_s);
}

void PagePlaceTest::carryOver()
{
    QFETCH(const QUrl, before);
    QFETCH(const QUrl, now);
    QTEST(PagePlace::carryOver(before, now), "expected");
}

void PagePlaceTest::restoreScript_takesOnlyLists()
{
    QVERIFY(PagePlace::restoreScript(uR"([["#list",0,40]])"_s).contains(uR"([["#list",0,40]])"_s));
    QVERIFY(PagePlace::restoreScript(u"]); alert(1); (["_s).isEmpty());
    QVERIFY(PagePlace::restoreScript({}).isEmpty());
}

QTEST_GUILESS_MAIN(PagePlaceTest)
#include "tst_pageplace.moc"
