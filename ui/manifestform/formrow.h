// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifestform/headerfield.h"

class QGridLayout;

namespace Spacewright::Ui {

class Label;
class LinkButton;

/// One row of the form: a label, the control of one key or of a few that belong together, and below them what is
/// wrong with their values.
class FormRow final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FormRow)
public:
    /// Of the column that labels stand in, in px: 124, and more where a larger font needs it.
    [[nodiscard]] static int labelWidth();

    FormRow(const QString &label, const QList<HeaderField *> &fields, QWidget *parent = nullptr);

    [[nodiscard]] const QList<HeaderField *> &fields() const { return m_fields; }
    /// Words between two controls: "to".
    void insertWord(int before, const QString &word);

    /// Words after the controls, about the value of the last one: "newest".
    void setNote(const QString &note);
    [[nodiscard]] QString note() const;

    /// Shows the values of its keys in `header`; a value of a form that no control fits stays in the source.
    void showValues(const Manifest::YamlNode &header);
    /// The worst sentence for each key, or nothing.
    void setErrors(const QHash<QString, QString> &sentences);
    [[nodiscard]] QString error() const;
    /// Label above the controls.
    void setNarrow(bool narrow);
    /// The cursor in the source stands in one of its keys.
    void setMarked(bool marked);
    [[nodiscard]] bool isMarked() const { return m_isMarked; }

Q_SIGNALS:
    /// The person wants to see it there.
    void sourceRequested(const QString &key);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void showFoot();
    void fitHeights();

    QList<HeaderField *> m_fields;
    Label *m_label;
    QWidget *m_content;
    QLayout *m_controls; ///< in one line, or flowing where that could be too long
    Label *m_note;
    LinkButton *m_raw;
    Label *m_error;
    Label *m_count;
    QWidget *m_foot;
    QGridLayout *m_grid;
    QString m_rawKey;
    bool m_isNarrow = false;
    bool m_isMarked = false;
};

/// Whether the control of `key` can show that value.
[[nodiscard]] bool fits(const Check::HeaderKey &key, const Manifest::YamlNode &value);

} // namespace Spacewright::Ui
