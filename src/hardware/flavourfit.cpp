// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/flavourfit.h"

#include "base/clock.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(FlavourFit)
};

constexpr qint64 Gigabyte = 1'000'000'000;
constexpr double WorkingRoom = 1.2; // activations and buffers beside the weights
constexpr double Comfortable = 0.8; // of the memory
constexpr int ZeroGpuMemoryGb = 48; // half a card; a function may ask for 96. Source: spaces.md 4.6

qint64 withModel(qint64 weightBytes)
{
    return weightBytes == 0 ? 0 : qint64(double(weightBytes) * WorkingRoom) + Gigabyte;
}

FlavourFit judged(const Flavour &flavour, qint64 needed, int availableGb, const QString &what)
{
    const qint64 available = availableGb * Gigabyte;
    if (available <= 0 || needed <= 0)
        return {flavour, Fit::Fits, {}};
    const Fit fit = needed > available                     ? Fit::TooSmall
        : double(needed) > double(available) * Comfortable ? Fit::Tight
                                                           : Fit::Fits;
    return {flavour, fit, Words::tr("%1: about %2 of %3 GB").arg(what, bytesText(needed)).arg(availableGb)};
}

bool isZeroGpu(const Flavour &flavour)
{
    return flavour.name == "zero-a10g"_L1;
}

FlavourFit fitOf(const Needs &needs, const Flavour &flavour)
{
    if (isZeroGpu(flavour) && !needs.isGradio)
        return {flavour, Fit::NotOffered, Words::tr("ZeroGPU is for Gradio Spaces.")};
    if (needs.asksForGpu && flavour.gpuCount == 0)
        return {flavour, Fit::NoGpu, Words::tr("The app asks for a GPU.")};
    if (needs.fileBytes > flavour.diskGb * Gigabyte && flavour.diskGb > 0)
        return {flavour, Fit::TooSmall,
                Words::tr("Disk: %1 of %2 GB").arg(bytesText(needs.fileBytes)).arg(flavour.diskGb)};
    const bool isOnCard = needs.asksForGpu && flavour.gpuCount > 0;
    const qint64 model = withModel(needs.weightBytes);
    const FlavourFit memory = judged(flavour, qMax(needs.peakMemoryBytes, isOnCard ? qint64(0) : model),
                                     flavour.memoryGb, Words::tr("Memory"));
    if (!isOnCard)
        return memory;
    const FlavourFit card =
        judged(flavour, model, isZeroGpu(flavour) ? ZeroGpuMemoryGb : flavour.gpuMemoryGb, Words::tr("GPU memory"));
    return card.fit < memory.fit || card.reason.isEmpty() ? memory : card;
}
} // namespace

QList<FlavourFit> fits(const Needs &needs, const QList<Flavour> &flavours)
{
    QList<FlavourFit> result;
    for (const Flavour &flavour : flavours)
        result.append(fitOf(needs, flavour));
    return result;
}

const FlavourFit *cheapest(const QList<FlavourFit> &fits)
{
    const auto rank = [](const FlavourFit &fit) { return std::pair(fit.fit, fit.flavour.centsPerHour); };
    const auto found = std::ranges::min_element(fits, {}, rank);
    return found == fits.cend() || found->fit > Fit::Tight ? nullptr : &*found;
}

QString fitName(Fit fit)
{
    switch (fit) {
    case Fit::Fits:
        return u"fits"_s;
    case Fit::Tight:
        return u"tight"_s;
    case Fit::TooSmall:
        return u"too-small"_s;
    case Fit::NoGpu:
        return u"no-gpu"_s;
    case Fit::NotOffered:
        return u"not-offered"_s;
    }
    Q_UNREACHABLE_RETURN(QString());
}

QJsonObject toJson(const FlavourFit &fit)
{
    QJsonObject json = toJson(fit.flavour);
    json[u"fit"_s] = fitName(fit.fit);
    json[u"reason"_s] = fit.reason.isEmpty() ? QJsonValue() : QJsonValue(fit.reason);
    return json;
}

} // namespace Spacewright::Hardware
