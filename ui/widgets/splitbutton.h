// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/controls.h"

#include <QWidget>

#include <optional>

class QAbstractButton;
class QMenu;

namespace Spacewright::Ui {

/// What a split button shows; one value for each of the states of Run and Publish.
struct SplitState {
    QString text;
    QString iconName; ///< may be empty
    ButtonRole role = ButtonRole::Normal;
    bool enabled = true; ///< of the action; the menu stays reachable
    QString toolTip; ///< as made by toolTipText(); with the reason when disabled
    bool turning = false; ///< a turning transient glyph stands in for the icon
    std::optional<double> progress = {}; ///< 0 to 1: a bar along the foot
};

/// An action with a menu beside it in one shape, such as Run and Publish.
class SplitButton final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SplitButton)
public:
    explicit SplitButton(QWidget *parent = nullptr);

    void setState(const SplitState &state);
    [[nodiscard]] const SplitState &state() const { return m_state; }
    /// The menu opens below; null takes its half away. Not owned. `name`: "Ways to run".
    void setMenu(QMenu *menu, const QString &name);

    [[nodiscard]] QAbstractButton *actionHalf() const;
    [[nodiscard]] QAbstractButton *menuHalf() const;

Q_SIGNALS:
    void clicked();

private:
    class Half;

    SplitState m_state;
    QMenu *m_menu = nullptr;
    Half *m_action;
    Half *m_arrow;
};

} // namespace Spacewright::Ui
