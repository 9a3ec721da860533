// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/dockerfile.h"

#include "fuzz/targets.h"
#include "manifest/dockerstart.h"
#include "manifest/snapshot.h"
#include "manifest/textindex.h"

#include <algorithm>

using namespace Spacewright::Manifest;

namespace Spacewright::Fuzz {

void dockerfile(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const int lines = TextIndex(text).lineCount();
    const auto hasPlace = [lines](const auto &part) { return isWithin(lines, part.range); };
    const Dockerfile file = readDockerfile(text);
    const int stages = int(file.stages.size());
    for (const DockerInstruction &instruction : file.instructions) {
        check(hasPlace(instruction) && isWithin(lines, instruction.keywordRange)
                  && std::ranges::all_of(instruction.flags, hasPlace)
                  && std::ranges::all_of(instruction.words, hasPlace)
                  && std::ranges::all_of(instruction.heredocs, hasPlace),
              "ranges are in the text");
        check(instruction.stage >= -1 && instruction.stage < stages, "an instruction stands in a stage");
    }
    for (int i = 0; i < stages; ++i) {
        check(file.stages.at(i).baseStage < i, "a stage continues one above it");
        check(file.firstOf(i) >= 0 && file.firstOf(i) <= i, "every stage begins with an image");
    }
    for (const DockerError &error : file.errors)
        check(hasPlace(error) && !error.message.isEmpty(), "problems have a place and words");
    const QList<StartCommand> commands = startedCommands(file);
    for (const StartCommand &command : commands)
        check(std::ranges::all_of(command.words, hasPlace), "words of a start command are in the text");
    Snapshot snapshot;
    for (const char *path : {"app.py", "src/main.py"}) {
        SnapshotEntry entry;
        entry.path = QString::fromLatin1(path);
        snapshot.entries.append(entry);
    }
    const QList<StartedFile> started = startedFiles(file, snapshot);
    for (const StartedFile &each : started)
        check(hasPlace(each.word) && (each.copied.isEmpty() || snapshot.hasFile(each.copied)),
              "a started file is one of the Space");
    std::ignore = file.effective();
    std::ignore = withVariables(text, {{QStringLiteral("PORT"), QStringLiteral("7860")}}, file.escape);
}

} // namespace Spacewright::Fuzz
