// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandpalette/palettemodel.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;

namespace Spacewright::Ui {

class CommandRegistry;
class Label;

/// The field under the tool bar that finds everything: files, `>` commands, `@` symbols, `:` a line.
/// A child of the window, not a dialog: it closes on Esc, on a click elsewhere and once something was chosen.
class CommandPalette final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)
public:
    explicit CommandPalette(QWidget *window);

    /// The prefix of each source is unique; the one with the empty prefix comes first.
    void addSource(PaletteSource source);
    /// Shows it with `prefix` typed, the keyboard in it.
    void open(const QString &prefix = {});

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void update(const QString &text);
    void showNoMatch(const PaletteSource &source);
    void activate(const QModelIndex &index);
    void close();
    void place();

    QList<PaletteSource> m_sources;
    qsizetype m_source = -1;
    PaletteModel m_model;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    Label *m_noMatch;
    QPointer<QWidget> m_focusBefore;
};

/// The registry's commands as a source with the prefix ">".
[[nodiscard]] PaletteSource commandSource(const CommandRegistry &registry);

} // namespace Spacewright::Ui
