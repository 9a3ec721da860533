// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QStringList>

namespace Spacewright::Container {

/// How the Hub made its images at some time. Source: spaces.md 3.1 and 3.3.
enum class Era {
    Y2022, ///< one stage as user 1000 in /home/user/app, the SDK in a pip call of its own
    Y2024, ///< the same with Node.js for Gradio 5
    Current, ///< /app, and one resolution of the SDK together with requirements.txt
};

/// "2022", "2024", "current".
[[nodiscard]] QString eraName(Era era);
[[nodiscard]] std::optional<Era> eraFromName(QStringView name);

/// What the image of a gradio or streamlit Space is made from.
struct AppImage {
    Manifest::Sdk sdk = Manifest::Sdk::Gradio;
    QString sdkVersion; ///< decides on Node.js; empty: the newest
    QString python; ///< "3.13"
    QStringList platformRequirements; ///< what the Hub adds: "gradio[oauth,mcp]==6.25.0" …
    QString appFile; ///< relative
    int port = 0;
    bool hasRequirements = false;
    bool hasPreRequirements = false;
    bool hasPackages = false;
    Era era = Era::Current;
};

/// The Dockerfile that builds such a Space as the Hub does: platform, system packages, Python packages, and the
/// repository last, so that a change of a source file builds one layer. Pure. Source: spaces.md 3.1, 3.3, 3.4.
[[nodiscard]] QString generatedDockerfile(const AppImage &image);

} // namespace Spacewright::Container
