// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "welcome/newspacepage.h"
#include "welcome/welcomepage.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/look.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {
const QList<WelcomeTemplate> Templates{
    {u"gradio-hello"_s, u"Gradio hello"_s, u"a form"_s, {u"👋"_s, u"red"_s, u"blue"_s}},
    {u"static-page"_s, u"Static page"_s, u"a page"_s, {u"📄"_s, u"gray"_s, u"pink"_s}}};
} // namespace

class WelcomeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init() { Testing::cleanRoom(); }

    void firstRun_offersTheSample()
    {
        WelcomePage page;
        page.setRecent({});
        QSignalSpy sample(&page, &WelcomePage::sampleRequested);
        page.findChild<QPushButton *>(u"welcome.sample"_s)->click();
        QCOMPARE(sample.size(), 1);
    }

    void recentSpace_opensItsFolder()
    {
        WelcomePage page;
        page.setRecent({{.name = u"whisper-notes"_s, .stage = Stage::Running, .folder = u"/somewhere/whisper"_s}});
        QSignalSpy opened(&page, &WelcomePage::openRequested);
        auto *tile = page.findChild<QAbstractButton *>(u"welcome.recent.0"_s);
        QVERIFY(tile->accessibleDescription().contains(u"RUNNING"_s));
        tile->click();
        QCOMPARE(opened.value(0).value(0).toString(), u"/somewhere/whisper"_s);
    }

    void factWithAnAction_asksForIt()
    {
        WelcomePage page;
        page.setMachine({{.fact = u"Python 3.13.5"_s},
                         {.state = MachineFact::State::Note,
                          .fact = u"212 GB free"_s,
                          .consequence = u"Environments take 6.4 GB"_s,
                          .id = u"free"_s,
                          .action = u"Free 3.1 GB"_s}});
        QSignalSpy asked(&page, &WelcomePage::factActionRequested);
        auto *link = page.findChild<LinkButton *>(u"welcome.fact.free"_s);
        QVERIFY(link && link->text() == u"Free 3.1 GB"_s);
        link->click();
        QCOMPARE(asked.value(0).value(0).toString(), u"free"_s);
    }

    void tiles_growWithTheFont()
    {
        const RecentTile recent({.name = u"whisper-notes"_s});
        const TemplateTile made(u"Gradio"_s, u"a form"_s, {});
        const QFont usual = QApplication::font();
        const QSize before = recent.sizeHint();
        const QSize templateBefore = made.sizeHint();
        QFont large = usual;
        large.setPointSizeF(usual.pointSizeF() * 2);
        QApplication::setFont(large);
        QVERIFY(recent.sizeHint().height() > before.height());
        QVERIFY(made.sizeHint().height() > templateBefore.height());
        QApplication::setFont(usual);
    }

    void tiles_areMirrored()
    {
        const auto paint = [](Qt::LayoutDirection direction) {
            TemplateTile tile(u"Gradio"_s, u"a form"_s, {u"👋"_s, u"red"_s, u"red"_s});
            tile.setLayoutDirection(direction);
            tile.resize(tile.sizeHint());
            return tile.grab().toImage();
        };
        const auto isRed = [](const QImage &image, int x) {
            const QColor at = image.pixelColor(x, image.height() / 2 - 14);
            return at.red() > 180 && at.green() < 90;
        };
        const QImage usual = paint(Qt::LeftToRight);
        const QImage mirrored = paint(Qt::RightToLeft);
        QVERIFY(isRed(usual, 20) && !isRed(usual, usual.width() - 20));
        QVERIFY(isRed(mirrored, usual.width() - 20) && !isRed(mirrored, 20));
    }

    void moreThanSix_areShownOnDemand()
    {
        WelcomePage page;
        QList<TileSpace> spaces;
        for (int i = 0; i < 14; ++i)
            spaces += {.name = QString::number(i), .folder = QString::number(i)};
        page.setRecent(spaces);
        QVERIFY(page.findChild<QAbstractButton *>(u"welcome.recent.5"_s));
        QVERIFY(!page.findChild<QAbstractButton *>(u"welcome.recent.6"_s));
    }

    void typedFolder_isOpenedWithEnter()
    {
        WelcomePage page;
        QSignalSpy opened(&page, &WelcomePage::openRequested);
        auto *field = page.findChild<QLineEdit *>(u"welcome.field"_s);
        QTest::keyClicks(field, u"/tmp/space"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(opened.value(0).value(0).toString(), u"/tmp/space"_s);
    }

    void newSpace_takesItsFolderFromTheTitle()
    {
        NewSpacePage page;
        page.setTemplates(Templates);
        page.begin(u"static-page"_s, u"/home/me/Spaces"_s);
        auto *title = page.findChild<QLineEdit *>(u"newSpace.title"_s);
        auto *folder = page.findChild<QLineEdit *>(u"newSpace.folder"_s);
        QCOMPARE(title->text(), u"Static page"_s);
        title->setText(u"  My First Space! "_s);
        QCOMPARE(folder->text(), u"/home/me/Spaces/my-first-space"_s);
        QSignalSpy create(&page, &NewSpacePage::createRequested);
        page.findChild<QPushButton *>(u"newSpace.create"_s)->click();
        QCOMPARE(create.value(0),
                 (QVariantList{u"static-page"_s, u"/home/me/Spaces/my-first-space"_s, u"My First Space!"_s}));
    }

    void newSpace_keepsAFolderThatWasTyped()
    {
        NewSpacePage page;
        page.setTemplates(Templates);
        page.begin({}, u"/home/me/Spaces"_s);
        auto *folder = page.findChild<QLineEdit *>(u"newSpace.folder"_s);
        folder->selectAll();
        QTest::keyClicks(folder, u"/elsewhere"_s);
        page.findChild<QLineEdit *>(u"newSpace.title"_s)->setText(u"Other"_s);
        QCOMPARE(folder->text(), u"/elsewhere"_s);
    }

    void newSpace_withoutATitle_cannotBeMade()
    {
        NewSpacePage page;
        page.setTemplates(Templates);
        page.begin({}, u"/home/me/Spaces"_s);
        page.findChild<QLineEdit *>(u"newSpace.title"_s)->clear();
        const auto *create = page.findChild<QPushButton *>(u"newSpace.create"_s);
        QVERIFY(!create->isEnabled());
        QVERIFY(!create->toolTip().isEmpty());
    }
};

QTEST_MAIN(WelcomeTest)
#include "tst_welcome.moc"
