// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/headerfixes.h"
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>
#include <QVersionNumber>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Requirement;
using Spacewright::Manifest::Sdk;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr QLatin1StringView Requirements = "requirements.txt"_L1;
constexpr QLatin1StringView ZeroGpu = "https://huggingface.co/docs/hub/spaces-zerogpu"_L1;
constexpr QLatin1StringView GradioMetadata = "metadata of the gradio packages"_L1;

QVersionNumber gradio(const Subject &subject)
{
    const auto &version = subject.manifest.sdkVersion;
    return subject.hasSdk(Sdk::Gradio) && version ? QVersionNumber::fromString(version->value) : QVersionNumber();
}

QVersionNumber python(const Subject &subject)
{
    return subject.isPythonSdk() ? QVersionNumber::fromString(pythonAsWritten(subject)) : QVersionNumber();
}

const Requirement *requirement(const Subject &subject, QLatin1StringView name)
{
    const auto &all = subject.manifest.requirements;
    const auto found = std::ranges::find_if(all, [name](const Requirement &r) { return r.normalName() == name; });
    return found == all.cend() ? nullptr : &*found;
}

/// The one version that a requirement allows; null where it allows more, or other marks decide.
QVersionNumber pinned(const Requirement &requirement)
{
    return requirement.marker.isEmpty() ? QVersionNumber::fromString(requirement.pinnedVersion()) : QVersionNumber();
}

/// Whether the app decorates a function for ZeroGPU, or the header suggests that hardware.
bool isForZeroGpu(const Subject &subject)
{
    const auto &flavour = subject.manifest.suggestedHardware;
    return subject.hasSdk(Sdk::Gradio)
        && ((flavour && flavour->value == "zero-a10g"_L1) || subject.app.hasSequence({u"@", u"spaces", u".", u"GPU"}));
}

void pythonForGradio(const Subject &subject, const Report &report)
{
    const QVersionNumber version = gradio(subject);
    const QVersionNumber runs = python(subject);
    // Where the index was asked, readme/python-version-for-sdk knows it exactly.
    if (version.isNull() || runs.isNull() || subject.packages.of(u"gradio"_s).isKnown())
        return;
    const QVersionNumber oldest = version >= QVersionNumber(5) ? QVersionNumber(3, 10) : QVersionNumber(3, 8);
    if (version >= QVersionNumber(4) && runs < oldest)
        report({Readme, subject.manifest.pythonVersion->range,
                Words::tr("Gradio %1 needs Python %2 or newer. Write a newer python_version.")
                    .arg(version.toString(), oldest.toString()),
                Words::tr("too old for Gradio %1").arg(version.majorVersion())});
}

void audioop(const Subject &subject, const Report &report)
{
    const QVersionNumber version = gradio(subject);
    const QVersionNumber runs = python(subject);
    if (version.isNull() || version >= QVersionNumber(5, 4) || runs < QVersionNumber(3, 13)
        || requirement(subject, "audioop-lts"_L1))
        return;
    report({Readme,
            subject.manifest.pythonVersion->range,
            Words::tr("Gradio %1 cannot be imported with Python %2. Write \"3.11\", or take a newer Gradio.")
                .arg(version.toString(), runs.toString()),
            Words::tr("too new for Gradio %1").arg(version.majorVersion()),
            {},
            {writing(u"\"3.11\""_s, Readme, subject.manifest.pythonVersion->range)}});
}

void hubClient(const Subject &subject, const Report &report)
{
    const QVersionNumber version = gradio(subject);
    if (version < QVersionNumber(4) || version >= QVersionNumber(5))
        return;
    // These hold the client below 1 in the versions of that time, or are pinned by who knows them.
    for (const QLatin1StringView name : {"huggingface-hub"_L1, "transformers"_L1, "diffusers"_L1, "tokenizers"_L1}) {
        if (requirement(subject, name))
            return;
    }
    const Manifest::FileText file = subject.snapshot.text(Requirements);
    if (file.state != Manifest::FileText::State::Read && file.state != Manifest::FileText::State::Missing)
        return;
    report(
        {Readme,
         subject.manifest.sdkVersion->range,
         Words::tr("Gradio %1 fails with today's huggingface_hub. Add huggingface_hub<1 to requirements.txt.")
             .arg(version.toString()),
         Words::tr("needs huggingface_hub<1"),
         {},
         {appendingLine(subject.snapshot, Requirements, u"huggingface_hub<1"_s, Words::tr("Add huggingface_hub<1"))}});
}

/// Versions of a package that can stand beside a Gradio in one pip call.
struct Bounds {
    QVersionNumber from; ///< of Gradio, inclusive
    QVersionNumber to; ///< of Gradio, exclusive; null: all later ones
    QLatin1StringView package;
    QVersionNumber lowest; ///< inclusive; null: any
    QVersionNumber beyond; ///< exclusive; null: any
};

