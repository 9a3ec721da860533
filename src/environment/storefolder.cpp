// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/storefolder.h"

#include "base/atomicfile.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QThread>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
constexpr std::chrono::seconds GatePatience{5};
constexpr std::chrono::milliseconds GateInterval{2};

QString tr(const char *text)
{
    return QCoreApplication::translate("EnvironmentStore", text);
}

const QRegularExpression &hashForm()
{
    static const QRegularExpression form(u"^[0-9a-f]{32}$"_s);
    return form;
}

QString unique()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

QString leasePattern(const QString &hash)
{
    return hash + ".lease-*"_L1;
}

/// Between whoever takes a lease and whoever prunes: held for a few system calls at a time, which a busy
/// disk can draw out. Sleeps, so never on the GUI thread.
Result<FileLock> gate(const StoreFolder &folder, const QString &hash)
{
    const QString file = folder.root + "/.locks/"_L1 + hash + ".gate"_L1;
    for (const QDeadlineTimer deadline(GatePatience); !deadline.hasExpired();) {
        auto lock = FileLock::tryAcquire(file);
        if (lock || lock.error().code != ErrorCode::Conflict)
            return lock;
        QThread::sleep(GateInterval);
    }
    return FileLock::tryAcquire(file);
}

QDateTime usedAt(const StoreFolder &folder, const QString &hash)
{
    return QFileInfo(folder.entry(hash) + "/used"_L1).lastModified(QTimeZone::UTC);
}

QStringList asked(const QStringList &hashes, const PruneRequest &request)
{
    if (request.hashes.isEmpty())
        return hashes;
    return QStringList(hashes).filter(QRegularExpression(
        u"^("_s + QStringList(request.hashes).replaceInStrings(QRegularExpression(u"[^0-9a-f]"_s), u"x"_s).join(u'|')
        + u')'));
}
} // namespace

QString StoreFolder::buildLock(const QString &hash) const
{
    return root + "/.locks/"_L1 + hash + ".build"_L1;
}

QString StoreFolder::newPartial(const QString &hash) const
{
    return root + "/.building/"_L1 + hash + u'-' + unique();
}

QString StoreFolder::failedLog(const QString &hash) const
{
    return root + "/.failed/"_L1 + hash + ".log"_L1;
}

QString StoreFolder::newTrash() const
{
    return root + "/.trash/"_L1 + unique();
}

std::optional<Installation> StoreFolder::find(const QString &hash) const
{
    if (!hashForm().match(hash).hasMatch())
        return std::nullopt;
    // Only a rename puts a folder here, after everything in it was verified. What can still happen is
    // that somebody deletes parts of it, or the interpreter that its `python` links to.
    const Installation installation{hash, entry(hash)};
    const bool complete = QFileInfo(installation.planFile()).isFile() && QFileInfo(installation.python()).isExecutable()
        && QFileInfo(installation.lockFile()).isFile() && QFileInfo(installation.venv() + "/pyvenv.cfg"_L1).isFile();
    return complete ? std::optional(installation) : std::nullopt;
}

QStringList StoreFolder::hashes() const
{
    return QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name).filter(hashForm());
}

InstallationInfo StoreFolder::info(const QString &hash) const
{
    InstallationInfo result;
    result.installation = {hash, entry(hash)};
    result.usable = find(hash).has_value();
    const auto text = readFile(result.installation.planFile());
    const QJsonObject plan = text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
    result.sdk = plan[u"sdk"_s].toString();
    result.sdkVersion = plan[u"sdkVersion"_s].toString();
    result.python = plan[u"interpreter"_s][u"version"_s].toString();
    result.packages = plan[u"packages"_s].toInt();
    result.built = QDateTime::fromString(plan[u"built"_s].toString(), Qt::ISODate);
    result.used = usedAt(*this, hash);
    result.disk = diskUse({entry(hash)});
    result.inUse = isLeased(hash);
    return result;
}

