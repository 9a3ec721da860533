// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/interrupt.h"
#include "base/stallwatchdog.h"
#include "base/translations.h"
#include "options.h"
#include "preview/browserloader.h"
#include "services.h"
#include "shell/mainwindow.h"
#include "studio.h"
#include "widgets/look.h"

#include <QApplication>
#include <QLocale>
#include <QLoggingCategory>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <optional>
#include <span>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {
constexpr int WrongUsage = 2; // product.md §4
/// A picture shows the page after its first animation frames.
constexpr std::chrono::milliseconds PaintTime{400};

void print(FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text + u'\n'), stream);
}

/// Saves a picture of the window and quits.
void photograph(Studio &studio, const QString &file)
{
    QTimer::singleShot(PaintTime, &studio, [&studio, file] {
        const bool saved = studio.window().grab().save(file);
        print(saved ? stdout : stderr, saved ? file : Studio::tr("The picture %1 cannot be written.").arg(file));
        studio.closeSpace();
        QApplication::exit(saved ? 0 : 1);
    });
}

/// Help and version, which are asked for where there is no display, too.
std::optional<int> answerWithoutWindow(int &argc, char **argv)
{
    QStringList arguments;
    for (const char *argument : std::span(argv, static_cast<size_t>(argc)).subspan(1))
        arguments += QString::fromLocal8Bit(argument);
    const Result<Options> options = parseOptions(arguments);
    if (!options || (!options->help && !options->version))
        return std::nullopt;
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"spacewright"_s);
    print(stdout, options->help ? optionsHelp() : QStringLiteral(SPACEWRIGHT_VERSION));
    return 0;
}
} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGPIPE, SIG_IGN); // a closed terminal is no reason to die
    if (const auto code = answerWithoutWindow(argc, argv))
        return *code;
    // As in the command line: QT_LOGGING_RULES brings the debug messages back.
    QLoggingCategory::setFilterRules(u"spacewright.*.debug=false"_s);
    Ui::prepareForBrowser();
    Ui::prepareLook();
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"spacewright"_s);
    QApplication::setApplicationDisplayName(u"Spacewright"_s);
    QApplication::setApplicationVersion(QStringLiteral(SPACEWRIGHT_VERSION));
    QApplication::setDesktopFileName(u"io.github.spacewright"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    installTranslations(application, QLocale::system(), u":/i18n"_s);

    const Result<Options> options = parseOptions(QApplication::arguments().sliced(1));
    if (!options) {
        print(stderr, options.error().message);
        return WrongUsage;
    }

    Ui::applyLook(application);
#ifndef NDEBUG
    const StallWatchdog watchdog;
#endif
    Services services(Paths::system());
    Studio studio(services, options->folder, options->run);
    // Ctrl+C and the end of a login close the Space in the ordinary way. Unsaved text is kept for the next start.
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::requested, &studio, [&studio] {
        studio.closeSpace();
        QApplication::exit(0);
    });
    studio.show();
    if (!options->screenshot.isEmpty() && options->folder.isEmpty())
        photograph(studio, options->screenshot);
    else if (!options->screenshot.isEmpty()) // once nothing is on its way any more
        QObject::connect(
            &studio, &Studio::settled, &studio, [&studio, file = options->screenshot] { photograph(studio, file); },
            Qt::SingleShotConnection);
    if (options->selfTest) {
        QTimer::singleShot(0, &studio, [&studio] {
            studio.showEveryPanel();
            QTimer::singleShot(0, &studio, [] { QApplication::exit(0); });
        });
    }
    return QApplication::exec();
}
