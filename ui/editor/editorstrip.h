// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/symbols.h"

#include <QWidget>

class QToolButton;

namespace Spacewright::Ui {

/// The row below the tabs: where the cursor is, by name, and at the end a few facts and the outline.
class EditorStrip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditorStrip)
public:
    explicit EditorStrip(QWidget *parent = nullptr);

    /// `symbols` are those around the cursor, outermost first.
    void setPlace(const QString &file, const QList<Symbol> &symbols);
    /// Facts about the file, muted, at the end: "4 packages, 41 with what they need".
    void setInfo(const QString &info);
    /// Shown only when there is something to outline.
    void setOutline(const QList<Symbol> &symbols);

Q_SIGNALS:
    void lineChosen(int line);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showOutline();

    struct Crumb {
        QString text;
        QString icon;
    };
    QList<Crumb> m_crumbs;
    QString m_info;
    QList<Symbol> m_outline;
    QToolButton *m_button;
};

/// Breeze's name for what a symbol is.
[[nodiscard]] QString symbolIconName(Symbol::Kind kind);

} // namespace Spacewright::Ui
