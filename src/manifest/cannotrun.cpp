// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/spacemanifest.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CannotRun)
};

constexpr QLatin1StringView Readme = "README.md"_L1;

// The Hub's own sentences. Sources: reference/spaces.md §1.8 and §2.2, errors.md §1.1 and §1.5.
constexpr QLatin1StringView MissingConfiguration = "Missing configuration in README"_L1;
constexpr QLatin1StringView InvalidMetadata = "The YAML metadata of your README.md is invalid."_L1;
constexpr QLatin1StringView MissingSdk = "Missing SDK in configuration"_L1;
constexpr QLatin1StringView NoGradioVersion = "Gradio version does not exist"_L1;
const QString MissingAppFile =
    u"This Space is missing an app file. An app file is required for the Space to build and run properly."_s;

Refusal configError(const QString &hubText, const QString &message, const TextRange &range)
{
    return {Stage::ConfigError, hubText, message, Readme, range};
}

/// The reader has already said why, at its place; this repeats the first such reason.
std::optional<Refusal> headerRefusal(const SpaceManifest &manifest)
{
    if (manifest.isHeaderUsable)
        return std::nullopt;
    for (const Diagnostic &diagnostic : manifest.diagnostics) {
        if (diagnostic.file != Readme || !isBlocking(diagnostic.severity))
            continue;
        QString hubText = manifest.frontMatter.isBlock() ? InvalidMetadata : MissingConfiguration;
        if (diagnostic.rule == "readme/yaml-syntax"_L1)
            hubText = "Invalid YAML in README.md: "_L1 + diagnostic.why;
        else if (diagnostic.rule == "readme/not-a-mapping"_L1)
            hubText = u"\"value\" must be of type object"_s;
        return configError(hubText, diagnostic.message, diagnostic.range);
    }
    return configError(MissingConfiguration, Words::tr("README.md has no header. Add one with the key sdk."), {});
}

std::optional<Refusal> sdkRefusal(const SpaceManifest &manifest)
{
    if (manifest.sdk)
        return std::nullopt;
    const YamlPair *written = manifest.header.find(u"sdk");
    if (!written || written->value.kind == YamlNode::Kind::Null)
        return configError(MissingSdk, Words::tr("README.md has no key sdk. Add sdk: gradio, docker or static."),
                           manifest.header.range);
    return configError(u"\"sdk\" must be one of [gradio, docker, static, streamlit]"_s,
                       Words::tr("The Hub knows no SDK \"%1\". Write gradio, docker or static.")
                           .arg(written->value.printed().left(24)),
                       written->value.range);
}

std::optional<Refusal> versionRefusal(const SpaceManifest &manifest)
{
    static const QRegularExpression complete(u"^\\d+\\.\\d+\\.\\d+"_s);
    if (manifest.sdk->value != Sdk::Gradio || !manifest.sdkVersion
        || complete.match(manifest.sdkVersion->value).hasMatch())
        return std::nullopt;
    return configError(NoGradioVersion,
                       Words::tr("There is no Gradio %1. Write all three numbers in quotes, such as \"6.25.0\".")
                           .arg(manifest.sdkVersion->value.left(24)),
                       manifest.sdkVersion->range);
}

Refusal noAppFile(const SpaceManifest &manifest, const QString &file, const QString &message)
{
    Refusal refusal{Stage::NoAppFile, MissingAppFile, message, file, {}};
    if (manifest.appFileKey && manifest.sdk->value != Sdk::Docker) {
        refusal.file = Readme;
        refusal.range = manifest.appFileKey->range;
    }
    return refusal;
}

/// Folders behind links are not listed; one inside the Space may well hold the file.
bool isBehindInnerLink(const Snapshot &snapshot, const QString &path)
{
    for (qsizetype slash = path.indexOf(u'/'); slash > 0; slash = path.indexOf(u'/', slash + 1)) {
        const SnapshotEntry *entry = snapshot.find(QStringView(path).first(slash));
        if (entry && entry->isFolder && !entry->leadsOutside)
            return true;
    }
    return false;
}

std::optional<Refusal> appFileRefusal(const SpaceManifest &manifest, const Snapshot &snapshot)
{
    const bool isDocker = manifest.sdk->value == Sdk::Docker;
    if (manifest.sdk->value == Sdk::Static && manifest.appBuildCommand)
        return std::nullopt; // then it names a file that the command makes
    const QString written = isDocker ? u"Dockerfile"_s : manifest.appFile();
    const QString shown = written.size() > 48 ? u"…"_s + written.right(47) : written;
    const QString path = cleanRelativePath(written);
    if (path.isEmpty())
        return noAppFile(manifest, written,
                         Words::tr("app_file \"%1\" is outside the Space. Name a file in its folder.").arg(shown));
    if (snapshot.hasFile(path) || snapshot.isTruncated || isBehindInnerLink(snapshot, path))
        return std::nullopt;
    if (const SnapshotEntry *entry = snapshot.find(path); entry && (entry->leadsOutside || entry->isDangling))
        return noAppFile(
            manifest, path,
            Words::tr("%1 is a link that leads out of the Space or nowhere. Put the file itself there.").arg(shown));
    if (isDocker)
        return noAppFile(manifest, path, Words::tr("A docker Space needs a Dockerfile in its top folder. Add one."));
    return noAppFile(manifest, path,
                     Words::tr("%1 is missing. Create it, or name another file in app_file.").arg(shown));
}

} // namespace

std::optional<Refusal> cannotRun(const SpaceManifest &manifest, const Snapshot &snapshot)
{
    if (auto refusal = headerRefusal(manifest))
        return refusal;
    if (auto refusal = sdkRefusal(manifest))
        return refusal;
    if (auto refusal = versionRefusal(manifest))
        return refusal;
    return appFileRefusal(manifest, snapshot);
}

} // namespace Spacewright::Manifest
