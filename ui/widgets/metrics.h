// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace Spacewright::Ui {

enum class TextRole {
    Caption, ///< secondary facts, table heads, status bar
    Chip, ///< caption, 600
    Body,
    Strong, ///< body, 600: the subject of a row or strip
    Heading, ///< empty states, cards on pages
    Title, ///< page titles
    Display, ///< the name on the welcome page
    Code,
    CodeSmall, ///< logs, diffs, hashes, rule names, commands, paths in prose
};

/// The gaps of the 4 px grid, in px. There are no others.
struct Gap {
    static constexpr int Group = 4; ///< between buttons of one group
    static constexpr int Icon = 6; ///< between an icon and its text
    static constexpr int Control = 8; ///< between controls
    static constexpr int FormRow = 10;
    static constexpr int DockEdge = 12;
    static constexpr int Card = 14; ///< inside cards
    static constexpr int Block = 16; ///< between blocks of a page
    static constexpr int PageEdge = 20;
    static constexpr int Section = 24; ///< between sections of a page
};

/// Corner radii in px. Chips and counts: half their height. Docks, strips and rows: none.
struct Radius {
    static constexpr int Control = 4;
    static constexpr int Card = 6;
    static constexpr int Tag = 3; ///< check boxes too
};

/// All heights, in px, from the application's font: a larger system font makes every row taller.
/// Recomputed when that font or the density changes; ask anew each time, keep nothing.
struct Metrics {
    int menuBar = 28;
    int toolBar = 40; ///< without its line
    int header = 32; ///< dock tabs, dock title, document tabs; with its line
    int strip = 36; ///< second row of every panel; with its line
    int statusBar = 25; ///< without its line
    int control = 28; ///< button, field, combo box, segment
    int controlSmall = 24; ///< in inline strips
    int controlLarge = 36; ///< on the welcome page
    int row = 24; ///< list, tree and table
    int rowLarge = 32; ///< timeline and palette
    int menuRow = 26; ///< the publish page's files too
    int logRow = 18;
    int chip = 24;
    int chipSmall = 20; ///< in lists
    int tag = 22;
    int count = 16;

    static constexpr int Indicator = 16; ///< check box, radio
    static constexpr int Icon = 16;
    static constexpr int ButtonMinWidth = 64;
    static constexpr int ButtonPadding = 12; ///< flat: FlatPadding
    static constexpr int FlatPadding = 8;
    static constexpr int FieldPadding = 8;
    static constexpr int TabPadding = 12;

    [[nodiscard]] static const Metrics &current();
    /// From `font`, or with 4 px less for rows, strip and tool bar.
    [[nodiscard]] static Metrics of(const QFont &font, bool compact = false);
    /// The setting "Compact rows".
    static void setCompact(bool compact);
    /// After the application's font changed; the style does this.
    static void refresh();
};

/// The setting "Reduce motion", or the desktop's wish for none. Glyphs then stand still.
[[nodiscard]] bool motionReduced();
void setMotionReduced(bool reduced);

/// The application's font in that role.
[[nodiscard]] QFont font(TextRole role);
/// With figures of equal width, for times and counts that change.
[[nodiscard]] QFont tabular(QFont font);

} // namespace Spacewright::Ui
