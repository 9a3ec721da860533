// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label.h"

#include <QEvent>
#include <QFontMetrics>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

Label::Label(const QString &text, TextRole role, Token token, QWidget *parent)
    : QLabel(text, parent)
    , m_role(role)
    , m_token(token)
{
    setTextInteractionFlags(Qt::NoTextInteraction);
    // On a Base background QWidget would take the Text role, which is not ours to colour.
    setForegroundRole(QPalette::WindowText);
    connect(&Theme::current(), &Theme::changed, this, &Label::dress);
    dress();
}

void Label::setRole(TextRole role)
{
    m_role = role;
    dress();
}

void Label::setToken(Token token)
{
    m_token = token;
    dress();
}

void Label::setTabular(bool tabular)
{
    m_tabular = tabular;
    dress();
}

bool Label::event(QEvent *event)
{
    const bool handled = QLabel::event(event);
    if (event->type() == QEvent::ApplicationFontChange)
        dress();
    return handled;
}

void Label::dress()
{
    const QFont wanted = Ui::font(m_role);
    setFont(m_tabular ? tabular(wanted) : wanted);
    QPalette own;
    own.setColor(QPalette::WindowText, color(m_token));
    own.setColor(QPalette::Disabled, QPalette::WindowText, color(Token::Disabled));
    own.setColor(QPalette::Link, color(Token::Accent));
    setPalette(own);
}

ElidedLabel::ElidedLabel(const QString &text, Qt::TextElideMode mode, TextRole role, Token token, QWidget *parent)
    : Label(text, role, token, parent)
    , m_full(text)
    , m_mode(mode)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString &text)
{
    if (m_full == text)
        return;
    m_full = text;
    setAccessibleName(text);
    updateGeometry();
    elide();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_full) + 1, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 6), fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    Label::resizeEvent(event);
    elide();
}

void ElidedLabel::changeEvent(QEvent *event)
{
    Label::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_full, m_mode, std::max(0, width()));
    if (shown != text())
        setText(shown);
    setToolTip(shown == m_full ? QString() : m_full.toHtmlEscaped());
}

} // namespace Spacewright::Ui