const QList<Bounds> &platformBounds()
{
    using V = QVersionNumber;
    static const QList<Bounds> Rows{
        {V(4), V(5), "fastapi"_L1, {}, V(0, 113)}, // the builder's own bound
        {V(5, 4), V(7), "fastapi"_L1, V(0, 115, 2), V(1)},
        {V(5, 4), V(6, 11), "starlette"_L1, V(0, 40), V(1)},
        {V(6, 15), V(7), "starlette"_L1, V(1, 0, 1), V(2)},
        {V(6, 2), V(7), "pydantic"_L1, V(2, 11, 10), V(2, 12, 6)},
        {V(5, 39), V(5, 46), "huggingface-hub"_L1, V(0, 33, 5), V(1)},
        {V(5, 47), V(6, 18), "huggingface-hub"_L1, V(0, 33, 5), V(2)},
        {V(6, 21), V(7), "huggingface-hub"_L1, V(1, 16), V(3)},
        {V(4), V(5, 3), "pillow"_L1, {}, V(11)},
        {V(5, 4), V(6), "pillow"_L1, {}, V(12)},
        {V(6, 1), V(7), "pillow"_L1, {}, V(13)},
        {V(4), V(6, 4), "pandas"_L1, {}, V(3)},
        {V(6, 5), V(7), "pandas"_L1, {}, V(4)},
        {V(4), V(4, 32), "numpy"_L1, {}, V(2)},
        {V(4, 33), V(7), "numpy"_L1, {}, V(3)},
        {V(4), V(5, 21), "markupsafe"_L1, V(2), V(3)},
        {V(4), V(5, 23), "aiofiles"_L1, V(22), V(24)},
        {V(4), V(7), "uvicorn"_L1, V(0, 14), {}},
        {V(4), V(7), "websockets"_L1, V(10, 4), {}},
    };
    return Rows;
}

void platformConflict(const Subject &subject, const Report &report)
{
    const QVersionNumber version = gradio(subject);
    if (version.isNull())
        return;
    for (const Bounds &row : platformBounds()) {
        const Requirement *found = requirement(subject, row.package);
        if (!found || version < row.from || (!row.to.isNull() && version >= row.to))
            continue;
        const QVersionNumber wanted = pinned(*found);
        if (wanted.isNull()
            || ((row.lowest.isNull() || wanted >= row.lowest) && (row.beyond.isNull() || wanted < row.beyond)))
            continue;
        const QString allowed = !row.lowest.isNull() && wanted < row.lowest ? u">="_s + row.lowest.toString()
                                                                            : u"<"_s + row.beyond.toString();
        report({Requirements,
                found->range,
                Words::tr("%1 cannot be installed beside Gradio %2, which needs %3%4. Change this line.")
                    .arg(shown(found->text, 28), version.toString(), row.package, allowed),
                Words::tr("Gradio needs %1").arg(allowed),
                {},
                {writing(found->name + allowed, QString(Requirements), found->range)}});
    }
}

bool isOldGradioCode(const QVersionNumber &version)
{
    return !version.isNull() && version >= QVersionNumber(4);
}

/// Names of Gradio 3 that later ones do not have.
void removedGradio(const Subject &subject, const Report &report)
{
    if (!isOldGradioCode(gradio(subject)))
        return;
    struct Name {
        QStringView owner, name;
        const char *now;
    };
    static constexpr Name Names[] = {
        {u"gr", u"inputs", QT_TRANSLATE_NOOP("Check", "gr.Textbox and the like")},
        {u"gr", u"outputs", QT_TRANSLATE_NOOP("Check", "gr.Textbox and the like")},
        {u"gr", u"Box", QT_TRANSLATE_NOOP("Check", "gr.Group")},
        {u"gr", u"Variable", QT_TRANSLATE_NOOP("Check", "gr.State")},
    };
    for (const Name &each : Names) {
        const auto place = subject.app.findSequence({each.owner, u".", each.name});
        if (place)
            report({subject.manifest.appFile(), *place,
                    Words::tr("gr.%1 is gone since Gradio 4. Write %2.")
                        .arg(each.name, QCoreApplication::translate("Check", each.now)),
                    Words::tr("gone since Gradio 4")});
    }
}

void removedArguments(const Subject &subject, const Report &report)
{
    if (!isOldGradioCode(gradio(subject)))
        return;
    const QList<PythonArgument> arguments = subject.app.keywordArguments(u"launch");
    for (const PythonArgument &argument : arguments) {
        if (argument.name == "enable_queue"_L1 || argument.name == "encrypt"_L1)
            report({subject.manifest.appFile(), argument.range,
                    Words::tr("launch() does not take %1 since Gradio 4. Leave it out.").arg(argument.name),
                    Words::tr("gone since Gradio 4")});
    }
    const QList<PythonArgument> queue = subject.app.keywordArguments(u"queue");
    for (const PythonArgument &argument : queue) {
        if (argument.name == "concurrency_count"_L1)
            report({subject.manifest.appFile(), argument.range,
                    Words::tr("queue() does not take %1 since Gradio 4. Write default_concurrency_limit.")
                        .arg(argument.name),
                    Words::tr("gone since Gradio 4")});
    }
}

