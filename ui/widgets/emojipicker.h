// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QFrame>

class QButtonGroup;
class QLineEdit;
class QListView;

namespace Spacewright::Ui {

class ElidedLabel;
class EmojiModel;
class Label;

/// A popup with all emoji, 8 in a row: the keyboard is in the search, arrow keys move between the cells, Enter
/// chooses, Esc closes.
class EmojiPicker final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmojiPicker)
public:
    explicit EmojiPicker(QWidget *parent = nullptr);

    /// Below `anchor`, or above where there is no room; `current` is chosen beforehand.
    void openAt(const QWidget *anchor, const QString &current);

Q_SIGNALS:
    void chosen(const QString &emoji);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void search(const QString &query);
    void showGroup(int group);
    void move(int by);
    void select(int row);
    void showCurrent();
    void choose();

    EmojiModel *m_model;
    QLineEdit *m_search;
    QButtonGroup *m_groups;
    QListView *m_cells;
    Label *m_emoji;
    ElidedLabel *m_name;
    Label *m_count;
};

/// A combo box that shows one emoji and opens the picker. Delete takes the emoji away.
class EmojiCombo final : public QComboBox {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmojiCombo)
public:
    explicit EmojiCombo(QWidget *parent = nullptr);

    void setEmoji(const QString &emoji);
    [[nodiscard]] QString emoji() const { return m_emoji; }
    /// Made when it is first opened.
    [[nodiscard]] EmojiPicker *picker() const { return m_picker; }

    void showPopup() override;
    void hidePopup() override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// The person chose another one; empty: none.
    void emojiChosen(const QString &emoji);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void change(const QString &emoji);

    QString m_emoji;
    EmojiPicker *m_picker = nullptr;
};

} // namespace Spacewright::Ui
