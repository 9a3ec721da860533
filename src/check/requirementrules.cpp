// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"
#include "packageindex/pep440.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Requirement;
using Spacewright::Manifest::Sdk;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Dependencies = "https://huggingface.co/docs/hub/spaces-dependencies"_L1;
constexpr QLatin1StringView BuildLogs = "build logs of Spaces, 2026"_L1;
constexpr QLatin1StringView PipFormat = "https://pip.pypa.io/en/stable/reference/requirements-file-format/"_L1;
constexpr QLatin1StringView SeenErrors = "errors seen on Spaces"_L1;

/// Whether the marker leaves the entry out on every Linux: `sys_platform == "win32"`.
bool isForOtherSystem(const Requirement &requirement)
{
    static const QRegularExpression form(
        u"\\b(?:sys_platform|platform_system|os_name)\\s*(?:==\\s*[\"'](?!linux|posix)|!=\\s*[\"'](?:linux|posix)\\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression either(u"\\bor\\b"_s);
    return form.match(requirement.marker).hasMatch() && !either.match(requirement.marker).hasMatch();
}

/// Calls `look(file, requirement)` for both requirement files of an SDK whose builder reads them.
template<typename Look>
void forEachRequirement(const Subject &subject, Look look)
{
    if (!subject.isPythonSdk())
        return;
    const auto pass = [&](const QString &file, const QList<Requirement> &requirements) {
        for (const Requirement &requirement : requirements) {
            // What pip cannot read stops it wherever it would count.
            if (requirement.kind == Requirement::Kind::Invalid || !isForOtherSystem(requirement))
                look(file, requirement);
        }
    };
    pass(u"requirements.txt"_s, subject.manifest.requirements);
    pass(u"pre-requirements.txt"_s, subject.manifest.preRequirements);
}

void nestedFile(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (requirement.kind == Requirement::Kind::Include || requirement.kind == Requirement::Kind::Constraint)
            report({file, requirement.range,
                    Words::tr("%1 is not there during the build: %2 is mounted alone. Write its lines here.")
                        .arg(shown(requirement.url), file),
                    Words::tr("not there during the build")});
    });
}

void editable(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (requirement.kind == Requirement::Kind::Editable && !requirement.url.contains("://"_L1))
            report({file, requirement.range,
                    Words::tr("%1 cannot be installed: the Space's own files come after the build. Import it from the "
                              "folder instead.")
                        .arg(shown(requirement.url)),
                    Words::tr("not there during the build")});
    });
}

void localPath(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (requirement.kind == Requirement::Kind::Path)
            report({file, requirement.range,
                    Words::tr(
                        "%1 is not there during the build: %2 is mounted alone. Use an address or the package index.")
                        .arg(shown(requirement.url), file),
                    Words::tr("not there during the build")});
    });
}

void unreadableLine(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (requirement.kind == Requirement::Kind::Invalid)
            report({file, requirement.range,
                    Words::tr("pip cannot read \"%1\". Write it as name==1.2.3, or remove the line.")
                        .arg(shown(requirement.text)),
                    Words::tr("not a requirement")});
    });
}

/// gradio pinned to something else than sdk_version: since 2026 both go into one pip call.
bool conflicts(const Subject &subject, const Requirement &requirement)
{
    const auto &version = subject.manifest.sdkVersion;
    return subject.hasSdk(Sdk::Gradio) && version && requirement.normalName() == "gradio"_L1 && requirement.isPinned()
        && requirement.marker.isEmpty() && requirement.pinnedVersion() != version->value;
}

void gradioConflict(const Subject &subject, const Report &report)
{
    for (const Requirement &requirement : subject.manifest.requirements) {
        if (conflicts(subject, requirement))
            report({u"requirements.txt"_s,
                    requirement.range,
                    Words::tr("%1 and sdk_version %2 cannot both be installed. Remove this line; sdk_version decides.")
                        .arg(shown(requirement.text), shown(subject.manifest.sdkVersion->value)),
                    Words::tr("sdk_version is %1").arg(shown(subject.manifest.sdkVersion->value)),
                    {},
                    {removingLines(u"requirements.txt"_s, requirement.range)}});
    }
}

