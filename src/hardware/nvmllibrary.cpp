// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/nvmllibrary.h"

#include <dlfcn.h>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
template<typename Function>
void resolve(QLibrary &library, Function &function, const char *name)
{
    function = reinterpret_cast<Function>(library.resolve(name));
}
} // namespace

bool NvmlLibrary::load(const QStringList &files)
{
    for (const QString &file : files) {
        m_library.setFileName(file);
        if (m_library.load())
            break;
    }
    if (!m_library.isLoaded()) {
        // glibc keeps the failure for dlerror() until this thread ends, and a leak checker at the program's
        // end may come first. The first call hands it out, the second lets it go.
        std::ignore = dlerror();
        std::ignore = dlerror();
        return false;
    }
    resolve(m_library, init, "nvmlInit_v2");
    resolve(m_library, shutdown, "nvmlShutdown");
    resolve(m_library, errorString, "nvmlErrorString");
    resolve(m_library, libraryVersion, "nvmlSystemGetNVMLVersion");
    resolve(m_library, driverVersion, "nvmlSystemGetDriverVersion");
    resolve(m_library, cudaVersion, "nvmlSystemGetCudaDriverVersion");
    resolve(m_library, count, "nvmlDeviceGetCount_v2");
    resolve(m_library, byIndex, "nvmlDeviceGetHandleByIndex_v2");
    resolve(m_library, name, "nvmlDeviceGetName");
    resolve(m_library, uuid, "nvmlDeviceGetUUID");
    resolve(m_library, pci, "nvmlDeviceGetPciInfo_v3");
    resolve(m_library, memory, "nvmlDeviceGetMemoryInfo");
    resolve(m_library, capability, "nvmlDeviceGetCudaComputeCapability");
    resolve(m_library, memoryErrors, "nvmlDeviceGetTotalEccErrors");
    resolve(m_library, migMode, "nvmlDeviceGetMigMode");
    resolve(m_library, mostSlices, "nvmlDeviceGetMaxMigDeviceCount");
    resolve(m_library, sliceByIndex, "nvmlDeviceGetMigDeviceHandleByIndex");
    resolve(m_library, processes, "nvmlDeviceGetComputeRunningProcesses_v3");
    if (!processes)
        resolve(m_library, processes, "nvmlDeviceGetComputeRunningProcesses_v2");
    resolve(m_library, processesV1, "nvmlDeviceGetComputeRunningProcesses");
    std::ignore = dlerror(); // as above, for each function that is not there
    std::ignore = dlerror();
    return true;
}

bool NvmlLibrary::isComplete() const
{
    return init && shutdown && count && byIndex && name;
}

} // namespace Spacewright::Hardware
