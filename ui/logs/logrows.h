// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logstore.h"

#include <QPointer>

#include <deque>

namespace Spacewright::Ui {

/// Which lines of a store stand in which row, after the filter. Rows count from 0.
class LogRows {
public:
    /// How many rows left the front and how many joined the end by a change.
    struct Shift {
        int gone = 0;
        int added = 0;
    };

    void setStore(Logs::LogStore *store);
    void setLeastLevel(Logs::Level level);
    [[nodiscard]] Logs::Level leastLevel() const { return m_least; }
    /// Takes in a change of the store.
    Shift apply(const Logs::LogStore::Change &change);

    [[nodiscard]] int count() const;
    /// The number of the line in `row`, which must exist.
    [[nodiscard]] qint64 numberAt(int row) const;
    /// The row of line `number`, or of the next one shown after it; count() behind the last.
    [[nodiscard]] int rowOf(qint64 number) const;

private:
    [[nodiscard]] bool isFiltered() const { return m_least > Logs::Level::Debug; }
    void take(int from);

    QPointer<Logs::LogStore> m_store;
    Logs::Level m_least = Logs::Level::Debug;
    std::deque<qint64> m_numbers; ///< only while filtered
    int m_count = 0; ///< only while not
};

} // namespace Spacewright::Ui