void platformPackage(const Subject &subject, const Report &report)
{
    for (const Requirement &requirement : subject.manifest.requirements) {
        if (subject.isInstalledByTheHub(requirement.normalName()) && !conflicts(subject, requirement)
            && !isForOtherSystem(requirement))
            report({u"requirements.txt"_s,
                    requirement.range,
                    Words::tr("The Hub installs %1 itself. Remove this line, so that the two can never disagree.")
                        .arg(requirement.name),
                    Words::tr("installed by the Hub"),
                    {},
                    {removingLines(u"requirements.txt"_s, requirement.range)}});
    }
}

/// The platform installs into the same call, and has no hashes.
void hashes(const Subject &subject, const Report &report)
{
    for (const Requirement &requirement : subject.manifest.requirements) {
        const bool hasHash = std::ranges::any_of(requirement.options,
                                                 [](const QString &option) { return option.startsWith("--hash"_L1); });
        const bool demands =
            requirement.kind == Requirement::Kind::Option && requirement.options.contains(u"--require-hashes"_s);
        if (!subject.hasSdk(Sdk::Gradio) || (!hasHash && !demands))
            continue;
        report(
            {u"requirements.txt"_s, requirement.range,
             Words::tr(
                 "With one hash pip wants a hash for everything, and the Hub adds Gradio without. Leave hashes out."),
             Words::tr("no hashes here")});
        return;
    }
}

/// `--index-url` with the index that pip asks anyway.
bool namesUsualIndex(const Requirement &requirement)
{
    static const QRegularExpression form(
        u"^(?:--index-url|-i)[=\\s]\\s*[\"']?https://pypi\\.(?:python\\.)?org/simple/?[\"']?$"_s);
    return form.match(requirement.text).hasMatch();
}

void replacedIndex(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        static const QRegularExpression replaces(u"^(?:--index-url|-i)(?=[=\\s])"_s);
        if (requirement.kind != Requirement::Kind::Option || !replaces.match(requirement.text).hasMatch()
            || file != "requirements.txt"_L1 || namesUsualIndex(requirement))
            return;
        QString extra = requirement.text;
        extra.replace(replaces, u"--extra-index-url"_s);
        report({file,
                requirement.range,
                Words::tr("This index replaces the usual one, also for Gradio itself. Write --extra-index-url."),
                Words::tr("replaces the index"),
                {},
                {writing(extra, file, requirement.range)}});
    });
}

void variable(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(u"\\$\\{[A-Z0-9_]+\\}"_s);
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        const QString name = form.match(requirement.text).captured();
        if (!name.isEmpty())
            report({file, requirement.range,
                    Words::tr("%1 has no value during the build: secrets and variables come later. Use an address "
                              "without it.")
                        .arg(shown(name)),
                    Words::tr("no value then")});
    });
}

/// Whether one release may be both: `1.0` is `1.0.0`, and `2.3.0` takes `2.3.0+cu121` too.
bool mayBeSame(const QString &a, const QString &b)
{
    using PackageIndex::Version;
    const bool isOneLocal = a.contains(u'+') != b.contains(u'+');
    const auto version = [isOneLocal](const QString &text) {
        return Version::parse(isOneLocal ? text.section(u'+', 0, 0) : text);
    };
    const auto first = version(a);
    const auto second = version(b);
    return first && second ? *first == *second : a == b;
}

/// Bounds may be many; only two pins cannot both be kept, whatever their extras.
void twice(const Subject &subject, const Report &report)
{
    QHash<QString, QString> pins;
    for (const Requirement &requirement : subject.manifest.requirements) {
        if (requirement.kind != Requirement::Kind::Package || !requirement.marker.isEmpty() || !requirement.isPinned())
            continue;
        const QString name = requirement.normalName();
        const auto before = pins.constFind(name);
        if (before == pins.cend())
            pins.insert(name, requirement.pinnedVersion());
        else if (!mayBeSame(*before, requirement.pinnedVersion()))
            report({u"requirements.txt"_s, requirement.range,
                    Words::tr("%1 stands here twice, with different versions. Keep the one you need.")
                        .arg(requirement.name),
                    Words::tr("written twice")});
    }
}

