// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls.h"

#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QEvent>
#include <QMenu>
#include <QTabBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFragment>
#include <QTextLayout>
#include <QToolTip>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr const char *RoleProperty = "sw_role";
constexpr const char *SizeProperty = "sw_size";
constexpr const char *ErrorProperty = "sw_error";
constexpr const char *ReasonProperty = "sw_reason";
constexpr const char *HelpProperty = "sw_help";
/// In px, without the frame around it.
constexpr int ToolTipWidth = 284;
/// Stands for the colour until the tip is shown, so that the text survives a change of scheme.
constexpr QLatin1StringView MutedStyle = "color:muted"_L1;

/// Weight and colour are all that our tips have. A break stands at each of `ends`, positions in the document.
QString fragmentHtml(const QTextFragment &fragment, const QList<int> &ends)
{
    QString html;
    const QString text = fragment.text();
    for (int i = 0; i < text.size(); ++i) {
        const bool endsHere = ends.contains(fragment.position() + i);
        if (text[i] == QChar::LineSeparator)
            html += "<br>"_L1;
        else if (endsHere)
            html += "<br>"_L1 + QString(text[i]).toHtmlEscaped();
        else
            html += QString(text[i]).toHtmlEscaped();
    }
    const QTextCharFormat format = fragment.charFormat();
    if (format.fontWeight() > QFont::Normal)
        html = u"<b>%1</b>"_s.arg(html);
    if (format.foreground().style() != Qt::NoBrush)
        html = u"<span style=\"color:%1\">%2</span>"_s.arg(format.foreground().color().name(), html);
    return html;
}

/// Buttons and combo boxes keep their size hint until their font or style changes.
void forgetSizeHint(QWidget *control)
{
    QEvent changed(QEvent::FontChange);
    QCoreApplication::sendEvent(control, &changed);
    control->updateGeometry();
}
} // namespace

void setButtonRole(QAbstractButton *button, ButtonRole role)
{
    button->setProperty(RoleProperty, static_cast<int>(role));
    QFont font = button->font();
    const bool strong = role == ButtonRole::Filled || role == ButtonRole::Destructive;
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    button->setFont(font);
    forgetSizeHint(button);
    button->update();
}

ButtonRole buttonRole(const QWidget *button)
{
    return button ? static_cast<ButtonRole>(button->property(RoleProperty).toInt()) : ButtonRole::Normal;
}

void setControlSize(QWidget *control, ControlSize size)
{
    control->setProperty(SizeProperty, static_cast<int>(size));
    forgetSizeHint(control);
}

ControlSize controlSize(const QWidget *control)
{
    return control ? static_cast<ControlSize>(control->property(SizeProperty).toInt()) : ControlSize::Normal;
}

int controlHeight(const QWidget *control)
{
    const Metrics &m = Metrics::current();
    switch (controlSize(control)) {
    case ControlSize::Small:
        return m.controlSmall;
    case ControlSize::Large:
        return m.controlLarge;
    case ControlSize::Normal:
        break;
    }
    return m.control;
}

void setFieldError(QWidget *field, const QString &sentence)
{
    if (field->property(ErrorProperty).toString() == sentence)
        return;
    field->setProperty(ErrorProperty, sentence);
    field->setAccessibleDescription(sentence);
    field->update();
}

bool hasFieldError(const QWidget *field)
{
    return field && !field->property(ErrorProperty).toString().isEmpty();
}

QString toolTipText(const QString &name, const QString &shortcut, const QString &detail)
{
    const auto muted = [](const QString &text) {
        return u"<span style=\"%1\">%2</span>"_s.arg(MutedStyle, text.toHtmlEscaped());
    };
    QString text = u"<b>%1</b>"_s.arg(name.toHtmlEscaped());
    if (!shortcut.isEmpty())
        text += u"&nbsp; "_s + muted(shortcut);
    if (!detail.isEmpty())
        text += u"<br>"_s + muted(detail);
    return text;
}

QString withColors(QString toolTip)
{
    return toolTip.replace(MutedStyle, "color:"_L1 + color(Token::Muted).name());
}

QString toolTipMarkup(const QString &toolTip)
{
    if (toolTip.isEmpty())
        return {};
    const bool isRich = Qt::mightBeRichText(toolTip);
    const QString text = isRich ? withColors(toolTip) : toolTip.toHtmlEscaped().replace(u'\n', "<br>"_L1);
    QTextDocument document;
    document.setDefaultFont(QToolTip::font());
    document.setDocumentMargin(0);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // paths have no words
    document.setDefaultTextOption(option);
    document.setHtml(text);
    if (document.idealWidth() <= ToolTipWidth)
        return isRich ? text : toolTip;
    // QToolTip wraps rich text as it likes, and plain text not at all: the lines are ended here.
    document.setTextWidth(ToolTipWidth);
    QString html = u"<div style=\"white-space:nowrap\">"_s;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockNumber() > 0)
            html += "<br>"_L1;
        QList<int> ends;
        for (int line = 0; line + 1 < block.layout()->lineCount(); ++line) {
            const QTextLine those = block.layout()->lineAt(line);
            const int end = those.textStart() + those.textLength();
            if (!QStringView(block.text())
                     .sliced(those.textStart(), those.textLength() + 1)
                     .contains(QChar::LineSeparator))
                ends += block.position() + end;
        }
        for (auto part = block.begin(); !part.atEnd(); ++part)
            html += fragmentHtml(part.fragment(), ends);
    }
    return html + "</div>"_L1;
}

QString toolTipAt(const QWidget *widget, QPoint place)
{
    if (const auto *menu = qobject_cast<const QMenu *>(widget)) {
        const QAction *action = menu->toolTipsVisible() ? menu->actionAt(place) : nullptr;
        return action && !action->isSeparator() ? action->toolTip() : QString();
    }
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        if (const int index = tabs->tabAt(place); index >= 0)
            return tabs->tabToolTip(index);
    }
    return widget->toolTip();
}

void setAvailable(QAction *action, bool available, const QString &reason)
{
    action->setProperty(ReasonProperty, available ? QString() : reason);
    action->setEnabled(available);
    updateToolTip(action);
}

QString unavailableReason(const QAction *action)
{
    return action->property(ReasonProperty).toString();
}

void setHelp(QAction *action, const QString &help)
{
    action->setProperty(HelpProperty, help);
    updateToolTip(action);
}

void updateToolTip(QAction *action)
{
    QString name = action->text();
    name.remove(u'&');
    const QString reason = unavailableReason(action);
    action->setToolTip(toolTipText(name, action->shortcut().toString(QKeySequence::NativeText),
                                   reason.isEmpty() ? action->property(HelpProperty).toString() : reason));
}

void setAvailable(QAbstractButton *button, const QString &name, bool available, const QString &reason,
                  const QString &help)
{
    button->setEnabled(available);
    button->setToolTip(
        toolTipText(name, button->shortcut().toString(QKeySequence::NativeText), available ? help : reason));
}

} // namespace Spacewright::Ui
