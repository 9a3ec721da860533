// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QVBoxLayout;

namespace Spacewright::Ui {

class ElidedLabel;
class LinkButton;

/// How one file differs from what it was.
struct TimelineChange {
    QString path;
    QString line; ///< the only one that changed; empty where there are more
    int added = 0; ///< lines
    int removed = 0;
};

/// Below the steps: what is different from the last good run, in the two most telling files. Hidden until it has a
/// title.
class ChangesFoot final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangesFoot)
public:
    explicit ChangesFoot(QWidget *parent = nullptr);

    /// The most telling first; an empty `title` hides it.
    void setChanges(const QString &title, const QList<TimelineChange> &changes);

Q_SIGNALS:
    void compareRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_title;
    LinkButton *m_compare;
    QVBoxLayout *m_rows;
};

} // namespace Spacewright::Ui
