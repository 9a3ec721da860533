// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"

#include "check/pushed.h"
#include "check/rule.h"
#include "manifest/textindex.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {
std::array<std::span<const Rule>, 7> tables()
{
    return {readmeRules(), requirementRules(), fileRules(), dockerRules(), appRules(), contentRules(), secretRules()};
}

QString appText(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest)
{
    const bool runsPython = manifest.sdk
        && (manifest.sdk->value == Manifest::Sdk::Gradio || manifest.sdk->value == Manifest::Sdk::Streamlit);
    return runsPython ? snapshot.text(manifest.appFile()).text : QString();
}
} // namespace

Fix writing(const QString &text, const QString &file, const TextRange &range)
{
    return {QCoreApplication::translate("Check", "Write %1").arg(text), {{file, range, text}}};
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

QList<Diagnostic> run(const Manifest::Snapshot &snapshot, const Manifest::SpaceManifest &manifest,
                      const Contents *contents)
{
    QList<Diagnostic> result = manifest.diagnostics;
    const Pushed pushed(snapshot, contents);
    const Subject subject{snapshot, manifest, PythonSource(appText(snapshot, manifest)), &pushed};
    const auto apply = [&](const Rule &rule) {
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

    std::ranges::stable_sort(result, [](const Diagnostic &a, const Diagnostic &b) {
        const auto key = [](const Diagnostic &d) {
            return std::tuple(d.file != "README.md"_L1, QStringView(d.file), d.range.line, d.range.column,
                              QStringView(d.rule));
        };
        return key(a) < key(b);
    });
    return result;
}

} // namespace Spacewright::Check
