// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

namespace Spacewright::Workspace {

/// Calls `take(value)` on the thread of `context` once `future` has its value, always from the event
/// loop. QFuture::then() with a context calls at once when the value is already there, so a signal
/// could come before the call that asks for it has returned. Never calls when `context` is gone.
template<typename T, typename Take>
void later(const QFuture<T> &future, QObject *context, Take take)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, take = std::move(take)] {
        watcher->deleteLater();
        take(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace Spacewright::Workspace
