// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/choicefields.h"

#include "hardware/flavour.h"
#include "widgets/emojipicker.h"
#include "widgets/label.h"
#include "widgets/segments.h"
#include "widgets/swatchcombo.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int ColourWidth = 124;
constexpr int LeastColourWidth = 104;

/// Names are written with a capital letter; `mini` and `default` are words of ours.
QString choiceLabel(QLatin1StringView value)
{
    QString label = value;
    label.front() = label.front().toUpper();
    return label;
}

QComboBox *makeChoices(const Check::HeaderKey &key)
{
    auto *combo = new QComboBox;
    combo->addItem(key.defaultValue.isEmpty() ? ChoiceField::tr("Not set")
                                              : ChoiceField::tr("%1 (as without it)").arg(key.defaultValue),
                   QString());
    for (const QLatin1StringView value : key.values)
        combo->addItem(value, QString(value));
    return combo;
}

/// "cpu-basic: 2 vCPU, 16 GB, free"
QString hardwareLabel(const QString &name)
{
    const auto flavour = Hardware::flavour(name);
    if (!flavour)
        return name;
    QStringList facts;
    if (flavour->gpuCount > 1)
        facts += HardwareField::tr("%1 × %2, %3 GB").arg(flavour->gpuCount).arg(flavour->gpu).arg(flavour->gpuMemoryGb);
    else if (flavour->gpuMemoryGb > 0)
        facts += HardwareField::tr("%1, %2 GB").arg(flavour->gpu).arg(flavour->gpuMemoryGb);
    else if (!flavour->gpu.isEmpty())
        facts += flavour->gpu;
    if (flavour->gpuCount == 0)
        facts += HardwareField::tr("%1 vCPU, %2 GB").arg(flavour->vcpu).arg(flavour->memoryGb);
    facts += flavour->centsPerHour == 0
        ? HardwareField::tr("free")
        : HardwareField::tr("$%1 an hour").arg(QLocale().toString(flavour->centsPerHour / 100.0, 'f', 2));
    return HardwareField::tr("%1: %2").arg(name, facts.join(u", "_s));
}

QComboBox *makeHardware(const Check::HeaderKey &key)
{
    QComboBox *combo = makeChoices(key);
    for (int i = 1; i < combo->count(); ++i)
        combo->setItemText(i, hardwareLabel(combo->itemData(i).toString()));
    return combo;
}

QComboBox *makeColours(const Check::HeaderKey &)
{
    auto *combo = new SwatchCombo;
    combo->setMinimumWidth(LeastColourWidth);
    return combo;
}
} // namespace

ChoiceField::ChoiceField(const Check::HeaderKey &key, QWidget *parent)
    : ChoiceField(key, makeChoices(key), parent)
{
}

ChoiceField::ChoiceField(const Check::HeaderKey &key, QComboBox *combo, QWidget *parent)
    : HeaderField(key, parent)
    , m_combo(combo)
    , m_known(combo->count())
{
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(combo, 1);
    adopt(combo);
    connect(combo, &QComboBox::activated, this, [this](int index) {
        const QString value = m_combo->itemData(index).toString();
        if (value.isEmpty())
            Q_EMIT changed(std::nullopt);
        else
            Q_EMIT changed(Manifest::HeaderValue(value));
    });
}

QWidget *ChoiceField::control() const
{
    return m_combo;
}

void ChoiceField::showValue(const Manifest::YamlNode *value)
{
    const QString text = textOf(value);
    int index = text.isEmpty() ? 0 : m_combo->findData(text);
    if (index < 0 || index >= m_known) {
        if (m_combo->count() == m_known)
            m_combo->addItem(QString());
        m_combo->setItemText(m_known, text);
        m_combo->setItemData(m_known, text);
        index = m_known;
    } else if (m_combo->count() > m_known) {
        m_combo->removeItem(m_known);
    }
    m_combo->setCurrentIndex(index);
}

ColourField::ColourField(const Check::HeaderKey &key, QWidget *parent)
    : ChoiceField(key, makeColours(key), parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

QSize ColourField::sizeHint() const
{
    return ChoiceField::sizeHint().expandedTo({ColourWidth, 0});
}

HardwareField::HardwareField(const Check::HeaderKey &key, QWidget *parent)
    : ChoiceField(key, makeHardware(key), parent)
{
}

SegmentsField::SegmentsField(const Check::HeaderKey &key, QWidget *parent)
    : HeaderField(key, parent)
    , m_other(new Label({}, TextRole::CodeSmall, Token::Muted))
{
    QStringList labels;
    for (const QLatin1StringView value : key.values)
        labels += choiceLabel(value);
    m_segments = new Segments(labels);
    adopt(m_segments);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Gap::Control);
    row->addWidget(m_segments);
    row->addWidget(m_other);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    connect(m_segments, &Segments::currentChanged, this,
            [this](int index) { Q_EMIT changed(Manifest::HeaderValue(QString(this->key().values[size_t(index)]))); });
}

QWidget *SegmentsField::control() const
{
    return m_segments;
}

void SegmentsField::showValue(const Manifest::YamlNode *value)
{
    QString text = textOf(value);
    if (text.isEmpty())
        text = key().defaultValue;
    const auto found = std::ranges::find(key().values, text);
    const bool isKnown = found != key().values.end();
    const QSignalBlocker silent(m_segments);
    m_segments->setCurrent(isKnown ? int(found - key().values.begin()) : -1);
    m_other->setText(isKnown ? QString() : text);
    m_other->setVisible(!m_other->text().isEmpty());
}

SwitchField::SwitchField(const Check::HeaderKey &key, QWidget *parent)
    : HeaderField(key, parent)
    , m_box(new QCheckBox(Check::label(key)))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box);
    row->addStretch(1);
    adopt(m_box);
    connect(m_box, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT changed(Manifest::HeaderValue(on)); });
}

QWidget *SwitchField::control() const
{
    return m_box;
}

void SwitchField::showValue(const Manifest::YamlNode *value)
{
    const QString text = textOf(value);
    const bool isFlag = value && value->kind == Manifest::YamlNode::Kind::Bool;
    // What is no truth value is neither: the Hub does not take it.
    const bool isNeither = !text.isEmpty() && !isFlag;
    m_box->setTristate(isNeither);
    if (isNeither)
        m_box->setCheckState(Qt::PartiallyChecked);
    else
        m_box->setChecked((isFlag ? text : QString(key().defaultValue)) == "true"_L1);
}

EmojiField::EmojiField(const Check::HeaderKey &key, QWidget *parent)
    : HeaderField(key, parent)
    , m_combo(new EmojiCombo)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_combo);
    adopt(m_combo);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    connect(m_combo, &EmojiCombo::emojiChosen, this, [this](const QString &emoji) {
        if (emoji.isEmpty())
            Q_EMIT changed(std::nullopt);
        else
            Q_EMIT changed(Manifest::HeaderValue(emoji));
    });
}

QWidget *EmojiField::control() const
{
    return m_combo;
}

void EmojiField::showValue(const Manifest::YamlNode *value)
{
    m_combo->setEmoji(textOf(value));
}

} // namespace Spacewright::Ui
