// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifest/pathpattern.h"

#include <QString>

#include <vector>

namespace Spacewright::Manifest {

/// What `.gitignore` files say about paths, as git 2.47 reads them. Source: gitignore(5). A value; any thread.
class IgnoreRules {
public:
    /// Adds the rules of a `.gitignore` in `folder` (relative to the Space, empty for the Space itself).
    /// Rules added later win, so add outer folders first.
    void add(const QString &text, const QString &folder = {});

    /// `path` is relative to the Space, with `/`. Does not look at the folders above it.
    [[nodiscard]] bool isIgnored(const QString &path, bool isFolder) const;
    /// The same for a file, and true as well where a folder above it is ignored: git never enters that.
    [[nodiscard]] bool isFileLeftOut(const QString &path) const;

    /// The rules that hold for the entries of `folder`: those of every folder from the Space down to it.
    [[nodiscard]] static IgnoreRules forFolder(const QString &root, const QString &folder);

private:
    [[nodiscard]] bool isIgnored(QByteArrayView path, bool isFolder) const;

    struct Rule {
        PathPattern pattern;
        bool isNegated = false;
    };
    std::vector<Rule> m_rules;
};

} // namespace Spacewright::Manifest
