// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/contents.h"
#include "check/names.h"
#include "check/pushed.h"
#include "check/rule.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Requirement;
using Spacewright::Manifest::Sdk;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Dependencies = "https://huggingface.co/docs/hub/spaces-dependencies"_L1;

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
    {"skimage"_L1, "scikit-image"_L1},
    {"cv2"_L1, "opencv-python"_L1},
    {"matplotlib"_L1, "matplotlib"_L1},
    {"plotly"_L1, "plotly"_L1},
    {"openai"_L1, "openai"_L1},
    {"anthropic"_L1, "anthropic"_L1},
    {"groq"_L1, "groq"_L1},
    {"tensorflow"_L1, "tensorflow"_L1},
    {"scipy"_L1, "scipy"_L1},
    {"seaborn"_L1, "seaborn"_L1},
    {"nltk"_L1, "nltk"_L1},
    {"spacy"_L1, "spacy"_L1},
    {"librosa"_L1, "librosa"_L1},
    {"soundfile"_L1, "soundfile"_L1},
    {"whisper"_L1, "openai-whisper"_L1},
    {"faster_whisper"_L1, "faster-whisper"_L1},
    {"langchain"_L1, "langchain"_L1},
    {"langchain_community"_L1, "langchain-community"_L1},
    {"langchain_openai"_L1, "langchain-openai"_L1},
    {"llama_index"_L1, "llama-index"_L1},
    {"smolagents"_L1, "smolagents"_L1},
    {"sentence_transformers"_L1, "sentence-transformers"_L1},
    {"bs4"_L1, "beautifulsoup4"_L1},
    {"onnxruntime"_L1, "onnxruntime"_L1},
    {"faiss"_L1, "faiss-cpu"_L1},
    {"chromadb"_L1, "chromadb"_L1},
    {"ultralytics"_L1, "ultralytics"_L1},
    {"easyocr"_L1, "easyocr"_L1},
    {"pytesseract"_L1, "pytesseract"_L1},
    {"fitz"_L1, "pymupdf"_L1},
    {"docx"_L1, "python-docx"_L1},
    {"dotenv"_L1, "python-dotenv"_L1},
    {"PyPDF2"_L1, "pypdf2"_L1},
    {"pypdf"_L1, "pypdf"_L1},
    {"yt_dlp"_L1, "yt-dlp"_L1},
    {"moviepy"_L1, "moviepy"_L1},
    {"xgboost"_L1, "xgboost"_L1},
    {"lightgbm"_L1, "lightgbm"_L1},
    {"networkx"_L1, "networkx"_L1},
    {"flask"_L1, "flask"_L1},
    {"feedparser"_L1, "feedparser"_L1},
    {"wikipedia"_L1, "wikipedia"_L1},
    {"yfinance"_L1, "yfinance"_L1},
};

/// Other packages that hold the same module.
struct Variant {
    QLatin1StringView package;
    QLatin1StringView other;
};
constexpr Variant Variants[] = {
    {"opencv-python"_L1, "opencv-python-headless"_L1},
    {"opencv-python"_L1, "opencv-contrib-python"_L1},
    {"opencv-python"_L1, "opencv-contrib-python-headless"_L1},
    {"onnxruntime"_L1, "onnxruntime-gpu"_L1},
    {"tensorflow"_L1, "tensorflow-cpu"_L1},
    {"faiss-cpu"_L1, "faiss-gpu"_L1},
    {"spacy"_L1, "en-core-web-sm"_L1},
    {"langchain"_L1, "langchain-community"_L1},
};

/// Packages of which it is known that they need the other one, and so install it.
constexpr Variant Bringers[] = {
    {"transformers"_L1, "sentence-transformers"_L1},
    {"transformers"_L1, "peft"_L1},
    {"transformers"_L1, "trl"_L1},
    {"transformers"_L1, "optimum"_L1},
    {"scipy"_L1, "scikit-learn"_L1},
    {"scipy"_L1, "scikit-image"_L1},
    {"scipy"_L1, "librosa"_L1},
    {"scipy"_L1, "sentence-transformers"_L1},
    {"scikit-learn"_L1, "librosa"_L1},
    {"scikit-learn"_L1, "sentence-transformers"_L1},
    {"soundfile"_L1, "librosa"_L1},
    {"matplotlib"_L1, "seaborn"_L1},
    {"matplotlib"_L1, "ultralytics"_L1},
    {"opencv-python"_L1, "ultralytics"_L1},
    {"opencv-python"_L1, "easyocr"_L1},
    {"scipy"_L1, "ultralytics"_L1},
    {"networkx"_L1, "torch"_L1},
    {"networkx"_L1, "scikit-image"_L1},
    {"scipy"_L1, "xgboost"_L1},
    {"scipy"_L1, "lightgbm"_L1},
    {"openai"_L1, "langchain-openai"_L1},
    {"nltk"_L1, "llama-index"_L1},
    {"openai"_L1, "llama-index"_L1},
    {"beautifulsoup4"_L1, "llama-index"_L1},
    {"beautifulsoup4"_L1, "wikipedia"_L1},
    {"onnxruntime"_L1, "chromadb"_L1},
    {"onnxruntime"_L1, "faster-whisper"_L1},
    {"langchain"_L1, "langchain-community"_L1},
    {"beautifulsoup4"_L1, "yfinance"_L1},
};

