// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"

#include "check/pushed.h"
#include "check/rule.h"
#include "check/suppressions.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {
/// In the order of docs/rules.md.
const auto &tables()
{
    static const std::array Tables{readerRules(),      readmeRules(),      linkRules(),      versionRules(),
                                   requirementRules(), packageRules(),     importRules(),    systemPackageRules(),
                                   fileRules(),        nameRules(),        contentRules(),   secretRules(),
                                   dockerRules(),      dockerPlaceRules(), dockerAppRules(), streamlitRules(),
                                   staticRules(),      appRules(),         appPlaceRules(),  suppressionRules()};
    return Tables;
}

QString appText(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest)
{
    return manifest.sdk && Manifest::isPythonSdk(manifest.sdk->value) ? snapshot.text(manifest.appFile()).text
                                                                      : QString();
}

void sort(QList<Diagnostic> &diagnostics)
{
    std::ranges::stable_sort(diagnostics, [](const Diagnostic &a, const Diagnostic &b) {
        const auto key = [](const Diagnostic &d) {
            return std::tuple(d.file != "README.md"_L1, QStringView(d.file), d.range.line, d.range.column,
                              QStringView(d.rule));
        };
        return key(a) < key(b);
    });
}
} // namespace

Fix writing(const QString &text, const QString &file, const TextRange &range)
{
    return {QCoreApplication::translate("Check", "Write %1").arg(text), {{file, range, text}}};
}

Fix removingLines(const QString &file, const TextRange &range)
{
    return {QCoreApplication::translate("Check", "Remove the line"),
            {{file, {range.line, 0, range.endLine + 1, 0}, QString()}}};
}

Fix appendingLine(const Manifest::Snapshot &snapshot, const QString &file, const QString &line, const QString &title)
{
    const QString text = snapshot.text(file).text;
    const Manifest::TextIndex index(text);
    const bool isOpen = !index.line(index.lineCount() - 1).isEmpty();
    const TextRange end = index.range(text.size(), text.size());
    return {title, {{file, end, QString((isOpen ? u"\n"_s : QString()) + line + u'\n')}}};
}

QList<Rule> allRules()
{
    QList<Rule> rules;
    for (const std::span<const Rule> &table : tables()) {
        for (const Rule &rule : table)
            rules.append(rule);
    }
    return rules;
}

Findings look(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest, const Facts &facts)
{
    QList<Diagnostic> result = manifest.diagnostics;
    const Pushed pushed(snapshot, facts.contents);
    const Subject subject{snapshot, manifest, PythonSource(appText(snapshot, manifest)), facts.packages, &pushed};
    const auto apply = [&](const Rule &rule) {
        if (!rule.look)
            return;
        rule.look(subject, [&](Finding finding) {
            result.append(Diagnostic{
                .rule = rule.id,
                .severity = rule.severity,
                .file = std::move(finding.file),
                .range = finding.range,
                .message = std::move(finding.message),
                .shortMessage = std::move(finding.shortMessage),
                .why = finding.why.isEmpty() ? QCoreApplication::translate("Check", rule.why) : std::move(finding.why),
                .source = rule.source,
                .fixes = std::move(finding.fixes),
            });
        });
    };
    for (const std::span<const Rule> &table : tables())
        std::ranges::for_each(table, apply);

    Findings findings = withSuppressions(result, snapshot);
    sort(findings.problems);
    sort(findings.suppressed);
    return findings;
}

QList<Diagnostic> run(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest, const Facts &facts)
{
    return look(snapshot, manifest, facts).problems;
}

} // namespace Spacewright::Check
