// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLineEdit;

namespace Spacewright::Ui {

class FlowLayout;

/// A field that holds a list of texts as chips, with room to type the next one. Enter or a comma adds it; Backspace
/// in the empty field takes the last one; on a chip, Delete and Backspace take it, arrow keys go on.
class ChipsEdit final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipsEdit)
public:
    explicit ChipsEdit(QWidget *parent = nullptr);

    /// Says nothing about it.
    void setItems(const QStringList &items);
    [[nodiscard]] QStringList items() const { return m_items; }
    void setPlaceholderText(const QString &text);
    /// Where the next one is typed.
    [[nodiscard]] QLineEdit *input() const { return m_input; }
    /// Adds what is typed and not added yet.
    void takeTyped();

Q_SIGNALS:
    /// By the person.
    void itemsChanged(const QStringList &items);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showItems();
    void add(const QString &typed);
    void removeAt(int index);
    [[nodiscard]] int indexOf(const QObject *chip) const;
    void focusChip(int index);

    QStringList m_items;
    QString m_placeholder;
    QList<QWidget *> m_chips;
    QLineEdit *m_input;
    FlowLayout *m_flow;
};

} // namespace Spacewright::Ui
