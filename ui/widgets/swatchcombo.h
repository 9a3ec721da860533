// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace Spacewright::Ui {

/// The Hub's eight colours, each with a swatch of 14 px; the first entry is none. Item data are the names.
class SwatchCombo final : public QComboBox {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SwatchCombo)
public:
    explicit SwatchCombo(QWidget *parent = nullptr);

private:
    void paintSwatches();
};

} // namespace Spacewright::Ui
