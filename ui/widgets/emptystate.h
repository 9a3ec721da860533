// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QPushButton;

namespace Spacewright::Ui {

class Label;

/// What a panel shows when it has nothing, is loading or has failed: icon, heading, one sentence, and
/// one or two buttons (the first normal, the second flat). Centred.
class EmptyState final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)
public:
    explicit EmptyState(const QString &iconName = {}, const QString &heading = {}, const QString &sentence = {},
                        QWidget *parent = nullptr);

    void setContent(const QString &iconName, const QString &heading, const QString &sentence);
    /// Draws the stage's glyph in its colour instead of a muted icon.
    void setStageGroup(std::optional<StageGroup> group);
    /// The first one has the focus when the empty state gets it.
    QPushButton *addAction(const QString &text, const QString &iconName = {});
    void clearActions();
    /// Anything below the buttons, centred: "Last good page: yesterday, 18:40. Show it".
    void setFootnote(QWidget *footnote);

    /// A dock may be smaller than its emptiness: where there is no room the icon goes first.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void drawIcon();

    QString m_iconName;
    std::optional<StageGroup> m_group;
    Label *m_icon; ///< with the gap below it
    Label *m_heading;
    Label *m_sentence;
    QHBoxLayout *m_actions;
    QWidget *m_footnote = nullptr;
};

} // namespace Spacewright::Ui
