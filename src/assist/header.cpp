// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/catalogue.h"
#include "assist/place.h"
#include "base/emoji.h"
#include "check/headerkeys.h"
#include "check/licencenames.h"
#include "check/names.h"
#include "hardware/flavour.h"
#include "manifest/customheaders.h"
#include "manifest/frontmatter.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Spacewright::Assist {

namespace {

using Check::HeaderKey;
using Kind = Completion::Kind;
using Manifest::FrontMatter;
using Manifest::TextIndex;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Assist)
};

// Ours to offer; any published one may be written.
constexpr QLatin1StringView Pythons[] = {"3.12"_L1, "3.13"_L1, "3.11"_L1, "3.10"_L1, "3.12.12"_L1, "3.10.13"_L1};
constexpr QLatin1StringView Durations[] = {"30m"_L1, "45m"_L1, "1h"_L1, "2h"_L1};

/// The lines between the fences, also while one of them is missing or wrong. A header without end goes down to the
/// first line that cannot be part of it.
struct Lines {
    int first = 0;
    int end = 0;

    [[nodiscard]] bool contains(int line) const { return line >= first && line < end; }
};

Lines headerLines(const TextIndex &index)
{
    const FrontMatter fences = Manifest::findFrontMatter(index);
    Lines lines{fences.openingLine + 1, fences.closingLine};
    switch (fences.state) {
    case FrontMatter::State::Found:
    case FrontMatter::State::Empty:
    case FrontMatter::State::BadClosing:
        return lines;
    case FrontMatter::State::Unterminated:
        for (lines.end = lines.first; lines.end < index.lineCount(); ++lines.end) {
            const QStringView line = index.line(lines.end);
            if (line.trimmed().isEmpty() || line.startsWith(u'#'))
                break;
        }
        lines.end = std::max(lines.end, lines.first + 1); // the first line of it is being written
        return lines;
    case FrontMatter::State::Missing:
    case FrontMatter::State::NotFirst:
    case FrontMatter::State::BadOpening:
        break;
    }
    return {};
}

/// `key:` with what stands before it.
struct Pair {
    qsizetype indent = 0;
    qsizetype keyFrom = 0;
    qsizetype keyTo = 0;
    qsizetype valueFrom = -1; ///< behind the colon and the spaces after it; -1 without a colon
};

Pair pairIn(QStringView line)
{
    Pair pair;
    while (pair.indent < line.size() && line.at(pair.indent) == u' ')
        ++pair.indent;
    pair.keyFrom = pair.indent;
    if (line.sliced(pair.keyFrom).startsWith("- "_L1)) {
        pair.keyFrom += 2;
        while (pair.keyFrom < line.size() && line.at(pair.keyFrom) == u' ')
            ++pair.keyFrom;
    }
    pair.keyTo = pair.keyFrom;
    const auto isPart = [](QChar letter) { return letter.isLetterOrNumber() || letter == u'_' || letter == u'-'; };
    while (pair.keyTo < line.size() && isPart(line.at(pair.keyTo)))
        ++pair.keyTo;
    const bool hasColon = pair.keyTo > pair.keyFrom && pair.keyTo < line.size() && line.at(pair.keyTo) == u':'
        && (pair.keyTo + 1 == line.size() || line.at(pair.keyTo + 1).isSpace());
    if (!hasColon)
        return pair;
    pair.valueFrom = pair.keyTo + 1;
    while (pair.valueFrom < line.size() && line.at(pair.valueFrom) == u' ')
        ++pair.valueFrom;
    return pair;
}

/// Where a comment begins, or the end of the line.
qsizetype commentIn(QStringView line)
{
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar letter = line.at(i);
        if (!quote.isNull())
            quote = letter == quote ? QChar() : quote;
        else if (letter == u'"' || letter == u'\'')
            quote = letter;
        else if (letter == u'#' && (i == 0 || line.at(i - 1).isSpace()))
            return i;
    }
    return line.size();
}

bool isTopLevel(QStringView line)
{
    return !line.isEmpty() && !line.front().isSpace() && line.front() != u'-' && line.front() != u'#';
}

