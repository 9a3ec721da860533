// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spaceid.h"
#include "check/headerfixes.h"
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Located;
using Spacewright::Manifest::YamlNode;
using Spacewright::Manifest::YamlPair;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr QLatin1StringView ConfigReference = "https://huggingface.co/docs/hub/spaces-config-reference"_L1;
constexpr QLatin1StringView OauthReference = "https://huggingface.co/docs/hub/spaces-oauth"_L1;
constexpr QLatin1StringView CreateApi = "POST /api/repos/create"_L1;
constexpr QLatin1StringView IdRules = "huggingface_hub utils/_validators.py"_L1;

bool isAddress(const QString &text)
{
    static const QRegularExpression form(u"^https?://[^\\s/]+"_s, QRegularExpression::CaseInsensitiveOption);
    return form.match(text).hasMatch();
}

/// Models and datasets are called as Spaces are, old ones also without an owner.
bool isHubId(const QString &text)
{
    return SpaceId::parse(text.contains(u'/') ? text : u"x/"_s + text).has_value();
}

/// `owner/name` of an address of a model or dataset on the Hub; empty for other addresses.
QString idInAddress(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:https?://)?(?:www\\.)?(?:huggingface\\.co|hf\\.co)/(?:datasets/|models/)?([^/?#\\s]+/[^/?#\\s]+)/?$"_s);
    const QString id = form.match(text).captured(1);
    return isHubId(id) ? id : QString();
}

void licenceName(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(u"^[a-z0-9.-]+$"_s);
    const YamlPair *pair = written(subject, "license_name"_L1);
    if (!pair || !pair->value.isScalar() || form.match(pair->value.printed()).hasMatch())
        return;
    QString plain = pair->value.printed().toLower();
    plain.replace(QRegularExpression(u"[^a-z0-9.]+"_s), u"-"_s);
    report({Readme,
            pair->value.range,
            Words::tr("license_name takes lower case letters, digits, dots and dashes. Write it like my-licence-1.0."),
            Words::tr("not such a name"),
            {},
            form.match(plain).hasMatch() ? QList{writing(plain, Readme, pair->value.range)} : QList<Fix>()});
}

void licenceLink(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "license_link"_L1);
    if (!pair || !pair->value.isScalar())
        return;
    const QString link = pair->value.printed();
    const bool isFile = link == "LICENSE"_L1 || link == "LICENSE.md"_L1;
    if (!isFile && !isAddress(link))
        report({Readme, pair->value.range,
                Words::tr("license_link is LICENSE, LICENSE.md or an address. Write one of them."),
                Words::tr("no such link")});
    else if (isFile && !subject.snapshot.hasFile(link))
        report({Readme, pair->value.range,
                Words::tr("The Space has no file %1. Add it, or give the address of the licence.").arg(link),
                Words::tr("no such file")});
}

void licenceKeysUnused(const Subject &subject, const Report &report)
{
    const auto &licences = subject.manifest.licences;
    if (licences.isEmpty()
        || std::ranges::any_of(licences, [](const Located<QString> &id) { return id.value == "other"_L1; }))
        return;
    for (const QLatin1StringView key : {"license_name"_L1, "license_link"_L1}) {
        if (const YamlPair *pair = written(subject, key))
            report({Readme,
                    pair->keyRange,
                    Words::tr("%1 counts only beside license: other. Remove it.").arg(key),
                    Words::tr("no effect"),
                    {},
                    sureRemoval(*pair)});
    }
}

/// Calls `look` with the key for each entry of models and datasets.
template<typename Look>
void forEachLink(const Subject &subject, Look look)
{
    for (const Located<QString> &id : subject.manifest.models)
        look(u"models"_s, id);
    for (const Located<QString> &id : subject.manifest.datasets)
        look(u"datasets"_s, id);
}

