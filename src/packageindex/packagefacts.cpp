// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/packagefacts.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {
/// Our choice: no package has a name that long.
constexpr qsizetype LongestName = 128;

QStringList strings(const QJsonValue &value)
{
    QStringList result;
    for (const QJsonValue &each : value.toArray())
        result.append(each.toString());
    return result;
}

QJsonArray toJson(const Release &release)
{
    return {release.text, release.isYanked, release.yankedWhy, release.requiresPython,
            QJsonArray::fromStringList(release.platforms)};
}

std::optional<Release> releaseFromJson(const QJsonArray &array)
{
    const auto version = Version::parse(array.at(0).toString());
    if (!version)
        return std::nullopt;
    return Release{.text = array.at(0).toString(),
                   .version = *version,
                   .isYanked = array.at(1).toBool(),
                   .yankedWhy = array.at(2).toString(),
                   .requiresPython = array.at(3).toString(),
                   .platforms = strings(array.at(4))};
}
} // namespace

const Release *PackageFacts::newest() const
{
    const Release *found = newestWhere([](const Release &) { return true; });
    return found && !found->isPrerelease() ? found : nullptr;
}

const Release *PackageFacts::find(const Version &version) const
{
    const auto found = std::ranges::find(releases, version, &Release::version);
    return found == releases.cend() ? nullptr : &*found;
}

bool PackageFacts::hasOnlyPrereleases() const
{
    return !releases.isEmpty() && std::ranges::all_of(releases, &Release::isPrerelease);
}

bool isNormalName(QStringView name)
{
    const auto isPlain = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
    return !name.isEmpty() && name.size() <= LongestName && isPlain(name.front()) && isPlain(name.back())
        && std::ranges::all_of(name, [&](QChar c) { return isPlain(c) || c == u'-'; }) && !name.contains("--"_L1);
}

QJsonObject toJson(const PackageFacts &facts)
{
    QJsonArray releases;
    for (const Release &release : facts.releases)
        releases.append(toJson(release));
    return {{u"name"_s, facts.name},
            {u"known"_s, facts.isKnown()},
            {u"looked_up"_s, facts.lookedUp.toString(Qt::ISODate)},
            {u"hosts"_s, QJsonArray::fromStringList(facts.hosts)},
            {u"releases"_s, releases}};
}

std::optional<PackageFacts> factsFromJson(const QJsonObject &object)
{
    PackageFacts facts;
    facts.name = object.value("name"_L1).toString();
    facts.lookedUp = QDateTime::fromString(object.value("looked_up"_L1).toString(), Qt::ISODate);
    facts.state = object.value("known"_L1).toBool() ? PackageFacts::State::Known : PackageFacts::State::Unknown;
    facts.hosts = strings(object.value("hosts"_L1));
    if (!isNormalName(facts.name) || !facts.lookedUp.isValid() || !object.value("known"_L1).isBool())
        return std::nullopt;
    for (const QJsonValue &each : object.value("releases"_L1).toArray()) {
        const auto release = releaseFromJson(each.toArray());
        if (!release)
            return std::nullopt;
        facts.releases.append(*release);
    }
    return facts;
}

} // namespace Spacewright::PackageIndex
