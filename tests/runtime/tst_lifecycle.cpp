// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/lifecycle.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Runtime::Event;

Q_DECLARE_METATYPE(Spacewright::Stage)
Q_DECLARE_METATYPE(Spacewright::Runtime::Event)

namespace {
// One row a stage, one column an event, in the order of the enums; "-" is not allowed.
constexpr const char *Table = R"(
                    AppFileMissing ConfigRefused BuildAsked      BuildFailed BuildFinished      RestartAsked       AppHealthy AppFailed    ServingEnded WentIdle StopAsked PauseAsked DeleteAsked
NO_APP_FILE          NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  -                  -          -            -            -        -         PAUSED     DELETING
CONFIG_ERROR         NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  -                  -          -            -            -        -         PAUSED     DELETING
BUILDING             NO_APP_FILE    CONFIG_ERROR  BUILDING         BUILD_ERROR APP_STARTING       -                  -          -            -            -        STOPPED   PAUSED     DELETING
BUILD_ERROR          NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  -                  -          -            -            -        -         PAUSED     DELETING
APP_STARTING         NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  APP_STARTING       RUNNING    RUNTIME_ERROR -           -        STOPPED   PAUSED     DELETING
RUNNING              NO_APP_FILE    CONFIG_ERROR  RUNNING_BUILDING -           -                  RUNNING_APP_STARTING -        RUNTIME_ERROR -           SLEEPING STOPPED   PAUSED     DELETING
RUNNING_BUILDING     NO_APP_FILE    CONFIG_ERROR  RUNNING_BUILDING BUILD_ERROR RUNNING_APP_STARTING -                -          -            BUILDING     -        STOPPED   PAUSED     DELETING
RUNNING_APP_STARTING NO_APP_FILE    CONFIG_ERROR  RUNNING_BUILDING -           -                  RUNNING_APP_STARTING RUNNING  RUNTIME_ERROR APP_STARTING -       STOPPED   PAUSED     DELETING
RUNTIME_ERROR        NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  APP_STARTING       -          -            -            -        -         PAUSED     DELETING
SLEEPING             NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  APP_STARTING       -          -            -            -        -         PAUSED     DELETING
STOPPED              NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  APP_STARTING       -          -            -            -        -         PAUSED     DELETING
PAUSED               NO_APP_FILE    CONFIG_ERROR  BUILDING         -           -                  APP_STARTING       -          -            -            -        -         -          DELETING
DELETING             -              -             -                -           -                  -                  -          -            -            -        -         -          -
)";
constexpr std::array Events{Event::AppFileMissing, Event::ConfigRefused, Event::BuildAsked, Event::BuildFailed,
                            Event::BuildFinished,  Event::RestartAsked,  Event::AppHealthy, Event::AppFailed,
                            Event::ServingEnded,   Event::WentIdle,      Event::StopAsked,  Event::PauseAsked,
                            Event::DeleteAsked};
} // namespace

class LifecycleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyStageAndEvent_hasOneAnswer_data()
    {
        QTest::addColumn<Stage>("stage");
        QTest::addColumn<Event>("event");
        QTest::addColumn<QString>("expected");
        const QStringList lines = QString::fromLatin1(Table).split(u'\n', Qt::SkipEmptyParts);
        const QStringList names = lines.first().split(u' ', Qt::SkipEmptyParts);
        QCOMPARE(names.size(), qsizetype(Events.size()));
        QCOMPARE(lines.size(), 14);
        for (const QString &line : lines.sliced(1)) {
            const QStringList cells = line.split(u' ', Qt::SkipEmptyParts);
            QCOMPARE(cells.size(), names.size() + 1);
            for (qsizetype i = 0; i < names.size(); ++i) {
                QTest::addRow("%s, %s", qPrintable(cells[0]), qPrintable(names[i]))
                    << stageFromName(cells[0]).value() << Events[std::size_t(i)] << cells[i + 1];
            }
        }
    }

    void everyStageAndEvent_hasOneAnswer()
    {
        QFETCH(const Stage, stage);
        QFETCH(const Event, event);
        QFETCH(const QString, expected);
        const std::optional<Stage> then = Runtime::next(stage, event);
        QCOMPARE(then ? stageName(*then) : u"-"_s, expected);
    }
};

QTEST_GUILESS_MAIN(LifecycleTest)
#include "tst_lifecycle.moc"
