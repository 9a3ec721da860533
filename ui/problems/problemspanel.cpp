// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "problems/problemspanel.h"

#include "problems/problemsdelegate.h"
#include "problems/problemsmodel.h"
#include "widgets/button.h"
#include "widgets/emptystate.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/severitycolors.h"
#include "widgets/strip.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int SearchWidth = 240;
constexpr int ConsequenceWidth = 24 + 148; // icon and words
constexpr int PlaceWidth = 168;
constexpr int RuleWidth = 232;
constexpr int FixWidth = 190;

QString problemText(const Diagnostic &diagnostic)
{
    return u"%1: %2: %3 [%4]"_s.arg(placeText(diagnostic), severityText(diagnostic.severity), diagnostic.message,
                                    diagnostic.rule);
}

} // namespace

ProblemsPanel::ProblemsPanel(QWidget *parent)
    : Panel(u"problems"_s, tr("Problems"), u"data-warning"_s, parent)
    , m_model(new ProblemsModel(this))
    , m_stack(new QStackedWidget)
    , m_table(new QTreeView)
    , m_none(new EmptyState(u"checkmark"_s, tr("No problems"),
                            tr("Nothing found that the Hub would refuse or that would fail there.")))
    , m_noMatch(
          new EmptyState(u"edit-find"_s, tr("No problem matches"), tr("Choose all severities, or clear the search.")))
    , m_showAll(m_noMatch->addAction({}, u"edit-clear"_s))
{
    makeStrip();
    makeTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_none->setObjectName(u"noProblems"_s);
    m_noMatch->setObjectName(u"noMatch"_s);
    connect(m_none->addAction(tr("Run"), u"media-playback-start"_s), &QPushButton::clicked, this,
            &ProblemsPanel::runRequested);
    connect(m_showAll, &QPushButton::clicked, this, [this] {
        takeFiltersOff();
        takeFocus();
    });
    m_stack->addWidget(m_none);
    m_stack->addWidget(m_noMatch);
    showState();
}

void ProblemsPanel::makeStrip()
{
    m_show = new QComboBox;
    m_show->setObjectName(u"severity"_s);
    m_show->setAccessibleName(tr("Severity"));
    m_show->addItems({tr("All severities"), tr("Blocking"), tr("Warnings"), tr("Advice")});
    m_show->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(m_show, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setShow(static_cast<ProblemsModel::Show>(index));
        showState();
    });
    m_search = new QLineEdit;
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search problems"));
    m_search->setPlaceholderText(tr("Search problems"));
    m_search->addAction(icon(u"edit-find"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(SearchWidth);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setSearch(text);
        showState();
    });
    m_group = makeToggle(tr("By file"), u"view-list-tree"_s, false);
    m_group->setObjectName(u"byFile"_s);
    connect(m_group, &QToolButton::toggled, this, [this](bool on) {
        m_model->setGrouped(on);
        m_table->setRootIsDecorated(on);
        m_table->expandAll();
    });
    m_fixAll = new QToolButton;
    m_fixAll->setObjectName(u"fixAll"_s);
    m_fixAll->setText(tr("Fix all safe"));
    m_fixAll->setIcon(icon(u"sw-fix"_s));
    m_fixAll->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fixAll->setAutoRaise(true);
    connect(m_fixAll, &QToolButton::clicked, this, [this] {
        QList<Fix> fixes;
        for (const auto &[diagnostic, fix] : m_model->safeFixes())
            fixes.append(fix);
        Q_EMIT fixAllRequested(fixes);
    });
    m_copy = makeIconButton(u"edit-copy"_s, tr("Copy all problems"));
    m_copy->setObjectName(u"copy"_s);
    connect(m_copy, &QToolButton::clicked, this, &ProblemsPanel::copyAll);

    m_strip = new Strip;
    m_strip->addLeading(m_show);
    m_strip->addLeading(m_search);
    m_strip->addLeading(new QWidget, 1); // the free room
    m_strip->addTrailing(m_group);
    m_strip->addTrailing(m_fixAll);
    m_strip->addTrailing(m_copy);
}

