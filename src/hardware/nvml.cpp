// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/nvml.h"

#include "hardware/gpuparsers.h"
#include "hardware/nvmllibrary.h"

#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
using Device = NvmlLibrary::Device;
using Text = std::array<char, 96>; // NVML's own buffers have 80 and 96

/// Where a driver counts more than any machine has, something is wrong with it.
constexpr unsigned MostCards = 256;
constexpr unsigned MostSlices = 64;
constexpr unsigned MostProcesses = 4096;

/// What NVML writes where it does not know a number.
qint64 known(unsigned long long bytes)
{
    return bytes > static_cast<unsigned long long>(std::numeric_limits<qint64>::max()) ? -1 : qint64(bytes);
}

QString text(Text &buffer)
{
    buffer.back() = '\0';
    return QString::fromUtf8(buffer.data());
}

NvmlState stateOf(int code)
{
    switch (code) {
    case NvmlLibrary::Success:
        return NvmlState::Works;
    case NvmlLibrary::NoPermission:
        return NvmlState::NoPermission;
    case NvmlLibrary::DriverNotLoaded:
    case NvmlLibrary::LibraryNotFound: // its other half, which comes with the driver
        return NvmlState::NoDriver;
    case NvmlLibrary::VersionMismatch:
        return NvmlState::Mismatch;
    default:
        return NvmlState::Failed;
    }
}

GpuFault faultOf(int code)
{
    switch (code) {
    case NvmlLibrary::Success:
        return GpuFault::None;
    case NvmlLibrary::NoPermission:
        return GpuFault::NoPermission;
    case NvmlLibrary::GpuIsLost:
    case NvmlLibrary::ResetRequired:
        return GpuFault::Lost;
    default:
        return GpuFault::Unreadable;
    }
}

class Reading {
public:
    explicit Reading(const NvmlLibrary &library)
        : m_library(library)
    {
    }

    [[nodiscard]] QString words(int code) const
    {
        const char *words = m_library.errorString ? m_library.errorString(code) : nullptr;
        return words ? QString::fromUtf8(words) : u"NVML %1"_s.arg(code);
    }

    [[nodiscard]] Gpu card(unsigned index, const QString &driver) const
    {
        Gpu gpu{.name = u"NVIDIA GPU %1"_s.arg(index), .vendor = u"nvidia"_s, .driver = driver};
        Device device = nullptr;
        int code = m_library.byIndex(index, &device);
        if (code == NvmlLibrary::Success) {
            readIdentity(device, gpu);
            code = readMemory(device, gpu);
        }
        gpu.fault = faultOf(code);
        if (gpu.fault != GpuFault::None) {
            gpu.faultWords = words(code);
            return gpu;
        }
        readSlices(device, gpu);
        readProcesses(device, gpu);
        return gpu;
    }

private:
    void readIdentity(Device device, Gpu &gpu) const
    {
        Text buffer{};
        if (m_library.name(device, buffer.data(), buffer.size()) == NvmlLibrary::Success)
            gpu.name = text(buffer);
        if (m_library.uuid && m_library.uuid(device, buffer.data(), buffer.size()) == NvmlLibrary::Success)
            gpu.uuid = text(buffer);
        NvmlLibrary::Pci pci{};
        if (m_library.pci && m_library.pci(device, &pci) == NvmlLibrary::Success) {
            pci.id[sizeof pci.id - 1] = '\0';
            gpu.pciAddress = shortPciAddress(QString::fromLatin1(pci.id));
        }
        int major = 0;
        int minor = 0;
        if (m_library.capability && m_library.capability(device, &major, &minor) == NvmlLibrary::Success)
            gpu.capability = u"%1.%2"_s.arg(major).arg(minor);
        unsigned long long errors = 0;
        constexpr int uncorrected = 1;
        constexpr int sinceStart = 0;
        if (m_library.memoryErrors
            && m_library.memoryErrors(device, uncorrected, sinceStart, &errors) == NvmlLibrary::Success)
            gpu.memoryErrors = known(errors);
    }

    /// Also finds out whether the card is still there: its name is remembered by the library, its memory is not.
    [[nodiscard]] int readMemory(Device device, Gpu &gpu) const
    {
        NvmlLibrary::Memory memory{};
        const int code = m_library.memory ? m_library.memory(device, &memory) : int(NvmlLibrary::Success);
        if (code == NvmlLibrary::NotSupported) { // GB10, Jetson: there is none apart from the machine's
            gpu.isUnified = true;
            return NvmlLibrary::Success;
        }
        if (code == NvmlLibrary::Success && m_library.memory) {
            gpu.memoryBytes = known(memory.total);
            gpu.memoryFreeBytes = known(memory.free);
        }
        return code;
    }

