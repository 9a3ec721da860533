// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sections.h"
#include "widgets/button.h"
#include "widgets/card.h"
#include "widgets/contextbutton.h"
#include "widgets/countpill.h"
#include "widgets/diffview.h"
#include "widgets/dockheader.h"
#include "widgets/documenttabs.h"
#include "widgets/emptystate.h"
#include "widgets/factrows.h"
#include "widgets/hubcard.h"
#include "widgets/icon.h"
#include "widgets/inlinestrip.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"
#include "widgets/progressrow.h"
#include "widgets/rowpainter.h"
#include "widgets/sparkline.h"
#include "widgets/splitbutton.h"
#include "widgets/stagechip.h"
#include "widgets/stageglyph.h"
#include "widgets/strip.h"
#include "widgets/timelineview.h"

#include <QCheckBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QToolBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::Scene {

namespace {
QVBoxLayout *columnIn(QWidget *content, int spacing = Gap::Control)
{
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

InlineStrip *strip(StageGroup group, const QString &subject, const QString &sentence, const QStringList &actions)
{
    auto *strip = new InlineStrip;
    strip->setMessage(group, subject, sentence);
    for (const QString &action : actions)
        strip->addAction(action);
    return strip;
}

ProgressRow *progress(const QString &name, const Progress &progress)
{
    auto *row = new ProgressRow;
    row->begin(name);
    row->setProgress(progress);
    row->show();
    return row;
}

/// Rows as given, drawn by the one painter.
class RowsDelegate final : public QStyledItemDelegate {
public:
    RowsDelegate(QList<RowContent> rows, int height, int leading, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_rows(std::move(rows))
        , m_height(height)
        , m_leading(leading)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, m_height}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        RowPainter::paintBackground(*painter, option);
        RowPainter::paint(*painter, option, m_rows.at(index.row()), m_leading);
    }

private:
    QList<RowContent> m_rows;
    int m_height;
    int m_leading;
};

QListView *rows(const QList<RowContent> &contents, int height, int leading, int selected)
{
    auto *view = new QListView;
    auto *model = new QStandardItemModel(view);
    for (const RowContent &content : contents)
        model->appendRow(new QStandardItem(content.text));
    view->setModel(model);
    view->setItemDelegate(new RowsDelegate(contents, height, leading, view));
    view->setFrameShape(QFrame::NoFrame);
    view->setFixedHeight(int(contents.size()) * height);
    view->setCurrentIndex(model->index(selected, 0));
    return view;
}

const SpaceLook Notes{.emoji = u"🎙️"_s, .colorFrom = u"indigo"_s, .colorTo = u"pink"_s};
} // namespace

QWidget *diff()
{
    auto *content = new QWidget;
    auto *column = columnIn(content);
    auto *view = new DiffView;
    using Kind = DiffRow::Kind;
    view->setRows({{.kind = Kind::Same, .before = 20, .after = 20, .text = u"lines: list[str] = []"_s},
                   {.kind = Kind::Removed,
                    .before = 21,
                    .after = 0,
                    .text = u"for segment in list(segments):"_s,
                    .changedStart = 15,
                    .changedLength = 14},
                   {.kind = Kind::Added,
                    .before = 0,
                    .after = 21,
                    .text = u"for segment in segments:"_s,
                    .changedStart = 15,
                    .changedLength = 8},
                   {.kind = Kind::Same, .before = 22, .after = 22, .text = u"lines.append(segment.text)"_s},
                   {.kind = Kind::Added, .before = 0, .after = 23, .text = u"yield \"\\n\".join(lines)"_s}});
    column->addWidget(view);
    auto *status = new QStatusBar;
    status->setSizeGripEnabled(false);
    auto *glyph = new StageGlyph;
    glyph->setStage(Stage::Running);
    status->addWidget(glyph);
    status->addWidget(new Label(u"Running"_s, TextRole::Caption));
    status->addWidget(new LinkButton(u"http://mlindt-whisper-notes.localhost:7800"_s, TextRole::Caption));
    auto *cpu = new Sparkline(Token::Chart1);
    auto *memory = new Sparkline(Token::Chart3);
    for (int i = 0; i < 60; ++i) {
        cpu->append(0.1 + 0.8 * std::abs(std::sin(i / 9.0)));
        memory->append(0.3 + i / 200.0);
    }
    status->addPermanentWidget(new Label(u"CPU"_s, TextRole::Caption, Token::Muted));
    status->addPermanentWidget(cpu);
    status->addPermanentWidget(new Label(u"38 %"_s, TextRole::Caption, Token::Muted));
    status->addPermanentWidget(new Label(u"Memory"_s, TextRole::Caption, Token::Muted));
    status->addPermanentWidget(memory);
    status->addPermanentWidget(new Label(u"1.4 of 16 GB"_s, TextRole::Caption, Token::Muted));
    column->addStretch();
    column->addWidget(new Label(u"Status bar"_s, TextRole::Caption, Token::Muted));
    column->addWidget(status);
    return content;
}

