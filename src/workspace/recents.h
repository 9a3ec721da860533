// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/result.h"
#include "base/stage.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <optional>

namespace Spacewright::Workspace {

/// One tile of the welcome page.
struct RecentSpace {
    QString folder; ///< absolute
    QString title;
    QString emoji;
    QString colorFrom; ///< the Hub's colour names
    QString colorTo;
    QString sdk;
    std::optional<Stage> lastStage;
    QDateTime opened; ///< UTC
    QString thumbnail; ///< absolute path of a picture, or empty

    friend bool operator==(const RecentSpace &, const RecentSpace &) = default;
};

[[nodiscard]] QJsonObject toJson(const RecentSpace &recent);
/// nullopt without a folder; everything else may be missing.
[[nodiscard]] std::optional<RecentSpace> recentFromJson(const QJsonObject &object);

/// `<state>/recents.json`, newest first. A missing or broken file is an empty list.
[[nodiscard]] QList<RecentSpace> readRecents(const Paths &paths);
/// Applies `change` to what is on disk now, under a lock, so that two programs lose nothing. Blocks; gives the new
/// list.
[[nodiscard]] Result<QList<RecentSpace>> updateRecents(const Paths &paths,
                                                       const std::function<void(QList<RecentSpace> &)> &change);

/// The list of recently opened Spaces, kept on disk without blocking the GUI thread.
class Recents final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Recents)
public:
    /// Older ones fall out.
    static constexpr qsizetype Limit = 30;

    explicit Recents(Paths paths, QObject *parent = nullptr);
    /// Waits for what is being written.
    ~Recents() override;

    /// Reads the file; changed() follows.
    void load();
    /// Puts `recent` first, in place of an older one with the same folder. Empty `thumbnail` and
    /// `lastStage` keep the older one's.
    void add(const RecentSpace &recent);
    void setStage(const QString &folder, Stage stage);
    /// `write` makes the file `picture`, on another thread; when it says that it did, the list names it.
    void setThumbnail(const QString &folder, const QString &picture, std::function<bool()> write);
    void remove(const QString &folder);

    /// Newest first.
    [[nodiscard]] const QList<RecentSpace> &list() const { return m_list; }

Q_SIGNALS:
    void changed();
    /// The list could not be written; it is kept in memory.
    void failed(const Spacewright::Error &error);

private:
    void change(std::function<void(QList<RecentSpace> &)> change);

    Paths m_paths;
    QList<RecentSpace> m_list;
    QThreadPool m_writer; ///< one thread: changes are written one after the other
};

} // namespace Spacewright::Workspace