/// What is written at a place of the header.
struct Spot {
    enum class What { Nothing, Key, Value, Item, Name };
    What what = What::Nothing;
    QString key = {}; ///< the key at the left edge that the place belongs to
    QString name = {}; ///< for a Value inside of custom_headers: the header
    TextRange range = {}; ///< what is replaced
    bool hasColon = false; ///< of a Key or Name
    bool lacksDash = false; ///< of an Item
};

/// The item of `[a, b]` around the column.
TextRange flowItem(const Place &place, qsizetype open)
{
    const QString &line = place.text();
    qsizetype from = open + 1;
    for (qsizetype i = from; i < place.column(); ++i) {
        if (line.at(i) == u',')
            from = i + 1;
    }
    while (from < place.column() && line.at(from) == u' ')
        ++from;
    qsizetype to = place.column();
    while (to < line.size() && line.at(to) != u',' && line.at(to) != u']')
        ++to;
    while (to > place.column() && line.at(to - 1) == u' ')
        --to;
    return place.range(from, to);
}

Spot valueSpot(const Place &place, const Pair &pair, const QString &key)
{
    const QString &line = place.text();
    Spot spot{.what = Spot::What::Value, .key = key};
    const qsizetype from = std::min<qsizetype>(pair.valueFrom, place.column());
    if (pair.valueFrom < place.column() && line.at(pair.valueFrom) == u'[') {
        spot.what = Spot::What::Item;
        spot.range = flowItem(place, pair.valueFrom);
        return spot;
    }
    qsizetype to = std::max<qsizetype>(commentIn(line), place.column());
    while (to > place.column() && line.at(to - 1).isSpace())
        --to;
    spot.range = place.range(from, to);
    return spot;
}

/// The key at the left edge above.
QString ownerOf(const Place &place, const Lines &lines)
{
    for (int line = place.line() - 1; line >= lines.first; --line) {
        const QStringView text = place.index().line(line);
        if (!isTopLevel(text))
            continue;
        const Pair pair = pairIn(text);
        return pair.valueFrom < 0 ? QString() : text.sliced(pair.keyFrom, pair.keyTo - pair.keyFrom).toString();
    }
    return {};
}

Spot spotAt(const Place &place, const Lines &lines)
{
    const QString &line = place.text();
    if (!lines.contains(place.line()) || commentIn(line) < place.column())
        return {};
    const Pair pair = pairIn(line);
    const bool isInValue = pair.valueFrom >= 0 && place.column() > pair.keyTo;
    const QString key = line.sliced(pair.keyFrom, pair.keyTo - pair.keyFrom);
    if (pair.indent == 0 && pair.keyFrom == 0 && !line.startsWith(u'-')) {
        if (isInValue)
            return valueSpot(place, pair, key);
        if (place.column() > pair.keyTo || (pair.valueFrom < 0 && pair.keyTo < line.size()))
            return {};
        return {
            .what = Spot::What::Key, .key = key, .range = place.range(0, pair.keyTo), .hasColon = pair.valueFrom >= 0};
    }
    const QString owner = ownerOf(place, lines);
    const HeaderKey *known = Check::findHeaderKey(owner);
    if (!known || place.column() < pair.indent)
        return {};
    if (known->kind == HeaderKey::Kind::Headers) {
        if (isInValue) {
            Spot spot = valueSpot(place, pair, owner);
            spot.name = key;
            return spot;
        }
        if (place.column() > pair.keyTo)
            return {};
        return {.what = Spot::What::Name,
                .key = owner,
                .range = place.range(pair.keyFrom, pair.keyTo),
                .hasColon = pair.valueFrom >= 0};
    }
    const bool hasDash = line.sliced(pair.indent).startsWith(u'-');
    if (hasDash && place.column() < pair.keyFrom)
        return {};
    const qsizetype to =
        std::max<qsizetype>(QStringView(line).first(commentIn(line)).trimmed().size() + pair.indent, place.column());
    return {.what = Spot::What::Item,
            .key = owner,
            .range = place.range(pair.keyFrom, std::min<qsizetype>(to, line.size())),
            .lacksDash = !hasDash};
}

// ── what is said about keys and values ───────────────────────────────────────────────────────────