bool names(const QList<Requirement> &list, QLatin1StringView package)
{
    return std::ranges::any_of(list, [package](const Requirement &r) { return r.normalName() == package; });
}

bool brings(std::span<const Variant> table, const QList<Requirement> &list, QLatin1StringView package)
{
    return std::ranges::any_of(table,
                               [&](const Variant &row) { return row.package == package && names(list, row.other); });
}

/// Lines whose packages are not known here: addresses without a name, included files, what could not be read.
bool hasUnknownLines(const QList<Requirement> &list)
{
    using Kind = Requirement::Kind;
    return std::ranges::any_of(list, [](const Requirement &requirement) {
        return requirement.kind == Kind::Include || requirement.kind == Kind::Editable
            || requirement.kind == Kind::Invalid || requirement.kind == Kind::Path
            || (requirement.kind == Kind::Url && requirement.name.isEmpty());
    });
}

bool isOwnModule(const Subject &subject, const QString &module)
{
    return subject.snapshot.hasFile(QString(module + ".py"_L1)) || subject.snapshot.folders.contains(module);
}

/// Calls `look(import, package)` for what the app file imports at its left edge and a known package brings.
template<typename Look>
void forEachKnownImport(const Subject &subject, Look look)
{
    const QList<PythonImport> imports = subject.app.imports();
    for (const PythonImport &import : imports) {
        const auto *known = std::ranges::find(Modules, import.module, &Module::module);
        if (known != std::end(Modules) && !isOwnModule(subject, import.module))
            look(import, known->package);
    }
}

bool isListUnread(const Subject &subject)
{
    return subject.snapshot.texts.contains(u"requirements.txt"_s)
        && !subject.snapshot.text(u"requirements.txt"_s).isRead();
}

/// Sure only in the simplest case: no requirement at all.
void unlistedImport(const Subject &subject, const Report &report)
{
    const bool hasRequirements =
        !subject.manifest.requirements.isEmpty() || !subject.manifest.preRequirements.isEmpty();
    if (!subject.hasSdk(Sdk::Gradio) || hasRequirements || isListUnread(subject))
        return;
    forEachKnownImport(subject, [&](const PythonImport &import, QLatin1StringView package) {
        report({subject.manifest.appFile(),
                import.range,
                Words::tr("%1 is imported but nothing installs it. Write %2 into requirements.txt.")
                    .arg(import.module, package),
                Words::tr("not in requirements.txt"),
                {},
                {appendingLine(subject.snapshot, u"requirements.txt"_s, package,
                               Words::tr("Add %1 to requirements.txt").arg(package))}});
    });
}

/// With a list, another package may bring it along.
void perhapsUnlisted(const Subject &subject, const Report &report)
{
    const QList<Requirement> all = subject.manifest.requirements + subject.manifest.preRequirements;
    if (!subject.isPythonSdk() || all.isEmpty() || hasUnknownLines(all))
        return;
    forEachKnownImport(subject, [&](const PythonImport &import, QLatin1StringView package) {
        if (names(all, package) || brings(Variants, all, package) || brings(Bringers, all, package))
            return;
        report({subject.manifest.appFile(),
                import.range,
                Words::tr("%1 is imported, and requirements.txt does not name %2. Add it, unless another package "
                          "brings it.")
                    .arg(import.module, package),
                Words::tr("not in requirements.txt"),
                {},
                {appendingLine(subject.snapshot, u"requirements.txt"_s, package,
                               Words::tr("Add %1 to requirements.txt").arg(package))}});
    });
}

/// Says something only of packages whose module is known, and when every Python file was read.
void unused(const Subject &subject, const Report &report)
{
    const Contents &contents = subject.pushed->contents();
    if (!subject.isPythonSdk() || contents.hasUnreadCode || contents.modules.isEmpty())
        return;
    for (const Requirement &requirement : subject.manifest.requirements) {
        const auto *known = std::ranges::find(Modules, requirement.normalName(), &Module::package);
        if (requirement.kind != Requirement::Kind::Package || known == std::end(Modules)
            || contents.modules.contains(QString(known->module)) || subject.app.isImported(QString(known->module)))
            continue;
        report({u"requirements.txt"_s,
                requirement.range,
                Words::tr("No file imports %1. Remove the line, unless another package needs it.").arg(known->module),
                Words::tr("not imported"),
                {},
                {}});
    }
}

constexpr Rule Rules[] = {
    {"files/unlisted-import"_L1, Severity::BreaksForVisitors, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "The Gradio image does not hold this package, so the app ends with ModuleNotFoundError."),
     unlistedImport},
    {"requirements/unlisted-import"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "What only comes along with another package goes when that one changes: ModuleNotFoundError."),
     perhapsUnlisted},
    {"requirements/unused"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check", "Each package makes the build longer and can conflict with another."), unused},
};

} // namespace

bool isWidelyUsed(QStringView package)
{
    const auto isOther = [package](const Variant &row) { return row.other == package; };
    return std::ranges::any_of(Modules, [package](const Module &row) { return row.package == package; })
        || std::ranges::any_of(Variants, isOther) || std::ranges::any_of(Bringers, isOther);
}

std::span<const Rule> importRules()
{
    return Rules;
}

} // namespace Spacewright::Check
