// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/addressfield.h"

#include <QKeyEvent>
#include <QStyle>
#include <QStyleOptionFrame>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

AddressField::AddressField(QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"previewAddress"_s);
    setAccessibleName(tr("Address"));
    setPlaceholderText(tr("No page yet"));
    connect(this, &QLineEdit::returnPressed, this, &AddressField::enter);
}

void AddressField::setAddress(const QUrl &url)
{
    m_url = url;
    setToolTip(url.toDisplayString());
    if (!hasFocus())
        showHost();
}

QUrl AddressField::fromTyped(const QString &text, const QUrl &here)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return {};
    if (typed.startsWith(u'/') || typed.startsWith(u'?') || typed.startsWith(u'#'))
        return here.resolved(QUrl(typed));
    if (typed.contains("://"_L1))
        return QUrl(typed, QUrl::StrictMode);
    return QUrl(u"http://"_s + typed, QUrl::StrictMode);
}

void AddressField::focusInEvent(QFocusEvent *event)
{
    setText(m_url.toDisplayString());
    QLineEdit::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason)
        selectAll();
}

void AddressField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        showHost();
}

void AddressField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && text() != m_url.toDisplayString()) {
        setText(m_url.toDisplayString());
        selectAll();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void AddressField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    if (!hasFocus())
        showHost();
}

void AddressField::showHost()
{
    QStyleOptionFrame option;
    initStyleOption(&option);
    const int margin = 8; // what QLineEdit itself keeps free, both sides together
    const int width = style()->subElementRect(QStyle::SE_LineEditContents, &option, this).width() - margin;
    setText(fontMetrics().elidedText(m_url.host(), Qt::ElideMiddle, qMax(width, 0)));
    setCursorPosition(0);
}

void AddressField::enter()
{
    const QUrl url = fromTyped(text(), m_url);
    if (url.isValid() && !url.host().isEmpty())
        Q_EMIT addressEntered(url);
}

} // namespace Spacewright::Ui