void ProblemsPanel::makeTable()
{
    auto *delegate = new ProblemsDelegate(m_table);
    m_table->setObjectName(u"table"_s);
    m_table->setAccessibleName(tr("Problems"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setMouseTracking(true);
    m_table->setExpandsOnDoubleClick(false);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(ProblemsModel::ProblemColumn, QHeaderView::Stretch);
    header->resizeSection(ProblemsModel::ConsequenceColumn, ConsequenceWidth);
    header->resizeSection(ProblemsModel::PlaceColumn, PlaceWidth);
    header->resizeSection(ProblemsModel::RuleColumn, RuleWidth);
    header->resizeSection(ProblemsModel::FixColumn, FixWidth);
    connect(m_table, &QTreeView::activated, this, &ProblemsPanel::openCurrent);
    connect(delegate, &ProblemsDelegate::fixClicked, this, &ProblemsPanel::fix);
    m_stack->addWidget(m_table);
    makeMenu();
}

void ProblemsPanel::makeMenu()
{
    m_open = new QAction(icon(u"go-jump"_s), tr("Go to the place"), m_table);
    connect(m_open, &QAction::triggered, this, &ProblemsPanel::openCurrent);
    // Alt+Enter means the fix here as in the editor.
    m_fix = new QAction(icon(u"sw-fix"_s), tr("Fix"), m_table);
    m_fix->setShortcuts({QKeySequence(Qt::ALT | Qt::Key_Return), QKeySequence(Qt::ALT | Qt::Key_Enter)});
    connect(m_fix, &QAction::triggered, this, [this] { fix(m_table->currentIndex()); });
    m_ignore = new QAction(tr("Ignore it from now on"), m_table);
    connect(m_ignore, &QAction::triggered, this, [this] {
        if (const Diagnostic *diagnostic = m_model->at(m_table->currentIndex()))
            Q_EMIT ignoreRequested(*diagnostic);
    });
    m_copyOne = new QAction(icon(u"edit-copy"_s), tr("Copy"), m_table);
    m_copyOne->setShortcut(QKeySequence::Copy);
    connect(m_copyOne, &QAction::triggered, this, [this] {
        if (const Diagnostic *diagnostic = m_model->at(m_table->currentIndex()))
            QGuiApplication::clipboard()->setText(problemText(*diagnostic));
    });
    for (QAction *action : {m_open, m_fix, m_ignore, m_copyOne}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_table->addAction(action);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ProblemsPanel::updateMenu);
    updateMenu();
}

void ProblemsPanel::updateMenu()
{
    const Diagnostic *diagnostic = m_model->at(m_table->currentIndex());
    for (QAction *action : {m_open, m_ignore, m_copyOne})
        action->setEnabled(diagnostic);
    const bool hasFix = diagnostic && !diagnostic->fixes.isEmpty();
    m_fix->setEnabled(hasFix);
    m_fix->setText(hasFix ? diagnostic->fixes.first().title : tr("Fix"));
}

QWidget *ProblemsPanel::strip()
{
    return m_strip;
}

void ProblemsPanel::takeFocus()
{
    // Without a row to stand on, what there is to do is in the strip.
    const bool hasRows = m_stack->currentWidget() == m_table;
    (hasRows ? static_cast<QWidget *>(m_table) : m_search)->setFocus(Qt::ShortcutFocusReason);
    if (!m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void ProblemsPanel::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    const Diagnostic *current = m_model->at(m_table->currentIndex());
    const std::optional<Diagnostic> chosen = current ? std::optional(*current) : std::nullopt;
    m_model->setDiagnostics(diagnostics);
    m_table->expandAll();
    // The row that was chosen stays chosen while the list around it changes.
    if (chosen)
        choose(*chosen);
    updateMenu();
    const auto &all = m_model->diagnostics();
    setCount(static_cast<int>(all.size()),
             static_cast<int>(all.isEmpty() ? StageGroup::None : severityGroup(all.first().severity)));
    showState();
}

bool ProblemsPanel::choose(const Diagnostic &diagnostic)
{
    const auto isOfTheRule = [this, &diagnostic](const QModelIndex &index) {
        const Diagnostic *other = m_model->at(index);
        return other && other->rule == diagnostic.rule && other->file == diagnostic.file;
    };
    QModelIndex found;
    for (QModelIndex index = m_model->index(0, 0); index.isValid(); index = m_table->indexBelow(index)) {
        if (!isOfTheRule(index))
            continue;
        // The same rule twice in a file: the place tells them apart, unless an edit has moved both.
        if (m_model->at(index)->range == diagnostic.range) {
            found = index;
            break;
        }
        if (!found.isValid())
            found = index;
    }
    if (found.isValid())
        m_table->setCurrentIndex(found);
    return found.isValid();
}

void ProblemsPanel::reveal(const Diagnostic &diagnostic)
{
    if (choose(diagnostic))
        return;
    takeFiltersOff();
    choose(diagnostic);
}

void ProblemsPanel::takeFiltersOff()
{
    m_show->setCurrentIndex(0);
    m_search->clear();
}

void ProblemsPanel::showState()
{
    const bool hasAny = !m_model->diagnostics().isEmpty();
    QWidget *shown = m_none;
    if (hasAny)
        shown = m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_noMatch;
    m_stack->setCurrentWidget(shown);
    m_showAll->setText(m_show->currentIndex() == 0 ? tr("Clear the search") : tr("Show all problems"));
    const qsizetype safe = m_model->safeFixes().size();
    setAvailable(m_fixAll, m_fixAll->text(), safe > 0, tr("No problem here has a sure fix."),
                 tr("Applies %n fixes that leave no choice.", nullptr, static_cast<int>(safe)));
    const QString none = tr("There are no problems.");
    setAvailable(m_copy, m_copy->accessibleName(), hasAny, none);
    setAvailable(m_group, m_group->text(), hasAny, none, tr("Group the problems by file."));
}

void ProblemsPanel::openCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    if (const Diagnostic *diagnostic = m_model->at(index))
        Q_EMIT openRequested(diagnostic->file, diagnostic->range);
    else if (index.isValid())
        m_table->setExpanded(index.siblingAtColumn(0), !m_table->isExpanded(index.siblingAtColumn(0)));
}

void ProblemsPanel::fix(const QModelIndex &index)
{
    const Diagnostic *diagnostic = m_model->at(index);
    if (diagnostic && !diagnostic->fixes.isEmpty())
        Q_EMIT fixRequested(*diagnostic, diagnostic->fixes.first());
}

void ProblemsPanel::copyAll() const
{
    QStringList lines;
    for (const Diagnostic &diagnostic : m_model->diagnostics())
        lines.append(problemText(diagnostic));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

bool ProblemsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        takeFocus();
        return true;
    }
    return Panel::eventFilter(watched, event);
}

} // namespace Spacewright::Ui
