// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/place.h"
#include "manifest/dockerfile.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Spacewright::Assist {

namespace {

using Kind = Completion::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Assist)
};

struct Word {
    QLatin1StringView word;
    const char *text; ///< for translation; nullptr: nothing to say
};

// Source: Dockerfile reference of BuildKit's frontend, docs.docker.com/reference/dockerfile; what the Hub makes of it:
// reference/spaces.md §2.2, §3.
constexpr Word Instructions[] = {
    {"FROM"_L1,
     QT_TRANSLATE_NOOP(
         "Assist",
         "Begins a stage from an image or an earlier stage. AS gives it a name that COPY --from= and other "
         "stages may use. Only the last stage becomes the Space.")},
    {"RUN"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Runs a command during the build and keeps what it changed as a layer. There is no GPU during "
                       "the build. Secrets come in with --mount=type=secret.")},
    {"COPY"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Copies files of the Space, or of another stage with --from=, into the image. What is copied "
                       "belongs to root unless --chown= says otherwise.")},
    {"ADD"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "As COPY, and fetches addresses and git repositories, and unpacks local archives. COPY is "
                       "clearer where a plain copy is meant.")},
    {"WORKDIR"_L1,
     QT_TRANSLATE_NOOP(
         "Assist",
         "The folder for all that follows, and the one in which the app starts. Made where it is missing, "
         "and then owned by root.")},
    {"USER"_L1,
     QT_TRANSLATE_NOOP(
         "Assist",
         "Who runs what follows, the app included. The Hub documents user id 1000; the user has to exist, "
         "and the folders the app writes to have to be its own.")},
    {"ENV"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Sets variables for the build and for the app. They can be read in the image: no secrets here; "
                       "the Space's settings have a place for them.")},
    {"ARG"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "A variable of the build alone, with a default. Before the first FROM it may stand in FROM. "
                       "The Space's public variables are given as arguments. Its value stays in the image's history.")},
    {"EXPOSE"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Notes the port on which the app listens. It opens nothing: the Hub looks at app_port in the "
                       "header, 7860 without it.")},
    {"CMD"_L1,
     QT_TRANSLATE_NOOP(
         "Assist",
         "The command that starts the app, or the arguments of ENTRYPOINT. As a JSON list it runs without "
         "a shell and gets signals itself. Only the last one counts.")},
    {"ENTRYPOINT"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "The program that the container is. CMD then gives its arguments. Write it as a JSON list; in "
                       "the other form CMD is ignored.")},
    {"LABEL"_L1, QT_TRANSLATE_NOOP("Assist", "Notes names and values in the image. Nothing on the Hub reads them.")},
    {"VOLUME"_L1,
     QT_TRANSLATE_NOOP(
         "Assist",
         "Marks a folder as storage outside the image. What a later step writes there may be lost; on the "
         "Hub nothing is kept across restarts.")},
    {"HEALTHCHECK"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "A command that tells whether the app is well, or NONE. The Hub asks the app's port itself.")},
    {"SHELL"_L1,
     QT_TRANSLATE_NOOP(
         "Assist", "The shell for commands that are not JSON lists: [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"].")},
    {"STOPSIGNAL"_L1, QT_TRANSLATE_NOOP("Assist", "The signal that ends the app; SIGTERM without it.")},
    {"ONBUILD"_L1,
     QT_TRANSLATE_NOOP("Assist", "Keeps an instruction for the build of an image that begins from this one.")},
    {"MAINTAINER"_L1, QT_TRANSLATE_NOOP("Assist", "Retired. LABEL org.opencontainers.image.authors= says it now.")},
};

