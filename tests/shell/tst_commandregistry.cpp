// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandregistry.h"
#include "support/testcase.h"

#include <QAction>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class CommandRegistryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void command_runsWhenTriggered()
    {
        CommandRegistry registry;
        int runs = 0;
        registry.add({.id = u"run.start"_s, .title = u"Run Space"_s}, this, [&] { ++runs; });
        registry.action(u"run.start"_s)->trigger();
        QCOMPARE(runs, 1);
        QVERIFY(!registry.action(u"run.none"_s));
    }

    void disabledCommand_saysWhyEverywhere()
    {
        CommandRegistry registry;
        QAction *action = registry.add(
            {.id = u"run.stop"_s, .title = u"Stop"_s, .shortcut = QKeySequence(u"Shift+F5"_s)}, this, [] { });
        QSignalSpy changed(&registry, &CommandRegistry::changed);
        registry.setAvailable(u"run.stop"_s, false, u"Nothing is running in this Space."_s);
        QVERIFY(!action->isEnabled());
        QCOMPARE(CommandRegistry::reason(action), u"Nothing is running in this Space."_s);
        QVERIFY(action->toolTip().contains(u"Nothing is running"_s));
        QVERIFY(action->toolTip().contains(u"Shift+F5"_s));
        registry.setAvailable(u"run.stop"_s, true);
        QVERIFY(action->isEnabled());
        QVERIFY(CommandRegistry::reason(action).isEmpty());
        QVERIFY(!action->toolTip().contains(u"Nothing is running"_s));
        QCOMPARE(changed.size(), 2);
    }

    void shortcut_canBeChanged()
    {
        CommandRegistry registry;
        QAction *action =
            registry.add({.id = u"a.b"_s, .title = u"A"_s, .shortcut = QKeySequence(u"F5"_s)}, this, [] { });
        registry.setShortcut(u"a.b"_s, QKeySequence(u"F9"_s));
        QCOMPARE(action->shortcut(), QKeySequence(u"F9"_s));
        QVERIFY(action->toolTip().contains(u"F9"_s));
    }

    void destroyedAction_leavesTheRegistry()
    {
        CommandRegistry registry;
        auto action = std::make_unique<QAction>(u"Find"_s);
        registry.adopt(u"edit.find"_s, action.get());
        QCOMPARE(registry.actions().size(), 1);
        action.reset();
        QCOMPARE(registry.actions().size(), 0);
    }
};

QTEST_MAIN(CommandRegistryTest)
#include "tst_commandregistry.moc"
