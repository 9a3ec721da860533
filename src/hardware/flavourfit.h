// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/flavour.h"

namespace Spacewright::Hardware {

/// What is known of a Space's appetite.
struct Needs {
    qint64 peakMemoryBytes = 0; ///< measured in runs here; 0: never measured
    qint64 weightBytes = 0; ///< of its models, as they are stored; 0: none known
    qint64 fileBytes = 0; ///< of the Space and its models on the disk
    bool asksForGpu = false;
    bool isGradio = false; ///< ZeroGPU takes no other
};

enum class Fit {
    Fits,
    Tight, ///< needs more than four fifths of the memory
    TooSmall,
    NoGpu, ///< the app asks for one
    NotOffered, ///< for this kind of Space
};

struct FlavourFit {
    Flavour flavour;
    Fit fit = Fit::Fits;
    QString reason; ///< translated; empty where there is nothing to say
};

/// Pure: each of `flavours` against `needs`, in their order. A model takes a fifth more than its weights, and one GB
/// for the framework, on the card where the app asks for one, else in the memory.
[[nodiscard]] QList<FlavourFit> fits(const Needs &needs, const QList<Flavour> &flavours);
/// The cheapest that fits, else the cheapest that is tight; of equal prices the first; nullptr where none does.
[[nodiscard]] const FlavourFit *cheapest(const QList<FlavourFit> &fits);

/// For machines: `fits`, `too-small` …
[[nodiscard]] QString fitName(Fit fit);
[[nodiscard]] QJsonObject toJson(const FlavourFit &fit);

} // namespace Spacewright::Hardware
