// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QJsonObject>

namespace Spacewright::Cli {

/// `text` for a line of a terminal or a log: a question mark for each control character but the tabulator.
[[nodiscard]] QString printable(QString text);

/// A run of the checks as SARIF 2.1.0; columns are UTF-16 units. Source: docs.oasis-open.org/sarif/sarif/v2.1.0.
[[nodiscard]] QJsonObject sarif(const QList<Diagnostic> &problems);

/// One annotation of GitHub Actions. Source: docs.github.com, "Workflow commands for GitHub Actions".
[[nodiscard]] QString githubAnnotation(const Diagnostic &problem);

/// The line of `text` that a problem begins in, numbered, and what it is about underlined below; empty where the text
/// has no such line. Lines over 160 characters are cut around the place.
[[nodiscard]] QStringList excerpt(const QString &text, const TextRange &range);

} // namespace Spacewright::Cli
