// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"
#include "check/headerfixes.h"
#include "check/names.h"
#include "check/rule.h"
#include "manifest/textindex.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Requirement;
using Spacewright::Manifest::Sdk;
using Spacewright::PackageIndex::PackageFacts;
using Spacewright::PackageIndex::Release;
using Spacewright::PackageIndex::Specifier;
using Spacewright::PackageIndex::Version;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Dependencies = "https://huggingface.co/docs/hub/spaces-dependencies"_L1;
constexpr QLatin1StringView Specifiers = "https://packaging.python.org/en/latest/specifications/version-specifiers/"_L1;
constexpr QLatin1StringView YankedFiles = "https://peps.python.org/pep-0592/"_L1;

/// What Spaces ask for most, to find what a mistyped name was meant to be.
constexpr QLatin1StringView UsualPackages[] = {
    "accelerate"_L1,     "aiohttp"_L1,        "anthropic"_L1,
    "beautifulsoup4"_L1, "bitsandbytes"_L1,   "controlnet-aux"_L1,
    "datasets"_L1,       "diffusers"_L1,      "einops"_L1,
    "faiss-cpu"_L1,      "fastapi"_L1,        "ffmpeg-python"_L1,
    "gradio"_L1,         "gradio-client"_L1,  "huggingface-hub"_L1,
    "imageio"_L1,        "joblib"_L1,         "langchain"_L1,
    "librosa"_L1,        "matplotlib"_L1,     "mediapipe"_L1,
    "nltk"_L1,           "numpy"_L1,          "onnxruntime"_L1,
    "openai"_L1,         "openai-whisper"_L1, "opencv-python"_L1,
    "pandas"_L1,         "peft"_L1,           "pillow"_L1,
    "plotly"_L1,         "protobuf"_L1,       "pydantic"_L1,
    "pydub"_L1,          "pypdf"_L1,          "python-dateutil"_L1,
    "python-dotenv"_L1,  "pyyaml"_L1,         "requests"_L1,
    "safetensors"_L1,    "scikit-image"_L1,   "scikit-learn"_L1,
    "scipy"_L1,          "seaborn"_L1,        "sentence-transformers"_L1,
    "sentencepiece"_L1,  "soundfile"_L1,      "spaces"_L1,
    "streamlit"_L1,      "supervision"_L1,    "tensorflow"_L1,
    "tiktoken"_L1,       "timm"_L1,           "tokenizers"_L1,
    "torch"_L1,          "torchaudio"_L1,     "torchvision"_L1,
    "tqdm"_L1,           "transformers"_L1,   "ultralytics"_L1,
    "uvicorn"_L1,        "xformers"_L1,       "opencv-python-headless"_L1,
};

/// The ones that others wait beside.
constexpr QLatin1StringView GuardedPackages[] = {
    "accelerate"_L1, "diffusers"_L1,   "gradio"_L1,       "huggingface-hub"_L1,       "matplotlib"_L1,
    "requests"_L1,   "safetensors"_L1, "scikit-learn"_L1, "sentence-transformers"_L1, "spaces"_L1,
    "streamlit"_L1,  "tensorflow"_L1,  "tokenizers"_L1,   "transformers"_L1,
};

/// A package that a requirement file asks the index for.
struct Asked {
    QString file;
    const Requirement &requirement;
    PackageFacts facts;
    std::optional<Specifier> specifier; ///< read only where the package is known
    /// Installed on every machine and from the usual index: then it may be said that it cannot be.
    bool isCertain = false;

    [[nodiscard]] bool isKnown() const { return facts.isKnown() && specifier; }
    [[nodiscard]] QString name() const { return shown(requirement.name); }
};

/// Options of a file after which pip looks elsewhere too.
bool hasOwnIndex(const QList<Requirement> &requirements)
{
    return std::ranges::any_of(requirements, [](const Requirement &each) {
        const QString option = each.options.value(0).section(u'=', 0, 0);
        return each.kind == Requirement::Kind::Option
            && (option.startsWith("-i"_L1) || option == "--index-url"_L1 || option == "--extra-index-url"_L1
                || option.startsWith("-f"_L1) || option == "--find-links"_L1 || option == "--no-index"_L1);
    });
}

