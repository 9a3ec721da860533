// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/manifestform.h"

#include "manifest/spacemanifest.h"
#include "manifestform/cardband.h"
#include "manifestform/formrow.h"
#include "widgets/button.h"
#include "widgets/icon.h"
#include "widgets/inlinestrip.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"

#include <QApplication>
#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Spacewright::Ui {

namespace {
using Section = Check::HeaderKey::Section;

/// Below it the labels stand above their fields.
constexpr int NarrowWidth = 480;
constexpr int LargestWidth = 760;
/// A line that is being typed is not valid YAML for a moment; what lasts longer is told.
constexpr auto BrokenDelay = 600ms;
/// Rows for keys that nobody reads; a header may hold any number.
constexpr int MostOthers = 40;

QString headingOf(Section section)
{
    switch (section) {
    case Section::Appearance:
        return ManifestForm::tr("Appearance");
    case Section::Runtime:
        return ManifestForm::tr("Runs with");
    case Section::Links:
        return ManifestForm::tr("Links");
    case Section::SignIn:
        return ManifestForm::tr("Sign-in");
    case Section::Advanced:
        return ManifestForm::tr("Advanced");
    case Section::Unused:
        return ManifestForm::tr("Other keys");
    }
    Q_UNREACHABLE_RETURN({});
}

/// Keys that share a row with the one before them.
bool continuesRow(const Check::HeaderKey &key)
{
    return key.name == "colorFrom"_L1 || key.name == "colorTo"_L1 || key.name == "sdk_version"_L1;
}

QString rowLabel(const QList<HeaderField *> &fields)
{
    if (fields.first()->hasOwnLabel())
        return {};
    return fields.size() == 3 ? ManifestForm::tr("Emoji and colours") : Check::label(fields.first()->key());
}

/// The sheet that scrolls, and the foot, in the colours of their place.
class Sheet final : public QWidget {
public:
    explicit Sheet(Token token, bool lineAbove, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_token(token)
        , m_lineAbove(lineAbove)
    {
        connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), color(m_token));
        if (m_lineAbove)
            painter.fillRect(QRect(0, 0, width(), 1), color(Token::Border));
    }

private:
    Token m_token;
    bool m_lineAbove;
};

QString textOfKey(const Manifest::YamlNode &header, QLatin1StringView key)
{
    const Manifest::YamlPair *pair = header.find(QString(key));
    return pair ? textOf(&pair->value) : QString();
}
} // namespace

ManifestForm::ManifestForm(QWidget *parent)
    : QWidget(parent)
    , m_band(new CardBand)
    , m_broken(new InlineStrip(StageGroup::Error))
    , m_scroll(new QScrollArea)
    , m_sheet(new Sheet(Token::Surface, false))
    , m_column(new QVBoxLayout)
    , m_otherHeading(new Label(headingOf(Section::Unused), TextRole::Strong))
    , m_others(new QVBoxLayout)
    , m_helpKey(new Label({}, TextRole::CodeSmall))
    , m_help(new ElidedLabel({}, Qt::ElideRight, TextRole::Caption, Token::Muted))
{
    setObjectName(u"manifestForm"_s);
    setAccessibleName(tr("Form for README.md"));
    m_broken->setObjectName(u"formBroken"_s);
    m_broken->hide();

    auto *centre = new QHBoxLayout(m_sheet);
    centre->setContentsMargins(0, 0, 0, 0);
    auto *page = new QWidget;
    page->setMaximumWidth(LargestWidth);
    page->setLayout(m_column);
    centre->addWidget(page, 1000);
    centre->addStretch(1);
    m_column->setContentsMargins(0, Gap::PageEdge, 0, Gap::PageEdge);
    m_column->setSpacing(Gap::FormRow);
    makeSections();
    m_column->addSpacing(Gap::Control);
    m_column->addWidget(m_otherHeading);
    m_column->addLayout(m_others);
    m_column->addStretch(1);
    m_otherHeading->setContentsMargins(Gap::PageEdge, 0, Gap::PageEdge, 0);
    m_others->setContentsMargins(Gap::PageEdge, 0, Gap::PageEdge, 0);
    m_others->setSpacing(Gap::Group);

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_sheet);

    auto *foot = new Sheet(Token::Window, true);
    foot->setObjectName(u"formHelp"_s);
    foot->setFixedHeight(Metrics::current().header);
    auto *words = new QHBoxLayout(foot);
    words->setContentsMargins(Gap::DockEdge, 1, Gap::DockEdge, 0);
    words->setSpacing(Gap::Control);
    auto *mark = new QLabel;
    mark->setPixmap(icon(u"documentinfo-symbolic"_s, Token::Muted).pixmap(Metrics::Icon));
    words->addWidget(mark);
    words->addWidget(m_helpKey);
    words->addWidget(m_help, 1);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_band);
    column->addWidget(m_broken);
    column->addWidget(m_scroll, 1);
    column->addWidget(foot);

    m_brokenTimer.setSingleShot(true);
    m_brokenTimer.setInterval(BrokenDelay);
    connect(&m_brokenTimer, &QTimer::timeout, this, &ManifestForm::showBroken);
    connect(qApp, &QApplication::focusChanged, this, &ManifestForm::onFocusChanged);
    setFocusProxy(field(u"title")->control());
    showHelp(nullptr);
    showHeader();
}

