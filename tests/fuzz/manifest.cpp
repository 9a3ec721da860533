// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"
#include "manifest/headereditor.h"
#include "manifest/spacemanifest.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Spacewright::Manifest;

namespace Spacewright::Fuzz {

namespace {

FileText read(const QString &text)
{
    return {
        .state = FileText::State::Read, .text = text, .hasByteOrderMark = false, .sizeBytes = text.size(), .why = {}};
}

void check(const TextIndex &index, const Requirement &requirement)
{
    Fuzz::check(isWithin(index.lineCount(), requirement.range) && isWithin(index.lineCount(), requirement.nameRange),
                "ranges are in the text");
    std::ignore = requirement.normalName();
    std::ignore = requirement.isPinned();
}

} // namespace

void manifest(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    Snapshot snapshot;
    snapshot.texts.insert(u"README.md"_s, read(text));
    const SpaceManifest manifest = readManifest(snapshot);
    const TextIndex index(text);
    for (const Diagnostic &diagnostic : manifest.diagnostics)
        check(isWithin(index.lineCount(), diagnostic.range) && !diagnostic.message.isEmpty(),
              "problems have a place and words");
    for (const YamlPair &pair : manifest.header.pairs)
        check(isWithin(index.lineCount(), pair.keyRange) && isWithin(index.lineCount(), pair.value.range),
              "pairs are in the text");
    check(manifest.basePath().startsWith(u'/'), "a base path begins with a slash");
    check(manifest.startupTimeout().count() > 0, "there is time to start");
    check(manifest.appPort() > 0 && manifest.appPort() <= 65535, "a port is a port");
    const QString title = u"Another one"_s;
    if (const auto edits = HeaderEditor(text).set(u"title"_s, title)) {
        snapshot.texts.insert(u"README.md"_s, read(withEdits(text, *edits)));
        const SpaceManifest edited = readManifest(snapshot);
        check(edited.title && edited.title->value == title, "a key that was set is there");
    }
    const auto refusal = cannotRun(manifest, snapshot);
    check(refusal && !refusal->message.isEmpty(), "a Space without files cannot run, and it is said why");
    check(!QJsonDocument(toJson(manifest)).toJson().isEmpty(), "every manifest has a JSON form");
}

void requirements(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    const TextIndex index(text);
    for (const Requirement &requirement : readRequirements(text))
        check(index, requirement);
    for (const SystemPackage &package : readSystemPackages(text))
        check(isWithin(index.lineCount(), package.range), "ranges are in the text");
}

} // namespace Spacewright::Fuzz