template<typename Look>
void forEachAsked(const Subject &subject, Look look)
{
    if (!subject.isPythonSdk())
        return;
    const auto pass = [&](const QString &file, const QList<Requirement> &requirements) {
        const bool ownIndex = hasOwnIndex(requirements);
        for (const Requirement &requirement : requirements) {
            if (requirement.kind != Requirement::Kind::Package)
                continue;
            const QString name = requirement.normalName();
            if (subject.isInstalledByTheHub(name))
                continue;
            Asked asked{.file = file,
                        .requirement = requirement,
                        .facts = subject.packages.of(name),
                        .specifier = {},
                        .isCertain = !ownIndex && requirement.marker.isEmpty()};
            if (asked.facts.isKnown())
                asked.specifier = Specifier::parse(requirement.specifier);
            look(asked);
        }
    };
    pass(u"requirements.txt"_s, subject.manifest.requirements);
    pass(u"pre-requirements.txt"_s, subject.manifest.preRequirements);
}

/// Where the specifier stands, or the empty place behind name and extras. nullopt where another version is not all that
/// would have to change, or the entry goes on on another line.
std::optional<TextRange> specifierRange(const Subject &subject, const Asked &asked)
{
    static const QRegularExpression behindName(
        u"\\G\\s*(?:\\[[^\\]]*\\])?(\\s*\\(?(?:\\s*,?\\s*(?:===|==|~=|!=|<=|>=|<|>)\\s*[A-Za-z0-9.*+!_-]+)*,?\\s*\\)?)"_s);
    const TextRange &name = asked.requirement.nameRange;
    const bool hasHashes = !asked.requirement.options.isEmpty();
    if (hasHashes || asked.requirement.range.line != asked.requirement.range.endLine)
        return std::nullopt;
    const QString text = subject.snapshot.text(asked.file).text;
    const Manifest::TextIndex index(text);
    const QRegularExpressionMatch match = behindName.matchView(index.line(name.line), name.endColumn);
    if (!match.hasMatch())
        return std::nullopt;
    const QString written = match.captured(1);
    const bool isEmpty = written.trimmed().isEmpty();
    const int from = int(match.capturedStart(1));
    const int to = isEmpty ? from : from + int(QString(written).remove(QRegularExpression(u"\\s+$"_s)).size());
    return TextRange{name.line, from, name.line, to};
}

QList<Fix> pinTo(const Subject &subject, const Asked &asked, const Release *release)
{
    const auto range = release ? specifierRange(subject, asked) : std::nullopt;
    if (!range)
        return {};
    return {{Words::tr("Pin to %1").arg(release->text), {{asked.file, *range, "=="_L1 + release->text}}}};
}

/// Whether a release says that it runs on python_version. `3.12` is any 3.12.x, of which it is not known which.
bool runsOn(const Release &release, const QString &pythonVersion)
{
    constexpr int MostPatches = 30;
    const auto required = Specifier::parse(release.requiresPython);
    const auto python = Version::parse(pythonVersion);
    if (!required || required->isEmpty() || !python || python->release().size() < 2)
        return true;
    if (python->release().size() > 2)
        return required->contains(*python);
    const QList<qint64> series = python->release();
    for (int patch = 0; patch < MostPatches; ++patch) {
        if (required->contains(Version(series + QList<qint64>{patch})))
            return true;
    }
    return false;
}

/// The newest of the same series (1.2.x) as `version`, else the newest at all, that the Space's Python can use.
const Release *nearest(const PackageFacts &facts, const std::optional<Version> &version, const QString &python)
{
    const auto isUsable = [&](const Release &release) { return runsOn(release, python); };
    const auto isNear = [&](const Release &release) {
        return isUsable(release) && version && release.version.release().first(1) == version->release().first(1)
            && release.version.release().value(1) == version->release().value(1);
    };
    const Release *near = facts.newestWhere(isNear);
    return near && !near->isPrerelease() ? near : facts.newestWhere(isUsable);
}

QList<const Release *> matching(const Asked &asked)
{
    QList<const Release *> result;
    for (const Release &release : asked.facts.releases) {
        if (asked.specifier->contains(release.version))
            result.append(&release);
    }
    return result;
}

void noSuchPackage(const Subject &subject, const Report &report)
{
    forEachAsked(subject, [&](const Asked &asked) {
        if (asked.facts.state != PackageFacts::State::Unknown || !asked.facts.isRecent || !asked.isCertain)
            return;
        const QString name = asked.requirement.normalName();
        if (isStandardModule(name) || !packageOfModule(name).isEmpty())
            return; // import-name and standard-library say it better
        const QString meant = closest(UsualPackages, name);
        QList<Fix> fixes;
        if (!meant.isEmpty())
            fixes = {writing(meant, asked.file, asked.requirement.nameRange)};
        report(
            {asked.file,
             asked.requirement.nameRange,
             meant.isEmpty()
                 ? Words::tr("The package index knows no %1. Correct the name, or remove the line.").arg(asked.name())
                 : Words::tr("The package index knows no %1. Did you mean %2?").arg(asked.name(), meant),
             Words::tr("no such package"),
             {},
             fixes});
    });
}

