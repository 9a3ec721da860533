// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manifestform/headerfield.h"

class QCheckBox;
class QComboBox;

namespace Spacewright::Ui {

class EmojiCombo;
class Label;
class Segments;

/// One of a list of values; the first entry takes the key away. A value that is none of them stands at the end.
class ChoiceField : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceField)
public:
    explicit ChoiceField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    [[nodiscard]] QWidget *control() const override;

protected:
    /// `combo` has its entries already, none first, with the values as data.
    ChoiceField(const Check::HeaderKey &key, QComboBox *combo, QWidget *parent);
    [[nodiscard]] QComboBox *combo() const { return m_combo; }

private:
    QComboBox *m_combo;
    int m_known; ///< entries that are always there
};

/// colorFrom and colorTo, with swatches.
class ColourField final : public ChoiceField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ColourField)
public:
    explicit ColourField(const Check::HeaderKey &key, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] bool isWide() const override { return false; }
};

/// suggested_hardware, each with what it has and costs.
class HardwareField final : public ChoiceField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HardwareField)
public:
    explicit HardwareField(const Check::HeaderKey &key, QWidget *parent = nullptr);
};

/// Two to four values side by side. A value that is none of them is written beside them.
class SegmentsField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SegmentsField)
public:
    explicit SegmentsField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    [[nodiscard]] QWidget *control() const override;
    [[nodiscard]] bool isWide() const override { return false; }

private:
    Segments *m_segments;
    Label *m_other;
};

/// true or false, with the key's label beside the box.
class SwitchField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SwitchField)
public:
    explicit SwitchField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    [[nodiscard]] QWidget *control() const override;
    [[nodiscard]] bool hasOwnLabel() const override { return true; }

private:
    QCheckBox *m_box;
};

class EmojiField final : public HeaderField {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmojiField)
public:
    explicit EmojiField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    void showValue(const Manifest::YamlNode *value) override;
    [[nodiscard]] QWidget *control() const override;
    [[nodiscard]] bool isWide() const override { return false; }

private:
    EmojiCombo *m_combo;
};

} // namespace Spacewright::Ui
