// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandregistry.h"

#include "widgets/controls.h"
#include "widgets/icon.h"

#include <QAction>

namespace Spacewright::Ui {

namespace {
constexpr char PaletteTitleProperty[] = "spacewrightPaletteTitle";
} // namespace

CommandRegistry::CommandRegistry(QObject *parent)
    : QObject(parent)
{
}

QAction *CommandRegistry::add(const CommandSpec &spec, QObject *context, std::function<void()> run)
{
    auto *action = new QAction(spec.title, this);
    if (!spec.iconName.isEmpty())
        action->setIcon(icon(spec.iconName));
    action->setShortcut(spec.shortcut);
    setHelp(action, spec.help);
    connect(action, &QAction::triggered, context, std::move(run));
    adopt(spec.id, action, spec.paletteTitle);
    return action;
}

void CommandRegistry::adopt(const QString &id, QAction *action, const QString &paletteTitle)
{
    Q_ASSERT_X(!this->action(id), "CommandRegistry", qPrintable(id));
    action->setObjectName(id);
    action->setProperty(PaletteTitleProperty, paletteTitle);
    m_actions += action;
    updateToolTip(action);
    connect(action, &QObject::destroyed, this, [this, action] { m_actions.removeOne(action); });
    Q_EMIT changed();
}

QAction *CommandRegistry::action(const QString &id) const
{
    for (QAction *action : m_actions) {
        if (action->objectName() == id)
            return action;
    }
    return nullptr;
}

void CommandRegistry::setAvailable(const QString &id, bool available, const QString &reason)
{
    QAction *action = this->action(id);
    Q_ASSERT_X(action, "CommandRegistry", qPrintable(id));
    if (action->isEnabled() == available && CommandRegistry::reason(action) == reason)
        return;
    Ui::setAvailable(action, available, reason);
    Q_EMIT changed();
}

QString CommandRegistry::reason(const QAction *action)
{
    return unavailableReason(action);
}

QString CommandRegistry::paletteTitle(const QAction *action)
{
    const QString own = action->property(PaletteTitleProperty).toString();
    return own.isEmpty() ? action->text().remove(u'&') : own;
}

void CommandRegistry::setShortcut(const QString &id, const QKeySequence &shortcut)
{
    if (QAction *action = this->action(id)) {
        action->setShortcut(shortcut);
        updateToolTip(action);
        Q_EMIT changed();
    }
}

} // namespace Spacewright::Ui