void lookAlike(const Subject &subject, const Report &report)
{
    constexpr qsizetype ShortName = 8; // below it two letters make another word
    forEachAsked(subject, [&](const Asked &asked) {
        const QString name = asked.requirement.normalName();
        if (contains(UsualPackages, name) || isPackageOfModule(name) || isWidelyUsed(name))
            return;
        const QString meant = closest(GuardedPackages, name, name.size() < ShortName ? 1 : 2);
        // A letter more, less or another, or two that changed places.
        const bool isNear = !meant.isEmpty() && meant != name && std::abs(meant.size() - name.size()) <= 1;
        if (isNear && asked.facts.state != PackageFacts::State::Unknown)
            report({asked.file, asked.requirement.nameRange,
                    Words::tr("%1 looks like %2 and is another package. Make sure that it is the one you want.")
                        .arg(asked.name(), meant),
                    Words::tr("not %1").arg(meant)});
    });
}

void noSuchVersion(const Subject &subject, const Report &report)
{
    forEachAsked(subject, [&](const Asked &asked) {
        if (!asked.isKnown() || !asked.facts.isRecent || !asked.isCertain || !matching(asked).isEmpty())
            return;
        const auto pin = asked.specifier->pin();
        const Release *newest = nearest(asked.facts, std::nullopt, pythonAsWritten(subject));
        const QString what = shown(asked.requirement.specifier);
        QString message = Words::tr("The package index has no file of %1 that pip could install.").arg(asked.name());
        if (newest && pin)
            message = Words::tr("There is no %1 %2. The newest that fits is %3.")
                          .arg(asked.name(), shown(pin->canonical()), shown(newest->text));
        else if (newest)
            message = Words::tr("No version of %1 is %2. The newest that fits is %3.")
                          .arg(asked.name(), what, shown(newest->text));
        report({asked.file,
                asked.requirement.range,
                message,
                Words::tr("no such version"),
                {},
                pinTo(subject, asked, nearest(asked.facts, pin, pythonAsWritten(subject)))});
    });
}

void yankedVersion(const Subject &subject, const Report &report)
{
    forEachAsked(subject, [&](const Asked &asked) {
        const auto pin = asked.isKnown() ? asked.specifier->pin() : std::nullopt;
        const Release *release = pin ? asked.facts.find(*pin) : nullptr;
        if (!release || !release->isYanked)
            return;
        constexpr qsizetype LongestReason = 50;
        report(
            {asked.file,
             asked.requirement.range,
             release->yankedWhy.isEmpty()
                 ? Words::tr("Its authors withdrew %1 %2. Choose another version.").arg(asked.name(), release->text)
                 : Words::tr("Its authors withdrew %1 %2: %3")
                       .arg(asked.name(), shown(release->text), shown(release->yankedWhy.simplified(), LongestReason)),
             Words::tr("withdrawn"),
             {},
             pinTo(subject, asked, nearest(asked.facts, pin, pythonAsWritten(subject)))});
    });
}

void otherPython(const Subject &subject, const Report &report)
{
    const QString python = pythonAsWritten(subject);
    forEachAsked(subject, [&](const Asked &asked) {
        const auto releases = asked.isKnown() && asked.isCertain ? matching(asked) : QList<const Release *>();
        if (releases.isEmpty()
            || std::ranges::any_of(releases, [&](const Release *each) { return runsOn(*each, python); }))
            return;
        report({asked.file,
                asked.requirement.range,
                Words::tr("%1 needs Python %2, and python_version is %3. Change one of the two.")
                    .arg(shown(asked.requirement.text), shown(releases.first()->requiresPython, 20), shown(python, 12)),
                Words::tr("needs Python %1").arg(shown(releases.first()->requiresPython, 20)),
                {},
                pinTo(subject, asked, nearest(asked.facts, asked.specifier->pin(), python))});
    });
}

