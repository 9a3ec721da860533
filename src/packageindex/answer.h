// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "packageindex/packagefacts.h"

namespace Spacewright::PackageIndex {

enum class AnswerFormat { Json, Html };

/// Reads the answer of an index for `name`: JSON of PEP 691, or HTML of PEP 503. Pure; takes 0.1 s for the largest
/// projects, so use it off the GUI thread. Fails with Invalid.
[[nodiscard]] Result<QList<Release>> readAnswer(const QString &name, const QByteArray &body, AnswerFormat format);

/// `a` and `b` together, newest first: a version that both have is taken from `a`.
[[nodiscard]] QList<Release> merged(const QList<Release> &a, const QList<Release> &b);

} // namespace Spacewright::PackageIndex
