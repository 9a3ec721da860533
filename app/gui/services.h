// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/redactor.h"
#include "base/secretvariables.h"
#include "container/docker.h"
#include "environment/store.h"
#include "history/ledger.h"
#include "packageindex/client.h"
#include "runtime/environmentsource.h"
#include "settings/store.h"
#include "workspace/recents.h"

#include <QProcessEnvironment>

namespace Spacewright {

/// What lives as long as the program and knows no widget. In the order they need each other.
struct Services {
    explicit Services(const Paths &where)
        : paths(where)
        , settings(where)
        , ledger(where.ledger(), redactor)
        , environments(where, redactor)
        , environmentSource(environments)
        , docker(where, redactor)
        , recents(where)
        , packages(std::make_shared<PackageIndex::Store>(where))
    {
        addSecretVariables(redactor, QProcessEnvironment::systemEnvironment());
    }

    Paths paths;
    Redactor redactor;
    Settings::Store settings;
    History::Ledger ledger;
    Environment::Store environments;
    Runtime::StoreSource environmentSource;
    Container::Docker docker;
    Workspace::Recents recents;
    PackageIndex::Client packages;
};

} // namespace Spacewright
