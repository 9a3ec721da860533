// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "welcome/welcomepage.h"

#include "widgets/button.h"
#include "widgets/card.h"
#include "widgets/icon.h"
#include "widgets/inlinestrip.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/metrics.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int MainWidth = 732;
constexpr int AsideWidth = 324;
constexpr int ColumnGap = 40;
constexpr int TopEdge = 34;
constexpr int MarkSize = 48;
constexpr int RecentColumns = 3;
constexpr qsizetype RecentShown = 6;
/// Below this width the right column goes below the left one.
constexpr int TwoColumns = 1140;

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

/// How a fact stands, in the colours in force.
class FactMark final : public QWidget {
public:
    explicit FactMark(MachineFact::State state)
        : m_state(state)
    {
        setFixedSize(Metrics::Icon, QFontMetrics(Ui::font(TextRole::Body)).height());
        setAccessibleName(name());
        connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        switch (m_state) {
        case MachineFact::State::Fine:
            paintIcon(painter, rect(), u"sw-step-done"_s, color(Token::RunningSolid));
            break;
        case MachineFact::State::Note:
            paintIcon(painter, rect(), severityIconName(StageGroup::None), color(Token::Accent));
            break;
        case MachineFact::State::Attention:
            paintIcon(painter, rect(), severityIconName(StageGroup::Transient), color(Token::TransientSolid));
            break;
        }
    }

private:
    [[nodiscard]] QString name() const
    {
        switch (m_state) {
        case MachineFact::State::Fine:
            return WelcomePage::tr("Fine");
        case MachineFact::State::Note:
            return WelcomePage::tr("To know");
        case MachineFact::State::Attention:
            return WelcomePage::tr("Needs attention");
        }
        Q_UNREACHABLE_RETURN({});
    }

    MachineFact::State m_state;
};
} // namespace

