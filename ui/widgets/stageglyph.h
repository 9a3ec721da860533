// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QWidget>

namespace Spacewright::Ui {

class Spinner;

/// Paints the glyph of `group` in its solid colour, `size` px, centred in `rect`. `serving`: the ring has a
/// dot, because an old revision still answers. `angle` turns transient ones.
void paintStageGlyph(QPainter &painter, const QRect &rect, StageGroup group, bool serving = false, int size = 12,
                     qreal angle = 0);

/// The glyph alone, for the status bar and for headings. Turns while transient.
class StageGlyph final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StageGlyph)
public:
    explicit StageGlyph(int size = 12, QWidget *parent = nullptr);

    void setGroup(StageGroup group, bool serving = false);
    /// The group of `stage`, with the dot where an old revision still answers.
    void setStage(Stage stage);

    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Spinner *m_spinner;
    StageGroup m_group = StageGroup::None;
    bool m_serving = false;
    int m_size;
};

} // namespace Spacewright::Ui
