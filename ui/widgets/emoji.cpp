// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emoji.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

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

/// The variation selector asks for colour and changes no meaning.
QString bare(QString text)
{
    return text.remove(QChar(0xFE0F));
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
    const QList<Emoji> &all = allEmoji();
    if (bare(query.trimmed()).isEmpty())
        return all;
    const QStringList parts = query.split(u' ', Qt::SkipEmptyParts);
    QList<Emoji> byName;
    QList<Emoji> byWords;
    for (const Emoji &emoji : all) {
        const auto isInName = [&](const QString &part) { return beginsAWord(emoji.name, part); };
        const auto isAnywhere = [&](const QString &part) { return isInName(part) || beginsAWord(emoji.words, part); };
        if (std::ranges::all_of(parts, isInName) || bare(emoji.text) == bare(query.trimmed()))
            byName += emoji;
        else if (std::ranges::all_of(parts, isAnywhere))
            byWords += emoji;
    }
    return byName + byWords;
}

QString emojiName(const QString &text)
{
    const auto found =
        std::ranges::find_if(allEmoji(), [&](const Emoji &emoji) { return bare(emoji.text) == bare(text); });
    return found == allEmoji().cend() ? QString() : found->name;
}

} // namespace Spacewright::Ui
