// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QTest>
#include <QTimer>

namespace Spacewright::Testing {

/// The absolute path of `relative`, a file or folder of this repository.
[[nodiscard]] QString sourceFile(const QString &relative);

/// The clean room of every test: C locale, test-mode standard paths, and a failure for each
/// warning that was not announced with QTest::ignoreMessage(). Call it from init().
void cleanRoom();

/// Ends the test function, which returns right after: skipped for lack of `need`, failed where SPACEWRIGHT_REQUIRE
/// names it (`network,mount`). Both with the reason. The only place that skips; tests/architecture sees to it.
void skipWithout(const char *need, const QString &reason);

/// The same for `network`, when something failed in a way that a missing network explains. A package index that
/// answers all the same makes it a failure.
void skipOffline(const QString &reason);
/// Whether pip gets an answer from the package index; takes about a second.
[[nodiscard]] bool packageIndexAnswers();

/// Ends the test function `name`, which may not mount here: it is run once more in a mount namespace of its own, which
/// an ordinary user may have, and passes where it passes there. Lacks `mount` where there are no such namespaces.
void againInNamespace(const char *name);

/// Runs the event loop until `future` is finished or `timeout` has passed. Unlike QTRY_*, which sleeps
/// 10 ms between two looks, it does not slow down what is measured in many small events.
template<typename T>
[[nodiscard]] bool settles(const QFuture<T> &future, std::chrono::milliseconds timeout = std::chrono::seconds(30))
{
    if (future.isFinished())
        return true;
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(timeout, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    loop.exec();
    return future.isFinished();
}

} // namespace Spacewright::Testing

/// Fails the test with the error's own words where `result` holds none. Evaluates `result` once.
#define QVERIFY_RESULT(result)                                                                                         \
    do {                                                                                                               \
        const auto &qverifyResult = (result);                                                                          \
        QVERIFY2(qverifyResult.has_value(),                                                                            \
                 qPrintable(qverifyResult.has_value()                                                                  \
                                ? QString()                                                                            \
                                : qverifyResult.error().message + u" / " + qverifyResult.error().detail));             \
    } while (false)
