// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/touches.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {
constexpr qint64 FileLimit = 512 * 1024; ///< longer code is generated
constexpr qsizetype FilesLimit = 400;
constexpr qint64 TotalLimit = 16 * 1024 * 1024;

bool isCode(QStringView path)
{
    static const std::array endings{".py"_L1, ".ipynb"_L1, ".sh"_L1,  ".js"_L1,   ".mjs"_L1,
                                    ".ts"_L1, ".tsx"_L1,   ".jsx"_L1, ".html"_L1, ".toml"_L1};
    return path.endsWith("Dockerfile"_L1)
        || std::ranges::any_of(endings, [path](QLatin1StringView ending) { return path.endsWith(ending); });
}

void collect(QStringList &list, const QRegularExpression &pattern, const QString &text)
{
    for (auto found = pattern.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        list += match.captured(match.lastCapturedIndex());
    }
}

/// A word in quotes behind a name and a bracket: `from_pretrained("owner/name"`, `repo_id="owner/name"`.
const QRegularExpression &modelPattern()
{
    static const QRegularExpression pattern(
        uR"((?:(?:from_pretrained|hf_hub_download|snapshot_download|InferenceClient|SentenceTransformer|gr\.load)\s*\(\s*|(?:\brepo_id|\bmodel|\bmodel_id|\bmodel_name)\s*=\s*)["'](?:models/)?([A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)["'])"_s);
    return pattern;
}

const QRegularExpression &datasetPattern()
{
    static const QRegularExpression pattern(uR"(load_dataset\s*\(\s*["']([A-Za-z0-9][\w.-]*(?:/[\w.-]+)?)["'])"_s);
    return pattern;
}

const QRegularExpression &hostPattern()
{
    static const QRegularExpression pattern(
        uR"(\b(?:https?|wss?|ftp)://(?:[^\s/"'@]*@)?((?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,}))"_s);
    return pattern;
}

const QRegularExpression &variablePattern()
{
    static const QRegularExpression pattern(
        uR"((?:environ(?:\.get)?\s*[\[(]|getenv\s*\(|st\.secrets\s*\[|process\.env\s*\[)\s*["']([A-Za-z_]\w*)["']|process\.env\.([A-Za-z_]\w*))"_s);
    return pattern;
}

void tidy(QStringList &list)
{
    list.sort(Qt::CaseInsensitive);
    list.removeDuplicates();
}

void addPackages(QStringList &list, const QList<Manifest::Requirement> &requirements)
{
    for (const Manifest::Requirement &each : requirements) {
        if (each.kind != Manifest::Requirement::Kind::Invalid)
            list += each.text;
    }
}
} // namespace

QJsonObject toJson(const Touches &touches)
{
    return {{u"packages"_s, QJsonArray::fromStringList(touches.packages)},
            {u"systemPackages"_s, QJsonArray::fromStringList(touches.systemPackages)},
            {u"models"_s, QJsonArray::fromStringList(touches.models)},
            {u"datasets"_s, QJsonArray::fromStringList(touches.datasets)},
            {u"hosts"_s, QJsonArray::fromStringList(touches.hosts)},
            {u"variables"_s, QJsonArray::fromStringList(touches.variables)},
            {u"commands"_s, QJsonArray::fromStringList(touches.commands)},
            {u"linksOutside"_s, QJsonArray::fromStringList(touches.leavesOut)},
            {u"complete"_s, touches.isComplete}};
}

Code readCode(const Manifest::Snapshot &snapshot)
{
    Code code;
    code.isComplete = !snapshot.isTruncated;
    qint64 total = 0;
    for (const Manifest::SnapshotEntry &entry : snapshot.entries) {
        if (!isCode(entry.path) || entry.leadsOutside || entry.isDangling || entry.isFolder)
            continue;
        if (entry.sizeBytes > FileLimit || code.texts.size() >= FilesLimit || total >= TotalLimit) {
            code.isComplete = false;
            continue;
        }
        QFile file(QDir(snapshot.folder).filePath(entry.path));
        if (!file.open(QIODevice::ReadOnly)) {
            code.isComplete = false;
            continue;
        }
        const QByteArray bytes = file.read(FileLimit);
        total += bytes.size();
        code.texts.insert(entry.path, QString::fromUtf8(bytes));
    }
    return code;
}

Touches touches(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest, const Code &code)
{
    Touches all;
    all.isComplete = code.isComplete;
    if (manifest.sdk && Manifest::isPythonSdk(manifest.sdk->value))
        all.packages += Manifest::sdkName(manifest.sdk->value)
            + (manifest.sdkVersion ? "=="_L1 + manifest.sdkVersion->value : QString());
    addPackages(all.packages, manifest.preRequirements);
    addPackages(all.packages, manifest.requirements);
    for (const Manifest::SystemPackage &package : manifest.packages) {
        if (!package.isComment)
            all.systemPackages += package.name;
    }
    for (const auto &model : manifest.models)
        all.models += model.value;
    for (const auto &dataset : manifest.datasets)
        all.datasets += dataset.value;
    for (const Manifest::Preload &preload : manifest.preloadFromHub)
        all.models += preload.repository;
    if (manifest.appBuildCommand)
        all.commands += manifest.appBuildCommand->value;
    if (manifest.sdk && manifest.sdk->value == Manifest::Sdk::Docker) {
        for (const Manifest::DockerInstruction &instruction : manifest.dockerfile.instructions) {
            if (instruction.keyword == "RUN"_L1 || instruction.keyword == "CMD"_L1
                || instruction.keyword == "ENTRYPOINT"_L1)
                all.commands += instruction.keyword + u' ' + instruction.arguments.simplified();
        }
    }
    for (const QString &text : code.texts) {
        collect(all.models, modelPattern(), text);
        collect(all.datasets, datasetPattern(), text);
        collect(all.hosts, hostPattern(), text);
        collect(all.variables, variablePattern(), text);
    }
    for (const Manifest::SnapshotEntry &entry : snapshot.entries) {
        if (entry.leadsOutside)
            all.leavesOut += entry.path;
    }
    for (QStringList *list :
         {&all.packages, &all.systemPackages, &all.models, &all.datasets, &all.hosts, &all.variables, &all.leavesOut})
        tidy(*list);
    return all;
}

} // namespace Spacewright::Workspace