struct Flag {
    QLatin1StringView flag; ///< with `=` where a value follows
    QLatin1StringView instructions; ///< divided by spaces
    const char *text; ///< for translation
};
constexpr Flag Flags[] = {
    {"--platform="_L1, "FROM"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "The processor and system that the image is for. The Hub's machines are linux/amd64.")},
    {"--mount=type=cache,target="_L1, "RUN"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "A folder that is kept between builds and is no part of the image, as /root/.cache/pip. Saves "
                       "downloads where the builder is the same.")},
    {"--mount=type=secret,id="_L1, "RUN"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "A secret of the Space as a file below /run/secrets/, for this step only. Add mode=0444 where "
                       "the step does not run as root, and required=true to fail without it.")},
    {"--mount=type=bind,target="_L1, "RUN"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Shows files of the Space, or of a stage with from=, to this step without copying them into the "
                       "image.")},
    {"--mount=type=tmpfs,target="_L1, "RUN"_L1,
     QT_TRANSLATE_NOOP("Assist", "A folder in memory that is gone after this step.")},
    {"--network="_L1, "RUN"_L1, QT_TRANSLATE_NOOP("Assist", "default, none or host: what this step may reach.")},
    {"--security="_L1, "RUN"_L1,
     QT_TRANSLATE_NOOP("Assist", "sandbox or insecure. Builders refuse insecure unless they were told otherwise.")},
    {"--chown="_L1, "COPY ADD"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Who the copies belong to, as user or user:group, names or numbers. A name has to exist in the "
                       "image; 1000 always works.")},
    {"--chmod="_L1, "COPY ADD"_L1, QT_TRANSLATE_NOOP("Assist", "Permissions of the copies, as 755 or u=rwX,go=rX.")},
    {"--from="_L1, "COPY"_L1, QT_TRANSLATE_NOOP("Assist", "Copies from a stage or an image in place of the Space.")},
    {"--link"_L1, "COPY ADD"_L1,
     QT_TRANSLATE_NOOP("Assist",
                       "Makes a layer of its own that does not depend on those before it, so that it is used again "
                       "when they change. Links in the target are not followed.")},
    {"--exclude="_L1, "COPY ADD"_L1, QT_TRANSLATE_NOOP("Assist", "Leaves out what fits the pattern. May be repeated.")},
    {"--parents"_L1, "COPY"_L1,
     QT_TRANSLATE_NOOP("Assist", "Keeps the folders that the copied files stand in. Needs a syntax line: 1.7-labs.")},
    {"--checksum="_L1, "ADD"_L1,
     QT_TRANSLATE_NOOP("Assist", "sha256:… of what is fetched; the build fails where it differs.")},
    {"--keep-git-dir="_L1, "ADD"_L1, QT_TRANSLATE_NOOP("Assist", "true keeps .git of a repository that is fetched.")},
    {"--unpack="_L1, "ADD"_L1, QT_TRANSLATE_NOOP("Assist", "Whether archives are unpacked, fetched ones too.")},
    {"--interval="_L1, "HEALTHCHECK"_L1, QT_TRANSLATE_NOOP("Assist", "Time between two looks; 30s without it.")},
    {"--timeout="_L1, "HEALTHCHECK"_L1, QT_TRANSLATE_NOOP("Assist", "How long one look may take; 30s without it.")},
    {"--start-period="_L1, "HEALTHCHECK"_L1,
     QT_TRANSLATE_NOOP("Assist", "Failures in this time do not count; 0s without it.")},
    {"--retries="_L1, "HEALTHCHECK"_L1,
     QT_TRANSLATE_NOOP("Assist", "Failures in a row that mean unwell; 3 without it.")},
};

