// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "environment/interpreter.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace Spacewright::Environment {

enum class Sdk { Gradio, Streamlit };

/// What a Space asks for, as read from its manifest.
struct Request {
    Sdk sdk = Sdk::Gradio;
    QString sdkVersion; ///< `sdk_version`; empty: the newest
    QString python; ///< `python_version`; empty: the Hub's default
    std::optional<QString> requirements; ///< the text of requirements.txt; nullopt: no such file
    std::optional<QString> preRequirements; ///< the text of pre-requirements.txt
    QString accelerator; ///< uv's torch backend (`cpu`, `cu128`, `auto`); empty: as the index has it

    friend bool operator==(const Request &, const Request &) = default;
};

/// One thing that is going to happen, and why.
struct PlanStep {
    QString id; ///< as in the build's pipeline
    QString title; ///< translated
    QString reason; ///< translated sentence
    QString source; ///< where it comes from: "README.md sdk_version", "requirements.txt", "the Hub's build"
};

/// Everything about an environment before anything is done.
struct EnvironmentPlan {
    QString hash; ///< 32 hexadecimal digits; equal hashes share one environment
    Request request;
    Interpreter interpreter;
    QString platform; ///< `linux-x86_64-glibc`
    QString indexFingerprint;
    QStringList platformRequirements; ///< what the Hub adds to the one resolution: "gradio[oauth,mcp]==6.25.0" …
    QList<PlanStep> steps;
    QList<Difference> differences;
};

/// What the Hub resolves together with requirements.txt, by SDK and version.
/// Source: spaces.md 3.1 step 9 and 3.3, errors.md 1.2.
[[nodiscard]] QStringList platformRequirements(Sdk sdk, const QString &version);

/// This machine as a wheel tag sees it: `linux-x86_64-glibc`.
[[nodiscard]] QString thisPlatform();

/// Pure: looks at nothing but its arguments. NotFound without a Python, Invalid for a version that is none.
[[nodiscard]] Result<EnvironmentPlan> plan(const Request &request, const QList<Interpreter> &interpreters,
                                           const QString &indexFingerprint, const QString &platform = thisPlatform());

/// "gradio", "streamlit".
[[nodiscard]] QString packageName(Sdk sdk);
/// "Gradio", "Streamlit".
[[nodiscard]] QString displayName(Sdk sdk);

[[nodiscard]] QJsonObject toJson(const EnvironmentPlan &plan);

} // namespace Spacewright::Environment
