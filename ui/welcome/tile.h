// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"
#include "widgets/spacetile.h"

#include <QAbstractButton>
#include <QPixmap>

#include <optional>

namespace Spacewright::Ui {

/// A card one can press: raised, a line, radius 6; hover and focus as buttons have them.
class Tile : public QAbstractButton {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tile)
public:
    explicit Tile(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    virtual void paintContent(QPainter &painter) = 0;
};

/// What a tile says about a Space.
struct TileSpace {
    QString owner = {}; ///< may be empty
    QString name = {};
    SpaceLook look = {};
    QString thumbnail = {}; ///< a picture's path; without one the colours and the emoji are drawn
    std::optional<Stage> stage = {};
    QString place = {}; ///< translated: "here"
    QString date = {}; ///< translated
    QString folder = {}; ///< for the tool tip
};

/// A recent Space: picture of its last page, name, stage, when.
class RecentTile final : public Tile {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecentTile)
public:
    explicit RecentTile(TileSpace space, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintContent(QPainter &painter) override;

private:
    void paintPicture(QPainter &painter, const QRect &area);

    TileSpace m_space;
    QPixmap m_thumbnail;
};

/// A template: its tile, name and a line about it.
class TemplateTile final : public Tile {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplateTile)
public:
    /// How many stand beside each other: 4, and 2 where the font is too large for that.
    [[nodiscard]] static int columns();

    TemplateTile(QString name, QString description, SpaceLook look, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintContent(QPainter &painter) override;

private:
    QString m_name;
    QString m_description;
    SpaceLook m_look;
};

} // namespace Spacewright::Ui
