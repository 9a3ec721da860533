// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/lease.h"
#include "environment/store.h"

namespace Spacewright::Runtime {

/// Where environments come from: the store, or in a test something at hand. Lives on the thread of
/// the Sessions that use it, and must outlive them.
class EnvironmentSource {
public:
    EnvironmentSource() = default;
    virtual ~EnvironmentSource() = default;
    EnvironmentSource(const EnvironmentSource &) = delete;
    EnvironmentSource &operator=(const EnvironmentSource &) = delete;

    [[nodiscard]] virtual QFuture<Result<Environment::EnvironmentPlan>> plan(const Environment::Request &request) = 0;
    [[nodiscard]] virtual std::optional<Environment::Installation> find(const QString &hash) = 0;
    /// Afterwards find() has it.
    [[nodiscard]] virtual std::vector<Step> steps(const Environment::EnvironmentPlan &plan,
                                                  Environment::BuildSink sink) = 0;
    /// As Store::lease().
    [[nodiscard]] virtual QFuture<Result<std::unique_ptr<Environment::Lease>>>
    lease(const Environment::Installation &installation) = 0;
};

/// The shared store of this person.
class StoreSource final : public EnvironmentSource {
public:
    explicit StoreSource(Environment::Store &store)
        : m_store(store)
    {
    }
    [[nodiscard]] QFuture<Result<Environment::EnvironmentPlan>> plan(const Environment::Request &request) override
    {
        return m_store.plan(request);
    }
    [[nodiscard]] std::optional<Environment::Installation> find(const QString &hash) override
    {
        return m_store.find(hash);
    }
    [[nodiscard]] std::vector<Step> steps(const Environment::EnvironmentPlan &plan,
                                          Environment::BuildSink sink) override
    {
        return m_store.steps(plan, std::move(sink));
    }
    [[nodiscard]] QFuture<Result<std::unique_ptr<Environment::Lease>>>
    lease(const Environment::Installation &installation) override
    {
        return m_store.lease(installation);
    }

private:
    Environment::Store &m_store;
};

} // namespace Spacewright::Runtime