QWidget *stripsAndProgress()
{
    auto *content = new QWidget;
    auto *column = columnIn(content);
    auto *refused = strip(StageGroup::Error, u"The push was refused."_s, u"The short description is too long."_s,
                          {u"Open line 10"_s});
    refused->setDetails(u"remote: short_description has 63 characters"_s);
    column->addWidget(refused);
    column->addWidget(strip(StageGroup::Transient, u"Docker is not running."_s, u"Faithful runs need it."_s,
                            {u"Start Docker"_s, u"Run Quick instead"_s}));
    column->addWidget(strip(StageGroup::None, u"app.py changed on disk."_s, u"Your edits are kept."_s,
                            {u"Compare"_s, u"Load the file"_s}));
    column->addWidget(
        strip(StageGroup::Running, u"Release 9 is live."_s, u"The page answered after 3:12."_s, {u"Open the page"_s}));
    column->addWidget(progress(u"Cloning uni-koeln/ask-the-archive"_s,
                               {.done = 84, .total = 310, .text = u"LFS 2 of 5 files, 84 of 310 MB, 12 s left"_s}));
    column->addWidget(progress(u"Installing packages"_s, {.done = 31, .total = 87, .text = u"31 of 87"_s}));
    column->addWidget(progress(u"Resolving"_s, {.done = 0, .total = 0, .text = u"Gradio 6.31.0 and what it needs"_s}));
    column->addStretch();
    return content;
}