ManifestForm::~ManifestForm()
{
    qApp->disconnect(this); // the focus leaves while the fields go
}

// ── its rows ─────────────────────────────────────────────────────────────────────────────────────

void ManifestForm::makeSections()
{
    QList<HeaderField *> pending;
    const auto close = [&] {
        if (!pending.isEmpty())
            addRow(m_groups.last(), rowLabel(pending), pending);
        pending.clear();
    };
    for (const Check::HeaderKey &key : Check::headerKeyTable()) {
        if (key.section == Section::Unused)
            continue;
        if (!continuesRow(key))
            close();
        if (m_groups.isEmpty() || m_groups.last().id != key.section) {
            auto *heading = new Label(headingOf(key.section), TextRole::Strong);
            heading->setContentsMargins(Gap::PageEdge, 0, Gap::PageEdge, 0);
            if (!m_groups.isEmpty())
                m_column->addSpacing(Gap::Control);
            m_column->addWidget(heading);
            m_groups.append({key.section, heading, {}});
        }
        HeaderField *field = fieldFor(key);
        connect(field, &HeaderField::changed, this,
                [this, name = QString(key.name)](const std::optional<Manifest::HeaderValue> &value) {
                    Q_EMIT changeRequested(name, value);
                });
        pending.append(field);
    }
    close();
    if (FormRow *look = row(u"emoji"))
        look->insertWord(2, tr("to"));
}

void ManifestForm::addRow(Group &group, const QString &label, const QList<HeaderField *> &fields)
{
    auto *row = new FormRow(label, fields);
    connect(row, &FormRow::sourceRequested, this, &ManifestForm::requestSource);
    m_column->addWidget(row);
    group.rows.append(row);
}

QList<FormRow *> ManifestForm::allRows() const
{
    QList<FormRow *> rows;
    for (const Group &group : m_groups)
        rows += group.rows;
    return rows;
}

HeaderField *ManifestForm::field(QStringView key) const
{
    for (const FormRow *row : allRows()) {
        for (HeaderField *field : row->fields()) {
            if (field->key().name == key)
                return field;
        }
    }
    return nullptr;
}

FormRow *ManifestForm::row(QStringView key) const
{
    for (FormRow *row : allRows()) {
        for (const HeaderField *field : row->fields()) {
            if (field->key().name == key)
                return row;
        }
    }
    return nullptr;
}

