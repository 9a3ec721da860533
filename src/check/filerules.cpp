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
};

} // namespace

std::span<const Rule> fileRules()
{
    return Rules;
}

} // namespace Spacewright::Check
