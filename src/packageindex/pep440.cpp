// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/pep440.h"

#include <QRegularExpression>
#include <QStringTokenizer>

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {
constexpr qsizetype MostDigits = 18; // fits 64 bits; dates with seconds have 14

/// Python's \s, as far as str.strip() and version texts are concerned.
QStringView trimmed(QStringView text)
{
    return text.trimmed();
}

std::optional<qint64> number(QStringView digits)
{
    if (digits.size() > MostDigits)
        return std::nullopt;
    return digits.isEmpty() ? 0 : digits.toLongLong();
}

bool isNumber(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QString withoutLeadingZeros(QStringView digits)
{
    qsizetype zeros = 0;
    while (zeros + 1 < digits.size() && digits.at(zeros) == u'0')
        ++zeros;
    return digits.sliced(zeros).toString();
}

/// Numbers are above words; of two numbers the longer is the larger.
std::strong_ordering compareLocal(const QString &a, const QString &b)
{
    const bool isANumber = isNumber(a);
    if (isANumber != isNumber(b))
        return isANumber <=> !isANumber;
    if (isANumber && a.size() != b.size())
        return a.size() <=> b.size();
    return QString::compare(a, b) <=> 0;
}
} // namespace

std::optional<Version> Version::parse(QStringView text)
{
    static const QRegularExpression pattern(u"^v?(?:([0-9]+)!)?([0-9]+(?:\\.[0-9]+)*)"
                                            "(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?([0-9]+)?)?"
                                            "(?:-([0-9]+)|[-_.]?(post|rev|r)[-_.]?([0-9]+)?)?"
                                            "(?:[-_.]?(dev)[-_.]?([0-9]+)?)?"
                                            "(?:\\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\\z"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = pattern.matchView(trimmed(text));
    if (!match.hasMatch())
        return std::nullopt;

    Version version;
    bool isFine = true;
    const auto read = [&](QStringView digits) {
        const auto value = number(digits);
        isFine = isFine && value;
        return value.value_or(0);
    };
    version.m_epoch = read(match.capturedView(1));
    for (const QStringView part : QStringTokenizer(match.capturedView(2), u'.'))
        version.m_release.append(read(part));
    if (match.hasCaptured(3)) {
        const char16_t first = match.capturedView(3).front().toLower().unicode();
        version.m_pre = Pre{first == u'a' ? 'a' : first == u'b' ? 'b' : 'r', read(match.capturedView(4))};
    }
    if (match.hasCaptured(5))
        version.m_post = read(match.capturedView(5));
    else if (match.hasCaptured(6))
        version.m_post = read(match.capturedView(7));
    if (match.hasCaptured(8))
        version.m_dev = read(match.capturedView(9));
    QString local = match.captured(10).toLower();
    local.replace(u'-', u'.').replace(u'_', u'.');
    for (const QStringView part : QStringTokenizer(local, u'.', Qt::SkipEmptyParts))
        version.m_local.append(isNumber(part) ? withoutLeadingZeros(part) : part.toString());
    return isFine ? std::optional(version) : std::nullopt;
}

QString Version::canonical() const
{
    QString result;
    if (m_epoch > 0)
        result += QString::number(m_epoch) + u'!';
    for (qsizetype i = 0; i < m_release.size(); ++i)
        result += (i > 0 ? u"."_s : QString()) + QString::number(m_release.at(i));
    if (m_pre)
        result +=
            (m_pre->letter == 'r' ? u"rc"_s : QString(QLatin1Char(m_pre->letter))) + QString::number(m_pre->number);
    if (m_post)
        result += ".post"_L1 + QString::number(*m_post);
    if (m_dev)
        result += ".dev"_L1 + QString::number(*m_dev);
    if (!m_local.isEmpty())
        result += u'+' + m_local.join(u'.');
    return result;
}

Version Version::publicPart() const
{
    Version version = *this;
    version.m_local.clear();
    return version;
}

Version Version::base() const
{
    Version version;
    version.m_epoch = m_epoch;
    version.m_release = m_release;
    return version;
}

bool Version::beginsWith(const Version &prefix) const
{
    if (m_epoch != prefix.m_epoch)
        return false;
    for (qsizetype i = 0; i < prefix.m_release.size(); ++i) {
        if (m_release.value(i) != prefix.m_release.at(i))
            return false;
    }
    return true;
}

std::strong_ordering operator<=>(const Version &a, const Version &b)
{
    if (const auto order = a.m_epoch <=> b.m_epoch; order != 0)
        return order;
    const qsizetype length = std::max(a.m_release.size(), b.m_release.size());
    for (qsizetype i = 0; i < length; ++i) {
        if (const auto order = a.m_release.value(i) <=> b.m_release.value(i); order != 0)
            return order;
    }
    // 1.0.dev1 < 1.0a1 < 1.0 < 1.0.post1, and each of them has its own .dev before it.
    const auto stage = [](const Version &version) {
        if (version.m_pre)
            return *version.m_pre;
        const bool isOnlyDev = version.m_dev && !version.m_post;
        return Version::Pre{isOnlyDev ? '\0' : 'z', 0};
    };
    if (const auto order = stage(a) <=> stage(b); order != 0)
        return order;
    if (const auto order = a.m_post.value_or(-1) <=> b.m_post.value_or(-1); order != 0)
        return order;
    constexpr qint64 Final = std::numeric_limits<qint64>::max();
    if (const auto order = a.m_dev.value_or(Final) <=> b.m_dev.value_or(Final); order != 0)
        return order;
    for (qsizetype i = 0; i < std::min(a.m_local.size(), b.m_local.size()); ++i) {
        if (const auto order = compareLocal(a.m_local.at(i), b.m_local.at(i)); order != 0)
            return order;
    }
    return a.m_local.size() <=> b.m_local.size();
}

std::optional<Specifier::Clause> Specifier::parseClause(QStringView text)
{
    struct Name {
        QLatin1StringView text;
        Operator op;
    };
    // The longer ones first.
    static constexpr std::array Names{
        Name{"==="_L1, Operator::Identical}, Name{"=="_L1, Operator::Equal},  Name{"~="_L1, Operator::Compatible},
        Name{"!="_L1, Operator::NotEqual},   Name{"<="_L1, Operator::AtMost}, Name{">="_L1, Operator::AtLeast},
        Name{"<"_L1, Operator::Below},       Name{">"_L1, Operator::Above},
    };
    const auto *name = std::ranges::find_if(Names, [&](const Name &each) { return text.startsWith(each.text); });
    if (name == Names.end())
        return std::nullopt;
    Clause clause;
    clause.op = name->op;
    QStringView rest = trimmed(text.sliced(name->text.size()));
    if (clause.op == Operator::Identical) {
        if (rest.isEmpty() || std::ranges::any_of(rest, [](QChar c) { return c.isSpace() || c == u';' || c == u')'; }))
            return std::nullopt;
        clause.text = rest.toString().toLower();
        clause.version = Version::parse(rest);
        return clause;
    }
    const bool isEquality = clause.op == Operator::Equal || clause.op == Operator::NotEqual;
    clause.isPrefix = isEquality && rest.endsWith(".*"_L1);
    if (clause.isPrefix)
        rest.chop(2);
    clause.version = Version::parse(rest);
    if (!clause.version || rest.back().isSpace())
        return std::nullopt;
    const Version &version = *clause.version;
    const bool isPlain = !version.isPrerelease() && !version.isPostrelease() && !version.isLocal();
    if ((clause.isPrefix && !isPlain) || (!isEquality && version.isLocal())
        || (clause.op == Operator::Compatible && version.release().size() < 2))
        return std::nullopt;
    return clause;
}

std::optional<Specifier> Specifier::parse(QStringView text)
{
    Specifier specifier;
    for (const QStringView part : QStringTokenizer(text, u',')) {
        const QStringView clauseText = trimmed(part);
        if (clauseText.isEmpty())
            continue;
        const auto clause = parseClause(clauseText);
        if (!clause)
            return std::nullopt;
        specifier.m_clauses.append(*clause);
    }
    return specifier;
}

bool Specifier::Clause::contains(const Version &candidate) const
{
    if (op == Operator::Identical)
        return candidate.canonical().toLower() == text;
    const bool isSameBase = candidate.base() == version->base();
    switch (op) {
    case Operator::Equal:
    case Operator::NotEqual: {
        const bool isEqual = isPrefix ? candidate.beginsWith(*version)
                                      : (version->isLocal() ? candidate : candidate.publicPart()) == *version;
        return isEqual == (op == Operator::Equal);
    }
    case Operator::Compatible: {
        // Every number but the last one stays.
        auto prefix = version->base().canonical();
        prefix.truncate(prefix.lastIndexOf(u'.'));
        return candidate.publicPart() >= *version && candidate.beginsWith(*Version::parse(prefix));
    }
    case Operator::AtMost:
        return candidate.publicPart() <= *version;
    case Operator::AtLeast:
        return candidate.publicPart() >= *version;
    case Operator::Below: // not the pre-releases of the one that is named
        return candidate < *version && !(isSameBase && candidate.isPrerelease() && !version->isPrerelease());
    case Operator::Above: // nor its post-releases and local builds
        return candidate > *version && !(isSameBase && candidate.isPostrelease() && !version->isPostrelease())
            && !(isSameBase && candidate.isLocal());
    case Operator::Identical:
        break;
    }
    Q_UNREACHABLE_RETURN(false);
}

bool Specifier::contains(const Version &version) const
{
    return std::ranges::all_of(m_clauses, [&](const Clause &clause) { return clause.contains(version); });
}

bool Specifier::namesPrerelease() const
{
    return std::ranges::any_of(m_clauses, [](const Clause &clause) {
        return clause.op != Operator::NotEqual && clause.version && clause.version->isPrerelease();
    });
}

std::optional<Version> Specifier::pin() const
{
    if (m_clauses.size() != 1)
        return std::nullopt;
    const Clause &clause = m_clauses.first();
    const bool isPin = clause.op == Operator::Identical || (clause.op == Operator::Equal && !clause.isPrefix);
    return isPin ? clause.version : std::nullopt;
}

} // namespace Spacewright::PackageIndex