void linkedId(const Subject &subject, const Report &report)
{
    forEachLink(subject, [&](const QString &key, const Located<QString> &id) {
        if (isHubId(id.value))
            return;
        const QString meant = idInAddress(id.value);
        report({Readme,
                id.range,
                meant.isEmpty() ? Words::tr("\"%1\" is no id of the Hub. Entries of %2 are written owner/name.")
                                      .arg(shown(id.value, 24), key)
                                : Words::tr("%1 takes ids, not addresses. Write %2.").arg(key, shown(meant, 60)),
                Words::tr("not owner/name"),
                {},
                meant.isEmpty() ? QList<Fix>() : QList{writing(meant, Readme, id.range)}});
    });
}

void linkedTwice(const Subject &subject, const Report &report)
{
    QSet<QString> seen;
    forEachLink(subject, [&](const QString &key, const Located<QString> &id) {
        const QString entry = key + u' ' + id.value;
        if (seen.contains(entry))
            report({Readme, id.range,
                    Words::tr("%1 stands in %2 twice. Remove one of them.").arg(shown(id.value, 48), key),
                    Words::tr("written twice")});
        seen.insert(entry);
    });
}

void thumbnail(const Subject &subject, const Report &report)
{
    const auto &address = subject.manifest.thumbnail;
    if (address && !isAddress(address->value))
        report({Readme, address->range,
                Words::tr("thumbnail is a whole address, so this shows nothing. Begin it with https://."),
                Words::tr("no address")});
}

void preload(const Subject &subject, const Report &report)
{
    static const QRegularExpression commit(u"^[0-9a-f]{7,40}$"_s);
    for (const Manifest::Preload &entry : subject.manifest.preloadFromHub) {
        if (!isHubId(entry.repository))
            report({Readme, entry.range,
                    Words::tr("\"%1\" is no repository of the Hub. Begin the entry with owner/name.")
                        .arg(shown(entry.repository, 32)),
                    Words::tr("not owner/name")});
        else if (!entry.commit.isEmpty() && !commit.match(entry.commit).hasMatch())
            report({Readme, entry.range,
                    Words::tr(
                        "\"%1\" is no commit. Files are separated by commas without spaces, then follows the commit.")
                        .arg(shown(entry.commit, 24)),
                    Words::tr("no commit")});
    }
}

void oauthScopes(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "hf_oauth_scopes"_L1);
    if (!pair)
        return;
    for (const YamlNode &scope : pair->value.items) {
        if (scope.isScalar() && !contains(Check::oauthScopes(), scope.printed()))
            report({Readme,
                    scope.range,
                    Words::tr("The Hub knows no scope %1. Choose one of its list.").arg(shown(scope.printed(), 32)),
                    Words::tr("no such scope"),
                    {},
                    closestFix(Check::oauthScopes(), scope.printed(), scope.range)});
    }
}

void oauthGranted(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "hf_oauth_scopes"_L1);
    if (!pair)
        return;
    for (const YamlNode &scope : pair->value.items) {
        if (scope.printed() == "openid"_L1 || scope.printed() == "profile"_L1)
            report({Readme, scope.range,
                    Words::tr("%1 is granted without being asked for. Leave it out.").arg(scope.printed()),
                    Words::tr("always granted")});
    }
}

void oauthMinutes(const Subject &subject, const Report &report)
{
    constexpr int MostMinutes = 43'200; // 30 days
    const YamlPair *pair = written(subject, "hf_oauth_expiration_minutes"_L1);
    if (!pair || !pair->value.isScalar())
        return;
    bool isNumber = false;
    const int minutes = pair->value.printed().toInt(&isNumber);
    if (!isNumber || minutes < 1 || minutes > MostMinutes)
        report({Readme, pair->value.range,
                Words::tr("hf_oauth_expiration_minutes is a whole number from 1 to 43200. Write one, such as 480."),
                Words::tr("1 to 43200")});
}

