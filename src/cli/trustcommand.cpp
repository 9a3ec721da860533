// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trustcommand.h"

#include "base/clock.h"
#include "cli/trustgate.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
QString kindText(Workspace::TrustKind kind)
{
    return kind == Workspace::TrustKind::Own ? TrustCommand::tr("own") : TrustCommand::tr("trusted, in a sandbox");
}
} // namespace

Command::Description TrustCommand::description() const
{
    return {.name = u"trust"_s,
            .arguments = u"[list | show DIR | grant DIR | revoke DIR]"_s,
            .summary = tr("Says whose code may run here, and what a Space will touch."),
            .details = tr("Nothing of a Space runs before its folder is trusted. Trust holds for the folder as long as "
                          "its git repository comes from the same address. Reading what a Space will touch runs "
                          "nothing, and code can hide from it."),
            .most = 2,
            .options = {{u"own"_s, tr("With grant: you wrote it yourself, and it needs no sandbox.")}}};
}

void TrustCommand::start(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const QString word = words.value(0, u"list"_s);
    if (parser.isSet(u"own"_s) && word != "grant"_L1)
        return wrongUsage(tr("--own goes with grant."));
    if (word == "list"_L1)
        return words.size() > 1 ? wrongUsage(tr("\"%1\" is too much.").arg(words[1])) : list();
    if (word != "show"_L1 && word != "grant"_L1 && word != "revoke"_L1)
        return wrongUsage(tr("\"%1\" is not known. Choose list, show, grant or revoke.").arg(word));
    const QString folder = folderArgument(parser, 1);
    if (word == "show"_L1)
        show(folder);
    else if (word == "grant"_L1)
        grant(folder, parser.isSet(u"own"_s));
    else
        revoke(folder);
}

void TrustCommand::list()
{
    QtConcurrent::run(Workspace::readTrust, m_services.paths)
        .then(this, [this](const Result<QList<Workspace::Trust>> &list) {
            if (!list)
                return finish(list.error());
            QJsonArray json;
            QList<QStringList> rows;
            for (const Workspace::Trust &each : *list) {
                json += Workspace::toJson(each);
                rows += {each.folder, kindText(each.kind), each.granted.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s),
                         m_output.toned(Tone::Quiet, each.origin)};
            }
            if (m_output.isJson())
                m_output.json(json);
            else
                for (const QString &line : table(rows))
                    m_output.line(line);
            if (rows.isEmpty())
                m_output.progress(tr("No folder is trusted."));
            finish(ExitCode::Fine);
        });
}

void TrustCommand::show(const QString &folder)
{
    QtConcurrent::run([folder, paths = m_services.paths] {
        return std::pair(touchesOf(folder), Workspace::trustOf(paths, folder));
    }).then(this, [this, folder](const std::pair<Result<Workspace::Touches>, std::optional<Workspace::Trust>> &found) {
        const auto &[touches, trust] = found;
        if (!touches)
            return finish(touches.error());
        if (m_output.isJson()) {
            m_output.json(QJsonObject{{u"folder"_s, folder},
                                      {u"trust"_s, trust ? QJsonValue(Workspace::toJson(*trust)) : QJsonValue()},
                                      {u"touches"_s, Workspace::toJson(*touches)}});
        } else {
            m_output.line(trust ? tr("%1: %2").arg(folder, kindText(trust->kind))
                                : tr("%1: not trusted; nothing of it runs").arg(folder));
            for (const QString &line : linesOf(*touches))
                m_output.line(line);
        }
        finish(ExitCode::Fine);
    });
}

void TrustCommand::grant(const QString &folder, bool isOwn)
{
    QtConcurrent::run(Workspace::grantTrust, m_services.paths, folder,
                      isOwn ? Workspace::TrustKind::Own : Workspace::TrustKind::Trusted, m_services.clock.now())
        .then(this, [this](const Result<Workspace::Trust> &trust) {
            if (!trust)
                return finish(trust.error());
            if (m_output.isJson())
                m_output.json(Workspace::toJson(*trust));
            m_output.progress(tr("%1: %2").arg(trust->folder, kindText(trust->kind)));
            finish(ExitCode::Fine);
        });
}

void TrustCommand::revoke(const QString &folder)
{
    QtConcurrent::run(Workspace::revokeTrust, m_services.paths, folder)
        .then(this, [this, folder](const Result<> &result) {
            if (!result)
                return finish(result.error());
            m_output.progress(tr("%1 is no longer trusted. What runs of it goes on until it is stopped.").arg(folder));
            finish(ExitCode::Fine);
        });
}

} // namespace Spacewright::Cli