QString sdksOf(const HeaderKey &key)
{
    QStringList names;
    for (const Manifest::Sdk sdk : {Manifest::Sdk::Gradio, Manifest::Sdk::Docker, Manifest::Sdk::Static}) {
        if (Check::isUsedBy(key, sdk))
            names.append(Manifest::sdkName(sdk));
    }
    if (names.size() == 3)
        return Words::tr("Every SDK");
    return names.isEmpty() ? Words::tr("Without effect") : Words::tr("SDK: %1").arg(names.join(u", "_s));
}

QString factsOf(const HeaderKey &key)
{
    QStringList facts{sdksOf(key)};
    if (!key.defaultValue.isEmpty())
        facts.append(Words::tr("Default: %1").arg(key.defaultValue));
    return facts.join(u" · "_s);
}

QString valuesOf(const HeaderKey &key)
{
    constexpr size_t Most = 10; // the others are in the list of completions
    if (key.values.empty())
        return {};
    QStringList names;
    for (const QLatin1StringView value : key.values.first(std::min(key.values.size(), Most)))
        names.append(value);
    if (key.values.size() > Most)
        names.append(u"…"_s);
    return Words::tr("Values: %1").arg(names.join(u", "_s));
}

QString money(int cents)
{
    return cents == 0 ? Words::tr("free") : Words::tr("$%1 an hour").arg(cents / 100.0, 0, 'f', 2);
}

QString machine(const Hardware::Flavour &flavour)
{
    QStringList parts;
    if (flavour.gpuCount > 0)
        parts.append(
            flavour.gpuMemoryGb > 0
                ? Words::tr("%1 × %2 with %3 GB").arg(flavour.gpuCount).arg(flavour.gpu).arg(flavour.gpuMemoryGb)
                : Words::tr("%1, shared").arg(flavour.gpu));
    if (flavour.vcpu > 0)
        parts.append(Words::tr("%1 vCPU").arg(flavour.vcpu));
    if (flavour.memoryGb > 0)
        parts.append(Words::tr("%1 GB memory").arg(flavour.memoryGb));
    if (flavour.diskGb > 0)
        parts.append(Words::tr("%1 GB disk").arg(flavour.diskGb));
    return parts.join(u" · "_s);
}

struct Meaning {
    const char *value;
    const char *text; ///< for translation
};
constexpr Meaning SdkMeanings[] = {
    {"gradio", QT_TRANSLATE_NOOP("Assist", "A Python app. The Hub installs Gradio and what requirements.txt lists.")},
    {"docker", QT_TRANSLATE_NOOP("Assist", "Any app. The Hub builds the Dockerfile and opens app_port.")},
    {"static", QT_TRANSLATE_NOOP("Assist", "Files that the browser runs. Nothing is started; free for everybody.")},
};
constexpr Meaning PageMeanings[] = {
    {"default", QT_TRANSLATE_NOOP("Assist", "The app below the Hub's own header.")},
    {"mini", QT_TRANSLATE_NOOP("Assist", "The app in the whole window, with a small header floating above.")},
};
constexpr Meaning ScopeMeanings[] = {
    {"email", QT_TRANSLATE_NOOP("Assist", "Read the visitor's e-mail address.")},
    {"read-billing", QT_TRANSLATE_NOOP("Assist", "See whether the visitor can pay.")},
    {"read-memberships", QT_TRANSLATE_NOOP("Assist", "See the organisations that the visitor is in.")},
    {"read-repos", QT_TRANSLATE_NOOP("Assist", "Read the visitor's repositories.")},
    {"gated-repos", QT_TRANSLATE_NOOP("Assist", "Read the gated repositories that the visitor may read.")},
    {"contribute-repos",
     QT_TRANSLATE_NOOP("Assist", "Make repositories in the visitor's name, and change only those.")},
    {"write-repos", QT_TRANSLATE_NOOP("Assist", "Read and change the visitor's repositories.")},
    {"manage-repos", QT_TRANSLATE_NOOP("Assist", "Everything with the visitor's repositories, also delete them.")},
    {"read-collections", QT_TRANSLATE_NOOP("Assist", "Read the visitor's collections.")},
    {"write-collections", QT_TRANSLATE_NOOP("Assist", "Change the visitor's collections.")},
    {"inference-api", QT_TRANSLATE_NOOP("Assist", "Ask inference providers in the visitor's name.")},
    {"read-endpoints", QT_TRANSLATE_NOOP("Assist", "See the visitor's inference endpoints.")},
    {"write-endpoints", QT_TRANSLATE_NOOP("Assist", "Start, change and stop the visitor's inference endpoints.")},
    {"jobs", QT_TRANSLATE_NOOP("Assist", "Run jobs in the visitor's name.")},
    {"webhooks", QT_TRANSLATE_NOOP("Assist", "Change the visitor's webhooks.")},
    {"write-discussions", QT_TRANSLATE_NOOP("Assist", "Open and answer discussions in the visitor's name.")},
    {"read-mcp", QT_TRANSLATE_NOOP("Assist", "Read the visitor's MCP settings.")},
    {"openid", QT_TRANSLATE_NOOP("Assist", "The visitor's id. Granted without being asked for.")},
    {"profile", QT_TRANSLATE_NOOP("Assist", "The visitor's name and picture. Granted without being asked for.")},
};

