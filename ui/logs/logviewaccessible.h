// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

#include <vector>

namespace Spacewright::Ui {

class LogView;

/// A log as a list of its visible rows, for screen readers.
class LogViewAccessible final : public QAccessibleWidget {
public:
    /// Teaches Qt to make it for each LogView. Harmless when done before.
    static void install();

    explicit LogViewAccessible(LogView *view);
    ~LogViewAccessible() override;

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;

private:
    [[nodiscard]] LogView *view() const;

    mutable std::vector<QAccessible::Id> m_rows;
};

} // namespace Spacewright::Ui
