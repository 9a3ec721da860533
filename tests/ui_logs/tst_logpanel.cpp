// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "logs/logpanel.h"
#include "logs/logrows.h"
#include "logs/logview.h"
#include "support/testcase.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"
#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;
using namespace Spacewright::Ui;

namespace {

void feed(LogStore &store, const QByteArray &bytes, qint64 timeMs = 1'763'820'093'000)
{
    store.append(bytes, OutputStream::Standard, timeMs);
    store.flush();
}

void feedLines(LogStore &store, int from, int count)
{
    QByteArray bytes;
    for (int i = from; i < from + count; ++i)
        bytes += "line " + QByteArray::number(i) + '\n';
    feed(store, bytes);
}

/// A failed build, as in the picture of the error state.
void feedFailedBuild(LogStore &store)
{
    feed(store,
         "Collecting PyAudio==0.2.14\n  Building wheel for PyAudio (pyproject.toml): started\n"
         "  error: subprocess-exited-with-error\n\n"
         "  × Building wheel for PyAudio (pyproject.toml) did not run successfully.\n"
         "  ╰─> [18 lines of output]\n"
         "      src/pyaudio/device_api.c:9:10: fatal error: portaudio.h: No such file or directory\n"
         "          9 | #include \"portaudio.h\"\n"
         "            |          ^~~~~~~~~~~~~\n"
         "      compilation terminated.\n"
         "  ERROR: Failed building wheel for PyAudio\n"
         "--> ERROR: process \"/bin/sh -c pip install --no-cache-dir -r /tmp/requirements.txt …\" did not complete "
         "successfully: exit code: 1, and a tail that is longer than the window is wide\n"_ba);
}

void feedRun(LogStore &store)
{
    store.appendOwn(u"app.py started with Python 3.13.5, environment 7c1f2e, sandbox on"_s, Level::Own,
                    1'763'820'129'000);
    feed(
        store,
        "DEBUG:httpx:GET /api/models/Systran/faster-whisper-small 200\n"
        "model.bin:  12%|#         |\rmodel.bin: 100%|██████████| 484M/484M [00:02<00:00, 214MB/s]\n"
        "* Running on local URL:  http://127.0.0.1:41873\n"
        "\x1b[32mgreen\x1b[0m \x1b[1;34mbold blue\x1b[0m \x1b[35mmagenta\x1b[0m \x1b[36mcyan\x1b[0m \x1b[33myellow\x1b[0m \x1b[2mdim\x1b[0m\n"_ba);
    for (int i = 0; i < 12; ++i)
        feed(store, "/env/x.py:3: UserWarning: audio is 44100 Hz\n");
    feed(store,
         "Traceback (most recent call last):\n  File \"/space/notes.py\", line 31, in save\n    open(path, 'w')\n"
         "PermissionError: [Errno 13] Permission denied: '/data/notes.md'\n"_ba);
    store.appendOwn(u"Ready after 5.1 s at http://mlindt-whisper-notes.localhost:7800"_s, Level::Own,
                    1'763'820'134'000);
    store.flush();
}

QPoint middleOf(const LogView &view, int row, int column)
{
    const int width = QFontMetrics(Ui::font(TextRole::CodeSmall)).horizontalAdvance(u'x');
    return {LogRowGeometry::of(view.timesVisible()).textLeft + column * width + width / 2,
            view.rowRect(row).center().y()};
}

} // namespace

class LogPanelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        setMotionReduced(true);
    }

    void rows_followTheFilter()
    {
        LogStore store(Phase::Run, nullptr, LogLimits{.lines = 6, .textBytes = 100'000});
        LogRows rows;
        rows.setStore(&store);
        rows.setLeastLevel(Level::Warning);
        int gone = 0;
        connect(&store, &LogStore::changed, this,
                [&](const LogStore::Change &change) { gone += rows.apply(change).gone; });
        feed(store, "a\nWARNING: b\nc\nERROR: d\n");
        QCOMPARE(rows.count(), 2);
        QCOMPARE(rows.numberAt(0), 1);
        QCOMPARE(rows.rowOf(2), 1);
        feed(store, "e\nf\nERROR: g\nh\n"); // the two oldest leave
        QCOMPARE(gone, 1);
        QCOMPARE(rows.count(), 2);
        QCOMPARE(rows.numberAt(1), 6);
        rows.setLeastLevel(Level::Debug);
        QCOMPARE(rows.count(), 6);
        QCOMPARE(rows.numberAt(0), 2);
    }

    void view_followsUntilSomebodyScrollsUp()
    {
        LogStore store(Phase::Run);
        LogView view;
        view.resize(600, 200);
        view.setStore(&store);
        view.show();
        feedLines(store, 0, 100);
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        QSignalSpy following(&view, &LogView::followingChanged);
        view.verticalScrollBar()->triggerAction(QScrollBar::SliderSingleStepSub);
        QVERIFY(!view.isFollowing());
        QCOMPARE(following.count(), 1);
        const int top = view.verticalScrollBar()->value();
        feedLines(store, 100, 12);
        QCOMPARE(view.verticalScrollBar()->value(), top);
        QCOMPARE(view.newLines(), 12);
        auto *button = view.viewport()->findChild<QPushButton *>();
        QVERIFY(button->isVisible());
        QCOMPARE(button->text(), u"12 new lines"_s);
        button->click();
        QVERIFY(view.isFollowing() && !button->isVisible());
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        view.verticalScrollBar()->setValue(3);
        view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
        QVERIFY(view.isFollowing());
    }

    void view_staysWhereItIsWhileOldLinesLeave()
    {
        LogStore store(Phase::Run, nullptr, LogLimits{.lines = 100, .textBytes = 100'000});
        LogView view;
        view.resize(600, 200);
        view.setStore(&store);
        view.show();
        feedLines(store, 0, 100);
        view.verticalScrollBar()->setValue(50);
        const QString top = view.rowText(view.firstVisibleRow());
        feedLines(store, 100, 20);
        QCOMPARE(view.rowText(view.firstVisibleRow()), top);
    }

    void links_areOpened()
    {
        LogStore store(Phase::Run);
        LogView view;
        view.resize(900, 200);
        view.setStore(&store);
        view.show();
        feed(store, "  File \"/space/app.py\", line 31, in f\nsee https://x.y/z now\n");
        QSignalSpy opened(&view, &LogView::openRequested);
        QSignalSpy visited(&view, &LogView::urlRequested);
        QTest::mouseMove(view.viewport(), middleOf(view, 0, 10));
        QCOMPARE(view.viewport()->cursor().shape(), Qt::PointingHandCursor);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middleOf(view, 0, 10));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0], (QVariantList{u"/space/app.py"_s, 31}));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middleOf(view, 0, 2));
        QCOMPARE(opened.count(), 1);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middleOf(view, 1, 6));
        QCOMPARE(visited.count(), 1);
        QCOMPARE(visited[0][0].toUrl(), QUrl(u"https://x.y/z"_s));
        QTest::keyClick(&view, Qt::Key_Return); // the caret stands on the address
        QCOMPARE(visited.count(), 2);
    }

    void selection_byMouseAndKeyboard()
    {
        LogStore store(Phase::Run);
        LogView view;
        view.resize(900, 200);
        view.setStore(&store);
        view.show();
        feed(store, "first line\nsecond line\nthird line\n");
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, middleOf(view, 0, 6) - QPoint(3, 0));
        QTest::mouseMove(view.viewport(), middleOf(view, 1, 6) - QPoint(3, 0));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, middleOf(view, 1, 6) - QPoint(3, 0));
        QCOMPARE(view.selectedText(), u"line\nsecond"_s);
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.selectedText(), u"line\nsecond line\nthird "_s);
        QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
        QVERIFY(view.selectedText().endsWith(u"third line"_s));
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), view.selectedText());
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, middleOf(view, 1, 2));
        QCOMPARE(view.selectedText(), u"second"_s);
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selectedText(), u"first line\nsecond line\nthird line"_s);
        store.clear();
        QVERIFY(!view.hasSelection());
    }

    void rows_areReadToScreenReaders()
    {
        LogStore store(Phase::Run);
        LogView view;
        view.resize(600, 100);
        view.setTimesVisible(false);
        view.setStore(&store);
        view.show();
        feedLines(store, 0, 1000);
        feed(store, "ERROR: it broke\n");
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), view.visibleRows());
        QAccessibleInterface *last = list->child(list->childCount() - 1);
        QCOMPARE(last->text(QAccessible::Name), u"Error ERROR: it broke"_s);
        QCOMPARE(list->indexOfChild(last), list->childCount() - 1);
        QVERIFY(!list->child(list->childCount()));
    }

    void panel_showsItsEmptyState()
    {
        LogPanel panel(Phase::Build);
        QCOMPARE(panel.objectName(), u"build"_s);
        panel.resize(900, 300);
        panel.show();
        QVERIFY(!panel.view()->isVisible());
        LogStore store(Phase::Build);
        panel.setStore(&store);
        QVERIFY(!panel.view()->isVisible());
        feedLines(store, 0, 3);
        QVERIFY(panel.view()->isVisible());
    }

    void panel_theFocusIsInWhatIsSeen_andStrips_sayWhatCannotBeDone()
    {
        LogPanel panel(Phase::Build);
        QVERIFY(panel.strip());
        panel.resize(900, 300);
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        panel.takeFocus();
        QVERIFY(qobject_cast<QPushButton *>(QApplication::focusWidget()));
        auto *save = panel.findChild<QToolButton *>(u"save"_s);
        QVERIFY(!save->isEnabled());
        QVERIFY(save->toolTip().contains("The log is empty."_L1));
        LogStore store(Phase::Build);
        panel.setStore(&store);
        feedLines(store, 0, 3);
        QVERIFY(panel.view()->hasFocus());
        QVERIFY(save->isEnabled());
    }

    void panel_pinsTheFirstErrorWithItsWayOut()
    {
        LogStore store(Phase::Build);
        LogPanel panel(Phase::Build);
        panel.setStore(&store);
        panel.resize(1000, 420);
        panel.show();
        auto *strip = panel.findChild<QWidget *>(u"firstError"_s);
        auto *card = panel.findChild<QWidget *>(u"knownError"_s);
        QVERIFY(!strip->isVisible() && !card->isVisible());
        feedFailedBuild(store);
        QVERIFY(strip->isVisible() && card->isVisible());
        QVERIFY(strip->accessibleName().contains(u"portaudio.h"_s));
        auto *wayOut = card->findChild<QPushButton *>(u"wayOut"_s);
        QCOMPARE(wayOut->text(), u"Add to packages.txt and run"_s);
        QSignalSpy fixes(&panel, &LogPanel::fixRequested);
        wayOut->click();
        card->findChild<QPushButton *>(u"halfStep"_s)->click();
        QCOMPARE(fixes.count(), 2);
        QCOMPARE(fixes[0][0].value<KnownFix>(),
                 (KnownFix{KnownFix::Kind::AddPackage, QString(), u"portaudio19-dev"_s}));
        QCOMPARE(fixes[0][1].toBool(), true);
        QCOMPARE(fixes[1][1].toBool(), false);
        panel.resize(1000, 150); // too low for the card: the strip has the button
        QVERIFY(!card->isVisible());
        QVERIFY(strip->findChild<QPushButton *>()->isVisible());
        strip->findChild<QPushButton *>()->click();
        QCOMPARE(fixes.count(), 3);
        store.clear();
        QVERIFY(!strip->isVisible());
    }

    void panel_letsTheCardGrow()
    {
        setMotionReduced(false);
        LogStore store(Phase::Build);
        LogPanel panel(Phase::Build);
        panel.setStore(&store);
        panel.resize(1000, 420);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        auto *strip = panel.findChild<QWidget *>(u"firstError"_s);
        auto *area = panel.findChild<QWidget *>(u"knownError"_s)->parentWidget();
        feedFailedBuild(store);
        QVERIFY(strip->isVisible() && strip->height() < Metrics::current().strip);
        QTRY_COMPARE(strip->height(), Metrics::current().strip);
        QTRY_COMPARE(area->height(), area->sizeHint().height());
        setMotionReduced(true);
    }

    void panel_announcesTheFirstErrorOnce()
    {
        LogStore store(Phase::Build);
        LogPanel panel(Phase::Build);
        panel.setStore(&store);
        panel.resize(1000, 420);
        panel.show();
        static QStringList said;
        said.clear();
        const auto before = QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
            if (event->type() == QAccessible::Announcement)
                said << static_cast<QAccessibleAnnouncementEvent *>(event)->message();
        });
        feedFailedBuild(store);
        feedLines(store, 0, 3);
        QAccessible::installUpdateHandler(before);
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0].contains(u"portaudio.h"_s) && said[0].contains(u"PortAudio"_s), qPrintable(said[0]));
    }

    void card_showsTheChange_data()
    {
        QTest::addColumn<bool>("isFileKnown");
        QTest::addColumn<QString>("spoken");
        QTest::newRow("in its file") << true << u"libsndfile1\nadded: libgl1"_s;
        QTest::newRow("from the fix alone") << false << u"removed: libgl1-mesa-glx\nadded: libgl1"_s;
    }
    void card_showsTheChange()
    {
        QFETCH(bool, isFileKnown);
        LogStore store(Phase::Build);
        LogPanel panel(Phase::Build);
        panel.setChangeFinder([isFileKnown](const KnownFix &) {
            return isFileKnown ? diffRows(u"libsndfile1\n"_s, u"libsndfile1\nlibgl1\n"_s) : QList<DiffRow>();
        });
        panel.setStore(&store);
        panel.resize(1000, 420);
        panel.show();
        feed(store, "E: Package 'libgl1-mesa-glx' has no installation candidate\n");
        auto *change = panel.findChild<DiffView *>(u"change"_s);
        QVERIFY(change->isVisible());
        QTEST(change->accessibleDescription(), "spoken");
    }

    void card_givesAllLinesToItsText_data()
    {
        QTest::addColumn<bool>("isHiddenBefore");
        QTest::newRow("made narrower") << false;
        QTest::newRow("shown first when it is narrow") << true;
    }
    void card_givesAllLinesToItsText()
    {
        QFETCH(bool, isHiddenBefore);
        LogStore store(Phase::Run);
        LogPanel panel(Phase::Run);
        panel.setStore(&store);
        panel.resize(1440, 380);
        panel.setVisible(!isHiddenBefore);
        feed(store,
             "Traceback (most recent call last):\n  File \"/space/app.py\", line 4, in <module>\n    import humanize\n"
             "ModuleNotFoundError: No module named 'humanize'\n");
        panel.resize(1020, 380);
        panel.show();
        const auto *card = panel.findChild<QWidget *>(u"knownError"_s);
        const auto isWhole = [](const QLabel *label) {
            return !label->isVisible() || label->height() >= label->heightForWidth(label->width());
        };
        QTRY_VERIFY(card->isVisible() && card->visibleRegion().boundingRect().height() == card->height()
                    && std::ranges::all_of(card->findChildren<QLabel *>(), isWhole));
    }

    void panel_opensPlacesInTheSpace_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("opened");
        QTest::newRow("relative") << "src/app.py"_ba << u"/space/src/app.py"_s;
        QTest::newRow("as on the Hub") << "/home/user/app/app.py"_ba << u"/space/app.py"_s;
        QTest::newRow("absolute") << "/env/lib/x.py"_ba << u"/env/lib/x.py"_s;
    }
    void panel_opensPlacesInTheSpace()
    {
        QFETCH(QByteArray, file);
        LogStore store(Phase::Run);
        LogPanel panel(Phase::Run);
        panel.setSpaceFolder(u"/space"_s);
        panel.setStore(&store);
        panel.resize(1000, 300);
        panel.show();
        feed(store, "File \"" + file + "\", line 7\n");
        QSignalSpy opened(&panel, &LogPanel::openRequested);
        QTest::mouseClick(panel.view()->viewport(), Qt::LeftButton, {}, middleOf(*panel.view(), 0, 8));
        QCOMPARE(opened.count(), 1);
        QTEST(opened[0][0].toString(), "opened");
    }

    void search_stepsThroughTheHits()
    {
        LogStore store(Phase::Run);
        LogPanel panel(Phase::Run);
        panel.setStore(&store);
        panel.resize(1000, 200);
        panel.show();
        QWidget *strip = panel.strip();
        feedLines(store, 0, 500);
        auto *field = strip->findChild<QLineEdit *>(u"search"_s);
        auto *hits = strip->findChild<QLabel *>(u"hits"_s);
        QTest::keyClicks(field, u"line 12"_s);
        QTRY_COMPARE(hits->text(), u"11 lines"_s); // 12, 120 … 129
        panel.view()->verticalScrollBar()->setValue(0);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(panel.view()->hit(), 12);
        QCOMPARE(hits->text(), u"1 of 11"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(panel.view()->hit(), 120);
        QVERIFY(!panel.view()->isFollowing());
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(panel.view()->hit(), 12);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty() && !hits->isVisibleTo(strip));
    }

    void levels_areFilteredByTheCombo()
    {
        LogStore store(Phase::Run);
        LogPanel panel(Phase::Run);
        panel.setStore(&store);
        panel.resize(1000, 300);
        panel.show();
        feedRun(store);
        auto *levels = panel.strip()->findChild<QComboBox *>(u"levels"_s);
        const int all = panel.view()->rowCount();
        levels->setCurrentIndex(levels->count() - 1);
        QCOMPARE(panel.view()->rowCount(), 4); // the traceback
        levels->setCurrentIndex(0);
        QCOMPARE(panel.view()->rowCount(), all);
    }

    void toggles_reachTheView()
    {
        LogStore store(Phase::Run);
        LogPanel panel(Phase::Run);
        panel.setStore(&store);
        panel.resize(1000, 200);
        panel.show();
        feedLines(store, 0, 100);
        auto *follow = panel.strip()->findChild<QToolButton *>(u"follow"_s);
        auto *times = panel.strip()->findChild<QToolButton *>(u"times"_s);
        QVERIFY(follow->isChecked() && times->isChecked());
        QSignalSpy toggled(&panel, &LogPanel::timesToggled);
        times->click();
        QVERIFY(!panel.view()->timesVisible());
        QCOMPARE(toggled.size(), 1);
        QCOMPARE(toggled.first().first().toBool(), false);
        panel.setTimesVisible(true); // as the other log was told
        QVERIFY(times->isChecked() && panel.view()->timesVisible());
        QCOMPARE(toggled.size(), 1);
        panel.view()->verticalScrollBar()->setValue(0);
        QVERIFY(!follow->isChecked());
        follow->click();
        QVERIFY(panel.view()->isFollowing());
    }

    void save_writesTheLogAndSaysSo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("subject");
        QTest::newRow("a file") << u"kept.log"_s << u"The log is saved."_s;
        QTest::newRow("in a file instead of a folder") << u"blocked/kept.log"_s << u"The log was not saved."_s;
    }
    void save_writesTheLogAndSaysSo()
    {
        QFETCH(QString, file);
        QFETCH(QString, subject);
        const QTemporaryDir folder;
        QVERIFY_RESULT(writeFile(folder.filePath(u"blocked"_s), {}));
        const QString path = folder.filePath(file);
        LogStore store(Phase::Run);
        LogPanel panel(Phase::Run);
        panel.setStore(&store);
        panel.setTimesVisible(false);
        panel.setSaveFolder(folder.path());
        panel.resize(1000, 300);
        panel.show();
        feedLines(store, 0, 3);
        panel.strip()->findChild<QToolButton *>(u"save"_s)->click();
        auto *chooser = panel.findChild<QFileDialog *>(u"saveLog"_s);
        QVERIFY(chooser);
        QCOMPARE(chooser->acceptMode(), QFileDialog::AcceptSave);
        QCOMPARE(chooser->defaultSuffix(), u"log"_s);
        QCOMPARE(chooser->directory(), QDir(folder.path()));
        Q_EMIT chooser->fileSelected(path);
        chooser->reject();
        const auto *notice = panel.findChild<InlineStrip *>();
        QTRY_COMPARE(notice->subject(), subject);
        QVERIFY(notice->isVisible());
        QVERIFY2(notice->sentence().contains(file), qPrintable(notice->sentence()));
        QFile saved(path);
        const bool isSaved = saved.open(QIODevice::ReadOnly);
        QCOMPARE(isSaved, !file.contains(u'/'));
        if (isSaved)
            QCOMPARE(saved.readAll(), "line 0\nline 1\nline 2\n"_ba);
    }

    void tenThousandLinesOfAnything_arePainted()
    {
        LogStore store(Phase::Run);
        LogView view;
        view.resize(400, 300);
        view.setStore(&store);
        view.show();
        feed(store,
             QByteArray(300'000, 'x') + "\n\t\ttabs\n\xff\xfe\n" + QByteArray("עברית ").repeated(100) + "\n😀\n");
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(!view.grab().isNull());
        feedLines(store, 0, 10'000);
        view.verticalScrollBar()->setValue(5000);
        QVERIFY(!view.grab().isNull());
    }

    /// For a person to look at: SPACEWRIGHT_SCENES names a folder.
    void scenes_areRendered()
    {
        const QString folder = qEnvironmentVariable("SPACEWRIGHT_SCENES");
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            Theme::current().pin(scheme);
            for (const Phase phase : {Phase::Build, Phase::Run}) {
                LogStore store(phase);
                store.setSpaceFolder(u"/space"_s);
                LogPanel panel(phase);
                QWidget window;
                auto *column = new QVBoxLayout(&window);
                column->setContentsMargins(0, 0, 0, 0);
                column->setSpacing(0);
                column->setSizeConstraint(QLayout::SetNoConstraint);
                column->addWidget(panel.strip());
                column->addWidget(&panel, 1);
                panel.setStore(&store);
                window.resize(1020, 380);
                window.show();
                if (phase == Phase::Build)
                    feedFailedBuild(store);
                else
                    feedRun(store);
                QCoreApplication::processEvents();
                const QPixmap picture = window.grab();
                QVERIFY(!picture.isNull());
                if (!folder.isEmpty())
                    QVERIFY(picture.save(QDir(folder).filePath(
                        u"logs-%1-%2.png"_s.arg(phaseName(phase), scheme == Scheme::Light ? u"light"_s : u"dark"_s))));
                panel.setParent(nullptr);
            }
        }
        Theme::current().pin({});
    }
};

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    applyLook(application);
    LogPanelTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_logpanel.moc"
