// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/readmeview.h"
#include "manifestform/renderedreadme.h"
#include "support/spacefolder.h"
#include "support/testcase.h"
#include "widgets/look.h"

#include <QApplication>
#include <QImage>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class RenderedReadmeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init() { Testing::cleanRoom(); }

    void theHeader_isLeftOut()
    {
        RenderedReadme page;
        page.setReadme(u"---\ntitle: Secret\n---\n\n# Hello\n\nA *word*.\n"_s);
        QCOMPARE(page.toPlainText().trimmed(), u"Hello\nA word."_s);
        page.setReadme(u"---\ntitle: Secret\n---"_s);
        QVERIFY(!page.toPlainText().contains("Secret"_L1));
        page.setReadme(u"No header"_s);
        QCOMPARE(page.toPlainText().trimmed(), u"No header"_s);
    }

    void pictures_comeFromTheFolderOnly()
    {
        const Testing::SpaceFolder outside;
        const Testing::SpaceFolder space;
        QImage image(40, 10, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(space.path(u"in.png"_s)));
        QVERIFY(image.save(outside.path(u"out.png"_s)));
        QVERIFY(space.link(u"link.png"_s, outside.path(u"out.png"_s)));
        RenderedReadme page;
        page.setFolder(space.path());
        const auto loads = [&](const QString &name) {
            return !page.document()->resource(QTextDocument::ImageResource, QUrl(name)).value<QImage>().isNull();
        };
        QVERIFY(loads(u"in.png"_s));
        QVERIFY(!loads(u"link.png"_s));
        QVERIFY(!loads(u"../"_s + QDir(outside.path()).dirName() + u"/out.png"_s));
        QVERIFY(!loads(QUrl::fromLocalFile(outside.path(u"out.png"_s)).toString()));
        QVERIFY(!loads(outside.path(u"out.png"_s)));
        QVERIFY(!loads(u"https://example.org/a.png"_s));
        QVERIFY(!loads(u"missing.png"_s));
    }

    void links_toFiles_areOpenedHere()
    {
        const Testing::SpaceFolder space;
        QVERIFY(space.write(u"docs/use.md"_s, "a"));
        RenderedReadme page;
        page.setFolder(space.path());
        QSignalSpy wanted(&page, &RenderedReadme::fileRequested);
        Q_EMIT page.anchorClicked(QUrl(u"docs/use.md"_s));
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().toString(), u"docs/use.md"_s);
        Q_EMIT page.anchorClicked(QUrl(u"../../etc/passwd"_s));
        Q_EMIT page.anchorClicked(QUrl(u"#part"_s));
        QCOMPARE(wanted.size(), 1);
    }

    void itsPlace_staysWhileTextChanges()
    {
        RenderedReadme page;
        page.resize(400, 200);
        page.show();
        const QString text = u"A paragraph.\n\n"_s.repeated(100);
        page.setReadme(text);
        page.verticalScrollBar()->setValue(300);
        page.setReadme(text + u"One more.\n"_s);
        QCOMPARE(page.verticalScrollBar()->value(), 300);
    }

    void mode_followsTheWidthUntilOneIsChosen()
    {
        ReadmeView view(new QPlainTextEdit);
        view.resize(700, 400);
        view.show();
        QCOMPARE(view.mode(), ReadmeView::Mode::Source);
        view.resize(1000, 400);
        QTRY_COMPARE(view.mode(), ReadmeView::Mode::Both);
        view.setMode(ReadmeView::Mode::Form);
        view.resize(700, 400);
        QCOMPARE(view.mode(), ReadmeView::Mode::Form);
        view.showSource();
        QCOMPARE(view.mode(), ReadmeView::Mode::Source);
    }

    void state_comesBack()
    {
        ReadmeView view(new QPlainTextEdit);
        view.setMode(ReadmeView::Mode::Form);
        view.setRenderedShown(true);
        ReadmeView other(new QPlainTextEdit);
        other.restore(view.state());
        QCOMPARE(other.mode(), ReadmeView::Mode::Form);
        QVERIFY(other.isRenderedShown());
        QCOMPARE(other.state(), view.state());
    }
};

QTEST_MAIN(RenderedReadmeTest)
#include "tst_renderedreadme.moc"
