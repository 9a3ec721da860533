// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/customheaders.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

std::span<const HeaderChoice> headerChoices()
{
    static constexpr HeaderChoice Choices[] = {
        {"cross-origin-embedder-policy"_L1, {"unsafe-none"_L1, "require-corp"_L1, "credentialless"_L1}},
        {"cross-origin-opener-policy"_L1, {"same-origin"_L1, "same-origin-allow-popups"_L1, "unsafe-none"_L1}},
        {"cross-origin-resource-policy"_L1, {"same-site"_L1, "same-origin"_L1, "cross-origin"_L1}},
    };
    return Choices;
}

const HeaderChoice *headerChoice(QStringView name)
{
    const auto found =
        std::ranges::find_if(headerChoices(), [name](const auto &choice) { return choice.name == name; });
    return found == headerChoices().end() ? nullptr : &*found;
}

bool isSentByTheHub(QStringView name, QStringView value)
{
    const HeaderChoice *choice = headerChoice(name);
    return choice && std::ranges::any_of(choice->values, [value](QLatin1StringView each) { return each == value; });
}

} // namespace Spacewright::Manifest
