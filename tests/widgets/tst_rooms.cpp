// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How parts behave where there is little room, and in a mirrored window.
#include "support/testcase.h"
#include "widgets/emptystate.h"
#include "widgets/metrics.h"
#include "widgets/rowpainter.h"
#include "widgets/textline.h"

#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {
constexpr QSize Size{240, 24};

QImage painted(const std::function<void(QPainter &)> &paint)
{
    QImage image(Size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setFont(font(TextRole::Body));
    paint(painter);
    return image;
}
} // namespace

class RoomsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void latinTextInAMirroredWindow_readsAsEver_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("leading dot") << u".gitignore"_s;
        QTest::newRow("sizes") << u"4.2 kB of 1 GB"_s;
        QTest::newRow("path") << u"examples/(1) interview.mp3"_s;
    }
    void latinTextInAMirroredWindow_readsAsEver()
    {
        QFETCH(QString, text);
        const QRect room(QPoint(), Size);
        const QImage expected = painted([&](QPainter &painter) {
            painter.setLayoutDirection(Qt::LeftToRight);
            painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
        });
        const QImage mirrored = painted([&](QPainter &painter) {
            painter.setLayoutDirection(Qt::RightToLeft);
            paintTextLine(painter, room, Qt::AlignLeft | Qt::AlignVCenter, text);
            QCOMPARE(painter.layoutDirection(), Qt::RightToLeft);
        });
        QCOMPARE(mirrored, expected);

        QStyleOptionViewItem option;
        option.rect = room;
        option.direction = Qt::RightToLeft;
        option.state = QStyle::State_Enabled;
        const QImage row = painted([&](QPainter &painter) {
            painter.setLayoutDirection(Qt::RightToLeft);
            RowPainter::paint(painter, option, {.text = text});
        });
        const QImage plain = painted([&](QPainter &painter) {
            painter.setLayoutDirection(Qt::LeftToRight);
            painter.setPen(color(Token::Text));
            painter.drawText(room.adjusted(0, 0, -Gap::Icon, 0), Qt::AlignRight | Qt::AlignVCenter, text);
        });
        QCOMPARE(row, plain);
    }

    void emptyState_fitsItsDock_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("hasIcon");
        QTest::newRow("plenty") << QSize(476, 500) << true;
        QTest::newRow("bottom dock at 1280 x 800") << QSize(1280, 144) << false;
        QTest::newRow("narrow") << QSize(180, 500) << true;
    }
    void emptyState_fitsItsDock()
    {
        QFETCH(QSize, size);
        QFETCH(bool, hasIcon);
        QWidget window; // only a window is kept from being smaller than its layout
        EmptyState state(u"folder-symbolic"_s, u"No run yet"_s,
                         u"The steps of a run appear here, each with its time, as soon as there is one."_s, &window);
        const QPushButton *button = state.addAction(u"Run"_s);
        state.resize(size);
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_COMPARE(state.size(), size);
        const QRect room = state.rect();
        bool iconIsShown = false;
        for (const QLabel *label : state.findChildren<QLabel *>()) {
            if (label->isVisible())
                QVERIFY2(room.contains(label->geometry()), qPrintable(label->text()));
            iconIsShown = iconIsShown || (label->isVisible() && !label->pixmap().isNull());
        }
        QVERIFY(room.contains(button->geometry()));
        QCOMPARE(iconIsShown, hasIcon);
        QVERIFY(state.minimumSizeHint().height() < 100);
    }
};

QTEST_MAIN(RoomsTest)
#include "tst_rooms.moc"
