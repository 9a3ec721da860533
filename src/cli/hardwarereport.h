// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/spaceweights.h"
#include "hardware/flavourfit.h"
#include "hardware/proof.h"
#include "hardware/reasonchain.h"

#include <QStringList>

namespace Spacewright::Cli {

class Output;

/// What `spw hardware` prints for people; pure but for the colours of `output`.
[[nodiscard]] QStringList machineLines(const Hardware::Machine &machine);
/// Each link on a line, its next step below it.
[[nodiscard]] QStringList chainLines(const QList<Hardware::Link> &chain, const Output &output);
/// What each device did.
[[nodiscard]] QStringList proofLines(const Hardware::Proof &proof, const Output &output);
/// Each flavour on a line: what it has, what it costs, and with `hasSpace` how it fits.
[[nodiscard]] QStringList flavourLines(const QList<Hardware::FlavourFit> &fits, bool hasSpace, const Output &output);
/// What the judgement rests on.
[[nodiscard]] QStringList needsLines(const Hardware::Needs &needs, const SpaceWeights &weights);
/// All of that for machines; `best` may be null.
[[nodiscard]] QJsonObject flavoursJson(const QList<Hardware::FlavourFit> &fits, const Hardware::FlavourFit *best,
                                       const Hardware::Needs &needs, const SpaceWeights &weights);

} // namespace Spacewright::Cli
