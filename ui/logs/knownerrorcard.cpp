// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/knownerrorcard.h"

#include "widgets/button.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

constexpr int SideWidth = 292;
/// Under this the change is not shown: the text needs the room.
constexpr int WideEnough = 720;

/// A lamp, in the colour of what one can do.
class Bulb final : public QWidget {
public:
    explicit Bulb(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(Metrics::Icon, Metrics::Icon + Gap::Group);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), u"sw-fix"_s, color(Token::Accent));
    }
};

/// A line around the change.
class ChangeBox final : public QWidget {
public:
    ChangeBox(DiffView *change, QWidget *parent)
        : QWidget(parent)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(1, 1, 1, 1);
        layout->addWidget(change);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setPen(color(Token::Border));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

/// What can be said of the change without the file.
QList<DiffRow> changeOf(const Logs::KnownFix &fix)
{
    using Kind = Logs::KnownFix::Kind;
    const auto added = [](const QString &text) { return DiffRow{DiffRow::Kind::Added, 0, 0, text}; };
    const auto removed = [](const QString &text) { return DiffRow{DiffRow::Kind::Removed, 0, 0, text}; };
    switch (fix.kind) {
    case Kind::AddRequirement:
    case Kind::AddPackage:
        return {added(fix.value)};
    case Kind::ReplacePackage:
        return {removed(fix.key), added(fix.value)};
    case Kind::RemovePackage:
        return {removed(fix.value)};
    case Kind::SetKey:
        return {added(fix.key + u": \""_s + fix.value + u'"')};
    case Kind::AddSecret:
        break;
    }
    return {};
}
} // namespace

KnownErrorCard::KnownErrorCard(QWidget *parent)
    : Card(parent)
    , m_subject(new Label({}, TextRole::Strong, Token::Text, this))
    , m_meaning(new Label({}, TextRole::Body, Token::Muted, this))
    , m_whole(makeButton({}, {}, ButtonRole::Filled, this))
    , m_half(makeButton({}, {}, ButtonRole::Normal, this))
    , m_copy(makeButton(tr("Copy details"), {}, ButtonRole::Flat, this))
    , m_side(new QWidget(this))
    , m_sideTitle(new Label({}, TextRole::Caption, Token::Muted, m_side))
    , m_change(new DiffView)
{
    setObjectName(u"knownError"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_whole->setObjectName(u"wayOut"_s);
    m_half->setObjectName(u"halfStep"_s);
    m_copy->setObjectName(u"copyDetails"_s);
    m_meaning->setWordWrap(true);
    m_subject->setTextFormat(Qt::PlainText);
    m_meaning->setTextFormat(Qt::PlainText);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Gap::Control);
    for (QPushButton *button : {m_whole, m_half, m_copy})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *text = new QVBoxLayout;
    text->setSpacing(Gap::Group);
    text->addWidget(m_subject);
    text->addWidget(m_meaning);
    text->addSpacing(Gap::Group);
    text->addLayout(buttons);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(Gap::Icon);
    side->addWidget(m_sideTitle);
    m_change->setObjectName(u"change"_s);
    side->addWidget(new ChangeBox(m_change, m_side));
    side->addStretch();
    m_side->setFixedWidth(SideWidth);
    auto *row = new QHBoxLayout;
    row->setSpacing(Gap::Control);
    row->addWidget(new Bulb(this), 0, Qt::AlignTop);
    row->addLayout(text, 1);
    row->addSpacing(Gap::PageEdge);
    row->addWidget(m_side);
    content()->addLayout(row);

    connect(m_whole, &QPushButton::clicked, this, [this] {
        if (m_known.fix)
            Q_EMIT fixRequested(*m_known.fix, m_known.fix->kind != Logs::KnownFix::Kind::AddSecret);
        else
            Q_EMIT openRequested(m_error.file, m_error.line);
    });
    connect(m_half, &QPushButton::clicked, this, [this] {
        if (m_known.fix)
            Q_EMIT fixRequested(*m_known.fix, false);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QApplication::clipboard()->setText(
            QStringList{m_known.subject, m_known.meaning, m_known.wayOut, {}, m_error.lines.join(u'\n')}.join(u'\n'));
    });
}

void KnownErrorCard::setError(const Logs::KnownError &known, const Logs::FirstError &error)
{
    m_known = known;
    m_error = error;
    m_subject->setText(known.subject);
    m_meaning->setText(known.meaning + u' ' + known.wayOut);
    setAccessibleName(known.subject);
    setAccessibleDescription(m_meaning->text());
    showFix();
}

QString KnownErrorCard::wayOutText() const
{
    return m_whole->isHidden() ? QString() : m_whole->text();
}

void KnownErrorCard::showFix()
{
    using Kind = Logs::KnownFix::Kind;
    QString whole;
    QString half;
    QString where;
    QList<DiffRow> change;
    if (m_known.fix) {
        const Logs::KnownFix &fix = *m_known.fix;
        if (m_findChange)
            change = m_findChange(fix);
        if (change.isEmpty())
            change = changeOf(fix);
        switch (fix.kind) {
        case Kind::AddRequirement:
        case Kind::AddPackage:
            where = fix.kind == Kind::AddPackage ? u"packages.txt"_s : u"requirements.txt"_s;
            whole = tr("Add to %1 and run").arg(where);
            half = tr("Add only");
            break;
        case Kind::ReplacePackage:
            where = u"packages.txt"_s;
            whole = tr("Replace in %1 and run").arg(where);
            half = tr("Replace only");
            break;
        case Kind::RemovePackage:
            where = u"packages.txt"_s;
            whole = tr("Remove from %1 and run").arg(where);
            half = tr("Remove only");
            break;
        case Kind::SetKey:
            where = u"README.md"_s;
            whole = tr("Set %1 to %2 and run").arg(fix.key, fix.value);
            half = tr("Set only");
            break;
        case Kind::AddSecret:
            whole = tr("Add the secret %1").arg(fix.value);
            break;
        }
    } else if (!m_error.file.isEmpty()) {
        whole = tr("Open %1, line %2").arg(QFileInfo(m_error.file).fileName()).arg(m_error.line);
    }
    const bool runs = m_known.fix && m_known.fix->kind != Kind::AddSecret;
    m_whole->setIcon(runs ? icon(u"media-playback-start"_s, Token::OnAccent) : QIcon());
    m_whole->setText(whole);
    m_whole->setVisible(!whole.isEmpty());
    m_half->setText(half);
    m_half->setVisible(!half.isEmpty());
    m_sideTitle->setText(tr("Change in %1").arg(where));
    m_change->setRows(change);
    fitTo(width());
}

void KnownErrorCard::fitTo(int width)
{
    const bool hasChange = m_known.fix && m_known.fix->kind != Logs::KnownFix::Kind::AddSecret;
    m_side->setVisible(hasChange && width >= WideEnough);
}

} // namespace Spacewright::Ui
