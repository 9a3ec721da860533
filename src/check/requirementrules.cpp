// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>

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

/// Calls `look(file, requirement)` for both requirement files of an SDK whose builder reads them.
template<typename Look>
void forEachRequirement(const Subject &subject, Look look)
{
    if (!subject.isPythonSdk())
        return;
    for (const Requirement &requirement : subject.manifest.requirements)
        look(u"requirements.txt"_s, requirement);
    for (const Requirement &requirement : subject.manifest.preRequirements)
        look(u"pre-requirements.txt"_s, requirement);
}

Fix lineRemoval(const QString &file, const Requirement &requirement)
{
    return {Words::tr("Remove the line"),
            {{file, {requirement.range.line, 0, requirement.range.endLine + 1, 0}, QString()}}};
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
        && requirement.marker.isEmpty()
        && requirement.specifier.sliced(requirement.specifier.startsWith("==="_L1) ? 3 : 2) != version->value;
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
                    {lineRemoval(u"requirements.txt"_s, requirement)}});
    }
}

void platformPackage(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Gradio))
        return;
    for (const Requirement &requirement : subject.manifest.requirements) {
        const bool isManaged = requirement.normalName() == "gradio"_L1 || requirement.normalName() == "spaces"_L1;
        if (isManaged && !conflicts(subject, requirement))
            report({u"requirements.txt"_s,
                    requirement.range,
                    Words::tr("The Hub installs %1 itself. Remove this line, so that the two can never disagree.")
                        .arg(requirement.name),
                    Words::tr("installed by the Hub"),
                    {},
                    {lineRemoval(u"requirements.txt"_s, requirement)}});
    }
}

void packagesComment(const Subject &subject, const Report &report)
{
    for (const Manifest::SystemPackage &package : subject.manifest.packages) {
        if (package.isComment)
            report({u"packages.txt"_s,
                    package.range,
                    Words::tr("packages.txt has no comments: each word may be taken for a package. Remove the line."),
                    Words::tr("no comments here"),
                    {},
                    {{Words::tr("Remove the line"),
                      {{u"packages.txt"_s, {package.range.line, 0, package.range.line + 1, 0}, QString()}}}}});
    }
}

void retiredPackage(const Subject &subject, const Report &report)
{
    for (const Manifest::SystemPackage &package : subject.manifest.packages) {
        if (subject.isPythonSdk() && package.name == "libgl1-mesa-glx"_L1)
            report({u"packages.txt"_s,
                    package.range,
                    Words::tr("libgl1-mesa-glx is gone from the image's Debian. Write libgl1."),
                    Words::tr("now libgl1"),
                    {},
                    {{Words::tr("Write libgl1"), {{u"packages.txt"_s, package.range, u"libgl1"_s}}}}});
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
    {"requirements/syntax"_L1, Severity::BuildFails,
     "https://pip.pypa.io/en/stable/reference/requirements-file-format/"_L1,
     QT_TRANSLATE_NOOP("Check", "pip stops at the first line that it cannot read."), unreadableLine},
    {"requirements/gradio-conflict"_L1, Severity::BuildFails, BuildLogs,
     QT_TRANSLATE_NOOP(
         "Check",
         "Both go into one pip call, which answers ResolutionImpossible. Until 2025 the pin was silently overridden."),
     gradioConflict},
    {"requirements/platform-package"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check", "sdk_version decides which Gradio is installed, and the platform adds spaces."),
     platformPackage},
    {"packages/comment"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP(
         "Check",
         "Comments are not documented and an older builder would take them for names; for today's it is unconfirmed."),
     packagesComment},
    {"packages/retired"_L1, Severity::BuildFails, BuildLogs,
     QT_TRANSLATE_NOOP("Check", "apt-get stops when it does not know a package."), retiredPackage},
};

} // namespace

std::span<const Rule> requirementRules()
{
    return Rules;
}

} // namespace Spacewright::Check
