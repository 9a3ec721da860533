// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/imagescommand.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
QJsonObject toJson(const Container::ImageUse &image)
{
    return {{u"id"_s, image.id},         {u"name"_s, image.name},   {u"space"_s, image.space},
            {u"folder"_s, image.folder}, {u"bytes"_s, image.bytes}, {u"created"_s, image.created}};
}
} // namespace

ImagesCommand::ImagesCommand(const Services &services, Output &output)
    : Command(services, output)
    , m_docker(services.paths, services.redactor, services.environment)
{
}

Command::Description ImagesCommand::description() const
{
    return {.name = u"images"_s,
            .arguments = u"list | remove [NAME...]"_s,
            .summary = tr("Lists and removes the container images of Spaces."),
            .details =
                tr("A NAME is that of a Space in the list. remove takes every image whose Space does not run, or "
                   "those named; what is removed is built anew when it is needed."),
            .least = 1,
            .most = -1};
}

void ImagesCommand::start(const QCommandLineParser &parser)
{
    const QStringList arguments = parser.positionalArguments();
    const QString action = arguments.first();
    if (action != "list"_L1 && action != "remove"_L1)
        return wrongUsage(tr("There is no \"%1\". Choose list or remove.").arg(action));
    if (action == "list"_L1 && arguments.size() > 1)
        return wrongUsage(tr("\"%1\" is too much.").arg(arguments.at(1)));
    m_docker.images().then(this, [this, arguments, action](const Result<QList<Container::ImageUse>> &images) {
        if (!images)
            return finish(images.error());
        if (action == "list"_L1)
            list(*images);
        else
            remove(*images, arguments.sliced(1));
    });
}

void ImagesCommand::list(const QList<Container::ImageUse> &images)
{
    QList<QStringList> rows;
    QJsonArray json;
    for (const Container::ImageUse &image : images) {
        rows += {image.space, bytesText(image.bytes), image.created.left(10), image.folder,
                 image.name.isEmpty() ? tr("of an earlier build") : QString()};
        json += toJson(image);
    }
    if (m_output.isJson())
        m_output.json(json);
    else if (rows.isEmpty())
        m_output.progress(tr("There are no images of Spaces yet."));
    else
        m_output.line(table(rows).join(u'\n'));
    finish(ExitCode::Fine);
}

void ImagesCommand::remove(const QList<Container::ImageUse> &images, const QStringList &wanted)
{
    QStringList ids;
    for (const QString &name : wanted) {
        if (std::ranges::find(images, name, &Container::ImageUse::space) == images.end())
            return finish(Error{ErrorCode::NotFound, tr("There is no image of a Space %1.").arg(name), {}});
    }
    for (const Container::ImageUse &image : images) {
        if (wanted.isEmpty() || wanted.contains(image.space))
            ids += image.id;
    }
    if (ids.isEmpty()) {
        m_output.progress(tr("There are no images of Spaces yet."));
        return finish(ExitCode::Fine);
    }
    m_docker.removeImages(ids).then(this, [this, count = ids.size()](const Result<> &removed) {
        if (!removed)
            return finish(removed.error());
        m_output.progress(tr("Removed: %1.").arg(count));
        finish(ExitCode::Fine);
    });
}

} // namespace Spacewright::Cli
