// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QByteArray>

#include <utility>

namespace Spacewright::Fuzz {

/// Reads `bytes` as a stranger wrote them. Aborts where what comes out breaks a promise of the module.
void manifest(const QByteArray &bytes); ///< README.md
void requirements(const QByteArray &bytes); ///< requirements.txt and packages.txt
void dockerfile(const QByteArray &bytes);
void logs(const QByteArray &bytes); ///< what a program prints
void gitattributes(const QByteArray &bytes); ///< .gitattributes, .gitignore and .dockerignore
void secrets(const QByteArray &bytes); ///< any file
void weights(const QByteArray &bytes); ///< headers of safetensors and GGUF files

/// Names are those of the folders in corpus/.
inline constexpr std::pair<const char *, void (*)(const QByteArray &)> Targets[]{
    {"manifest", manifest},           {"requirements", requirements}, {"dockerfile", dockerfile}, {"logs", logs},
    {"gitattributes", gitattributes}, {"secrets", secrets},           {"weights", weights}};

/// Whether `range` lies in a text of `lines` lines and does not end before it begins.
[[nodiscard]] bool isWithin(int lines, const TextRange &range);

/// Aborts with the sentence `promise` where it does not hold.
void check(bool holds, const char *promise);

} // namespace Spacewright::Fuzz
