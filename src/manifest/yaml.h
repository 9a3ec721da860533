// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/textindex.h"

#include <QList>
#include <QString>

#include <optional>

namespace Spacewright::Manifest {

struct YamlPair;

/// A value as YAML 1.2 (core schema) reads it, with its place. Plain `5.10` is the number 5.1, plain
/// `yes` is text. Lists are implicitly shared, so an alias costs nothing.
struct YamlNode {
    enum class Kind { Null, Bool, Int, Float, String, Sequence, Mapping };

    Kind kind = Kind::Null;
    QString text; ///< the scalar's content, before any reading as a number; empty for lists and maps
    bool isQuoted = false; ///< written with quotes or as a block scalar, so it is text whatever it looks like
    bool isBlock = false; ///< a scalar after `|` or `>`
    TextRange range; ///< quotes included; for an alias, the place of the alias
    QList<YamlNode> items;
    QList<YamlPair> pairs; ///< in the order of the file, duplicates included
    qint64 weight = 1; ///< nodes in it once every alias is written out; saturates

    [[nodiscard]] bool isScalar() const { return kind != Kind::Sequence && kind != Kind::Mapping; }
    /// The scalar as a JavaScript program prints it: `5.10` → "5.1", `TRUE` → "true", `"5.10"` → "5.10".
    [[nodiscard]] QString printed() const;
    /// The pair that counts for `key`; of two with the same key, the first.
    [[nodiscard]] const YamlPair *find(QStringView key) const;
};

struct YamlPair {
    QString key;
    TextRange keyRange;
    YamlNode value;
};

struct YamlError {
    QString words; ///< the parser's own, untranslated
    TextRange range;
};

/// What could be read. Behind an error the reading goes on with the next key at the left edge.
struct YamlDocument {
    YamlNode root;
    std::optional<YamlError> error; ///< the first
    bool isTooBig = false; ///< over the depth or size that is read; `root` is then cut
};

/// What a scalar without quotes is in the core schema.
[[nodiscard]] YamlNode::Kind plainKind(const QString &text);

/// Reads the characters from `from` to `to` of `index`; ranges are those of the whole text.
/// Limits: 48 levels, 100,000 values with aliases written out.
[[nodiscard]] YamlDocument readYaml(const TextIndex &index, qsizetype from, qsizetype to);

} // namespace Spacewright::Manifest
