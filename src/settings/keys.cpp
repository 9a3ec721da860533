// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/keys.h"

#include <algorithm>

namespace Spacewright::Settings {

// Defined here, beside the keys, so that whoever asks for all of them is linked with all of them.
std::vector<const Declaration *> declarations()
{
    auto all = Declaration::registered();
    std::ranges::sort(all, {}, &Declaration::name);
    return all;
}

} // namespace Spacewright::Settings
