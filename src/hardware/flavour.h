// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace Spacewright::Hardware {

/// A kind of machine that the Hub rents. Prices are those of August 2026; the Hub's own list is right
/// where it can be asked. Source: spaces.md 4.3.
struct Flavour {
    QString name; ///< `cpu-basic`; never translated
    int vcpu = 0; ///< 0: shared
    int memoryGb = 0; ///< 0: shared
    int gpuCount = 0;
    QString gpu; ///< "T4"; empty without
    int gpuMemoryGb = 0; ///< of all GPUs together
    int diskGb = 0;
    int centsPerHour = 0;

    friend bool operator==(const Flavour &, const Flavour &) = default;
};

/// The Hub's answer to `/api/spaces/hardware`, which names amounts as people read them ("2 vCPU", "16 GB") and the
/// price of a minute. Entries without a name are left out. The list that comes with the program has the same form.
[[nodiscard]] QList<Flavour> readFlavours(const QJsonArray &answer);

/// All flavours with a public price, in the Hub's order.
[[nodiscard]] const QList<Flavour> &flavours();
/// nullopt for a name that is not in the list; it may exist on the Hub all the same. Knows the alias `zerogpu`.
[[nodiscard]] std::optional<Flavour> flavour(const QString &name);
/// Of a month with 730 hours.
[[nodiscard]] int centsPerMonth(const Flavour &flavour);
[[nodiscard]] QJsonObject toJson(const Flavour &flavour);

} // namespace Spacewright::Hardware
