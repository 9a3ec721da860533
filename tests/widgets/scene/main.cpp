// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sections.h"
#include "widgets/label.h"
#include "widgets/look.h"
#include "widgets/style/paint.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QPainter>
#include <QSet>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::Scene {

namespace {
constexpr int Width = 1440;

/// A sheet with a line, its caption above.
class Box final : public QWidget {
public:
    Box(const QString &title, QWidget *content, bool edgeToEdge)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(Gap::Group);
        column->addWidget(new Label(title, TextRole::Caption, Token::Muted));
        m_sheet = new Sheet;
        auto *inner = new QVBoxLayout(m_sheet);
        const int margin = edgeToEdge ? 1 : Gap::Card;
        inner->setContentsMargins(margin, margin, margin, margin);
        inner->addWidget(content);
        column->addWidget(m_sheet, 1);
    }

private:
    class Sheet final : public QWidget {
    protected:
        void paintEvent(QPaintEvent *) override
        {
            QPainter painter(this);
            Paint::box(painter, rect(), Radius::Card, color(Token::Surface), color(Token::Border));
        }
    };
    Sheet *m_sheet;
};

class Row final : public QWidget {
public:
    Row()
        : m_row(new QHBoxLayout(this))
    {
        m_row->setContentsMargins(0, 0, 0, 0);
        m_row->setSpacing(Gap::Block);
    }
    Row *add(const QString &title, QWidget *content, int share, bool edgeToEdge = false)
    {
        m_row->addWidget(new Box(title, content, edgeToEdge), share);
        return this;
    }

private:
    QHBoxLayout *m_row;
};

QWidget *makeScene()
{
    auto *scene = new QWidget;
    auto *column = new QVBoxLayout(scene);
    column->setContentsMargins(Gap::PageEdge, Gap::PageEdge, Gap::PageEdge, Gap::PageEdge);
    column->setSpacing(Gap::Block);
    column->addWidget((new Row)
                          ->add(u"Stage chip: the 13 stages in six groups"_s, stageChips(), 648)
                          ->add(u"Publish button"_s, publishButtons(), 329)
                          ->add(u"Tool tip, menu"_s, toolTipAndMenu(), 390));
    column->addWidget(
        (new Row)
            ->add(u"Buttons: normal, hover, focus, disabled, checked; filled, destructive"_s, buttons(), 648)
            ->add(u"Fields, combo box, check boxes, problem count"_s, fields(), 736));
    auto *bar = (new Row)->add(u"Tool bar"_s, toolBar(), 1, true);
    bar->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    column->addWidget(bar);
    column->addWidget((new Row)
                          ->add(u"Inline strips and progress"_s, stripsAndProgress(), 692)
                          ->add(u"Docks: title, tabs, strips"_s, docks(), 692, true));
    column->addWidget((new Row)
                          ->add(u"Empty state"_s, emptyState(), 1)
                          ->add(u"Preview while starting"_s, starting(), 1)
                          ->add(u"Command palette"_s, paletteRows(), 1));
    column->addWidget((new Row)
                          ->add(u"Preview after a failure"_s, failedState(), 1)
                          ->add(u"Timeline of a failed run"_s, failedTimeline(), 1)
                          ->add(u"Hub card, and the eight colours"_s, hubCard(), 1));
    column->addWidget((new Row)->add(u"Trust page"_s, trust(), 648)->add(u"Diff"_s, diff(), 736));
    scene->setFixedWidth(Width);
    return scene;
}

/// What a broken theme, font or icon set would leave: a picture of few colours, or the wrong size.
QString complaint(const QImage &image)
{
    if (image.width() != Width || image.height() < 1200)
        return u"The picture is %1 x %2."_s.arg(image.width()).arg(image.height());
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2)
            colors.insert(image.pixel(x, y));
    }
    if (colors.size() < 200)
        return u"The picture has %1 colours only."_s.arg(colors.size());
    for (const Token token : {Token::Window, Token::Surface, Token::Text, Token::AccentFill, Token::ErrorTint,
                              Token::RunningSolid, Token::Focus, Token::Selection}) {
        if (!colors.contains(color(token).rgba()))
            return u"The picture lacks the colour %1."_s.arg(QLatin1StringView(TokenTable.at(std::size_t(token)).name));
    }
    return {};
}
} // namespace

} // namespace Spacewright::Ui::Scene

int main(int argc, char **argv)
{
    using namespace Spacewright::Ui;
    prepareLook();
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption scheme(u"scheme"_s, u"light or dark"_s, u"scheme"_s, u"light"_s);
    const QCommandLineOption output(u"output"_s, u"where the picture goes"_s, u"file"_s, u"parts.png"_s);
    const QCommandLineOption points(u"points"_s, u"size of the system font"_s, u"pt"_s, u"10"_s);
    const QCommandLineOption mirrored(u"mirrored"_s, u"as with a language that runs from right to left"_s);
    parser.addOptions({scheme, output, points, mirrored});
    parser.addHelpOption();
    parser.process(application);

    QApplication::setFont(QFont(u"Noto Sans"_s, parser.value(points).toInt()));
    if (parser.isSet(mirrored))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    applyLook(application);
    Theme::current().pin(parser.value(scheme) == "dark"_L1 ? Scheme::Dark : Scheme::Light);

    const std::unique_ptr<QWidget> scene(Scene::makeScene());
    int status = 0;
    const auto take = [&] {
        const QImage image = scene->grab().toImage();
        const QFileInfo file(parser.value(output));
        QDir().mkpath(file.absolutePath());
        const QString wrong = Scene::complaint(image);
        if (!image.save(file.filePath()) || !wrong.isEmpty()) {
            qCritical("%s %s", qPrintable(file.filePath()), qPrintable(wrong));
            status = 1;
        }
        QApplication::quit();
    };
    // The picture shows an active window: selection and focus look different in others.
    QObject::connect(&application, &QGuiApplication::applicationStateChanged, scene.get(),
                     [&](Qt::ApplicationState state) {
                         if (state == Qt::ApplicationActive)
                             QTimer::singleShot(0, scene.get(), take);
                     });
    scene->show();
    scene->activateWindow();
    QApplication::exec();
    return status;
}
