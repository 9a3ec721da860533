// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "welcome/newspacepage.h"

#include "widgets/button.h"
#include "widgets/inlinestrip.h"
#include "widgets/label.h"
#include "widgets/metrics.h"

#include <QButtonGroup>
#include <QDir>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int PageWidth = 732;
constexpr int TopEdge = 34;

/// A folder's name made of a title: letters, digits, `-`, `_`, `.`, as the Hub allows in a Space's name.
QString folderName(const QString &title)
{
    static const QRegularExpression other(u"[^A-Za-z0-9_.]+"_s);
    QString name = title.trimmed().toLower().replace(other, u"-"_s);
    while (name.startsWith(u'-') || name.startsWith(u'.'))
        name.remove(0, 1);
    while (name.endsWith(u'-') || name.endsWith(u'.'))
        name.chop(1);
    return name;
}
} // namespace

NewSpacePage::NewSpacePage(QWidget *parent)
    : QScrollArea(parent)
    , m_error(new InlineStrip(StageGroup::Error))
    , m_tiles(new QGridLayout)
    , m_group(new QButtonGroup(this))
    , m_title(new QLineEdit)
    , m_folder(new QLineEdit)
    , m_create(makeButton(tr("Create Space"), {}, ButtonRole::Filled))
{
    setObjectName(u"newSpace"_s);
    setAccessibleName(tr("New Space"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(u"newSpace.title"_s);
    m_title->setAccessibleName(tr("Title"));
    m_folder->setObjectName(u"newSpace.folder"_s);
    m_folder->setAccessibleName(tr("Folder"));
    m_create->setObjectName(u"newSpace.create"_s);
    m_tiles->setSpacing(Gap::DockEdge);
    m_tiles->setColumnStretch(TemplateTile::columns(), 1);

    auto *page = new QWidget;
    page->setFixedWidth(PageWidth);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, TopEdge, 0, Gap::PageEdge);
    layout->setSpacing(Gap::Block);
    layout->addWidget(new Label(tr("New Space"), TextRole::Title));
    layout->addLayout(m_tiles);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Gap::DockEdge);
    form->setVerticalSpacing(Gap::FormRow);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Folder"), m_folder);
    layout->addLayout(form);
    layout->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Gap::Control);
    auto *cancel = makeButton(tr("Cancel"), {}, ButtonRole::Flat);
    buttons->addWidget(m_create);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addStretch(1);

    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    auto *centre = new QHBoxLayout(content);
    centre->addStretch(1);
    centre->addWidget(page);
    centre->addStretch(1);
    setWidget(content);

    m_error->hide();
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::idClicked, this, &NewSpacePage::choose);
    connect(m_title, &QLineEdit::textChanged, this, [this] {
        if (!m_folderEdited)
            m_folder->setText(QDir(m_parentFolder).filePath(folderName(m_title->text())));
        review();
    });
    connect(m_folder, &QLineEdit::textEdited, this, [this] {
        m_folderEdited = true;
        review();
    });
    const auto create = [this] {
        if (m_create->isEnabled())
            Q_EMIT createRequested(m_templates[m_chosen].id, m_folder->text().trimmed(), m_title->text().trimmed());
    };
    connect(m_create, &QPushButton::clicked, this, create);
    connect(m_title, &QLineEdit::returnPressed, this, create);
    connect(m_folder, &QLineEdit::returnPressed, this, create);
    connect(cancel, &QPushButton::clicked, this, &NewSpacePage::cancelled);
    connect(m_error, &InlineStrip::closed, this, [this] { m_error->reveal(false); });
}

void NewSpacePage::setTemplates(const QList<WelcomeTemplate> &templates)
{
    m_templates = templates;
    for (int i = 0; i < int(templates.size()); ++i) {
        auto *tile = new TemplateTile(templates[i].name, templates[i].description, templates[i].look);
        tile->setObjectName("newSpace.template."_L1 + templates[i].id);
        tile->setCheckable(true);
        m_group->addButton(tile, i);
        m_tiles->addWidget(tile, i / TemplateTile::columns(), i % TemplateTile::columns());
    }
}

void NewSpacePage::begin(const QString &templateId, const QString &parentFolder)
{
    m_parentFolder = parentFolder;
    m_folderEdited = false;
    m_error->reveal(false);
    m_title->clear();
    const auto found = std::ranges::find(m_templates, templateId, &WelcomeTemplate::id);
    choose(found == m_templates.end() ? 0 : int(std::distance(m_templates.begin(), found)));
    m_title->setFocus();
}

void NewSpacePage::choose(int index)
{
    if (index >= m_templates.size())
        return;
    m_chosen = index;
    m_group->button(index)->setChecked(true);
    if (m_title->text().isEmpty() || std::ranges::contains(m_templates, m_title->text(), &WelcomeTemplate::name))
        m_title->setText(m_templates[index].name);
    m_title->selectAll();
}

void NewSpacePage::review()
{
    const bool complete = !m_templates.isEmpty() && !folderName(m_title->text()).isEmpty()
        && QDir::isAbsolutePath(m_folder->text().trimmed());
    m_create->setEnabled(complete);
    m_create->setToolTip(complete ? QString() : tr("A Space needs a title and an absolute folder."));
}

void NewSpacePage::showError(const QString &sentence)
{
    m_error->setMessage(StageGroup::Error, tr("The Space was not made."), sentence);
    m_error->setClosable(true);
    m_error->reveal();
}

} // namespace Spacewright::Ui
