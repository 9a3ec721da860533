// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls.h"

#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QEvent>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr const char *RoleProperty = "sw_role";
constexpr const char *SizeProperty = "sw_size";
constexpr const char *ErrorProperty = "sw_error";
/// Stands for the colour until the tip is shown, so that the text survives a change of scheme.
constexpr QLatin1StringView MutedStyle = "color:muted"_L1;

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

} // namespace Spacewright::Ui
