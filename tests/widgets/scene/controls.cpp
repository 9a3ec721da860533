// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sections.h"
#include "widgets/button.h"
#include "widgets/contextbutton.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/segments.h"
#include "widgets/splitbutton.h"
#include "widgets/stagechip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFocusFrame>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QSpinBox>
#include <QStyleOptionFrame>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::Scene {

namespace {
QHBoxLayout *row(const QList<QWidget *> &widgets)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(Gap::Control);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return row;
}

/// As if it had the focus, which only one widget of a window can have.
template<typename T>
T *focused(T *button)
{
    QTimer::singleShot(0, button, [button] { (new QFocusFrame(button->window()))->setWidget(button); });
    return button;
}

template<typename T>
T *hovered(T *widget)
{
    widget->setAttribute(Qt::WA_UnderMouse);
    return widget;
}

template<typename T>
T *disabled(T *widget)
{
    widget->setEnabled(false);
    return widget;
}

StageChip *chip(Stage stage, int elapsed = -1)
{
    auto *chip = new StageChip;
    chip->setStage(stage, {}, elapsed < 0 ? QDateTime() : QDateTime::currentDateTimeUtc().addSecs(-elapsed));
    return chip;
}

SplitButton *split(const SplitState &state, bool withMenu = true)
{
    auto *button = new SplitButton;
    button->setState(state);
    if (withMenu)
        button->setMenu(new QMenu(button), u"Ways to publish"_s);
    return button;
}

/// What QToolTip shows, which is a window of its own.
class TipSample final : public QLabel {
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        QStyleOptionFrame option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_PanelTipLabel, &option, &painter, this);
        QLabel::paintEvent(event);
    }
};
} // namespace

QWidget *stageChips()
{
    auto *content = new QWidget;
    auto *form = new QFormLayout(content);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    form->setHorizontalSpacing(Gap::Section);
    const auto add = [&](const QString &group, const QList<QWidget *> &chips) {
        form->addRow(new Label(group, TextRole::Caption, Token::Muted), row(chips));
    };
    auto *none = new StageChip;
    add(u"running"_s, {chip(Stage::Running)});
    add(u"transient"_s, {chip(Stage::Building, 42), chip(Stage::AppStarting, 6), chip(Stage::RunningBuilding, 70)});
    add({}, {chip(Stage::RunningAppStarting, 3)});
    add(u"asleep"_s, {chip(Stage::Sleeping), chip(Stage::Stopped)});
    add(u"paused"_s, {chip(Stage::Paused), new StageChip(nullptr, true)});
    add(u"error"_s, {chip(Stage::ConfigError), chip(Stage::BuildError), chip(Stage::RuntimeError)});
    add(u"none"_s, {chip(Stage::NoAppFile), chip(Stage::Deleting), focused(none)});
    return content;
}

QWidget *publishButtons()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row(
        {split({.text = u"Publish"_s,
                .iconName = u"kt-set-max-upload-speed"_s,
                .role = ButtonRole::Filled,
                .toolTip = {}}),
         split(
             {.text = u"Fix 2 problems"_s, .iconName = u"sw-fix"_s, .role = ButtonRole::Destructive, .toolTip = {}})}));
    column->addLayout(
        row({split({.text = u"Publishing, 3 of 8"_s, .iconName = {}, .toolTip = {}, .turning = true, .progress = 0.34}),
             split({.text = u"Published"_s, .iconName = u"checkmark"_s, .toolTip = {}})}));
    column->addLayout(row(
        {split({.text = u"Sign in to publish"_s, .iconName = u"user"_s, .toolTip = {}}, false),
         split({.text = u"Offline"_s, .iconName = u"network-disconnect"_s, .enabled = false, .toolTip = {}}, false)}));
    column->addLayout(
        row({split({.text = u"Run"_s, .iconName = u"media-playback-start"_s, .toolTip = {}}),
             split({.text = u"Run"_s, .iconName = u"media-playback-start"_s, .enabled = false, .toolTip = {}})}));
    column->addStretch();
    return content;
}

QWidget *toolTipAndMenu()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    auto *tip =
        new TipSample(withColors(toolTipText(u"Stop"_s, u"Shift+F5"_s, u"Nothing is running in this Space."_s)));
    tip->setMargin(Gap::Control);
    column->addWidget(tip, 0, Qt::AlignLeading);

    auto *menu = new QMenu(content);
    menu->setWindowFlags(Qt::Widget);
    QAction *run = menu->addAction(icon(u"media-playback-start"_s), u"&Run Space\tF5"_s);
    menu->addAction(icon(u"sw-container"_s), u"Run &Faithful\tCtrl+F5"_s);
    menu->addAction(icon(u"media-playback-stop"_s), u"&Stop\tShift+F5"_s)->setEnabled(false);
    menu->addSeparator();
    menu->addAction(icon(u"view-history"_s), u"Run as T&hen…"_s);
    QAction *times = menu->addAction(u"Show Times"_s);
    times->setCheckable(true);
    times->setChecked(true);
    menu->addMenu(u"Engine"_s);
    menu->setActiveAction(run);
    column->addWidget(menu, 0, Qt::AlignLeading);
    menu->show();
    column->addStretch();
    return content;
}