QWidget *docks()
{
    auto *window = new QMainWindow;
    window->setWindowFlags(Qt::Widget);
    window->setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks
                           | QMainWindow::GroupedDragging);
    window->setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    const auto addDock = [window](const QString &title, Qt::DockWidgetArea area, Strip *strip, QWidget *content) {
        auto *dock = new QDockWidget(title, window);
        dock->setObjectName(title);
        dock->setWidget(content);
        window->addDockWidget(area, dock);
        dock->setTitleBarWidget(new DockHeader(dock, strip));
        return dock;
    };
    const auto filter = [](const QString &text, const QString &iconName) {
        auto *field = new QLineEdit;
        field->setPlaceholderText(text);
        field->addAction(icon(iconName, Token::Muted), QLineEdit::LeadingPosition);
        return field;
    };
    auto *files = new Strip;
    files->addLeading(filter(u"Filter files"_s, u"view-filter"_s), 1);
    files->addTrailing(makeIconButton(u"document-new"_s, u"New file"_s));
    const auto shade = StageGroup::Transient;
    QWidget *list = rows({{.icon = icon(u"folder"_s), .text = u"notes"_s, .trailing = u"ignored"_s, .muted = true},
                          {.icon = icon(u"text-x-generic"_s),
                           .text = u".env"_s,
                           .trailingIcon = icon(u"object-locked"_s),
                           .muted = true},
                          {.icon = colorIcon(u"text-x-python"_s),
                           .text = u"app.py"_s,
                           .pills = {{u"1"_s, shade}},
                           .letter = u"M"_s,
                           .letterGroup = shade,
                           .tintIcon = false},
                          {.icon = colorIcon(u"text-x-python"_s),
                           .text = u"a name that is much too long for its row.py"_s,
                           .letter = u"A"_s,
                           .letterGroup = StageGroup::Running,
                           .tintIcon = false}},
                         Metrics::current().row, 14, 2);
    auto *sheet = new QWidget;
    sheet->setAutoFillBackground(true);
    sheet->setBackgroundRole(QPalette::Base);
    columnIn(sheet, 0)->addWidget(list);
    sheet->layout()->setAlignment(list, Qt::AlignTop);
    auto *first = addDock(u"Files"_s, Qt::LeftDockWidgetArea, files, sheet);
    auto *second = addDock(u"Changes"_s, Qt::LeftDockWidgetArea, nullptr, new QWidget);
    window->tabifyDockWidget(first, second);
    first->raise();

    auto *preview = new Strip;
    preview->addLeading(makeIconButton(u"go-previous"_s, u"Back"_s));
    preview->addLeading(filter(u"localhost"_s, u"internet-services"_s), 1);
    preview->addTrailing(makeIconButton(u"overflow-menu"_s, u"More"_s));
    addDock(u"Preview"_s, Qt::RightDockWidgetArea, preview, new QWidget);

    auto *centre = new QWidget;
    auto *column = columnIn(centre, 0);
    auto *tabs = new DocumentTabs;
    tabs->addTab(colorIcon(u"text-x-python"_s), u"app.py"_s);
    tabs->addTab(icon(u"text-x-generic"_s), u"README.md"_s);
    tabs->setModified(0, true);
    column->addWidget(tabs);
    auto *path = new Strip;
    path->addLeading(new Label(u"app.py"_s));
    column->addWidget(path);
    column->addStretch();
    centre->setAutoFillBackground(true);
    window->setCentralWidget(centre);
    window->resizeDocks({first}, {200}, Qt::Horizontal);
    for (QTabBar *bar : window->findChildren<QTabBar *>(Qt::FindDirectChildrenOnly)) {
        for (int i = 0; i < bar->count(); ++i) {
            if (bar->tabText(i) == "Changes"_L1)
                setTabCount(bar, i, 4, std::nullopt);
        }
    }
    window->setMinimumHeight(260);
    window->setAutoFillBackground(true);
    return window;
}

QWidget *toolBar()
{
    auto *bar = new QToolBar;
    bar->setMovable(false);
    auto *space = new ContextButton(u"Space"_s);
    space->setTile(Notes);
    space->setRuns(
        {{.text = u"mlindt / "_s, .token = Token::Muted}, {.text = u"whisper-notes"_s, .role = TextRole::Strong}});
    space->setMenu(new QMenu(space));
    auto *branch = new ContextButton(u"Branch"_s);
    branch->setIconName(u"vcs-branch"_s);
    branch->setRuns({{.text = u"main "_s}, {.text = u"↑1"_s, .role = TextRole::Caption, .token = Token::Muted}});
    branch->setMenu(new QMenu(branch));
    auto *run = new SplitButton;
    run->setState({.text = u"Run"_s, .iconName = u"media-playback-start"_s, .enabled = false, .toolTip = {}});
    run->setMenu(new QMenu(run), u"Ways to run"_s);
    auto *chip = new StageChip;
    chip->setStage(Stage::Running);
    auto *engine = new ContextButton(u"Engine"_s);
    engine->setIconName(u"sw-quick"_s);
    engine->setRuns({{.text = u"Quick "_s}, {.text = u"on "_s, .token = Token::Muted}, {.text = u"cpu-basic"_s}});
    engine->setMenu(new QMenu(engine));
    auto *publish = new SplitButton;
    publish->setState(
        {.text = u"Publish"_s, .iconName = u"kt-set-max-upload-speed"_s, .role = ButtonRole::Filled, .toolTip = {}});
    publish->setMenu(new QMenu(publish), u"Ways to publish"_s);
    auto *spring = new QWidget;
    spring->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addWidget(branch);
    bar->addSeparator();
    bar->addWidget(run);
    bar->addWidget(makeIconButton(u"media-playback-stop"_s, u"Stop"_s));
    bar->addWidget(makeIconButton(u"view-refresh"_s, u"Restart"_s));
    bar->addSeparator();
    bar->addWidget(chip);
    bar->addWidget(engine);
    bar->addWidget(spring);
    bar->addWidget(publish);
    auto *window = new QMainWindow;
    window->setWindowFlags(Qt::Widget);
    window->addToolBar(bar);
    window->setFixedHeight(Metrics::current().toolBar + 1);
    return window;
}

