// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Sdk;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView GradioSource = "gradio/blocks.py, Blocks.launch"_L1;
constexpr QLatin1StringView ZeroGpu = "https://huggingface.co/docs/hub/spaces-zerogpu"_L1;

/// What the app file gives to Gradio's launch() as `name`.
QList<PythonArgument> launchArguments(const Subject &subject, QLatin1StringView name)
{
    if (!subject.hasSdk(Sdk::Gradio))
        return {};
    QList<PythonArgument> arguments = subject.app.keywordArguments(u"launch");
    arguments.removeIf([name](const PythonArgument &argument) { return argument.name != name; });
    return arguments;
}

void loopback(const Subject &subject, const Report &report)
{
    for (const PythonArgument &argument : launchArguments(subject, "server_name"_L1)) {
        const QString host = plainString(argument.value);
        if (isLoopback(host))
            report({subject.manifest.appFile(),
                    argument.range,
                    Words::tr("Nobody outside the container reaches %1. Write \"0.0.0.0\", or leave it out.").arg(host),
                    Words::tr("not reachable"),
                    {},
                    {writing(u"\"0.0.0.0\""_s, subject.manifest.appFile(), argument.valueRange)}});
    }
}

void port(const Subject &subject, const Report &report)
{
    const int hubPort = subject.manifest.appPort();
    for (const PythonArgument &argument : launchArguments(subject, "server_port"_L1)) {
        bool isNumber = false;
        const int number = argument.value.toInt(&isNumber);
        if (isNumber && number != hubPort)
            report({subject.manifest.appFile(),
                    argument.range,
                    Words::tr("The Hub asks a Gradio Space at %1, and this one answers at %2. Leave the port out.")
                        .arg(hubPort)
                        .arg(number),
                    Words::tr("the Hub asks %1").arg(hubPort),
                    {},
                    {writing(QString::number(hubPort), subject.manifest.appFile(), argument.valueRange)}});
    }
}

void share(const Subject &subject, const Report &report)
{
    for (const PythonArgument &argument : launchArguments(subject, "share"_L1)) {
        if (argument.value == "True"_L1)
            report({subject.manifest.appFile(), argument.range,
                    Words::tr("share=True does nothing on the Hub; the Space has an address of its own. Leave it out."),
                    Words::tr("does nothing there")});
    }
}

bool mayUseCuda(const QString &module)
{
    static constexpr QLatin1StringView Modules[] = {"torch"_L1,      "torchvision"_L1,  "torchaudio"_L1,
                                                    "diffusers"_L1,  "transformers"_L1, "accelerate"_L1,
                                                    "tensorflow"_L1, "jax"_L1};
    return std::ranges::find(Modules, module) != std::end(Modules);
}

void spacesFirst(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Gradio))
        return;
    const QList<PythonImport> imports = subject.app.imports();
    const auto spaces = std::ranges::find(imports, u"spaces"_s, &PythonImport::module);
    const auto earlier =
        std::ranges::find_if(imports.cbegin(), spaces, mayUseCuda, [](const PythonImport &i) { return i.module; });
    if (spaces == imports.cend() || earlier == spaces)
        return;
    report({subject.manifest.appFile(), spaces->range,
            Words::tr("On ZeroGPU spaces has to be imported before %1. Move this line above it.").arg(earlier->module),
            Words::tr("import it first")});
}

void decorator(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Gradio) || subject.app.hasSequence({u"spaces", u".", u"GPU"}))
        return;
    const QList<PythonImport> imports = subject.app.imports();
    const auto spaces = std::ranges::find(imports, u"spaces"_s, &PythonImport::module);
    if (spaces != imports.cend() && !subject.app.hasSequence({u"import", u"GPU"}))
        report({subject.manifest.appFile(), spaces->range,
                Words::tr("spaces is imported and nothing is decorated. ZeroGPU needs @spaces.GPU on a function."),
                Words::tr("no @spaces.GPU")});
}

void cudaWithoutCheck(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk() || subject.app.hasSequence({u"is_available"})
        || subject.app.hasSequence({u"import", u"spaces"}))
        return;
    const auto &tokens = subject.app.tokens();
    for (qsizetype i = 1; i < tokens.size(); ++i) {
        const QString device = plainString(subject.app.text(tokens.at(i)));
        if (tokens.at(i).kind != PythonToken::Kind::String || (device != "cuda"_L1 && !device.startsWith("cuda:"_L1)))
            continue;
        report({subject.manifest.appFile(), subject.app.range(tokens.at(i)),
                Words::tr("Without a GPU this fails. Choose the device with torch.cuda.is_available()."),
                Words::tr("fails without a GPU")});
        return;
    }
}

constexpr Rule Rules[] = {
    {"app/loopback"_L1, Severity::WillNotStart, GradioSource,
     QT_TRANSLATE_NOOP(
         "Check",
         "What launch() is told goes before GRADIO_SERVER_NAME, and the Hub's proxy comes from outside the "
         "container. The Space ends at its start-up limit."),
     loopback},
    {"app/port"_L1, Severity::WillNotStart, GradioSource,
     QT_TRANSLATE_NOOP("Check",
                       "What launch() is told goes before GRADIO_SERVER_PORT. The Space ends at its start-up limit."),
     port},
    {"app/share"_L1, Severity::Ignored, GradioSource,
     QT_TRANSLATE_NOOP("Check", "Gradio warns that sharing is not supported on Spaces, and goes on without it."),
     share},
    {"app/spaces-first"_L1, Severity::Advice, ZeroGpu,
     QT_TRANSLATE_NOOP("Check",
                       "What is imported earlier may initialise CUDA in the main process, and then the app ends with "
                       "\"CUDA has been initialized before importing the `spaces` package\"."),
     spacesFirst},
    {"app/zerogpu-decorator"_L1, Severity::Advice, ZeroGpu,
     QT_TRANSLATE_NOOP(
         "Check",
         "ZeroGPU hardware ends with \"No @spaces.GPU function detected during startup\" where no function "
         "is decorated; on other hardware nothing happens."),
     decorator},
    {"app/cuda-without-check"_L1, Severity::Advice, "errors seen on Spaces"_L1,
     QT_TRANSLATE_NOOP(
         "Check",
         "On CPU hardware, which a Space has until somebody chooses another, torch raises \"Found no NVIDIA "
         "driver on your system\"."),
     cudaWithoutCheck},
};

} // namespace

std::span<const Rule> appRules()
{
    return Rules;
}

} // namespace Spacewright::Check
