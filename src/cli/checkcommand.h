// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"
#include "cli/command.h"
#include "manifest/spacemanifest.h"

#include <QFuture>
#include <QTimer>

#include <memory>
#include <stop_token>

namespace Spacewright::PackageIndex {
class Client;
class Store;
} // namespace Spacewright::PackageIndex

namespace Spacewright::Cli {

/// `spw check [PATH...]`: what is wrong with Spaces, before the Hub says so.
class CheckCommand final : public Command {
    Q_OBJECT
public:
    CheckCommand(const Services &services, Output &output);
    ~CheckCommand() override;

    [[nodiscard]] Description description() const override;
    void start(const QCommandLineParser &parser) override;
    void cancel() override;

private:
    /// One Space on its way from a folder to its problems.
    struct Look {
        QString folder; ///< absolute
        QString prefix; ///< before the names of its files, where several Spaces are checked; `talk/`
        Manifest::Snapshot snapshot;
        Manifest::SpaceManifest manifest;
        QList<Diagnostic> problems;
        QList<Diagnostic> suppressed;
        std::optional<Error> error; ///< it could not be read
    };
    using Looks = QList<Look>;

    [[nodiscard]] Looks looksAt(const QStringList &paths) const;
    template<typename Work>
    QFuture<void> forEachLook(Work work);
    /// The Space that a file belongs to: the nearest folder upwards with a README.md.
    [[nodiscard]] static QString spaceOf(const QString &path);
    void lookUp();
    void judge();
    void explain(const QString &rule);
    void report();
    void reportText(const Look &look);
    [[nodiscard]] qsizetype blocking() const;

    std::shared_ptr<PackageIndex::Store> m_packages;
    std::unique_ptr<PackageIndex::Client> m_client;
    QTimer m_patience;
    bool m_isOffline = false;
    std::shared_ptr<Looks> m_looks;
    std::stop_source m_stop;
};

} // namespace Spacewright::Cli