QWidget *emptyState()
{
    auto *state =
        new EmptyState(u"office-chart-line"_s, u"No metrics yet"_s, u"They start with the first run and are kept."_s);
    state->addAction(u"Run"_s, u"media-playback-start"_s);
    state->addAction(u"Show an earlier run"_s);
    return state;
}

QWidget *failedState()
{
    auto *state = new EmptyState({}, u"This Space did not build"_s,
                                 u"PyAudio could not be installed. The Hub would stop at the same step."_s);
    state->setStageGroup(StageGroup::Error);
    state->addAction(u"Show the cause"_s);
    state->addAction(u"Run again"_s, u"media-playback-start"_s);
    state->setFootnote(new Label(u"Last good page: yesterday, 18:40."_s, TextRole::Caption, Token::Muted));
    return state;
}

QWidget *starting()
{
    auto *content = new QWidget;
    auto *column = columnIn(content);
    auto *head = new QHBoxLayout;
    auto *glyph = new StageGlyph(16);
    glyph->setGroup(StageGroup::Transient);
    head->addWidget(glyph);
    head->addWidget(new Label(u"Starting whisper-notes"_s, TextRole::Heading), 1);
    head->addWidget(new Label(u"0:14"_s, TextRole::Caption, Token::Muted));
    head->setContentsMargins(Gap::DockEdge, 0, Gap::Control, 0);
    column->addLayout(head);
    auto *view = new TimelineView;
    view->setSteps(
        QList<TimelineStep>{{u"Environment"_s, u"7c1f2e, cached"_s, u"0.1 s"_s, StepState::Done},
                            {u"Start app.py"_s, u"process 41873"_s, u"0.4 s"_s, StepState::Done},
                            {u"Wait for the page"_s, u"model.bin 212 of 484 MB"_s, u"13 s"_s, StepState::Running},
                            {u"Open the page"_s, {}, {}, StepState::Waiting}});
    column->addWidget(view, 1);
    return content;
}

QWidget *failedTimeline()
{
    auto *view = new TimelineView;
    view->setSteps(
        QList<TimelineStep>{{u"Read the manifest"_s, u"README.md and 2 more"_s, u"0.0 s"_s, StepState::Done},
                            {u"System packages"_s, u"packages.txt, 1 package"_s, u"9.2 s"_s, StepState::Done},
                            {u"Python packages"_s, u"pip stopped at PyAudio 0.2.14"_s, u"31 s"_s, StepState::Failed},
                            {u"Start app.py"_s, {}, {}, StepState::Waiting},
                            {u"Healthy page"_s, {}, {}, StepState::Waiting}});
    view->setMinimumHeight(view->sizeHint().height());
    return view;
}

