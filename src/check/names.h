// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1StringView>
#include <QString>

#include <span>

namespace Spacewright::Check {

/// Every key of a Space's header that somebody reads. Source: reference/spaces.md §1.2.
[[nodiscard]] std::span<const QLatin1StringView> headerKeys();
/// Values of colorFrom and colorTo.
[[nodiscard]] std::span<const QLatin1StringView> colours();
/// Licence ids of the create API. Source: reference/spaces.md §1.4.
[[nodiscard]] std::span<const QLatin1StringView> licences();
/// Values of suggested_hardware. Source: reference/spaces.md §1.3.
[[nodiscard]] std::span<const QLatin1StringView> flavours();
/// Values of hf_oauth_scopes; openid and profile are granted without being asked for. Source: §1.5, §2.2.
[[nodiscard]] std::span<const QLatin1StringView> oauthScopes();

[[nodiscard]] bool contains(std::span<const QLatin1StringView> names, QStringView name);

/// The package that is meant by whoever lists a module instead, as opencv-python by `cv2`; empty for other names. Both
/// in normal form.
[[nodiscard]] QLatin1StringView packageOfModule(QStringView name);
/// A package that packageOfModule() names, in normal form.
[[nodiscard]] bool isPackageOfModule(QStringView package);
/// A module of Python itself whose name no package has.
[[nodiscard]] bool isStandardModule(QStringView name);

/// A host that only the machine itself reaches: 127.0.0.1, ::1, localhost.
[[nodiscard]] bool isLoopback(QStringView host);

/// The name somebody meant: equal but for case and separators, or the only one nearest within `mostChanges`
/// changed letters. Empty when it is anybody's guess.
[[nodiscard]] QString closest(std::span<const QLatin1StringView> names, const QString &written, int mostChanges = 2);

/// `text` for a sentence: what is longer than `longest` characters ends in an ellipsis, and control characters, which
/// a terminal would obey, are question marks.
[[nodiscard]] QString shown(const QString &text, qsizetype longest = 32);

} // namespace Spacewright::Check
