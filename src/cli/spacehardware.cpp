// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/spacehardware.h"

#include "base/atomicfile.h"
#include "check/gpuuse.h"
#include "environment/torchbuild.h"
#include "manifest/snapshot.h"
#include "runtime/planner.h"
#include "runtime/variables.h"
#include "settings/keys.h"
#include "settings/store.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
constexpr qint64 LargestSource = qint64(512) * 1024;
constexpr int MostSources = 300;

std::optional<Check::GpuUse> useIn(const QString &folder, const QString &file)
{
    const QString path = folder + u'/' + file;
    const auto text = isInside(path, folder) ? readFile(path, LargestSource) : failure(ErrorCode::NotFound, {});
    return text ? std::optional(Check::gpuUse(QString::fromUtf8(*text))) : std::nullopt;
}

/// The app file first; what it imports from the folder may ask too.
std::optional<Hardware::CodeFacts> codeFacts(const QString &folder, const QString &appFile)
{
    QStringList files{appFile};
    if (const auto snapshot = Manifest::listFolder(folder)) {
        for (const Manifest::SnapshotEntry &entry : snapshot->entries) {
            if (entry.path.endsWith(".py"_L1) && entry.path != appFile && files.size() < MostSources)
                files += entry.path;
        }
    }
    std::optional<Hardware::CodeFacts> facts;
    for (const QString &file : std::as_const(files)) {
        const auto use = useIn(folder, file);
        if (!use)
            continue;
        if (use->isThere())
            return Hardware::CodeFacts{.asksForGpu = true, .place = u"%1:%2"_s.arg(file).arg(use->line)};
        if (!facts)
            facts = Hardware::CodeFacts{.asksForGpu = false, .place = file};
    }
    return facts;
}

std::optional<Hardware::TorchFacts> torchFacts(const std::optional<Environment::Installation> &installation)
{
    const auto build = installation ? Environment::installedTorch(installation->venv()) : std::nullopt;
    if (!build)
        return std::nullopt;
    return Hardware::TorchFacts{.version = build->version, .cuda = build->cuda, .hip = build->hip, .xpu = build->xpu};
}
} // namespace

SpaceHardware::SpaceHardware(const Services &services, QString folder)
    : m_services(services)
    , m_folder(std::move(folder))
    , m_store(
          std::make_unique<Environment::Store>(services.paths, services.redactor, services.environment, services.clock))
    , m_source(std::make_unique<Runtime::StoreSource>(*m_store))
{
}

SpaceHardware::~SpaceHardware() = default;

QProcessEnvironment SpaceHardware::environment() const
{
    QProcessEnvironment environment = m_services.environment;
    const Settings::Store settings(m_services.paths);
    const Runtime::Variables kept = Runtime::readVariables(settings.value(Settings::Keys::RunVariables, m_folder));
    for (const auto &[name, value] : kept.values.asKeyValueRange())
        environment.insert(name, value);
    return environment;
}

QFuture<Result<Hardware::ChainFacts>> SpaceHardware::read()
{
    using Answer = QFuture<Result<Hardware::ChainFacts>>;
    return Runtime::planFolder(this, {*m_source}, m_folder, {}, environment())
        .then(this,
              [this](const Result<Runtime::RunPlan> &plan) -> Answer {
                  if (!plan)
                      return QtFuture::makeReadyValueFuture(
                          Result<Hardware::ChainFacts>(std::unexpected(plan.error())));
                  if (plan->environment && !plan->obstacle)
                      m_installation = m_source->find(plan->environment->hash);
                  m_isGradio = plan->sdk == Manifest::Sdk::Gradio;
                  Hardware::ChainFacts facts{.machine = plan->machine};
                  facts.usesContainer = plan->sdk == Manifest::Sdk::Docker;
                  facts.hasSpace = true;
                  facts.hasEnvironment = m_installation.has_value();
                  constexpr auto variable = "CUDA_VISIBLE_DEVICES"_L1;
                  if (const auto seen = environment(); seen.contains(variable))
                      facts.cudaVisibleDevices = seen.value(variable);
                  return QtConcurrent::run([facts, installation = m_installation, folder = m_folder,
                                            appFile = plan->appFile]() mutable -> Result<Hardware::ChainFacts> {
                      facts.torch = torchFacts(installation);
                      facts.code = codeFacts(folder, appFile);
                      return facts;
                  });
              })
        .unwrap();
}

} // namespace Spacewright::Cli
