// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace Spacewright::Ui {

/// How a Space presents itself on the Hub. Colours are the Hub's eight names; others are gray.
struct SpaceLook {
    QString emoji;
    QString colorFrom;
    QString colorTo;

    friend bool operator==(const SpaceLook &, const SpaceLook &) = default;
};

/// red, yellow, green, blue, indigo, purple, pink, gray, in the Hub's order.
[[nodiscard]] QStringList hubColorNames();
[[nodiscard]] QColor hubColor(const QString &name);

/// Draws emoji in colour, `pixels` px high.
[[nodiscard]] QFont emojiFont(int pixels);

/// Gradient at 135 degrees with the emoji at 60 % of its size.
void paintSpaceTile(QPainter &painter, const QRect &rect, const SpaceLook &look, qreal radius);

/// A Space's mark: 20 px in the tool bar, 32 in lists, 40 in page titles.
class SpaceTile final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpaceTile)
public:
    explicit SpaceTile(int size, const SpaceLook &look = {}, QWidget *parent = nullptr);

    void setLook(const SpaceLook &look);
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SpaceLook m_look;
    int m_size;
};

} // namespace Spacewright::Ui
