// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/catalogue.h"
#include "assist/place.h"
#include "manifest/requirements.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace Spacewright::Assist {

namespace {

using Kind = Completion::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Assist)
};

struct Word {
    const char *word;
    const char *insert; ///< nullptr: the word itself
    const char *text; ///< for translation
};
// Source: pip's requirements file format.
constexpr Word Options[] = {
    {"--extra-index-url", "--extra-index-url ",
     QT_TRANSLATE_NOOP("Assist",
                       "One more index to look in, beside the usual one. The newest version of both is taken.")},
    {"--index-url", "--index-url ",
     QT_TRANSLATE_NOOP("Assist", "The index to look in, in place of the usual one, for every package of this file.")},
    {"--find-links", "--find-links ",
     QT_TRANSLATE_NOOP("Assist", "A page with links to wheels, looked through beside the index.")},
    {"--no-index", nullptr, QT_TRANSLATE_NOOP("Assist", "Asks no index; only --find-links counts.")},
    {"--pre", nullptr, QT_TRANSLATE_NOOP("Assist", "Takes pre-releases and development versions too.")},
    {"--prefer-binary", nullptr,
     QT_TRANSLATE_NOOP("Assist", "Prefers an older wheel to a newer source archive. Spares the build a compiler.")},
    {"--only-binary", "--only-binary=:all:",
     QT_TRANSLATE_NOOP("Assist", "Wheels only, for these packages or :all:. Fails where there is none.")},
    {"--no-binary",
     "--no-binary=", QT_TRANSLATE_NOOP("Assist", "Builds these packages from source, or :all: of them. Takes long.")},
    {"--require-hashes", nullptr,
     QT_TRANSLATE_NOOP("Assist",
                       "Every requirement needs a hash. The Hub adds Gradio in the same call, so this fails there.")},
    {"--trusted-host", "--trusted-host ",
     QT_TRANSLATE_NOOP("Assist", "A host that is asked without a valid certificate.")},
};
// Source: PEP 508, environment markers.
constexpr Word Markers[] = {
    {"python_version", "python_version >= \"3.10\"",
     QT_TRANSLATE_NOOP("Assist", "The Python of the build, as 3.12. Compared as a version.")},
    {"python_full_version", "python_full_version >= \"3.12.0\"",
     QT_TRANSLATE_NOOP("Assist", "The Python of the build with all three numbers.")},
    {"sys_platform", "sys_platform == \"linux\"",
     QT_TRANSLATE_NOOP("Assist", "linux on the Hub, darwin on a Mac, win32 on Windows.")},
    {"platform_system", "platform_system == \"Linux\"",
     QT_TRANSLATE_NOOP("Assist", "Linux on the Hub; Darwin, Windows.")},
    {"platform_machine", "platform_machine == \"x86_64\"",
     QT_TRANSLATE_NOOP("Assist", "The processor: x86_64 on the Hub, arm64 on a new Mac.")},
    {"os_name", "os_name == \"posix\"", QT_TRANSLATE_NOOP("Assist", "posix on the Hub and on a Mac, nt on Windows.")},
    {"implementation_name", "implementation_name == \"cpython\"",
     QT_TRANSLATE_NOOP("Assist", "The kind of Python, cpython on the Hub.")},
    {"platform_python_implementation", "platform_python_implementation == \"CPython\"",
     QT_TRANSLATE_NOOP("Assist", "The kind of Python, CPython on the Hub.")},
    {"and", nullptr, QT_TRANSLATE_NOOP("Assist", "Both sides hold.")},
    {"or", nullptr, QT_TRANSLATE_NOOP("Assist", "One of the sides holds.")},
};
// Source: reference/spaces.md §2, §3.1.
constexpr Word Platform[] = {
    {"gradio", nullptr,
     QT_TRANSLATE_NOOP("Assist", "Installed by the Hub at sdk_version. A line here can only get into its way.")},
    {"spaces", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub, in the version that ZeroGPU needs.")},
    {"huggingface-hub", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub in every Gradio Space.")},
    {"datasets", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub in every Gradio Space.")},
    {"hf-transfer", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub in every Gradio Space.")},
    {"requests", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub in every Gradio Space.")},
    {"uvicorn", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub in every Gradio Space.")},
    {"websockets", nullptr, QT_TRANSLATE_NOOP("Assist", "Installed by the Hub in every Gradio Space.")},
};

const Word *find(std::span<const Word> words, QStringView word)
{
    const auto found =
        std::ranges::find_if(words, [word](const Word &each) { return word == QLatin1StringView(each.word); });
    return found == words.end() ? nullptr : &*found;
}

QString textOf(const Word &word)
{
    return QCoreApplication::translate("Assist", word.text);
}

QList<Completion> completions(std::span<const Word> words, const TextRange &range)
{
    QList<Completion> list;
    for (const Word &word : words)
        list.append({.kind = Kind::Option,
                     .label = QString::fromLatin1(word.word),
                     .insertText = QString::fromLatin1(word.insert ? word.insert : word.word),
                     .range = range,
                     .detail = {},
                     .documentation = textOf(word)});
    return list;
}

bool isNamePart(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'-' || letter == u'_' || letter == u'.';
}

bool isVersionPart(QChar letter)
{
    return letter.isLetterOrNumber() || QStringView(u".*+!-").contains(letter);
}

bool isOperator(QChar letter)
{
    return QStringView(u"=<>!~").contains(letter);
}

/// Where the comment of a line begins; -1 without.
qsizetype commentIn(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == u'#' && (i == 0 || line.at(i - 1).isSpace()))
            return i;
    }
    return -1;
}

/// The name that an entry begins with.
QStringView nameIn(QStringView line)
{
    qsizetype from = 0;
    while (from < line.size() && line.at(from).isSpace())
        ++from;
    qsizetype to = from;
    while (to < line.size() && isNamePart(line.at(to)))
        ++to;
    return line.sliced(from, to - from);
}

QList<Completion> names(const TextRange &range, const Context &context)
{
    const bool isGradio = context.sdk == Manifest::Sdk::Gradio;
    QList<Completion> list;
    const auto add = [&](const QString &name, const QString &summary, const QString &newest) {
        const Word *managed = isGradio ? find(Platform, Manifest::normalPackageName(name)) : nullptr;
        list.append({.kind = Kind::Package,
                     .label = name,
                     .insertText = name,
                     .range = range,
                     .detail = managed ? Words::tr("installed by the Hub") : newest,
                     .documentation = managed ? QString(summary + u"\n\n"_s + textOf(*managed)) : summary});
    };
    for (const CatalogueEntry &entry : pythonPackages()) {
        const QStringList known = context.versions.value(Manifest::normalPackageName(entry.name));
        add(entry.name, entry.summary, known.value(0));
    }
    QStringList others;
    for (auto known = context.versions.cbegin(); known != context.versions.cend(); ++known) {
        if (!findEntry(pythonPackages(), known.key()))
            others.append(known.key());
    }
    others.sort();
    for (const QString &name : std::as_const(others))
        add(name, QString(), context.versions.value(name).value(0));
    return list;
}

QList<Completion> versions(const TextRange &range, QStringView name, const Context &context)
{
    QList<Completion> list;
    const QStringList known = context.versions.value(Manifest::normalPackageName(name));
    for (const QString &version : known)
        list.append({.kind = Kind::Version,
                     .label = version,
                     .insertText = version,
                     .range = range,
                     .detail = list.isEmpty() ? Words::tr("newest") : QString(),
                     .documentation = {}});
    return list;
}

QList<Completion> extras(const TextRange &range, QStringView name)
{
    QList<Completion> list;
    if (const CatalogueEntry *entry = findEntry(pythonPackages(), Manifest::normalPackageName(name))) {
        for (const QString &extra : entry->extras)
            list.append({.kind = Kind::Value,
                         .label = extra,
                         .insertText = extra,
                         .range = range,
                         .detail = Words::tr("extra of %1").arg(entry->name),
                         .documentation = {}});
    }
    return list;
}

} // namespace

QList<Completion> completeRequirement(const Place &place, const Context &context)
{
    const QStringView before = place.before();
    if (commentIn(before) >= 0)
        return {};
    if (const qsizetype marker = before.indexOf(u';'); marker >= 0) {
        if (before.sliced(marker).count(u'"') % 2 == 1 || before.sliced(marker).count(u'\'') % 2 == 1)
            return {}; // inside of a value
        return completions(Markers, place.around([](QChar c) { return c.isLetterOrNumber() || c == u'_'; }));
    }
    if (before.trimmed().startsWith(u'-')) {
        const TextRange word = place.around([](QChar c) { return isNamePart(c); });
        const bool isFirst = QStringView(place.text()).first(word.column).trimmed().isEmpty();
        return isFirst ? completions(Options, word) : QList<Completion>();
    }
    const QStringView name = nameIn(before);
    const TextRange version = place.around(isVersionPart);
    QStringView lead = before.first(version.column);
    while (!lead.isEmpty() && lead.back().isSpace())
        lead.chop(1);
    if (!lead.isEmpty() && isOperator(lead.back()))
        return versions(version, name, context);
    if (before.lastIndexOf(u'[') > before.lastIndexOf(u']'))
        return extras(place.around([](QChar c) { return isNamePart(c); }), name);
    const TextRange word = place.around([](QChar c) { return isNamePart(c); });
    if (QStringView(place.text()).first(word.column).trimmed().isEmpty())
        return names(word, context);
    return {};
}

std::optional<Documentation> documentRequirement(const Place &place, const Context &context)
{
    const QString &line = place.text();
    const qsizetype comment = commentIn(line);
    if (comment >= 0 && comment <= place.column())
        return {};
    const TextRange word = place.around([](QChar c) { return isNamePart(c); });
    const QString written = place.written(word);
    if (written.isEmpty())
        return {};
    if (written.startsWith(u'-')) {
        const Word *option = find(Options, written);
        return option ? std::optional(Documentation{written, textOf(*option), Words::tr("pip option"), word})
                      : std::nullopt;
    }
    const qsizetype marker = line.indexOf(u';');
    if (marker >= 0 && word.column > marker) {
        const Word *known = find(Markers, written);
        return known ? std::optional(Documentation{written, textOf(*known), Words::tr("environment marker"), word})
                     : std::nullopt;
    }
    if (!QStringView(line).first(word.column).trimmed().isEmpty())
        return {};
    const QString normal = Manifest::normalPackageName(written);
    const QStringList known = context.versions.value(normal);
    const CatalogueEntry *entry = findEntry(pythonPackages(), normal);
    QStringList text;
    if (entry && !entry->summary.isEmpty())
        text.append(entry->summary);
    if (const Word *managed = context.sdk == Manifest::Sdk::Gradio ? find(Platform, normal) : nullptr)
        text.append(textOf(*managed));
    QStringList detail;
    if (!known.isEmpty())
        detail.append(Words::tr("Newest: %1").arg(known.first()));
    if (entry && !entry->extras.isEmpty())
        detail.append(Words::tr("Extras: %1").arg(entry->extras.join(u", "_s)));
    if (text.isEmpty() && detail.isEmpty())
        return {};
    return Documentation{written, text.join(u"\n\n"_s), detail.join(u" · "_s), word};
}

} // namespace Spacewright::Assist
