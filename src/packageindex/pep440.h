// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <compare>
#include <optional>

namespace Spacewright::PackageIndex {

/// A version of a Python package, in the order of PEP 440. Source: packaging.python.org, "Version specifiers".
class Version {
public:
    Version() = default; ///< compares as 0
    /// The final version with these numbers, of which there is at least one.
    explicit Version(QList<qint64> release)
        : m_release(std::move(release))
    {
    }
    /// nullopt for what is no version, and for one with a number of more than 18 digits.
    [[nodiscard]] static std::optional<Version> parse(QStringView text);

    /// The normal form: `1.0a1`, `2!1.0.post3`, `1.0+cu121`; trailing zeros stay.
    [[nodiscard]] QString canonical() const;
    /// The first number; 0 for none.
    [[nodiscard]] qint64 major() const { return m_release.value(0); }
    [[nodiscard]] const QList<qint64> &release() const { return m_release; }
    /// An alpha, beta, candidate or development release.
    [[nodiscard]] bool isPrerelease() const { return m_pre || m_dev; }
    [[nodiscard]] bool isPostrelease() const { return m_post.has_value(); }
    [[nodiscard]] bool isLocal() const { return !m_local.isEmpty(); }
    /// Without what is behind `+`.
    [[nodiscard]] Version publicPart() const;
    /// Epoch and release alone.
    [[nodiscard]] Version base() const;
    /// True when epoch and release begin with those of `prefix`, as in `==1.2.*`.
    [[nodiscard]] bool beginsWith(const Version &prefix) const;

    friend std::strong_ordering operator<=>(const Version &a, const Version &b);
    friend bool operator==(const Version &a, const Version &b) { return (a <=> b) == 0; }

private:
    struct Pre {
        char letter = 'a'; ///< a, b or r
        qint64 number = 0;
        friend auto operator<=>(const Pre &, const Pre &) = default;
    };
    qint64 m_epoch = 0;
    QList<qint64> m_release;
    std::optional<Pre> m_pre;
    std::optional<qint64> m_post;
    std::optional<qint64> m_dev;
    QStringList m_local; ///< numbers without leading zeros
};

/// What a requirement asks of a version: `>=1.2,<2`, `==1.*`, `~=1.4.2`. An empty one takes everything.
class Specifier {
public:
    /// nullopt for what pip would refuse.
    [[nodiscard]] static std::optional<Specifier> parse(QStringView text);

    /// Whether pre-releases are wanted is the caller's question: this takes them like any other version.
    [[nodiscard]] bool contains(const Version &version) const;
    [[nodiscard]] bool isEmpty() const { return m_clauses.isEmpty(); }
    /// True when a clause names a pre-release, which lets pip choose one.
    [[nodiscard]] bool namesPrerelease() const;
    /// The version of the only clause when that is `==` without `.*`, or `===`.
    [[nodiscard]] std::optional<Version> pin() const;

private:
    enum class Operator { Compatible, Equal, NotEqual, AtMost, AtLeast, Below, Above, Identical };
    struct Clause {
        Operator op = Operator::Equal;
        std::optional<Version> version; ///< absent only for Identical with what is no version
        bool isPrefix = false; ///< `.*`
        QString text; ///< of Identical, lower case
        [[nodiscard]] bool contains(const Version &candidate) const;
    };
    static std::optional<Clause> parseClause(QStringView text);
    QList<Clause> m_clauses;
};

} // namespace Spacewright::PackageIndex
