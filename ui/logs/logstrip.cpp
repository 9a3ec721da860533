// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logstrip.h"

#include "widgets/button.h"
#include "widgets/controls.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/strip.h"

#include <QAction>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

/// Wide enough for a few words, as in the picture; it gives way when the dock is narrow.
constexpr int SearchWidth = 240;
constexpr int SearchMinWidth = 90;

} // namespace

LogStrip::LogStrip(Strip *strip)
    : QObject(strip)
    , m_levels(new QComboBox(strip))
    , m_search(new QLineEdit(strip))
    , m_hits(new Label({}, TextRole::Caption, Token::Muted, strip))
    , m_previous(makeIconButton(u"go-up"_s, tr("Previous hit"), u"Shift+Enter"_s, strip))
    , m_next(makeIconButton(u"go-down"_s, tr("Next hit"), u"Enter"_s, strip))
    , m_times(makeToggle(tr("Times"), u"clock"_s, true, strip))
    , m_follow(makeToggle(tr("Follow"), u"arrow-down-double"_s, true, strip))
    , m_copy(makeIconButton(u"edit-copy"_s, tr("Copy"), {}, strip))
    , m_save(makeIconButton(u"document-save"_s, tr("Save the log"), {}, strip))
    , m_more(makeIconButton(u"overflow-menu"_s, tr("More"), {}, strip))
{
    m_levels->setObjectName(u"levels"_s);
    m_levels->setAccessibleName(tr("Levels shown"));
    m_levels->addItem(tr("All levels"), int(Logs::Level::Debug));
    m_levels->addItem(tr("Without debug"), int(Logs::Level::Info));
    m_levels->addItem(tr("Warnings and errors"), int(Logs::Level::Warning));
    m_levels->addItem(tr("Errors"), int(Logs::Level::Error));
    m_levels->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_levels->setMinimumContentsLength(8);
    m_levels->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_search->setObjectName(u"search"_s);
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->addAction(icon(u"search"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(SearchMinWidth);
    m_search->setMaximumWidth(SearchWidth);
    m_search->installEventFilter(this);
    m_hits->setObjectName(u"hits"_s);
    m_hits->setTabular(true);
    m_previous->setObjectName(u"previousHit"_s);
    m_next->setObjectName(u"nextHit"_s);
    m_times->setObjectName(u"times"_s);
    m_follow->setObjectName(u"follow"_s);
    m_more->setObjectName(u"more"_s);
    m_times->setToolTip(toolTipText(tr("Times"), {}, tr("Show when each line came.")));
    m_follow->setToolTip(toolTipText(tr("Follow"), {}, tr("Keep the newest line in view. Scrolling up lets go.")));
    m_copy->setObjectName(u"copy"_s);
    m_save->setObjectName(u"save"_s);
    makeMenu();
    setContent(false, false);

    strip->addLeading(m_levels);
    strip->addLeading(m_search, 1);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_hits), static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next)})
        strip->addLeading(widget);
    for (QToolButton *button : {m_times, m_follow, m_copy, m_save, m_more})
        strip->addTrailing(button);
    showHits(0, 0, true, {});

    connect(m_levels, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT leastLevelChosen(Logs::Level(m_levels->currentData().toInt())); });
    connect(m_search, &QLineEdit::textChanged, this, &LogStrip::emitPattern);
    connect(m_previous, &QToolButton::clicked, this, &LogStrip::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &LogStrip::nextRequested);
    connect(m_times, &QToolButton::toggled, this, &LogStrip::timesToggled);
    connect(m_follow, &QToolButton::toggled, this, &LogStrip::followToggled);
    connect(m_copy, &QToolButton::clicked, this, &LogStrip::copyRequested);
    connect(m_save, &QToolButton::clicked, this, &LogStrip::saveRequested);
}

void LogStrip::makeMenu()
{
    auto *menu = new QMenu(m_more);
    menu->setToolTipsVisible(true);
    m_firstError = menu->addAction(tr("Go to the First Error"), this, &LogStrip::firstErrorRequested);
    menu->addSeparator();
    m_regex = menu->addAction(tr("Regular Expression"));
    m_matchCase = menu->addAction(tr("Match Case"));
    for (QAction *action : {m_regex, m_matchCase}) {
        action->setCheckable(true);
        connect(action, &QAction::toggled, this, &LogStrip::emitPattern);
    }
    menu->addSeparator();
    m_clear = menu->addAction(tr("Clear the Log"), this, &LogStrip::clearRequested);
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
}

void LogStrip::setContent(bool hasLines, bool hasError)
{
    const QString empty = tr("The log is empty.");
    setAvailable(m_copy, tr("Copy"), hasLines, empty, tr("The selection, or the whole log."));
    setAvailable(m_save, tr("Save the log"), hasLines, empty);
    setAvailable(m_firstError, hasError, tr("The log has no error."));
    setAvailable(m_clear, hasLines, empty);
}

void LogStrip::emitPattern()
{
    Q_EMIT patternChanged(
        {.text = m_search->text(), .isRegex = m_regex->isChecked(), .matchCase = m_matchCase->isChecked()});
}

void LogStrip::setFollowing(bool following)
{
    const QSignalBlocker blocker(m_follow);
    m_follow->setChecked(following);
}

void LogStrip::setTimes(bool visible)
{
    const QSignalBlocker blocker(m_times);
    m_times->setChecked(visible);
}

void LogStrip::showHits(qsizetype current, qsizetype count, bool complete, const QString &error)
{
    const bool searching = !m_search->text().isEmpty();
    for (QWidget *widget :
         {static_cast<QWidget *>(m_hits), static_cast<QWidget *>(m_previous), static_cast<QWidget *>(m_next)})
        widget->setVisible(searching);
    for (const auto &[button, key] : {std::pair(m_previous, u"Shift+Enter"_s), {m_next, u"Enter"_s}}) {
        button->setEnabled(count > 0);
        button->setToolTip(toolTipText(button->accessibleName(), key,
                                       count > 0 ? QString() : tr("No line has what is searched for.")));
    }
    setFieldError(m_search, searching ? error : QString());
    if (!error.isEmpty())
        m_hits->setText(tr("Not a pattern"));
    else if (count == 0)
        m_hits->setText(complete ? tr("No hits") : tr("Searching"));
    else if (current > 0)
        m_hits->setText(tr("%1 of %2").arg(current).arg(count) + (complete ? QString() : u"+"_s));
    else
        m_hits->setText(tr("%n lines", nullptr, int(count)) + (complete ? QString() : u"+"_s));
    m_hits->setToolTip(error);
}

bool LogStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (key->modifiers().testFlag(Qt::ShiftModifier))
                Q_EMIT previousRequested();
            else
                Q_EMIT nextRequested();
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Spacewright::Ui
