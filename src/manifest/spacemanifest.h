// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"
#include "manifest/dockerfile.h"
#include "manifest/frontmatter.h"
#include "manifest/packagejson.h"
#include "manifest/requirements.h"
#include "manifest/snapshot.h"
#include "manifest/streamlitconfig.h"
#include "manifest/yaml.h"

#include <QJsonObject>

#include <chrono>
#include <optional>

namespace Spacewright::Manifest {

enum class Sdk { Gradio, Streamlit, Docker, Static };

/// As written in README.md: `gradio`, `streamlit`, `docker`, `static`.
[[nodiscard]] QString sdkName(Sdk sdk);
[[nodiscard]] std::optional<Sdk> sdkFromName(QStringView name);
/// The SDKs whose image the Hub generates, from requirement files and a Python app: gradio, streamlit.
[[nodiscard]] bool isPythonSdk(Sdk sdk);

/// A value with the places of its key and of itself in the file it was read from.
template<typename T>
struct Located {
    T value{};
    TextRange key;
    TextRange range;
};

/// One header the app's server is asked to send.
struct CustomHeader {
    QString name;
    QString value;
    TextRange nameRange;
    TextRange range;
};

/// `REPO [FILE,FILE… [COMMIT]]`. Source: reference/spaces.md §1.7.
struct Preload {
    QString repository;
    QStringList files; ///< empty: all
    QString commit;
    TextRange range;
};

/// What a Space's manifest files say. A key with a value of the wrong type is absent here and a
/// diagnostic there. Texts are as the Hub reads them: a bare `3.10` is "3.1".
struct SpaceManifest {
    FrontMatter frontMatter;
    YamlNode header; ///< the whole block, a mapping when it is usable; for what has no member below
    bool isHeaderUsable = false; ///< a mapping without syntax error

    std::optional<Located<QString>> title, emoji, colorFrom, colorTo, shortDescription;
    std::optional<Located<Sdk>> sdk;
    std::optional<Located<QString>> sdkVersion, pythonVersion;
    std::optional<Located<QString>> appFileKey, appBuildCommand;
    std::optional<Located<int>> appPortKey;
    std::optional<Located<QString>> basePathKey;
    std::optional<Located<std::chrono::seconds>> startupTimeoutKey;
    std::optional<Located<QString>> suggestedHardware, thumbnail;
    std::optional<Located<bool>> pinned, fullWidth, hfOauth, disableEmbedding;
    QList<Located<QString>> licences, models, datasets, tags;
    QList<CustomHeader> customHeaders;
    QList<Preload> preloadFromHub;

    QList<Requirement> requirements; ///< requirements.txt
    QList<Requirement> preRequirements; ///< pre-requirements.txt
    QList<SystemPackage> packages; ///< packages.txt
    Dockerfile dockerfile;
    StreamlitConfig streamlit; ///< .streamlit/config.toml
    PackageJson packageJson; ///< package.json

    QList<Diagnostic> diagnostics; ///< found while reading, in the order of the files

    /// With the Hub's defaults filled in. Relative to the folder; cleaned; may lead out of it: see cannotRun().
    [[nodiscard]] QString appFile() const;
    /// The port the app is expected on: `app_port` for docker (7860), 8501 for streamlit, 7860 for gradio.
    [[nodiscard]] int appPort() const;
    /// What is opened first; begins with `/`. Read for gradio and docker only (reference/spaces.md §1.2).
    [[nodiscard]] QString basePath() const;
    /// From start to the first healthy answer: 30 minutes unless the key says otherwise.
    [[nodiscard]] std::chrono::seconds startupTimeout() const;
    /// Documented default when `python_version` is absent is 3.10; 2026 builds use 3.13 (reference/spaces.md §1.2).
    [[nodiscard]] QString python() const { return pythonVersion ? pythonVersion->value : QString(); }
};

/// SpaceManifest::appFile() of a Space with this README.md; the other files are not needed for it.
[[nodiscard]] QString appFileOf(const FileText &readme);

/// Pure. `snapshot` supplies the texts.
[[nodiscard]] SpaceManifest readManifest(const Snapshot &snapshot);

/// The one JSON form of what a manifest says, effective values included.
[[nodiscard]] QJsonObject toJson(const SpaceManifest &manifest);

/// Why nothing can be started.
struct Refusal {
    Stage stage = Stage::ConfigError; ///< ConfigError or NoAppFile
    QString hubText; ///< the Hub's own words, untranslated
    QString message; ///< translated: what, and what next
    QString file; ///< where to look: README.md, or the missing file
    TextRange range;
};

/// nullopt when the Space may be planned and started. Source: reference/spaces.md §1.8, §3.8, §4.1; errors.md §1.1.
[[nodiscard]] std::optional<Refusal> cannotRun(const SpaceManifest &manifest, const Snapshot &snapshot);

} // namespace Spacewright::Manifest