WelcomePage::WelcomePage(QWidget *parent)
    : QScrollArea(parent)
    , m_content(new QWidget)
    , m_columns(new QGridLayout(m_content))
    , m_error(new InlineStrip(StageGroup::Error))
{
    m_main = makeMain();
    m_aside = makeAside();
    setObjectName(u"welcome"_s);
    setAccessibleName(tr("Welcome"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    m_error->setClosable(true);
    m_error->hide();
    connect(m_error, &InlineStrip::closed, this, [this] { m_error->reveal(false); });
    setWidget(m_content);
    layOut();
}

QWidget *WelcomePage::makeMain()
{
    auto *main = new QWidget;
    auto *layout = new QVBoxLayout(main);
    layout->setContentsMargins({});
    layout->setSpacing(0);

    auto *head = new QHBoxLayout;
    head->setSpacing(Gap::Block);
    auto *mark = new QLabel;
    mark->setPixmap(colorIcon(u"spacewright"_s).pixmap(MarkSize));
    head->addWidget(mark);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(new Label(u"Spacewright"_s, TextRole::Display));
    texts->addWidget(new Label(tr("What runs here runs on the Hub. What would fail there fails here first."),
                               TextRole::Body, Token::Muted));
    head->addLayout(texts);
    head->addStretch(1);
    layout->addLayout(head);
    layout->addSpacing(Gap::Section);

    auto *row = new QHBoxLayout;
    row->setSpacing(Gap::Control);
    m_field = new QLineEdit;
    m_field->setObjectName(u"welcome.field"_s);
    m_field->setPlaceholderText(tr("The folder of a Space"));
    m_field->setAccessibleName(tr("Folder of a Space to open"));
    m_field->addAction(icon(u"search-symbolic"_s, Token::Muted), QLineEdit::LeadingPosition);
    setControlSize(m_field, ControlSize::Large);
    auto *open = makeButton(tr("Open"), {}, ButtonRole::Filled);
    auto *openFolder = makeButton(tr("Open folder"), u"folder-open-symbolic"_s);
    auto *newSpace = makeButton(tr("New Space"), u"document-new-symbolic"_s);
    openFolder->setObjectName(u"welcome.openFolder"_s);
    newSpace->setObjectName(u"welcome.new"_s);
    open->setObjectName(u"welcome.open"_s);
    row->addWidget(m_field, 1);
    for (QPushButton *button : {open, openFolder, newSpace}) {
        setControlSize(button, ControlSize::Large);
        row->addWidget(button);
    }
    layout->addLayout(row);
    layout->addSpacing(Gap::Section);
    const auto openTyped = [this] {
        if (const QString folder = m_field->text().trimmed(); !folder.isEmpty())
            Q_EMIT openRequested(folder);
        else
            Q_EMIT openFolderRequested();
    };
    connect(open, &QPushButton::clicked, this, openTyped);
    connect(m_field, &QLineEdit::returnPressed, this, openTyped);
    connect(openFolder, &QPushButton::clicked, this, &WelcomePage::openFolderRequested);
    connect(newSpace, &QPushButton::clicked, this, &WelcomePage::newRequested);

    auto *recentHead = new QHBoxLayout;
    m_recentHeading = new Label(tr("Recent"), TextRole::Heading);
    m_showAll = new LinkButton;
    recentHead->addWidget(m_recentHeading);
    recentHead->addStretch(1);
    recentHead->addWidget(m_showAll);
    layout->addLayout(recentHead);
    layout->addSpacing(Gap::Control);
    connect(m_showAll, &LinkButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        setRecent(m_spaces);
    });
    m_recent = new QGridLayout;
    m_recent->setSpacing(Gap::DockEdge);
    m_recent->setColumnStretch(RecentColumns, 1);
    layout->addLayout(m_recent);
    layout->addSpacing(Gap::Section);

    layout->addWidget(new Label(tr("Start from a template"), TextRole::Heading));
    layout->addSpacing(Gap::Control);
    m_templates = new QGridLayout;
    m_templates->setSpacing(Gap::DockEdge);
    m_templates->setColumnStretch(TemplateTile::columns(), 1);
    layout->addLayout(m_templates);
    layout->addStretch(1);
    main->setFixedWidth(MainWidth);
    return main;
}

QWidget *WelcomePage::makeAside()
{
    auto *aside = new QWidget;
    auto *layout = new QVBoxLayout(aside);
    layout->setContentsMargins({});
    layout->setSpacing(Gap::Block);
    auto *machine = new Card;
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(tr("This machine"), TextRole::Heading));
    head->addStretch(1);
    head->addWidget(new Label(tr("looked up now"), TextRole::Caption, Token::Muted));
    machine->content()->addLayout(head);
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(Gap::Control);
    m_facts->setVerticalSpacing(0);
    m_facts->setColumnStretch(1, 1);
    machine->content()->addLayout(m_facts);
    layout->addWidget(machine);
    layout->addStretch(1);
    aside->setFixedWidth(AsideWidth);
    setMachine({});
    return aside;
}

void WelcomePage::layOut()
{
    const bool two = width() >= TwoColumns;
    m_columns->removeWidget(m_main);
    m_columns->removeWidget(m_aside);
    m_columns->removeWidget(m_error);
    m_columns->setContentsMargins(Gap::PageEdge, TopEdge, Gap::PageEdge, Gap::PageEdge);
    m_columns->setHorizontalSpacing(0);
    m_columns->setVerticalSpacing(Gap::Section);
    m_columns->setColumnStretch(0, 1);
    m_columns->setColumnMinimumWidth(2, two ? ColumnGap : 0);
    m_columns->setColumnStretch(4, 1);
    m_columns->setRowStretch(3, 1);
    m_columns->addWidget(m_error, 0, 1, 1, two ? 3 : 1);
    m_columns->addWidget(m_main, 1, 1);
    // Beside the field: below the mark and the name.
    m_columns->addWidget(m_aside, two ? 1 : 2, two ? 3 : 1, Qt::AlignTop);
    m_aside->layout()->setContentsMargins(0, two ? MarkSize + Gap::Section : 0, 0, 0);
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if ((width() >= TwoColumns) != (m_columns->columnMinimumWidth(2) > 0))
        layOut();
}

