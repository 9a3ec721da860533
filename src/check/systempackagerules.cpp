// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::SystemPackage;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView File = "packages.txt"_L1;
constexpr QLatin1StringView Dependencies = "https://huggingface.co/docs/hub/spaces-dependencies"_L1;
constexpr QLatin1StringView BuildLogs = "build logs of Spaces, 2026"_L1;
constexpr QLatin1StringView Debian = "package lists of Debian 13"_L1;

QList<SystemPackage> packages(const Subject &subject)
{
    if (!subject.isPythonSdk())
        return {};
    QList<SystemPackage> named = subject.manifest.packages;
    named.removeIf([](const SystemPackage &package) { return package.isComment; });
    return named;
}

void comment(const Subject &subject, const Report &report)
{
    for (const SystemPackage &package : subject.manifest.packages) {
        if (package.isComment)
            report({File,
                    package.range,
                    Words::tr("packages.txt has no comments: each word may be taken for a package. Remove the line."),
                    Words::tr("no comments here"),
                    {},
                    {removingLines(QString(File), package.range)}});
    }
}

/// Packages that the image's Debian does not have any more.
struct Retired {
    QLatin1StringView name;
    QLatin1StringView successor; ///< empty: none
};
constexpr Retired RetiredPackages[] = {
    {"libgl1-mesa-glx"_L1, "libgl1"_L1},
    {"libegl1-mesa"_L1, "libegl1"_L1},
    {"libtiff5"_L1, "libtiff6"_L1},
    {"libav-tools"_L1, "ffmpeg"_L1},
    {"libatlas-base-dev"_L1, "libopenblas-dev"_L1},
    {"python-dev"_L1, "python3-dev"_L1},
    {"python-opencv"_L1, "python3-opencv"_L1},
    {"netcat"_L1, "netcat-openbsd"_L1},
    {"chromium-browser"_L1, "chromium"_L1},
    {"mysql-server"_L1, "default-mysql-server"_L1},
    {"openjdk-8-jdk"_L1, "default-jdk"_L1},
    {"openjdk-11-jdk"_L1, "default-jdk"_L1},
    {"openjdk-17-jdk"_L1, "default-jdk"_L1},
    {"openjdk-8-jre"_L1, "default-jre"_L1},
    {"openjdk-11-jre"_L1, "default-jre"_L1},
    {"openjdk-17-jre"_L1, "default-jre"_L1},
    {"software-properties-common"_L1, {}},
    {"libssl1.1"_L1, {}},
    {"libffi7"_L1, {}},
    {"libicu67"_L1, {}},
    {"libavcodec58"_L1, {}},
    {"libncurses5"_L1, {}},
    {"libtinfo5"_L1, {}},
    {"libpng12-0"_L1, {}},
    {"libjasper-dev"_L1, {}},
    {"libgconf-2-4"_L1, {}},
    {"libappindicator1"_L1, {}},
    {"libwebkit2gtk-4.0-37"_L1, {}},
    {"python3-distutils"_L1, {}},
    {"python2"_L1, {}},
    {"qt5-default"_L1, {}},
    {"wkhtmltopdf"_L1, {}},
    {"phantomjs"_L1, {}},
    {"neofetch"_L1, {}},
    {"mongodb"_L1, {}},
    {"ttf-mscorefonts-installer"_L1, {}},
};

/// Each name by itself, where several share a line.
QList<SystemPackage> packageNames(const Subject &subject)
{
    static const QRegularExpression word(u"\\S+"_s);
    QList<SystemPackage> names;
    for (const SystemPackage &line : packages(subject)) {
        auto words = word.globalMatch(line.name);
        while (words.hasNext()) {
            const QRegularExpressionMatch match = words.next();
            const int from = line.range.column + int(match.capturedStart());
            const int to = line.range.column + int(match.capturedEnd());
            names.append({match.captured(), false, {line.range.line, from, line.range.line, to}});
        }
    }
    return names;
}

void retired(const Subject &subject, const Report &report)
{
    for (const SystemPackage &package : packageNames(subject)) {
        const auto *known = std::ranges::find(RetiredPackages, package.name, &Retired::name);
        if (known == std::end(RetiredPackages))
            continue;
        if (known->successor.isEmpty())
            report({File, package.range,
                    Words::tr("%1 is not in the image's Debian any more. Remove it, or find its successor.")
                        .arg(package.name),
                    Words::tr("gone")});
        else
            report({File,
                    package.range,
                    Words::tr("%1 is gone from the image's Debian. Write %2.").arg(package.name, known->successor),
                    Words::tr("now %1").arg(known->successor),
                    {},
                    {writing(known->successor, QString(File), package.range)}});
    }
}

void name(const Subject &subject, const Report &report)
{
    // Debian Policy §5.6.7, with what apt-get adds: :architecture, =version, /release, and - or + behind a name.
    static const QRegularExpression form(u"^[a-z0-9][a-z0-9.+-]+(?::[a-z0-9]+)?(?:=\\S+|/\\S+)?$"_s);
    for (const SystemPackage &package : packages(subject)) {
        const QStringList words = package.name.split(QRegularExpression(u"\\s+"_s), Qt::SkipEmptyParts);
        const auto wrong =
            std::ranges::find_if(words, [](const QString &word) { return !form.match(word).hasMatch(); });
        if (wrong == words.cend() || wrong->startsWith(u'-'))
            continue;
        QList<Fix> fixes;
        if (words.size() == 1 && form.match(wrong->toLower()).hasMatch())
            fixes = {writing(wrong->toLower(), QString(File), package.range)};
        report(
            {File,
             package.range,
             Words::tr("\"%1\" is no name of a Debian package. Write names alone, in lower case.").arg(shown(*wrong)),
             Words::tr("no package name"),
             {},
             fixes});
    }
}

