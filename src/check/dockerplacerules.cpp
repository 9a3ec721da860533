// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/dockerinstructions.h"
#include "check/names.h"
#include "check/rule.h"
#include "manifest/dockerstart.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::DockerCopy;
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
    "datasets"_L1,     "diffusers"_L1,      "huggingface-hub"_L1, "sentence-transformers"_L1,
    "transformers"_L1, "openai-whisper"_L1, "faster-whisper"_L1,
};

bool isBelow(const QString &path, QLatin1StringView folder)
{
    return path == folder || (path.startsWith(folder) && path.at(folder.size()) == u'/');
}

/// Whether a script puts something below /data; that it makes the folder, or gives it away, is nothing lost.
bool fillsData(const QString &script)
{
    static const QRegularExpression form(
        u">\\s*['\"]?/data(?:/|\\b(?![-.\\w]))"
        "|\\b(?:cp|mv|rsync|install|git\\s+clone)\\s[^;&|\\n]*\\s['\"]?/data(?:/"
        "[^\\s;&|'\"]*)?['\"]?\\s*(?:\\d?>|[;&|\\n)]|$)"
        "|\\b(?:wget|curl|aria2c|unzip|tar|hf|huggingface-cli|pip3?)\\s(?:[^;&|\\n]*\\s)?"
        "(?:-[A-Za-z]*[PoOdCt]|--[\\w-]*(?:dir|output|prefix|document|directory|target))[\\s=]?['\"]?/data(?:[/"
        "\\s'\";&|]|$)"
        "|\\b(?:local|cache|output|save)_dir\\s*=\\s*['\"]/data\\b"
        "|\\bcd\\s+/data\\S*\\s*&&\\s*(?:wget|curl|git\\s+clone|unzip|tar|hf|huggingface-cli)\\b"_s);
    return form.match(script).hasMatch();
}

