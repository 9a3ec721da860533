// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifestform/headerfield.h"

#include <QTimer>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace Spacewright::Ui {

class ChipsEdit;

/// A list of texts as chips; an empty one takes the key away.
class ChipsField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChipsField)
public:
    explicit ChipsField(const Check::HeaderKey &key, const QString &placeholder, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    void flush() override;
    [[nodiscard]] QWidget *control() const override;

private:
    ChipsEdit *m_chips;
};

/// Any of a list of known texts. Texts of the value that are not among them stay.
class ChecksField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChecksField)
public:
    explicit ChecksField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    [[nodiscard]] QWidget *control() const override;

private:
    void tell();

    QList<QCheckBox *> m_boxes;
    QStringList m_items;
};

/// custom_headers: a choice for each of the headers that the Hub sends. Others stay.
class HeadersField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeadersField)
public:
    explicit HeadersField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    [[nodiscard]] QWidget *control() const override;

private:
    void tell(const QString &name, const QString &value);

    QList<QComboBox *> m_combos;
    QList<std::pair<QString, QString>> m_pairs;
};

/// preload_from_hub: a row for each repository, with its files and its commit.
class PreloadField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreloadField)
public:
    explicit PreloadField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    void flush() override;
    [[nodiscard]] QWidget *control() const override;

private:
    struct Row {
        QLineEdit *repository;
        QLineEdit *files;
        QLineEdit *commit;
        QWidget *remove;
    };

    void addRow();
    void removeRow(const QWidget *button);
    void place();
    void noteTyped();
    [[nodiscard]] QStringList typed() const;

    QGridLayout *m_grid;
    QList<QWidget *> m_heads;
    QList<Row> m_rows;
    QPushButton *m_add;
    QTimer m_pause;
    bool m_isTyping = false; ///< and it was not told yet
    QStringList m_items;
};

} // namespace Spacewright::Ui