void oauthOff(const Subject &subject, const Report &report)
{
    if (subject.manifest.hfOauth && subject.manifest.hfOauth->value)
        return;
    for (const QLatin1StringView key :
         {"hf_oauth_scopes"_L1, "hf_oauth_expiration_minutes"_L1, "hf_oauth_authorized_org"_L1}) {
        const YamlPair *pair = written(subject, key);
        if (!pair)
            continue;
        report({Readme,
                pair->keyRange,
                Words::tr("%1 has no effect while sign-in is off. Add hf_oauth: true.").arg(key),
                Words::tr("hf_oauth is off"),
                {},
                settingKey(subject, Words::tr("Add hf_oauth: true"), u"hf_oauth"_s, true)});
        return;
    }
}

void undocumentedDescription(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "description"_L1);
    if (pair && !written(subject, "short_description"_L1))
        report({Readme,
                pair->keyRange,
                Words::tr("The Hub shows short_description, not description. Rename the key."),
                Words::tr("short_description?"),
                {},
                {writing(u"short_description"_s, Readme, pair->keyRange)}});
}

void missingTitle(const Subject &subject, const Report &report)
{
    if (subject.manifest.isHeaderUsable && subject.manifest.sdk && !written(subject, "title"_L1))
        report({Readme, subject.manifest.sdk->key,
                Words::tr("The Space has no title, so its repository's name is shown. Add the key title."),
                Words::tr("no title")});
}

constexpr const char *Unconfirmed = QT_TRANSLATE_NOOP(
    "Check", "The reference gives this form; what the Hub does with another one is unconfirmed, so this never blocks.");

constexpr Rule Rules[] = {
    {"readme/license-name-form"_L1, Severity::Advice, CreateApi, Unconfirmed, licenceName},
    {"readme/license-link"_L1, Severity::Advice, ConfigReference, Unconfirmed, licenceLink},
    {"readme/license-keys-unused"_L1, Severity::Ignored, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "Name and link describe a licence that the Hub does not know."), licenceKeysUnused},
    {"readme/linked-id"_L1, Severity::Advice, IdRules,
     QT_TRANSLATE_NOOP("Check",
                       "Ids of this form link the Space with its models and datasets. The validator of model cards "
                       "refuses others; for Spaces that is unconfirmed."),
     linkedId},
    {"readme/linked-twice"_L1, Severity::Advice, ConfigReference, QT_TRANSLATE_NOOP("Check", "One link is enough."),
     linkedTwice},
    {"readme/thumbnail"_L1, Severity::Ignored, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "The picture is fetched by other sites, which do not know the repository."), thumbnail},
    {"readme/preload"_L1, Severity::BuildFails, ConfigReference,
     QT_TRANSLATE_NOOP("Check",
                       "Each entry is REPO, REPO FILE,FILE or REPO FILE,FILE COMMIT, and is downloaded while the image "
                       "is built."),
     preload},
    {"readme/oauth-scope"_L1, Severity::Advice, OauthReference,
     QT_TRANSLATE_NOOP(
         "Check",
         "Visitors are asked for these rights when they sign in. What the Hub does with an unknown one is "
         "unconfirmed."),
     oauthScopes},
    {"readme/oauth-scope-granted"_L1, Severity::Advice, OauthReference,
     QT_TRANSLATE_NOOP("Check", "Every sign-in carries openid and profile."), oauthGranted},
    {"readme/oauth-minutes"_L1, Severity::Advice, OauthReference, Unconfirmed, oauthMinutes},
    {"readme/oauth-off"_L1, Severity::Ignored, OauthReference,
     QT_TRANSLATE_NOOP("Check", "The OAuth app of a Space exists only with hf_oauth: true."), oauthOff},
    {"readme/description-key"_L1, Severity::Ignored, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "Cards and search show short_description; description is not documented for Spaces."),
     undocumentedDescription},
    {"readme/title-missing"_L1, Severity::Advice, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "Title, emoji and colours make the card by which people find the Space."),
     missingTitle},
};

} // namespace

std::span<const Rule> linkRules()
{
    return Rules;
}

} // namespace Spacewright::Check
