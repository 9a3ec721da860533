// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logline.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace Spacewright::Logs {

/// A row of output: valid UTF-8 without control characters except tab, and its styles in bytes.
/// Valid only during the call that hands it out.
struct Row {
    QByteArrayView text;
    std::span<const Span> spans;
};

/// Turns what a program wrote into rows, the way a terminal would show them once it has settled.
///
/// Colours and weights become spans. A carriage return makes the next text replace the row (progress
/// bars), moving up and writing replaces one of the last rows (nested tqdm bars). Every other
/// control sequence, hyperlinks and window titles included, is swallowed. Bytes that are no UTF-8
/// become U+FFFD. Memory is bounded by MaxRowBytes, whatever comes. Feeding the same bytes in other
/// portions gives the same rows.
class AnsiParser {
public:
    /// A longer row is handed out in pieces, cut at a space where one is near.
    static constexpr qsizetype MaxRowBytes = 64 * 1024;
    /// How many of the last rows can still be written over by moving up.
    static constexpr int MaxRowsAbove = 16;

    class Sink {
    public:
        virtual ~Sink() = default;
        /// A row is complete. False when it did not become a row of its own (a repeat): then rows above stay as they
        /// are.
        virtual bool append(const Row &row) = 0;
        /// The row `back` rows before the next append() was written over; 1 is the last one.
        virtual void replace(int back, const Row &row) = 0;
    };

    void feed(QByteArrayView bytes, Sink &sink);
    /// The program is done: completes the last row where it had no line feed, and forgets all state.
    void finish(Sink &sink);
    /// The row being written, to be shown before its line feed comes. Empty rows are not.
    [[nodiscard]] std::optional<Row> partial();
    /// Something else was written below: rows above can no longer be reached.
    void pinRows();

private:
    enum class State { Ground, Escape, EscapeIntermediate, Csi, String, StringEscape };

    struct RowBuffer {
        std::string text;
        std::vector<Span> spans;
        bool returned = false; ///< a carriage return came: the next text replaces the row
        bool touched = false; ///< written to since it was last handed out

        void clear();
        void write(QByteArrayView run, Style style);
        void backspace();
    };

    [[nodiscard]] qsizetype feedWholeLines(QByteArrayView bytes, Sink &sink);
    void text(QByteArrayView run, Sink &sink);
    void control(uchar byte, Sink &sink);
    void escape(uchar byte);
    void controlSequence(uchar byte, Sink &sink);
    void runControlSequence(uchar final, Sink &sink);
    void selectGraphics();
    void eraseInLine(int mode);
    void lineFeed(Sink &sink);
    void moveUp(int rows, Sink &sink);
    void moveDown(int rows, Sink &sink);
    void leaveUpperRow(Sink &sink);
    void cut(uchar next, Sink &sink);
    void append(const Row &row, Sink &sink);
    [[nodiscard]] RowBuffer &row() { return m_up > 0 ? m_upper : m_bottom; }
    [[nodiscard]] Row repaired(QByteArrayView text, std::span<const Span> spans);

    State m_state = State::Ground;
    Style m_style;
    RowBuffer m_bottom; ///< the row after the last complete one
    RowBuffer m_upper; ///< the row m_up above it, while the cursor is there
    int m_up = 0;
    int m_rowsAbove = 0;
    std::string m_parameters; ///< of the control sequence being read
    qsizetype m_stringBytes = 0;
    QByteArray m_repairedText;
    std::vector<Span> m_repairedSpans;
};

/// The nearest of the 16 palette colours.
[[nodiscard]] qint8 paletteIndex(int red, int green, int blue);

} // namespace Spacewright::Logs
