// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/logpanel.h"

#include "logs/firsterrorstrip.h"
#include "logs/logstrip.h"
#include "logs/logview.h"
#include "widgets/emptystate.h"
#include "widgets/inlinestrip.h"
#include "widgets/metrics.h"
#include "widgets/reveal.h"
#include "widgets/strip.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <QVariantAnimation>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

/// With fewer rows left than these, the card gives way to a button in the strip.
constexpr int RowsBesideCard = 3;
constexpr int MinWidth = 200;

} // namespace

/// Keeps the card at its whole height while it grows itself.
class CardArea final : public QWidget {
public:
    explicit CardArea(QWidget *parent)
        : QWidget(parent)
        , m_card(new KnownErrorCard(this))
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_card->installEventFilter(this);
    }

    [[nodiscard]] KnownErrorCard *card() const { return m_card; }
    /// Takes the height that the card needs where there are `width` px.
    void fitTo(int width)
    {
        const int inside = std::max(0, width - 2 * Gap::DockEdge);
        m_card->fitTo(inside);
        // A layout without wrapped labels has no height for a width.
        const int needed = std::max(m_card->heightForWidth(inside), m_card->sizeHint().height());
        m_card->setGeometry(Gap::DockEdge, Gap::FormRow, inside, needed);
        m_height = Gap::FormRow + needed + Gap::DockEdge;
        updateGeometry();
    }

    [[nodiscard]] QSize sizeHint() const override { return {m_card->sizeHint().width() + 2 * Gap::DockEdge, m_height}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, m_height}; }

protected:
    /// The card stands in no layout that would hear that it needs another height.
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            fitTo(width());
        return QWidget::eventFilter(watched, event);
    }

private:
    KnownErrorCard *m_card;
    int m_height = 0;
};

LogPanel::LogPanel(Logs::Phase phase, QWidget *parent)
    : Panel(Logs::phaseName(phase), phase == Logs::Phase::Build ? tr("Build") : tr("Run"),
            phase == Logs::Phase::Build ? u"run-build"_s : u"media-playback-start"_s, parent)
    , m_phase(phase)
    , m_stripWidget(new Strip(this))
    , m_strip(new LogStrip(m_stripWidget))
    , m_notice(new InlineStrip(StageGroup::Error, this))
    , m_firstError(new FirstErrorStrip(this))
    , m_cardArea(new CardArea(this))
    , m_card(m_cardArea->card())
    , m_firstErrorGrowth(makeGrowth(m_firstError))
    , m_cardGrowth(makeGrowth(m_cardArea))
    , m_view(new LogView(this))
    , m_empty(phase == Logs::Phase::Build
                  ? new EmptyState(u"run-build"_s, tr("No build yet"),
                                   tr("What is installed and why it takes its time is shown here."), this)
                  : new EmptyState(u"media-playback-start"_s, tr("Nothing has run yet"),
                                   tr("What the app prints is shown here."), this))
{
    m_stripWidget->hide(); // until somebody shows it
    m_view->setAccessibleName(phase == Logs::Phase::Build ? tr("Build log") : tr("Run log"));
    m_view->setSearch(&m_search);
    m_firstError->hide();
    m_cardArea->hide();
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(m_empty->addAction(tr("Run"), u"media-playback-start"_s), &QPushButton::clicked, this,
            &LogPanel::runRequested);
    m_notice->setClosable(true);
    m_notice->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->addWidget(m_notice);
    column->addWidget(m_firstError);
    column->addWidget(m_cardArea);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);

    connectStrip();
    connect(m_view, &LogView::openRequested, this, &LogPanel::open);
    connect(m_view, &LogView::urlRequested, this, &LogPanel::urlRequested);
    connect(m_view, &LogView::followingChanged, m_strip, &LogStrip::setFollowing);
    connect(&m_search, &Logs::LogSearch::changed, this, &LogPanel::updateHits);
    connect(m_firstError, &FirstErrorStrip::activated, this, [this] {
        showFirstError();
        if (m_store && m_store->firstError() && !m_store->firstError()->file.isEmpty())
            open(m_store->firstError()->file, m_store->firstError()->line);
    });
    connect(m_firstError, &FirstErrorStrip::wayOutRequested, this, [this] {
        if (m_known && m_known->fix)
            Q_EMIT fixRequested(*m_known->fix, m_known->fix->kind != Logs::KnownFix::Kind::AddSecret);
        else if (m_store && m_store->firstError())
            open(m_store->firstError()->file, m_store->firstError()->line);
    });
    connect(m_card, &KnownErrorCard::fixRequested, this, &LogPanel::fixRequested);
    connect(m_card, &KnownErrorCard::openRequested, this, &LogPanel::open);
    showState();
}

