// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QStringView>

#include <array>
#include <span>

namespace Spacewright::Manifest {

/// One header that `custom_headers` may set, in the lower case that the Hub wants.
struct HeaderChoice {
    QLatin1StringView name;
    std::array<QLatin1StringView, 3> values;
};

/// All of them. Source: reference/spaces.md §1.6.
[[nodiscard]] std::span<const HeaderChoice> headerChoices();
/// nullptr for a name that is none of them.
[[nodiscard]] const HeaderChoice *headerChoice(QStringView name);
/// Whether the Hub sends this one; others it does not, and neither do we.
[[nodiscard]] bool isSentByTheHub(QStringView name, QStringView value);

} // namespace Spacewright::Manifest