constexpr Word Images[] = {
    {"python:3.12-slim"_L1, QT_TRANSLATE_NOOP("Assist", "Python on a small Debian. Enough for packages with wheels.")},
    {"python:3.12"_L1, QT_TRANSLATE_NOOP("Assist", "Python on Debian with compilers and libraries. About 1 GB.")},
    {"python:3.13-slim"_L1, QT_TRANSLATE_NOOP("Assist", "Python on a small Debian. Enough for packages with wheels.")},
    {"python:3.11-slim"_L1, QT_TRANSLATE_NOOP("Assist", "Python on a small Debian, for older packages.")},
    {"python:3.10-slim"_L1, QT_TRANSLATE_NOOP("Assist", "Python on a small Debian, for older packages.")},
    {"node:22-slim"_L1,
     QT_TRANSLATE_NOOP("Assist", "Node.js on a small Debian. Its user node has the id 1000 already.")},
    {"node:20-slim"_L1,
     QT_TRANSLATE_NOOP("Assist", "Node.js on a small Debian. Its user node has the id 1000 already.")},
    {"nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04"_L1,
     QT_TRANSLATE_NOOP("Assist", "CUDA and cuDNN to run with, on Ubuntu, without Python.")},
    {"nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04"_L1,
     QT_TRANSLATE_NOOP("Assist", "CUDA with its compiler, for packages that are built from source. Several GB.")},
    {"pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime"_L1,
     QT_TRANSLATE_NOOP("Assist", "PyTorch with CUDA, ready to run. Several GB.")},
    {"ubuntu:24.04"_L1, QT_TRANSLATE_NOOP("Assist", "Ubuntu. Its user ubuntu has the id 1000 already.")},
    {"ubuntu:22.04"_L1, QT_TRANSLATE_NOOP("Assist", "Ubuntu, with Python 3.10 in its packages.")},
    {"debian:bookworm-slim"_L1, QT_TRANSLATE_NOOP("Assist", "A small Debian.")},
    {"alpine:3.20"_L1,
     QT_TRANSLATE_NOOP("Assist", "Very small, with musl in place of glibc: many Python wheels do not fit.")},
    {"nginx:1.27-alpine"_L1, QT_TRANSLATE_NOOP("Assist", "A web server, for files or in front of several apps.")},
    {"ollama/ollama:latest"_L1, QT_TRANSLATE_NOOP("Assist", "A server for language models.")},
    {"rocker/shiny:4"_L1, QT_TRANSLATE_NOOP("Assist", "R with a Shiny server.")},
    {"golang:1.23"_L1, QT_TRANSLATE_NOOP("Assist", "Go, to build with.")},
    {"rust:1-slim"_L1, QT_TRANSLATE_NOOP("Assist", "Rust, to build with.")},
    {"scratch"_L1, QT_TRANSLATE_NOOP("Assist", "Nothing at all: for programs without any library.")},
};
constexpr Word Users[] = {
    {"1000"_L1, QT_TRANSLATE_NOOP("Assist", "The id that the Hub runs containers with, whatever its name is.")},
    {"user"_L1, QT_TRANSLATE_NOOP("Assist", "As in the Hub's examples: RUN useradd -m -u 1000 user before it.")},
    {"node"_L1, QT_TRANSLATE_NOOP("Assist", "The user 1000 of node images.")},
    {"root"_L1, QT_TRANSLATE_NOOP("Assist", "For steps that install; go back to 1000 afterwards.")},
};
constexpr Word Folders[] = {
    {"/app"_L1, nullptr},
    {"/home/user/app"_L1, QT_TRANSLATE_NOOP("Assist", "As in the Hub's examples, in the home of user 1000.")},
    {"/code"_L1, nullptr},
};
constexpr Word Ports[] = {
    {"7860"_L1, QT_TRANSLATE_NOOP("Assist", "What the Hub takes where the header has no app_port.")},
};
constexpr Word Variables[] = {
    {"PYTHONUNBUFFERED=1"_L1, QT_TRANSLATE_NOOP("Assist", "Output is in the log at once.")},
    {"HOME=/home/user"_L1, QT_TRANSLATE_NOOP("Assist", "The home of user 1000, where caches go.")},
    {"PATH=/home/user/.local/bin:$PATH"_L1,
     QT_TRANSLATE_NOOP("Assist", "Finds programs that pip installed for the user.")},
    {"HF_HOME=/home/user/.cache/huggingface"_L1,
     QT_TRANSLATE_NOOP("Assist", "Where models are kept; has to be writable.")},
    {"GRADIO_SERVER_NAME=0.0.0.0"_L1, QT_TRANSLATE_NOOP("Assist", "Gradio answers from outside the container too.")},
    {"PIP_NO_CACHE_DIR=1"_L1, QT_TRANSLATE_NOOP("Assist", "Keeps pip's downloads out of the image.")},
    {"DEBIAN_FRONTEND=noninteractive"_L1, QT_TRANSLATE_NOOP("Assist", "apt asks nothing.")},
};
constexpr Word Signals[] = {{"SIGTERM"_L1, nullptr}, {"SIGINT"_L1, nullptr}, {"SIGQUIT"_L1, nullptr}};
constexpr Word Platforms[] = {
    {"linux/amd64"_L1, nullptr}, {"$BUILDPLATFORM"_L1, nullptr}, {"$TARGETPLATFORM"_L1, nullptr}};
