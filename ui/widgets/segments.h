// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QButtonGroup;

namespace Spacewright::Ui {

/// Two to four choices side by side, one of them chosen unless setCurrent(-1) says none. Arrow keys move between them.
class Segments final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Segments)
public:
    explicit Segments(const QStringList &choices, QWidget *parent = nullptr);

    void setCurrent(int index);
    /// -1: none.
    [[nodiscard]] int current() const;

Q_SIGNALS:
    /// By the person or by setCurrent().
    void currentChanged(int index);

private:
    QButtonGroup *m_group;
};

} // namespace Spacewright::Ui
