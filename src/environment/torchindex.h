// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace Spacewright::Environment {

/// Whether PyTorch's own index, which has the builds for cards, can be used from here.
enum class TorchIndex {
    NotTried, ///< no build was asked for
    Usable,
    Refused, ///< it, or a proxy before it, answered no, or it has no such PyTorch
    Unknown, ///< nobody answered
};

/// The line of a requirements file that asks for PyTorch itself, without comment and hashes; nullopt where none does.
[[nodiscard]] std::optional<QString> torchRequirement(const QString &requirements);
/// "2.8.0" of "torch==2.8.0+cu128"; empty where it is not pinned.
[[nodiscard]] QString pinnedTorch(const QString &requirement);

/// What came of resolving PyTorch alone; `words` are uv's. Pure.
[[nodiscard]] TorchIndex judgeTorchIndex(bool isSuccess, const QString &words);
/// A sentence for people; empty for what needs none.
[[nodiscard]] QString torchIndexSentence(TorchIndex index, const QString &backend);
/// For machines: `usable`, `refused` …
[[nodiscard]] QString torchIndexName(TorchIndex index);

} // namespace Spacewright::Environment
