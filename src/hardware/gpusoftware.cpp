// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/gpusoftware.h"

#include "base/process.h"
#include "base/systemfile.h"
#include "hardware/gpuparsers.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
NodeAccess access(const QString &path)
{
    if (!QFile::exists(path))
        return NodeAccess::Missing;
    return ::access(QFile::encodeName(path).constData(), R_OK | W_OK) == 0 ? NodeAccess::Allowed : NodeAccess::Denied;
}

/// In the order of the loader; distributions without a common folder, and WSL, have theirs elsewhere.
QString findLibrary(const QString &name, const QProcessEnvironment &environment, const QString &root)
{
    QStringList paths;
    for (const QString &folder : environment.value(u"LD_LIBRARY_PATH"_s).split(u':', Qt::SkipEmptyParts))
        paths += folder + u'/' + name;
    paths += loaderPath(systemFile(root + "/etc/ld.so.cache"_L1), name);
    for (const auto folder : {"/usr/lib/x86_64-linux-gnu/"_L1, "/usr/lib/aarch64-linux-gnu/"_L1, "/usr/lib64/"_L1,
                              "/usr/lib/"_L1, "/run/opengl-driver/lib/"_L1, "/usr/lib/wsl/lib/"_L1})
        paths += folder + name;
    const auto isThere = [&root](const QString &path) { return !path.isEmpty() && QFile::exists(root + path); };
    const auto found = std::find_if(paths.cbegin(), paths.cend(), isThere);
    return found == paths.cend() ? QString() : *found;
}

NodeAccess renderNodes(const QString &root)
{
    const QDir folder(root + "/dev/dri"_L1);
    NodeAccess best = NodeAccess::Missing;
    for (const QString &name : folder.entryList({u"renderD*"_s}, QDir::System | QDir::Files))
        best = qMax(best, access(folder.filePath(name)));
    return best;
}

QString accessName(NodeAccess access)
{
    switch (access) {
    case NodeAccess::Missing:
        return u"missing"_s;
    case NodeAccess::Denied:
        return u"denied"_s;
    case NodeAccess::Allowed:
        break;
    }
    return u"allowed"_s;
}
} // namespace

GpuSoftware gpuSoftware(const QProcessEnvironment &environment, const QString &root)
{
    GpuSoftware software;
    software.nvidiaModule = nvidiaDriverVersion(systemFile(root + "/proc/driver/nvidia/version"_L1));
    software.nvidiaNodes = qMin(access(root + "/dev/nvidiactl"_L1), access(root + "/dev/nvidia-uvm"_L1));
    software.cudaLibrary = findLibrary(u"libcuda.so.1"_s, environment, root);
    software.kfd = access(root + "/dev/kfd"_L1);
    software.rocmVersion = QString::fromLatin1(systemFile(root + "/opt/rocm/.info/version"_L1)).trimmed();
    software.renderNodes = renderNodes(root);
    software.levelZero = findLibrary(u"libze_loader.so.1"_s, environment, root);
    for (const QString &name : {u"nvidia-ctk"_s, u"nvidia-container-cli"_s}) {
        if (software.containerToolkit.isEmpty())
            software.containerToolkit = findProgram(name, environment);
    }
    return software;
}

QString nvmlStateName(NvmlState state)
{
    switch (state) {
    case NvmlState::NoLibrary:
        return u"no-library"_s;
    case NvmlState::TooOld:
        return u"too-old"_s;
    case NvmlState::NoDriver:
        return u"no-driver"_s;
    case NvmlState::Mismatch:
        return u"mismatch"_s;
    case NvmlState::NoPermission:
        return u"no-permission"_s;
    case NvmlState::NoDevices:
        return u"no-devices"_s;
    case NvmlState::Failed:
        return u"failed"_s;
    case NvmlState::Works:
        break;
    }
    return u"works"_s;
}

QJsonObject toJson(const GpuSoftware &software)
{
    return {{u"nvml"_s, nvmlStateName(software.nvml)},
            {u"nvmlWords"_s, software.nvmlWords},
            {u"nvmlVersion"_s, software.nvmlVersion},
            {u"nvidiaModule"_s, software.nvidiaModule},
            {u"nvidiaNodes"_s, accessName(software.nvidiaNodes)},
            {u"cudaLibrary"_s, software.cudaLibrary},
            {u"cudaVersion"_s, software.cudaVersion},
            {u"kfd"_s, accessName(software.kfd)},
            {u"rocmVersion"_s, software.rocmVersion},
            {u"renderNodes"_s, accessName(software.renderNodes)},
            {u"levelZero"_s, software.levelZero},
            {u"containerToolkit"_s, software.containerToolkit}};
}

} // namespace Spacewright::Hardware
