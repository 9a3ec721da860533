// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/services.h"
#include "environment/store.h"
#include "hardware/reasonchain.h"
#include "runtime/environmentsource.h"

#include <QObject>

#include <memory>
#include <optional>

namespace Spacewright::Cli {

/// What a Space has to do with the hardware of this machine, read without running anything of it.
class SpaceHardware final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SpaceHardware)
public:
    /// `services` must outlive it.
    SpaceHardware(const Services &services, QString folder);
    ~SpaceHardware() override;

    /// Its plan, its environment and its code together; the errors of planFolder().
    [[nodiscard]] QFuture<Result<Hardware::ChainFacts>> read();
    /// After read(): the environment; nullopt where it is not built, or the Space needs none.
    [[nodiscard]] std::optional<Environment::Installation> installation() const { return m_installation; }
    /// After read().
    [[nodiscard]] bool isGradio() const { return m_isGradio; }
    /// What the app will see: the machine's variables and the Space's.
    [[nodiscard]] QProcessEnvironment environment() const;

private:
    const Services &m_services;
    QString m_folder;
    std::unique_ptr<Environment::Store> m_store;
    std::unique_ptr<Runtime::StoreSource> m_source;
    std::optional<Environment::Installation> m_installation;
    bool m_isGradio = false;
};

} // namespace Spacewright::Cli
