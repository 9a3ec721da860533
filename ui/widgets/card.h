// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace Spacewright::Ui {

/// A sheet on a sheet: raised, a line, radius 6, 12 / 14 px inside. No shadow.
class Card : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)
public:
    explicit Card(QWidget *parent = nullptr);

    /// Blocks below each other, 8 px apart.
    [[nodiscard]] QVBoxLayout *content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_content;
};

} // namespace Spacewright::Ui
