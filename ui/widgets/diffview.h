// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace Spacewright::Ui {

/// One line of a change. Line numbers count from 1; 0 where the line is not on that side.
struct DiffRow {
    enum class Kind { Same, Added, Removed };

    Kind kind = Kind::Same;
    int before = 0;
    int after = 0;
    QString text;
    qsizetype changedStart = 0; ///< the part of `text` that differs from its counterpart
    qsizetype changedLength = 0;
};

/// The one stretch of lines in which `after` differs from `before`, with the line above it. Empty when nothing differs.
/// Pure.
[[nodiscard]] QList<DiffRow> diffRows(const QString &before, const QString &after);

/// A few changed lines with numbers and a sign column, for cards and pages. Not for whole files. A side on which
/// nothing changes has no numbers.
class DiffView final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DiffView)
public:
    explicit DiffView(QWidget *parent = nullptr);

    void setRows(const QList<DiffRow> &rows);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QList<int DiffRow::*> numberColumns() const;
    [[nodiscard]] int numberWidth(const QFontMetrics &metrics) const;
    void paintRow(QPainter &painter, const QRect &rect, const DiffRow &row) const;

    QList<DiffRow> m_rows;
};

} // namespace Spacewright::Ui