void WelcomePage::setRecent(const QList<TileSpace> &spaces)
{
    m_spaces = spaces;
    clear(m_recent);
    m_recentHeading->setText(spaces.isEmpty() ? tr("Begin") : tr("Recent"));
    m_showAll->setVisible(spaces.size() > RecentShown);
    m_showAll->setText(m_showsAll ? tr("Show fewer") : tr("Show all %1").arg(spaces.size()));
    if (spaces.isEmpty()) {
        auto *card = new Card;
        card->content()->addWidget(new Label(tr("See it work first"), TextRole::Strong));
        card->content()->addWidget(
            new Label(tr("The sample Space is a small Gradio form. It is built and run on this machine."),
                      TextRole::Body, Token::Muted));
        auto *sample = makeButton(tr("Open the sample Space"), u"media-playback-start-symbolic"_s);
        sample->setObjectName(u"welcome.sample"_s);
        connect(sample, &QPushButton::clicked, this, &WelcomePage::sampleRequested);
        auto *buttons = new QHBoxLayout;
        buttons->addWidget(sample);
        buttons->addStretch(1);
        card->content()->addLayout(buttons);
        m_recent->addWidget(card, 0, 0, 1, RecentColumns + 1);
        return;
    }
    const qsizetype shown = m_showsAll ? spaces.size() : std::min(spaces.size(), RecentShown);
    for (qsizetype i = 0; i < shown; ++i) {
        auto *tile = new RecentTile(spaces[i]);
        tile->setObjectName(u"welcome.recent."_s + QString::number(i));
        connect(tile, &QAbstractButton::clicked, this,
                [this, folder = spaces[i].folder] { Q_EMIT openRequested(folder); });
        m_recent->addWidget(tile, int(i) / RecentColumns, int(i) % RecentColumns);
    }
}

void WelcomePage::setTemplates(const QList<WelcomeTemplate> &templates)
{
    clear(m_templates);
    for (int i = 0; i < int(templates.size()); ++i) {
        const WelcomeTemplate &shown = templates[i];
        auto *tile = new TemplateTile(shown.name, shown.description, shown.look);
        tile->setObjectName("welcome.template."_L1 + shown.id);
        connect(tile, &QAbstractButton::clicked, this, [this, id = shown.id] { Q_EMIT templateRequested(id); });
        m_templates->addWidget(tile, i / TemplateTile::columns(), i % TemplateTile::columns());
    }
}

void WelcomePage::setMachine(const QList<MachineFact> &facts)
{
    clear(m_facts);
    if (facts.isEmpty())
        m_facts->addWidget(new Label(tr("Looking"), TextRole::Caption, Token::Muted), 0, 1);
    int row = 0;
    for (const MachineFact &fact : facts) {
        m_facts->addWidget(new FactMark(fact.state), row, 0, Qt::AlignTop);
        auto *text = new Label(fact.fact);
        text->setWordWrap(true);
        m_facts->addWidget(text, row, 1);
        if (!fact.action.isEmpty()) {
            auto *link = new LinkButton(fact.action);
            link->setObjectName("welcome.fact."_L1 + fact.id);
            link->setToolTip(fact.actionHelp);
            connect(link, &LinkButton::clicked, this, [this, id = fact.id] { Q_EMIT factActionRequested(id); });
            m_facts->addWidget(link, row, 2, Qt::AlignTop);
        }
        if (!fact.consequence.isEmpty()) {
            auto *consequence = new Label(fact.consequence, TextRole::Caption, Token::Muted);
            consequence->setWordWrap(true);
            m_facts->addWidget(consequence, row + 1, 1, 1, 2);
        }
        m_facts->setRowMinimumHeight(row + 2, Gap::Control);
        row += 3;
    }
}

void WelcomePage::showError(const QString &subject, const QString &sentence)
{
    if (!subject.isEmpty())
        m_error->setMessage(StageGroup::Error, subject, sentence);
    m_error->reveal(!subject.isEmpty());
}

} // namespace Spacewright::Ui