void zeroGpuPython(const Subject &subject, const Report &report)
{
    const auto &version = subject.manifest.pythonVersion;
    if (!version || !isForZeroGpu(subject))
        return;
    const QVersionNumber number = python(subject);
    const bool fits = version->value == "3.12.12"_L1 || version->value == "3.10.13"_L1
        || number == QVersionNumber(3, 12) || number == QVersionNumber(3, 10);
    if (!fits)
        report(
            {Readme,
             version->range,
             Words::tr("ZeroGPU runs Python 3.12.12 and 3.10.13 and no other. Write one of the two."),
             Words::tr("not on ZeroGPU"),
             {},
             {writing(u"\"3.12.12\""_s, Readme, version->range), writing(u"\"3.10.13\""_s, Readme, version->range)}});
}

void zeroGpuTorch(const Subject &subject, const Report &report)
{
    const Requirement *torch = requirement(subject, "torch"_L1);
    if (!torch || !isForZeroGpu(subject))
        return;
    const QVersionNumber wanted = pinned(*torch);
    if (!wanted.isNull() && (wanted < QVersionNumber(2, 8) || wanted > QVersionNumber(2, 13, 0)))
        report({Requirements,
                torch->range,
                Words::tr("ZeroGPU takes torch 2.8.0 to 2.13.0, and this line asks for %1. Write torch alone.")
                    .arg(wanted.toString()),
                Words::tr("not on ZeroGPU"),
                {},
                {writing(u"torch"_s, QString(Requirements), torch->range)}});
}

void zeroGpuSdk(const Subject &subject, const Report &report)
{
    const auto &flavour = subject.manifest.suggestedHardware;
    if (flavour && flavour->value == "zero-a10g"_L1 && subject.manifest.sdk && !subject.hasSdk(Sdk::Gradio))
        report({Readme, flavour->range, Words::tr("ZeroGPU runs Gradio Spaces alone. Suggest other hardware."),
                Words::tr("Gradio only")});
}

constexpr Rule Rules[] = {
    {"readme/python-for-gradio"_L1, Severity::BuildFails, GradioMetadata,
     QT_TRANSLATE_NOOP("Check", "pip installs a Gradio only into the Pythons that it names."), pythonForGradio},
    {"readme/python-without-audioop"_L1, Severity::WillNotStart, "errors seen on Spaces"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "Python 3.13 lost the module audioop, which Gradio 4 imports through pydub: \"No module named "
                       "'pyaudioop'\"."),
     audioop},
    {"requirements/hub-client-for-gradio"_L1, Severity::WillNotStart, "errors seen on Spaces"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "Gradio 4 imports a name that huggingface_hub 1 removed, and does not say so in its "
                       "requirements: \"cannot import name 'HfFolder'\"."),
     hubClient},
    {"requirements/platform-conflict"_L1, Severity::BuildFails, GradioMetadata,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub installs this file and gradio[oauth,mcp] of sdk_version, uvicorn and websockets in one "
                       "pip call, which answers ResolutionImpossible."),
     platformConflict},
    {"app/removed-gradio"_L1, Severity::WillNotStart, "errors seen on Spaces"_L1,
     QT_TRANSLATE_NOOP("Check", "The app ends with \"module 'gradio' has no attribute …\"."), removedGradio},
    {"app/removed-gradio-argument"_L1, Severity::WillNotStart, "errors seen on Spaces"_L1,
     QT_TRANSLATE_NOOP("Check", "The app ends with \"got an unexpected keyword argument …\"."), removedArguments},
    {"readme/zerogpu-python"_L1, Severity::BreaksForVisitors, ZeroGpu,
     QT_TRANSLATE_NOOP("Check", "On ZeroGPU hardware other versions are refused; on other hardware they run."),
     zeroGpuPython},
    {"requirements/zerogpu-torch"_L1, Severity::BreaksForVisitors, ZeroGpu,
     QT_TRANSLATE_NOOP("Check",
                       "On ZeroGPU hardware the Space ends in CONFIG_ERROR \"torch version in requirements.txt is not "
                       "compatible with ZeroGPU\"."),
     zeroGpuTorch},
    {"readme/zerogpu-sdk"_L1, Severity::Advice, ZeroGpu,
     QT_TRANSLATE_NOOP("Check", "ZeroGPU works through a Python package that Gradio Spaces have."), zeroGpuSdk},
};

} // namespace

std::span<const Rule> versionRules()
{
    return Rules;
}

} // namespace Spacewright::Check
