// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/listfields.h"

#include "manifest/customheaders.h"
#include "widgets/button.h"
#include "widgets/chipsedit.h"
#include "widgets/flowlayout.h"
#include "widgets/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
constexpr int LeastCheckWidth = 132;
constexpr auto Pause = 400ms;

std::optional<Manifest::HeaderValue> listValue(const QStringList &items)
{
    return items.isEmpty() ? std::nullopt : std::optional(Manifest::HeaderValue(items));
}
} // namespace

ChipsField::ChipsField(const Check::HeaderKey &key, const QString &placeholder, QWidget *parent)
    : HeaderField(key, parent)
    , m_chips(new ChipsEdit)
{
    m_chips->setPlaceholderText(placeholder);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_chips, 1);
    adopt(m_chips);
    adopt(m_chips->input());
    connect(m_chips, &ChipsEdit::itemsChanged, this,
            [this](const QStringList &items) { Q_EMIT changed(listValue(items)); });
}

QWidget *ChipsField::control() const
{
    return m_chips;
}

void ChipsField::showValue(const Manifest::YamlNode *value)
{
    m_chips->setItems(textsOf(value));
}

void ChipsField::flush()
{
    m_chips->takeTyped();
}

ChecksField::ChecksField(const Check::HeaderKey &key, QWidget *parent)
    : HeaderField(key, parent)
{
    int widest = LeastCheckWidth;
    for (const QLatin1StringView value : key.values)
        widest = std::max(widest, fontMetrics().horizontalAdvance(value) + Metrics::Indicator + 2 * Gap::Control);
    auto *flow = new FlowLayout(Gap::Control, widest, this);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const QLatin1StringView value : key.values) {
        auto *box = new QCheckBox(value);
        adopt(box);
        box->setAccessibleName(value);
        box->setObjectName(value);
        flow->addWidget(box);
        m_boxes.append(box);
        connect(box, &QCheckBox::clicked, this, &ChecksField::tell);
    }
    setFocusProxy(m_boxes.first());
}

QWidget *ChecksField::control() const
{
    return m_boxes.first();
}

void ChecksField::showValue(const Manifest::YamlNode *value)
{
    m_items = textsOf(value);
    for (QCheckBox *box : std::as_const(m_boxes))
        box->setChecked(m_items.contains(box->text()));
}

void ChecksField::tell()
{
    QStringList items = m_items;
    for (const QCheckBox *box : std::as_const(m_boxes)) {
        if (!box->isChecked())
            items.removeAll(box->text());
        else if (!items.contains(box->text()))
            items.append(box->text());
    }
    m_items = items;
    Q_EMIT changed(listValue(items));
}

HeadersField::HeadersField(const Check::HeaderKey &key, QWidget *parent)
    : HeaderField(key, parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Gap::Group);
    for (const Manifest::HeaderChoice &choice : Manifest::headerChoices()) {
        auto *combo = new QComboBox;
        combo->setObjectName(choice.name);
        combo->addItem(tr("Not sent"), QString());
        for (const QLatin1StringView value : choice.values)
            combo->addItem(value, QString(value));
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        adopt(combo);
        combo->setAccessibleName(choice.name);
        auto *name = new ElidedLabel(choice.name, Qt::ElideRight, TextRole::CodeSmall, Token::Muted);
        column->addWidget(name);
        column->addWidget(combo);
        m_combos.append(combo);
        connect(combo, &QComboBox::activated, this,
                [this, combo](int index) { tell(combo->objectName(), combo->itemData(index).toString()); });
    }
    setFocusProxy(m_combos.first());
}

QWidget *HeadersField::control() const
{
    return m_combos.first();
}

void HeadersField::showValue(const Manifest::YamlNode *value)
{
    m_pairs.clear();
    if (value) {
        for (const Manifest::YamlPair &pair : value->pairs)
            m_pairs.emplaceBack(pair.key, textOf(&pair.value));
    }
    for (QComboBox *combo : std::as_const(m_combos)) {
        const auto pair = std::ranges::find(m_pairs, combo->objectName(), &std::pair<QString, QString>::first);
        const QString text = pair == m_pairs.end() ? QString() : pair->second;
        int index = combo->findData(text);
        if (index < 0) {
            combo->addItem(text, text);
            index = combo->count() - 1;
        }
        combo->setCurrentIndex(index);
    }
}

void HeadersField::tell(const QString &name, const QString &value)
{
    QList<std::pair<QString, QString>> pairs = m_pairs;
    const auto pair = std::ranges::find(pairs, name, &std::pair<QString, QString>::first);
    if (value.isEmpty())
        pairs.removeIf([&](const auto &each) { return each.first == name; });
    else if (pair == pairs.end())
        pairs.emplaceBack(name, value);
    else
        pair->second = value;
    m_pairs = pairs;
    if (pairs.isEmpty())
        Q_EMIT changed(std::nullopt);
    else
        Q_EMIT changed(Manifest::HeaderValue(pairs));
}

