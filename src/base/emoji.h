// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace Spacewright {

/// One emoji as Unicode names it, in English.
struct Emoji {
    QString text;
    QString name; ///< "studio microphone"
    QString words; ///< more that it is found by, with spaces between
    int group = 0; ///< index in emojiGroups()
};

struct EmojiGroup {
    QString name; ///< translated
    QString emoji; ///< that stands for it
};

/// In Unicode's order; read once, in about 2 ms.
[[nodiscard]] const QList<Emoji> &allEmoji();
[[nodiscard]] const QList<EmojiGroup> &emojiGroups();
/// Each word of `query` begins a word of the name or of the further words; whole words first, then names.
/// All for an empty query.
[[nodiscard]] QList<Emoji> findEmoji(const QString &query);
/// Empty for what is no emoji of the list.
[[nodiscard]] QString emojiName(const QString &text);

} // namespace Spacewright
