// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/formrow.h"

#include "widgets/controls.h"
#include "widgets/flowlayout.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int LabelGap = 12;
constexpr int LeastLabelWidth = 124;
constexpr int LabelSlack = 4; // or it would be wrapped
constexpr int MarkWidth = 2;

QString tipOf(const QList<HeaderField *> &fields)
{
    QStringList tips;
    for (const HeaderField *field : fields)
        tips += toolTipText(field->key().name, {}, Check::help(field->key()));
    return tips.join("<br>"_L1);
}
} // namespace

bool fits(const Check::HeaderKey &key, const Manifest::YamlNode &value)
{
    using Kind = Check::HeaderKey::Kind;
    const auto isScalar = [](const Manifest::YamlNode &node) { return node.isScalar(); };
    switch (key.kind) {
    case Kind::List:
    case Kind::Preloads:
        return value.isScalar()
            ? key.kind == Kind::List || value.kind == Manifest::YamlNode::Kind::Null
            : value.kind == Manifest::YamlNode::Kind::Sequence && std::ranges::all_of(value.items, isScalar);
    case Kind::Headers:
        return value.kind == Manifest::YamlNode::Kind::Null
            || (value.kind == Manifest::YamlNode::Kind::Mapping
                && std::ranges::all_of(value.pairs, isScalar, &Manifest::YamlPair::value));
    default:
        // The Hub takes a list of licences too; the form shows one.
        return value.isScalar()
            || (key.name == "license"_L1 && value.items.size() == 1 && value.items.first().isScalar());
    }
}

FormRow::FormRow(const QString &label, const QList<HeaderField *> &fields, QWidget *parent)
    : QWidget(parent)
    , m_fields(fields)
    , m_label(new Label(label))
    , m_content(new QWidget)
    , m_controls(fields.size() == 2 ? static_cast<QLayout *>(new FlowLayout(Gap::Control, 0, m_content))
                                    : new QHBoxLayout(m_content))
    , m_note(new Label({}, TextRole::Body, Token::Muted))
    , m_raw(new LinkButton(tr("Edit in the source")))
    , m_error(new Label({}, TextRole::Caption, Token::ErrorText))
    , m_count(new Label({}, TextRole::Caption, Token::Muted))
    , m_foot(new QWidget)
    , m_grid(new QGridLayout(this))
{
    m_label->setObjectName(u"rowLabel"_s);
    m_label->setBuddy(fields.first()->control());
    m_label->setToolTip(tipOf(fields));
    m_label->setVisible(!label.isEmpty());
    m_error->setObjectName(u"rowError"_s);
    m_error->setWordWrap(true);
    m_count->setObjectName(u"rowCount"_s);
    m_count->setTabular(true);
    m_raw->setToolTip(toolTipText(m_raw->text(), {}, tr("The value is written in a way that no control here fits.")));
    m_raw->hide();

    m_controls->setContentsMargins(0, 0, 0, 0);
    m_controls->setSpacing(Gap::Control);
    for (HeaderField *field : fields) {
        m_controls->addWidget(field);
        if (auto *line = qobject_cast<QHBoxLayout *>(m_controls))
            line->setStretchFactor(field, field->isWide() ? 1 : 0);
        if (field->hasOwnLabel())
            field->setToolTip(tipOf({field}));
        connect(field, &HeaderField::edited, this, &FormRow::showFoot);
    }
    m_note->setObjectName(u"rowNote"_s);
    m_note->hide();
    m_controls->addWidget(m_note);
    m_controls->addWidget(m_raw);
    auto *line = qobject_cast<QHBoxLayout *>(m_controls);
    if (line && std::ranges::none_of(fields, &HeaderField::isWide))
        line->addStretch(1);

    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    foot->setSpacing(Gap::Control);
    foot->addWidget(m_error, 1);
    foot->addWidget(m_count, 0, Qt::AlignTop);

    m_grid->setContentsMargins(Gap::PageEdge, 0, Gap::PageEdge, 0);
    m_grid->setHorizontalSpacing(0); // the gap belongs to the label's column, which may be without one
    m_grid->setVerticalSpacing(Gap::Group);
    connect(m_raw, &LinkButton::clicked, this, [this] { Q_EMIT sourceRequested(m_rawKey); });
    place();
    fitHeights();
    showFoot();
}

int FormRow::labelWidth()
{
    const QFontMetrics metrics(Ui::font(TextRole::Body));
    int widest = LeastLabelWidth;
    for (const Check::HeaderKey &key : Check::headerKeyTable()) {
        if (key.section != Check::HeaderKey::Section::Unused && key.kind != Check::HeaderKey::Kind::Switch)
            widest = std::max(widest, metrics.horizontalAdvance(Check::label(key)) + LabelSlack);
    }
    return widest;
}

