// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/changesfoot.h"

#include "widgets/fileicon.h"
#include "widgets/label.h"
#include "widgets/linkbutton.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int MostRows = 2;

QWidget *makeRow(const TimelineChange &change)
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap::Control);
    auto *icon = new QLabel;
    const auto showIcon = [icon, path = change.path] { icon->setPixmap(fileIcon(path).pixmap(Metrics::Icon)); };
    showIcon();
    QObject::connect(&Theme::current(), &Theme::changed, icon, showIcon);
    layout->addWidget(icon);
    layout->addWidget(new ElidedLabel(change.path, Qt::ElideMiddle));
    if (!change.line.isEmpty()) {
        const bool isNew = change.added > 0;
        layout->addWidget(new ElidedLabel((isNew ? u"+ "_s : u"− "_s) + change.line.trimmed(), Qt::ElideRight,
                                          TextRole::CodeSmall, isNew ? Token::DiffAddText : Token::DiffDelText),
                          1);
    } else {
        if (change.added > 0)
            layout->addWidget(new Label(u"+%1"_s.arg(change.added), TextRole::Body, Token::DiffAddText));
        if (change.removed > 0)
            layout->addWidget(new Label(u"−%1"_s.arg(change.removed), TextRole::Body, Token::DiffDelText));
        layout->addStretch(1);
    }
    return row;
}
} // namespace

ChangesFoot::ChangesFoot(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel({}, Qt::ElideRight, TextRole::Caption, Token::Muted))
    , m_compare(new LinkButton(tr("Compare"), TextRole::Caption))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"timelineChanges"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Gap::Control, Gap::Control, Gap::Control, Gap::Control);
    layout->setSpacing(Gap::Group);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_compare);
    m_rows->setSpacing(Gap::Group);
    layout->addLayout(head);
    layout->addLayout(m_rows);
    connect(m_compare, &LinkButton::clicked, this, &ChangesFoot::compareRequested);
    hide();
}

void ChangesFoot::setChanges(const QString &title, const QList<TimelineChange> &changes)
{
    while (const std::unique_ptr<QLayoutItem> item{m_rows->takeAt(0)})
        delete item->widget();
    m_title->setFullText(title);
    m_compare->setVisible(!changes.isEmpty());
    for (const TimelineChange &change : changes.first(std::min<qsizetype>(MostRows, changes.size())))
        m_rows->addWidget(makeRow(change));
    if (changes.size() > MostRows)
        m_rows->addWidget(new Label(tr("and %n more files", nullptr, int(changes.size()) - MostRows), TextRole::Caption,
                                    Token::Muted));
    setVisible(!title.isEmpty());
}

void ChangesFoot::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(0, 0, width(), 1, color(Token::Border));
}

} // namespace Spacewright::Ui
