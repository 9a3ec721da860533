// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/gpuchoice.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
/// Indices of NVIDIA's cards, as the driver numbers them.
QList<qsizetype> cardsOfNvidia(const QList<Gpu> &gpus)
{
    QList<qsizetype> cards;
    for (qsizetype i = 0; i < gpus.size(); ++i) {
        if (gpus.at(i).vendor == "nvidia"_L1)
            cards.append(i);
    }
    return cards;
}

bool isNamedBy(const Gpu &gpu, const QString &word)
{
    const auto begins = [&](const QString &uuid) { return uuid.startsWith(word, Qt::CaseInsensitive); };
    if (word.startsWith("MIG-"_L1, Qt::CaseInsensitive))
        return std::ranges::any_of(gpu.slices, begins, &GpuSlice::uuid)
            || (!gpu.uuid.isEmpty() && word.startsWith("MIG-"_L1 + gpu.uuid)); // the form before driver 470
    return word.startsWith("GPU-"_L1, Qt::CaseInsensitive) && begins(gpu.uuid);
}

/// -1 where it names none, or several.
qsizetype cardNamed(const QString &word, const QList<Gpu> &gpus, const QList<qsizetype> &cards)
{
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber)
        return cards.value(number, -1);
    qsizetype found = -1;
    for (const qsizetype card : cards) {
        if (!isNamedBy(gpus.at(card), word))
            continue;
        if (found >= 0)
            return -1;
        found = card;
    }
    return found;
}
} // namespace

VisibleGpus visibleGpus(const std::optional<QString> &value, const QList<Gpu> &gpus)
{
    VisibleGpus result;
    const QList<qsizetype> cards = cardsOfNvidia(gpus);
    if (!value) {
        result.cards = cards;
        return result;
    }
    for (const QString &part : value->split(u',')) {
        const QString word = part.trimmed();
        const qsizetype card = cardNamed(word, gpus, cards);
        if (card < 0) {
            result.refused = word;
            break;
        }
        if (!result.cards.contains(card)) // several slices of one card
            result.cards.append(card);
    }
    result.isHidden = result.cards.isEmpty();
    return result;
}

std::optional<QString> visibleDevices(const QStringList &chosen, const QList<Gpu> &gpus)
{
    if (chosen == QStringList(u"none"_s))
        return QString();
    const QList<qsizetype> cards = cardsOfNvidia(gpus);
    QStringList words;
    for (const QString &choice : chosen) {
        const qsizetype card = cardNamed(choice.trimmed(), gpus, cards);
        if (card < 0)
            return std::nullopt;
        const Gpu &gpu = gpus.at(card);
        const bool isSlice = choice.trimmed().startsWith("MIG-"_L1, Qt::CaseInsensitive);
        const QString word = isSlice ? choice.trimmed()
            : gpu.uuid.isEmpty()     ? QString::number(cards.indexOf(card))
                                     : gpu.uuid;
        if (words.contains(word))
            return std::nullopt;
        words.append(word);
    }
    return words.isEmpty() ? std::nullopt : std::optional(words.join(u','));
}

} // namespace Spacewright::Hardware