bool ManifestForm::isWanted(const Check::HeaderKey &key) const
{
    const Manifest::YamlNode &header = m_reading.header;
    if (header.find(QString(key.name)))
        return true;
    const auto sdk = Manifest::sdkFromName(textOfKey(header, "sdk"_L1));
    if (sdk && !Check::isUsedBy(key, *sdk))
        return false;
    // What means something with another key only.
    if (key.name == "license_name"_L1 || key.name == "license_link"_L1)
        return textOfKey(header, "license"_L1) == "other"_L1;
    if (key.section == Section::SignIn && key.name != "hf_oauth"_L1)
        return textOfKey(header, "hf_oauth"_L1) == "true"_L1;
    // Written by the Hub, never by people.
    return key.name != "duplicated_from"_L1;
}

void ManifestForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    for (FormRow *row : allRows())
        row->setNarrow(width() < NarrowWidth);
}

// ── what was read ────────────────────────────────────────────────────────────────────────────────

void ManifestForm::setReading(const FormReading &reading)
{
    m_newest = reading;
    if (reading.isEditable) {
        m_brokenTimer.stop();
        m_reading = reading;
        m_hasShown = true;
        showHeader();
        showBroken();
        return;
    }
    if (!m_hasShown) { // of a text that was broken from the start, what could be read
        m_reading.header = reading.header;
        showHeader();
        showBroken();
        return;
    }
    if (!m_brokenTimer.isActive())
        m_brokenTimer.start();
}

void ManifestForm::showHeader()
{
    showRows();
    showOthers();
    showErrors();
    showCard();
    showLine(m_line);
}

void ManifestForm::showVersionNote()
{
    FormRow *versions = row(u"sdk_version");
    const QString version = textOfKey(m_reading.header, "sdk_version"_L1);
    if (!versions)
        return;
    if (m_sdkVersions.isEmpty() || version.isEmpty() || !isWanted(field(u"sdk_version")->key()))
        versions->setNote({});
    else
        versions->setNote(version == m_sdkVersions.first() ? tr("newest")
                                                           : tr("newest: %1").arg(m_sdkVersions.first()));
}

void ManifestForm::showRows()
{
    const QString sdk = textOfKey(m_reading.header, "sdk"_L1);
    const QString ending = sdk == "static"_L1 ? u".html"_s : u".py"_s;
    QStringList files = m_files;
    files.removeIf([&](const QString &file) { return !file.endsWith(ending); });
    if (HeaderField *appFile = field(u"app_file")) {
        appFile->setChoices(files);
        appFile->setDefault(sdk == "static"_L1 ? u"index.html"_s : u"app.py"_s);
    }
    for (const Group &group : std::as_const(m_groups)) {
        bool isAnyShown = false;
        for (FormRow *row : group.rows) {
            row->showValues(m_reading.header);
            bool isShown = false;
            for (HeaderField *field : row->fields()) {
                const bool wanted = isWanted(field->key());
                if (!wanted)
                    field->setVisible(false);
                isShown = isShown || wanted;
            }
            row->setVisible(isShown);
            isAnyShown = isAnyShown || isShown;
        }
        group.heading->setVisible(isAnyShown);
    }
    showVersionNote();
}

