// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/browser.h"

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>

#include <optional>

class QWebEngineDownloadRequest;

namespace Spacewright::Ui::Engine {

/// Keeps back what a page hands out until a person has chosen a place for it.
///
/// Chromium wants an answer at once. So a download starts paused into a folder of our own, which goes
/// with the browser; saving lets it run to its end and moves it.
class Downloads final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Downloads)
public:
    explicit Downloads(BrowserObserver &observer);

    void offer(QWebEngineDownloadRequest *download);

private:
    using Ended = std::function<void(const Result<> &)>;
    void save(QPointer<QWebEngineDownloadRequest> download, const QString &path, const Ended &ended);
    void finish(QWebEngineDownloadRequest &download, const QString &path, const Ended &ended);

    BrowserObserver &m_observer;
    std::optional<QTemporaryDir> m_folder; // made with the first download
    int m_last = 0;
};

} // namespace Spacewright::Ui::Engine