void onlyPrereleases(const Subject &subject, const Report &report)
{
    forEachAsked(subject, [&](const Asked &asked) {
        if (asked.isKnown() && asked.specifier->isEmpty() && asked.facts.hasOnlyPrereleases())
            report(
                {asked.file,
                 asked.requirement.range,
                 Words::tr("%1 has only pre-releases, and the next build may bring another one. Pin the one you tried.")
                     .arg(asked.name()),
                 Words::tr("only pre-releases"),
                 {},
                 pinTo(subject, asked, nearest(asked.facts, std::nullopt, pythonAsWritten(subject)))});
    });
}

void unpinned(const Subject &subject, const Report &report)
{
    forEachAsked(subject, [&](const Asked &asked) {
        const bool isSaidElsewhere =
            asked.facts.state == PackageFacts::State::Unknown || asked.facts.hasOnlyPrereleases();
        if (!asked.requirement.specifier.isEmpty() || !asked.requirement.marker.isEmpty() || isSaidElsewhere)
            return;
        report({asked.file,
                asked.requirement.range,
                Words::tr("%1 has no version; the next build may bring another one.").arg(asked.name()),
                Words::tr("no version"),
                {},
                pinTo(subject, asked, nearest(asked.facts, std::nullopt, pythonAsWritten(subject)))});
    });
}

/// The published form of sdk_version, and what the index has of the SDK; nullopt where there is nothing to judge.
struct SdkVersion {
    PackageFacts facts;
    QString written;
    Version version;
    TextRange range;
};

std::optional<SdkVersion> sdkVersionOf(const Subject &subject)
{
    const auto &written = subject.manifest.sdkVersion;
    if (!subject.isPythonSdk() || !written)
        return std::nullopt;
    const auto version = Version::parse(written->value);
    PackageFacts facts = subject.packages.of(sdkName(subject.manifest.sdk->value));
    // An incomplete one is readme/sdk-version's.
    if (!facts.isKnown() || !version || version->release().size() < 3)
        return std::nullopt;
    return SdkVersion{std::move(facts), written->value, *version, written->range};
}

QList<Fix> sdkVersionFix(const SdkVersion &sdk, const Release *release)
{
    if (!release)
        return {};
    return {{Words::tr("Write \"%1\"").arg(release->text), {{u"README.md"_s, sdk.range, u'"' + release->text + u'"'}}}};
}

void unpublishedSdk(const Subject &subject, const Report &report)
{
    const auto sdk = sdkVersionOf(subject);
    // The Hub compares texts: another way to write a published version is none.
    if (!sdk || !sdk->facts.isRecent || std::ranges::contains(sdk->facts.releases, sdk->written, &Release::text))
        return;
    const Release *same = sdk->facts.find(sdk->version);
    const Release *newest = sdk->facts.newest();
    const QString name = subject.hasSdk(Sdk::Gradio) ? u"Gradio"_s : u"Streamlit"_s;
    if (same)
        report({u"README.md"_s,
                sdk->range,
                Words::tr("%1 %2 is published as %3. Write it in the same way.")
                    .arg(name, shown(sdk->written), same->text),
                Words::tr("written as %1").arg(same->text),
                {},
                sdkVersionFix(*sdk, same)});
    else if (newest)
        report({u"README.md"_s,
                sdk->range,
                Words::tr("There is no %1 %2. The newest is %3.").arg(name, shown(sdk->written), newest->text),
                Words::tr("never published"),
                {},
                sdkVersionFix(*sdk, nearest(sdk->facts, sdk->version, {}))});
}

void yankedSdk(const Subject &subject, const Report &report)
{
    const auto sdk = sdkVersionOf(subject);
    const Release *release = sdk ? sdk->facts.find(sdk->version) : nullptr;
    if (release && release->isYanked)
        report({u"README.md"_s,
                sdk->range,
                Words::tr("sdk_version %1 was withdrawn by its authors. Write another one.").arg(shown(sdk->written)),
                Words::tr("withdrawn"),
                {},
                sdkVersionFix(*sdk, nearest(sdk->facts, sdk->version, pythonAsWritten(subject)))});
}

void sdkForOtherPython(const Subject &subject, const Report &report)
{
    const auto sdk = sdkVersionOf(subject);
    const Release *release = sdk ? sdk->facts.find(sdk->version) : nullptr;
    const auto &python = subject.manifest.pythonVersion;
    if (release && python && !runsOn(*release, pythonAsWritten(subject)))
        report({u"README.md"_s, python->range,
                Words::tr("%1 %2 needs Python %3, and python_version is %4. Change one of the two.")
                    .arg(sdkName(subject.manifest.sdk->value), shown(sdk->written), shown(release->requiresPython, 20),
                         shown(python->value, 12)),
                Words::tr("needs Python %1").arg(shown(release->requiresPython, 20))});
}

