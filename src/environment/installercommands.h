// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "environment/plan.h"
#include "environment/uv.h"
#include "packageindex/indexsettings.h"

namespace Spacewright::Environment {

/// One call of a tool, to be made in the folder that holds the requirement files.
struct ToolCall {
    QString program;
    QStringList arguments;
    bool isImpatient = false; ///< one try of each request
};

/// The words in which uv and pip are told the same things. The requirement files are
/// `requirements.txt` (if the Space has one), `pre-requirements.txt` and `platform.txt`.
struct InstallerCommands {
    Installer installer;
    EnvironmentPlan plan;
    PackageIndex::IndexSettings settings;
    QString venv;

    [[nodiscard]] bool usesUv() const { return installer.kind == Installer::Kind::Uv; }

    [[nodiscard]] ToolCall makeVenv() const;
    /// Resolves `torch.txt` alone, with the accelerator's index; uv only.
    [[nodiscard]] ToolCall tryTorchIndex() const;
    /// One resolution of the Space's and the platform's requirements, and nothing else. pip needs the venv.
    [[nodiscard]] ToolCall resolve() const;
    [[nodiscard]] ToolCall installPreRequirements() const;
    /// Resolves, with regard to what is installed already, and installs; and pip, which is in the Hub's
    /// image too: apps that install something at start-up call it.
    [[nodiscard]] ToolCall installAll() const;
    /// Whether every package has what it needs.
    [[nodiscard]] ToolCall check() const;
    [[nodiscard]] ToolCall freeze() const;

private:
    [[nodiscard]] QString python() const { return venv + QStringLiteral("/bin/python"); }
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] QStringList uvOptions() const;
    [[nodiscard]] ToolCall install(const QStringList &what) const;
    [[nodiscard]] ToolCall ask(const QString &question) const;
};

/// `environment` for the tools: `settings` in uv's words, and without what would take a tool to another
/// environment, to another resolution, or a secret to a stranger's setup.py.
[[nodiscard]] QProcessEnvironment toolEnvironment(const PackageIndex::IndexSettings &settings,
                                                  const QProcessEnvironment &environment);

} // namespace Spacewright::Environment
