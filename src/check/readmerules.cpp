// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/headerfixes.h"
#include "check/headerkeys.h"
#include "check/names.h"
#include "check/rule.h"
#include "manifest/customheaders.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Sdk;
using Spacewright::Manifest::YamlNode;
using Spacewright::Manifest::YamlPair;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr QLatin1StringView ConfigReference = "https://huggingface.co/docs/hub/spaces-config-reference"_L1;
constexpr QLatin1StringView Validator = "POST /api/validate-yaml, seen in push refusals"_L1;

/// Values of the header stand in sentences beside other words.
QString shown(const QString &text)
{
    return Check::shown(text, 24);
}

Fix write(const QString &text, const TextRange &range)
{
    return writing(text, Readme, range);
}

void shortDescription(const Subject &subject, const Report &report)
{
    const auto &text = subject.manifest.shortDescription;
    if (!text)
        return;
    const qsizetype length = text->value.toUcs4().size();
    if (length > LongestDescription)
        report({Readme, text->range,
                Words::tr("The short description has %1 characters; the Hub accepts 60. Shorten it by %2.")
                    .arg(length)
                    .arg(length - LongestDescription),
                Words::tr("%1 of 60 characters").arg(length)});
}

void colour(const Subject &subject, const Report &report)
{
    for (const auto *value : {&subject.manifest.colorFrom, &subject.manifest.colorTo}) {
        if (!*value || contains(colours(), (*value)->value))
            continue;
        report({Readme,
                (*value)->range,
                Words::tr("%1 is not a colour of the Hub. Use red, yellow, green, blue, indigo, purple, pink or gray.")
                    .arg(shown((*value)->value)),
                Words::tr("no such colour"),
                {},
                closestFix(colours(), (*value)->value, (*value)->range)});
    }
}

void unknownSdk(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "sdk"_L1);
    if (!pair || subject.manifest.sdk)
        return;
    static constexpr QLatin1StringView Names[] = {"gradio"_L1, "docker"_L1, "static"_L1, "streamlit"_L1};
    report({Readme,
            pair->value.range,
            Words::tr("The Hub knows no SDK \"%1\". Write gradio, docker or static.").arg(shown(pair->value.printed())),
            Words::tr("no such SDK"),
            {},
            closestFix(Names, pair->value.printed(), pair->value.range)});
}

void streamlitSdk(const Subject &subject, const Report &report)
{
    if (subject.hasSdk(Sdk::Streamlit))
        report(
            {Readme, subject.manifest.sdk->range,
             Words::tr("The Hub takes no new Spaces with sdk: streamlit. Use sdk: docker with the Streamlit template."),
             Words::tr("existing Spaces only")});
}

void incompleteSdkVersion(const Subject &subject, const Report &report)
{
    static const QRegularExpression complete(u"^\\d+\\.\\d+\\.\\d+"_s);
    const YamlPair *pair = written(subject, "sdk_version"_L1);
    if (!pair || !subject.hasSdk(Sdk::Gradio) || !pair->value.isScalar()
        || complete.match(pair->value.printed()).hasMatch())
        return;
    const QString read = pair->value.printed();
    const QString message = read == pair->value.text
        ? Words::tr("There is no Gradio %1. Write all three numbers in quotes, such as \"6.25.0\".").arg(shown(read))
        : Words::tr("%1 without quotes is the number %2, and no Gradio version. Write three numbers in quotes.")
              .arg(shown(pair->value.text), shown(read));
    report({Readme, pair->value.range, message, Words::tr("incomplete version")});
}

void missingSdkVersion(const Subject &subject, const Report &report)
{
    if (subject.hasSdk(Sdk::Gradio) && !written(subject, "sdk_version"_L1))
        report(
            {Readme, subject.manifest.sdk->range,
             Words::tr(
                 "Without sdk_version another Gradio may be installed one day. Add the version that you have tested."),
             Words::tr("no sdk_version")});
}

void numberAsPython(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "python_version"_L1);
    if (!pair || !subject.isPythonSdk() || pair->value.kind != YamlNode::Kind::Float
        || pair->value.printed() == pair->value.text)
        return;
    report({Readme,
            pair->value.range,
            Words::tr("%1 without quotes is the number %2, and there is no such Python. Put it in quotes.")
                .arg(shown(pair->value.text), pair->value.printed()),
            Words::tr("read as %1").arg(pair->value.printed()),
            {},
            {write(u'"' + pair->value.text + u'"', pair->value.range)}});
}

