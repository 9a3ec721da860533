// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logstore.h"

#include <QObject>
#include <QPointer>
#include <QRegularExpression>
#include <QTimer>

#include <vector>

namespace Spacewright::Logs {

struct SearchPattern {
    QString text;
    bool isRegex = false;
    bool matchCase = false;

    friend bool operator==(const SearchPattern &, const SearchPattern &) = default;
};

/// Part of a line that was searched for, in UTF-16 units.
struct Hit {
    int start = 0;
    int length = 0;

    friend bool operator==(const Hit &, const Hit &) = default;
};

/// Finds the lines of a store that hold a text. Goes through them in slices of a few milliseconds on
/// the event loop, and follows the store as it grows.
class LogSearch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSearch)
public:
    explicit LogSearch(QObject *parent = nullptr);

    void setStore(LogStore *store);
    /// Starts anew. An empty text ends the search.
    void setPattern(const SearchPattern &pattern);
    [[nodiscard]] const SearchPattern &pattern() const { return m_pattern; }
    [[nodiscard]] bool isActive() const { return !m_pattern.text.isEmpty(); }
    /// Translated; why a regular expression cannot be used, empty when it can.
    [[nodiscard]] QString error() const { return m_error; }

    /// Numbers of the lines with a hit found so far, in order.
    [[nodiscard]] const std::vector<qint64> &lines() const { return m_lines; }
    [[nodiscard]] bool isComplete() const;
    /// The nearest line with a hit after (or before) line `number`, going round at the end; -1 when there is none.
    [[nodiscard]] qint64 next(qint64 number) const;
    [[nodiscard]] qint64 previous(qint64 number) const;
    /// Where in `text` the hits are; empty without a pattern.
    [[nodiscard]] QList<Hit> hitsIn(const QString &text) const;

Q_SIGNALS:
    /// More lines were found, or the pattern is another.
    void changed();

private:
    void follow(const LogStore::Change &change);
    void restart(qint64 from);
    void scan();

    QPointer<LogStore> m_store;
    SearchPattern m_pattern;
    QRegularExpression m_regex;
    QString m_error;
    std::vector<qint64> m_lines;
    qint64 m_next = 0; ///< number of the first line not yet looked at
    QTimer m_slice;
};

} // namespace Spacewright::Logs
