// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QPixmap>
#include <QWidget>

namespace Spacewright::Ui {

/// The last good frame of a page, unscaled from the leading top corner, on the sheet's colour.
class FrameView final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrameView)
public:
    explicit FrameView(QWidget *parent = nullptr);

    void setFrame(const QPixmap &frame, const QDateTime &taken);
    [[nodiscard]] bool isEmpty() const { return m_frame.isNull(); }
    [[nodiscard]] QPixmap frame() const { return m_frame; }
    [[nodiscard]] QDateTime taken() const { return m_taken; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPixmap m_frame;
    QDateTime m_taken;
};

} // namespace Spacewright::Ui
