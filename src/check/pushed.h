// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/acceptedsecrets.h"
#include "check/contents.h"
#include "manifest/ignorerules.h"

#include <vector>

namespace Spacewright::Check {

/// A secret in a file of the Space, or in a commit.
struct PushedSecret {
    QString path;
    SecretFinding finding;
    QByteArray commit; ///< empty: in the file as it is
};

/// What a push would send, by the lists as they are in the editor and the contents as they were read last. Cheap to
/// make: it goes over noteworthy files alone. Refers to the snapshot and the contents.
class Pushed {
public:
    /// `contents` may be null: nobody has looked yet, and then only the lists themselves are known.
    Pushed(const Manifest::Snapshot &snapshot, const Contents *contents);

    [[nodiscard]] const Contents &contents() const { return *m_contents; }
    [[nodiscard]] const Manifest::GitAttributes &attributes() const { return m_attributes.front(); } ///< of the top
    [[nodiscard]] const std::vector<Manifest::GitAttributes> &allAttributes() const { return m_attributes; }

    /// Whether git keeps `path`: not ignored, or tracked all the same.
    [[nodiscard]] bool isPushed(const QString &path) const;
    [[nodiscard]] bool isTracked(const QString &path) const { return m_contents->git.tracked.contains(path); }
    [[nodiscard]] bool isInLfs(const QString &path) const;

    /// Those that nobody accepted; texts of open editors are searched anew. In commits: only what is in no file now.
    [[nodiscard]] const QList<PushedSecret> &secrets() const { return m_secrets; }
    /// Lines of the list of accepted findings that no finding answers to. None where nobody has looked.
    [[nodiscard]] const QList<AcceptedSecret> &unusedAccepted() const { return m_unusedAccepted; }

    /// Files over the Hub's limit, and binary ones, that a push would send outside LFS; by path.
    [[nodiscard]] const QList<Contents::File> &refusedFiles() const { return m_refused; }

private:
    void findRefused();
    void findSecrets(const Manifest::Snapshot &snapshot);

    const Contents *m_contents;
    Manifest::IgnoreRules m_ignored;
    std::vector<Manifest::GitAttributes> m_attributes;
    QList<PushedSecret> m_secrets;
    QList<AcceptedSecret> m_unusedAccepted;
    QList<Contents::File> m_refused;
};

} // namespace Spacewright::Check
