// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/emoji.h"
#include "support/testcase.h"
#include "widgets/chipsedit.h"
#include "widgets/emojipicker.h"
#include "widgets/flowlayout.h"
#include "widgets/look.h"
#include "widgets/swatchcombo.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

/// What is chosen with: emoji, colours, lists of texts.
class PickersTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init() { Testing::cleanRoom(); }

    void emoji_areAllThere()
    {
        QVERIFY(allEmoji().size() > 1800);
        QCOMPARE(allEmoji().first().name, u"grinning face"_s);
        QCOMPARE(allEmoji().last().group, int(emojiGroups().size()) - 1);
        QCOMPARE(emojiName(u"🎙️"_s), u"studio microphone"_s);
        QCOMPARE(emojiName(u"🎙"_s), u"studio microphone"_s);
        QCOMPARE(emojiName(u"text"_s), QString());
    }

    void search_finds_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("first");
        QTest::addRow("name") << u"rocket"_s << u"rocket"_s;
        QTest::addRow("beginning") << u"mic"_s << u"studio microphone"_s;
        QTest::addRow("two words") << u"face grinn"_s << u"grinning face"_s;
        QTest::addRow("case") << u"RoCket"_s << u"rocket"_s;
        QTest::addRow("further word") << u"karaoke"_s << u"microphone"_s;
        QTest::addRow("itself") << u"🚀"_s << u"rocket"_s;
    }
    void search_finds()
    {
        QFETCH(QString, query);
        QFETCH(QString, first);
        const QList<Emoji> found = findEmoji(query);
        QVERIFY(!found.isEmpty());
        QStringList names;
        for (const Emoji &emoji : found)
            names += emoji.name;
        QCOMPARE(names.first(), first);
    }
    void search_findsNothing_forWhatNobodyCallsSo() { QVERIFY(findEmoji(u"qwertz"_s).isEmpty()); }
    void search_findsAll_forNothing() { QCOMPARE(findEmoji(u"  "_s).size(), allEmoji().size()); }

    void picker_isMovedByKeys()
    {
        EmojiCombo combo;
        combo.show();
        QSignalSpy chosen(&combo, &EmojiCombo::emojiChosen);
        combo.showPopup();
        auto *search = combo.picker()->findChild<QLineEdit *>();
        const auto *cells = combo.picker()->findChild<QListView *>();
        const auto current = [&] { return cells->currentIndex().row(); };
        QCOMPARE(current(), 0);
        QTest::keyClick(search, Qt::Key_Left);
        QCOMPARE(current(), 0);
        QTest::keyClick(search, Qt::Key_Right);
        QTest::keyClick(search, Qt::Key_Down);
        QCOMPARE(current(), 9);
        QTest::keyClick(search, Qt::Key_Up);
        QCOMPARE(current(), 1);
        QTest::keyClicks(search, u"rocket"_s);
        QCOMPARE(current(), 0);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(combo.emoji(), u"🚀"_s);
        QVERIFY(!combo.picker()->isVisible());
    }

    void picker_beginsAtWhatIsChosen_andEscChangesNothing()
    {
        EmojiCombo combo;
        combo.setEmoji(u"🚀"_s);
        combo.show();
        QSignalSpy chosen(&combo, &EmojiCombo::emojiChosen);
        combo.showPopup();
        const auto *cells = combo.picker()->findChild<QListView *>();
        QCOMPARE(cells->currentIndex().data().toString(), u"🚀"_s);
        QTest::keyClick(combo.picker(), Qt::Key_Escape);
        QVERIFY(!combo.picker()->isVisible());
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(&combo, Qt::Key_Delete);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(combo.emoji(), QString());
    }

    void picker_saysThatNothingWasFound()
    {
        EmojiPicker picker;
        QSignalSpy chosen(&picker, &EmojiPicker::chosen);
        auto *search = picker.findChild<QLineEdit *>();
        search->setText(u"qwertz"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(chosen.isEmpty());
        QStringList texts;
        for (const QLabel *label : picker.findChildren<QLabel *>())
            texts += label->text();
        QVERIFY(texts.contains(u"No emoji is called that."_s));
    }

    void category_showsItsFirst()
    {
        EmojiPicker picker;
        for (QAbstractButton *button : picker.findChildren<QAbstractButton *>()) {
            if (button->accessibleName() == "Flags"_L1)
                button->click();
        }
        QCOMPARE(picker.findChild<QListView *>()->currentIndex().data().toString(), u"🏁"_s);
    }

    void chips_areAddedAndRemovedByKeys()
    {
        ChipsEdit chips;
        chips.resize(300, 60);
        chips.show();
        QVERIFY(QTest::qWaitForWindowActive(&chips));
        QSignalSpy changed(&chips, &ChipsEdit::itemsChanged);
        QTest::keyClicks(chips.input(), u"one,two"_s);
        QTest::keyClick(chips.input(), Qt::Key_Return);
        QTest::keyClicks(chips.input(), u"two"_s); // it is there already
        QTest::keyClick(chips.input(), Qt::Key_Return);
        QCOMPARE(chips.items(), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(changed.size(), 2);
        QTest::keyClick(chips.input(), Qt::Key_Left);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"one"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
        QCOMPARE(chips.items(), QStringList{u"two"_s});
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"two"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(QApplication::focusWidget(), chips.input());
        QTest::keyClick(chips.input(), Qt::Key_Backspace);
        QVERIFY(chips.items().isEmpty());
        QCOMPARE(changed.size(), 4);
    }

    void chips_setByTheProgram_tellNothing()
    {
        ChipsEdit chips;
        QSignalSpy changed(&chips, &ChipsEdit::itemsChanged);
        chips.setItems({u"a"_s, u"b"_s, u"c"_s});
        chips.setItems({u"a"_s, u"c"_s});
        QVERIFY(changed.isEmpty());
        QCOMPARE(chips.findChildren<QAbstractButton *>(Qt::FindDirectChildrenOnly).size(), 4); // those that went wait
    }

    void flow_breaksLines()
    {
        QWidget field;
        auto *flow = new FlowLayout(4, 0, &field);
        for (int i = 0; i < 4; ++i) {
            auto *part = new QWidget;
            part->setFixedSize(40, 20);
            flow->addWidget(part);
        }
        QCOMPARE(flow->heightForWidth(200), 20);
        QCOMPARE(flow->heightForWidth(100), 44);
        QCOMPARE(flow->heightForWidth(40), 92);
    }

    void swatches_areTheHubsEight()
    {
        const SwatchCombo combo;
        QCOMPARE(combo.count(), 9);
        QCOMPARE(combo.itemData(5).toString(), u"indigo"_s);
        QVERIFY(!combo.itemIcon(5).isNull());
    }
};

QTEST_MAIN(PickersTest)
#include "tst_pickers.moc"
