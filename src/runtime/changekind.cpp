// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/changekind.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
// What apps read once, when they start: code, styles, pages, settings.
constexpr std::array SourceSuffixes{"py"_L1,   "css"_L1,  "js"_L1,  "mjs"_L1, "html"_L1, "jinja"_L1,
                                    "toml"_L1, "yaml"_L1, "yml"_L1, "ini"_L1, "cfg"_L1};
// Files of the person's tools, not of the app.
constexpr std::array ToolFolders{".git/"_L1, ".venv/"_L1, "venv/"_L1, "__pycache__/"_L1, "node_modules/"_L1};

bool isManifest(const QString &path)
{
    return path == "README.md"_L1 || path == "requirements.txt"_L1 || path == "pre-requirements.txt"_L1
        || path == "packages.txt"_L1 || path == "Dockerfile"_L1 || path == ".dockerignore"_L1
        || path == ".gitignore"_L1;
}
} // namespace

ChangeKind changeKind(const QString &path, Manifest::Sdk sdk)
{
    if (path.isEmpty() || path.startsWith("../"_L1))
        return ChangeKind::Nothing;
    for (const QLatin1StringView folder : ToolFolders) {
        if (path.startsWith(folder) || path.contains(QString(u'/' + folder)))
            return ChangeKind::Nothing;
    }
    if (isManifest(path))
        return ChangeKind::Replan;
    if (sdk == Manifest::Sdk::Static)
        return ChangeKind::ReloadPage;
    // Anything may be copied into the image; BuildKit finds out whether it is.
    if (sdk == Manifest::Sdk::Docker)
        return ChangeKind::Restart;
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (std::ranges::find(SourceSuffixes, suffix) == SourceSuffixes.end())
        return ChangeKind::Nothing;
    // Streamlit runs the script again by itself, and reads its settings only once.
    if (sdk == Manifest::Sdk::Streamlit)
        return path.startsWith(".streamlit/"_L1) ? ChangeKind::Restart : ChangeKind::Rerun;
    return ChangeKind::Restart;
}

ChangeKind changeKind(const QStringList &paths, Manifest::Sdk sdk)
{
    ChangeKind most = ChangeKind::Nothing;
    for (const QString &path : paths)
        most = std::max(most, changeKind(path, sdk));
    return most;
}

} // namespace Spacewright::Runtime
