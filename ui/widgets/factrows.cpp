// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factrows.h"

#include "widgets/label.h"
#include "widgets/linkbutton.h"

#include <QFontInfo>
#include <QGridLayout>

#include <memory>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int LabelWidth = 112;
} // namespace

FactRows::FactRows(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Gap::Control);
    m_grid->setVerticalSpacing(Gap::Control);
    m_grid->setColumnMinimumWidth(0, LabelWidth);
    m_grid->setColumnStretch(1, 1);
}

LinkButton *FactRows::addFact(const QString &label, const QString &value, const QString &remark, const QString &link)
{
    const int row = m_grid->rowCount();
    auto *name = new Label(label, TextRole::Body, Token::Muted);
    auto *text = new Label;
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QString html = value;
    html.replace("<code>"_L1, u"<span style=\"font-family:'%1'\">"_s.arg(Ui::font(TextRole::Code).family()));
    html.replace("</code>"_L1, "</span>"_L1);
    const auto show = [text, html, remark] {
        const QString tail =
            u" <span style=\"color:%1\">%2</span>"_s.arg(color(Token::Muted).name(), remark.toHtmlEscaped());
        text->setText(remark.isEmpty() ? html : html + tail);
    };
    show();
    name->setBuddy(text);
    connect(&Theme::current(), &Theme::changed, text, show);
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    m_grid->addWidget(text, row, 1, Qt::AlignTop);
    if (link.isEmpty())
        return nullptr;
    auto *action = new LinkButton(link);
    m_grid->addWidget(action, row, 2, Qt::AlignTop | Qt::AlignTrailing);
    return action;
}

void FactRows::clear()
{
    while (const std::unique_ptr<QLayoutItem> item{m_grid->takeAt(0)}) {
        item->widget()->hide();
        item->widget()->deleteLater();
    }
}

} // namespace Spacewright::Ui
