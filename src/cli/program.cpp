// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "cli/buildcommand.h"
#include "cli/checkcommand.h"
#include "cli/envcommand.h"
#include "cli/fixcommand.h"
#include "cli/hardwarecommand.h"
#include "cli/help.h"
#include "cli/historycommand.h"
#include "cli/imagescommand.h"
#include "cli/newcommand.h"
#include "cli/plancommand.h"
#include "cli/runcommand.h"
#include "cli/trustcommand.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

using Maker = std::unique_ptr<Command> (*)(const Services &, Output &);

template<typename T>
std::unique_ptr<Command> make(const Services &services, Output &output)
{
    return std::make_unique<T>(services, output);
}

constexpr Maker Makers[] = {
    make<CheckCommand>,    make<FixCommand>,     make<PlanCommand>,   make<BuildCommand>,
    make<RunCommand>,      make<TrustCommand>,   make<NewCommand>,    make<EnvCommand>,
    make<HardwareCommand>, make<HistoryCommand>, make<ImagesCommand>,
};

} // namespace

Program::Program(const Services &services, const Terminal &terminal, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_output(terminal, services.redactor)
{
}

Program::~Program() = default;

QList<Command::Description> Program::commands()
{
    QList<Command::Description> all;
    for (const Maker maker : Makers)
        all += maker(m_services, m_output)->description();
    return all;
}

std::unique_ptr<Command> Program::command(const QString &name)
{
    for (const Maker maker : Makers) {
        auto candidate = maker(m_services, m_output);
        if (candidate->description().name == name)
            return candidate;
    }
    return nullptr;
}

void Program::start(const QStringList &arguments)
{
    // What stands before the command's name; the command parses the rest.
    QCommandLineParser before;
    before.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    before.addOptions(commonOptions());
    before.addOption(QCommandLineOption(u"version"_s));
    if (!before.parse(QStringList{u"spw"_s} + arguments))
        return refuse(before.errorText());
    QStringList rest = before.positionalArguments();
    if (rest.isEmpty()) {
        if (before.isSet(u"version"_s)) {
            m_output.line(u"spw " SPACEWRIGHT_VERSION ""_s);
            return end(ExitCode::Fine);
        }
        return before.isSet(u"help"_s) ? help({}) : refuse(tr("A command is missing."));
    }
    const QString word = rest.takeFirst();
    if (word == "help"_L1)
        return help(rest);
    auto found = command(word);
    if (!found)
        return refuse(tr("There is no command \"%1\".").arg(word));
    for (const QString &option : before.optionNames()) {
        const QString value = before.value(option);
        rest.prepend((option.size() == 1 ? u"-"_s : u"--"_s) + option + (value.isEmpty() ? QString() : u'=' + value));
    }
    run(std::move(found), rest);
}

void Program::help(const QStringList &arguments)
{
    if (arguments.isEmpty()) {
        m_output.line(overview(commands()));
        return end(ExitCode::Fine);
    }
    const auto found = command(arguments.first());
    if (!found)
        return refuse(tr("There is no command \"%1\".").arg(arguments.first()));
    m_output.line(helpText(found->description()));
    end(ExitCode::Fine);
}

void Program::run(std::unique_ptr<Command> command, const QStringList &arguments)
{
    m_command = std::move(command);
    const Command::Description description = m_command->description();
    m_parser.addOptions(description.options + commonOptions());
    const auto wrong = [&](const QString &message) {
        m_output.error(description.name + u": "_s + message);
        m_output.error(tr("\"spw help %1\" shows how it is used.").arg(description.name));
        end(ExitCode::WrongUsage);
    };
    if (!m_parser.parse(QStringList{u"spw"_s} + arguments))
        return wrong(m_parser.errorText());
    if (m_parser.isSet(u"help"_s)) {
        m_output.line(helpText(description));
        return end(ExitCode::Fine);
    }
    const QString format = m_parser.value(u"format"_s);
    const auto chosen = std::ranges::find(description.formats, format, formatName);
    if (chosen == description.formats.cend()) {
        return wrong(tr("The format \"%1\" is not known. Choose %2.").arg(format, formatList(description.formats)));
    }
    m_output.format = *chosen;
    m_output.isQuiet = m_parser.isSet(u"quiet"_s);
    const auto given = m_parser.positionalArguments().size();
    if (given < description.least)
        return wrong(tr("%1 is missing.").arg(description.arguments));
    if (description.most >= 0 && given > description.most)
        return wrong(tr("\"%1\" is too much.").arg(m_parser.positionalArguments().at(description.most)));

    connect(m_command.get(), &Command::finished, this, &Program::end);
    m_command->start(m_parser);
}

void Program::refuse(const QString &message)
{
    m_output.error(message);
    m_output.error(tr("\"spw help\" lists what there is."));
    end(ExitCode::WrongUsage);
}

void Program::interrupt()
{
    ++m_interrupts;
    if (!m_command)
        return end(ExitCode::Cancelled);
    if (m_interrupts == 1)
        m_command->cancel();
    else
        m_command->kill();
}

void Program::end(ExitCode code)
{
    Q_EMIT finished(int(code));
}

} // namespace Spacewright::Cli
