// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hardware/machine.h"

#include <QJsonArray>

#include <optional>

namespace Spacewright::Hardware {

/// What lies between a card and the app that is to use it, in the order in which each rests on the one before.
enum class LinkKind { Card, Driver, Runtime, ContainerToolkit, Wheel, Visible, Code };

enum class LinkState {
    Ok,
    Broken,
    NotLooked, ///< not known, or not worth a look because of an earlier link
    NotNeeded,
};

struct Link {
    LinkKind kind = LinkKind::Card;
    LinkState state = LinkState::NotLooked;
    QString sentence; ///< translated: how it is
    QString next = {}; ///< translated: the exact next step; empty where there is none

    friend bool operator==(const Link &, const Link &) = default;
};

/// PyTorch as it is installed for the Space.
struct TorchFacts {
    QString version; ///< "2.8.0+cu128"
    QString cuda = {}; ///< that it was built for: "12.8"; empty: without
    QString hip = {}; ///< ROCm: "6.4.43482"; empty: without
    QString xpu = {}; ///< Intel: "20250101"; empty: without
};

/// What the app's code says about devices, read without running it.
struct CodeFacts {
    bool asksForGpu = false; ///< `.to("cuda")`, `device_map=` …
    QString place = {}; ///< "app.py:12", where it asks; else the file that was read
};

/// All that reasonChain() looks at.
struct ChainFacts {
    Machine machine;
    bool usesContainer = false; ///< the engine is "Faithful"
    bool hasSpace = false; ///< a Space was asked about
    bool hasEnvironment = false; ///< its environment is built
    std::optional<TorchFacts> torch = {}; ///< nullopt: not in its environment
    std::optional<QString> cudaVisibleDevices = {}; ///< as the app will see it; nullopt: not set
    std::optional<CodeFacts> code = {}; ///< nullopt: no Python that could be read
};

/// Pure. All seven links; behind the first broken one the others are not looked at.
[[nodiscard]] QList<Link> reasonChain(const ChainFacts &facts);

/// Which link the words of a failed run point at; nullopt for words that are not known.
[[nodiscard]] std::optional<Link> linkOfFailure(const QString &words);

/// The card that the chain is about: NVIDIA's before AMD's before Intel's, cards with memory of their own before
/// others; nullptr without any.
[[nodiscard]] const Gpu *chainCard(const QList<Gpu> &gpus);

/// The translated name: "Card", "Driver", …
[[nodiscard]] QString linkTitle(LinkKind kind);
/// For machines: `card`, `container-toolkit`; `ok`, `broken`, `not-looked`, `not-needed`.
[[nodiscard]] QString linkName(LinkKind kind);
[[nodiscard]] QString linkStateName(LinkState state);
[[nodiscard]] QJsonArray toJson(const QList<Link> &chain);

} // namespace Spacewright::Hardware
