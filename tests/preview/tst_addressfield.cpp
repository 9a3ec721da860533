// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/addressfield.h"
#include "support/testcase.h"

#include <QApplication>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright::Ui;

class AddressFieldTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Spacewright::Testing::cleanRoom(); }
    void showsTheHostOnly();
    void elidesInTheMiddle_andSaysAllInTheToolTip();
    void isWholeWhileFocused_andGoesBackOnEscape();
    void fromTyped_data();
    void fromTyped();
};

void AddressFieldTest::showsTheHostOnly()
{
    AddressField field;
    field.resize(400, 28);
    field.setAddress(QUrl(u"http://mlindt-whisper-notes.localhost:7800/a?b=1"_s));
    QCOMPARE(field.text(), u"mlindt-whisper-notes.localhost"_s);
}

void AddressFieldTest::elidesInTheMiddle_andSaysAllInTheToolTip()
{
    AddressField field;
    const QUrl url(u"http://a-rather-long-owner-a-rather-long-name.localhost:7800/path"_s);
    field.setAddress(url);
    field.resize(160, 28);
    field.show();
    QVERIFY2(field.text().startsWith(u"a-ra") && field.text().endsWith(u"host") && field.text().contains(u'…'),
             qPrintable(field.text()));
    QCOMPARE(field.toolTip(), url.toString());
    field.resize(900, 28);
    QCOMPARE(field.text(), url.host());
}

void AddressFieldTest::isWholeWhileFocused_andGoesBackOnEscape()
{
    QWidget window;
    AddressField field(&window);
    QLineEdit other(&window);
    const QUrl url(u"http://127.0.0.1:7800/a?b=1"_s);
    field.setAddress(url);
    field.resize(400, 28);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field.setFocus(Qt::TabFocusReason);
    QCOMPARE(field.text(), url.toString());
    QCOMPARE(field.selectedText(), url.toString());
    QTest::keyClicks(&field, u"/elsewhere"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(field.text(), url.toString());

    QSignalSpy entered(&field, &AddressField::addressEntered);
    QTest::keyClicks(&field, u"/elsewhere"_s);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(entered.size(), 1);
    QCOMPARE(entered.first().first().toUrl(), QUrl(u"http://127.0.0.1:7800/elsewhere"_s));
    other.setFocus(Qt::TabFocusReason);
    QCOMPARE(field.text(), u"127.0.0.1"_s);
}

void AddressFieldTest::fromTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QUrl>("expected");
    QTest::newRow("a path stays on the host") << u"/b?c"_s << QUrl(u"http://here:1/b?c"_s);
    QTest::newRow("a query stays on the page") << u"?c"_s << QUrl(u"http://here:1/a?c"_s);
    QTest::newRow("a host gets http") << u"there:2/x"_s << QUrl(u"http://there:2/x"_s);
    QTest::newRow("a whole address is taken as it is") << u" https://there/ "_s << QUrl(u"https://there/"_s);
    QTest::newRow("nothing is nowhere") << u" "_s << QUrl();
}

void AddressFieldTest::fromTyped()
{
    QFETCH(const QString, typed);
    QTEST(AddressField::fromTyped(typed, QUrl(u"http://here:1/a"_s)), "expected");
}

QTEST_MAIN(AddressFieldTest)
#include "tst_addressfield.moc"
