// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QMap>

#include <optional>

namespace Spacewright::Hardware {

/// What the beginning of a file with weights says about the rest, which is not read.
struct WeightHeader {
    qint64 tensors = 0;
    qint64 parameters = 0; ///< numbers in all tensors together
    qint64 dataBytes = 0; ///< that they take; never more than the file has
    QMap<QString, qint64> bytesByType; ///< "BF16", "Q4_K"

    friend bool operator==(const WeightHeader &, const WeightHeader &) = default;
};

/// The longest header of a safetensors file that its own library takes.
inline constexpr qint64 LongestSafetensorsHeader = 100'000'000;
/// How much of a GGUF file is read at most; tokenizers of today take 15 MB.
inline constexpr qint64 LongestGgufHeader = qint64(64) * 1024 * 1024;

/// How many bytes at the beginning of a safetensors file are its header, the eight of the length included, from those
/// eight. Invalid where that is longer than the file, or than any library takes.
[[nodiscard]] Result<qint64> safetensorsHeaderBytes(const QByteArray &begin, qint64 fileBytes);
/// `header` as long as safetensorsHeaderBytes() says. Invalid where it is no such header, or names bytes that the file
/// does not have. Source: the format's description in huggingface/safetensors.
[[nodiscard]] Result<WeightHeader> readSafetensors(const QByteArray &header, qint64 fileBytes);
/// `begin` is any length from the beginning of a GGUF file; nullopt where the header goes on behind it.
/// Source: docs/gguf.md of ggml, versions 2 and 3.
[[nodiscard]] Result<std::optional<WeightHeader>> readGguf(const QByteArray &begin, qint64 fileBytes);

/// Reads the header of a `.safetensors` or `.gguf` file, and no more. Worker threads only. Errors: NotFound, Io, and
/// Invalid for a file that is neither.
[[nodiscard]] Result<WeightHeader> readWeightHeader(const QString &path);

} // namespace Spacewright::Hardware
