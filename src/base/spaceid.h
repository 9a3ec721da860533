// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace Spacewright {

/// `owner/name`, as the Hub writes it. Only parse() makes one from text of a stranger.
struct SpaceId {
    QString owner;
    QString name;

    /// Accepts `owner/name` with the Hub's alphabet and limits (1 to 96 characters a part, no `--`,
    /// no `..`, not beginning or ending with `-` or `.`, no `.git` at the end).
    /// Source: huggingface_hub utils/_validators.py.
    [[nodiscard]] static std::optional<SpaceId> parse(QStringView text);

    [[nodiscard]] QString toString() const { return owner + u'/' + name; }
    /// The label before `.hf.space` for ordinary names: lower case, `/`, `_` and `.` become `-`.
    [[nodiscard]] QString subdomain() const;

    friend auto operator<=>(const SpaceId &, const SpaceId &) = default;
};

} // namespace Spacewright
