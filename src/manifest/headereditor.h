// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "manifest/frontmatter.h"
#include "manifest/yaml.h"

#include <optional>
#include <variant>

namespace Spacewright::Manifest {

/// What a key of the header can be given: a text, a truth value, a whole number, a list of texts, or pairs of texts.
using HeaderValue = std::variant<QString, bool, int, QStringList, QList<std::pair<QString, QString>>>;

/// Plans edits of the YAML header of README.md that change nothing but what was asked for: comments, order, quotes,
/// blank lines, indentation, line ends and the body stay as they are. Plain data in, TextEdits out; apply them
/// together. Every call fails with Invalid where the header cannot be edited safely (a syntax error, braces around it,
/// a broken fence); the sentence says so, and the text is untouched.
class HeaderEditor {
public:
    explicit HeaderEditor(const QString &readme);

    /// Sets `key`, or adds it where it belongs in the usual order. A README without a header gets one. No edits where
    /// the key has this value already.
    [[nodiscard]] Result<QList<TextEdit>> set(const QString &key, const HeaderValue &value) const;
    /// Removes the key with its value, in all places where it stands. No edits where there is none.
    [[nodiscard]] Result<QList<TextEdit>> remove(const QString &key) const;
    /// Conflict where `newKey` is there already, NotFound where `key` is not.
    [[nodiscard]] Result<QList<TextEdit>> rename(const QString &key, const QString &newKey) const;
    /// Moves `key`, with the comments right above it, in front of `before`, or to the end where that is empty.
    [[nodiscard]] Result<QList<TextEdit>> move(const QString &key, const QString &before) const;

private:
    /// Whole lines of the text.
    struct Lines {
        int first = 0;
        int last = 0; ///< inclusive
    };

    [[nodiscard]] Result<> editable() const;
    /// `edits`, if every key but `key` has its value afterwards; else Invalid.
    /// `edits`, if they change nothing but `key`, and leave it with `value` where one is given.
    [[nodiscard]] Result<QList<TextEdit>> sure(const QList<TextEdit> &edits, const QString &key,
                                               const std::optional<HeaderValue> &value = {}) const;
    [[nodiscard]] QString written(const HeaderValue &value, const QString &key) const;
    [[nodiscard]] QList<TextEdit> add(const QString &key, const HeaderValue &value) const;
    [[nodiscard]] QList<TextEdit> replace(const YamlPair &pair, const HeaderValue &value) const;
    [[nodiscard]] QList<TextEdit> replaceWhole(const YamlPair &pair, const HeaderValue &value) const;
    [[nodiscard]] QList<TextEdit> changeItems(const YamlPair &pair, const QStringList &items) const;
    [[nodiscard]] QList<TextEdit> changePairs(const YamlPair &pair,
                                              const QList<std::pair<QString, QString>> &pairs) const;
    [[nodiscard]] TextEdit rewritten(const YamlNode &scalar, const HeaderValue &value) const;
    [[nodiscard]] TextEdit lineInserted(int line, const QString &text) const;
    [[nodiscard]] TextEdit linesRemoved(Lines lines) const;

    [[nodiscard]] int lastLine(const YamlNode &node, int keyLine) const;
    [[nodiscard]] Lines linesOf(const YamlPair &pair) const;
    /// The same with the comments right above.
    [[nodiscard]] int firstWithComments(int line) const;
    [[nodiscard]] bool isFlow(const YamlNode &node) const;
    /// Just behind the colon of a key.
    [[nodiscard]] int behindColon(const TextRange &key) const;

    TextIndex m_index;
    FrontMatter m_fences;
    YamlDocument m_yaml;
    QString m_newline;
};

/// The order that the reference recommends: title, emoji, colorFrom … (reference/spaces.md §1.2).
[[nodiscard]] const QStringList &usualKeyOrder();

} // namespace Spacewright::Manifest
