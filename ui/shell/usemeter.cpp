// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/usemeter.h"

#include "widgets/label.h"
#include "widgets/metrics.h"
#include "widgets/sparkline.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

UseMeter::UseMeter(const QString &name, Token series, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_curve(new Sparkline(series))
    , m_figure(new Label({}, TextRole::Caption, Token::Text))
{
    m_figure->setTabular(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(Gap::Icon);
    row->addWidget(new Label(name, TextRole::Caption, Token::Muted));
    row->addWidget(m_curve);
    row->addWidget(m_figure);
    clear();
}

void UseMeter::add(const QString &figure, double share)
{
    m_curve->append(share);
    m_figure->setText(figure);
    setAccessibleName(m_name + u' ' + figure);
    show();
}

void UseMeter::clear()
{
    m_curve->clear();
    hide();
}

} // namespace Spacewright::Ui
