// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hardwarecommand.h"

#include "cli/hardwarereport.h"
#include "hardware/hosttools.h"
#include "history/ledger.h"
#include "manifest/spacemanifest.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

HardwareCommand::HardwareCommand(const Services &services, Output &output)
    : Command(services, output)
{
}

HardwareCommand::~HardwareCommand() = default;

Command::Description HardwareCommand::description() const
{
    return {
        .name = u"hardware"_s,
        .arguments = u"[DIR]"_s,
        .summary = tr("Says what this machine has, and what a Space makes of it."),
        .details = tr("Exit code 1 when --prove finds no device that works."),
        .options = {
            {u"explain"_s, tr("Says why the GPU is or is not used, from the card to the code of the Space in DIR.")},
            {u"prove"_s,
             tr("Lets the environment of the Space in DIR work on every device, and measures it. Nothing "
                "of the Space itself is run.")},
            {u"flavours"_s, tr("Lists the Hub's hardware with its prices; with DIR, which of it the Space fits.")},
            {u"peak-memory"_s,
             tr("--flavours: the memory that the Space takes, in GB; otherwise the most of its runs here."), u"GB"_s}}};
}

void HardwareCommand::start(const QCommandLineParser &parser)
{
    const bool isExplained = parser.isSet(u"explain"_s);
    const bool isProved = parser.isSet(u"prove"_s);
    const bool areFlavours = parser.isSet(u"flavours"_s);
    if (int(isExplained) + int(isProved) + int(areFlavours) > 1)
        return wrongUsage(tr("Choose one of --explain, --prove and --flavours."));
    if (!parser.positionalArguments().isEmpty() || isProved)
        m_space = std::make_unique<SpaceHardware>(m_services, folderArgument(parser));
    if (isExplained)
        return explain();
    if (isProved)
        return prove();
    if (areFlavours)
        return flavours(parser);
    if (m_space)
        return wrongUsage(tr("\"%1\" is too much.").arg(parser.positionalArguments().constFirst()));
    machine();
}

void HardwareCommand::cancel()
{
    m_proof.cancel();
    Command::cancel();
}

void HardwareCommand::machine()
{
    Hardware::probe(m_services.paths.data).then(this, [this](const Hardware::Machine &machine) {
        if (m_output.isJson())
            m_output.json(Hardware::toJson(machine));
        else
            m_output.line(machineLines(machine).join(u'\n'));
        finish(ExitCode::Fine);
    });
}

void HardwareCommand::explain()
{
    const auto show = [this](const Hardware::ChainFacts &facts) {
        const QList<Hardware::Link> chain = Hardware::reasonChain(facts);
        if (m_output.isJson())
            m_output.json(Hardware::toJson(chain));
        else
            m_output.line(chainLines(chain, m_output).join(u'\n'));
        finish(ExitCode::Fine);
    };
    if (m_space) {
        m_space->read().then(this, [this, show](const Result<Hardware::ChainFacts> &facts) {
            if (facts)
                show(*facts);
            else
                finish(facts.error());
        });
        return;
    }
    Hardware::probe(m_services.paths.data).then(this, [this, show](const Hardware::Machine &machine) {
        Hardware::ChainFacts facts{.machine = machine};
        constexpr auto variable = "CUDA_VISIBLE_DEVICES"_L1;
        if (m_services.environment.contains(variable))
            facts.cudaVisibleDevices = m_services.environment.value(variable);
        show(facts);
    });
}

void HardwareCommand::prove()
{
    m_space->read().then(this, [this](const Result<Hardware::ChainFacts> &facts) {
        if (!facts)
            return finish(facts.error());
        const auto installation = m_space->installation();
        if (!installation)
            return finish(Error{ErrorCode::NotFound,
                                tr("The environment of this Space is not built yet. Run \"spw build\" first."),
                                {}});
        m_output.progress(tr("The packages of the environment multiply matrices on every device …"));
        const QString bubblewrap = Hardware::hostTools(m_services.environment).bubblewrap;
        m_proof = Runtime::prove(this, *installation, bubblewrap, m_space->environment());
        m_proof.then(this, [this, facts = *facts](const Result<Runtime::ProofRun> &run) { showProof(facts, run); });
    });
}

