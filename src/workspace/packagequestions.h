// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace Spacewright::PackageIndex {
class Client;
}

namespace Spacewright::Workspace {

class Space;

/// Asks the package index for what an open Space names, once its texts have been at rest, and has the Space checked
/// again when answers come. Never on the way of a keystroke: half a name is not asked for.
class PackageQuestions final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PackageQuestions)
public:
    /// Both must outlive it. `rest` is how long nothing may have changed.
    PackageQuestions(Space &space, PackageIndex::Client &client,
                     std::chrono::milliseconds rest = std::chrono::milliseconds(1500));

private:
    void ask();

    Space &m_space;
    PackageIndex::Client &m_client;
    QTimer m_rest;
    bool m_isAsking = false;
};

} // namespace Spacewright::Workspace