void option(const Subject &subject, const Report &report)
{
    for (const SystemPackage &package : packages(subject)) {
        if (package.name.startsWith(u'-'))
            report({File,
                    package.range,
                    Words::tr("packages.txt takes names of packages, not options of apt-get. Remove the line."),
                    Words::tr("not a package"),
                    {},
                    {removingLines(QString(File), package.range)}});
    }
}

void pinnedVersion(const Subject &subject, const Report &report)
{
    for (const SystemPackage &package : packages(subject)) {
        const qsizetype sign = package.name.indexOf(u'=');
        if (sign > 0 && !package.name.contains(u' ') && package.name.at(sign - 1).isLetterOrNumber())
            report({File,
                    package.range,
                    Words::tr("Debian keeps one version of a package, so this build fails after its next update. "
                              "Leave the version out."),
                    Words::tr("will be gone"),
                    {},
                    {writing(package.name.first(sign), QString(File), package.range)}});
    }
}

void pipPackage(const Subject &subject, const Report &report)
{
    static constexpr QLatin1StringView Names[] = {
        "torch"_L1,           "torchvision"_L1,
        "torchaudio"_L1,      "transformers"_L1,
        "diffusers"_L1,       "gradio"_L1,
        "streamlit"_L1,       "numpy"_L1,
        "pandas"_L1,          "scipy"_L1,
        "matplotlib"_L1,      "scikit-learn"_L1,
        "opencv-python"_L1,   "opencv-python-headless"_L1,
        "tensorflow"_L1,      "pillow"_L1,
        "requests"_L1,        "openai"_L1,
        "langchain"_L1,       "accelerate"_L1,
        "datasets"_L1,        "sentencepiece"_L1,
        "huggingface-hub"_L1, "fastapi"_L1,
    };
    for (const SystemPackage &package : packages(subject)) {
        const QString plain = package.name.section(QRegularExpression(u"[=<>~ ]"_s), 0, 0);
        if (contains(Names, plain))
            report({File,
                    package.range,
                    Words::tr("%1 is a Python package, and packages.txt is for Debian's. Move it to requirements.txt.")
                        .arg(plain),
                    Words::tr("a Python package"),
                    {},
                    {removingLines(QString(File), package.range)}});
    }
}

void debianPython(const Subject &subject, const Report &report)
{
    for (const SystemPackage &package : packages(subject)) {
        // The documentation itself recommends python3-opencv, for the libraries that it brings.
        if (package.name.startsWith("python3-"_L1) && package.name != "python3-opencv"_L1
            && package.name != "python3-dev"_L1)
            report({File, package.range,
                    Words::tr("%1 goes to Debian's Python; the app runs in another one. Use requirements.txt.")
                        .arg(package.name),
                    Words::tr("for another Python")});
    }
}

void alreadyThere(const Subject &subject, const Report &report)
{
    static constexpr QLatin1StringView Names[] = {"git"_L1,      "git-lfs"_L1, "ffmpeg"_L1, "libsm6"_L1,
                                                  "libxext6"_L1, "cmake"_L1,   "rsync"_L1,  "libgl1"_L1};
    for (const SystemPackage &package : packages(subject)) {
        if (subject.hasSdk(Manifest::Sdk::Gradio) && contains(Names, package.name))
            report(
                {File,
                 package.range,
                 Words::tr("The image brings %1. Remove the line, and the build has one step less.").arg(package.name),
                 Words::tr("already there"),
                 {},
                 {removingLines(QString(File), package.range)}});
    }
}

void twice(const Subject &subject, const Report &report)
{
    QSet<QString> seen;
    for (const SystemPackage &package : packages(subject)) {
        if (seen.contains(package.name))
            report({File,
                    package.range,
                    Words::tr("%1 stands here twice. Remove one of the lines.").arg(shown(package.name)),
                    Words::tr("written twice"),
                    {},
                    {removingLines(QString(File), package.range)}});
        seen.insert(package.name);
    }
}

constexpr const char *Stops = QT_TRANSLATE_NOOP("Check", "apt-get stops when it does not know a package.");

constexpr Rule Rules[] = {
    {"packages/comment"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP(
         "Check",
         "Comments are not documented and an older builder would take them for names; for today's it is unconfirmed."),
     comment},
    {"packages/retired"_L1, Severity::BuildFails, Debian, Stops, retired},
    {"packages/name"_L1, Severity::BuildFails, "Debian Policy §5.6.7"_L1, Stops, name},
    {"packages/option"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check",
                       "Each line is handed to apt-get install as a name; what happens to options is "
                       "unconfirmed."),
     option},
    {"packages/pinned-version"_L1, Severity::Advice, Debian,
     QT_TRANSLATE_NOOP("Check", "\"Version … was not found\" is what apt-get says once Debian has a newer one."),
     pinnedVersion},
    {"packages/python-package"_L1, Severity::BuildFails, Dependencies, Stops, pipPackage},
    {"packages/debian-python"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check", "The image's Python lies in /usr/local and does not see Debian's packages."),
     debianPython},
    {"packages/already-there"_L1, Severity::Advice, BuildLogs,
     QT_TRANSLATE_NOOP("Check", "An early step of every Gradio image installs it."), alreadyThere},
    {"packages/twice"_L1, Severity::Advice, Dependencies,
     QT_TRANSLATE_NOOP("Check", "apt-get installs a package once."), twice},
};

} // namespace

std::span<const Rule> systemPackageRules()
{
    return Rules;
}

} // namespace Spacewright::Check
