// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logstore.h"

#include <QWidget>

class QPushButton;

namespace Spacewright::Ui {

/// What went wrong first, pinned above the rows: a strip with the line and the way to it.
class FirstErrorStrip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstErrorStrip)
public:
    explicit FirstErrorStrip(QWidget *parent = nullptr);

    void setError(const Logs::FirstError &error);
    /// The way out as a button of the strip, where there is no room for a card; empty takes it away.
    void setWayOut(const QString &text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

Q_SIGNALS:
    void activated();
    void wayOutRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    /// `piece` of the strip as it stands in this layout direction.
    [[nodiscard]] QRect placed(const QRect &piece) const;
    [[nodiscard]] QRect linkRect() const; ///< before it is placed

    QPushButton *m_wayOut;
    QString m_text;
    QString m_link;
};

} // namespace Spacewright::Ui
