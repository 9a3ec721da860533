// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hardware/reasonchain.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Spacewright::Hardware {

namespace {
struct Failure {
    QLatin1StringView words; ///< in what torch, CUDA or ROCm print
    LinkKind kind;
    const char *sentence;
    const char *next;
};

/// Source: the texts of cudaGetErrorString() and hipGetErrorString(), and torch/cuda/__init__.py. The first row that
/// fits counts.
constexpr Failure Failures[] = {
    {"no kernel image is available"_L1, LinkKind::Wheel,
     QT_TRANSLATE_NOOP("ReasonChain", "This PyTorch has no code for the card."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Install a build for the card: CUDA 12.8 or newer for Blackwell, 12.6 for cards "
                       "older than Turing.")},
    {"invalid device function"_L1, LinkKind::Wheel,
     QT_TRANSLATE_NOOP("ReasonChain", "This PyTorch has no code for the card."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Install a newer build for ROCm, or set HSA_OVERRIDE_GFX_VERSION to a card of the "
                       "same family that it has.")},
    {"not compiled with CUDA enabled"_L1, LinkKind::Wheel,
     QT_TRANSLATE_NOOP("ReasonChain", "This PyTorch was built for the processor alone."),
     QT_TRANSLATE_NOOP("ReasonChain", "Build again: without UV_TORCH_BACKEND, the build for the card is chosen.")},
    {"driver on your system is too old"_L1, LinkKind::Wheel,
     QT_TRANSLATE_NOOP("ReasonChain", "This PyTorch was built for a newer CUDA than the driver knows."),
     QT_TRANSLATE_NOOP("ReasonChain", "Install a newer driver, or a build of PyTorch for an older CUDA.")},
    {"driver version is insufficient"_L1, LinkKind::Wheel,
     QT_TRANSLATE_NOOP("ReasonChain", "This PyTorch was built for a newer CUDA than the driver knows."),
     QT_TRANSLATE_NOOP("ReasonChain", "Install a newer driver, or a build of PyTorch for an older CUDA.")},
    {"Found no NVIDIA driver"_L1, LinkKind::Driver,
     QT_TRANSLATE_NOOP("ReasonChain", "NVIDIA's driver is not there for this program."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Install it and restart the machine. In a container, start it with \"--gpus all\".")},
    {"unsupported display driver / cuda driver combination"_L1, LinkKind::Driver,
     QT_TRANSLATE_NOOP("ReasonChain", "The driver was updated, and the kernel still has the old one loaded."),
     QT_TRANSLATE_NOOP("ReasonChain", "Restart the machine.")},
    {"forward compatibility was attempted"_L1, LinkKind::Driver,
     QT_TRANSLATE_NOOP("ReasonChain", "A CUDA library of another version stands before the driver's own."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Take the folder with \"compat\" out of LD_LIBRARY_PATH, or restart the machine "
                       "after a driver update.")},
    {"GPU is lost"_L1, LinkKind::Card, QT_TRANSLATE_NOOP("ReasonChain", "The card no longer answers."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Restart the machine. When it happens again, look at the card's power and "
                       "cooling.")},
    {"uncorrectable ECC error"_L1, LinkKind::Card,
     QT_TRANSLATE_NOOP("ReasonChain", "The card's memory has errors that could not be corrected."),
     QT_TRANSLATE_NOOP("ReasonChain", "Restart the machine. When they come back, the card is to be replaced.")},
    {"out of memory"_L1, LinkKind::Card, QT_TRANSLATE_NOOP("ReasonChain", "The card's memory is full."),
     QT_TRANSLATE_NOOP("ReasonChain", "End what else uses it (\"nvidia-smi\" names it), or load a smaller model.")},
    {"No CUDA GPUs are available"_L1, LinkKind::Visible,
     QT_TRANSLATE_NOOP("ReasonChain", "The program is shown no card."),
     QT_TRANSLATE_NOOP("ReasonChain", "Take CUDA_VISIBLE_DEVICES away, or name a card in it.")},
    {"No HIP GPUs are available"_L1, LinkKind::Visible,
     QT_TRANSLATE_NOOP("ReasonChain", "The program is shown no card."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Take HIP_VISIBLE_DEVICES and ROCR_VISIBLE_DEVICES away, or name a card in them.")},
    {"no CUDA-capable device is detected"_L1, LinkKind::Visible,
     QT_TRANSLATE_NOOP("ReasonChain", "The program is shown no card."),
     QT_TRANSLATE_NOOP("ReasonChain", "Take CUDA_VISIBLE_DEVICES away, or name a card in it.")},
    {"invalid device ordinal"_L1, LinkKind::Visible,
     QT_TRANSLATE_NOOP("ReasonChain", "The code asks for a card by a number that there is none of."),
     QT_TRANSLATE_NOOP("ReasonChain", "Write \"cuda\" without a number, or show the program more cards.")},
    {"CUDA unknown error"_L1, LinkKind::Runtime,
     QT_TRANSLATE_NOOP("ReasonChain",
                       "CUDA does not start, most often because /dev/nvidia-uvm is not there or broken."),
     QT_TRANSLATE_NOOP("ReasonChain", "Run \"sudo modprobe -r nvidia_uvm && sudo modprobe nvidia_uvm\".")},
    {"libcuda.so.1"_L1, LinkKind::Runtime,
     QT_TRANSLATE_NOOP("ReasonChain", "libcuda.so.1, the driver's part inside programs, is not found."),
     QT_TRANSLATE_NOOP("ReasonChain",
                       "Install the driver's CUDA library. In a container, start it with \"--gpus all\".")},
    {"illegal memory access"_L1, LinkKind::Code,
     QT_TRANSLATE_NOOP("ReasonChain", "The code, or a package of it, reached beyond its memory on the card."),
     QT_TRANSLATE_NOOP("ReasonChain", "Run it with CUDA_LAUNCH_BLOCKING=1 to see where.")},
    {"device-side assert"_L1, LinkKind::Code,
     QT_TRANSLATE_NOOP("ReasonChain", "The code handed the card a value that is out of range, often an index."),
     QT_TRANSLATE_NOOP("ReasonChain", "Run it on the processor: there the error names the line.")},
};
} // namespace

std::optional<Link> linkOfFailure(const QString &words)
{
    for (const Failure &failure : Failures) {
        if (words.contains(failure.words, Qt::CaseInsensitive))
            return Link{failure.kind, LinkState::Broken, QCoreApplication::translate("ReasonChain", failure.sentence),
                        QCoreApplication::translate("ReasonChain", failure.next)};
    }
    return std::nullopt;
}

} // namespace Spacewright::Hardware
