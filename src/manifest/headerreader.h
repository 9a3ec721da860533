// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/spacemanifest.h"

namespace Spacewright::Manifest {

/// Turns the YAML of README.md into members of a SpaceManifest, and what cannot be turned into diagnostics.
class HeaderReader {
public:
    /// `manifest` has its header; it must outlive the reader.
    explicit HeaderReader(SpaceManifest &manifest);

    void read();

private:
    /// The value for `key`, or nullptr when it is absent or null.
    [[nodiscard]] const YamlPair *pair(QLatin1StringView key) const;
    void wrongType(const YamlPair &pair, const QString &message, const QList<Fix> &fixes = {});

    void checkKeys();
    void readText(QLatin1StringView key, std::optional<Located<QString>> &target);
    void readFlag(QLatin1StringView key, std::optional<Located<bool>> &target);
    void readList(QLatin1StringView key, QList<Located<QString>> &target, bool mayBeOne = false);
    void readPort();
    void readTimeout();
    void readHeaders();
    void readPreloads();
    void readSdk();

    SpaceManifest &m_manifest;
};

/// `5m`, `45m`, `1h`, `90s`, `1h30m`; nullopt for anything else and for zero.
[[nodiscard]] std::optional<std::chrono::seconds> durationFromText(const QString &text);

} // namespace Spacewright::Manifest
