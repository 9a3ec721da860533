// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

#include <QFlags>
#include <QLatin1StringView>
#include <QString>

#include <span>

namespace Spacewright::Check {

/// Characters of short_description that the Hub's validator takes.
inline constexpr int LongestDescription = 60;

enum class UsedBy { Gradio = 1, Streamlit = 2, Docker = 4, Static = 8 };
Q_DECLARE_FLAGS(UsedBys, UsedBy)
Q_DECLARE_OPERATORS_FOR_FLAGS(UsedBys)

/// One key of a Space's header: what the form, completion and the card at the pointer say about it.
/// Source: reference/spaces.md §1.2 to §1.7.
struct HeaderKey {
    enum class Kind {
        Text,
        Emoji,
        Choice, ///< one of `values`
        Version, ///< digits and dots, to be quoted
        Path, ///< from the top of the repository
        Command,
        Number,
        Switch, ///< true or false
        Duration, ///< `45m`, `1h`
        List, ///< of texts; of `values` where there are some
        Headers, ///< names with their values: Manifest::headerChoices()
        Preloads, ///< `REPO [FILE,FILE [COMMIT]]` each
    };
    /// Where it stands in the form.
    enum class Section { Appearance, Runtime, Links, SignIn, Advanced, Unused };

    QLatin1StringView name;
    const char *label; ///< for translation; a field's label
    const char *help; ///< for translation; one or two sentences
    Kind kind = Kind::Text;
    Section section = Section::Appearance;
    UsedBys usedBy; ///< the SDKs whose Spaces it means something for
    QLatin1StringView defaultValue; ///< what the Hub takes without the key; empty: nothing
    std::span<const QLatin1StringView> values = {};
};

/// Every key that somebody reads, in the order of the form. Those of Section::Unused are known and without effect.
[[nodiscard]] std::span<const HeaderKey> headerKeyTable();
/// nullptr for a key that nobody knows.
[[nodiscard]] const HeaderKey *findHeaderKey(QStringView name);
/// Translated.
[[nodiscard]] QString label(const HeaderKey &key);
[[nodiscard]] QString help(const HeaderKey &key);
[[nodiscard]] bool isUsedBy(const HeaderKey &key, Manifest::Sdk sdk);

} // namespace Spacewright::Check
