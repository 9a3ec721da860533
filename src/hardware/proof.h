// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace Spacewright::Hardware {

/// What one device did with two matrices.
struct DeviceProof {
    QString device; ///< as PyTorch calls it: "cpu", "cuda:0", "xpu:0"
    QString name; ///< of the card; empty for the processor
    double seconds = 0; ///< of the best round
    double gflops = 0; ///< 10^9 operations a second, in single precision
    qint64 memoryBytes = -1; ///< that it took at most; -1: unknown
    bool isRight = false; ///< the product is what it should be
    QString error; ///< untranslated: why it did nothing

    [[nodiscard]] bool worked() const { return error.isEmpty() && isRight; }
    friend bool operator==(const DeviceProof &, const DeviceProof &) = default;
};

/// What resources/proof/prove.py found in the environment of a Space.
struct Proof {
    QString python; ///< "3.13.5"
    QString framework; ///< "torch", "numpy"; empty: neither is there
    QString version; ///< of the framework
    QList<DeviceProof> devices;
    QString error; ///< untranslated: why no card was found, where that is known

    /// The fastest card that worked, else the processor; nullptr where nothing did.
    [[nodiscard]] const DeviceProof *best() const;
    friend bool operator==(const Proof &, const Proof &) = default;
};

/// The last line of what the script printed; nullopt where that is no such object. Packages may print before it.
[[nodiscard]] std::optional<Proof> readProof(const QByteArray &output);
[[nodiscard]] QJsonObject toJson(const Proof &proof);

} // namespace Spacewright::Hardware
