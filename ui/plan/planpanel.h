// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/runplan.h"
#include "widgets/panel.h"

class QStackedLayout;
class QTreeWidget;

namespace Spacewright::Ui {

class ElidedLabel;
class Strip;

/// What is going to happen and why, beside what will still differ from the Hub.
class PlanPanel final : public Panel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlanPanel)
public:
    explicit PlanPanel(QWidget *parent = nullptr);

    [[nodiscard]] QWidget *strip() override;
    void takeFocus() override;

    /// A plan without steps and without an obstacle shows the empty state.
    void setPlan(const Runtime::RunPlan &plan);

Q_SIGNALS:
    /// Where a step comes from; `line` from 1, 0 for the file as a whole.
    void openRequested(const QString &file, int line);
    /// The button of the empty state.
    void runRequested();

private:
    Strip *m_strip;
    ElidedLabel *m_summary;
    QStackedLayout *m_pages;
    QTreeWidget *m_steps;
    QTreeWidget *m_differences;
};

} // namespace Spacewright::Ui
