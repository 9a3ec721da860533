// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/dockerinstructions.h"
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::DockerFlag;
using Spacewright::Manifest::DockerInstruction;
using Spacewright::Manifest::DockerWord;
using Spacewright::Manifest::Requirement;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView File = "Dockerfile"_L1;
constexpr QLatin1StringView SdkDocker = "https://huggingface.co/docs/hub/spaces-sdks-docker"_L1;
constexpr QLatin1StringView SeenErrors = "errors seen on Spaces"_L1;

/// Variables that say where a library keeps what it downloads.
constexpr QLatin1StringView CacheVariables[] = {
    "HF_HOME"_L1,        "HF_HUB_CACHE"_L1, "HF_DATASETS_CACHE"_L1, "HUGGINGFACE_HUB_CACHE"_L1,
    "MPLCONFIGDIR"_L1,   "NLTK_DATA"_L1,    "NUMBA_CACHE_DIR"_L1,   "SENTENCE_TRANSFORMERS_HOME"_L1,
    "XDG_CACHE_HOME"_L1, "TORCH_HOME"_L1,   "TRITON_CACHE_DIR"_L1,  "TRANSFORMERS_CACHE"_L1,
};

/// Packages that write below the home of the user when they are first used. In normal form.
constexpr QLatin1StringView CachingPackages[] = {
    "datasets"_L1,     "diffusers"_L1, "huggingface-hub"_L1, "sentence-transformers"_L1,
    "transformers"_L1, "streamlit"_L1, "openai-whisper"_L1,  "faster-whisper"_L1,
};

bool isBelow(const QString &path, QLatin1StringView folder)
{
    return path == folder || (path.startsWith(folder) && path.at(folder.size()) == u'/');
}

void dataAtBuild(const Subject &subject, const Report &report)
{
    const auto say = [&](const TextRange &range) {
        report({File, range,
                Words::tr("/data exists only while the Space runs. What the build puts there is covered or lost."),
                Words::tr("not there at build")});
    };
    static const QRegularExpression form(u"(?<![\\w./-])/data(?:/|\\s|$)"_s);
    for (const DockerInstruction *run : anywhere(subject, "RUN"_L1)) {
        if (form.match(script(*run)).hasMatch())
            say(run->keywordRange);
    }
    for (const QLatin1StringView keyword : {"COPY"_L1, "ADD"_L1}) {
        for (const DockerInstruction *copy : inImage(subject, keyword)) {
            if (copy->words.size() > 1 && isBelow(copy->words.constLast().text, "/data"_L1))
                say(copy->words.constLast().range);
        }
    }
}

/// The value of `name=` in `type=cache,target=/x`.
QString mountOption(const DockerFlag &mount, std::initializer_list<QLatin1StringView> names)
{
    const QStringList options = mount.value.split(u',');
    for (const QString &option : options) {
        if (std::ranges::find(names, option.section(u'=', 0, 0)) != names.end())
            return option.section(u'=', 1);
    }
    return {};
}

void lostMount(const Subject &subject, const Report &report)
{
    static const QRegularExpression usual(
        u"cache|\\.(?:npm|cargo|m2|gradle|yarn|conda)\\b|/(?:tmp|pkgs|pnpm|node_modules|target)\\b|"
        "^/var/lib/apt\\b|/go/pkg\\b"_s);
    static const QRegularExpression download(
        u"\\b(?:snapshot_download|hf_hub_download|from_pretrained|(?:hf|huggingface-cli)\\s+download)\\b"_s);
    for (const DockerInstruction *run : inImage(subject, "RUN"_L1)) {
        for (const DockerFlag &flag : run->flags) {
            const QString type = flag.name == "mount"_L1 ? mountOption(flag, {"type"_L1}) : QString();
            const QString target = mountOption(flag, {"target"_L1, "dst"_L1, "destination"_L1});
            if ((type != "cache"_L1 && type != "tmpfs"_L1) || target.isEmpty())
                continue;
            const bool isKept = usual.match(target).hasMatch()
                && !(target.contains("huggingface"_L1) && download.match(script(*run)).hasMatch());
            if (!isKept)
                report({File, flag.range,
                        Words::tr("%1 is mounted for this step alone, and the image has nothing of it. Leave the mount "
                                  "out, or copy the files.")
                            .arg(shown(target)),
                        Words::tr("not in the image")});
        }
    }
}

