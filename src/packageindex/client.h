// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "packageindex/answer.h"
#include "packageindex/store.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>
#include <QUrl>

#include <chrono>
#include <memory>

class QNetworkReply;

namespace Spacewright::PackageIndex {

/// What one look-up may cost.
struct Limits {
    qint64 bodyBytes = 64 * 1024 * 1024;
    int requests = 4; ///< at a time
    std::chrono::milliseconds silence = std::chrono::seconds(15); ///< without a byte, then it is given up
    std::chrono::milliseconds offline = std::chrono::minutes(3); ///< of quiet after nobody could be reached
    std::chrono::milliseconds rest = std::chrono::minutes(5); ///< before a name that failed is asked for again
};

/// Asks the package indexes of this machine and tells the store. Polite: a few requests at a time, nothing that is
/// fresh, nothing for some minutes after the index could not be reached or asked to wait. Lives on the thread that made
/// it and never blocks it. Only names leave the machine.
class Client final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)
public:
    explicit Client(std::shared_ptr<Store> store, const Limits &limits = {}, QObject *parent = nullptr);
    ~Client() override;

    /// Looks up those of `names` (normal form) that are not fresh; answers with learned(), and always with idle().
    void ask(const QStringList &names);
    [[nodiscard]] const std::shared_ptr<Store> &store() const { return m_store; }

Q_SIGNALS:
    /// The store has something new of this name.
    void learned(const QString &name);
    /// Nothing is under way any more; what is not known by now could not be looked up.
    void idle();

private:
    struct Job;
    struct Index {
        QUrl address; ///< without credentials, with a slash at the end
        QByteArray authorisation;
    };
    struct Sources;
    enum class Trouble { Unreachable, Busy, Refused, Broken };

    void prepare(const QStringList &names);
    void askTools();
    void readDefault(const QString &help);
    void setIndexes(const QStringList &addresses);
    void pump();
    void fetch(const std::shared_ptr<Job> &job, const QUrl &url);
    void take(const std::shared_ptr<Job> &job, QNetworkReply &reply);
    void read(const std::shared_ptr<Job> &job, const QByteArray &contentType);
    void nextIndex(const std::shared_ptr<Job> &job);
    void fail(const std::shared_ptr<Job> &job, Trouble trouble);
    void end(const std::shared_ptr<Job> &job);
    void giveUpQueue();
    void settle();

    std::shared_ptr<Store> m_store;
    Limits m_limits;
    std::unique_ptr<Sources> m_sources;
    QStringList m_queue;
    QHash<QString, std::shared_ptr<Job>> m_jobs; ///< under way, by name
    QHash<QString, std::chrono::steady_clock::time_point> m_notBefore;
    std::chrono::steady_clock::time_point m_quietUntil{};
    int m_preparations = 0;
    bool m_isAskingTools = false;
    std::unique_ptr<QNetworkAccessManager> m_network;
};

} // namespace Spacewright::PackageIndex
