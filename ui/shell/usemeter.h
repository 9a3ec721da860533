// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme.h"

#include <QWidget>

namespace Spacewright::Ui {

class Label;
class Sparkline;

/// "CPU", its curve of the last minute, and the newest figure. Hidden while there is none.
class UseMeter final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UseMeter)
public:
    /// `name` is translated; `series` is a chart token.
    UseMeter(const QString &name, Token series, QWidget *parent = nullptr);

    /// `share`: 0 to 1 of what there is.
    void add(const QString &figure, double share);
    void clear();

private:
    QString m_name;
    Sparkline *m_curve;
    Label *m_figure;
};

} // namespace Spacewright::Ui
