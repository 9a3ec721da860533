// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcase.h"
#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/look.h"
#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDirIterator>
#include <QFile>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

namespace {
/// WCAG 2.2, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

constexpr double Text = 4.5;
constexpr double Mark = 3.0;

int ink(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 127;
    return count;
}
} // namespace

class ThemeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        Theme::current().pin({});
    }

    void tokens_areThoseOfTheFile()
    {
        QFile file(Testing::sourceFile(u"resources/theme/tokens.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(qsizetype(TokenTable.size()), json.size());
        for (const TokenColors &token : TokenTable) {
            const QJsonArray pair = json.value(QLatin1StringView(token.name)).toArray();
            QCOMPARE(QColor::fromRgb(token.light), QColor::fromString(pair.at(0).toString()));
            QCOMPARE(QColor::fromRgb(token.dark), QColor::fromString(pair.at(1).toString()));
        }
    }

    void contrast_isEnough_data()
    {
        QTest::addColumn<Token>("front");
        QTest::addColumn<QList<Token>>("backs");
        QTest::addColumn<double>("least");
        const QList<Token> plain{Token::Window, Token::Surface, Token::Raised, Token::Sunken};
        const QList<Token> rows = plain + QList{Token::Hover, Token::Selection, Token::SelectionIdle};
        QTest::newRow("text on everything it may stand on") << Token::Text
                                                            << rows
                + QList{Token::AccentTint, Token::ErrorTint, Token::TransientTint, Token::RunningTint, Token::SearchHit}
                                                            << Text;
        QTest::newRow("muted text") << Token::Muted << rows << Text;
        QTest::newRow("accent") << Token::Accent << plain + QList{Token::AccentTint} << Text;
        QTest::newRow("text on the filled button")
            << Token::OnAccent << QList{Token::AccentFill, Token::AccentFillHover} << Text;
        QTest::newRow("focus ring") << Token::Focus << plain << Mark;
        QTest::newRow("outline of fields") << Token::Outline << QList{Token::Surface, Token::Window} << Mark;
        for (const StageGroup group :
             {StageGroup::Running, StageGroup::Transient, StageGroup::Asleep, StageGroup::Paused, StageGroup::Error}) {
            const auto [text, tint, solid] = groupColors(group);
            QTest::addRow("group %d text", int(group)) << text << QList{tint, Token::Surface, Token::Window} << Text;
            QTest::addRow("group %d solid", int(group)) << solid << QList{tint, Token::Surface} << Mark;
        }
        for (const Token level : {Token::LogDebug, Token::LogInfo, Token::LogOwn, Token::LogWarning, Token::LogError})
            QTest::addRow("log level %d", int(level)) << level << QList{Token::Surface} << Text;
        QTest::newRow("added code") << Token::Text << QList{Token::DiffAddTint, Token::DiffAddStrong} << Text;
        QTest::newRow("removed code") << Token::Text << QList{Token::DiffDelTint, Token::DiffDelStrong} << Text;
        for (const Token chart :
             {Token::Chart1, Token::Chart2, Token::Chart3, Token::Chart4, Token::Chart5, Token::Chart6})
            QTest::addRow("chart series %d", int(chart)) << chart << QList{Token::Surface} << Mark;
        for (int token = int(Token::SynKeyword); token <= int(Token::SynOperator); ++token)
            QTest::addRow("syntax %d", token) << Token(token) << QList{Token::Surface, Token::Sunken} << Text;
    }
    void contrast_isEnough()
    {
        QFETCH(const Token, front);
        QFETCH(const QList<Token>, backs);
        QFETCH(const double, least);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            for (const Token back : backs) {
                const double ratio = contrast(Theme::color(front, scheme), Theme::color(back, scheme));
                QVERIFY2(ratio >= least,
                         qPrintable(u"%1 on %2 in %3: %4"_s
                                        .arg(QLatin1StringView(TokenTable[std::size_t(front)].name),
                                             QLatin1StringView(TokenTable[std::size_t(back)].name),
                                             scheme == Scheme::Dark ? u"dark"_s : u"light"_s)
                                        .arg(ratio)));
            }
        }
    }

    void pin_changesPaletteAndTellsOnce()
    {
        Theme &theme = Theme::current();
        theme.pin(Scheme::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.pin(Scheme::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::color(Token::Surface, Scheme::Dark));
        theme.pin(Scheme::Dark);
        QCOMPARE(changed.count(), 1);
        theme.pin(Scheme::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::color(Token::Surface, Scheme::Light));
        QCOMPARE(QApplication::palette().color(QPalette::Inactive, QPalette::Highlight),
                 Theme::color(Token::SelectionIdle, Scheme::Light));
    }

    void palette_ofAnotherLibrary_isTakenBack()
    {
        QPalette foreign = QApplication::palette();
        foreign.setColor(QPalette::Window, color(Token::ErrorTint));
        QApplication::setPalette(foreign);
        QCOMPARE(QApplication::palette(), Theme::current().palette());
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::palette(), Theme::current().palette());
    }

    void icons_ofBreezeAndOurs_areDrawn_data()
    {
        QTest::addColumn<QString>("name");
        QDirIterator ours(u":/icons"_s, {u"*.svg"_s});
        while (ours.hasNext()) {
            const QString name = ours.nextFileInfo().completeBaseName();
            QTest::newRow(name.toUtf8()) << name;
        }
        // One of each that this module itself asks Breeze for.
        for (const char *name : {"checkmark", "edit-clear", "overflow-menu", "media-playback-start", "window-close"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void icons_ofBreezeAndOurs_areDrawn()
    {
        QFETCH(const QString, name);
        const QImage image = iconPixmap(name, color(Token::ErrorSolid), 16, 2).toImage();
        QCOMPARE(image.size(), QSize(32, 32));
        QVERIFY2(ink(image) > 30, "The icon is empty.");
        QVERIFY2(ink(image) < 1020, "The icon is a block.");
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) == 255)
                    QCOMPARE(QColor::fromRgb(image.pixel(x, y)), color(Token::ErrorSolid));
            }
        }
    }

    void icons_followTheTheme()
    {
        QVERIFY(iconsWork());
        const QIcon play = icon(u"media-playback-start"_s);
        Theme::current().pin(Scheme::Light);
        const QImage light = play.pixmap(16).toImage();
        Theme::current().pin(Scheme::Dark);
        QVERIFY(play.pixmap(16).toImage() != light);
        QVERIFY(play.pixmap(QSize(16, 16), QIcon::Disabled).toImage() != play.pixmap(16).toImage());
    }

    void editorThemes_areFound()
    {
        const KSyntaxHighlighting::Repository repository;
        for (const QString &name : {u"Spacewright Light"_s, u"Spacewright Dark"_s}) {
            const KSyntaxHighlighting::Theme theme = repository.theme(name);
            QVERIFY2(theme.isValid(), qPrintable(name));
            const Scheme scheme = name.endsWith("Dark"_L1) ? Scheme::Dark : Scheme::Light;
            QCOMPARE(QColor::fromRgb(theme.editorColor(KSyntaxHighlighting::Theme::BackgroundColor)),
                     Theme::color(Token::Surface, scheme));
            QCOMPARE(QColor::fromRgb(theme.textColor(KSyntaxHighlighting::Theme::Keyword)),
                     Theme::color(Token::SynKeyword, scheme));
        }
    }

    void metrics_atTenPoint_areTheTable()
    {
        const Metrics m = Metrics::of(QFont(u"Noto Sans"_s, 10));
        QCOMPARE(m.menuBar, 28);
        QCOMPARE(m.toolBar, 40);
        QCOMPARE(m.header, 32);
        QCOMPARE(m.strip, 36);
        QCOMPARE(m.statusBar, 25);
        QCOMPARE(m.control, 28);
        QCOMPARE(m.controlSmall, 24);
        QCOMPARE(m.row, 24);
        QCOMPARE(m.rowLarge, 32);
        QCOMPARE(m.menuRow, 26);
        QCOMPARE(m.chip, 24);
        QCOMPARE(m.chipSmall, 20);
        QCOMPARE(m.tag, 22);
        QCOMPARE(m.count, 16);
    }

    void metrics_growWithTheFont()
    {
        const Metrics small = Metrics::of(QFont(u"Noto Sans"_s, 10));
        const Metrics large = Metrics::of(QFont(u"Noto Sans"_s, 14));
        QVERIFY(large.row > small.row);
        QVERIFY(large.control > small.control);
        QCOMPARE_GE(large.strip, large.control + 8);
        const Metrics compact = Metrics::of(QFont(u"Noto Sans"_s, 10), true);
        QCOMPARE(compact.row, small.row - 4);
        QCOMPARE(compact.strip, small.strip - 4);
        QCOMPARE(compact.control, small.control);
    }

    void controls_haveTheirHeights()
    {
        const Metrics &m = Metrics::current();
        QPushButton button(u"Run"_s);
        QCOMPARE(button.sizeHint(), QSize(64, m.control));
        setControlSize(&button, ControlSize::Large);
        QCOMPARE(button.sizeHint().height(), m.controlLarge);
        QLineEdit field;
        QCOMPARE(field.sizeHint().height(), m.control);
        QComboBox combo;
        QCOMPARE(combo.sizeHint().height(), m.control);
        QToolButton tool;
        tool.setIcon(icon(u"view-refresh"_s));
        QCOMPARE(tool.sizeHint(), QSize(m.control, m.control));
        QTabBar tabs;
        tabs.addTab(u"Files"_s);
        QCOMPARE(tabs.sizeHint().height(), m.header);
        const QScrollBar bar;
        QCOMPARE(bar.sizeHint().width(), 12);
    }

    void fieldError_isToldToScreenReaders()
    {
        QLineEdit field;
        setFieldError(&field, u"3 characters too many."_s);
        QVERIFY(hasFieldError(&field));
        QCOMPARE(field.accessibleDescription(), u"3 characters too many."_s);
        setFieldError(&field, {});
        QVERIFY(!hasFieldError(&field));
    }

    /// Colours come from the tokens alone, so that both schemes stay whole.
    void sources_nameNoColour()
    {
        static const QRegularExpression literal(
            uR"(#[0-9A-Fa-f]{6}\b|QColor\((?!\))|QColorConstants|setStyleSheet|Qt::(red|blue|green|black|white|gray|darkGray|lightGray|yellow)\b)"_s);
        QDirIterator files(Testing::sourceFile(u"ui"_s), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        QStringList found;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (int line = 1; !file.atEnd(); ++line) {
                if (const auto match = literal.match(QString::fromUtf8(file.readLine())); match.hasMatch())
                    found << u"%1:%2: %3"_s.arg(file.fileName()).arg(line).arg(match.captured());
            }
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }
};

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    QApplication::setFont(QFont(u"Noto Sans"_s, 10));
    applyLook(application);
    ThemeTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_theme.moc"
