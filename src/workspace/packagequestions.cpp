// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/packagequestions.h"

#include "check/check.h"
#include "packageindex/client.h"
#include "workspace/space.h"

namespace Spacewright::Workspace {

PackageQuestions::PackageQuestions(Space &space, PackageIndex::Client &client, std::chrono::milliseconds rest)
    : m_space(space)
    , m_client(client)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, &PackageQuestions::ask);
    connect(&space, &Space::opened, this, &PackageQuestions::ask);
    connect(&space, &Space::manifestChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(&client, &PackageIndex::Client::learned, &space, &Space::checkAgain);
    connect(&client, &PackageIndex::Client::idle, this, [this] {
        if (std::exchange(m_isAsking, false))
            m_space.checkAgain(); // it may have learned that nobody answers
    });
}

void PackageQuestions::ask()
{
    if (m_space.state() != Space::State::Open)
        return;
    m_isAsking = true;
    m_client.ask(Check::packagesOf(m_space.manifest()));
}

} // namespace Spacewright::Workspace