void ManifestForm::showOthers()
{
    QStringList keys;
    QStringList texts;
    for (const Manifest::YamlPair &pair : std::as_const(m_reading.header.pairs)) {
        const Check::HeaderKey *known = Check::findHeaderKey(pair.key);
        if ((known && known->section != Section::Unused) || keys.contains(pair.key))
            continue;
        if (keys.size() == MostOthers)
            break;
        const QString text = textOf(&pair.value);
        keys.append(pair.key);
        texts.append(pair.key + u'\n' + text);
    }
    m_otherHeading->setVisible(!keys.isEmpty());
    if (texts == m_otherTexts)
        return;
    m_otherTexts = texts;
    while (QLayoutItem *item = m_others->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString &key : std::as_const(keys)) {
        auto *row = new QWidget;
        row->setObjectName(u"other."_s + key);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(Gap::Control);
        auto *name = new ElidedLabel(key, Qt::ElideRight, TextRole::CodeSmall);
        name->setFixedWidth(FormRow::labelWidth());
        name->setAlignment(Qt::AlignVCenter | Qt::AlignAbsolute | (isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight));
        const QString text = textOf(&m_reading.header.find(key)->value);
        const Check::HeaderKey *known = Check::findHeaderKey(key);
        auto *value = new ElidedLabel(text.isEmpty() ? tr("Several lines") : text.simplified(), Qt::ElideRight,
                                      TextRole::CodeSmall, Token::Muted);
        auto *show = new LinkButton(tr("Show"), TextRole::Caption);
        show->setAccessibleName(tr("Show %1 in the source").arg(key));
        auto *remove = makeIconButton(u"edit-delete-remove"_s, tr("Remove %1").arg(key));
        connect(show, &LinkButton::clicked, this, [this, key] { requestSource(key); });
        connect(remove, &QAbstractButton::clicked, this, [this, key] { Q_EMIT changeRequested(key, std::nullopt); });
        if (known)
            name->setToolTip(toolTipText(key, {}, Check::help(*known)));
        line->addWidget(name);
        line->addSpacing(Gap::Group);
        line->addWidget(value, 1);
        line->addWidget(show);
        line->addWidget(remove);
        m_others->addWidget(row);
    }
}

void ManifestForm::showErrors()
{
    QHash<QString, QString> sentences;
    for (const Manifest::YamlPair &pair : std::as_const(m_reading.header.pairs)) {
        const TextRange range = wholeRange(pair);
        // Worst first; what is only advice is no error of the field.
        const Diagnostic *worst = nullptr;
        for (const Diagnostic &diagnostic : std::as_const(m_diagnostics)) {
            const bool isError = diagnostic.severity != Severity::Advice && touches(diagnostic.range, range);
            if (isError && (!worst || diagnostic.severity < worst->severity))
                worst = &diagnostic;
        }
        if (worst && !sentences.contains(pair.key))
            sentences.insert(pair.key, worst->message);
    }
    for (FormRow *row : allRows())
        row->setErrors(sentences);
}

void ManifestForm::showCard()
{
    const Manifest::YamlNode &header = m_reading.header;
    HubCardContent content = m_facts;
    if (const QString title = textOfKey(header, "title"_L1); !title.isEmpty())
        content.title = title;
    content.look = {textOfKey(header, "emoji"_L1), textOfKey(header, "colorFrom"_L1), textOfKey(header, "colorTo"_L1)};
    content.shortDescription = textOfKey(header, "short_description"_L1);
    content.hasMiniHeader = textOfKey(header, "header"_L1) == "mini"_L1;
    content.isFullWidth = textOfKey(header, "fullWidth"_L1) != "false"_L1;
    m_band->setContent(content);
}

void ManifestForm::showBroken()
{
    const QString &reason = m_newest.isEditable ? m_readOnly : m_newest.reason;
    m_sheet->setEnabled(reason.isEmpty());
    m_broken->clearActions();
    if (!reason.isEmpty()) {
        m_broken->setMessage(
            m_newest.isEditable ? StageGroup::None : StageGroup::Error,
            m_newest.isEditable ? tr("README.md cannot be changed.") : tr("The header cannot be edited here."), reason);
        if (!m_newest.isEditable)
            connect(m_broken->addAction(tr("Go to line %1").arg(m_newest.line + 1)), &QPushButton::clicked, this,
                    [this] { Q_EMIT sourceRequested(m_newest.line, 0); });
    }
    m_broken->reveal(!reason.isEmpty());
}

// ── what is told to it ───────────────────────────────────────────────────────────────────────────

void ManifestForm::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    if (diagnostics == m_diagnostics)
        return;
    m_diagnostics = diagnostics;
    showErrors();
}

