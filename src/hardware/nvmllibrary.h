// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLibrary>
#include <QStringList>

namespace Spacewright::Hardware {

/// NVIDIA's management library as far as we call it. Null for each function that the installed one lacks.
/// Source: nvml.h of the CUDA toolkit.
struct NvmlLibrary {
    using Device = void *;
    enum Code { // what every function returns; there are more
        Success = 0,
        NotSupported = 3,
        NoPermission = 4,
        InsufficientSize = 7,
        DriverNotLoaded = 9,
        LibraryNotFound = 12,
        GpuIsLost = 15,
        ResetRequired = 16,
        VersionMismatch = 18,
    };
    struct Memory {
        unsigned long long total;
        unsigned long long free;
        unsigned long long used;
    };
    struct Pci { // nvmlPciInfo_t
        char shortId[16];
        unsigned domain;
        unsigned bus;
        unsigned device;
        unsigned deviceId;
        unsigned subsystemId;
        char id[32];
    };
    struct ProcessV1 {
        unsigned id;
        unsigned long long memory;
    };
    struct Process { // since version 2 of the function
        unsigned id;
        unsigned long long memory;
        unsigned gpuInstance;
        unsigned computeInstance;
    };

    int (*init)() = nullptr;
    int (*shutdown)() = nullptr;
    const char *(*errorString)(int) = nullptr;
    int (*libraryVersion)(char *, unsigned) = nullptr;
    int (*driverVersion)(char *, unsigned) = nullptr;
    int (*cudaVersion)(int *) = nullptr;
    int (*count)(unsigned *) = nullptr;
    int (*byIndex)(unsigned, Device *) = nullptr;
    int (*name)(Device, char *, unsigned) = nullptr;
    int (*uuid)(Device, char *, unsigned) = nullptr;
    int (*pci)(Device, Pci *) = nullptr;
    int (*memory)(Device, Memory *) = nullptr;
    int (*capability)(Device, int *, int *) = nullptr;
    int (*memoryErrors)(Device, int, int, unsigned long long *) = nullptr;
    int (*migMode)(Device, unsigned *, unsigned *) = nullptr;
    int (*mostSlices)(Device, unsigned *) = nullptr;
    int (*sliceByIndex)(Device, unsigned, Device *) = nullptr;
    int (*processes)(Device, unsigned *, Process *) = nullptr;
    int (*processesV1)(Device, unsigned *, ProcessV1 *) = nullptr;

    /// Loads the first of `files`. False where none can be loaded.
    [[nodiscard]] bool load(const QStringList &files);
    /// Whether nothing that every driver has is missing.
    [[nodiscard]] bool isComplete() const;

private:
    QLibrary m_library; // stays loaded: unloading a driver's library is not safe
};

} // namespace Spacewright::Hardware