/// One for the whole Space, at the first name that nobody could answer for.
void notLookedUp(const Subject &subject, const Report &report)
{
    if (subject.packages.obstacle.isEmpty())
        return;
    const auto isMissing = [&](const QString &name) {
        return subject.packages.of(name).state == PackageFacts::State::NotLooked;
    };
    const QStringList names = packagesOf(subject.manifest);
    const auto count = std::ranges::count_if(names, isMissing);
    if (count == 0)
        return;
    std::optional<Finding> finding;
    const auto &version = subject.manifest.sdkVersion;
    if (version && isMissing(sdkName(subject.manifest.sdk->value)))
        finding = Finding{u"README.md"_s, version->range, {}, {}};
    forEachAsked(subject, [&](const Asked &asked) {
        if (!finding && isMissing(asked.requirement.normalName()))
            finding = Finding{asked.file, asked.requirement.nameRange, {}, {}};
    });
    if (!finding)
        return;
    //: %1 is a clause that begins with a small letter
    finding->message =
        Words::tr("Packages that could not be looked up: %n (%1). Check again later.", nullptr, int(count))
            .arg(subject.packages.obstacle);
    finding->shortMessage = Words::tr("not looked up");
    report(*finding);
}

constexpr Rule Rules[] = {
    {"readme/sdk-version-unpublished"_L1, Severity::WillNotStart,
     "https://huggingface.co/docs/hub/spaces-config-reference"_L1,
     QT_TRANSLATE_NOOP("Check", "The Hub answers with \"Gradio version does not exist\" before anything is built."),
     unpublishedSdk},
    {"readme/sdk-version-yanked"_L1, Severity::Advice, YankedFiles,
     QT_TRANSLATE_NOOP("Check",
                       "A version that its authors withdrew is still installed where it is asked for exactly, "
                       "with whatever it was withdrawn for."),
     yankedSdk},
    {"readme/python-version-for-sdk"_L1, Severity::BuildFails, Dependencies,
     QT_TRANSLATE_NOOP("Check", "pip takes no version that says it needs another Python."), sdkForOtherPython},
    {"requirements/no-such-package"_L1, Severity::BuildFails, Dependencies,
     QT_TRANSLATE_NOOP("Check", "pip stops with \"No matching distribution found\"."), noSuchPackage},
    {"requirements/no-such-version"_L1, Severity::BuildFails, Specifiers,
     QT_TRANSLATE_NOOP("Check", "pip stops with \"Could not find a version that satisfies the requirement\"."),
     noSuchVersion},
    {"requirements/python-version"_L1, Severity::BuildFails,
     "https://packaging.python.org/en/latest/specifications/core-metadata/#requires-python"_L1,
     QT_TRANSLATE_NOOP("Check", "pip takes no version that says it needs another Python."), otherPython},
    {"requirements/yanked-version"_L1, Severity::Advice, YankedFiles,
     QT_TRANSLATE_NOOP("Check",
                       "A version that its authors withdrew is still installed where it is asked for exactly, "
                       "with whatever it was withdrawn for."),
     yankedVersion},
    {"requirements/look-alike"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "Names that are a letter away from a well-known one are often typing mistakes, and now and then "
                       "taken by somebody who waits for them."),
     lookAlike},
    {"requirements/only-pre-releases"_L1, Severity::Advice, Specifiers,
     QT_TRANSLATE_NOOP("Check", "pip takes a pre-release only where there is nothing else, and then the newest."),
     onlyPrereleases},
    {"requirements/unpinned"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "Every build takes the newest version there is. A Space that worked yesterday can fail tomorrow "
                       "without any change of its own."),
     unpinned},
    {"requirements/not-looked-up"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "Whether packages and versions exist is known from the package index alone. Nothing "
                       "else depends on it."),
     notLookedUp},
};

} // namespace

std::span<const Rule> packageRules()
{
    return Rules;
}

QStringList packagesOf(const Manifest::SpaceManifest &manifest)
{
    if (!manifest.sdk || !Manifest::isPythonSdk(manifest.sdk->value))
        return {};
    QStringList names{sdkName(manifest.sdk->value)};
    for (const QList<Requirement> *list : {&manifest.requirements, &manifest.preRequirements}) {
        for (const Requirement &requirement : *list) {
            if (requirement.kind == Requirement::Kind::Package)
                names.append(requirement.normalName());
        }
    }
    names.removeDuplicates();
    return names;
}

} // namespace Spacewright::Check