constexpr Word Mounts[] = {
    {"type=cache,target="_L1, Flags[1].text},
    {"type=secret,id="_L1, Flags[2].text},
    {"type=bind,target="_L1, Flags[3].text},
    {"type=tmpfs,target="_L1, Flags[4].text},
};
constexpr Word MountOptions[] = {
    {"target="_L1, QT_TRANSLATE_NOOP("Assist", "Where it appears in this step.")},
    {"source="_L1, QT_TRANSLATE_NOOP("Assist", "What is shown: a path in the Space or in from=.")},
    {"from="_L1, QT_TRANSLATE_NOOP("Assist", "A stage or an image that the files come from.")},
    {"id="_L1, QT_TRANSLATE_NOOP("Assist", "The name of the cache or of the Space's secret.")},
    {"sharing=locked"_L1, QT_TRANSLATE_NOOP("Assist", "One step at a time uses the cache, as apt wants it.")},
    {"required=true"_L1, QT_TRANSLATE_NOOP("Assist", "The build fails where the secret is missing.")},
    {"mode=0444"_L1, QT_TRANSLATE_NOOP("Assist", "Readable for users other than root.")},
    {"uid=1000"_L1, QT_TRANSLATE_NOOP("Assist", "Belongs to user 1000.")},
};

QString textOf(const char *text)
{
    return text ? QCoreApplication::translate("Assist", text) : QString();
}

void add(QList<Completion> &list, Kind kind, std::span<const Word> words, const QString &after = {})
{
    for (const Word &word : words)
        list.append({.kind = kind,
                     .label = word.word,
                     .insertText = word.word + after,
                     .range = {},
                     .detail = {},
                     .documentation = textOf(word.text)});
}

/// The instruction that a place is in, from its keyword to the place.
struct Spot {
    QString keyword; ///< upper case; empty: the keyword is being written
    QStringList words; ///< whole ones before the place, flags included
    TextRange word; ///< the one at the place
    QString written; ///< of it, up to the place
    bool isComment = false;
};

bool continues(QStringView line, QChar escape)
{
    const QStringView end = line.trimmed();
    return end.endsWith(escape) && !end.startsWith(u'#');
}

Spot spotAt(const Place &place)
{
    const Manifest::TextIndex &index = place.index();
    const bool isBacktick = index.line(0).contains("escape=`"_L1);
    const QChar escape = isBacktick ? u'`' : u'\\';
    const auto isComment = [&](int line) { return index.line(line).trimmed().startsWith(u'#'); };
    Spot spot;
    spot.isComment = isComment(place.line());
    int first = place.line();
    for (int line = place.line() - 1; line >= 0 && (isComment(line) || continues(index.line(line), escape)); --line) {
        if (!isComment(line))
            first = line;
    }
    QString text;
    for (int line = first; line < place.line(); ++line) {
        if (!isComment(line))
            text += index.line(line).trimmed().chopped(1) + u' ';
    }
    spot.word = place.around([](QChar letter) { return isWord(letter); });
    text += QStringView(place.text()).first(spot.word.column);
    spot.words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    spot.written = place.text().sliced(spot.word.column, place.column() - spot.word.column);
    if (!spot.words.isEmpty())
        spot.keyword = spot.words.takeFirst().toUpper();
    if (spot.keyword == "ONBUILD"_L1)
        spot.keyword = spot.words.isEmpty() ? QString() : spot.words.takeFirst().toUpper();
    return spot;
}

