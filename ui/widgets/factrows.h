// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace Spacewright::Ui {

class Label;
class LinkButton;

/// Facts below each other: label 112 px muted, value, and where it helps a link at the end.
class FactRows final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactRows)
public:
    explicit FactRows(QWidget *parent = nullptr);

    /// `value` may carry <b> for what is new and <code> for code; everything else must be escaped.
    /// `remark` follows it muted, plain. Returns the link, or null when `link` is empty.
    LinkButton *addFact(const QString &label, const QString &value, const QString &remark = {},
                        const QString &link = {});
    void clear();

private:
    QGridLayout *m_grid;
};

} // namespace Spacewright::Ui
