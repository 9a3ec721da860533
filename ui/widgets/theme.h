// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"
#include "widgets/tokens.h"

#include <QColor>
#include <QObject>
#include <QPalette>

#include <optional>

namespace Spacewright::Ui {

enum class Scheme { Light, Dark };

/// The three colours of a stage, a severity or a strip.
struct GroupColors {
    Token text; ///< on the tint, on surface and on window
    Token tint; ///< background of chips and strips
    Token solid; ///< glyphs, dots and bars
};
[[nodiscard]] GroupColors groupColors(StageGroup group);

/// The colours in force. Follows the desktop's colour scheme live, unless one is pinned.
/// GUI thread only. Widgets that keep a colour or a pixmap listen to changed(); painting needs nothing.
class Theme final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)
public:
    [[nodiscard]] static Theme &current();

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_scheme == Scheme::Dark; }
    /// nullopt follows the desktop again.
    void pin(std::optional<Scheme> scheme);
    /// Starts listening to the desktop. Called once by applyLook().
    void follow();

    [[nodiscard]] QColor color(Token token) const { return color(token, m_scheme); }
    [[nodiscard]] static QColor color(Token token, Scheme scheme);
    /// The same with `percent` of its opacity.
    [[nodiscard]] QColor faded(Token token, int percent) const;
    [[nodiscard]] QPalette palette() const;

Q_SIGNALS:
    void changed();

private:
    Theme() = default;
    void update();

    Scheme m_scheme = Scheme::Light;
    std::optional<Scheme> m_pinned;
};

/// Short for Theme::current().color(token).
[[nodiscard]] inline QColor color(Token token)
{
    return Theme::current().color(token);
}

} // namespace Spacewright::Ui
