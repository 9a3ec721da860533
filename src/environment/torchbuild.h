// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Spacewright::Environment {

/// What an installed PyTorch was built for.
struct TorchBuild {
    QString version; ///< "2.8.0+cu128"
    QString cuda; ///< "12.8"; empty: without
    QString hip; ///< ROCm: "6.4.43482"; empty: without
    QString xpu; ///< Intel: "20250101"; empty: without

    /// The same as uv names it: `cu128`, `rocm6.4`, `xpu`, `cpu`.
    [[nodiscard]] QString backend() const;
    friend bool operator==(const TorchBuild &, const TorchBuild &) = default;
};

/// Reads the text of `torch/version.py`, and does not run it; nullopt where it names no version.
[[nodiscard]] std::optional<TorchBuild> readTorchBuild(const QByteArray &versionPy);

/// The PyTorch of a virtual environment; nullopt where there is none. Looks at a handful of files.
[[nodiscard]] std::optional<TorchBuild> installedTorch(const QString &venv);

} // namespace Spacewright::Environment
