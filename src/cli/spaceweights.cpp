// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/spaceweights.h"

#include "base/atomicfile.h"
#include "base/paths.h"
#include "check/pythonsource.h"
#include "hardware/weightheader.h"
#include "manifest/lfspointer.h"
#include "manifest/spacemanifest.h"
#include "sandbox/enclosure.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
constexpr int MostFiles = 500; // of one model; shards of the largest are below 200
constexpr qint64 LargestSource = qint64(512) * 1024;

bool isWeights(const QString &name)
{
    return name.endsWith(".safetensors"_L1) || name.endsWith(".gguf"_L1);
}

/// `owner/name`, as the Hub takes it.
bool isModelId(const QString &text)
{
    static const QRegularExpression id(u"^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$"_s);
    return id.match(text).hasMatch();
}

/// The folder of the newest revision of `model` in the cache; empty where it is not there.
QString cachedModel(const QString &cache, const QString &model)
{
    const QDir snapshots(cache + "/models--"_L1 + QString(model).replace(u'/', "--"_L1) + "/snapshots"_L1);
    const QStringList revisions = snapshots.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Time);
    return revisions.isEmpty() ? QString() : snapshots.filePath(revisions.first());
}

QStringList modelsOf(const QString &folder, const Manifest::SpaceManifest &manifest)
{
    QStringList models;
    for (const Manifest::Located<QString> &model : manifest.models)
        models += model.value;
    for (const Manifest::Preload &preload : manifest.preloadFromHub)
        models += preload.repository;
    const QString app = folder + u'/' + manifest.appFile();
    if (const auto text = isInside(app, folder) ? readFile(app, LargestSource) : failure(ErrorCode::NotFound, {})) {
        const Check::PythonSource source(QString::fromUtf8(*text));
        for (const Check::PythonCall &call : source.calls(u"from_pretrained")) {
            if (!call.arguments.isEmpty())
                models += Check::plainString(call.arguments.first().value);
        }
        for (const Check::PythonArgument &argument : source.keywordArguments(u"pipeline")) {
            if (argument.name == "model"_L1)
                models += Check::plainString(argument.value);
        }
    }
    models.removeIf([](const QString &model) { return !isModelId(model); });
    models.removeDuplicates();
    return models;
}

/// Adds the weights below `root` to `weights`, each named behind `prefix`.
void addFolder(SpaceWeights &weights, const QString &root, const QString &prefix, bool mayLeaveFolder)
{
    QHash<QString, std::pair<QStringList, QList<qint64>>> byFolder;
    QDirIterator files(root, QDir::Files, QDirIterator::Subdirectories);
    for (int seen = 0; files.hasNext() && seen < MostFiles;) {
        const QFileInfo info(files.next());
        if (!isWeights(info.fileName()) || (!mayLeaveFolder && !isInside(info.filePath(), root)))
            continue;
        ++seen;
        const QString name = prefix + QDir(root).relativeFilePath(info.filePath());
        qint64 bytes = -1;
        const auto text = readFile(info.filePath(), Manifest::LargestPointer);
        if (const auto pointer = text ? Manifest::readLfsPointer(*text) : std::nullopt)
            bytes = pointer->sizeBytes;
        else if (const auto header = Hardware::readWeightHeader(info.filePath()))
            bytes = header->dataBytes;
        if (bytes < 0) {
            weights.unknown += name;
            continue;
        }
        weights.files.append({name, bytes});
        auto &[names, sizes] = byFolder[info.path()];
        names += info.fileName();
        sizes += bytes;
    }
    for (const auto &[names, sizes] : std::as_const(byFolder))
        weights.bytes += loadedBytes(names, sizes);
}
} // namespace

qint64 loadedBytes(const QStringList &names, const QList<qint64> &sizes)
{
    // "model-00001-of-00003.safetensors": parts of one; "model.fp16.safetensors": another form of model.safetensors.
    static const QRegularExpression part(u"-[0-9]{5}-of-[0-9]{5}"_s);
    static const QRegularExpression variant(u"\\.(fp16|bf16|fp8|int8|non_ema)\\b"_s);
    QHash<QString, qint64> whole;
    for (qsizetype i = 0; i < names.size(); ++i)
        whole[QString(names.at(i)).remove(part)] += sizes.value(i);
    qint64 safetensors = 0;
    qint64 variants = 0;
    qint64 largest = 0;
    for (const auto &[name, bytes] : std::as_const(whole).asKeyValueRange()) {
        if (name.endsWith(".gguf"_L1))
            largest = qMax(largest, bytes);
        else if (variant.match(name).hasMatch())
            variants = qMax(variants, bytes);
        else
            safetensors += bytes;
    }
    if (safetensors > 0)
        return safetensors;
    return variants > 0 ? variants : largest;
}

SpaceWeights spaceWeights(const QString &folder, const QProcessEnvironment &environment)
{
    SpaceWeights weights;
    addFolder(weights, folder, {}, false);
    const auto snapshot = Manifest::readSnapshot(folder);
    if (!snapshot)
        return weights;
    const QString cache = Sandbox::modelCacheOf(environment);
    for (const QString &model : modelsOf(folder, Manifest::readManifest(*snapshot))) {
        const QString cached = cachedModel(cache, model);
        const qsizetype before = weights.files.size();
        if (!cached.isEmpty())
            addFolder(weights, cached, model + ": "_L1, true); // the cache is made of links
        if (weights.files.size() == before)
            weights.unknown += model;
    }
    return weights;
}

} // namespace Spacewright::Cli
