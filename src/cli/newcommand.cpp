// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/newcommand.h"

#include "workspace/templates.h"
#include "workspace/trust.h"

#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

Command::Description NewCommand::description() const
{
    return {.name = u"new"_s,
            .arguments = u"TEMPLATE DIR"_s,
            .summary = tr("Makes a Space from a template."),
            .details = tr("DIR must not exist, or be an empty folder. Without arguments the templates are listed."),
            .most = 2,
            .options = {{u"title"_s, tr("The Space's title; otherwise the name of its folder."), u"TEXT"_s}}};
}

void NewCommand::start(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.isEmpty())
        return list();
    if (arguments.size() < 2)
        return wrongUsage(tr("DIR is missing."));
    const auto templates = Workspace::listTemplates(m_services.templates);
    const auto chosen = std::ranges::find(templates, arguments.first(), &Workspace::Template::id);
    if (chosen == templates.end()) {
        QStringList known;
        for (const Workspace::Template &one : templates)
            known += one.id;
        return wrongUsage(
            tr("There is no template \"%1\". Choose one of: %2.").arg(arguments.first(), known.join(u", "_s)));
    }
    QtConcurrent::run([source = chosen->folder, target = folderArgument(parser, 1), title = parser.value(u"title"_s),
                       paths = m_services.paths, now = m_services.clock.now()] {
        auto made = Workspace::createFromTemplate(source, target, title);
        // What was made here is the person's own; where that cannot be kept, a run asks.
        if (made)
            std::ignore = Workspace::grantTrust(paths, *made, Workspace::TrustKind::Own, now);
        return made;
    }).then(this, [this, id = chosen->id](const Result<QString> &folder) {
        if (!folder)
            return finish(folder.error());
        if (m_output.isJson())
            m_output.json(QJsonObject{{u"folder"_s, *folder}, {u"template"_s, id}});
        else
            m_output.line(*folder);
        m_output.progress(tr("The Space is ready. Run it: spw run %1").arg(*folder));
        finish(ExitCode::Fine);
    });
}

void NewCommand::list()
{
    QList<QStringList> rows;
    QJsonArray json;
    for (const Workspace::Template &one : Workspace::listTemplates(m_services.templates)) {
        rows += {one.id, one.sdk, one.description};
        json += QJsonObject{
            {u"id"_s, one.id}, {u"title"_s, one.title}, {u"sdk"_s, one.sdk}, {u"description"_s, one.description}};
    }
    if (m_output.isJson())
        m_output.json(json);
    else
        m_output.line(table(rows).join(u'\n'));
    finish(ExitCode::Fine);
}

} // namespace Spacewright::Cli
