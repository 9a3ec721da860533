// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/dockerfile.h"

namespace Spacewright::Manifest {

struct Snapshot;

/// What CMD and ENTRYPOINT start: the whole of an exec form, or one of the commands that a shell is given.
struct StartCommand {
    QList<DockerWord> words; ///< variables not replaced; those of a string behind `sh -c` have the place of the string
    bool mayServe = true; ///< false where `&&` or `;` follows, so that it has to end before the next one begins
};
[[nodiscard]] QList<StartCommand> startedCommands(const Dockerfile &file);

/// A COPY or ADD in a stage that ends up in the image.
struct DockerCopy {
    const DockerInstruction *instruction = nullptr;
    QString target; ///< absolute, cleaned; empty where a variable without known value is in it
    bool isFolder = false; ///< the target is a folder by the way it is written
};
[[nodiscard]] QList<DockerCopy> copiesOf(const Dockerfile &file);

/// A file that the start command names: `python app.py`, `uvicorn main:app`, `bash start.sh`.
struct StartedFile {
    DockerWord word; ///< that names it
    bool isMain = false; ///< Python runs it as its main program
    QString copied; ///< the file of the Space that lies at its place in the image; empty where none is known
    QString left; ///< the file of that name in the Space, where no COPY and no ADD can have it; else empty
};
[[nodiscard]] QList<StartedFile> startedFiles(const Dockerfile &file, const Snapshot &snapshot);

} // namespace Spacewright::Manifest
