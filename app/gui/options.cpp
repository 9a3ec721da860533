// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Options)
};

void declare(QCommandLineParser &parser)
{
    parser.setApplicationDescription(Words::tr("The desktop IDE for Hugging Face Spaces."));
    parser.addPositionalArgument(u"folder"_s, Words::tr("The folder of a Space."), u"[folder]"_s);
    parser.addOptions({{u"run"_s, Words::tr("Run the Space once it is open.")},
                       {u"screenshot"_s, Words::tr("Write a picture of the window to <file>, then quit."), u"file"_s},
                       {u"self-test"_s, Words::tr("Open every panel, then quit.")},
                       {{u"h"_s, u"help"_s}, Words::tr("Show this.")},
                       {{u"v"_s, u"version"_s}, Words::tr("Show the version.")}});
}
} // namespace

Result<Options> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(QStringList(u"spacewright"_s) + arguments))
        return failure(ErrorCode::Invalid, parser.errorText());
    const QStringList folders = parser.positionalArguments();
    if (folders.size() > 1)
        return failure(ErrorCode::Invalid, Words::tr("Only one Space can be opened at a time."));
    Options options;
    if (!folders.isEmpty())
        options.folder = QDir::cleanPath(QDir::current().absoluteFilePath(folders.constFirst()));
    options.run = parser.isSet(u"run"_s);
    if (parser.isSet(u"screenshot"_s))
        options.screenshot = QDir::current().absoluteFilePath(parser.value(u"screenshot"_s));
    options.selfTest = parser.isSet(u"self-test"_s);
    options.help = parser.isSet(u"help"_s);
    options.version = parser.isSet(u"version"_s);
    return options;
}

QString optionsHelp()
{
    QCommandLineParser parser;
    declare(parser);
    return parser.helpText();
}

} // namespace Spacewright
