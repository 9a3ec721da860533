// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Spacewright::Manifest {

/// Whether a glob of git covers all of `text`. Both are bytes, as git compares them: `?` is one byte. `*`, `?` and
/// `[...]` never cover a slash; `**` does where it stands alone between slashes. Takes time in the product of both
/// lengths at most, whatever the pattern. Source: gitignore(5) and the behaviour of git 2.47.
[[nodiscard]] bool matchesGlob(QByteArrayView glob, QByteArrayView text);

/// One pattern of `.gitignore` or `.gitattributes`: without a slash it is about names in any folder, with one it is
/// about paths from the folder of its file; a slash at the end makes it one for folders alone.
class PathPattern {
public:
    /// `pattern` without the `!` of a negation. `folder` is that of the file it stands in: relative, empty for the top.
    explicit PathPattern(QByteArrayView pattern, QByteArray folder = {});

    /// `path` is relative to the top, UTF-8, with `/`. What lies in a folder that matches does not match by that.
    [[nodiscard]] bool matches(QByteArrayView path, bool isFolder) const;
    [[nodiscard]] bool isForFolders() const { return m_isForFolders; }

private:
    QByteArray m_pattern;
    QByteArray m_folder;
    qsizetype m_plainSize = 0; ///< of the part before the first special character
    bool m_isName = false;
    bool m_isForFolders = false;
};

} // namespace Spacewright::Manifest