void LogPanel::connectStrip()
{
    connect(m_strip, &LogStrip::leastLevelChosen, m_view, &LogView::setLeastLevel);
    connect(m_strip, &LogStrip::patternChanged, this, &LogPanel::search);
    connect(m_strip, &LogStrip::nextRequested, this, [this] { step(true); });
    connect(m_strip, &LogStrip::previousRequested, this, [this] { step(false); });
    connect(m_strip, &LogStrip::timesToggled, this, [this](bool visible) {
        m_view->setTimesVisible(visible);
        Q_EMIT timesToggled(visible);
    });
    connect(m_strip, &LogStrip::followToggled, m_view, &LogView::setFollowing);
    connect(m_strip, &LogStrip::copyRequested, m_view, &LogView::copy);
    connect(m_strip, &LogStrip::saveRequested, this, &LogPanel::save);
    connect(m_strip, &LogStrip::firstErrorRequested, this, &LogPanel::showFirstError);
    connect(m_strip, &LogStrip::clearRequested, this, [this] {
        if (m_store)
            m_store->clear();
    });
}

QWidget *LogPanel::strip()
{
    m_stripWidget->show();
    return m_stripWidget;
}

void LogPanel::setStore(Logs::LogStore *store)
{
    if (m_store)
        m_store->disconnect(this);
    m_store = store;
    m_view->setStore(store);
    m_search.setStore(store);
    if (store) {
        connect(store, &Logs::LogStore::changed, this, &LogPanel::showState);
        connect(store, &Logs::LogStore::firstErrorChanged, this, &LogPanel::updateFirstError);
    }
    showState();
    updateFirstError();
}

void LogPanel::setTimesVisible(bool visible)
{
    m_strip->setTimes(visible);
    m_view->setTimesVisible(visible);
}

void LogPanel::setChangeFinder(ChangeFinder finder)
{
    m_card->setChangeFinder(std::move(finder));
}

void LogPanel::setSpaceFolder(const QString &folder)
{
    m_spaceFolder = folder;
}

void LogPanel::showState()
{
    const bool isEmpty = !m_store || m_store->isEmpty();
    if (m_view->isHidden() != isEmpty || !focusProxy()) {
        const QWidget *focused = QApplication::focusWidget();
        const bool hadFocus = focused && isAncestorOf(focused);
        m_empty->setVisible(isEmpty);
        m_view->setVisible(!isEmpty);
        setFocusProxy(isEmpty ? static_cast<QWidget *>(m_empty) : m_view);
        if (hadFocus) // it goes with what is seen
            setFocus(Qt::OtherFocusReason);
    }
    m_strip->setContent(!isEmpty, m_store && m_store->firstError());
    updateHits();
}

void LogPanel::updateFirstError()
{
    m_strip->setContent(m_store && !m_store->isEmpty(), m_store && m_store->firstError());
    const bool hasError = m_store && m_store->firstError();
    m_known = hasError ? Logs::matchKnownError(*m_store->firstError()) : std::nullopt;
    if (hasError)
        m_firstError->setError(*m_store->firstError());
    pin(m_firstError, m_firstErrorGrowth, hasError, Appearing::Growing);
    if (m_known)
        m_card->setError(*m_known, *m_store->firstError());
    fitCard(Appearing::Growing);
    announceFirstError();
}

void LogPanel::announceFirstError()
{
    QString said;
    if (!m_firstError->isHidden())
        said = m_firstError->accessibleName() + (m_known ? u". "_s + m_known->subject : QString());
    if (said == std::exchange(m_announced, said) || said.isEmpty() || !isVisible())
        return;
    QAccessibleAnnouncementEvent event(m_firstError, said);
    QAccessible::updateAccessibility(&event);
}

