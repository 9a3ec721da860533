// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme.h"

#include <QGuiApplication>
#include <QStyleHints>

namespace Spacewright::Ui {

GroupColors groupColors(StageGroup group)
{
    switch (group) {
    case StageGroup::Running:
        return {Token::RunningText, Token::RunningTint, Token::RunningSolid};
    case StageGroup::Transient:
        return {Token::TransientText, Token::TransientTint, Token::TransientSolid};
    case StageGroup::Asleep:
        return {Token::AsleepText, Token::AsleepTint, Token::AsleepSolid};
    case StageGroup::Paused:
        return {Token::PausedText, Token::PausedTint, Token::PausedSolid};
    case StageGroup::Error:
        return {Token::ErrorText, Token::ErrorTint, Token::ErrorSolid};
    case StageGroup::None:
        break;
    }
    return {Token::NoneText, Token::NoneTint, Token::NoneSolid};
}

Theme &Theme::current()
{
    static Theme theme;
    return theme;
}

void Theme::pin(std::optional<Scheme> scheme)
{
    m_pinned = scheme;
    // Where the platform can, window frames and pages shown by us follow the pin too.
    QStyleHints *hints = QGuiApplication::styleHints();
    hints->setColorScheme(!scheme                       ? Qt::ColorScheme::Unknown
                              : *scheme == Scheme::Dark ? Qt::ColorScheme::Dark
                                                        : Qt::ColorScheme::Light);
    update();
}

void Theme::follow()
{
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::update,
            Qt::UniqueConnection);
    update();
}

void Theme::update()
{
    const bool desktopIsDark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    const Scheme scheme = m_pinned.value_or(desktopIsDark ? Scheme::Dark : Scheme::Light);
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

QColor Theme::color(Token token, Scheme scheme)
{
    const TokenColors &colors = TokenTable.at(static_cast<std::size_t>(token));
    return QColor::fromRgb(scheme == Scheme::Dark ? colors.dark : colors.light);
}

QColor Theme::faded(Token token, int percent) const
{
    QColor result = color(token);
    result.setAlpha(255 * percent / 100);
    return result;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Window);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Sunken);
    set(QPalette::Text, Token::Text);
    set(QPalette::PlaceholderText, Token::Muted);
    set(QPalette::Button, Token::Raised);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnAccent);
    set(QPalette::Light, Token::Border);
    set(QPalette::Midlight, Token::Border);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::Border);
    set(QPalette::Shadow, Token::Border);
    set(QPalette::Highlight, Token::Selection);
    set(QPalette::HighlightedText, Token::Text);
    set(QPalette::Accent, Token::Accent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::ToolTipText, Token::Text);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, color(Token::SelectionIdle));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
                            QPalette::HighlightedText, QPalette::Link})
        palette.setColor(QPalette::Disabled, role, color(Token::Disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Token::SelectionIdle));
    return palette;
}

} // namespace Spacewright::Ui