void dataAtBuild(const Subject &subject, const Report &report)
{
    const auto say = [&](const TextRange &range) {
        report({File, range,
                Words::tr("/data exists only while the Space runs. What the build puts there is covered or lost."),
                Words::tr("not there at build")});
    };
    for (const DockerInstruction *run : inImage(subject, "RUN"_L1)) {
        if (fillsData(executed(*run)))
            say(run->keywordRange);
    }
    const QList<DockerCopy> copies =
        subject.hasSdk(Manifest::Sdk::Docker) ? Manifest::copiesOf(subject.manifest.dockerfile) : QList<DockerCopy>();
    for (const DockerCopy &copy : copies) {
        if (isBelow(copy.target, "/data"_L1))
            say(copy.instruction->words.constLast().range);
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

/// Whether a script copies or moves something of that name.
bool isTakenOut(const QString &folder, const QString &script)
{
    const QString name = folder.section(u'/', -1, -1, QString::SectionSkipEmpty);
    const QRegularExpression form(u"\\b(?:cp|mv|rsync|tar)\\s[^;&|\\n]*"_s + QRegularExpression::escape(name));
    return form.match(script).hasMatch();
}

bool isBelowWorkdir(const Subject &subject, const QString &path)
{
    const auto folders = inImage(subject, "WORKDIR"_L1);
    return std::ranges::any_of(folders, [&](const DockerInstruction *folder) {
        const QString name = folder->words.value(0).text;
        return name.size() > 1 && (path == name || path.startsWith(name + u'/'));
    });
}

void lostMount(const Subject &subject, const Report &report)
{
    static const QRegularExpression usual(
        u"cache|\\.(?:npm|cargo|m2|gradle|yarn|conda|nuget|composer)\\b|/(?:tmp|pkgs|pnpm|node_modules|target)\\b|"
        "/cargo/(?:registry|git)\\b|^/run\\b|^/var/(?:lib/apt|log)\\b|/go/pkg\\b"_s);
    static const QRegularExpression download(
        u"\\b(?:snapshot_download|hf_hub_download|from_pretrained|(?:hf|huggingface-cli)\\s+download)\\b"_s);
    for (const DockerInstruction *run : inImage(subject, "RUN"_L1)) {
        for (const DockerFlag &flag : run->flags) {
            const QString type = flag.name == "mount"_L1 ? mountOption(flag, {"type"_L1}) : QString();
            const QString target = mountOption(flag, {"target"_L1, "dst"_L1, "destination"_L1});
            if ((type != "cache"_L1 && type != "tmpfs"_L1) || target.isEmpty())
                continue;
            if (isTakenOut(target, script(*run)) || (type == "tmpfs"_L1 && !isBelowWorkdir(subject, target)))
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

/// Variables of the image that name a folder for caches.
QList<DockerVariable> cacheVariables(const Subject &subject)
{
    QList<DockerVariable> set = variables(inImage(subject, "ENV"_L1));
    set.removeIf([](const DockerVariable &variable) {
        return !contains(CacheVariables, variable.name) && variable.name != "HOME"_L1;
    });
    return set;
}

/// Whether a RUN gives the folder that `variable` names, or one that it lies in, to others than root.
bool isGivenAway(const Subject &subject, const DockerVariable &variable)
{
    const QString &folder = variable.value;
    static const QRegularExpression form(u"\\b(?:chmod|chown)\\b[^;&|\\n]*"_s);
    static const QRegularExpression blank(u"[\\s'\"]+"_s);
    for (const DockerInstruction *run : inImage(subject, "RUN"_L1)) {
        const QString text = script(*run);
        for (const QRegularExpressionMatch &match : form.globalMatch(text)) {
            const QStringList words = match.captured().split(blank, Qt::SkipEmptyParts);
            const auto holds = [&](const QString &word) {
                const QString path = word.size() > 1 && word.endsWith(u'/') ? word.chopped(1) : word;
                return (path.startsWith(u'/') && (folder == path || folder.startsWith(path + u'/')))
                    || path == u'$' + variable.name || path == "${"_L1 + variable.name + u'}';
            };
            if (std::ranges::any_of(words, holds))
                return true;
        }
    }
    return false;
}

void cacheFolder(const Subject &subject, const Report &report)
{
    const QList<DockerVariable> set = cacheVariables(subject);
    for (const DockerVariable &variable : set) {
        if (isBelow(variable.value, "/root"_L1) && !isGivenAway(subject, variable))
            report({File, variable.range,
                    Words::tr("%1 leads below /root, where user 1000 cannot write. Name a folder of that user, or one "
                              "below /tmp.")
                        .arg(variable.name),
                    Words::tr("not writable")});
    }
}

void dataFolder(const Subject &subject, const Report &report)
{
    const QList<DockerVariable> set = cacheVariables(subject);
    for (const DockerVariable &variable : set) {
        if (isBelow(variable.value, "/data"_L1))
            report({File, variable.range,
                    Words::tr("%1 leads to /data, which is there only with storage attached. Attach it, or name "
                              "another folder.")
                        .arg(variable.name),
                    Words::tr("only with storage")});
    }
}

/// Whether a step of the build installs what requirements.txt lists.
bool installsRequirements(const Subject &subject)
{
    static const QRegularExpression form(u"\\b(?:pip3?|uv)\\b[^;&|\\n]*requirements\\.txt"_s);
    const auto runs = anywhere(subject, "RUN"_L1);
    return std::ranges::any_of(runs, [](auto *run) { return form.match(script(*run)).hasMatch(); });
}

/// The first package that keeps something below the home of its user; empty without one.
QString cachingPackage(const Subject &subject)
{
    const QList<Requirement> &requirements = subject.manifest.requirements;
    const auto listed = std::ranges::find_if(
        requirements, [](const Requirement &each) { return contains(CachingPackages, each.normalName()); });
    if (listed != requirements.cend() && installsRequirements(subject))
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

/// Whether the Python code that is started names a variable for caches, as in `os.environ["HF_HOME"] = …`.
bool setsCacheItself(const Subject &subject)
{
    const auto started = Manifest::startedFiles(subject.manifest.dockerfile, subject.snapshot);
    return std::ranges::any_of(started, [&](const Manifest::StartedFile &file) {
        const QList<PythonSource::Literal> literals = PythonSource(subject.snapshot.text(file.copied).text).literals();
        return std::ranges::any_of(literals, [](const PythonSource::Literal &literal) {
            return contains(CacheVariables, literal.text) || literal.text == "HOME"_L1;
        });
    });
}

/// True where the image, its variables or the start command give user 1000 a place for caches.
bool hasHome(const Subject &subject)
{
    static const QRegularExpression makesUser(u"\\b(?:useradd|adduser)\\b|/etc/passwd|\\s--home(?:-dir)?\\b"_s);
    static const QRegularExpression makesCache(u"(?<![\\w/.~}-])/\\.cache\\b.*\\b(?:chmod|chown)\\b|"
                                               "\\b(?:chmod|chown)\\b.*(?<![\\w/.~}-])/\\.cache\\b"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
    const auto runs = inImage(subject, "RUN"_L1);
    const auto starts = startCommands(subject);
    const QList<DockerVariable> set = variables(inImage(subject, "ENV"_L1));
    return std::ranges::any_of(runs, [](auto *run) { return makesUser.match(script(*run)).hasMatch(); })
        || std::ranges::any_of(runs, [](auto *run) { return makesCache.match(script(*run)).hasMatch(); })
        || std::ranges::any_of(starts, [](auto *start) { return start->arguments.contains("HOME="_L1); })
        || std::ranges::any_of(set,
                               [](const DockerVariable &variable) {
                                   return variable.name == "HOME"_L1 || contains(CacheVariables, variable.name);
                               })
        || setsCacheItself(subject);
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
    const bool hasCarriageReturns = subject.snapshot.text(File).text.contains("\r\n"_L1);
    const QString line = u"ENV HOME=/tmp"_s + (hasCarriageReturns ? "\r\n"_L1 : "\n"_L1);
    report({File,
            place,
            Words::tr("User 1000 has no home in this image, so %1 cannot keep its files. Make the user, or write ENV "
                      "HOME=/tmp.")
                .arg(shown(package)),
            Words::tr("no home to write to"),
            {},
            {{Words::tr("Write ENV HOME=/tmp"), {{File, {place.line, 0, place.line, 0}, line}}}}});
}

constexpr Rule Rules[] = {
    {"docker/data-at-build"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "Volumes are mounted when the container starts."), dataAtBuild},
    {"docker/lost-mount"_L1, Severity::BreaksForVisitors, "https://docs.docker.com/reference/dockerfile#run---mount"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "A mount of type cache or tmpfs belongs to the build; it is no part of the layer that is kept."),
     lostMount},
    {"docker/cache-folder"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "The library makes the folder when it is first used: \"Permission denied: '/root'\"."),
     cacheFolder},
    {"docker/data-folder"_L1, Severity::Advice, "https://huggingface.co/docs/hub/spaces-storage"_L1,
     QT_TRANSLATE_NOOP("Check", "Storage is a setting of the Space on the Hub; whoever duplicates it begins without."),
     dataFolder},
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
