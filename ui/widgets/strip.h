// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace Spacewright::Ui {

/// The second row of every panel, 36 px with its line, in the colour of the sheet it belongs to:
/// filter or search leading, actions trailing. Panels fill it; DockHeader shows it.
class Strip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Strip)
public:
    explicit Strip(QWidget *parent = nullptr);

    /// Where filters and titles go; `stretch` lets the widget take the free room.
    void addLeading(QWidget *widget, int stretch = 0);
    /// Where actions go, in reading order, 4 px apart.
    void addTrailing(QWidget *widget);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_leading;
    QHBoxLayout *m_trailing;
};

} // namespace Spacewright::Ui