void FormRow::insertWord(int before, const QString &word)
{
    if (auto *line = qobject_cast<QHBoxLayout *>(m_controls))
        line->insertWidget(before, new Label(word, TextRole::Body, Token::Muted));
}

void FormRow::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

QString FormRow::note() const
{
    return m_note->text();
}

void FormRow::showValues(const Manifest::YamlNode &header)
{
    m_rawKey.clear();
    for (HeaderField *field : std::as_const(m_fields)) {
        const Manifest::YamlPair *pair = header.find(QString(field->key().name));
        const bool isShown = !pair || fits(field->key(), pair->value);
        field->setVisible(isShown);
        if (isShown)
            field->showValue(pair ? &pair->value : nullptr);
        else
            m_rawKey = field->key().name;
    }
    m_raw->setVisible(!m_rawKey.isEmpty());
    showFoot();
}

void FormRow::setErrors(const QHash<QString, QString> &sentences)
{
    QString worst;
    for (HeaderField *field : std::as_const(m_fields)) {
        const QString sentence = sentences.value(field->key().name);
        field->setError(sentence);
        if (worst.isEmpty())
            worst = sentence;
    }
    m_error->setText(worst);
    showFoot();
}

QString FormRow::error() const
{
    return m_error->text();
}

void FormRow::showFoot()
{
    QString count;
    bool isOver = false;
    for (const HeaderField *field : std::as_const(m_fields)) {
        if (!field->count().isEmpty()) {
            count = field->count();
            isOver = field->isOverLimit();
        }
    }
    m_count->setText(count);
    m_count->setRole(isOver ? TextRole::Chip : TextRole::Caption);
    m_count->setToken(isOver ? Token::ErrorText : Token::Muted);
    m_foot->setVisible(!count.isEmpty() || !m_error->text().isEmpty());
}

void FormRow::setNarrow(bool narrow)
{
    if (std::exchange(m_isNarrow, narrow) != narrow)
        place();
}

void FormRow::setMarked(bool marked)
{
    if (std::exchange(m_isMarked, marked) == marked)
        return;
    m_label->setToken(marked ? Token::Accent : Token::Text);
    update();
}

void FormRow::place()
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_label, m_content, m_foot})
        m_grid->removeWidget(part);
    if (m_isNarrow) {
        m_label->setAlignment(Qt::AlignVCenter | Qt::AlignAbsolute
                              | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft));
        m_label->setWordWrap(false);
        m_grid->setColumnMinimumWidth(0, 0);
        m_grid->setColumnStretch(0, 1);
        m_grid->setColumnStretch(1, 0);
        m_grid->addWidget(m_label, 0, 0);
        m_grid->addWidget(m_content, 1, 0);
        m_grid->addWidget(m_foot, 2, 0);
    } else {
        // Towards the field, whichever way the label's own words run.
        m_label->setAlignment(Qt::AlignVCenter | Qt::AlignAbsolute
                              | (isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight));
        m_label->setWordWrap(true);
        m_grid->setColumnMinimumWidth(0, labelWidth() + LabelGap);
        m_grid->setColumnStretch(0, 0);
        m_grid->setColumnStretch(1, 1);
        m_grid->addWidget(m_label, 0, 0, Qt::AlignTop);
        m_grid->addWidget(m_content, 0, 1);
        m_grid->addWidget(m_foot, 1, 1);
    }
    fitHeights();
}

void FormRow::fitHeights()
{
    // In one line with the text of the first control.
    m_label->setMinimumHeight(m_isNarrow ? 0 : Metrics::current().control);
    m_note->setMinimumHeight(Metrics::current().control);
    m_label->setFixedWidth(m_isNarrow ? QWIDGETSIZE_MAX : labelWidth());
    if (m_isNarrow)
        m_label->setMinimumWidth(0);
    m_grid->setRowMinimumHeight(m_isNarrow ? 1 : 0, Metrics::current().control);
    m_grid->setRowMinimumHeight(m_isNarrow ? 0 : 1, 0);
}

bool FormRow::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::LayoutDirectionChange)
        place();
    return QWidget::event(event);
}

void FormRow::paintEvent(QPaintEvent *)
{
    if (!m_isMarked)
        return;
    QPainter painter(this);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, MarkWidth, height())),
                     color(Token::Accent));
}

} // namespace Spacewright::Ui
