// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QFrame>

class QPushButton;

namespace Spacewright::Ui {

/// What a problem means, why, and the way out. On hover it stands beside the pointer and goes when the
/// pointer leaves; asked for by keyboard it takes the focus and goes with Esc.
class HoverCard final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HoverCard)
public:
    enum class Mode { Hover, Keyboard };

    /// `shortcut` is shown beside the buttons: how to get here without the mouse. Deletes itself when hidden.
    HoverCard(const Diagnostic &diagnostic, const QString &shortcut, Mode mode, QWidget *parent);

    /// Below `anchor` (global coordinates), above it where there is no room.
    void showAt(const QRect &anchor);

Q_SIGNALS:
    void fixRequested(const Spacewright::Fix &fix);
    void showRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Mode m_mode;
    QRect m_anchor;
    QPushButton *m_first = nullptr;
};

} // namespace Spacewright::Ui
