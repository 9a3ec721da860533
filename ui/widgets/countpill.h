// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QWidget>

#include <optional>

class QTabBar;

namespace Spacewright::Ui {

/// Width of a pill with that text; its height is Metrics::count.
[[nodiscard]] int pillWidth(const QString &text);
/// A text on the tint of `group`; None is information, in the accent's colours. Neutral without a group.
void paintPill(QPainter &painter, const QRect &rect, const QString &text, std::optional<StageGroup> group);

/// A number on a tint, 16 px high: how many, and how bad.
class CountPill final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CountPill)
public:
    explicit CountPill(int count = 0, std::optional<StageGroup> group = {}, QWidget *parent = nullptr);

    void setCount(int count, std::optional<StageGroup> group = {});
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count;
    std::optional<StageGroup> m_group;
};

/// Shows `count` in the tab at `index`, at its trailing side; 0 takes it away.
void setTabCount(QTabBar *tabs, int index, int count, std::optional<StageGroup> group);

} // namespace Spacewright::Ui