void barePython(const Subject &subject, const Report &report)
{
    const YamlPair *pair = written(subject, "python_version"_L1);
    if (!pair || pair->value.kind != YamlNode::Kind::Float || pair->value.printed() != pair->value.text)
        return;
    report({Readme,
            pair->value.range,
            Words::tr("Put the Python version in quotes, so that nobody's 3.10 becomes 3.1."),
            Words::tr("no quotes"),
            {},
            {write(u'"' + pair->value.text + u'"', pair->value.range)}});
}

void strangePython(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(u"^3\\.\\d+(?:\\.\\d+)?$"_s);
    const YamlPair *pair = written(subject, "python_version"_L1);
    if (!pair || !subject.isPythonSdk() || !pair->value.isScalar() || pair->value.kind == YamlNode::Kind::Float
        || form.match(pair->value.printed()).hasMatch())
        return;
    report({Readme, pair->value.range,
            Words::tr("python_version is written 3.x or 3.x.x, and \"%1\" is neither. Write such as \"3.12\".")
                .arg(shown(pair->value.printed())),
            Words::tr("no Python version")});
}

void missingPython(const Subject &subject, const Report &report)
{
    if (subject.hasSdk(Sdk::Gradio) && !written(subject, "python_version"_L1))
        report({Readme, subject.manifest.sdk->range,
                Words::tr("Without python_version the Hub chooses: 3.10 by its documentation, 3.13 in 2026. Add the "
                          "one you need."),
                Words::tr("no python_version")});
}

void portRange(const Subject &subject, const Report &report)
{
    const auto &port = subject.manifest.appPortKey;
    if (port && (port->value < 1 || port->value > 65535))
        report({Readme, port->range, Words::tr("%1 is no port. Write a number from 1024 to 65535.").arg(port->value),
                Words::tr("no port")});
    else if (port && port->value < 1024 && subject.hasSdk(Sdk::Docker))
        report({Readme, port->range,
                Words::tr("Port %1 needs an administrator, and a Space runs as user 1000. Use one from 1024 up.")
                    .arg(port->value),
                Words::tr("below 1024")});
}

void ignoredForSdk(const Subject &subject, const Report &report)
{
    if (!subject.manifest.sdk)
        return;
    for (const YamlPair &pair : subject.manifest.header.pairs) {
        const HeaderKey *key = findHeaderKey(pair.key);
        if (!key || !key->usedBy || isUsedBy(*key, subject.manifest.sdk->value))
            continue;
        report({Readme,
                pair.keyRange,
                Words::tr("%1 has no effect in a %2 Space. Remove it.")
                    .arg(pair.key, Manifest::sdkName(subject.manifest.sdk->value)),
                Words::tr("no effect"),
                {},
                sureRemoval(pair)});
    }
}

void basePath(const Subject &subject, const Report &report)
{
    const auto &path = subject.manifest.basePathKey;
    if (!path || path->value.startsWith(u'/'))
        return;
    report({Readme,
            path->range,
            Words::tr("base_path must begin with a slash. Write /%1.").arg(shown(path->value)),
            Words::tr("no slash"),
            {},
            {write(u'/' + path->value, path->range)}});
}

void customHeaders(const Subject &subject, const Report &report)
{
    QList<QLatin1StringView> names;
    for (const Manifest::HeaderChoice &choice : Manifest::headerChoices())
        names.append(choice.name);
    for (const Manifest::CustomHeader &header : subject.manifest.customHeaders) {
        const Manifest::HeaderChoice *choice = Manifest::headerChoice(header.name);
        if (!choice) {
            report({Readme,
                    header.nameRange,
                    Words::tr("%1 cannot be set. Only the three cross-origin policies can, in lower case.")
                        .arg(shown(header.name)),
                    Words::tr("not one of three"),
                    {},
                    closestFix(names, header.name, header.nameRange)});
            continue;
        }
        const auto &values = choice->values;
        if (Manifest::isSentByTheHub(header.name, header.value))
            continue;
        report({Readme,
                header.range,
                Words::tr("%1 is no value of this header. Choose from %2, %3 and %4.")
                    .arg(shown(header.value), values[0], values[1], values[2]),
                Words::tr("no such value"),
                {},
                closestFix(values, header.value, header.range)});
    }
}

