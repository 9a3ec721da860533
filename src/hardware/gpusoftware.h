// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

class QProcessEnvironment;

namespace Spacewright::Hardware {

/// How NVIDIA's management library (NVML) answered.
enum class NvmlState {
    NoLibrary, ///< not installed, or not mounted into this container
    TooOld, ///< it lacks a function that every driver since 2013 has
    NoDriver, ///< the library is there and the kernel module is not loaded
    Mismatch, ///< library and kernel module are of different versions: updated without a restart
    NoPermission, ///< the device nodes belong to somebody else
    NoDevices, ///< all is well and there is no card
    Failed, ///< anything else; `nvmlWords` has its words
    Works,
};

enum class NodeAccess { Missing, Denied, Allowed };

/// What stands between the cards of this machine and a program that computes on them.
struct GpuSoftware {
    NvmlState nvml = NvmlState::NoLibrary;
    QString nvmlWords; ///< untranslated; empty where it works
    QString nvmlVersion; ///< of the library: "12.570.124.06"; empty where it does not say
    QString nvidiaModule; ///< version of the loaded kernel module
    NodeAccess nvidiaNodes = NodeAccess::Missing; ///< /dev/nvidiactl and /dev/nvidia-uvm
    QString cudaLibrary; ///< path of libcuda.so.1, the driver's part in the programs
    QString cudaVersion; ///< newest that the driver supports: "12.8"
    NodeAccess kfd = NodeAccess::Missing; ///< /dev/kfd, which ROCm computes through
    QString rocmVersion; ///< below /opt/rocm; wheels bring their own
    NodeAccess renderNodes = NodeAccess::Missing; ///< /dev/dri/renderD*
    QString levelZero; ///< path of libze_loader.so.1, which Intel's cards compute through
    QString containerToolkit; ///< path of nvidia-ctk or nvidia-container-cli

    friend bool operator==(const GpuSoftware &, const GpuSoftware &) = default;
};

/// Looks for files; NVML's part is left as it is. `root` is put before every path; tests have one of their own.
/// Any thread.
[[nodiscard]] GpuSoftware gpuSoftware(const QProcessEnvironment &environment, const QString &root = {});

/// For machines: `works`, `no-library`, `mismatch` …
[[nodiscard]] QString nvmlStateName(NvmlState state);
[[nodiscard]] QJsonObject toJson(const GpuSoftware &software);

} // namespace Spacewright::Hardware