QString meaning(std::span<const Meaning> meanings, const QString &value)
{
    for (const Meaning &each : meanings) {
        if (value == QLatin1StringView(each.value))
            return QCoreApplication::translate("Assist", each.text);
    }
    return {};
}

Completion value(const QString &label, const QString &detail = {}, const QString &documentation = {})
{
    return {.kind = Kind::Value,
            .label = label,
            .insertText = label,
            .range = {},
            .detail = detail,
            .documentation = documentation};
}

/// A value of `key` with what is known about it.
Completion described(const HeaderKey &key, const QString &text)
{
    if (key.name == "license"_L1)
        return value(text, Check::licenceName(text) == text ? QString() : Check::licenceName(text));
    if (key.name == "suggested_hardware"_L1) {
        const auto flavour = Hardware::flavour(text);
        return flavour ? value(text, money(flavour->centsPerHour), machine(*flavour)) : value(text);
    }
    if (key.name == "sdk"_L1)
        return value(text, {}, meaning(SdkMeanings, text));
    if (key.name == "header"_L1)
        return value(text, {}, meaning(PageMeanings, text));
    if (key.name == "hf_oauth_scopes"_L1)
        return value(text, {}, meaning(ScopeMeanings, text));
    return value(text, text == key.defaultValue ? Words::tr("default") : QString());
}

QList<Completion> quoted(QStringList versions)
{
    QList<Completion> list;
    for (const QString &version : std::as_const(versions)) {
        list.append(value(version));
        list.last().kind = Kind::Version;
        list.last().insertText = u'"' + version + u'"';
    }
    return list;
}

QList<Completion> versions(const HeaderKey &key, const Context &context)
{
    if (key.name == "sdk_version"_L1) {
        QList<Completion> list = quoted(context.versions.value(u"gradio"_s));
        if (!list.isEmpty())
            list.first().detail = Words::tr("newest");
        return list;
    }
    QStringList pythons;
    for (const QLatin1StringView python : Pythons)
        pythons.append(python);
    QList<Completion> list = quoted(pythons);
    for (Completion &python : list) {
        if (python.label.count(u'.') == 2)
            python.detail = Words::tr("for ZeroGPU");
    }
    return list;
}

/// Files with one of the endings that an app file has.
QList<Completion> appFiles(const Context &context)
{
    const bool isStatic = context.sdk == Manifest::Sdk::Static;
    QList<Completion> list;
    for (const QString &file : context.files) {
        if (file.endsWith(isStatic ? ".html"_L1 : ".py"_L1)) {
            list.append(value(file));
            list.last().kind = Kind::File;
        }
    }
    std::ranges::stable_sort(list, {}, [](const Completion &file) { return file.label.count(u'/'); });
    return list;
}

QList<Completion> textValues(const HeaderKey &key, const Context &context)
{
    if (key.name == "base_path"_L1)
        return {value(u"/"_s, Words::tr("default"))};
    QList<Completion> list;
    if (key.name == "license_link"_L1) {
        for (const QLatin1StringView file : {"LICENSE"_L1, "LICENSE.md"_L1}) {
            if (context.files.contains(file))
                list.append(value(file));
        }
    }
    return list;
}

