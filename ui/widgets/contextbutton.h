// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/metrics.h"
#include "widgets/spacetile.h"
#include "widgets/theme.h"

#include <QAbstractButton>

#include <optional>

class QMenu;

namespace Spacewright::Ui {

/// A flat button of the tool bar that says what is open and opens a menu: the Space with its tile, the
/// branch, the engine. Its text is made of runs, so that a part can be muted, heavy or left out.
class ContextButton final : public QAbstractButton {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContextButton)
public:
    struct Run {
        QString text;
        TextRole role = TextRole::Body;
        Token token = Token::Text;
    };

    /// `name` says to screen readers what the button chooses: "Space", "Branch".
    explicit ContextButton(const QString &name, QWidget *parent = nullptr);

    void setRuns(const QList<Run> &runs);
    void setIconName(const QString &iconName, std::optional<StageGroup> group = {});
    void setTile(const SpaceLook &look);
    /// Opens below; not owned. Without one there is no arrow and a click is only clicked().
    void setMenu(QMenu *menu);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int iconExtent() const;

    QString m_name;
    QList<Run> m_runs;
    QString m_iconName;
    std::optional<StageGroup> m_group;
    std::optional<SpaceLook> m_tile;
    QMenu *m_menu = nullptr;
};

} // namespace Spacewright::Ui
