// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>

namespace Spacewright::Testing {

/// The rules without samples in tests/data/check: they need files with contents, which tst_contents.cpp makes and
/// proves for each of these. No secret is kept in a repository.
inline constexpr QLatin1StringView ContentRules[] = {
    QLatin1StringView("lfs/large-file"),
    QLatin1StringView("lfs/binary-file"),
    QLatin1StringView("lfs/repository-size"),
    QLatin1StringView("lfs/repository-size-soon"),
    QLatin1StringView("lfs/pointer-only"),
    QLatin1StringView("lfs/readme-tracked"),
    QLatin1StringView("lfs/attributes-missing"),
    QLatin1StringView("lfs/attributes-spaces"),
    QLatin1StringView("lfs/attributes-syntax"),
    QLatin1StringView("lfs/attributes-folder"),
    QLatin1StringView("lfs/attributes-text"),
    QLatin1StringView("lfs/attributes-order"),
    QLatin1StringView("lfs/history"),
    QLatin1StringView("lfs/repository-unread"),
    QLatin1StringView("lfs/unreadable-file"),
    QLatin1StringView("secrets/hub-token"),
    QLatin1StringView("secrets/token-in-file"),
    QLatin1StringView("secrets/private-key"),
    QLatin1StringView("secrets/generic"),
    QLatin1StringView("secrets/in-notebook-output"),
    QLatin1StringView("secrets/env-file-tracked"),
    QLatin1StringView("secrets/hub-token-in-history"),
    QLatin1StringView("secrets/in-history"),
    QLatin1StringView("secrets/unused-accepted"),
    QLatin1StringView("secrets/not-searched"),
    QLatin1StringView("secrets/history-not-searched"),
};

} // namespace Spacewright::Testing
