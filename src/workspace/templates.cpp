// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/templates.h"

#include "base/atomicfile.h"
#include "manifest/spacemanifest.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Templates)
};

Manifest::SpaceManifest headerOf(const QString &readme)
{
    Manifest::Snapshot snapshot;
    snapshot.texts.insert(u"README.md"_s, {Manifest::FileText::State::Read, readme, false, readme.size(), {}});
    return Manifest::readManifest(snapshot);
}

/// As a YAML 1.2 double-quoted scalar, unless it is plainly words.
QString yamlText(const QString &text)
{
    const bool isPlain = !text.isEmpty() && text.front().isLetter()
        && std::ranges::all_of(text,
                               [](QChar c) { return c.isLetterOrNumber() || c == u' ' || c == u'_' || c == u'-'; })
        && !text.endsWith(u' ') && text.contains(u' ');
    if (isPlain)
        return text;
    QString quoted;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        quoted += c < u' ' ? QChar(u' ') : c;
    }
    return u'"' + quoted + u'"';
}

Result<> copyFile(const QString &from, const QString &to)
{
    const auto bytes = readFile(from);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (auto result = writeFile(to, *bytes); !result)
        return result;
    QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
    if (QFile::permissions(from) & QFile::ExeOwner)
        permissions |= QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    if (!QFile::setPermissions(to, permissions))
        return failure(ErrorCode::Io, Words::tr("The permissions of %1 cannot be set.").arg(to));
    return {};
}

Result<> copyTree(const QString &from, const QString &to)
{
    QDirIterator it(from, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    const QDir source(from);
    while (it.hasNext()) {
        const QString file = source.relativeFilePath(it.next());
        const QStringList parts = file.split(u'/');
        if (std::ranges::any_of(parts, [](const QString &part) { return Manifest::isIgnoredFolder(part); }))
            continue;
        if (auto result = copyFile(it.filePath(), to + u'/' + file); !result)
            return result;
    }
    return {};
}

Result<> setTitle(const QString &file, const QString &title)
{
    const auto bytes = readFile(file);
    if (!bytes)
        return std::unexpected(bytes.error());
    return writeFile(file, withTitle(QString::fromUtf8(*bytes), title).toUtf8());
}

} // namespace

QList<Template> listTemplates(const QString &folder)
{
    QList<Template> templates;
    const QStringList names = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        const auto bytes = readFile(folder + u'/' + name + "/README.md"_L1, Manifest::ManifestFileLimit);
        const Manifest::SpaceManifest header = headerOf(bytes ? QString::fromUtf8(*bytes) : QString());
        if (!header.isHeaderUsable || !header.sdk)
            continue;
        const auto text = [](const auto &value) { return value ? value->value : QString(); };
        templates.append({name, folder + u'/' + name, header.title ? header.title->value : name,
                          text(header.shortDescription), text(header.emoji), text(header.colorFrom),
                          text(header.colorTo), Manifest::sdkName(header.sdk->value)});
    }
    return templates;
}

QString withTitle(const QString &readme, const QString &title)
{
    const Manifest::SpaceManifest header = headerOf(readme);
    if (!header.isHeaderUsable)
        return readme;
    const Manifest::TextIndex index(readme);
    QString result = readme;
    if (header.title) {
        const TextRange &range = header.title->range;
        const qsizetype from = index.startOf(range.line) + range.column;
        const qsizetype to = index.startOf(range.endLine) + range.endColumn;
        return result.replace(from, to - from, yamlText(title));
    }
    const bool isWindows = readme.contains("\r\n"_L1);
    return result.insert(header.frontMatter.from, "title: "_L1 + yamlText(title) + (isWindows ? "\r\n"_L1 : "\n"_L1));
}

Result<QString> createFromTemplate(const QString &templateFolder, const QString &target, const QString &title)
{
    if (!QFileInfo::exists(templateFolder + "/README.md"_L1))
        return failure(ErrorCode::NotFound,
                       Words::tr("There is no template %1. Choose another one.").arg(templateFolder));
    const QString destination = QDir::cleanPath(QDir::current().absoluteFilePath(target));
    const QFileInfo info(destination);
    const bool exists = info.exists() || info.isSymLink();
    if (exists
        && (!info.isDir() || info.isSymLink()
            || !QDir(destination).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)))
        return failure(ErrorCode::Conflict,
                       Words::tr("%1 already holds something. Choose an empty or a new folder.").arg(destination));
    if (!QDir().mkpath(info.path()))
        return failure(ErrorCode::Io,
                       Words::tr("%1 cannot be made. Check the permissions of the folder above.").arg(info.path()));

    // Beside the target, so that the last step is one rename; removed by itself if anything fails.
    QTemporaryDir partial(info.path() + "/."_L1 + info.fileName() + "-XXXXXX"_L1);
    if (!partial.isValid())
        return failure(ErrorCode::Io, Words::tr("%1 cannot be written to. Choose another folder.").arg(info.path()),
                       partial.errorString());
    const QString made = partial.filePath(u"space"_s);
    if (auto result = copyTree(templateFolder, made); !result)
        return std::unexpected(result.error());
    if (auto result = setTitle(made + "/README.md"_L1, title.isEmpty() ? info.fileName() : title); !result)
        return std::unexpected(result.error());
    // rename(2) replaces an empty folder; a folder filled meanwhile makes it fail.
    if (exists)
        QDir().rmdir(destination);
    if (!QDir().rename(made, destination))
        return failure(ErrorCode::Conflict,
                       Words::tr("%1 cannot be made. Choose an empty or a new folder.").arg(destination));
    return destination;
}

} // namespace Spacewright::Workspace