void ManifestForm::setFiles(const QStringList &files)
{
    if (files == m_files)
        return;
    m_files = files;
    showRows();
}

void ManifestForm::setChoices(const QString &key, const QStringList &choices)
{
    if (HeaderField *target = field(key))
        target->setChoices(choices);
    if (key == "sdk_version"_L1) {
        m_sdkVersions = choices;
        showVersionNote();
    }
}

void ManifestForm::setNote(QStringView key, const QString &note)
{
    if (FormRow *target = row(key))
        target->setNote(note);
}

void ManifestForm::setFacts(const HubCardContent &facts)
{
    m_facts = facts;
    showCard();
}

void ManifestForm::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    showBroken();
}

void ManifestForm::showLine(int line)
{
    m_line = line;
    // Where the keyboard is in the form, its own ring says more.
    const bool isInForm = fieldOf(QApplication::focusWidget());
    QString key;
    for (const Manifest::YamlPair &pair : std::as_const(m_reading.header.pairs)) {
        const TextRange range = wholeRange(pair);
        if (range.line <= line && line <= range.endLine)
            key = pair.key;
    }
    for (FormRow *row : allRows()) {
        const bool isMarked = std::ranges::any_of(
            row->fields(), [&](const HeaderField *field) { return !isInForm && field->key().name == key; });
        const bool isNews = isMarked && !row->isMarked();
        row->setMarked(isMarked);
        if (isNews)
            m_scroll->ensureWidgetVisible(row, 0, Gap::Block);
    }
}

void ManifestForm::focusField(QStringView key)
{
    if (HeaderField *target = field(key)) {
        target->control()->setFocus(Qt::OtherFocusReason);
        m_scroll->ensureWidgetVisible(target, 0, Gap::Section);
    }
}

void ManifestForm::takeFocus()
{
    for (const Manifest::YamlPair &pair : std::as_const(m_reading.header.pairs)) {
        const TextRange range = wholeRange(pair);
        if (range.line <= m_line && m_line <= range.endLine && field(pair.key)) {
            focusField(pair.key);
            return;
        }
    }
    focusField(u"title");
}

void ManifestForm::flush()
{
    for (const FormRow *row : allRows()) {
        for (HeaderField *field : row->fields())
            field->flush();
    }
}

// ── focus ────────────────────────────────────────────────────────────────────────────────────────

HeaderField *ManifestForm::fieldOf(const QWidget *widget) const
{
    // Popups belong to the field that opened them.
    for (const QWidget *each = widget; each; each = each->parentWidget()) {
        for (const FormRow *row : allRows()) {
            for (HeaderField *field : row->fields()) {
                if (field == each)
                    return field;
            }
        }
    }
    return nullptr;
}

void ManifestForm::onFocusChanged(QWidget *old, QWidget *now)
{
    HeaderField *from = fieldOf(old);
    HeaderField *to = fieldOf(now);
    if (from && from != to)
        from->flush();
    if (from || to)
        showLine(m_line);
    if (!to || to == from)
        return;
    showHelp(to);
    m_scroll->ensureWidgetVisible(to, 0, Gap::Section);
    if (const Manifest::YamlPair *pair = m_reading.header.find(QString(to->key().name)); pair && m_newest.isEditable)
        Q_EMIT placeFocused(pair->value.range.line, pair->value.range.column);
}

void ManifestForm::showHelp(const HeaderField *field)
{
    m_helpKey->setText(field ? QString(field->key().name) : QString());
    m_helpKey->setVisible(field);
    m_help->setFullText(field ? Check::help(field->key())
                              : tr("What README.md says of the Space. Changes go into its text, one step each."));
}

void ManifestForm::requestSource(const QString &key)
{
    if (const Manifest::YamlPair *pair = m_reading.header.find(key))
        Q_EMIT sourceRequested(pair->keyRange.line, pair->keyRange.column);
}

} // namespace Spacewright::Ui