/// What appears where somebody looks grows; all the rest happens at once.
void LogPanel::pin(QWidget *widget, QVariantAnimation *growth, bool shown, Appearing how)
{
    if (shown == !widget->isHidden())
        return;
    if (shown && how == Appearing::Growing && isVisible()) {
        grow(growth, widget, true);
        return;
    }
    growth->stop();
    widget->setMaximumHeight(QWIDGETSIZE_MAX);
    widget->setVisible(shown);
}

/// The card may not leave too few rows; then its button goes into the strip.
void LogPanel::fitCard(Appearing how)
{
    m_cardArea->fitTo(width());
    const int needed = m_firstError->sizeHint().height() + m_cardArea->sizeHint().height()
        + RowsBesideCard * Metrics::current().logRow;
    const bool fits = m_known && height() >= needed;
    pin(m_cardArea, m_cardGrowth, fits, how);
    m_firstError->setWayOut(m_known && !fits ? m_card->wayOutText() : QString());
}

/// What is pinned above the rows may not keep a dock from being made small.
QSize LogPanel::minimumSizeHint() const
{
    return {MinWidth, m_firstError->sizeHint().height() + RowsBesideCard * Metrics::current().logRow};
}

void LogPanel::showFirstError()
{
    if (m_store && m_store->firstError())
        m_view->showLine(m_store->firstError()->number);
}

// ── search ───────────────────────────────────────────────────────────────────────────────────────

void LogPanel::search(const Logs::SearchPattern &pattern)
{
    m_view->leaveHit();
    m_search.setPattern(pattern);
    updateHits();
}

void LogPanel::step(bool forward)
{
    const qint64 from = m_view->currentNumber();
    const qint64 found = forward ? m_search.next(from) : m_search.previous(from);
    if (found < 0)
        return;
    m_view->showHit(found);
    updateHits();
}

void LogPanel::updateHits()
{
    const std::vector<qint64> &lines = m_search.lines();
    const auto at = std::ranges::lower_bound(lines, m_view->hit());
    const bool stands = m_view->hit() >= 0 && at != lines.end() && *at == m_view->hit();
    m_strip->showHits(stands ? at - lines.begin() + 1 : 0, qsizetype(lines.size()), m_search.isComplete(),
                      m_search.error());
}

void LogPanel::startSearch()
{
    m_strip->searchField()->setFocus(Qt::ShortcutFocusReason);
    m_strip->searchField()->selectAll();
}

// ── the rest ─────────────────────────────────────────────────────────────────────────────────────

void LogPanel::open(const QString &file, int line)
{
    // The Hub runs a Space below /home/user/app; here that is the Space's own folder.
    static constexpr QLatin1StringView hubFolder = "/home/user/app/"_L1;
    const QString local = file.startsWith(hubFolder) ? file.sliced(hubFolder.size()) : file;
    Q_EMIT openRequested(QDir::isRelativePath(local) ? QDir::cleanPath(m_spaceFolder + u'/' + local) : local, line);
}

void LogPanel::save()
{
    if (!m_store)
        return;
    auto *chooser = new QFileDialog(this, tr("Save the log"), m_saveFolder);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setObjectName(u"saveLog"_s);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"log"_s);
    chooser->selectFile(Logs::phaseName(m_phase) + u".log"_s);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_store)
            return;
        m_store->save(path, m_view->timesVisible()).then(this, [this, path](const Result<void> &saved) {
            if (saved)
                m_notice->setMessage(StageGroup::Running, tr("The log is saved."), QDir::toNativeSeparators(path));
            else
                m_notice->setMessage(StageGroup::Error, tr("The log was not saved."), saved.error().message);
            m_notice->setDetails(saved ? QString() : saved.error().detail);
            m_notice->reveal();
        });
    });
    chooser->open();
}

void LogPanel::takeFocus()
{
    setFocus(Qt::ShortcutFocusReason); // the layer that is seen is the proxy
}

void LogPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fitCard(Appearing::AtOnce);
}

/// All of it is one sheet; a line closes what is pinned above the rows.
void LogPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Surface));
    if (m_cardArea->isVisible())
        painter.fillRect(QRect(0, m_cardArea->geometry().bottom(), width(), 1), color(Token::Border));
}

void LogPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        startSearch();
    else if (event->matches(QKeySequence::FindNext))
        step(true);
    else if (event->matches(QKeySequence::FindPrevious))
        step(false);
    else
        Panel::keyPressEvent(event);
}

} // namespace Spacewright::Ui
