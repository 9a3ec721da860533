// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/store.h"

#include "base/atomicfile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {
using namespace std::chrono_literals;

// A change of the form gets a number of its own; what an older Spacewright wrote makes room for it one day.
constexpr auto FormVersion = "v1"_L1;
constexpr qint64 LargestFile = 16 * 1024 * 1024;
constexpr qint64 MostBytes = 64 * 1024 * 1024;
constexpr qint64 BytesAfterRoom = MostBytes / 4 * 3;
constexpr int WritesBetweenRoom = 64;
// Our choice: what was not there a day ago may be there by now.
constexpr std::chrono::hours RecentAge{24};
constexpr std::chrono::days DefaultIndexAge{7};

QByteArray toBytes(const KeptFacts &kept)
{
    QJsonObject object = toJson(kept.facts);
    object.insert(u"etag"_s, QString::fromLatin1(kept.etag));
    object.insert(u"fresh_until"_s, kept.freshUntil.toString(Qt::ISODate));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<KeptFacts> fromBytes(const QByteArray &bytes, const QString &name)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    auto facts = factsFromJson(object);
    const QDateTime freshUntil = QDateTime::fromString(object.value("fresh_until"_L1).toString(), Qt::ISODate);
    if (!facts || facts->name != name || !freshUntil.isValid())
        return std::nullopt;
    return KeptFacts{*std::move(facts), object.value("etag"_L1).toString().toLatin1(), freshUntil};
}
} // namespace

Store::Store(const Paths &paths, QProcessEnvironment environment, const Clock &clock)
    : m_root(paths.cache + "/packages"_L1)
    , m_environment(std::move(environment))
    , m_clock(clock)
{
}

bool Store::isWanted() const
{
    return m_environment.value(u"SPACEWRIGHT_OFFLINE"_s).isEmpty();
}

IndexSettings Store::settings() const
{
    const QMutexLocker lock(&m_mutex);
    if (!m_settings)
        m_settings = IndexSettings::ofMachine(m_environment);
    return *m_settings;
}

QString Store::folder() const
{
    const QMutexLocker lock(&m_mutex);
    if (!m_folder.isEmpty())
        return m_folder;
    if (!m_settings)
        m_settings = IndexSettings::ofMachine(m_environment);
    const QString fingerprint = m_settings->fingerprint(m_environment);
    // Two sets of indexes know different packages; the plain default has an empty fingerprint.
    m_folder = m_root + u'/' + FormVersion + u'/' + (fingerprint.isEmpty() ? u"default"_s : fingerprint);
    return m_folder;
}

std::optional<KeptFacts> Store::read(const QString &name) const
{
    const auto bytes = readFile(folder() + u'/' + name + ".json"_L1, LargestFile);
    return bytes ? fromBytes(*bytes, name) : std::nullopt;
}

std::optional<KeptFacts> Store::find(const QString &name) const
{
    if (!isNormalName(name))
        return std::nullopt;
    {
        const QMutexLocker lock(&m_mutex);
        if (const auto found = m_memory.constFind(name); found != m_memory.cend())
            return *found;
    }
    auto kept = read(name);
    const QMutexLocker lock(&m_mutex);
    // Somebody may have learned it in the meantime.
    const auto found = m_memory.constFind(name);
    return found != m_memory.cend() ? *found : *m_memory.insert(name, std::move(kept));
}

KnownPackages Store::known(const QStringList &names) const
{
    KnownPackages known;
    const QDateTime now = m_clock.now();
    for (const QString &name : names) {
        if (auto kept = find(name)) {
            const auto age = kept->facts.lookedUp.secsTo(now);
            kept->facts.isRecent = age >= 0 && age < std::chrono::seconds(RecentAge).count();
            known.facts.insert(name, kept->facts);
        }
    }
    const QMutexLocker lock(&m_mutex);
    known.obstacle = m_obstacle;
    return known;
}

QStringList Store::worthAsking(const QStringList &names) const
{
    QStringList result;
    const QDateTime now = m_clock.now();
    for (const QString &name : names) {
        const auto kept = find(name);
        if (isNormalName(name) && !(kept && kept->freshUntil > now))
            result.append(name);
    }
    result.removeDuplicates();
    return result;
}

void Store::keep(const KeptFacts &kept)
{
    const QString file = folder() + u'/' + kept.facts.name + ".json"_L1;
    bool needsRoom = false;
    {
        const QMutexLocker lock(&m_mutex);
        m_memory.insert(kept.facts.name, kept);
        needsRoom = m_writtenSinceRoom++ % WritesBetweenRoom == 0;
    }
    if (needsRoom)
        makeRoom();
    // A full disk costs the next start a question.
    if (const auto written = writeFile(file, toBytes(kept)); !written)
        QFile::remove(file);
}

void Store::setObstacle(const QString &obstacle)
{
    const QMutexLocker lock(&m_mutex);
    m_obstacle = obstacle;
}

void Store::makeRoom()
{
    QList<QFileInfo> files;
    qint64 bytes = 0;
    QDirIterator it(m_root, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        files.append(it.nextFileInfo());
        bytes += files.last().size();
    }
    if (bytes <= MostBytes)
        return;
    std::ranges::sort(files, {}, [](const QFileInfo &file) { return file.lastModified(); });
    for (const QFileInfo &file : std::as_const(files)) {
        if (bytes <= BytesAfterRoom)
            return;
        if (QFile::remove(file.filePath()))
            bytes -= file.size();
    }
}

QString Store::defaultIndex() const
{
    const QFileInfo file(m_root + "/default-index"_L1);
    const auto age = std::chrono::seconds(file.lastModified().secsTo(m_clock.now()));
    if (!file.exists() || age < 0s || age > DefaultIndexAge)
        return {};
    return QString::fromUtf8(readFile(file.filePath(), 4096).value_or(QByteArray()));
}

void Store::keepDefaultIndex(const QString &address)
{
    // What cannot be kept is asked for again.
    std::ignore = writeFile(m_root + "/default-index"_L1, address.toUtf8());
}

} // namespace Spacewright::PackageIndex
