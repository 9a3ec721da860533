// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/help.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QStringList optionRow(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names += (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    QString left = names.join(u", "_s);
    if (!option.valueName().isEmpty())
        left += u' ' + option.valueName();
    return {u"  "_s + left, option.description()};
}

} // namespace

QString formatList(const QList<Format> &formats)
{
    QStringList names;
    for (const Format each : formats)
        names += formatName(each);
    const QString last = names.takeLast();
    return tr(QT_TRANSLATE_NOOP("Cli", "%1 or %2")).arg(names.join(u", "_s), last);
}

QList<QCommandLineOption> commonOptions(const QList<Format> &formats)
{
    return {
        {u"format"_s, tr(QT_TRANSLATE_NOOP("Cli", "How results are written: %1.")).arg(formatList(formats)),
         u"FORMAT"_s, u"text"_s},
        {{u"q"_s, u"quiet"_s}, tr(QT_TRANSLATE_NOOP("Cli", "Results and errors only, no progress."))},
        {{u"h"_s, u"help"_s}, tr(QT_TRANSLATE_NOOP("Cli", "Shows this page."))},
    };
}

QString overview(const QList<Command::Description> &commands)
{
    QList<QStringList> rows;
    for (const Command::Description &command : commands)
        rows += {u"  "_s + command.name + (command.arguments.isEmpty() ? QString() : u' ' + command.arguments),
                 command.summary};
    return tr(QT_TRANSLATE_NOOP("Cli", "Builds and runs Hugging Face Spaces on this machine.")) + u"\n\n"_s
        + tr(QT_TRANSLATE_NOOP("Cli", "Usage: spw COMMAND [ARGUMENTS]")) + u"\n\n"_s + table(rows).join(u'\n')
        + u"\n\n"_s
        + tr(QT_TRANSLATE_NOOP(
            "Cli", "\"spw help COMMAND\" says more about one of them. \"spw --version\" tells the version."))
        + u"\n\n"_s
        + tr(QT_TRANSLATE_NOOP("Cli",
                               "Exit codes: 0 fine · 1 failed (a tool, the disk, the network) · 2 wrong usage · "
                               "3 check found blocking problems · 4 the Space failed to build or start · "
                               "5 not signed in or not allowed · 130 cancelled"));
}

QString helpText(const Command::Description &command)
{
    QList<QStringList> rows;
    for (const QCommandLineOption &option : command.options + commonOptions(command.formats))
        rows += optionRow(option);
    QString text =
        tr(QT_TRANSLATE_NOOP("Cli", "Usage: spw %1 [OPTIONS] %2")).arg(command.name, command.arguments).trimmed()
        + u"\n\n"_s + command.summary;
    if (!command.details.isEmpty())
        text += u"\n\n"_s + command.details;
    return text + u"\n\n"_s + table(rows).join(u'\n');
}

} // namespace Spacewright::Cli
