// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pipeline.h"

#include <QByteArrayView>
#include <QHash>

namespace Spacewright::Environment {

/// Follows what uv or pip prints while it installs and turns it into progress in packages and bytes.
class InstallProgress {
public:
    /// One line without its line feed. True when progress() or detail() changed.
    bool feed(QByteArrayView line);

    /// Bytes while something large is under way (only packages whose size uv told), else packages.
    [[nodiscard]] Progress progress() const;
    /// "72 packages", once known; empty before.
    [[nodiscard]] QString detail() const;
    [[nodiscard]] int packages() const { return m_packages; }

private:
    QHash<QByteArray, qint64> m_loading; ///< name → bytes of downloads under way
    qint64 m_bytesKnown = 0;
    qint64 m_bytesDone = 0;
    int m_packages = 0;
    int m_installed = 0;
    QString m_text;
};

/// "29.3MiB", "512.0KiB", "97B" as uv writes them; 0 for anything else.
[[nodiscard]] qint64 sizeFromUv(QByteArrayView text);

} // namespace Spacewright::Environment
