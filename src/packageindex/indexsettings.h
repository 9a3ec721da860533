// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace Spacewright::PackageIndex {

/// Where this machine gets packages from: what pip was told, in its files and variables. uv does not
/// read those, so they are passed on to it.
struct IndexSettings {
    QString index; ///< empty for the tool's default
    QStringList extraIndexes;
    QStringList findLinks;
    QStringList trustedHosts;
    QString certificates; ///< PEM file
    QString proxy;
    QString timeoutSeconds;
    bool noIndex = false;

    /// Reads pip's configuration files in pip's order, then its `PIP_*` variables.
    /// Source: pip documentation, "Configuration".
    [[nodiscard]] static IndexSettings ofMachine(const QProcessEnvironment &environment);
    /// One of pip's files on top of what is already there; sections `global` and `install`.
    void readPipFile(const QString &text);
    void readPipVariables(const QProcessEnvironment &environment);

    /// `environment` with these settings in uv's words. A `UV_*` variable that is set already wins.
    [[nodiscard]] QProcessEnvironment forUv(QProcessEnvironment environment) const;
    /// Addresses of the indexes as pip and uv would use them, credentials included; the first is empty where nothing
    /// says which one it is, and the list is empty when no index is to be asked. A `UV_*` variable wins.
    [[nodiscard]] QStringList addresses(const QProcessEnvironment &environment) const;
    /// What uv has no variable for.
    [[nodiscard]] QStringList uvOptions() const;

    /// A digest of what decides which packages can be found, credentials left out; it can be written
    /// anywhere, the settings cannot. Empty for the plain default.
    [[nodiscard]] QString fingerprint(const QProcessEnvironment &environment) const;

    /// Addresses, hosts and credentials that no log may show.
    [[nodiscard]] QStringList confidential(const QProcessEnvironment &environment) const;

    friend bool operator==(const IndexSettings &, const IndexSettings &) = default;
};

/// Files that pip reads, in its order; only the names, they need not be there.
[[nodiscard]] QStringList pipFiles(const QProcessEnvironment &environment);

} // namespace Spacewright::PackageIndex
