// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

namespace Spacewright::Logs {

/// Which log a line belongs to.
enum class Phase { Build, Run };
/// Own lines are Spacewright's, not the program's. In the order of a minimum filter.
enum class Level { Debug, Info, Own, Warning, Error };

/// How a piece of text looks. Backgrounds are dropped: they fight with the colours of the row.
struct Style {
    enum Flag : quint8 { Bold = 1, Dim = 2, Italic = 4, Underline = 8 };
    static constexpr qint8 NoColour = -1;

    qint8 colour = NoColour; ///< 0 to 15, the ANSI palette: 8 colours, then their bright forms
    quint8 flags = 0; ///< of Flag

    [[nodiscard]] bool isPlain() const { return colour == NoColour && flags == 0; }
    friend bool operator==(const Style &, const Style &) = default;
};

/// Styled text from `start` on. In a LogLine both numbers are UTF-16 units, in AnsiParser and in
/// storage they are bytes of UTF-8.
struct Span {
    int start = 0;
    int length = 0;
    Style style;

    friend bool operator==(const Span &, const Span &) = default;
};

/// Something in a line that can be opened. Positions are UTF-16 units.
struct Link {
    enum class Kind { File, Url };
    int start = 0;
    int length = 0;
    Kind kind = Kind::File;
    QString target; ///< the file as the program wrote it, or the address
    int line = 0; ///< from 1; 0 when unknown
    int column = 0; ///< from 1; 0 when unknown

    friend bool operator==(const Link &, const Link &) = default;
};

/// One line, as it is shown.
struct LogLine {
    qint64 timeMs = 0; ///< since the epoch, UTC
    Phase phase = Phase::Run;
    Level level = Level::Info;
    QString text;
    QList<Span> spans;
    QList<Link> links;
    int repeats = 1; ///< how many times in a row the program wrote it

    friend bool operator==(const LogLine &, const LogLine &) = default;
};

/// For machines: `build`, `run`.
[[nodiscard]] QString phaseName(Phase phase);
/// For machines: `debug`, `info`, `own`, `warning`, `error`.
[[nodiscard]] QString levelName(Level level);
/// `time` is ISO 8601 in UTC; `spans`, `links` and `repeats` only where there is something to say.
[[nodiscard]] QJsonObject toJson(const LogLine &line);

} // namespace Spacewright::Logs