    void readSlices(Device device, Gpu &gpu) const
    {
        unsigned current = 0;
        unsigned pending = 0;
        if (!m_library.migMode || m_library.migMode(device, &current, &pending) != NvmlLibrary::Success)
            return;
        gpu.isSliced = current == 1;
        unsigned most = 0;
        if (!gpu.isSliced || !m_library.mostSlices || !m_library.sliceByIndex
            || m_library.mostSlices(device, &most) != NvmlLibrary::Success)
            return;
        for (unsigned index = 0; index < std::min(most, MostSlices); ++index) {
            Device handle = nullptr;
            if (m_library.sliceByIndex(device, index, &handle) != NvmlLibrary::Success)
                continue; // that place is free
            GpuSlice slice;
            Text buffer{};
            if (m_library.name(handle, buffer.data(), buffer.size()) == NvmlLibrary::Success)
                slice.name = text(buffer);
            if (m_library.uuid && m_library.uuid(handle, buffer.data(), buffer.size()) == NvmlLibrary::Success)
                slice.uuid = text(buffer);
            NvmlLibrary::Memory memory{};
            if (m_library.memory && m_library.memory(handle, &memory) == NvmlLibrary::Success)
                slice.memoryBytes = known(memory.total);
            gpu.slices.append(slice);
        }
    }

    void readProcesses(Device device, Gpu &gpu) const
    {
        if (m_library.processes)
            gpu.processes = listed(m_library.processes, device);
        else if (m_library.processesV1)
            gpu.processes = listed(m_library.processesV1, device);
    }

    /// The library says how many there are when the room was too small; more may have begun until it is asked again.
    template<typename Process>
    static QList<GpuProcess> listed(int (*function)(Device, unsigned *, Process *), Device device)
    {
        std::vector<Process> found(64);
        auto count = unsigned(found.size());
        int code = function(device, &count, found.data());
        if (code == NvmlLibrary::InsufficientSize && count < MostProcesses) {
            found.resize(count + 16);
            count = unsigned(found.size());
            code = function(device, &count, found.data());
        }
        QList<GpuProcess> processes;
        if (code != NvmlLibrary::Success)
            return processes;
        found.resize(std::min<std::size_t>(count, found.size()));
        for (const Process &process : found)
            processes.append({qint64(process.id), known(process.memory)});
        return processes;
    }

    const NvmlLibrary &m_library;
};
} // namespace

QStringList nvmlLibraries()
{
    // Where the loader looks; NixOS and WSL have theirs elsewhere.
    return {u"libnvidia-ml.so.1"_s, u"/run/opengl-driver/lib/libnvidia-ml.so.1"_s,
            u"/usr/lib/wsl/lib/libnvidia-ml.so.1"_s};
}

NvmlAnswer askNvml(const QStringList &libraries)
{
    NvmlLibrary library;
    NvmlAnswer answer;
    if (!library.load(libraries))
        return answer;
    if (!library.isComplete()) {
        answer.state = NvmlState::TooOld;
        return answer;
    }
    const Reading reading(library);
    const int begun = library.init();
    answer.state = stateOf(begun);
    if (answer.state != NvmlState::Works) {
        answer.words = reading.words(begun);
        return answer;
    }
    Text buffer{};
    if (library.libraryVersion && library.libraryVersion(buffer.data(), buffer.size()) == NvmlLibrary::Success)
        answer.version = text(buffer);
    if (library.driverVersion && library.driverVersion(buffer.data(), buffer.size()) == NvmlLibrary::Success)
        answer.driver = text(buffer);
    int cuda = 0;
    if (library.cudaVersion && library.cudaVersion(&cuda) == NvmlLibrary::Success)
        answer.cudaVersion = cudaVersion(cuda);
    unsigned count = 0;
    if (const int code = library.count(&count); code != NvmlLibrary::Success) {
        answer.state = stateOf(code);
        answer.words = reading.words(code);
        count = 0;
    } else if (count == 0) {
        answer.state = NvmlState::NoDevices;
    }
    for (unsigned index = 0; index < std::min(count, MostCards); ++index)
        answer.gpus.append(reading.card(index, answer.driver));
    library.shutdown();
    return answer;
}

} // namespace Spacewright::Hardware
