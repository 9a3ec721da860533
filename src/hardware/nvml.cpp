// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/nvml.h"

#include "hardware/parsers.h"

#include <QLibrary>

#include <array>
#include <dlfcn.h>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
// Source: nvml.h of the CUDA toolkit; these calls have kept their form since NVML 5.
using Device = void *;
struct MemoryInfo {
    unsigned long long total;
    unsigned long long free;
    unsigned long long used;
};
constexpr int Success = 0;
using Init = int (*)();
using Text = int (*)(char *, unsigned);
using Number = int (*)(int *);
using Count = int (*)(unsigned *);
using Handle = int (*)(unsigned, Device *);
using DeviceText = int (*)(Device, char *, unsigned);
using DeviceMemory = int (*)(Device, MemoryInfo *);

template<typename Function>
Function function(QLibrary &library, const char *name)
{
    return reinterpret_cast<Function>(library.resolve(name));
}
} // namespace

std::optional<NvidiaDriver> askNvml()
{
    QLibrary library(u"nvidia-ml"_s, 1);
    if (!library.load()) {
        // glibc keeps the failure for dlerror() until this thread ends, and a leak checker at the program's
        // end may come first. The first call hands it out, the second lets it go.
        std::ignore = dlerror();
        std::ignore = dlerror();
        return std::nullopt;
    }
    const auto init = function<Init>(library, "nvmlInit_v2");
    const auto shutdown = function<Init>(library, "nvmlShutdown");
    const auto driverVersion = function<Text>(library, "nvmlSystemGetDriverVersion");
    const auto cudaDriverVersion = function<Number>(library, "nvmlSystemGetCudaDriverVersion");
    const auto deviceCount = function<Count>(library, "nvmlDeviceGetCount_v2");
    const auto deviceHandle = function<Handle>(library, "nvmlDeviceGetHandleByIndex_v2");
    const auto deviceName = function<DeviceText>(library, "nvmlDeviceGetName");
    const auto deviceMemory = function<DeviceMemory>(library, "nvmlDeviceGetMemoryInfo");
    if (!init || !shutdown || !deviceCount || !deviceHandle || !deviceName || init() != Success)
        return std::nullopt;

    NvidiaDriver result;
    std::array<char, 96> text{}; // NVML's own buffer sizes are 80 and 96
    QString driver;
    if (driverVersion && driverVersion(text.data(), text.size()) == Success)
        driver = QString::fromUtf8(text.data());
    int cuda = 0;
    if (cudaDriverVersion && cudaDriverVersion(&cuda) == Success)
        result.cudaVersion = cudaVersion(cuda);
    unsigned count = 0;
    if (deviceCount(&count) != Success)
        count = 0;
    for (unsigned index = 0; index < count; ++index) {
        Device device = nullptr;
        if (deviceHandle(index, &device) != Success || deviceName(device, text.data(), text.size()) != Success)
            continue;
        Gpu gpu{.name = QString::fromUtf8(text.data()), .vendor = u"nvidia"_s, .driver = driver};
        MemoryInfo memory{};
        if (deviceMemory && deviceMemory(device, &memory) == Success) {
            gpu.memoryBytes = qint64(memory.total);
            gpu.memoryFreeBytes = qint64(memory.free);
        }
        result.gpus.append(gpu);
    }
    shutdown();
    return result;
}

} // namespace Spacewright::Hardware