void HardwareCommand::showProof(const Hardware::ChainFacts &facts, const Result<Runtime::ProofRun> &run)
{
    if (!run) {
        const auto link = Hardware::linkOfFailure(run.error().detail);
        if (link && !m_output.isJson())
            m_output.line(chainLines({*link}, m_output).join(u'\n'));
        return finish(run.error());
    }
    const Hardware::Proof &proof = run->proof;
    const Hardware::DeviceProof *best = proof.best();
    const bool hasCard = best && best->device != "cpu"_L1;
    QList<Hardware::Link> reasons;
    if (!hasCard) {
        QString words = proof.error;
        for (const Hardware::DeviceProof &device : proof.devices)
            words += u'\n' + device.error;
        if (const auto link = Hardware::linkOfFailure(words))
            reasons = {*link};
        else
            reasons = Hardware::reasonChain(facts);
    }
    if (m_output.isJson()) {
        QJsonObject json = Hardware::toJson(proof);
        json[u"isolated"_s] = run->isIsolated;
        json[u"reasons"_s] = Hardware::toJson(reasons);
        m_output.json(json);
        return finish(best ? ExitCode::Fine : ExitCode::Failed);
    }
    if (proof.framework.isEmpty())
        m_output.line(tr("The environment has neither PyTorch nor NumPy, so nothing in it can work on a device."));
    else
        m_output.line(u"%1 %2, Python %3"_s.arg(proof.framework, proof.version, proof.python));
    for (const QString &line : proofLines(proof, m_output))
        m_output.line(line);
    if (!run->isIsolated)
        m_output.progress(tr("bubblewrap is not there or does not work, so this ran with network and disk."));
    if (!hasCard) {
        m_output.line();
        m_output.line(tr("Why no GPU did the work:"));
        m_output.line(chainLines(reasons, m_output).join(u'\n'));
    }
    finish(best ? ExitCode::Fine : ExitCode::Failed);
}

void HardwareCommand::flavours(const QCommandLineParser &parser)
{
    if (!m_space) {
        showFlavours({}, {});
        return;
    }
    bool isNumber = false;
    const QString given = parser.value(u"peak-memory"_s);
    const double peak = given.toDouble(&isNumber);
    constexpr double most = 1e6; // GB
    if (!given.isEmpty() && (!isNumber || peak <= 0 || peak > most))
        return wrongUsage(tr("\"%1\" is no memory in GB.").arg(given));
    const QString folder = folderArgument(parser);
    m_ledger = std::make_unique<History::Ledger>(m_services.paths.ledger(), m_services.redactor);
    m_space->read().then(this, [this, folder, peak](const Result<Hardware::ChainFacts> &facts) {
        if (!facts)
            return finish(facts.error());
        m_ledger->listRuns(folder).then(
            this, [this, folder, peak, facts = *facts](const Result<QList<History::Run>> &runs) {
                Hardware::Needs needs;
                needs.asksForGpu = facts.code && facts.code->asksForGpu;
                needs.isGradio = m_space->isGradio();
                needs.peakMemoryBytes = qint64(peak * 1e9);
                for (const History::Run &run : runs.value_or(QList<History::Run>())) {
                    if (peak <= 0)
                        needs.peakMemoryBytes = qMax(needs.peakMemoryBytes, run.end.peakMemoryBytes.value_or(0));
                }
                QtConcurrent::run(spaceWeights, folder, m_services.environment)
                    .then(this, [this, needs](const SpaceWeights &weights) mutable {
                        needs.weightBytes = weights.bytes;
                        for (const WeightFile &file : weights.files)
                            needs.fileBytes += file.bytes;
                        showFlavours(needs, weights);
                    });
            });
    });
}

void HardwareCommand::showFlavours(const Hardware::Needs &needs, const SpaceWeights &weights)
{
    const QList<Hardware::FlavourFit> fits = Hardware::fits(needs, Hardware::flavours());
    const Hardware::FlavourFit *best = m_space ? Hardware::cheapest(fits) : nullptr;
    if (m_output.isJson()) {
        m_output.json(flavoursJson(fits, best, needs, weights));
        return finish(ExitCode::Fine);
    }
    if (m_space) {
        m_output.line(needsLines(needs, weights).join(u'\n'));
        m_output.line();
    }
    m_output.line(flavourLines(fits, m_space != nullptr, m_output).join(u'\n'));
    if (m_space) {
        m_output.line();
        m_output.line(best ? tr("The cheapest that fits: %1.").arg(best->flavour.name)
                           : tr("None of them fits. Take a smaller model, or one with fewer bits."));
    }
    finish(ExitCode::Fine);
}

} // namespace Spacewright::Cli
