// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "downloads.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QWebEngineDownloadRequest>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::Engine {

namespace {

/// Also to another disk; runs outside the GUI thread. The file chooser has asked about replacing.
Result<> moveFile(const QString &from, const QString &to)
{
    if (QFile::exists(to) && !QFile::remove(to))
        return failure(ErrorCode::Io, Downloads::tr("%1 cannot be replaced. Choose another name.").arg(to));
    QFile file(from);
    if (!file.rename(to)) {
        return failure(ErrorCode::Io, Downloads::tr("%1 could not be written. Choose another folder.").arg(to),
                       file.errorString());
    }
    return {};
}

} // namespace

Downloads::Downloads(BrowserObserver &observer)
    : m_observer(observer)
{
}

void Downloads::offer(QWebEngineDownloadRequest *download)
{
    if (!m_folder)
        m_folder.emplace();
    // A page may name its file as it likes; only the last part of that is used, and only as a suggestion.
    const QString name = QFileInfo(download->suggestedFileName()).fileName();
    download->setDownloadDirectory(m_folder->path());
    download->setDownloadFileName(QString::number(++m_last));
    download->accept();
    if (!download->isFinished())
        download->pause();

    const QPointer held(download);
    m_observer.downloadOffered({
        .fileName = name,
        .sizeBytes = download->totalBytes(),
        .save =
            [guard = QPointer(this), held](const QString &path, const Ended &ended) {
                if (guard)
                    guard->save(held, path, ended);
            },
        .discard =
            [held] {
                if (!held)
                    return;
                held->cancel();
                QFile::remove(QDir(held->downloadDirectory()).filePath(held->downloadFileName()));
            },
    });
}

void Downloads::save(QPointer<QWebEngineDownloadRequest> download, const QString &path, const Ended &ended)
{
    if (!download) {
        ended(failure(ErrorCode::Cancelled, tr("The page took the file back. Ask it for the file again.")));
        return;
    }
    if (download->isFinished()) {
        finish(*download, path, ended);
        return;
    }
    connect(download, &QWebEngineDownloadRequest::isFinishedChanged, this,
            [this, download, path, ended] { finish(*download, path, ended); });
    download->resume();
}

void Downloads::finish(QWebEngineDownloadRequest &download, const QString &path, const Ended &ended)
{
    if (download.state() != QWebEngineDownloadRequest::DownloadCompleted) {
        ended(failure(ErrorCode::Io,
                      tr("%1 could not be downloaded. Ask the page for it again.").arg(QFileInfo(path).fileName()),
                      download.interruptReasonString()));
        return;
    }
    const QString kept = QDir(download.downloadDirectory()).filePath(download.downloadFileName());
    QtConcurrent::run(&moveFile, kept, path).then(this, ended);
}

} // namespace Spacewright::Ui::Engine
