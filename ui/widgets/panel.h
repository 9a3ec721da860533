// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace Spacewright::Ui {

/// What the shell puts into a dock. A panel shows state and forwards intent through its own signals;
/// app/gui connects those to the services. It knows neither the shell nor another panel.
class Panel : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Panel)
public:
    /// `id` is stable, for layouts and tests ("files"); it becomes the objectName. `title` is
    /// translated, `iconName` a Breeze symbolic or one of ours ("sw-terminal").
    Panel(const QString &id, const QString &title, const QString &iconName, QWidget *parent = nullptr);

    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString iconName() const { return m_iconName; }

    /// The second row under the title or tabs (filter or search field leading, actions trailing), made
    /// and owned by the panel; null when it has none. The shell shows it and adds maximise, float, close.
    [[nodiscard]] virtual QWidget *strip() { return nullptr; }

    /// Where the keyboard goes when the panel is chosen (F6, Alt+number).
    virtual void takeFocus() { setFocus(Qt::ShortcutFocusReason); }

    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int countSeverity() const { return m_countSeverity; }

Q_SIGNALS:
    /// The number in the tab. `severity` is a StageGroup as int (Error, Transient, None for advice).
    void countChanged(int count, int severity);

protected:
    void setCount(int count, int severity);

private:
    QString m_title;
    QString m_iconName;
    int m_count = 0;
    int m_countSeverity = 0;
};

} // namespace Spacewright::Ui
