// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "packageindex/pep440.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace Spacewright::PackageIndex {

/// One version of a package, as the index has it.
struct Release {
    QString text; ///< as the index writes it
    Version version;
    bool isYanked = false; ///< every file of it was withdrawn
    QString yankedWhy = {}; ///< its authors' words; may be empty
    QString requiresPython = {}; ///< `>=3.10`; empty: not said
    QStringList platforms = {}; ///< of its files: `any`, `manylinux_2_28_x86_64`, `sdist` …; sorted

    [[nodiscard]] bool isPrerelease() const { return version.isPrerelease(); }
    friend bool operator==(const Release &, const Release &) = default;
};

/// What the machine's package indexes say of one name.
struct PackageFacts {
    enum class State {
        NotLooked, ///< nobody asked, or nobody answered
        Known,
        Unknown, ///< every index that the machine uses answered that it has no such package
    };
    QString name; ///< normal, PEP 503
    State state = State::NotLooked;
    QList<Release> releases; ///< newest first; what is no version is left out
    QDateTime lookedUp; ///< UTC
    QStringList hosts; ///< of the indexes that know it; never with credentials
    bool isRecent = false; ///< recent enough to say what is not there

    [[nodiscard]] bool isKnown() const { return state == State::Known; }
    /// The newest version that is neither yanked nor a pre-release; nullptr when there is none.
    [[nodiscard]] const Release *newest() const;
    /// The newest one for which `isFine` holds, final ones before pre-releases, yanked ones never.
    template<typename Predicate>
    [[nodiscard]] const Release *newestWhere(Predicate isFine) const
    {
        const Release *best = nullptr;
        for (const Release &release : releases) {
            if (release.isYanked || !isFine(release))
                continue;
            if (!release.isPrerelease())
                return &release;
            if (!best)
                best = &release;
        }
        return best;
    }
    [[nodiscard]] const Release *find(const Version &version) const;
    /// True for a package of which no final version was ever published.
    [[nodiscard]] bool hasOnlyPrereleases() const;

    friend bool operator==(const PackageFacts &, const PackageFacts &) = default;
};

/// A package name in normal form that may go into an address and a file name. Source: PEP 503, PEP 508.
[[nodiscard]] bool isNormalName(QStringView name);

/// What is known at one moment; a value that may go to any thread.
struct KnownPackages {
    QHash<QString, PackageFacts> facts; ///< by normal name
    QString obstacle; ///< translated: why something could not be looked up; empty while nothing went wrong

    /// State NotLooked for a name that is not among `facts`.
    [[nodiscard]] PackageFacts of(const QString &name) const { return facts.value(name); }
};

/// The form in which facts are kept on disk; `fromJson` takes nothing that is not whole.
[[nodiscard]] QJsonObject toJson(const PackageFacts &facts);
[[nodiscard]] std::optional<PackageFacts> factsFromJson(const QJsonObject &object);

} // namespace Spacewright::PackageIndex