/// By name, since nobody types the emoji itself.
QList<Completion> emojiValues()
{
    QList<Completion> list;
    list.reserve(allEmoji().size());
    for (const Emoji &emoji : allEmoji()) {
        list.append(value(emoji.name, emoji.text));
        list.last().insertText = emoji.text;
    }
    return list;
}

QList<Completion> valuesFor(const HeaderKey &key, const Context &context)
{
    QList<Completion> list;
    switch (key.kind) {
    case HeaderKey::Kind::Choice:
    case HeaderKey::Kind::List:
        for (const QLatin1StringView name : key.values)
            list.append(described(key, name));
        break;
    case HeaderKey::Kind::Switch:
        list = {described(key, u"true"_s), described(key, u"false"_s)};
        break;
    case HeaderKey::Kind::Version:
        return versions(key, context);
    case HeaderKey::Kind::Path:
        return key.name == "app_file"_L1 ? appFiles(context) : list;
    case HeaderKey::Kind::Number:
        list.append(described(key, key.defaultValue));
        break;
    case HeaderKey::Kind::Duration:
        for (const QLatin1StringView duration : Durations)
            list.append(described(key, duration));
        break;
    case HeaderKey::Kind::Command:
        list.append(value(u"npm run build"_s));
        break;
    case HeaderKey::Kind::Text:
        return textValues(key, context);
    case HeaderKey::Kind::Emoji:
        return emojiValues();
    case HeaderKey::Kind::Headers:
    case HeaderKey::Kind::Preloads:
        break;
    }
    return list;
}

/// What follows a key: where lists and maps go on in the next line.
QString afterKey(const HeaderKey &key)
{
    switch (key.kind) {
    case HeaderKey::Kind::List:
    case HeaderKey::Kind::Preloads:
        return u":\n  - "_s;
    case HeaderKey::Kind::Headers:
        return u":\n  "_s;
    default:
        return u": "_s;
    }
}

/// Keys at the left edge other than the one in `except`.
QStringList writtenKeys(const Place &place, const Lines &lines)
{
    QStringList keys;
    for (int line = lines.first; line < std::min(lines.end, place.index().lineCount()); ++line) {
        const QStringView text = place.index().line(line);
        if (line == place.line() || !isTopLevel(text))
            continue;
        if (const Pair pair = pairIn(text); pair.valueFrom >= 0)
            keys.append(text.sliced(pair.keyFrom, pair.keyTo - pair.keyFrom).toString());
    }
    return keys;
}

/// As it stands in the text, which may be newer than what is known from elsewhere.
std::optional<Manifest::Sdk> sdkOf(const Place &place, const Lines &lines, const Context &context)
{
    for (int line = lines.first; line < std::min(lines.end, place.index().lineCount()); ++line) {
        const QStringView text = place.index().line(line);
        if (text.startsWith("sdk:"_L1)) {
            if (const auto sdk = Manifest::sdkFromName(text.sliced(4).trimmed()))
                return sdk;
        }
    }
    return context.sdk;
}

Completion keyCompletion(const HeaderKey &key, bool hasColon)
{
    QString text = Check::help(key);
    if (const QString values = valuesOf(key); !values.isEmpty())
        text += u"\n\n"_s + values;
    text += u"\n\n"_s + factsOf(key);
    return {.kind = Kind::Key,
            .label = key.name,
            .insertText = hasColon ? QString(key.name) : QString(key.name + afterKey(key)),
            .range = {},
            .detail = Check::label(key),
            .documentation = text};
}

Documentation aboutKey(const HeaderKey &key, const TextRange &range)
{
    QStringList text{Check::help(key)};
    if (const QString values = valuesOf(key); !values.isEmpty())
        text.append(values);
    return {.title = Check::label(key),
            .text = text.join(u"\n\n"_s),
            .detail = u"%1 · %2"_s.arg(key.name, factsOf(key)),
            .range = range};
}

