// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/paths.h"
#include "packageindex/indexsettings.h"
#include "packageindex/packagefacts.h"

#include <QHash>
#include <QMutex>
#include <QProcessEnvironment>

#include <chrono>
#include <optional>

namespace Spacewright::PackageIndex {

/// Facts with what is needed to ask for them again.
struct KeptFacts {
    PackageFacts facts;
    QByteArray etag; ///< of the answer; empty without
    QDateTime freshUntil; ///< UTC; nobody is asked again before
};

/// What this machine remembers of its package indexes: in memory and, one small file a package, below
/// `cache/packages`. What cannot be read is as good as not there. Any thread may use it.
class Store {
    Q_DISABLE_COPY_MOVE(Store)
public:
    explicit Store(const Paths &paths, QProcessEnvironment environment = QProcessEnvironment::systemEnvironment(),
                   const Clock &clock = Clock::system());

    /// False where `SPACEWRIGHT_OFFLINE` is set: then nothing is looked up, and nothing is said of it.
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] const QProcessEnvironment &environment() const { return m_environment; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    /// How this machine is set up; reads pip's files once.
    [[nodiscard]] IndexSettings settings() const;

    /// What is remembered of `names`. Reads a file for each name that is asked for the first time.
    [[nodiscard]] KnownPackages known(const QStringList &names) const;
    [[nodiscard]] std::optional<KeptFacts> find(const QString &name) const;
    /// Those of `names` that may be asked for: normal names without fresh facts.
    [[nodiscard]] QStringList worthAsking(const QStringList &names) const;

    /// Remembers an answer; writes it to disk. Where the cache has grown over its limit, the oldest go.
    void keep(const KeptFacts &kept);
    /// Why something could not be looked up, translated; empty: all went well.
    void setObstacle(const QString &obstacle);

    /// An address that is remembered beside the facts: the index that pip uses where nothing is set up.
    [[nodiscard]] QString defaultIndex() const;
    void keepDefaultIndex(const QString &address);

private:
    [[nodiscard]] QString folder() const;
    [[nodiscard]] std::optional<KeptFacts> read(const QString &name) const;
    void makeRoom();

    QString m_root;
    QProcessEnvironment m_environment;
    const Clock &m_clock;
    mutable QMutex m_mutex;
    mutable std::optional<IndexSettings> m_settings;
    mutable QString m_folder; ///< empty until it is asked for
    mutable QHash<QString, std::optional<KeptFacts>> m_memory; ///< nullopt: the disk has nothing
    QString m_obstacle;
    int m_writtenSinceRoom = 0;
};

} // namespace Spacewright::PackageIndex
