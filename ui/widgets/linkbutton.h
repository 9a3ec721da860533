// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/metrics.h"

#include <QAbstractButton>

namespace Spacewright::Ui {

/// An accent-coloured text that does something; underlined under the pointer.
class LinkButton final : public QAbstractButton {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkButton)
public:
    explicit LinkButton(const QString &text = {}, TextRole role = TextRole::Body, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    TextRole m_role;
};

} // namespace Spacewright::Ui