void licence(const Subject &subject, const Report &report)
{
    for (const auto &id : subject.manifest.licences) {
        if (contains(licences(), id.value))
            continue;
        const QString meant = closest(licences(), id.value);
        report({Readme,
                id.range,
                meant.isEmpty() ? Words::tr("%1 is not a licence id of the Hub. Choose one of its list, or other.")
                                      .arg(shown(id.value))
                                : Words::tr("%1 is not a licence id of the Hub. Write %2.").arg(shown(id.value), meant),
                Words::tr("no such licence"),
                {},
                meant.isEmpty() ? QList<Fix>() : QList{write(meant, id.range)}});
    }
}

void licenceName(const Subject &subject, const Report &report)
{
    for (const auto &id : subject.manifest.licences) {
        if (id.value == "other"_L1 && !written(subject, "license_name"_L1))
            report({Readme, id.range, Words::tr("Another licence needs its name. Add license_name and license_link."),
                    Words::tr("no license_name")});
    }
}

void unknownKey(const Subject &subject, const Report &report)
{
    for (const YamlPair &pair : subject.manifest.header.pairs) {
        const QString meant = contains(headerKeys(), pair.key) ? QString() : closest(headerKeys(), pair.key);
        if (meant.isEmpty() || subject.manifest.header.find(meant))
            continue;
        report({Readme,
                pair.keyRange,
                Words::tr("Nobody reads the key %1. Is %2 meant?").arg(shown(pair.key), meant),
                Words::tr("%1?").arg(meant),
                {},
                {write(meant, pair.keyRange)}});
    }
}

void settingAsKey(const Subject &subject, const Report &report)
{
    for (const QLatin1StringView key :
         {"hardware"_L1, "storage"_L1, "secrets"_L1, "env"_L1, "variables"_L1, "dockerfile"_L1}) {
        if (const YamlPair *pair = written(subject, key))
            report(
                {Readme, pair->keyRange,
                 Words::tr("%1 is not a key of the header. Set it in the Space's settings on the Hub.").arg(key),
                 Words::tr("not a key"),
                 key == "dockerfile"_L1 ? Words::tr("The Dockerfile is always the one in the top folder.") : QString(),
                 sureRemoval(*pair)});
    }
}

void hardware(const Subject &subject, const Report &report)
{
    const auto &flavour = subject.manifest.suggestedHardware;
    if (flavour && !contains(flavours(), flavour->value))
        report(
            {Readme,
             flavour->range,
             Words::tr("%1 is not a flavour of the Hub that is known here. Check its name.").arg(shown(flavour->value)),
             Words::tr("unknown flavour"),
             {},
             closestFix(flavours(), flavour->value, flavour->range)});
}

void retiredStorage(const Subject &subject, const Report &report)
{
    if (const YamlPair *pair = written(subject, "suggested_storage"_L1))
        report({Readme,
                pair->keyRange,
                Words::tr("suggested_storage has no effect any more: the tiers were withdrawn. Remove it."),
                Words::tr("withdrawn"),
                {},
                sureRemoval(*pair)});
}

void emoji(const Subject &subject, const Report &report)
{
    const auto &text = subject.manifest.emoji;
    const bool hasLetters =
        text && std::ranges::any_of(text->value, [](QChar c) { return c.unicode() < 128 && c.isLetter(); });
    if (hasLetters || (text && text->value.trimmed().isEmpty()))
        report({Readme, text->range, Words::tr("emoji takes one emoji, and this is text. Write such as 🚀."),
                Words::tr("not an emoji")});
}

void headerStyle(const Subject &subject, const Report &report)
{
    static constexpr QLatin1StringView Values[] = {"mini"_L1, "default"_L1};
    const YamlPair *pair = written(subject, "header"_L1);
    if (pair && !contains(Values, pair->value.printed()))
        report({Readme,
                pair->value.range,
                Words::tr("header is either mini or default. Write one of the two."),
                Words::tr("mini or default"),
                {},
                closestFix(Values, pair->value.printed(), pair->value.range)});
}

