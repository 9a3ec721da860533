// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;
class QVariantAnimation;

namespace Spacewright::Ui {

/// What is wrong, or done, between a panel's strip and its content; never over the content.
/// Hidden until shown with reveal(); stays until solved or closed. One at a time per panel, worst first.
class InlineStrip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InlineStrip)
public:
    /// Error, Transient (warning), Running (done), anything else: information.
    explicit InlineStrip(StageGroup group = StageGroup::None, QWidget *parent = nullptr);

    /// `subject` in 600, then one sentence. Both translated, plain text.
    void setMessage(StageGroup group, const QString &subject, const QString &sentence);
    /// At most two; connect to the returned button.
    QPushButton *addAction(const QString &text, const QString &iconName = {});
    /// Adds the flat "Copy details", which puts `details` on the clipboard; empty takes it away.
    void setDetails(const QString &details);
    void clearActions();
    void setClosable(bool closable);

    /// Shows or hides it, growing over 120 ms unless motion is reduced.
    void reveal(bool shown = true);
    [[nodiscard]] StageGroup group() const { return m_group; }
    [[nodiscard]] QString subject() const { return m_subject; }
    [[nodiscard]] QString sentence() const { return m_sentence; }

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person closed it.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void announce();

    StageGroup m_group;
    QString m_subject;
    QString m_sentence;
    QString m_details;
    QLabel *m_text;
    QHBoxLayout *m_row;
    QHBoxLayout *m_actions;
    QPushButton *m_copy;
    QToolButton *m_close;
    QVariantAnimation *m_growth;
};

} // namespace Spacewright::Ui