QWidget *buttons()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(4, 4, 4, 4); // room for the focus rings
    column->setSpacing(Gap::DockEdge);
    const auto publish = [] { return makeButton(u"Publish"_s, u"kt-set-max-upload-speed"_s, ButtonRole::Filled); };
    column->addLayout(row({makeButton(u"Run again"_s), hovered(makeButton(u"Run again"_s)),
                           focused(makeButton(u"Run again"_s)), disabled(makeButton(u"Run again"_s)),
                           makeToggle(u"Times"_s, u"clock"_s, true), makeToggle(u"Follow"_s, u"go-bottom"_s, false)}));
    column->addLayout(row({publish(), focused(publish()), hovered(publish()), disabled(publish()),
                           makeButton(u"Delete Space"_s, u"edit-delete"_s, ButtonRole::Destructive)}));
    auto *small = makeButton(u"Open line 10"_s);
    setControlSize(small, ControlSize::Small);
    auto *large = makeButton(u"Open folder"_s, u"document-open-folder"_s);
    setControlSize(large, ControlSize::Large);
    column->addLayout(row(
        {small, large, makeButton(u"Copy details"_s, {}, ButtonRole::Flat),
         hovered(makeButton(u"Explain"_s, {}, ButtonRole::Flat)), makeIconButton(u"media-playback-stop"_s, u"Stop"_s),
         makeIconButton(u"view-refresh"_s, u"Restart"_s), disabled(makeIconButton(u"go-previous"_s, u"Back"_s)),
         focused(makeIconButton(u"overflow-menu"_s, u"More"_s))}));
    column->addStretch();
    return content;
}

QWidget *fields()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    const auto field = [](const QString &text) {
        auto *edit = new QLineEdit(text);
        edit->setFixedWidth(150);
        return edit;
    };
    auto *focus = field(u"whisper-notes"_s);
    QTimer::singleShot(0, focus, [focus] {
        focus->setFocus();
        focus->deselect();
    });
    auto *filter = field({});
    filter->setPlaceholderText(u"Filter files"_s);
    filter->addAction(icon(u"view-filter"_s, Token::Muted), QLineEdit::LeadingPosition);
    auto *wrong = field(u"whisper notes"_s);
    setFieldError(wrong, u"A name has no spaces."_s);
    auto *spin = new QSpinBox;
    spin->setValue(7860 % 100);
    column->addLayout(row({field(u"whisper-notes"_s), focus, filter, disabled(field(u"disabled"_s))}));

    auto *combo = new QComboBox;
    combo->addItems({u"cpu-basic"_s, u"t4-small"_s});
    combo->setFixedWidth(150);
    auto *frame = new QComboBox;
    frame->addItem(u"Hub frame"_s);
    frame->setFrame(false);
    auto *segments = new Segments({u"Form"_s, u"Source"_s, u"Both"_s});
    segments->setCurrent(2);
    column->addLayout(row({wrong, combo, segments, spin, frame}));

    auto *saved = new QCheckBox(u"Save notes"_s);
    saved->setChecked(true);
    auto *partly = new QCheckBox(u"12 of 30 files"_s);
    partly->setTristate(true);
    partly->setCheckState(Qt::PartiallyChecked);
    column->addLayout(row({saved, new QCheckBox(u"Private"_s), partly, disabled(new QCheckBox(u"Nothing to say"_s))}));

    const auto problems = [](const QString &text, StageGroup group) {
        auto *button = new ContextButton(u"Problems"_s);
        button->setIconName(severityIconName(group), group);
        button->setRuns({{.text = text}});
        return button;
    };
    column->addLayout(
        row({problems(u"2 problems"_s, StageGroup::Error), problems(u"3 problems"_s, StageGroup::Transient),
             problems(u"No problems"_s, StageGroup::Running)}));

    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    column->addWidget(line);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Gap::DockEdge);
    auto *description = new QLineEdit(u"Speak or drop a file and read along while it is still growing"_s);
    setFieldError(description, u"2 characters too many."_s);
    auto *cell = new QVBoxLayout;
    cell->setSpacing(Gap::Group);
    cell->addWidget(description);
    auto *below = new QHBoxLayout;
    below->addWidget(
        new Label(u"2 characters too many. The Hub refuses the push."_s, TextRole::Caption, Token::ErrorText), 1);
    below->addWidget(new Label(u"62 of 60"_s, TextRole::Chip, Token::ErrorText));
    cell->addLayout(below);
    form->addRow(new Label(u"Short description"_s), cell);
    column->addLayout(form);
    column->addStretch();
    return content;
}

} // namespace Spacewright::Ui::Scene
