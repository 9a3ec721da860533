// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QList>
#include <QWidget>

namespace Spacewright::Ui {

/// The last minute of one figure, 48 x 14 px, for the status bar. Line 1.4, filled 18 %.
class Sparkline final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sparkline)
public:
    /// `series` is a chart token; CPU is 1, memory 3, GPU 4.
    explicit Sparkline(Token series, QWidget *parent = nullptr);

    /// `share`: 0 to 1 of what there is.
    void append(double share);
    void clear();

    [[nodiscard]] QSize sizeHint() const override { return {48, 14}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_shares;
    Token m_series;
};

} // namespace Spacewright::Ui
