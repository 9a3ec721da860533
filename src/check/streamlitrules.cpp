// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::DockerInstruction;
using Spacewright::Manifest::Sdk;
using Spacewright::Manifest::StreamlitOption;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Config = ".streamlit/config.toml"_L1;
constexpr QLatin1StringView StreamlitSource = "streamlit/config.py"_L1;
constexpr QLatin1StringView SdkStreamlit = "https://huggingface.co/docs/hub/spaces-sdks-streamlit"_L1;

/// The CMD of a Docker Space that starts Streamlit; nullptr otherwise.
const DockerInstruction *streamlitCommand(const Subject &subject)
{
    if (!subject.hasSdk(Sdk::Docker))
        return nullptr;
    const auto inImage = subject.manifest.dockerfile.effective();
    const auto last = std::ranges::find_last_if(inImage, [](const DockerInstruction *instruction) {
        return (instruction->keyword == "CMD"_L1 || instruction->keyword == "ENTRYPOINT"_L1)
            && instruction->arguments.contains("streamlit"_L1);
    });
    return last.empty() ? nullptr : last.front();
}

bool isStreamlit(const Subject &subject)
{
    return subject.hasSdk(Sdk::Streamlit) || streamlitCommand(subject);
}

bool saysInImage(const Subject &subject, QLatin1StringView variable)
{
    return std::ranges::any_of(subject.manifest.dockerfile.effective(), [&](const DockerInstruction *instruction) {
        return instruction->keyword == "ENV"_L1 && instruction->arguments.contains(variable);
    });
}

void syntax(const Subject &subject, const Report &report)
{
    const auto &config = subject.manifest.streamlit;
    if (isStreamlit(subject) && !config.error.isEmpty())
        report({Config, config.errorRange,
                Words::tr("Streamlit cannot read line %1 of its configuration. Correct it as TOML.")
                    .arg(config.errorRange.line + 1),
                Words::tr("not TOML"), config.error});
}

void port(const Subject &subject, const Report &report)
{
    const StreamlitOption *option = subject.manifest.streamlit.find(u"server.port");
    const DockerInstruction *command = streamlitCommand(subject);
    const bool isOverruled =
        command && (command->arguments.contains("server.port"_L1) || saysInImage(subject, "STREAMLIT_SERVER_PORT"_L1));
    const QString wanted = QString::number(subject.manifest.appPort());
    if (!option || !isStreamlit(subject) || isOverruled || option->value == wanted)
        return;
    report({Config,
            option->range,
            Words::tr("The Hub asks this Space at port %1, and Streamlit would listen at %2. Write %1.")
                .arg(wanted, shown(option->value, 12)),
            Words::tr("the Hub asks %1").arg(wanted),
            {},
            {writing(wanted, QString(Config), option->range)}});
}

void address(const Subject &subject, const Report &report)
{
    const StreamlitOption *option = subject.manifest.streamlit.find(u"server.address");
    const DockerInstruction *command = streamlitCommand(subject);
    const bool isOverruled = command
        && (command->arguments.contains("server.address"_L1) || saysInImage(subject, "STREAMLIT_SERVER_ADDRESS"_L1));
    if (!option || !isStreamlit(subject) || isOverruled || !isLoopback(option->value))
        return;
    report(
        {Config,
         option->range,
         Words::tr("Nobody outside the container reaches %1. Write \"0.0.0.0\", or leave it out.").arg(option->value),
         Words::tr("not reachable"),
         {},
         {writing(u"\"0.0.0.0\""_s, QString(Config), option->range)}});
}

bool takesUploads(const Subject &subject)
{
    // Of a Docker Space only the sources that were read are known; without one, uploads are taken for possible.
    return subject.app.tokens().isEmpty() || subject.app.hasSequence({u"file_uploader"})
        || subject.app.hasSequence({u"camera_input"}) || subject.app.hasSequence({u"chat_input"});
}

void xsrf(const Subject &subject, const Report &report)
{
    const DockerInstruction *command = streamlitCommand(subject);
    const StreamlitOption *option = subject.manifest.streamlit.find(u"server.enableXsrfProtection");
    const bool isOff = (option && option->value == "false"_L1)
        || (command && command->arguments.contains("enableXsrfProtection"_L1))
        || saysInImage(subject, "STREAMLIT_SERVER_ENABLE_XSRF_PROTECTION"_L1);
    if (!command || isOff || !takesUploads(subject))
        return;
    report({u"Dockerfile"_s, command->range,
            Words::tr("File uploads fail in the Hub's frame with 403. Add --server.enableXsrfProtection=false."),
            Words::tr("uploads fail in a frame")});
}

void misplacedConfig(const Subject &subject, const Report &report)
{
    const DockerInstruction *command = streamlitCommand(subject);
    if (!command || !subject.snapshot.hasFile(QString(Config)))
        return;
    const bool isCopied =
        std::ranges::any_of(subject.manifest.dockerfile.effective(), [](const DockerInstruction *instruction) {
            return (instruction->keyword == "COPY"_L1 || instruction->keyword == "ADD"_L1)
                && std::ranges::any_of(instruction->words, [](const Manifest::DockerWord &word) {
                       return word.text == "."_L1 || word.text == "./"_L1 || word.text.contains(".streamlit"_L1);
                   });
        });
    if (!isCopied)
        report({Config,
                {},
                Words::tr("The Dockerfile does not copy this file, so Streamlit does not see it. Add COPY .streamlit."),
                Words::tr("not in the image")});
}

constexpr Rule Rules[] = {
    {"streamlit/config-syntax"_L1, Severity::WillNotStart, StreamlitSource,
     QT_TRANSLATE_NOOP("Check", "Streamlit ends with a TOML error before it serves anything."), syntax},
    {"streamlit/config-port"_L1, Severity::WillNotStart, SdkStreamlit,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub asks one port until the start-up limit: 8501 with the old SDK, app_port with "
                       "Docker."),
     port},
    {"streamlit/config-address"_L1, Severity::WillNotStart, StreamlitSource,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub's proxy comes from outside the container. The Space ends at its start-up limit."),
     address},
    {"streamlit/uploads-in-frame"_L1, Severity::BreaksForVisitors,
     "https://huggingface.co/docs/hub/spaces-cookie-limitations"_L1,
     QT_TRANSLATE_NOOP(
         "Check",
         "Browsers keep the cookie of the XSRF check from a page in a frame: \"AxiosError: Request failed "
         "with status code 403\"."),
     xsrf},
    {"streamlit/config-not-copied"_L1, Severity::Ignored, SdkStreamlit,
     QT_TRANSLATE_NOOP("Check", "A Docker Space holds what its Dockerfile copies, and the template copies two places."),
     misplacedConfig},
};

} // namespace

std::span<const Rule> streamlitRules()
{
    return Rules;
}

} // namespace Spacewright::Check
