// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifestform/headerfield.h"

#include <QTimer>

class QComboBox;
class QLineEdit;

namespace Spacewright::Ui {

/// One line of text, told when the person pauses or leaves; an empty one takes the key away.
class TextField : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextField)
public:
    /// `limit` in characters as the Hub counts them; 0: none.
    explicit TextField(const Check::HeaderKey &key, int limit = 0, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    void flush() override;
    void setDefault(const QString &value) override;
    [[nodiscard]] QWidget *control() const override;
    [[nodiscard]] QString count() const override;
    [[nodiscard]] bool isOverLimit() const override;

protected:
    /// With the line of `combo` instead of one of its own.
    TextField(const Check::HeaderKey &key, QComboBox *combo, QWidget *parent);

    [[nodiscard]] QLineEdit *line() const { return m_line; }
    /// What the typed text stands for; never asked for an empty one.
    [[nodiscard]] virtual Manifest::HeaderValue valueOf(const QString &typed) const;
    /// How a value is written in the field.
    [[nodiscard]] virtual QString shownFor(const QString &value) const { return value; }
    [[nodiscard]] int length() const;
    void noteTyped();

private:
    void watch();

    QLineEdit *m_line;
    QTimer m_pause;
    bool m_isTyping = false; ///< and it was not told yet
    int m_limit = 0;
    QString m_known; ///< as the text has it; telling it again would be no change
};

/// A whole number; what is none is written as it was typed, and the checks say what is wrong.
class NumberField final : public TextField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NumberField)
public:
    explicit NumberField(const Check::HeaderKey &key, QWidget *parent = nullptr);
    [[nodiscard]] bool isWide() const override { return false; }

protected:
    [[nodiscard]] Manifest::HeaderValue valueOf(const QString &typed) const override;
};

/// A line with proposals: versions, durations, files of the Space.
class ProposingField : public TextField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProposingField)
public:
    ProposingField(const Check::HeaderKey &key, const QStringList &proposals, bool isWide, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *control() const override;
    void setChoices(const QStringList &choices) override;
    [[nodiscard]] bool isWide() const override { return m_isWide; }

protected:
    [[nodiscard]] QComboBox *combo() const { return m_combo; }

private:
    ProposingField(QComboBox *combo, const Check::HeaderKey &key, bool isWide, QWidget *parent);

    QComboBox *m_combo;
    bool m_isWide;
};

/// A licence, found by its id and by its readable name.
class LicenceField final : public ProposingField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LicenceField)
public:
    explicit LicenceField(const Check::HeaderKey &key, QWidget *parent = nullptr);

protected:
    [[nodiscard]] Manifest::HeaderValue valueOf(const QString &typed) const override;
    [[nodiscard]] QString shownFor(const QString &value) const override;
};

} // namespace Spacewright::Ui
