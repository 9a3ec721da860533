// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

namespace Spacewright::Workspace {

/// A complete Space that new ones are copied from. Its texts come from its own README.md.
struct Template {
    QString id; ///< the folder's name: "gradio-hello"
    QString folder;
    QString title;
    QString description;
    QString emoji;
    QString colorFrom;
    QString colorTo;
    QString sdk;
};

/// The templates below `folder`, by id. Folders without a usable README.md are left out.
[[nodiscard]] QList<Template> listTemplates(const QString &folder);

/// Copies the template folder to `target` and sets the title in its README.md, all or nothing.
/// `target` may be an empty folder. An empty title becomes the target's name. Links are not copied.
/// Blocks. Gives the absolute path of the new Space. Errors: NotFound (no such template), Conflict
/// (the target holds something), Io.
[[nodiscard]] Result<QString> createFromTemplate(const QString &templateFolder, const QString &target,
                                                 const QString &title = {});

/// `readme` with its header's title set to `title`; the rest stays byte for byte.
[[nodiscard]] QString withTitle(const QString &readme, const QString &title);

} // namespace Spacewright::Workspace
