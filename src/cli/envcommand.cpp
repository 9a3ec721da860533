// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/envcommand.h"

#include "environment/store.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

constexpr int ShownHash = 12; // characters; enough to be unique among a person's environments

QString dayText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd"_s) : EnvCommand::tr("never");
}

QString stateText(const Environment::InstallationInfo &info)
{
    if (info.inUse)
        return EnvCommand::tr("in use");
    return info.usable ? QString() : EnvCommand::tr("its Python is gone");
}

QStringList rowOf(const Environment::InstallationInfo &info)
{
    return {info.installation.hash.first(std::min<qsizetype>(ShownHash, info.installation.hash.size())),
            info.sdk + u' ' + info.sdkVersion,
            u"python "_s + info.python,
            EnvCommand::tr("%1 packages").arg(info.packages),
            bytesText(info.disk.bytes),
            EnvCommand::tr("used %1").arg(dayText(info.used)),
            stateText(info)};
}

} // namespace

EnvCommand::EnvCommand(const Services &services, Output &output)
    : Command(services, output)
{
}

EnvCommand::~EnvCommand() = default;

Command::Description EnvCommand::description() const
{
    return {
        .name = u"env"_s,
        .arguments = u"list | show HASH | prune [HASH...]"_s,
        .summary = tr("Lists, shows and removes environments."),
        .details = tr(
            "A HASH may be shortened to its beginning. prune removes every environment that nothing runs in, or those "
            "named; what is removed is built anew when it is needed."),
        .least = 1,
        .most = -1,
        .options = {{u"unused-for"_s, tr("prune: only what was not used for so many days."), u"DAYS"_s},
                    {u"dry-run"_s, tr("prune: says what would go, and removes nothing.")}}};
}

void EnvCommand::start(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    const QString action = arguments.first();
    if (action != "list"_L1 && action != "show"_L1 && action != "prune"_L1)
        return wrongUsage(tr("There is no \"%1\". Choose list, show or prune.").arg(action));
    if (action == "list"_L1 && arguments.size() > 1)
        return wrongUsage(tr("\"%1\" is too much.").arg(arguments.at(1)));
    if (action == "show"_L1 && arguments.size() != 2)
        return wrongUsage(tr("show needs one HASH."));

    m_store = std::make_unique<Environment::Store>(m_services.paths, m_services.redactor, m_services.environment,
                                                   m_services.clock);
    if (action == "list"_L1)
        list();
    else if (action == "show"_L1)
        show(arguments.at(1));
    else
        prune(parser);
}

void EnvCommand::list()
{
    m_store->list().then(this, [this](const Result<QList<Environment::InstallationInfo>> &all) {
        if (!all)
            return finish(all.error());
        QList<QStringList> rows;
        QJsonArray json;
        for (const Environment::InstallationInfo &info : *all) {
            rows += rowOf(info);
            json += Environment::toJson(info);
        }
        if (m_output.isJson())
            m_output.json(json);
        else if (rows.isEmpty())
            m_output.progress(tr("There are no environments yet."));
        else
            m_output.line(table(rows).join(u'\n'));
        finish(ExitCode::Fine);
    });
}

void EnvCommand::show(const QString &hash)
{
    m_store->show(hash).then(this, [this](const Result<Environment::InstallationDetails> &details) {
        if (!details)
            return finish(details.error());
        if (m_output.isJson()) {
            m_output.json(Environment::toJson(*details));
            return finish(ExitCode::Fine);
        }
        const Environment::InstallationInfo &info = details->info;
        m_output.line(table({{tr("Hash"), info.installation.hash},
                             {tr("Folder"), info.installation.folder},
                             {tr("SDK"), info.sdk + u' ' + info.sdkVersion},
                             {tr("Python"), info.python},
                             {tr("Built"), dayText(info.built)},
                             {tr("Used"), dayText(info.used)},
                             {tr("Disk"),
                              tr("%1, of which removing frees %2")
                                  .arg(bytesText(info.disk.bytes), bytesText(info.disk.freedBytes))}})
                          .join(u'\n'));
        m_output.line();
        m_output.line(details->lock.trimmed());
        finish(ExitCode::Fine);
    });
}

void EnvCommand::prune(const QCommandLineParser &parser)
{
    Environment::PruneRequest request;
    request.hashes = parser.positionalArguments().sliced(1);
    request.dryRun = parser.isSet(u"dry-run"_s);
    if (parser.isSet(u"unused-for"_s)) {
        bool isNumber = false;
        const int days = parser.value(u"unused-for"_s).toInt(&isNumber);
        if (!isNumber || days < 0)
            return wrongUsage(tr("\"%1\" is no number of days.").arg(parser.value(u"unused-for"_s)));
        request.unusedFor = std::chrono::days(days);
    }
    m_store->prune(request).then(this, [this, isDry = request.dryRun](const Result<Environment::PruneReport> &report) {
        if (!report)
            return finish(report.error());
        if (m_output.isJson()) {
            m_output.json(Environment::toJson(*report));
            return finish(ExitCode::Fine);
        }
        QList<QStringList> rows;
        for (const Environment::InstallationInfo &info : report->removed)
            rows += rowOf(info);
        if (!rows.isEmpty())
            m_output.line(table(rows).join(u'\n'));
        m_output.progress((isDry ? tr("Would remove: %1. Would free: %2.") : tr("Removed: %1. Freed: %2."))
                              .arg(QString::number(rows.size()), bytesText(report->freedBytes)));
        if (!report->kept.isEmpty())
            m_output.progress(tr("Kept because in use: %1.").arg(report->kept.size()));
        finish(ExitCode::Fine);
    });
}

} // namespace Spacewright::Cli
