// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/snapshot.h"
#include "packageindex/packagefacts.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace Spacewright::Testing {

/// A small Space that a rule accepts or refuses.
struct Sample {
    QString rule;
    int line = 0; ///< where it begins in its file, from 1
    bool isRefused = false;
    QString place; ///< what the range of the refusal covers
    QHash<QString, QString> files; ///< beside those of goodSpace(), or in their stead
    QStringList missing; ///< files of goodSpace() that are not there
    QStringList unreadable; ///< files that are no UTF-8 text
    QStringList marked; ///< files that begin with a byte order mark
    QStringList links; ///< links to somewhere in the Space
    QStringList outsideLinks; ///< links out of it
    QStringList danglingLinks; ///< links to nothing
    PackageIndex::KnownPackages packages; ///< what the package index says
    bool isCodeRead = false; ///< all Python files were read for what they import
};

/// Files of a Space that nothing is wrong with.
[[nodiscard]] const QHash<QString, QString> &goodSpace();

/// goodSpace() with the sample's files. Nothing is on disk.
[[nodiscard]] Manifest::Snapshot snapshotOf(const Sample &sample);

/// The samples of `tests/data/check/RULE.txtar`: `== accepted` or `== refused: PLACE` begins one, `-- FILE --` a file
/// of it; `-- no FILE --` takes one away, `-- unreadable FILE --` is one without UTF-8 text and `-- marked FILE --` one
/// with a byte order mark; `link`, `outside-link` and `dangling-link` do what they say. `-- index NAME --`
/// begins the versions of a package, `2.0 >=3.10` or `2.0 yanked`, and none for one that does not exist; with
/// `-- no index --` the package index does not answer, and with
/// `-- code --` all Python files were read. PLACE is what the range covers,
/// as a JSON string where that is clearer.
[[nodiscard]] QList<Sample> samplesOf(const QString &rule);
/// Of all files there, sorted by rule.
[[nodiscard]] QList<Sample> allSamples();

} // namespace Spacewright::Testing
