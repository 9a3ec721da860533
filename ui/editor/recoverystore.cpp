// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/recoverystore.h"

#include "base/atomicfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
Q_LOGGING_CATEGORY(log, "spacewright.editor.recoverystore")
constexpr QLatin1StringView LockName("lock");
constexpr QLatin1StringView Suffix(".unsaved");

QString fileNameFor(const QString &path)
{
    return QString::fromLatin1(QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha1).toHex()) + Suffix;
}

// One line of JSON, then the text as it is, so that a person can get at it with any tool.
QByteArray serialised(const QString &path, const QString &text)
{
    const QJsonObject head{{u"path"_s, path},
                           {u"keptAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}};
    return QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n' + text.toUtf8();
}

std::optional<UnsavedText> parsed(const QString &store)
{
    const auto content = readFile(store);
    const qsizetype end = content ? content->indexOf('\n') : -1;
    if (end < 0)
        return {};
    const QJsonObject head = QJsonDocument::fromJson(content->first(end)).object();
    const QString path = head["path"_L1].toString();
    if (path.isEmpty())
        return {};
    return UnsavedText{.path = path,
                       .text = QString::fromUtf8(content->sliced(end + 1)),
                       .keptAt = QDateTime::fromString(head["keptAt"_L1].toString(), Qt::ISODateWithMs),
                       .store = store};
}
} // namespace

RecoveryStore::RecoveryStore(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder)
{
    m_writer.setMaxThreadCount(1);
}

RecoveryStore::~RecoveryStore()
{
    m_writer.waitForDone();
    if (m_own.isEmpty())
        return;
    if (QDir(m_own).entryList({u'*' + Suffix}, QDir::Files).isEmpty()) {
        QFile::remove(m_own + u'/' + LockName);
        QDir().rmdir(m_own);
    }
}

bool RecoveryStore::open()
{
    if (m_lock)
        return true;
    const QString own = m_folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!QDir().mkpath(own)) {
        qCWarning(log) << "Unsaved text cannot be kept in" << own;
        return false;
    }
    // Typed text may hold what nobody else shall read.
    QFile::setPermissions(own, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto lock = FileLock::tryAcquire(own + u'/' + LockName);
    if (!lock) {
        qCWarning(log) << lock.error().message << lock.error().detail;
        return false;
    }
    m_lock = std::move(*lock);
    m_own = own;
    return true;
}

void RecoveryStore::keep(const QString &path, const QString &text)
{
    if (!open())
        return;
    m_writer.start([store = QString(m_own + u'/' + fileNameFor(path)), path, text] {
        if (const auto written = writeFile(store, serialised(path, text)); !written)
            qCWarning(log) << written.error().message << written.error().detail;
    });
}

void RecoveryStore::drop(const QString &path)
{
    if (m_lock)
        m_writer.start([store = QString(m_own + u'/' + fileNameFor(path))] { QFile::remove(store); });
}

QList<UnsavedText> RecoveryStore::leftBehind(const QString &folder) const
{
    QList<UnsavedText> found;
    QDirIterator runs(m_folder, QDir::Dirs | QDir::NoDotAndDotDot);
    while (runs.hasNext()) {
        const QString run = runs.next();
        // A run that still lives holds its lock; its text is its own.
        if (run == m_own || !FileLock::tryAcquire(run + u'/' + LockName))
            continue;
        QDirIterator stores(run, {u'*' + Suffix}, QDir::Files);
        while (stores.hasNext()) {
            auto text = parsed(stores.next());
            if (text && (folder.isEmpty() || text->path.startsWith(folder + u'/')))
                found.append(*std::move(text));
        }
    }
    std::ranges::sort(found, std::greater(), &UnsavedText::keptAt);
    QList<UnsavedText> newest;
    for (UnsavedText &text : found) {
        if (std::ranges::find(newest, text.path, &UnsavedText::path) == newest.end())
            newest.append(std::move(text));
    }
    return newest;
}

std::optional<UnsavedText> RecoveryStore::leftBehindFor(const QString &path) const
{
    for (UnsavedText &text : leftBehind(QFileInfo(path).path())) {
        if (text.path == path)
            return std::move(text);
    }
    return {};
}

void RecoveryStore::discard(const UnsavedText &text)
{
    // After what is still to be written, so that the new copy is on the disk before the old one goes.
    m_writer.start([store = text.store] {
        QFile::remove(store);
        const QString run = QFileInfo(store).path();
        if (QDir(run).entryList({u'*' + Suffix}, QDir::Files).isEmpty()) {
            QFile::remove(run + u'/' + LockName);
            QDir().rmdir(run);
        }
    });
}

} // namespace Spacewright::Ui