QList<Completion> stages(const Place &place)
{
    QList<Completion> list;
    const Manifest::Dockerfile file = Manifest::readDockerfile(place.index().text());
    for (const Manifest::DockerStage &stage : file.stages) {
        if (stage.from >= file.instructions.size() || file.instructions.at(stage.from).range.line >= place.line())
            break;
        if (!stage.name.isEmpty())
            list.append({.kind = Kind::Value,
                         .label = stage.name,
                         .insertText = stage.name,
                         .range = {},
                         .detail = Words::tr("stage"),
                         .documentation = Words::tr("Begins from %1.").arg(stage.base)});
    }
    return list;
}

QList<Completion> paths(const Context &context)
{
    constexpr qsizetype Most = 2'000; // a list of more helps nobody
    QList<Completion> list{{.kind = Kind::File,
                            .label = u"."_s,
                            .insertText = u"."_s,
                            .range = {},
                            .detail = Words::tr("the whole Space"),
                            .documentation = {}}};
    QStringList folders;
    for (const QString &file : context.files) {
        const qsizetype slash = file.indexOf(u'/');
        if (slash > 0 && !folders.contains(file.first(slash + 1)))
            folders.append(file.first(slash + 1));
    }
    for (const QString &path : folders + context.files.first(std::min(context.files.size(), Most)))
        list.append(
            {.kind = Kind::File, .label = path, .insertText = path, .range = {}, .detail = {}, .documentation = {}});
    return list;
}

QList<Completion> flags(const QString &keyword)
{
    QList<Completion> list;
    for (const Flag &flag : Flags) {
        if (!QString(flag.instructions).split(u' ').contains(keyword))
            continue;
        const bool needsValue = flag.flag.endsWith('=');
        list.append({.kind = Kind::Option,
                     .label = flag.flag,
                     .insertText = needsValue ? QString(flag.flag) : QString(flag.flag + u' '),
                     .range = {},
                     .detail = {},
                     .documentation = textOf(flag.text)});
    }
    return list;
}

QList<Completion> flagValues(const QString &flag, bool isFirstPart, const Place &place)
{
    QList<Completion> list;
    if (flag == "--from"_L1) {
        list = stages(place);
        add(list, Kind::Image, Images);
    } else if (flag == "--chown"_L1) {
        add(list, Kind::Value, Users);
    } else if (flag == "--platform"_L1) {
        add(list, Kind::Value, Platforms);
    } else if (flag == "--mount"_L1) {
        add(list, Kind::Option, isFirstPart ? std::span<const Word>(Mounts) : std::span<const Word>(MountOptions));
    }
    return list;
}