void movingSource(const Subject &subject, const Report &report)
{
    static const QRegularExpression repository(u"^git\\+[a-z]+://[^#\\s]+$"_s);
    static const QRegularExpression revision(u"^git\\+[a-z]+://[^/\\s]+/[^@#\\s]+@[^@#\\s]+$"_s);
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        const QString address = requirement.url.section(u'#', 0, 0);
        if (requirement.kind == Requirement::Kind::Url && repository.match(address).hasMatch()
            && !revision.match(address).hasMatch())
            report({file, requirement.range,
                    Words::tr("This brings whatever the repository holds that day. Add @ and a commit to the address."),
                    Words::tr("no revision")});
    });
}

void importName(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        const QLatin1StringView package = packageOfModule(requirement.normalName());
        if (requirement.kind != Requirement::Kind::Package || package.isEmpty())
            return;
        report({file,
                requirement.range,
                Words::tr("%1 is how it is imported; the package is called %2. Write that.")
                    .arg(requirement.name, package),
                Words::tr("now %1").arg(package),
                {},
                {writing(package, file, requirement.nameRange)}});
    });
}

void standardLibrary(const Subject &subject, const Report &report)
{
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (requirement.kind == Requirement::Kind::Package && isStandardModule(requirement.normalName()))
            report({file,
                    requirement.range,
                    Words::tr("%1 belongs to Python itself, and no package has this name. Remove the line.")
                        .arg(requirement.name),
                    Words::tr("part of Python"),
                    {},
                    {removingLines(file, requirement.range)}});
    });
}

void backport(const Subject &subject, const Report &report)
{
    static constexpr QLatin1StringView Names[] = {
        "typing"_L1,    "pathlib"_L1,  "argparse"_L1, "asyncio"_L1, "enum34"_L1,     "futures"_L1, "dataclasses"_L1,
        "functools"_L1, "datetime"_L1, "logging"_L1,  "uuid"_L1,    "statistics"_L1, "ssl"_L1,     "configparser"_L1};
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (requirement.kind == Requirement::Kind::Package && contains(Names, requirement.normalName())
            && requirement.marker.isEmpty())
            report({file,
                    requirement.range,
                    Words::tr("%1 belongs to Python itself; the package is an old or a foreign one. Remove the line.")
                        .arg(requirement.name),
                    Words::tr("part of Python"),
                    {},
                    {removingLines(file, requirement.range)}});
    });
}

void windowsOnly(const Subject &subject, const Report &report)
{
    static constexpr QLatin1StringView Names[] = {"pywin32"_L1,  "pypiwin32"_L1, "pywinpty"_L1,
                                                  "winshell"_L1, "pywinauto"_L1, "wmi"_L1};
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        if (contains(Names, requirement.normalName()) && requirement.marker.isEmpty())
            report({file,
                    requirement.range,
                    Words::tr("%1 is for Windows, and a Space runs Linux. Remove the line.").arg(requirement.name),
                    Words::tr("Windows only"),
                    {},
                    {removingLines(file, requirement.range)}});
    });
}

/// The fix that takes the `+cu121` of an entry away and leaves extras and marker as they are.
QList<Fix> leavingOut(const Subject &subject, const QString &local, const QString &file, const Requirement &requirement)
{
    const QString text = subject.snapshot.text(file).text;
    const TextRange &name = requirement.nameRange;
    const qsizetype at = Manifest::TextIndex(text).line(name.line).indexOf(local, name.endColumn);
    if (at < 0)
        return {};
    const TextRange range{name.line, int(at), name.line, int(at + local.size())};
    return {{Words::tr("Leave %1 out").arg(local), {{file, range, QString()}}}};
}

void localVersion(const Subject &subject, const Report &report)
{
    const bool hasIndex = std::ranges::any_of(subject.manifest.requirements, [](const Requirement &requirement) {
        return requirement.kind == Requirement::Kind::Option && !namesUsualIndex(requirement)
            && (requirement.text.contains("index-url"_L1) || requirement.text.contains("find-links"_L1)
                || requirement.text.startsWith("-f"_L1) || requirement.text.startsWith("-i"_L1));
    });
    if (hasIndex)
        return;
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        const qsizetype plus = requirement.specifier.indexOf(u'+');
        if (requirement.kind == Requirement::Kind::Package && requirement.isPinned() && plus > 0)
            report({file,
                    requirement.range,
                    Words::tr(
                        "Versions with \"%1\" are on no usual index. Leave that out, or name the index that has them.")
                        .arg(shown(requirement.specifier.sliced(plus), 16)),
                    Words::tr("not on the index"),
                    {},
                    leavingOut(subject, requirement.specifier.sliced(plus), file, requirement)});
    });
}

