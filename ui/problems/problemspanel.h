// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "widgets/panel.h"

class QAction;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace Spacewright::Ui {

class EmptyState;
class ProblemsModel;
class Strip;

/// What the checks found: consequence, problem, place, rule and the way out. Shows and asks; applying
/// a fix and opening a file are left to whoever listens.
class ProblemsPanel final : public Panel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemsPanel)
public:
    explicit ProblemsPanel(QWidget *parent = nullptr);

    QWidget *strip() override;
    void takeFocus() override;

    /// All problems of the Space, in any order.
    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    /// Chooses the row of a problem; filters that hide it are taken off.
    void reveal(const Diagnostic &diagnostic);
    [[nodiscard]] ProblemsModel &model() const { return *m_model; }

Q_SIGNALS:
    /// The button under "No problems".
    void runRequested();
    /// `file` is relative to the Space.
    void openRequested(const QString &file, const Spacewright::TextRange &range);
    void fixRequested(const Spacewright::Diagnostic &diagnostic, const Spacewright::Fix &fix);
    /// The problem is to be said no more.
    void ignoreRequested(const Spacewright::Diagnostic &diagnostic);
    /// "Fix all safe": problems with one fix each.
    void fixAllRequested(const QList<Spacewright::Fix> &fixes);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeStrip();
    void makeTable();
    void makeMenu();
    void updateMenu();
    void showState();
    void takeFiltersOff();
    bool choose(const Diagnostic &diagnostic);
    void openCurrent();
    void fix(const QModelIndex &index);
    void copyAll() const;

    ProblemsModel *m_model;
    Strip *m_strip = nullptr;
    QComboBox *m_show = nullptr;
    QLineEdit *m_search = nullptr;
    QToolButton *m_group = nullptr;
    QToolButton *m_fixAll = nullptr;
    QToolButton *m_copy = nullptr;
    QStackedWidget *m_stack;
    QTreeView *m_table;
    // What the chosen problem offers, also as its context menu.
    QAction *m_open;
    QAction *m_fix;
    QAction *m_ignore;
    QAction *m_copyOne;
    EmptyState *m_none;
    EmptyState *m_noMatch;
    QPushButton *m_showAll;
};

} // namespace Spacewright::Ui
