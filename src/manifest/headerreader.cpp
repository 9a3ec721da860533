// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/headerreader.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Manifest)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr QLatin1StringView ConfigReference = "https://huggingface.co/docs/hub/spaces-config-reference"_L1;

Fix replacement(const QString &title, const TextRange &range, const QString &text)
{
    return {title, {{Readme, range, text}}};
}

} // namespace

std::optional<std::chrono::seconds> durationFromText(const QString &text)
{
    static const QRegularExpression form(
        u"^(?:(\\d{1,6})\\s*d)?\\s*(?:(\\d{1,6})\\s*h)?\\s*(?:(\\d{1,6})\\s*m)?\\s*(?:(\\d{1,6})\\s*s)?$"_s);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const std::chrono::seconds duration = std::chrono::days(match.captured(1).toInt())
        + std::chrono::hours(match.captured(2).toInt()) + std::chrono::minutes(match.captured(3).toInt())
        + std::chrono::seconds(match.captured(4).toInt());
    return duration > std::chrono::seconds::zero() ? std::optional(duration) : std::nullopt;
}

HeaderReader::HeaderReader(SpaceManifest &manifest)
    : m_manifest(manifest)
{
}

void HeaderReader::read()
{
    checkKeys();
    readSdk();
    readText("title"_L1, m_manifest.title);
    readText("emoji"_L1, m_manifest.emoji);
    readText("colorFrom"_L1, m_manifest.colorFrom);
    readText("colorTo"_L1, m_manifest.colorTo);
    readText("short_description"_L1, m_manifest.shortDescription);
    readText("sdk_version"_L1, m_manifest.sdkVersion);
    readText("python_version"_L1, m_manifest.pythonVersion);
    readText("app_file"_L1, m_manifest.appFileKey);
    readText("app_build_command"_L1, m_manifest.appBuildCommand);
    readText("base_path"_L1, m_manifest.basePathKey);
    readText("suggested_hardware"_L1, m_manifest.suggestedHardware);
    readText("thumbnail"_L1, m_manifest.thumbnail);
    readFlag("pinned"_L1, m_manifest.pinned);
    readFlag("fullWidth"_L1, m_manifest.fullWidth);
    readFlag("hf_oauth"_L1, m_manifest.hfOauth);
    readFlag("disable_embedding"_L1, m_manifest.disableEmbedding);
    readList("license"_L1, m_manifest.licences, true);
    readList("models"_L1, m_manifest.models);
    readList("datasets"_L1, m_manifest.datasets);
    readList("tags"_L1, m_manifest.tags);
    readPort();
    readTimeout();
    readHeaders();
    readPreloads();
}

const YamlPair *HeaderReader::pair(QLatin1StringView key) const
{
    const YamlPair *found = m_manifest.header.find(QString(key));
    return found && found->value.kind != YamlNode::Kind::Null ? found : nullptr;
}

void HeaderReader::wrongType(const YamlPair &pair, const QString &message, const QList<Fix> &fixes)
{
    m_manifest.diagnostics.append(Diagnostic{
        .rule = u"readme/value-type"_s,
        .severity = Severity::Ignored,
        .file = Readme,
        .range = pair.value.range.isEmpty() ? pair.keyRange : pair.value.range,
        .message = message,
        .shortMessage = Words::tr("wrong type"),
        .why = Words::tr("The value does not have the type that the reference gives for %1, so it is not used here. "
                         "What the Hub does with it is unconfirmed.")
                   .arg(pair.key),
        .source = ConfigReference,
        .fixes = fixes,
    });
}

void HeaderReader::checkKeys()
{
    QSet<QString> seen;
    for (const YamlPair &pair : std::as_const(m_manifest.header.pairs)) {
        const QString shown = pair.key.left(32);
        if (pair.key.contains(u'.') || pair.key.contains(u'$')) {
            m_manifest.diagnostics.append(Diagnostic{
                .rule = u"readme/key-characters"_s,
                .severity = Severity::PushRefused,
                .file = Readme,
                .range = pair.keyRange,
                .message = Words::tr("The key \"%1\" holds a dot or a dollar sign, which the Hub refuses. Rename it.")
                               .arg(shown),
                .shortMessage = Words::tr("dot or dollar sign"),
                .why = u"You can't have a key with a \".\" or \"$\" character in your YAML metadata"_s,
                .source = u"huggingface_hub issue 1114"_s,
                .fixes = {},
            });
        }
        if (seen.contains(pair.key)) {
            m_manifest.diagnostics.append(Diagnostic{
                .rule = u"readme/duplicate-key"_s,
                .severity = Severity::PushRefused,
                .file = Readme,
                .range = pair.keyRange,
                .message =
                    Words::tr("The key %1 stands here twice, which YAML does not allow. Keep one of them.").arg(shown),
                .shortMessage = Words::tr("second %1").arg(shown),
                .why = Words::tr("A key may appear once in a mapping; here the first one is used until then."),
                .source = u"YAML 1.2.2 §3.2.1.1"_s,
                .fixes = {},
            });
        }
        seen.insert(pair.key);
    }
}

