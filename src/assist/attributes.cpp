// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/place.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Assist {

namespace {

using Kind = Completion::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Assist)
};

constexpr auto Lfs = "filter=lfs diff=lfs merge=lfs -text"_L1;

struct Attribute {
    QLatin1StringView name;
    const char *text; ///< for translation
};
// Source: gitattributes(5), git-lfs-track(1).
constexpr Attribute Attributes[] = {
    {Lfs, QT_TRANSLATE_NOOP("Assist", "Keeps these files in large file storage, as the Hub wants binary files.")},
    {"filter=lfs"_L1, QT_TRANSLATE_NOOP("Assist", "The content goes to large file storage; git keeps a pointer.")},
    {"diff=lfs"_L1, QT_TRANSLATE_NOOP("Assist", "Differences are shown between pointers.")},
    {"merge=lfs"_L1, QT_TRANSLATE_NOOP("Assist", "Pointers are merged, never their content.")},
    {"-text"_L1, QT_TRANSLATE_NOOP("Assist", "Line ends are left as they are.")},
    {"text"_L1, QT_TRANSLATE_NOOP("Assist", "A text: line ends are LF in the repository.")},
    {"text=auto"_L1, QT_TRANSLATE_NOOP("Assist", "git finds out whether it is a text, and then line ends are LF.")},
    {"eol=lf"_L1, QT_TRANSLATE_NOOP("Assist", "Line ends are LF in the working folder too.")},
    {"eol=crlf"_L1, QT_TRANSLATE_NOOP("Assist", "Line ends are CR LF in the working folder.")},
    {"binary"_L1, QT_TRANSLATE_NOOP("Assist", "No text, no differences, no merging; short for -diff -merge -text.")},
    {"-diff"_L1, QT_TRANSLATE_NOOP("Assist", "Differences are not shown.")},
    {"-merge"_L1, QT_TRANSLATE_NOOP("Assist", "Conflicts are left to you; the own version stays in the folder.")},
    {"linguist-generated"_L1, QT_TRANSLATE_NOOP("Assist", "Made by a tool; hidden in reviews on some servers.")},
    {"export-ignore"_L1, QT_TRANSLATE_NOOP("Assist", "Left out of archives that git makes.")},
};

TextRange wordAt(const Place &place)
{
    return place.around([](QChar letter) { return isWord(letter); });
}

/// `*.ending` for the endings in the Space, the most frequent first.
QList<Completion> patterns(const TextRange &range, const Context &context)
{
    QHash<QString, int> counts;
    for (const QString &file : context.files) {
        if (const QString ending = QFileInfo(file).suffix(); !ending.isEmpty())
            ++counts[ending];
    }
    QStringList endings = counts.keys();
    std::ranges::sort(endings, [&](const QString &a, const QString &b) {
        return std::tuple(-counts.value(a), a) < std::tuple(-counts.value(b), b);
    });
    QList<Completion> list;
    for (const QString &ending : std::as_const(endings))
        list.append({.kind = Kind::File,
                     .label = u"*."_s + ending,
                     .insertText = u"*."_s + ending + u' ',
                     .range = range,
                     .detail = Words::tr("%n files", nullptr, counts.value(ending)),
                     .documentation = {}});
    return list;
}

} // namespace

QList<Completion> completeAttributes(const Place &place, const Context &context)
{
    const TextRange word = wordAt(place);
    const QStringView lead = QStringView(place.text()).first(word.column);
    if (place.text().startsWith(u'#'))
        return {};
    if (lead.trimmed().isEmpty())
        return patterns(word, context);
    QList<Completion> list;
    for (const Attribute &attribute : Attributes) {
        if (!lead.contains(QString(u' ' + QString(attribute.name))))
            list.append({.kind = Kind::Option,
                         .label = attribute.name,
                         .insertText = attribute.name,
                         .range = word,
                         .detail = attribute.name == Lfs ? Words::tr("large files") : QString(),
                         .documentation = QCoreApplication::translate("Assist", attribute.text)});
    }
    return list;
}

std::optional<Documentation> documentAttributes(const Place &place)
{
    const TextRange word = wordAt(place);
    const QString written = place.written(word);
    const auto found = std::ranges::find_if(Attributes, [&](const Attribute &each) { return each.name == written; });
    if (place.text().startsWith(u'#') || word.column == 0 || found == std::ranges::end(Attributes))
        return {};
    return Documentation{written, QCoreApplication::translate("Assist", found->text), Words::tr("git attribute"), word};
}

} // namespace Spacewright::Assist
