// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/rule.h"

namespace Spacewright::Check {

/// The instructions called `keyword` (upper case) in the stages that end up in the image, in the order they take
/// effect. Empty unless the Space is a Docker one.
[[nodiscard]] QList<const Manifest::DockerInstruction *> inImage(const Subject &subject, QLatin1StringView keyword);
/// The same in any stage, in the order they are written.
[[nodiscard]] QList<const Manifest::DockerInstruction *> anywhere(const Subject &subject, QLatin1StringView keyword);
/// CMD and ENTRYPOINT as they count: the last of each.
[[nodiscard]] QList<const Manifest::DockerInstruction *> startCommands(const Subject &subject);
/// The text of a RUN, heredocs included.
[[nodiscard]] QString script(const Manifest::DockerInstruction &run);
/// The same without what is only written into files: by `cat <<EOF > file` and `echo … > file`.
[[nodiscard]] QString executed(const Manifest::DockerInstruction &run);

/// A variable that an ENV sets.
struct DockerVariable {
    QString name;
    QString value; ///< as written, quotes taken off
    TextRange range; ///< of `name=value`; of the name in the old form without `=`
};
[[nodiscard]] QList<DockerVariable> variables(const QList<const Manifest::DockerInstruction *> &envs);

/// A language or a system by its usual name. Such an image serves no page by itself, and root is its only user unless
/// hasUserThousand() says otherwise.
[[nodiscard]] bool isPlainImage(const QString &image);
/// An image that comes with a user 1000 and a home for it.
[[nodiscard]] bool hasUserThousand(const QString &image);
/// An image whose apt-get surely does not know libgl1-mesa-glx: of Debian 13, of Ubuntu 24.04, or later ones.
[[nodiscard]] bool isWithoutMesaGlx(const QString &image);

} // namespace Spacewright::Check