void HeaderReader::readSdk()
{
    const YamlPair *found = pair("sdk"_L1);
    if (!found) {
        if (!m_manifest.isHeaderUsable)
            return; // it may stand in what could not be read
        const YamlPair *written = m_manifest.header.find(u"sdk");
        m_manifest.diagnostics.append(Diagnostic{
            .rule = u"readme/sdk-missing"_s,
            .severity = Severity::WillNotStart,
            .file = Readme,
            .range = written ? written->keyRange : m_manifest.header.range,
            .message = Words::tr("README.md does not say which SDK the Space uses. Add sdk: gradio, docker or static."),
            .shortMessage = Words::tr("no sdk"),
            .why = u"Missing SDK in configuration"_s,
            .source = ConfigReference,
            .fixes = {},
        });
        return;
    }
    if (const auto sdk = sdkFromName(found->value.printed()))
        m_manifest.sdk = {*sdk, found->keyRange, found->value.range};
}

void HeaderReader::readText(QLatin1StringView key, std::optional<Located<QString>> &target)
{
    const YamlPair *found = pair(key);
    if (!found)
        return;
    if (found->value.isScalar())
        target = {found->value.printed(), found->keyRange, found->value.range};
    else
        wrongType(*found, Words::tr("%1 takes one text, not a list or a mapping. Write one value.").arg(key));
}

void HeaderReader::readFlag(QLatin1StringView key, std::optional<Located<bool>> &target)
{
    const YamlPair *found = pair(key);
    if (!found)
        return;
    const QString written = found->value.text.toLower();
    if (found->value.kind == YamlNode::Kind::Bool) {
        target = {written == "true"_L1, found->keyRange, found->value.range};
        return;
    }
    // YAML 1.1 took these for truth values, and a quoted one is text.
    QList<Fix> fixes;
    if (written == "yes"_L1 || written == "on"_L1 || written == "true"_L1)
        fixes = {replacement(Words::tr("Write true"), found->value.range, u"true"_s)};
    else if (written == "no"_L1 || written == "off"_L1 || written == "false"_L1)
        fixes = {replacement(Words::tr("Write false"), found->value.range, u"false"_s)};
    wrongType(*found,
              Words::tr("%1 is true or false, and this is neither. Write one of the two without quotes.").arg(key),
              fixes);
}

void HeaderReader::readList(QLatin1StringView key, QList<Located<QString>> &target, bool mayBeOne)
{
    const YamlPair *found = pair(key);
    if (!found)
        return;
    if (found->value.isScalar()) {
        target.append({found->value.printed(), found->keyRange, found->value.range});
        if (!mayBeOne)
            wrongType(*found, Words::tr("%1 is a list. Write each entry on a line of its own, after a dash.").arg(key));
        return;
    }
    for (const YamlNode &item : found->value.items) {
        if (item.isScalar())
            target.append({item.printed(), found->keyRange, item.range});
        else
            wrongType({found->key, found->keyRange, item},
                      Words::tr("An entry of %1 is not a text. Write one text per entry.").arg(key));
    }
    if (found->value.kind == YamlNode::Kind::Mapping)
        wrongType(*found, Words::tr("%1 is a list. Write each entry on a line of its own, after a dash.").arg(key));
}

void HeaderReader::readPort()
{
    const YamlPair *found = pair("app_port"_L1);
    if (!found)
        return;
    bool isNumber = false;
    const int port = found->value.isScalar() ? found->value.printed().toInt(&isNumber) : 0;
    if (isNumber)
        m_manifest.appPortKey = {port, found->keyRange, found->value.range};
    if (found->value.kind == YamlNode::Kind::Int)
        return;
    QList<Fix> fixes;
    if (isNumber)
        fixes = {
            replacement(Words::tr("Write %1").arg(QString::number(port)), found->value.range, QString::number(port))};
    wrongType(*found, Words::tr("app_port is a whole number. Write it without quotes, such as 7860."), fixes);
}

void HeaderReader::readTimeout()
{
    const YamlPair *found = pair("startup_duration_timeout"_L1);
    if (!found)
        return;
    const auto duration = found->value.isScalar() ? durationFromText(found->value.printed()) : std::nullopt;
    if (duration)
        m_manifest.startupTimeoutKey = {*duration, found->keyRange, found->value.range};
    else
        wrongType(*found, Words::tr("startup_duration_timeout is no duration, so 30 min are used. Write 45m or 1h."));
}

void HeaderReader::readHeaders()
{
    const YamlPair *found = pair("custom_headers"_L1);
    if (!found)
        return;
    if (found->value.kind != YamlNode::Kind::Mapping) {
        wrongType(*found, Words::tr("custom_headers is a mapping. Write one \"name: value\" per line, indented."));
        return;
    }
    for (const YamlPair &header : found->value.pairs) {
        if (header.value.isScalar())
            m_manifest.customHeaders.append({header.key, header.value.printed(), header.keyRange, header.value.range});
        else
            wrongType(header, Words::tr("The value of a custom header is one text. Write it on the header's line."));
    }
}

void HeaderReader::readPreloads()
{
    const YamlPair *found = pair("preload_from_hub"_L1);
    if (!found)
        return;
    if (found->value.kind != YamlNode::Kind::Sequence) {
        wrongType(*found,
                  Words::tr("preload_from_hub is a list. Write each repository on a line of its own, after a dash."));
        return;
    }
    for (const YamlNode &item : found->value.items) {
        const QStringList words = item.isScalar() ? item.printed().split(u' ', Qt::SkipEmptyParts) : QStringList();
        if (words.isEmpty() || words.size() > 3) {
            wrongType({found->key, found->keyRange, item},
                      Words::tr("An entry of preload_from_hub is: repository, files with commas, commit. Only the "
                                "first is needed."));
            continue;
        }
        m_manifest.preloadFromHub.append(
            {words.at(0), words.value(1).split(u',', Qt::SkipEmptyParts), words.value(2), item.range});
    }
}

} // namespace Spacewright::Manifest
