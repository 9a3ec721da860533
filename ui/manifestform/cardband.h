// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/hubcard.h"

#include <QWidget>

class QBoxLayout;

namespace Spacewright::Ui {

class Label;
class Segments;

/// The band above the form: the Space as the Hub draws it, in lists or above its page.
class CardBand final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CardBand)
public:
    explicit CardBand(QWidget *parent = nullptr);

    void setContent(const HubCardContent &content);
    /// As narrow as the card.
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] HubCard &card() const { return *m_card; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    HubCard *m_card;
    Label *m_heading;
    Segments *m_choice;
    Label *m_sentence;
    QBoxLayout *m_row;
};

} // namespace Spacewright::Ui