QList<Completion> keys(const Place &place, const Lines &lines, const Spot &spot, const Context &context)
{
    const QStringList written = writtenKeys(place, lines);
    const auto sdk = sdkOf(place, lines, context);
    QList<Completion> useful;
    QList<Completion> others;
    for (const HeaderKey &key : Check::headerKeyTable()) {
        if (key.section == HeaderKey::Section::Unused || written.contains(key.name))
            continue;
        Completion completion = keyCompletion(key, spot.hasColon);
        if (!sdk || Check::isUsedBy(key, *sdk)) {
            useful.append(completion);
        } else {
            completion.detail = Words::tr("not for %1").arg(Manifest::sdkName(*sdk));
            others.append(completion);
        }
    }
    return useful + others;
}

QList<Completion> headerNames(const Spot &spot)
{
    QList<Completion> list;
    for (const Manifest::HeaderChoice &choice : Manifest::headerChoices()) {
        list.append(value(choice.name));
        list.last().kind = Kind::Key;
        if (!spot.hasColon)
            list.last().insertText += u": "_s;
    }
    return list;
}

QList<Completion> headerValues(const QString &name)
{
    QList<Completion> list;
    if (const Manifest::HeaderChoice *choice = Manifest::headerChoice(name)) {
        for (const QLatin1StringView each : choice->values)
            list.append(value(each));
    }
    return list;
}

/// The item that is being written and those that are there already, so that none is offered twice.
QList<Completion> items(const Place &place, const Spot &spot, const HeaderKey &key, const Context &context)
{
    QList<Completion> list = valuesFor(key, context);
    const auto isThere = [&](const Completion &item) {
        for (int line = place.line() - 1; line > 0; --line) {
            const QStringView text = place.index().line(line).trimmed();
            if (!text.startsWith(u'-'))
                return false;
            if (text.sliced(1).trimmed() == item.label)
                return true;
        }
        return false;
    };
    list.removeIf(isThere);
    if (spot.lacksDash) {
        for (Completion &item : list)
            item.insertText.prepend("- "_L1);
    }
    return list;
}

} // namespace

QList<Completion> completeHeader(const Place &place, const Context &context)
{
    const Lines lines = headerLines(place.index());
    const Spot spot = spotAt(place, lines);
    const HeaderKey *key = Check::findHeaderKey(spot.key);
    QList<Completion> list;
    switch (spot.what) {
    case Spot::What::Nothing:
        break;
    case Spot::What::Key:
        list = keys(place, lines, spot, context);
        break;
    case Spot::What::Name:
        list = headerNames(spot);
        break;
    case Spot::What::Value: {
        Context here = context;
        here.sdk = sdkOf(place, lines, context);
        list = !spot.name.isEmpty() ? headerValues(spot.name) : key ? valuesFor(*key, here) : list;
        // `key:|` needs its space first.
        if (spot.range.column > 0 && place.text().at(spot.range.column - 1) == u':') {
            for (Completion &completion : list)
                completion.insertText.prepend(u' ');
        }
        break;
    }
    case Spot::What::Item:
        if (key)
            list = items(place, spot, *key, context);
        break;
    }
    for (Completion &completion : list)
        completion.range = spot.range;
    return list;
}

std::optional<Documentation> documentHeader(const Place &place, const Context &context)
{
    const Lines lines = headerLines(place.index());
    const Spot spot = spotAt(place, lines);
    const HeaderKey *key = Check::findHeaderKey(spot.key);
    if (spot.what == Spot::What::Nothing || spot.what == Spot::What::Name || spot.range.isEmpty() || !key)
        return {};
    const Documentation ofKey = aboutKey(*key, spot.range);
    if (spot.what == Spot::What::Key)
        return ofKey;
    QString written = place.written(spot.range);
    if (written.size() > 1 && (written.startsWith(u'"') || written.startsWith(u'\'')))
        written = written.sliced(1, written.size() - 2);
    if (key->kind == HeaderKey::Kind::Emoji) {
        const QString name = emojiName(written);
        return name.isEmpty() ? ofKey : Documentation{written, name, Check::label(*key), spot.range};
    }
    const QList<Completion> known = valuesFor(*key, context);
    const auto found = std::ranges::find(known, written, &Completion::label);
    if (found == known.end() || (found->documentation.isEmpty() && found->detail.isEmpty()))
        return ofKey;
    if (found->documentation.isEmpty())
        return Documentation{written, found->detail, Check::label(*key), spot.range};
    return Documentation{written, found->documentation, found->detail, spot.range};
}

} // namespace Spacewright::Assist
