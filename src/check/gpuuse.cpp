// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/gpuuse.h"

#include "check/pythonsource.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {
/// These put their work on a card when they find one.
constexpr QLatin1StringView Modules[] = {"vllm"_L1, "cupy"_L1,           "tensorflow"_L1, "keras"_L1,       "jax"_L1,
                                         "flax"_L1, "faster_whisper"_L1, "accelerate"_L1, "bitsandbytes"_L1};

bool isDevice(const QString &text)
{
    return text == "cuda"_L1 || text == "xpu"_L1 || text.startsWith("cuda:"_L1) || text.startsWith("xpu:"_L1);
}
} // namespace

GpuUse gpuUse(const QString &python)
{
    const PythonSource source(python);
    GpuUse first;
    const auto found = [&first](const TextRange &range, const QString &what) {
        const int line = range.line + 1;
        if (!first.isThere() || line < first.line)
            first = {line, what};
    };
    for (const PythonSource::Literal &literal : source.literals()) {
        if (isDevice(literal.text))
            found(literal.range, u'"' + literal.text + u'"');
    }
    for (const PythonCall &call : source.calls(u"cuda")) {
        if (!call.owner.isEmpty() && call.arguments.isEmpty())
            found(call.range, u".cuda()"_s);
    }
    for (const QString &function : {u"from_pretrained"_s, u"pipeline"_s, u"Llama"_s}) {
        for (const QString &name : {u"device_map"_s, u"n_gpu_layers"_s}) {
            for (const PythonCall &call : source.calls(function)) {
                if (const PythonArgument *argument = call.argument(name))
                    found(argument->range, name);
            }
        }
    }
    for (const PythonImport &import : source.imports()) {
        if (std::ranges::find(Modules, import.module) != std::end(Modules))
            found(import.range, import.module);
    }
    return first;
}

} // namespace Spacewright::Check
