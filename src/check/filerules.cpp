// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
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

void appFile(const Subject &subject, const Report &report)
{
    const auto refusal = Manifest::cannotRun(subject.manifest, subject.snapshot);
    if (refusal && refusal->stage == Stage::NoAppFile)
        report({refusal->file, refusal->range, refusal->message, Words::tr("no app file"), refusal->hubText});
}

void unreadProjectFile(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk() || subject.snapshot.hasFile(u"requirements.txt"))
        return;
    for (const QLatin1StringView file :
         {"pyproject.toml"_L1, "environment.yml"_L1, "Pipfile"_L1, "uv.lock"_L1, "poetry.lock"_L1, "setup.py"_L1}) {
        if (!subject.snapshot.hasFile(QString(file)))
            continue;
        report({file,
                {},
                Words::tr("The Hub does not read %1. Write what the app needs into requirements.txt.").arg(file),
                Words::tr("not read by the Hub")});
        return;
    }
}

void pythonVersionFile(const Subject &subject, const Report &report)
{
    for (const QLatin1StringView file : {"runtime.txt"_L1, ".python-version"_L1}) {
        if (subject.isPythonSdk() && subject.snapshot.hasFile(QString(file)))
            report({file,
                    {},
                    Words::tr("The Hub does not read %1. Write python_version into the header of README.md.").arg(file),
                    Words::tr("not read by the Hub")});
    }
}

/// Modules with the package that brings them, neither in the Gradio image nor brought by Gradio.
/// torch is left out: on ZeroGPU the platform may bring it.
struct Module {
    QLatin1StringView module;
    QLatin1StringView package;
};
constexpr Module Modules[] = {
    {"transformers"_L1, "transformers"_L1},
    {"diffusers"_L1, "diffusers"_L1},
    {"sklearn"_L1, "scikit-learn"_L1},
    {"cv2"_L1, "opencv-python"_L1},
    {"matplotlib"_L1, "matplotlib"_L1},
    {"plotly"_L1, "plotly"_L1},
    {"openai"_L1, "openai"_L1},
    {"anthropic"_L1, "anthropic"_L1},
    {"tensorflow"_L1, "tensorflow"_L1},
    {"scipy"_L1, "scipy"_L1},
    {"seaborn"_L1, "seaborn"_L1},
    {"nltk"_L1, "nltk"_L1},
    {"spacy"_L1, "spacy"_L1},
    {"librosa"_L1, "librosa"_L1},
    {"whisper"_L1, "openai-whisper"_L1},
    {"langchain"_L1, "langchain"_L1},
    {"bs4"_L1, "beautifulsoup4"_L1},
    {"onnxruntime"_L1, "onnxruntime"_L1},
};

/// Sure only in the simplest case: no requirement at all, and an import at the left edge of the app file.
void unlistedImport(const Subject &subject, const Report &report)
{
    const bool hasRequirements = !subject.manifest.requirements.isEmpty() || !subject.manifest.preRequirements.isEmpty()
        || subject.snapshot.texts.contains(u"requirements.txt"_s)
            != subject.snapshot.text(u"requirements.txt"_s).isRead();
    if (!subject.hasSdk(Sdk::Gradio) || hasRequirements)
        return;
    for (const PythonImport &import : subject.app.imports()) {
        const auto *known = std::ranges::find(Modules, import.module, &Module::module);
        const bool isOwn = subject.snapshot.hasFile(QString(import.module + ".py"_L1))
            || subject.snapshot.folders.contains(import.module);
        if (known == std::end(Modules) || isOwn)
            continue;
        report({subject.manifest.appFile(), import.range,
                Words::tr("%1 is imported but nothing installs it. Write %2 into requirements.txt.")
                    .arg(import.module, known->package),
                Words::tr("not in requirements.txt")});
    }
}

constexpr QLatin1StringView Dependencies = "https://huggingface.co/docs/hub/spaces-dependencies"_L1;

constexpr Rule Rules[] = {
    {"files/app-file"_L1, Severity::WillNotStart, "https://huggingface.co/docs/hub/spaces-config-reference"_L1,
     QT_TRANSLATE_NOOP("Check", "Without its entry file the Space stays in NO_APP_FILE."), appFile},
    {"files/unread-project-file"_L1, Severity::Ignored, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "The builder reads requirements.txt, pre-requirements.txt and packages.txt, and no other list."),
     unreadProjectFile},
    {"files/unread-python-version"_L1, Severity::Ignored, Dependencies,
     QT_TRANSLATE_NOOP("Check", "Python is chosen by python_version alone."), pythonVersionFile},
    {"files/unlisted-import"_L1, Severity::BreaksForVisitors, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "The Gradio image does not hold this package, so the app ends with ModuleNotFoundError."),
     unlistedImport},
};

} // namespace

std::span<const Rule> fileRules()
{
    return Rules;
}

} // namespace Spacewright::Check