QList<Completion> arguments(const Spot &spot, const Place &place, const Context &context)
{
    QList<Completion> list;
    const auto isFlag = [](const QString &word) { return word.startsWith("--"_L1); };
    const auto plain = std::ranges::count_if(spot.words, [&](const QString &word) { return !isFlag(word); });
    if (spot.keyword == "FROM"_L1) {
        if (plain == 0) {
            list = stages(place);
            add(list, Kind::Image, Images);
        } else if (plain == 1) {
            static constexpr Word As[] = {{"AS"_L1, QT_TRANSLATE_NOOP("Assist", "Names the stage.")}};
            add(list, Kind::Option, As, u" "_s);
        }
    } else if (spot.keyword == "COPY"_L1 || spot.keyword == "ADD"_L1) {
        const bool isForeign =
            std::ranges::any_of(spot.words, [](const QString &word) { return word.startsWith("--from="_L1); });
        list = isForeign ? list : paths(context);
    } else if (spot.keyword == "USER"_L1) {
        add(list, Kind::Value, Users);
    } else if (spot.keyword == "WORKDIR"_L1) {
        add(list, Kind::Value, Folders);
    } else if (spot.keyword == "EXPOSE"_L1) {
        add(list, Kind::Value, Ports);
    } else if (spot.keyword == "ENV"_L1) {
        add(list, Kind::Value, Variables);
    } else if (spot.keyword == "STOPSIGNAL"_L1) {
        add(list, Kind::Value, Signals);
    }
    // Flags come before the arguments.
    return plain == 0 ? list + flags(spot.keyword) : list;
}

} // namespace

QList<Completion> completeDockerfile(const Place &place, const Context &context)
{
    const Spot spot = spotAt(place);
    QList<Completion> list;
    TextRange range = spot.word;
    if (spot.isComment)
        return list;
    if (spot.keyword.isEmpty()) {
        add(list, Kind::Instruction, Instructions, u" "_s);
        list.removeIf([](const Completion &each) { return each.label == "MAINTAINER"_L1; });
    } else if (const qsizetype equals = spot.written.indexOf(u'='); spot.written.startsWith("--"_L1) && equals > 0) {
        const qsizetype comma = spot.written.lastIndexOf(u',');
        const qsizetype from = std::max(equals, comma) + 1;
        list = flagValues(spot.written.first(equals), comma < 0, place);
        range = place.range(range.column + from, comma < 0 ? range.endColumn : place.column());
    } else if (spot.written.startsWith(u'-')) {
        list = flags(spot.keyword);
    } else {
        list = arguments(spot, place, context);
    }
    for (Completion &completion : list)
        completion.range = range;
    return list;
}

std::optional<Documentation> documentDockerfile(const Place &place)
{
    const Spot spot = spotAt(place);
    const QString word = place.written(spot.word);
    if (spot.isComment || word.isEmpty())
        return {};
    if (spot.keyword.isEmpty()) {
        const auto found = std::ranges::find(Instructions, word.toUpper(), &Word::word);
        return found == std::ranges::end(Instructions)
            ? std::nullopt
            : std::optional(
                  Documentation{found->word, textOf(found->text), Words::tr("Dockerfile instruction"), spot.word});
    }
    if (word.startsWith("--"_L1)) {
        // The longest that fits: `--mount=type=cache,target=/x` is more than `--mount`.
        const Flag *best = nullptr;
        for (const Flag &flag : Flags) {
            const QStringView start = QStringView(word).first(std::min(word.size(), flag.flag.size()));
            const bool isMount = flag.flag.startsWith("--mount="_L1);
            const QLatin1StringView shown = isMount ? flag.flag.first(flag.flag.indexOf(',')) : flag.flag;
            if (QString(flag.instructions).split(u' ').contains(spot.keyword) && start.startsWith(shown))
                best = &flag;
        }
        return best ? std::optional(Documentation{best->flag, textOf(best->text),
                                                  Words::tr("flag of %1").arg(spot.keyword), spot.word})
                    : std::nullopt;
    }
    if (spot.keyword == "FROM"_L1) {
        const auto image = std::ranges::find(Images, word, &Word::word);
        if (image != std::ranges::end(Images))
            return Documentation{word, textOf(image->text), Words::tr("base image"), spot.word};
    }
    if (spot.keyword == "USER"_L1) {
        const auto user = std::ranges::find(Users, word, &Word::word);
        if (user != std::ranges::end(Users))
            return Documentation{word, textOf(user->text), {}, spot.word};
    }
    return {};
}

} // namespace Spacewright::Assist
