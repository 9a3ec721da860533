// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/textfields.h"

#include "check/licencenames.h"
#include "manifestform/licencenames.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
/// What is typed without such a pause is one step for undo.
constexpr auto Pause = 400ms;
constexpr int NumberWidth = 96;
constexpr int ShortWidth = 112;

QComboBox *makeProposals()
{
    auto *combo = new QComboBox;
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(6);
    return combo;
}
} // namespace

TextField::TextField(const Check::HeaderKey &key, int limit, QWidget *parent)
    : HeaderField(key, parent)
    , m_line(new QLineEdit)
    , m_limit(limit)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line, 1);
    adopt(m_line);
    watch();
}

TextField::TextField(const Check::HeaderKey &key, QComboBox *combo, QWidget *parent)
    : HeaderField(key, parent)
    , m_line(combo->lineEdit())
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(combo, 1);
    adopt(combo);
    watch();
}

void TextField::watch()
{
    m_line->setPlaceholderText(key().defaultValue);
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, &TextField::flush);
    connect(m_line, &QLineEdit::textEdited, this, &TextField::noteTyped);
    connect(m_line, &QLineEdit::returnPressed, this, &TextField::flush);
}

void TextField::setDefault(const QString &value)
{
    m_line->setPlaceholderText(value);
}

void TextField::noteTyped()
{
    m_isTyping = true;
    m_pause.start();
    Q_EMIT edited();
}

QWidget *TextField::control() const
{
    return m_line;
}

int TextField::length() const
{
    return int(m_line->text().trimmed().toUcs4().size());
}

QString TextField::count() const
{
    return m_limit > 0 && length() > 0 ? tr("%1 of %2").arg(length()).arg(m_limit) : QString();
}

bool TextField::isOverLimit() const
{
    return m_limit > 0 && length() > m_limit;
}

Manifest::HeaderValue TextField::valueOf(const QString &typed) const
{
    return typed;
}

void TextField::showValue(const Manifest::YamlNode *value)
{
    if (m_isTyping)
        return;
    const QString text = shownFor(textOf(value));
    m_known = text;
    // A blank at the end is on the way to the next word; it was not told.
    if (m_line->text() == text || (m_line->hasFocus() && m_line->text().trimmed() == text))
        return;
    const int cursor = m_line->cursorPosition();
    m_line->setText(text);
    m_line->setCursorPosition(m_line->hasFocus() ? std::min(cursor, int(text.size())) : 0);
}

void TextField::flush()
{
    if (!std::exchange(m_isTyping, false))
        return;
    m_pause.stop();
    const QString typed = m_line->text().trimmed();
    if (std::exchange(m_known, typed) == typed)
        return;
    if (typed.isEmpty())
        Q_EMIT changed(std::nullopt);
    else
        Q_EMIT changed(valueOf(typed));
}

NumberField::NumberField(const Check::HeaderKey &key, QWidget *parent)
    : TextField(key, 0, parent)
{
    line()->setFixedWidth(NumberWidth);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

Manifest::HeaderValue NumberField::valueOf(const QString &typed) const
{
    bool isNumber = false;
    const int number = typed.toInt(&isNumber);
    return isNumber ? Manifest::HeaderValue(number) : Manifest::HeaderValue(typed);
}

ProposingField::ProposingField(const Check::HeaderKey &key, const QStringList &proposals, bool isWide, QWidget *parent)
    : ProposingField(makeProposals(), key, isWide, parent)
{
    setChoices(proposals);
}

ProposingField::ProposingField(QComboBox *combo, const Check::HeaderKey &key, bool isWide, QWidget *parent)
    : TextField(key, combo, parent)
    , m_combo(combo)
    , m_isWide(isWide)
{
    if (!isWide) {
        combo->setMinimumWidth(ShortWidth);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    }
    m_combo->completer()->setCaseSensitivity(Qt::CaseInsensitive);
    m_combo->completer()->setFilterMode(Qt::MatchContains);
    m_combo->completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(m_combo, &QComboBox::textActivated, this, [this](const QString &text) {
        line()->setText(text);
        noteTyped();
        flush(); // chosen is told at once
    });
}

QWidget *ProposingField::control() const
{
    return m_combo;
}

void ProposingField::setChoices(const QStringList &choices)
{
    QStringList now;
    for (int i = 0; i < m_combo->count(); ++i)
        now.append(m_combo->itemText(i));
    if (now == choices)
        return;
    const QString typed = line()->text();
    const int cursor = line()->cursorPosition();
    m_combo->clear();
    m_combo->addItems(choices);
    m_combo->setCurrentIndex(-1);
    line()->setText(typed);
    line()->setCursorPosition(cursor);
}

LicenceField::LicenceField(const Check::HeaderKey &key, QWidget *parent)
    : ProposingField(key, QStringList(), true, parent)
{
    QStringList names;
    for (const QLatin1StringView id : key.values)
        names.append(Check::licenceName(id));
    setChoices(names);
    auto *completer = new LicenceCompleter(key.values, this);
    combo()->setCompleter(completer);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &name) {
        line()->setText(name);
        noteTyped();
        flush();
    });
}

Manifest::HeaderValue LicenceField::valueOf(const QString &typed) const
{
    return licenceId(typed, key().values);
}

QString LicenceField::shownFor(const QString &value) const
{
    return Check::licenceName(value);
}

} // namespace Spacewright::Ui