void retiredPackage(const Subject &subject, const Report &report)
{
    struct Retired {
        QLatin1StringView name, successor;
    };
    static constexpr Retired Packages[] = {{"tensorflow-gpu"_L1, "tensorflow"_L1},
                                           {"nvidia-ml-py3"_L1, "nvidia-ml-py"_L1},
                                           {"pypdf2"_L1, "pypdf"_L1},
                                           {"pinecone-client"_L1, "pinecone"_L1},
                                           {"duckduckgo-search"_L1, "ddgs"_L1}};
    forEachRequirement(subject, [&](const QString &file, const Requirement &requirement) {
        const auto *known = std::ranges::find(Packages, requirement.normalName(), &Retired::name);
        if (known != std::end(Packages))
            report({file, requirement.range,
                    Words::tr("%1 is not kept up any more; its successor is %2. Change both this line and the imports.")
                        .arg(requirement.name, known->successor),
                    Words::tr("now %1").arg(known->successor)});
    });
}

/// Packages that call a program or a library of the system, which the Gradio image does not hold.
struct Needs {
    QLatin1StringView package;
    QLatin1StringView system;
    std::array<QLatin1StringView, 2> others = {}; ///< that do as well

    [[nodiscard]] bool isMetBy(const QString &list) const
    {
        return list.contains(system) || std::ranges::any_of(others, [&list](QLatin1StringView other) {
                   return !other.isEmpty() && list.contains(other);
               });
    }
};
constexpr Needs SystemNeeds[] = {
    {"pytesseract"_L1, "tesseract-ocr"_L1},
    {"tesserocr"_L1, "libtesseract-dev"_L1},
    {"pdf2image"_L1, "poppler-utils"_L1},
    {"graphviz"_L1, "graphviz"_L1},
    {"pydot"_L1, "graphviz"_L1},
    {"pyaudio"_L1, "portaudio19-dev"_L1},
    {"sounddevice"_L1, "libportaudio2"_L1},
    {"phonemizer"_L1, "espeak-ng"_L1, {"espeak"_L1}},
    {"pyttsx3"_L1, "espeak-ng"_L1, {"espeak"_L1}},
    {"py-espeak-ng"_L1, "espeak-ng"_L1},
    {"pyzbar"_L1, "libzbar0"_L1},
    {"pyfluidsynth"_L1, "fluidsynth"_L1},
    {"midi2audio"_L1, "fluidsynth"_L1},
    {"pypandoc"_L1, "pandoc"_L1},
    {"sox"_L1, "sox"_L1},
    {"pyrubberband"_L1, "rubberband-cli"_L1},
    {"weasyprint"_L1, "libpangoft2-1.0-0"_L1, {"libpango-1.0-0"_L1, "libpangocairo-1.0-0"_L1}},
    {"textract"_L1, "antiword"_L1},
    {"pymediainfo"_L1, "libmediainfo0v5"_L1},
    {"pyvirtualdisplay"_L1, "xvfb"_L1},
};

void needsSystemPackage(const Subject &subject, const Report &report)
{
    const Manifest::FileText list = subject.snapshot.text(u"packages.txt"_s);
    const bool isListKnown = list.isRead() || list.state == Manifest::FileText::State::Missing;
    if (!isListKnown)
        return;
    for (const Requirement &requirement : subject.manifest.requirements) {
        const auto *known = std::ranges::find(SystemNeeds, requirement.normalName(), &Needs::package);
        if (!subject.isPythonSdk() || known == std::end(SystemNeeds) || known->isMetBy(list.text)
            || !requirement.marker.isEmpty())
            continue;
        report({u"requirements.txt"_s,
                requirement.range,
                Words::tr("%1 needs the Debian package %2, which the image does not hold. Add it to packages.txt.")
                    .arg(requirement.name, known->system),
                Words::tr("needs %1").arg(known->system),
                {},
                {appendingLine(subject.snapshot, u"packages.txt"_s, known->system,
                               Words::tr("Add %1 to packages.txt").arg(known->system))}});
    }
}