Result<InstallationDetails> StoreFolder::details(const QString &beginning) const
{
    QStringList matches = hashes();
    matches.removeIf([&](const QString &hash) { return !hash.startsWith(beginning); });
    if (matches.isEmpty() || beginning.isEmpty())
        return failure(ErrorCode::NotFound,
                       tr("There is no environment %1. List them with: spw env list").arg(beginning));
    if (matches.size() > 1)
        return failure(ErrorCode::Conflict,
                       tr("%1 is the beginning of several environments. Give more of it.").arg(beginning));
    InstallationDetails result;
    result.info = info(matches.first());
    if (const auto text = readFile(result.info.installation.planFile()))
        result.plan = QJsonDocument::fromJson(*text).object();
    if (const auto text = readFile(result.info.installation.lockFile()))
        result.lock = QString::fromUtf8(*text);
    return result;
}

bool StoreFolder::isLeased(const QString &hash) const
{
    const QDir locks(root + "/.locks"_L1);
    for (const QString &file : locks.entryList({leasePattern(hash)}, QDir::Files)) {
        const auto lock = FileLock::tryAcquire(locks.filePath(file));
        if (!lock && lock.error().code == ErrorCode::Conflict)
            return true;
        QFile::remove(locks.filePath(file)); // its holder died
    }
    return false;
}

Result<std::pair<QString, FileLock>> StoreFolder::takeLease(const QString &hash) const
{
    const auto open = gate(*this, hash);
    if (!open)
        return std::unexpected(open.error());
    if (!find(hash))
        return failure(ErrorCode::NotFound, tr("The environment was removed in the meantime. Build it again."));
    const QString file = root + "/.locks/"_L1 + hash + ".lease-"_L1 + unique();
    auto lock = FileLock::tryAcquire(file);
    if (!lock)
        return std::unexpected(lock.error());
    QFile used(entry(hash) + "/used"_L1);
    if (used.open(QIODevice::WriteOnly | QIODevice::Truncate))
        used.write("\n"); // opening an empty file to write nothing leaves its time stamp alone
    return std::pair(file, *std::move(lock));
}

void StoreFolder::removeLeftovers(const QString &hash) const
{
    const QDir building(root + "/.building"_L1);
    for (const QString &name : building.entryList({hash + "-*"_L1}, QDir::Dirs | QDir::NoDotAndDotDot))
        QDir(building.filePath(name)).removeRecursively();
}

Result<PruneReport> StoreFolder::prune(const PruneRequest &request, const QDateTime &now) const
{
    PruneReport report;
    QStringList doomed;
    if (!request.dryRun)
        QDir().mkpath(root + "/.trash"_L1);
    for (const QString &hash : asked(hashes(), request)) {
        const InstallationInfo each = info(hash);
        const QDateTime last = each.used.isValid() ? each.used : each.built;
        if (request.unusedFor && last.isValid() && last.secsTo(now) < std::chrono::seconds(*request.unusedFor).count())
            continue;
        const auto open = gate(*this, hash);
        const auto building = FileLock::tryAcquire(buildLock(hash));
        if (!open || !building || isLeased(hash)) {
            report.kept.append(each);
            continue;
        }
        QString place = entry(hash);
        if (!request.dryRun) {
            const QString trash = newTrash();
            if (!QDir().rename(place, trash))
                return failure(ErrorCode::Io, tr("%1 cannot be removed. Check its permissions.").arg(place));
            place = trash;
        }
        doomed += place;
        report.removed.append(each);
    }
    // Together: a file that only two of them share is freed by removing both.
    report.freedBytes = diskUse(doomed).freedBytes;
    if (request.dryRun)
        return report;
    const QDir trash(root + "/.trash"_L1);
    for (const QString &name : trash.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden))
        QDir(trash.filePath(name)).removeRecursively();
    const QDir building(root + "/.building"_L1);
    for (const QString &name : building.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (FileLock::tryAcquire(buildLock(name.first(qMin(name.size(), qsizetype(32))))))
            QDir(building.filePath(name)).removeRecursively();
    }
    return report;
}

} // namespace Spacewright::Environment