void cacheFolder(const Subject &subject, const Report &report)
{
    const QList<DockerVariable> set = variables(inImage(subject, "ENV"_L1));
    for (const DockerVariable &variable : set) {
        if (!contains(CacheVariables, variable.name) && variable.name != "HOME"_L1)
            continue;
        if (isBelow(variable.value, "/root"_L1))
            report({File, variable.range,
                    Words::tr("%1 leads below /root, where user 1000 cannot write. Name a folder of that user, or one "
                              "below /tmp.")
                        .arg(variable.name),
                    Words::tr("not writable")});
        else if (isBelow(variable.value, "/data"_L1))
            report({File, variable.range,
                    Words::tr("%1 leads to /data, which is there only with storage attached. Attach it, or name "
                              "another folder.")
                        .arg(variable.name),
                    Words::tr("only with storage")});
    }
}

/// The first package that keeps something below the home of its user; empty without one.
QString cachingPackage(const Subject &subject)
{
    const QList<Requirement> &requirements = subject.manifest.requirements;
    const auto listed = std::ranges::find_if(
        requirements, [](const Requirement &each) { return contains(CachingPackages, each.normalName()); });
    if (listed != requirements.cend())
        return listed->name;
    for (const DockerInstruction *run : inImage(subject, "RUN"_L1)) {
        static const QRegularExpression install(u"\\bpip3?\\s+install\\b"_s);
        static const QRegularExpression end(u"[^A-Za-z0-9._-].*$"_s);
        if (!install.match(script(*run)).hasMatch())
            continue;
        for (const DockerWord &word : run->words) {
            const QString name = Manifest::normalPackageName(QString(word.text).remove(end));
            if (contains(CachingPackages, name))
                return name;
        }
    }
    return {};
}

/// True where the image, its variables or the start command give user 1000 a place for caches.
bool hasHome(const Subject &subject)
{
    static const QRegularExpression makesUser(u"\\b(?:useradd|adduser)\\b|/etc/passwd"_s);
    const auto runs = inImage(subject, "RUN"_L1);
    const auto starts = startCommands(subject);
    const QList<DockerVariable> set = variables(inImage(subject, "ENV"_L1));
    return std::ranges::any_of(runs, [](auto *run) { return makesUser.match(script(*run)).hasMatch(); })
        || std::ranges::any_of(starts, [](auto *start) { return start->arguments.contains("HOME="_L1); })
        || std::ranges::any_of(set, [](const DockerVariable &variable) {
               return variable.name == "HOME"_L1 || contains(CacheVariables, variable.name);
           });
}

void noHome(const Subject &subject, const Report &report)
{
    const auto &file = subject.manifest.dockerfile;
    if (!subject.hasSdk(Manifest::Sdk::Docker) || file.stages.isEmpty() || hasHome(subject))
        return;
    const QString image = file.stages.at(file.firstOf(int(file.stages.size()) - 1)).base;
    const QString package = cachingPackage(subject);
    const auto starts = startCommands(subject);
    if (!isPlainImage(image) || hasUserThousand(image) || package.isEmpty() || starts.isEmpty())
        return;
    const TextRange &place = starts.constLast()->keywordRange;
    report({File,
            place,
            Words::tr("User 1000 has no home in this image, so %1 cannot keep its files. Make the user, or write ENV "
                      "HOME=/tmp.")
                .arg(shown(package)),
            Words::tr("no home to write to"),
            {},
            {{Words::tr("Write ENV HOME=/tmp"), {{File, {place.line, 0, place.line, 0}, u"ENV HOME=/tmp\n"_s}}}}});
}

constexpr Rule Rules[] = {
    {"docker/data-at-build"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "Volumes are mounted when the container starts."), dataAtBuild},
    {"docker/lost-mount"_L1, Severity::BreaksForVisitors, "https://docs.docker.com/reference/dockerfile#run---mount"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "A mount of type cache or tmpfs belongs to the build; it is no part of the layer that is kept."),
     lostMount},
    {"docker/cache-folder"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP(
         "Check", "The library makes the folder when it is first used: \"Permission denied: '/data'\" or '/root'."),
     cacheFolder},
    {"docker/no-home"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP("Check",
                       "For a user that the image does not know HOME is /, where it may not write: \"Permission "
                       "denied: '/.cache'\"."),
     noHome},
};

} // namespace

std::span<const Rule> dockerPlaceRules()
{
    return Rules;
}

} // namespace Spacewright::Check