constexpr Rule Rules[] = {
    {"requirements/nested-file"_L1, Severity::BuildFails, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "The builder mounts the file alone at /tmp; no other file of the Space exists at that moment."),
     nestedFile},
    {"requirements/editable"_L1, Severity::BuildFails, BuildLogs,
     QT_TRANSLATE_NOOP("Check",
                       "The repository is copied after the dependencies are installed: \"neither setup.py nor "
                       "pyproject.toml found\"."),
     editable},
    {"requirements/local-path"_L1, Severity::BuildFails, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "The builder mounts the file alone at /tmp; no other file of the Space exists at that moment."),
     localPath},
    {"requirements/syntax"_L1, Severity::BuildFails, PipFormat,
     QT_TRANSLATE_NOOP("Check", "pip stops at the first line that it cannot read."), unreadableLine},
    {"requirements/gradio-conflict"_L1, Severity::BuildFails, BuildLogs,
     QT_TRANSLATE_NOOP(
         "Check",
         "Both go into one pip call, which answers ResolutionImpossible. Until 2025 the pin was silently overridden."),
     gradioConflict},
    {"requirements/platform-package"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check", "sdk_version decides which Gradio is installed, and the platform adds spaces."),
     platformPackage},
    {"requirements/hashes"_L1, Severity::BuildFails, "https://pip.pypa.io/en/stable/topics/secure-installs/"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "In hash-checking mode pip refuses every requirement without one, and the platform's own are "
                       "installed in the same call."),
     hashes},
    {"requirements/replaced-index"_L1, Severity::BuildFails, PipFormat,
     QT_TRANSLATE_NOOP("Check",
                       "Options in the file count for the whole pip call, in which the Hub installs Gradio. An index "
                       "of one project does not have it."),
     replacedIndex},
    {"requirements/variable"_L1, Severity::BuildFails, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "Secrets and variables reach a Space of these SDKs when it runs, not while it is built."),
     variable},
    {"requirements/twice"_L1, Severity::BuildFails, "https://pip.pypa.io/en/stable/topics/dependency-resolution/"_L1,
     QT_TRANSLATE_NOOP("Check", "No release has both versions, so pip answers \"ResolutionImpossible\"."), twice},
    {"requirements/no-revision"_L1, Severity::Advice, "https://pip.pypa.io/en/stable/topics/vcs-support/"_L1,
     QT_TRANSLATE_NOOP("Check", "The next build may bring other code, and fail without a change of yours."),
     movingSource},
    {"requirements/import-name"_L1, Severity::BuildFails, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "The index has no package of this name, or an empty or foreign one."), importName},
    {"requirements/standard-library"_L1, Severity::BuildFails, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "pip answers \"No matching distribution found\"."), standardLibrary},
    {"requirements/backport"_L1, Severity::Advice, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "Such packages were made for older Pythons and can break newer ones."), backport},
    {"requirements/windows-only"_L1, Severity::BuildFails, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "There is no release for Linux: \"No matching distribution found\"."), windowsOnly},
    {"requirements/local-version"_L1, Severity::BuildFails, SeenErrors,
     QT_TRANSLATE_NOOP("Check",
                       "A part behind + is what a project's own index adds, such as PyTorch's for CUDA: \"No matching "
                       "distribution found\"."),
     localVersion},
    {"requirements/successor"_L1, Severity::Advice, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "Old names stay on the index without updates, or fail to install on purpose."),
     retiredPackage},
    {"requirements/system-package"_L1, Severity::BreaksForVisitors, Dependencies,
     QT_TRANSLATE_NOOP(
         "Check",
         "The package calls a program or a library of the system when it is used: \"… is not installed or "
         "it's not in your PATH\"."),
     needsSystemPackage},
};

} // namespace

std::span<const Rule> requirementRules()
{
    return Rules;
}

} // namespace Spacewright::Check
