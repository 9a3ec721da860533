// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"
#include "widgets/spacetile.h"

#include <QWidget>

#include <optional>

namespace Spacewright::Ui {

/// A Space as the Hub's lists show it.
struct HubCardContent {
    SpaceLook look;
    QString title;
    QString shortDescription;
    QString owner;
    QString stage; ///< "Running"; empty shows no pill
    StageGroup group = StageGroup::None;
    std::optional<int> likes;
    QString date; ///< "today"
    bool hasMiniHeader = false; ///< `header: mini`
    bool isFullWidth = true; ///< `fullWidth`
};

/// 316 x 142 px, drawn as the Hub draws it.
class HubCard final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HubCard)
public:
    enum class Mode {
        Card, ///< in lists
        PageHeader, ///< above the app's page
    };

    explicit HubCard(QWidget *parent = nullptr);

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }

    void setContent(const HubCardContent &content);
    [[nodiscard]] QSize sizeHint() const override { return {316, 142}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintCard(QPainter &painter) const;
    void paintPageHeader(QPainter &painter) const;

    Mode m_mode = Mode::Card;
    HubCardContent m_content;
};

} // namespace Spacewright::Ui
