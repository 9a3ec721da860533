// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/pythonsource.h"
#include "manifest/spacemanifest.h"
#include "packageindex/packagefacts.h"

#include <QList>

#include <functional>
#include <span>

namespace Spacewright::Check {

class Pushed;

/// What a rule looks at.
struct Subject {
    const Manifest::Snapshot &snapshot;
    const Manifest::SpaceManifest &manifest;
    PythonSource app; ///< the app file of an SDK that runs Python; empty for others
    PackageIndex::KnownPackages packages = {}; ///< of what packagesOf() names
    const Pushed *pushed = nullptr; ///< what a push would send; never null in a rule

    [[nodiscard]] bool hasSdk(Manifest::Sdk sdk) const { return manifest.sdk && manifest.sdk->value == sdk; }
    /// True for the SDKs whose image is generated from requirement files.
    [[nodiscard]] bool isPythonSdk() const { return manifest.sdk && Manifest::isPythonSdk(manifest.sdk->value); }
    /// True for packages, by normal name, that the Hub adds to the requirements of a Gradio Space itself.
    [[nodiscard]] bool isInstalledByTheHub(QStringView package) const
    {
        return hasSdk(Manifest::Sdk::Gradio)
            && (package == QLatin1StringView("gradio") || package == QLatin1StringView("spaces"));
    }
};

/// What a rule says about one place; the table adds id, severity and source.
struct Finding {
    QString file;
    TextRange range;
    QString message; ///< translated, at most 140 characters: what, why, what next
    QString shortMessage; ///< translated, a few words
    QString why = {}; ///< translated; empty: the rule's own
    QList<Fix> fixes = {};
};

/// The fix that writes `text` in the place of what stands there.
[[nodiscard]] Fix writing(const QString &text, const QString &file, const TextRange &range);
/// The fix that takes the whole lines away on which `range` stands.
[[nodiscard]] Fix removingLines(const QString &file, const TextRange &range);
/// The fix that puts `line` at the end of a text file, which is made where there is none.
[[nodiscard]] Fix appendingLine(const Manifest::Snapshot &snapshot, const QString &file, const QString &line,
                                const QString &title);

using Report = std::function<void(Finding)>;

/// One row of the rule table.
struct Rule {
    QLatin1StringView id;
    Severity severity;
    QLatin1StringView source; ///< where the fact comes from; an address or a document
    /// For translation; a sentence or two. Says "unconfirmed" where the reference does; such a rule never blocks.
    const char *why;
    void (*look)(const Subject &, const Report &); ///< nullptr: reading itself reports it
};

[[nodiscard]] std::span<const Rule> readerRules();
[[nodiscard]] std::span<const Rule> readmeRules();
[[nodiscard]] std::span<const Rule> requirementRules();
[[nodiscard]] std::span<const Rule> fileRules();
[[nodiscard]] std::span<const Rule> dockerRules();
[[nodiscard]] std::span<const Rule> dockerPlaceRules();
[[nodiscard]] std::span<const Rule> dockerAppRules();
[[nodiscard]] std::span<const Rule> appRules();
[[nodiscard]] std::span<const Rule> linkRules();
[[nodiscard]] std::span<const Rule> versionRules();
[[nodiscard]] std::span<const Rule> systemPackageRules();
[[nodiscard]] std::span<const Rule> nameRules();
[[nodiscard]] std::span<const Rule> streamlitRules();
[[nodiscard]] std::span<const Rule> staticRules();
[[nodiscard]] std::span<const Rule> appPlaceRules();
[[nodiscard]] std::span<const Rule> packageRules();
[[nodiscard]] std::span<const Rule> importRules();
/// A package, by normal name, of which importRules() knows the module, or that it brings another such one.
[[nodiscard]] bool isWidelyUsed(QStringView package);
[[nodiscard]] std::span<const Rule> contentRules();
[[nodiscard]] std::span<const Rule> secretRules();
/// About what suppresses the others; they find nothing by themselves: withSuppressions() reports them.
[[nodiscard]] std::span<const Rule> suppressionRules();
/// All of the above, in this order.
[[nodiscard]] QList<Rule> allRules();

} // namespace Spacewright::Check