PreloadField::PreloadField(const Check::HeaderKey &key, QWidget *parent)
    : HeaderField(key, parent)
    , m_grid(new QGridLayout(this))
    , m_add(makeButton(tr("Add a repository"), u"list-add"_s))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Gap::Group);
    m_grid->setVerticalSpacing(Gap::Group);
    m_grid->setColumnStretch(0, 5);
    m_grid->setColumnStretch(1, 4);
    m_grid->setColumnStretch(2, 3);
    for (const QString &head : {tr("Repository"), tr("Files"), tr("Commit")})
        m_heads.append(new Label(head, TextRole::Caption, Token::Muted));
    m_add->setObjectName(u"addRepository"_s);
    m_add->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusProxy(m_add);
    m_pause.setSingleShot(true);
    m_pause.setInterval(Pause);
    connect(&m_pause, &QTimer::timeout, this, &PreloadField::flush);
    connect(m_add, &QPushButton::clicked, this, [this] {
        addRow();
        place();
        m_rows.last().repository->setFocus(Qt::OtherFocusReason);
    });
    place();
}

QWidget *PreloadField::control() const
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_add) : m_rows.first().repository;
}

void PreloadField::addRow()
{
    const auto line = [this](const QString &name, const QString &placeholder) {
        auto *edit = new QLineEdit;
        adopt(edit);
        edit->setAccessibleName(name);
        edit->setPlaceholderText(placeholder);
        edit->setMinimumWidth(Metrics::ButtonMinWidth);
        connect(edit, &QLineEdit::textEdited, this, &PreloadField::noteTyped);
        connect(edit, &QLineEdit::returnPressed, this, &PreloadField::flush);
        return edit;
    };
    auto *remove = makeIconButton(u"edit-delete-remove"_s, tr("Remove this repository"));
    connect(remove, &QAbstractButton::clicked, this, [this, remove] { removeRow(remove); });
    m_rows.append({line(tr("Repository"), tr("owner/name")), line(tr("Files"), tr("all")),
                   line(tr("Commit"), tr("newest")), remove});
}

void PreloadField::removeRow(const QWidget *button)
{
    const auto row = std::ranges::find(m_rows, button, &Row::remove);
    if (row == m_rows.end())
        return;
    for (QWidget *part : std::initializer_list<QWidget *>{row->repository, row->files, row->commit, row->remove}) {
        part->hide();
        part->deleteLater();
    }
    m_rows.erase(row);
    place();
    noteTyped();
    flush();
}

void PreloadField::place()
{
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    for (int i = 0; i < m_heads.size(); ++i) {
        m_grid->addWidget(m_heads.at(i), 0, i);
        m_heads.at(i)->setVisible(!m_rows.isEmpty());
    }
    // The button keeps its place among the others; the rows come in front of it.
    QWidget *before = m_add;
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        int column = 0;
        for (QWidget *part : std::initializer_list<QWidget *>{row.repository, row.files, row.commit, row.remove}) {
            m_grid->addWidget(part, i + 1, column++);
            part->show(); // now and not with the next event, so that there is room for it at once
            setTabOrder(before, part);
            before = part;
        }
    }
    m_grid->addWidget(m_add, int(m_rows.size()) + 1, 0, 1, 3);
    if (before != m_add)
        setTabOrder(before, m_add);
}

void PreloadField::noteTyped()
{
    m_isTyping = true;
    m_pause.start();
}

QStringList PreloadField::typed() const
{
    QStringList items;
    for (const Row &row : m_rows) {
        const QString repository = row.repository->text().simplified();
        if (repository.isEmpty())
            continue;
        QString files = row.files->text().simplified().remove(u' ');
        const QString commit = row.commit->text().simplified();
        QString item = repository;
        if (!files.isEmpty())
            item += u' ' + files;
        if (!files.isEmpty() && !commit.isEmpty())
            item += u' ' + commit;
        items.append(item);
    }
    return items;
}

void PreloadField::showValue(const Manifest::YamlNode *value)
{
    if (m_isTyping)
        return;
    const QStringList items = textsOf(value);
    if (items == m_items && typed() == items)
        return;
    m_items = items;
    while (m_rows.size() > items.size()) {
        const Row row = m_rows.takeLast();
        for (QWidget *part : std::initializer_list<QWidget *>{row.repository, row.files, row.commit, row.remove}) {
            part->hide();
            part->deleteLater();
        }
    }
    while (m_rows.size() < items.size())
        addRow();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QStringList parts = items.at(i).split(u' ', Qt::SkipEmptyParts);
        const Row &row = m_rows.at(i);
        const auto set = [](QLineEdit *edit, const QString &text) {
            if (edit->text() == text)
                return;
            edit->setText(text);
            edit->setCursorPosition(0); // its beginning is seen
        };
        set(row.repository, parts.value(0));
        set(row.files, parts.value(1));
        set(row.commit, QStringList(parts.mid(2)).join(u' '));
    }
    place();
}

void PreloadField::flush()
{
    if (!std::exchange(m_isTyping, false))
        return;
    m_pause.stop();
    const QStringList items = typed();
    if (items == m_items)
        return;
    m_items = items;
    Q_EMIT changed(listValue(items));
}

} // namespace Spacewright::Ui
