// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/metrics.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QStyle>

#include <algorithm>
#include <optional>

namespace Spacewright::Ui {

namespace {
struct State {
    std::optional<Metrics> metrics;
    bool compact = false;
    bool motionReduced = false;
};

State &state()
{
    static State state;
    return state;
}

constexpr int CompactBy = 4;

QFont sized(QFont font, qreal delta, QFont::Weight weight = QFont::Normal)
{
    // A font set in pixels has no point size; 96 dpi is what 1 pt = 4/3 px stands for.
    if (font.pointSizeF() > 0)
        font.setPointSizeF(std::max(1.0, font.pointSizeF() + delta));
    else
        font.setPixelSize(std::max(1, qRound(font.pixelSize() + delta * 4 / 3)));
    font.setWeight(weight);
    return font;
}
} // namespace

const Metrics &Metrics::current()
{
    std::optional<Metrics> &metrics = state().metrics;
    if (!metrics)
        metrics = of(QApplication::font(), state().compact);
    return *metrics;
}

Metrics Metrics::of(const QFont &font, bool compact)
{
    const int body = QFontMetrics(font).height();
    const int caption = QFontMetrics(sized(font, -1)).height();
    const int code = QFontMetrics(Ui::font(TextRole::CodeSmall)).height();
    const int less = compact ? CompactBy : 0;
    const auto height = [](int number, int text, int padding) { return std::max(number, text + 2 * padding); };

    Metrics m;
    m.menuBar = height(28, body, 4);
    m.header = height(32, body, 6);
    m.control = height(28, body, 4);
    m.controlSmall = height(24, body, 2);
    m.controlLarge = height(36, body, 8);
    m.row = height(24 - less, body, compact ? 0 : 2);
    m.rowLarge = height(32 - less, body, compact ? 4 : 6);
    m.strip = std::max(36, m.control + 8) - less;
    m.toolBar = std::max(40, m.control + 12) - less;
    m.menuRow = height(26, body, 3);
    m.statusBar = height(25, caption, 4);
    m.logRow = code + 4;
    m.chip = height(24, caption, 3);
    m.chipSmall = height(20, caption, 1);
    m.tag = height(22, caption, 2);
    m.count = height(16, caption, -1);
    return m;
}

void Metrics::setCompact(bool compact)
{
    state().compact = compact;
    refresh();
}

void Metrics::refresh()
{
    state().metrics.reset();
}

bool motionReduced()
{
    return state().motionReduced || QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) == 0;
}

void setMotionReduced(bool reduced)
{
    state().motionReduced = reduced;
}

QFont font(TextRole role)
{
    const QFont body = QApplication::font();
    switch (role) {
    case TextRole::Caption:
        return sized(body, -1);
    case TextRole::Chip:
        return sized(body, -1, QFont::DemiBold);
    case TextRole::Body:
        return body;
    case TextRole::Strong:
        return sized(body, 0, QFont::DemiBold);
    case TextRole::Heading:
        return sized(body, 1, QFont::DemiBold);
    case TextRole::Title:
        return sized(body, 4, QFont::DemiBold);
    case TextRole::Display:
        return sized(body, 8, QFont::DemiBold);
    case TextRole::Code:
        return QFontDatabase::systemFont(QFontDatabase::FixedFont);
    case TextRole::CodeSmall:
        return sized(QFontDatabase::systemFont(QFontDatabase::FixedFont), -1);
    }
    Q_UNREACHABLE_RETURN(body);
}

QFont tabular(QFont font)
{
    font.setFeature("tnum", 1);
    return font;
}

} // namespace Spacewright::Ui