QWidget *paletteRows()
{
    auto *card = new Card;
    card->content()->setContentsMargins(1, Gap::Control, 1, Gap::Control);
    auto *field = new QLineEdit(u">run"_s);
    field->addAction(icon(u"search"_s, Token::Muted), QLineEdit::LeadingPosition);
    const Metrics &m = Metrics::current();
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(Gap::Control, 0, Gap::Control, 0);
    inset->addWidget(field);
    card->content()->addLayout(inset);
    QListView *commands =
        rows({{.icon = icon(u"media-playback-start"_s), .text = u"Run Space"_s, .marks = {{0, 3}}, .trailing = u"F5"_s},
              {.icon = icon(u"sw-container"_s),
               .text = u"Run Faithful"_s,
               .marks = {{0, 3}},
               .secondary = u"Docker is not running"_s,
               .trailing = u"Ctrl+F5"_s,
               .muted = true},
              {.icon = icon(u"view-history"_s), .text = u"Run as Then…"_s, .marks = {{0, 3}}},
              {.icon = icon(u"office-chart-line"_s),
               .text = u"Show Run Metrics"_s,
               .marks = {{5, 3}},
               .trailing = u"Alt+4"_s}},
             m.rowLarge, Gap::DockEdge, 0);
    setDrivenByField(commands);
    card->content()->addWidget(commands);
    card->content()->addStretch();
    return card;
}

QWidget *hubCard()
{
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    auto *card = new HubCard;
    card->setContent({.look = Notes,
                      .title = u"Whisper notes"_s,
                      .shortDescription = u"Speak or drop a file and read along while the notes are growing"_s,
                      .owner = u"mlindt"_s,
                      .stage = u"Running"_s,
                      .group = StageGroup::Running,
                      .likes = 12,
                      .date = u"today"_s});
    row->addWidget(card, 0, Qt::AlignTop);
    auto *colors = new QVBoxLayout;
    colors->setSpacing(2);
    for (const QString &name : hubColorNames()) {
        auto *line = new QHBoxLayout;
        line->addWidget(new SpaceTile(14, {.emoji = {}, .colorFrom = name, .colorTo = name}));
        line->addWidget(new Label(name, TextRole::Caption), 1);
        colors->addLayout(line);
    }
    colors->addStretch();
    row->addLayout(colors, 1);
    return content;
}

QWidget *trust()
{
    auto *content = new QWidget;
    auto *column = columnIn(content, Gap::DockEdge);
    auto *head = new QHBoxLayout;
    head->setSpacing(Gap::DockEdge);
    head->addWidget(new SpaceTile(40, {.emoji = u"🗄️"_s, .colorFrom = u"red"_s, .colorTo = u"yellow"_s}));
    auto *titles = new QVBoxLayout;
    titles->setSpacing(0);
    titles->addWidget(new Label(u"Trust ask-the-archive?"_s, TextRole::Title));
    titles->addWidget(
        new Label(u"From uni-koeln, cloned a minute ago. Nothing has run. This was read from the files."_s,
                  TextRole::Caption, Token::Muted));
    head->addLayout(titles, 1);
    column->addLayout(head);
    auto *facts = new FactRows;
    facts->addFact(u"Packages"_s, u"5 asked for"_s, u"in requirements.txt, from the package index"_s);
    facts->addFact(u"Models"_s, u"sentence-transformers/all-MiniLM-L6-v2"_s, u"91 MB"_s);
    facts->addFact(u"Hosts"_s, u"archiv.uni-koeln.de, api.openai.com"_s, {}, u"search.py:8"_s);
    facts->addFact(u"Secrets"_s, u"<code>OPENAI_API_KEY</code> is read, and you have none stored"_s, {}, u"app.py:9"_s);
    facts->addFact(u"Sandbox"_s, u"Own /tmp, no home folder, no desktop."_s, u"Network stays on."_s);
    facts->setContentsMargins(Gap::Block, 0, 0, 0);
    column->addWidget(facts);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(Gap::Control);
    actions->addWidget(makeButton(u"Trust and run"_s, {}, ButtonRole::Filled));
    actions->addWidget(makeButton(u"Open without running"_s));
    actions->addSpacing(Gap::Control);
    actions->addWidget(new QCheckBox(u"Trust everything from uni-koeln"_s));
    actions->addStretch();
    column->addLayout(actions);
    column->addStretch();
    return content;
}

} // namespace Spacewright::Ui::Scene
