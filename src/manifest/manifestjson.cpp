// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/spacemanifest.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

void insertText(QJsonObject &object, QLatin1StringView key, const std::optional<Located<QString>> &value)
{
    if (value)
        object.insert(key, value->value);
}

void insertList(QJsonObject &object, QLatin1StringView key, const QList<Located<QString>> &values)
{
    QJsonArray array;
    for (const Located<QString> &value : values)
        array.append(value.value);
    if (!array.isEmpty())
        object.insert(key, array);
}

QJsonArray toJson(const QList<Requirement> &requirements)
{
    QJsonArray array;
    for (const Requirement &requirement : requirements)
        array.append(requirement.text);
    return array;
}

} // namespace

QJsonObject toJson(const SpaceManifest &manifest)
{
    QJsonObject object;
    if (manifest.sdk)
        object.insert("sdk"_L1, sdkName(manifest.sdk->value));
    insertText(object, "sdk_version"_L1, manifest.sdkVersion);
    insertText(object, "python_version"_L1, manifest.pythonVersion);
    insertText(object, "title"_L1, manifest.title);
    insertText(object, "emoji"_L1, manifest.emoji);
    insertText(object, "colorFrom"_L1, manifest.colorFrom);
    insertText(object, "colorTo"_L1, manifest.colorTo);
    insertText(object, "short_description"_L1, manifest.shortDescription);
    insertText(object, "app_build_command"_L1, manifest.appBuildCommand);
    insertText(object, "suggested_hardware"_L1, manifest.suggestedHardware);
    insertList(object, "license"_L1, manifest.licences);
    insertList(object, "models"_L1, manifest.models);
    insertList(object, "datasets"_L1, manifest.datasets);
    insertList(object, "tags"_L1, manifest.tags);
    object.insert("app_file"_L1, manifest.appFile());
    object.insert("app_port"_L1, manifest.appPort());
    object.insert("base_path"_L1, manifest.basePath());
    object.insert("startup_seconds"_L1, qint64(manifest.startupTimeout().count()));
    QJsonObject headers;
    for (const CustomHeader &header : manifest.customHeaders) {
        if (!header.name.isEmpty()) // Qt 6.8 reads address 0 for a null key beside one that is not Latin
            headers.insert(header.name, header.value);
    }
    object.insert("custom_headers"_L1, headers);
    QJsonArray preloads;
    for (const Preload &preload : manifest.preloadFromHub)
        preloads.append(QJsonObject{{u"repository"_s, preload.repository},
                                    {u"files"_s, QJsonArray::fromStringList(preload.files)},
                                    {u"commit"_s, preload.commit}});
    object.insert("preload_from_hub"_L1, preloads);
    QJsonArray packages;
    for (const SystemPackage &package : manifest.packages) {
        if (!package.isComment)
            packages.append(package.name);
    }
    object.insert("packages"_L1, packages);
    object.insert("requirements"_L1, toJson(manifest.requirements));
    object.insert("pre_requirements"_L1, toJson(manifest.preRequirements));
    return object;
}

} // namespace Spacewright::Manifest
