// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

#include <vector>

namespace Spacewright::Manifest {

/// What `.dockerignore` keeps out of the build context. All patterns are anchored; `*` and `?` stay within a name, `**`
/// crosses folders; what lies in a folder that matches is left out too; `!` brings back, and the last word counts.
/// Source: https://docs.docker.com/build/concepts/context/#dockerignore-files. A value; any thread.
class DockerIgnore {
public:
    DockerIgnore() = default;
    explicit DockerIgnore(const QString &text);

    /// False for a file that COPY and ADD do not find. `path` is relative to the context, with `/`.
    [[nodiscard]] bool isInContext(const QString &path) const;

private:
    struct Rule {
        QRegularExpression pattern;
        bool isNegated = false;
    };
    std::vector<Rule> m_rules;
};

} // namespace Spacewright::Manifest
