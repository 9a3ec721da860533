// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/emoji.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {

QList<Emoji> readEmoji()
{
    QFile file(u":/emoji/emoji.tsv"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Emoji> all;
    int group = -1;
    const QString text = QString::fromUtf8(file.readAll());
    for (const QStringView line : QStringView(text).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith("# "_L1)) {
            ++group;
            continue;
        }
        const QList<QStringView> parts = line.split(u'\t');
        all += {parts.at(0).toString(), parts.value(1).toString(), parts.value(2).toString(), group};
    }
    return all;
}

bool beginsAWord(const QString &text, QStringView part)
{
    for (qsizetype at = text.indexOf(part, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(part, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !text.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

bool isAWord(const QString &text, QStringView part)
{
    const QList<QStringView> words = QStringView(text).split(u' ');
    return std::ranges::any_of(words, [&](QStringView word) { return word.compare(part, Qt::CaseInsensitive) == 0; });
}

/// The variation selector asks for colour and changes no meaning.
QString bare(QString text)
{
    return text.remove(QChar(0xFE0F));
}

/// How well `wanted` fits, best is 0; -1: not at all.
int rankOf(const Emoji &emoji, const QString &wanted)
{
    const QStringList parts = wanted.split(u' ');
    const auto all = [&](auto &&fits) { return std::ranges::all_of(parts, fits); };
    if (emoji.name.compare(wanted, Qt::CaseInsensitive) == 0 || bare(emoji.text) == bare(wanted))
        return 0;
    if (all([&](const QString &part) { return isAWord(emoji.name, part); }))
        return 1;
    if (all([&](const QString &part) { return isAWord(emoji.name, part) || isAWord(emoji.words, part); }))
        return 2;
    if (all([&](const QString &part) { return beginsAWord(emoji.name, part); }))
        return 3;
    if (all([&](const QString &part) { return beginsAWord(emoji.name, part) || beginsAWord(emoji.words, part); }))
        return 4;
    return -1;
}

} // namespace

const QList<Emoji> &allEmoji()
{
    static const QList<Emoji> all = readEmoji();
    return all;
}

const QList<EmojiGroup> &emojiGroups()
{
    const auto tr = [](const char *name) { return QCoreApplication::translate("EmojiGroup", name); };
    // In the order of emoji.tsv.
    static const QList<EmojiGroup> groups{
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Smileys")), u"😀"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "People")), u"👋"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Animals and nature")), u"🐶"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Food")), u"🍎"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Activities")), u"⚽"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Travel and places")), u"🚗"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Objects")), u"💡"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Symbols")), u"🔣"_s},
        {tr(QT_TRANSLATE_NOOP("EmojiGroup", "Flags")), u"🏁"_s},
    };
    return groups;
}

QList<Emoji> findEmoji(const QString &query)
{
    const QString wanted = query.simplified();
    if (wanted.isEmpty())
        return allEmoji();
    QList<std::pair<int, const Emoji *>> found;
    for (const Emoji &emoji : allEmoji()) {
        if (const int rank = rankOf(emoji, wanted); rank >= 0)
            found.emplaceBack(rank, &emoji);
    }
    std::ranges::stable_sort(found, {}, [](const auto &each) { return each.first; });
    QList<Emoji> sorted;
    for (const auto &[rank, emoji] : std::as_const(found))
        sorted += *emoji;
    return sorted;
}

QString emojiName(const QString &text)
{
    const auto found =
        std::ranges::find_if(allEmoji(), [&](const Emoji &emoji) { return bare(emoji.text) == bare(text); });
    return found == allEmoji().cend() ? QString() : found->name;
}

} // namespace Spacewright
