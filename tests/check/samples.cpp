// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/samples.h"

#include "support/testcase.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Spacewright::Manifest;

namespace Spacewright::Testing {

namespace {

QString placeFrom(const QString &written)
{
    if (!written.startsWith(u'"'))
        return written;
    return QJsonDocument::fromJson('[' + written.toUtf8() + ']').array().at(0).toString();
}

PackageIndex::PackageFacts factsOf(const QString &name)
{
    return {.name = name,
            .state = PackageIndex::PackageFacts::State::Unknown,
            .releases = {},
            .lookedUp = {},
            .hosts = {},
            .isRecent = true};
}

void addRelease(PackageIndex::PackageFacts &facts, const QString &line)
{
    const QString text = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    const bool isYanked = rest == "yanked"_L1;
    facts.state = PackageIndex::PackageFacts::State::Known;
    facts.releases.append({.text = text,
                           .version = *PackageIndex::Version::parse(text),
                           .isYanked = isYanked,
                           .yankedWhy = isYanked ? u"it deletes things"_s : QString(),
                           .requiresPython = isYanked ? QString() : rest});
}

/// The name of the file that `heading` begins; empty where it has no lines of its own.
QString begin(Sample &sample, const QString &heading)
{
    const QString word = heading.section(u' ', 0, 0);
    const QString file = heading.section(u' ', 1);
    if (heading == "no index"_L1)
        sample.packages.obstacle = u"the package index does not answer"_s;
    if (word == "index"_L1)
        sample.packages.facts.insert(file, factsOf(file));
    if (heading == "code"_L1)
        sample.isCodeRead = true;
    if (heading == "no index"_L1 || heading == "code"_L1 || word == "index"_L1)
        return heading;
    const QHash<QString, QStringList *> lists{
        {u"no"_s, &sample.missing},
        {u"unreadable"_s, &sample.unreadable},
        {u"marked"_s, &sample.marked},
        {u"link"_s, &sample.links},
        {u"outside-link"_s, &sample.outsideLinks},
        {u"dangling-link"_s, &sample.danglingLinks},
    };
    QStringList *list = file.isEmpty() ? nullptr : lists.value(word);
    if (list)
        list->append(file);
    if (list == &sample.missing)
        return {};
    const QString name = list ? file : heading;
    sample.files.insert(name, u""_s);
    return name;
}

void add(Snapshot &snapshot, const QString &file, const QString &text)
{
    snapshot.texts.insert(file, {FileText::State::Read, text, false, text.size(), {}});
    SnapshotEntry entry;
    entry.path = file;
    entry.sizeBytes = text.size();
    snapshot.entries.append(entry);
    for (qsizetype slash = file.lastIndexOf(u'/'); slash > 0; slash = file.lastIndexOf(u'/', slash - 1)) {
        if (const QString folder = file.first(slash); !snapshot.folders.contains(folder))
            snapshot.folders.append(folder);
    }
}

} // namespace

const QHash<QString, QString> &goodSpace()
{
    static const QHash<QString, QString> Files{
        {u"README.md"_s,
         u"---\ntitle: x\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\"\n---\n# x\n"_s},
        {u"app.py"_s, u"import gradio as gr\n"_s},
        {u"Dockerfile"_s, u"FROM python:3.12\n"_s},
        {u"index.html"_s, u"<p>x"_s},
    };
    return Files;
}

Snapshot snapshotOf(const Sample &sample)
{
    QHash<QString, QString> files = goodSpace();
    files.insert(sample.files);
    for (const QString &file : sample.missing)
        files.remove(file);
    Snapshot snapshot;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        add(snapshot, it.key(), it.value());
    for (const QString &file : sample.unreadable)
        snapshot.texts[file] = {FileText::State::NotUtf8, {}, false, 1, {}};
    for (const QString &file : sample.marked)
        snapshot.texts[file].hasByteOrderMark = true;
    for (SnapshotEntry &entry : snapshot.entries) {
        entry.leadsOutside = sample.outsideLinks.contains(entry.path);
        entry.isDangling = sample.danglingLinks.contains(entry.path);
        entry.isLink = entry.leadsOutside || entry.isDangling || sample.links.contains(entry.path);
    }
    arrange(snapshot);
    return snapshot;
}

QList<Sample> samplesOf(const QString &rule)
{
    QFile file(sourceFile(u"tests/data/check/"_s + rule + u".txtar"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    QList<Sample> samples;
    QString current;
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) { // what follows the last line end is nothing
        const QString &line = lines.at(i);
        if (line == "== accepted"_L1 || line.startsWith("== refused: "_L1)) {
            Sample sample;
            sample.rule = rule;
            sample.line = int(i) + 1;
            sample.isRefused = line.startsWith("== refused"_L1);
            sample.place = sample.isRefused ? placeFrom(line.sliced(12)) : QString();
            samples.append(sample);
            current.clear();
        } else if (samples.isEmpty()) {
            return {};
        } else if (line.startsWith("-- "_L1) && line.endsWith(" --"_L1)) {
            current = begin(samples.last(), line.sliced(3, line.size() - 6));
        } else if (current.startsWith("index "_L1)) {
            addRelease(samples.last().packages.facts[current.sliced(6)], line);
        } else {
            samples.last().files[current] += line + u'\n';
        }
    }
    return samples;
}

QList<Sample> allSamples()
{
    const QString folder = sourceFile(u"tests/data/check"_s) + u'/';
    QStringList rules;
    QDirIterator it(folder, {u"*.txtar"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        rules.append(it.next().sliced(folder.size()).chopped(6));
    rules.sort();
    QList<Sample> samples;
    for (const QString &rule : std::as_const(rules))
        samples += samplesOf(rule);
    return samples;
}

} // namespace Spacewright::Testing
