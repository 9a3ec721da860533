// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stagechip.h"

#include "base/clock.h"
#include "widgets/controls.h"
#include "widgets/metrics.h"
#include "widgets/spinner.h"
#include "widgets/stageglyph.h"
#include "widgets/style/paint.h"
#include "widgets/textline.h"

#include <QAccessible>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QTimer>

#include <chrono>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int Glyph = 12;
constexpr int LeadingPadding = 8;
constexpr int TrailingPadding = 10;

QString sinceText(const QDateTime &since)
{
    const QLocale locale;
    const QDateTime local = since.toLocalTime();
    if (local.date() == QDate::currentDate())
        return StageChip::tr("Since %1.").arg(locale.toString(local.time(), u"HH:mm"_s));
    return StageChip::tr("Since %1.").arg(locale.toString(local, u"d MMM HH:mm"_s));
}
} // namespace

QString elapsedText(const QDateTime &since)
{
    const qint64 seconds = std::max<qint64>(0, since.secsTo(QDateTime::currentDateTimeUtc()));
    const auto two = [](qint64 value) { return QString::number(value).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return QString::number(seconds / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

int chipWidth(const ChipText &chip)
{
    int width = (chip.hasGlyph ? LeadingPadding + Glyph + Gap::Icon : TrailingPadding)
        + QFontMetrics(font(TextRole::Chip)).horizontalAdvance(chip.text) + TrailingPadding;
    if (!chip.elapsed.isEmpty())
        width += Gap::Icon + QFontMetrics(tabular(font(TextRole::Caption))).horizontalAdvance(chip.elapsed);
    return width;
}

void paintChip(QPainter &painter, const QRect &rect, const ChipText &chip, qreal angle)
{
    const auto [text, tint, solid] = groupColors(chip.group);
    const bool none = chip.group == StageGroup::None;
    Paint::box(painter, rect, rect.height() / 2.0, none ? QColor() : color(tint),
               none ? color(Token::Border) : QColor());

    const Qt::LayoutDirection direction = painter.layoutDirection();
    const auto place = [&](int x, int width) {
        return QStyle::visualRect(direction, rect, QRect(rect.x() + x, rect.y(), width, rect.height()));
    };
    int x = TrailingPadding;
    if (chip.hasGlyph) {
        paintStageGlyph(painter, place(LeadingPadding, Glyph), chip.group, chip.serving, Glyph, angle);
        x = LeadingPadding + Glyph + Gap::Icon;
    }
    painter.setPen(color(text));
    painter.setFont(font(TextRole::Chip));
    const int name = painter.fontMetrics().horizontalAdvance(chip.text);
    paintTextLine(painter, place(x, name + 1), Qt::AlignVCenter, chip.text);
    if (chip.elapsed.isEmpty())
        return;
    x += name + Gap::Icon;
    painter.setFont(tabular(font(TextRole::Caption)));
    paintTextLine(painter, place(x, painter.fontMetrics().horizontalAdvance(chip.elapsed) + 1), Qt::AlignVCenter,
                  chip.elapsed);
}

QString stageText(Stage stage)
{
    return stageName(stage).replace(u'_', u' ');
}

QString stageMeaning(Stage stage)
{
    switch (stage) {
    case Stage::NoAppFile:
        return StageChip::tr("The file that README.md names as app_file is not there.");
    case Stage::ConfigError:
        return StageChip::tr("README.md says something that cannot be run.");
    case Stage::Building:
        return StageChip::tr("The environment is being built.");
    case Stage::BuildError:
        return StageChip::tr("The environment could not be built.");
    case Stage::AppStarting:
        return StageChip::tr("The app has been started; its page does not answer yet.");
    case Stage::Running:
        return StageChip::tr("The page answers.");
    case Stage::RunningBuilding:
        return StageChip::tr("The page answers, while a new revision is being built.");
    case Stage::RunningAppStarting:
        return StageChip::tr("The page answers, while a new revision is starting.");
    case Stage::RuntimeError:
        return StageChip::tr("The app has stopped by itself.");
    case Stage::Sleeping:
        return StageChip::tr("Nobody visited for a while. The next visit wakes it.");
    case Stage::Stopped:
        return StageChip::tr("It was stopped.");
    case Stage::Paused:
        return StageChip::tr("It was paused, and stays so until it is restarted.");
    case Stage::Deleting:
        return StageChip::tr("It is being deleted.");
    }
    Q_UNREACHABLE_RETURN({});
}

StageChip::StageChip(QWidget *parent, bool small)
    : QAbstractButton(parent)
    , m_spinner(new Spinner(this))
    , m_seconds(new QTimer(this))
    , m_small(small)
{
    setObjectName(u"stageChip"_s);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("sw_radius", (small ? Metrics::current().chipSmall : Metrics::current().chip) / 2.0);
    m_seconds->setInterval(std::chrono::seconds(1));
    connect(m_seconds, &QTimer::timeout, this, &StageChip::tick);
    connect(&Theme::current(), &Theme::changed, this, qOverload<>(&QWidget::update));
    clearStage();
}

void StageChip::setStage(Stage stage, const QString &cause, const QDateTime &since)
{
    show({.group = stageGroup(stage),
          .text = stageText(stage),
          .elapsed = {},
          .serving = isTransient(stage) && isServing(stage)},
         stageMeaning(stage), cause, since);
}

void StageChip::setStageName(const QString &name, const QString &cause, const QDateTime &since)
{
    if (const auto stage = stageFromName(name)) {
        setStage(*stage, cause, since);
        return;
    }
    QString text = name;
    show({.group = StageGroup::Transient, .text = text.replace(u'_', u' '), .elapsed = {}, .serving = false},
         tr("A stage that this version of Spacewright does not know."), cause, since);
}

void StageChip::clearStage()
{
    show({.group = StageGroup::None, .text = tr("Not running"), .elapsed = {}, .serving = false}, {}, {}, {});
}

void StageChip::show(ChipText chip, const QString &meaning, const QString &cause, const QDateTime &since)
{
    const bool changed = m_chip.text != chip.text;
    m_chip = std::move(chip);
    m_since = m_chip.group == StageGroup::Transient ? since : QDateTime();
    m_spinner->setTurning(m_chip.group == StageGroup::Transient);

    QStringList facts{meaning, cause};
    if (since.isValid())
        facts << sinceText(since);
    facts.removeAll(QString());
    setToolTip(toolTipText(m_chip.text, {}, facts.join(u' ')));
    setAccessibleName(tr("Stage %1").arg(m_chip.text));
    setAccessibleDescription(facts.join(u' '));
    tick();
    if (changed && isVisible()) {
        QAccessibleAnnouncementEvent event(this, accessibleName());
        QAccessible::updateAccessibility(&event);
    }
}

void StageChip::tick()
{
    m_chip.elapsed = m_since.isValid() ? elapsedText(m_since) : QString();
    if (m_since.isValid() && isVisible())
        m_seconds->start();
    else
        m_seconds->stop();
    updateGeometry();
    update();
}

QSize StageChip::sizeHint() const
{
    return {chipWidth(m_chip), m_small ? Metrics::current().chipSmall : Metrics::current().chip};
}

void StageChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    paintChip(painter, rect(), m_chip, m_spinner->angle());
}

void StageChip::showEvent(QShowEvent *event)
{
    QAbstractButton::showEvent(event);
    tick();
}

void StageChip::hideEvent(QHideEvent *event)
{
    QAbstractButton::hideEvent(event);
    m_seconds->stop();
}

} // namespace Spacewright::Ui