constexpr const char *Unconfirmed = QT_TRANSLATE_NOOP(
    "Check", "The reference gives this form; what the Hub does with another one is unconfirmed, so this never blocks.");

constexpr Rule Rules[] = {
    {"readme/short-description"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP(
         "Check",
         "The Hub refuses the push: \"short_description\" length must be less than or equal to 60 characters long."),
     shortDescription},
    {"readme/color"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP(
         "Check",
         "The Hub refuses the push: the colour must be one of [red, yellow, green, blue, indigo, purple, pink, gray]."),
     colour},
    {"readme/sdk"_L1, Severity::WillNotStart, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "Without a known SDK the Hub cannot build anything: stage CONFIG_ERROR."), unknownSdk},
    {"readme/sdk-streamlit"_L1, Severity::Advice, ConfigReference,
     QT_TRANSLATE_NOOP("Check",
                       "Creating one answers: Invalid option: expected one of \"gradio\"|\"docker\"|\"static\" at sdk. "
                       "Spaces that exist go on."),
     streamlitSdk},
    {"readme/sdk-version"_L1, Severity::WillNotStart,
     "CONFIG_ERROR \"Gradio version does not exist\", seen on Spaces"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub installs exactly this version of Gradio; an incomplete one ends in CONFIG_ERROR "
                       "\"Gradio version does not exist\"."),
     incompleteSdkVersion},
    {"readme/sdk-version-missing"_L1, Severity::Advice, ConfigReference,
     QT_TRANSLATE_NOOP(
         "Check", "The Hub fills the key in when it creates a Space; what it does without it later is unconfirmed."),
     missingSdkVersion},
    {"readme/python-version-number"_L1, Severity::BuildFails, "huggingface/hub-docs issue 1928"_L1,
     QT_TRANSLATE_NOOP("Check", "YAML reads 3.10 as the number 3.1. The validator lets it pass and the build fails."),
     numberAsPython},
    {"readme/python-version-unquoted"_L1, Severity::Advice, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "This version survives being read as a number, the next one may not."), barePython},
    {"readme/python-version"_L1, Severity::Advice, ConfigReference, Unconfirmed, strangePython},
    {"readme/python-version-missing"_L1, Severity::Advice, "build logs of 2026"_L1,
     QT_TRANSLATE_NOOP(
         "Check", "Documentation and build logs disagree about the default, so the key is the only way to be sure."),
     missingPython},
    {"readme/app-port"_L1, Severity::BreaksForVisitors, ConfigReference,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub asks this port until the app answers, or gives up. Whether it refuses the value "
                       "earlier is unconfirmed."),
     portRange},
    {"readme/key-for-other-sdk"_L1, Severity::Ignored, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "The Hub reads this key for other SDKs only."), ignoredForSdk},
    {"readme/base-path"_L1, Severity::Advice, ConfigReference, Unconfirmed, basePath},
    {"readme/custom-headers"_L1, Severity::Ignored, ConfigReference, Unconfirmed, customHeaders},
    {"readme/license"_L1, Severity::PushRefused, Validator,
     QT_TRANSLATE_NOOP("Check", "The Hub refuses the push: \"license\" must be one of its list."), licence},
    {"readme/license-name"_L1, Severity::Advice, ConfigReference, Unconfirmed, licenceName},
    {"readme/unknown-key"_L1, Severity::Advice, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "The Hub accepts keys that it does not know and does nothing with them."), unknownKey},
    {"readme/setting-as-key"_L1, Severity::Ignored, "huggingface/skills, huggingface-spaces notes"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "Hardware, storage, secrets and variables belong to the Space on the Hub, not to its files."),
     settingAsKey},
    {"readme/suggested-hardware"_L1, Severity::Advice, ConfigReference, Unconfirmed, hardware},
    {"readme/suggested-storage"_L1, Severity::Ignored, ConfigReference,
     QT_TRANSLATE_NOOP("Check", "The persistent storage tiers were withdrawn; the key is read by nobody."),
     retiredStorage},
    {"readme/emoji"_L1, Severity::Advice, ConfigReference, Unconfirmed, emoji},
    {"readme/header"_L1, Severity::Advice, ConfigReference, Unconfirmed, headerStyle},
};

} // namespace

std::span<const Rule> readmeRules()
{
    return Rules;
}

} // namespace Spacewright::Check
