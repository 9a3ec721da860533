// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QLabel>

namespace Spacewright::Ui {

/// Text in one of the roles and token colours; follows the theme and the application's font.
class Label : public QLabel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Label)
public:
    explicit Label(const QString &text = {}, TextRole role = TextRole::Body, Token token = Token::Text,
                   QWidget *parent = nullptr);

    void setRole(TextRole role);
    void setToken(Token token);
    /// Equal widths of figures, for what changes while one looks.
    void setTabular(bool tabular);

protected:
    bool event(QEvent *event) override;

private:
    void dress();

    TextRole m_role;
    Token m_token;
    bool m_tabular = false;
};

/// One line that is shortened where it does not fit: names at the end, paths and addresses in the
/// middle. The tool tip then has all of it.
class ElidedLabel final : public Label {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ElidedLabel)
public:
    explicit ElidedLabel(const QString &text = {}, Qt::TextElideMode mode = Qt::ElideRight,
                         TextRole role = TextRole::Body, Token token = Token::Text, QWidget *parent = nullptr);

    void setFullText(const QString &text);
    [[nodiscard]] QString fullText() const { return m_full; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();

    QString m_full;
    Qt::TextElideMode m_mode;
};

} // namespace Spacewright::Ui
