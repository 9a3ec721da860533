// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/explain.h"

#include "base/clock.h"
#include "environment/requirement.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("BuildExplanation", text);
}

const QString RequirementsFile = u"requirements.txt"_s;

/// One kind of failure: looks at the words, answers when it knows them.
struct Reader {
    BuildPhase phase;
    const QString &words;
    const EnvironmentPlan &plan;
    qint64 freeBytes;

    [[nodiscard]] QString requirements() const { return plan.request.requirements.value_or(QString()); }
    [[nodiscard]] QString sdk() const { return displayName(plan.request.sdk); }
    [[nodiscard]] bool isSdk(const QString &package) const { return package == packageName(plan.request.sdk); }

    /// "Gradio 6.25.0" for the SDK, "pydantic 2.13.0" for others.
    [[nodiscard]] QString named(const Requirement &requirement) const
    {
        return isSdk(requirement.name) ? QString(requirement.toText()).replace(requirement.name, sdk())
                                       : requirement.toText();
    }

    [[nodiscard]] QRegularExpressionMatch find(const QString &pattern) const
    {
        return QRegularExpression(pattern, QRegularExpression::MultilineOption).match(words);
    }

    /// The failure, also as a problem at the line of `package` where requirements.txt has one.
    [[nodiscard]] Explanation at(const QString &package, const QString &rule, ErrorCode code, const QString &message,
                                 const QString &shortMessage = {}) const
    {
        Explanation result{{code, message, words}, {}};
        const auto range = requirementLine(requirements(), package);
        if (range)
            result.problems.append({.rule = "requirements/"_L1 + rule,
                                    .severity = Severity::BuildFails,
                                    .file = RequirementsFile,
                                    .range = *range,
                                    .message = message,
                                    .shortMessage = shortMessage,
                                    .why = {},
                                    .source = tr("the package installer"),
                                    .fixes = {}});
        return result;
    }
    [[nodiscard]] Explanation plain(ErrorCode code, const QString &message) const
    {
        return {{code, message, words}, {}};
    }

    /// ", line 3" where requirements.txt asks for `package`.
    [[nodiscard]] QString place(const QString &package) const
    {
        const auto range = requirementLine(requirements(), package);
        return range ? tr("%1, line %2").arg(RequirementsFile).arg(range->line + 1) : RequirementsFile;
    }
};

using Answer = std::optional<Explanation>;

Answer diskFull(const Reader &reader)
{
    if (!reader
             .find(
                 u"No space left on device|os error 28\\b|Disk quota exceeded|os error 122\\b|ENOSPC|File too large|os error 27\\b"_s)
             .hasMatch())
        return std::nullopt;
    if (reader.freeBytes < 0)
        return reader.plain(ErrorCode::Io,
                            tr("The disk is full. Remove unused environments or free some space, then build again."));
    return reader.plain(
        ErrorCode::Io,
        tr("The disk is full: %1 free. Remove unused environments or free some space, then build again.")
            .arg(bytesText(reader.freeBytes)));
}

Answer gitRequirement(const Reader &reader)
{
    if (!reader.find(u"Git operation failed|could not read Username|fatal: (unable to access|repository)"_s).hasMatch())
        return std::nullopt;
    const QString line =
        reader.find(uR"((?:git fetch|git clone|Updating)\b[^\n]*?((?:https?|ssh)://[^\s'"]+))"_s).captured(1);
    const QString what = line.isEmpty() ? tr("A git requirement") : line;
    if (reader.find(u"Could not connect|Could not resolve host|Connection (refused|timed out)"_s).hasMatch())
        return reader.plain(ErrorCode::Offline,
                            tr("%1 does not answer. Check the network and the address in requirements.txt.").arg(what));
    return reader.plain(
        ErrorCode::NotFound,
        tr("%1 is private, renamed or gone. Correct the address in requirements.txt, or publish the package.")
            .arg(what));
}

Answer network(const Reader &reader)
{
    const auto status = reader.find(u"HTTP status (?:client|server) error \\(([0-9]{3})"_s);
    if (status.hasMatch() && (status.captured(1) == "401"_L1 || status.captured(1) == "403"_L1))
        return reader.plain(ErrorCode::Unauthorised,
                            tr("The package index refuses this machine (%1). Check its credentials in pip's settings.")
                                .arg(status.captured(1)));
    const bool certificate =
        reader.find(u"invalid peer certificate|CERTIFICATE_VERIFY_FAILED|UnknownIssuer"_s).hasMatch();
    if (certificate)
        return reader.plain(ErrorCode::Offline,
                            tr("The package index shows a certificate that this machine does not trust. Set "
                               "SSL_CERT_FILE to your network's certificates."));
    const bool silent =
        reader
            .find(
                u"error sending request|tcp connect error|dns error|Failed to fetch|Request failed after|operation "
                u"timed out|"
                "NewConnectionError|Temporary failure in name resolution|ConnectTimeoutError|ReadTimeoutError|Connection (?:refused|reset)"_s)
            .hasMatch();
    if (!silent && !status.hasMatch())
        return std::nullopt;
    return reader.plain(ErrorCode::Offline,
                        tr("The package index does not answer. Check the network and the proxy, then build again."));
}

Answer badLine(const Reader &reader)
{
    const auto match = reader.find(
        u"(?:Couldn't parse requirement|Error parsing included file|Unexpected .*|Unsupported .*) in `([^`]*requirements\\.txt)` at position ([0-9]+)"_s);
    if (!match.hasMatch())
        return std::nullopt;
    const QByteArray before = reader.requirements().toUtf8().first(
        qBound(qsizetype(0), match.captured(2).toLongLong(), reader.requirements().toUtf8().size()));
    const int line = int(before.count('\n'));
    const QString text = reader.requirements().section(u'\n', line, line).trimmed();
    const bool included = text.startsWith("-r"_L1) || text.startsWith("-c"_L1) || text.startsWith("--requirement"_L1)
        || text.startsWith("--constraint"_L1);
    const QString message = included
        ? tr("requirements.txt, line %1: the Hub reads this file alone, so %2 is not there. Copy its lines here.")
              .arg(line + 1)
              .arg(text.section(u' ', 1).trimmed())
        : tr("requirements.txt, line %1: \"%2\" is no requirement. Write it as name==version.").arg(line + 1).arg(text);
    Explanation result = reader.plain(ErrorCode::Invalid, message);
    const QString whole = reader.requirements().section(u'\n', line, line);
    result.problems.append({.rule = u"requirements/syntax"_s,
                            .severity = Severity::BuildFails,
                            .file = RequirementsFile,
                            .range = {line, 0, line, int(whole.size())},
                            .message = message,
                            .shortMessage = {},
                            .why = {},
                            .source = tr("the package installer"),
                            .fixes = {}});
    return result;
}

Answer localProject(const Reader &reader)
{
    static const QRegularExpression local(uR"(^\s*(-e\b|--editable\b|\.{0,2}/|\.\s*$|file:).*$)"_s,
                                          QRegularExpression::MultilineOption);
    const auto match = local.match(reader.requirements());
    if (!match.hasMatch()
        || !reader
                .find(
                    u"does not appear to be a Python project|Distribution not found at|wheel filename .* is invalid|neither 'setup.py' nor"_s)
                .hasMatch())
        return std::nullopt;
    const int line = int(QStringView(reader.requirements()).first(match.capturedStart()).count(u'\n'));
    const QString message = tr("requirements.txt, line %1: the Space's files are not there yet when packages are "
                               "installed, as on the Hub. Remove the line.")
                                .arg(line + 1);
    Explanation result = reader.plain(ErrorCode::Invalid, message);
    result.problems.append({.rule = u"requirements/local-path"_s,
                            .severity = Severity::BuildFails,
                            .file = RequirementsFile,
                            .range = {line, 0, line, int(match.captured().size())},
                            .message = message,
                            .shortMessage = {},
                            .why = {},
                            .source = u"spaces.md 3.1"_s,
                            .fixes = {}});
    return result;
}

Answer missingPackage(const Reader &reader)
{
    auto match = reader.find(
        u"(?:Because|And because|and) ([A-Za-z0-9._-]+) was not found in the (?:package registry|provided package locations)"_s);
    if (!match.hasMatch())
        match = reader.find(
            u"Could not find a version that satisfies the requirement ([A-Za-z0-9._-]+)\\S* \\(from versions: none\\)"_s);
    if (!match.hasMatch())
        return std::nullopt;
    const QString name = match.captured(1);
    return reader.at(name, u"missing-package"_s, ErrorCode::NotFound,
                     tr("%1 is not on the package index. Check its spelling in %2.").arg(name, reader.place(name)),
                     tr("not on the package index"));
}

Answer missingVersion(const Reader &reader)
{
    auto match = reader.find(u"there (?:is|are) no versions? of ([^ ,]+(?:,[<>=!~][^ ,]+)*)"_s);
    if (!match.hasMatch())
        match = reader.find(u"Could not find a version that satisfies the requirement (\\S+)"_s);
    const auto requirement = match.hasMatch() ? Requirement::parse(match.captured(1)) : std::nullopt;
    if (!requirement)
        return std::nullopt;
    const bool ours =
        reader.isSdk(requirement->name) && requirement->specifier == "=="_L1 + reader.plan.request.sdkVersion;
    if (ours && !requirementLine(reader.requirements(), requirement->name))
        return reader.plain(ErrorCode::NotFound,
                            tr("%1 %2 does not exist. Choose a published version for sdk_version in README.md.")
                                .arg(reader.sdk(), reader.plan.request.sdkVersion));
    return reader.at(requirement->name, u"missing-version"_s, ErrorCode::NotFound,
                     tr("%1 does not exist on the package index. Choose another version in %2.")
                         .arg(reader.named(*requirement), reader.place(requirement->name)),
                     tr("no such version"));
}

Answer wrongPython(const Reader &reader)
{
    const auto floor = reader.find(
        u"current Python version \\(([0-9.]+)\\) does not satisfy Python([<>=!~0-9.,]+) and (?:you require )?([^ ,]+)"_s);
    if (floor.hasMatch()) {
        const auto requirement = Requirement::parse(floor.captured(3));
        const QString who = requirement ? reader.named(*requirement) : floor.captured(3);
        return reader.at(requirement ? requirement->name : QString(), u"python-version"_s, ErrorCode::Conflict,
                         tr("%1 needs Python %2, and %3 is used. Change python_version in README.md.")
                             .arg(who, allowedText(floor.captured(2)), floor.captured(1)),
                         tr("needs Python %1").arg(allowedText(floor.captured(2))));
    }
    const auto wheels = reader.find(u"Because ([^ ,]+) has no wheels with a matching Python"_s);
    const auto requirement = wheels.hasMatch() ? Requirement::parse(wheels.captured(1)) : std::nullopt;
    if (!requirement)
        return std::nullopt;
    return reader.at(
        requirement->name, u"python-version"_s, ErrorCode::Conflict,
        tr("%1 has no build for Python %2. Choose another version, or another python_version in README.md.")
            .arg(reader.named(*requirement), reader.plan.interpreter.version.toString()),
        tr("no build for this Python"));
}

/// "A depends on B", "all versions of A depend on B" and "you require C" of a resolver's proof.
struct Proof {
    QList<std::pair<Requirement, Requirement>> depends;
    QList<Requirement> required;
};

Proof proofOf(const QString &words)
{
    static const QString one =
        uR"(([A-Za-z0-9][A-Za-z0-9._-]*(?:\[[^\]]*\])?(?:[<>=!~]=?=?[^\s,]+(?:,[<>=!~]=?[^\s,]+)*)?))"_s;
    static const QRegularExpression dependsForm(one + u"(?: \\([^)]*\\))? depends? on "_s + one);
    static const QRegularExpression requireForm(u"(?:you require|The user requested) "_s + one + u"(?: and "_s + one
                                                + u")?"_s);
    Proof proof;
    for (auto it = dependsForm.globalMatch(words); it.hasNext();) {
        const auto match = it.next();
        const auto from = Requirement::parse(match.captured(1));
        const auto to = Requirement::parse(match.captured(2));
        if (from && to)
            proof.depends.append({*from, *to});
    }
    for (auto it = requireForm.globalMatch(words); it.hasNext();) {
        const auto match = it.next();
        for (const QString &text : {match.captured(1), match.captured(2)}) {
            const auto requirement = Requirement::parse(text);
            if (requirement && !text.isEmpty() && !proof.required.contains(*requirement))
                proof.required.append(*requirement);
        }
    }
    return proof;
}

/// The side of a conflict as the person wrote it; a resolver may say `>=6.0.0` for the one version that fits.
QString asWritten(const Reader &reader, const Proof &proof, const Requirement &side)
{
    if (reader.isSdk(side.name) && !reader.plan.request.sdkVersion.isEmpty())
        return reader.sdk() + u' ' + reader.plan.request.sdkVersion;
    const auto written = std::ranges::find(proof.required, side.name, &Requirement::name);
    return reader.named(written == proof.required.end() ? side : *written);
}

Answer conflict(const Reader &reader)
{
    if (!reader.find(u"requirements are unsatisfiable|are incompatible|ResolutionImpossible|conflicting dependencies"_s)
             .hasMatch())
        return std::nullopt;
    const Proof proof = proofOf(reader.words);
    // The same package asked for twice: by the Space and by the platform.
    for (qsizetype i = 0; i < proof.required.size(); ++i) {
        const Requirement &one = proof.required.at(i);
        if (!reader.isSdk(one.name) || one.specifier == "=="_L1 + reader.plan.request.sdkVersion
            || !requirementLine(reader.requirements(), one.name))
            continue;
        const bool twice = std::ranges::any_of(
            proof.required, [&](const Requirement &other) { return other.name == one.name && other != one; });
        if (twice)
            return reader.at(
                one.name, u"sdk-pin"_s, ErrorCode::Conflict,
                tr("%1 asks for %2, README.md for %3. Remove the line; the Hub installs %4 itself.")
                    .arg(reader.place(one.name), one.toText(), reader.plan.request.sdkVersion, reader.sdk()),
                tr("README.md asks for %1").arg(reader.plan.request.sdkVersion));
    }
    // What the user's own line excludes.
    for (const auto &[from, to] : proof.depends) {
        for (const Requirement &asked : proof.required) {
            if (asked.name != to.name || asked.specifier == to.specifier)
                continue;
            return reader.at(requirementLine(reader.requirements(), asked.name) ? asked.name : from.name, u"conflict"_s,
                             ErrorCode::Conflict,
                             tr("%1 and %2 cannot be installed together. %3 needs %4 %5.")
                                 .arg(asked.toText(), asWritten(reader, proof, from),
                                      reader.isSdk(from.name) ? reader.sdk() : from.name, to.name,
                                      allowedText(to.specifier)),
                             tr("%1 needs %2").arg(asWritten(reader, proof, from), allowedText(to.specifier)));
        }
    }
    for (const auto &[from, to] : proof.depends) {
        if (requirementLine(reader.requirements(), from.name))
            return reader.at(from.name, u"conflict"_s, ErrorCode::Conflict,
                             tr("%1 needs %2, which the other requirements exclude. Loosen %3.")
                                 .arg(asWritten(reader, proof, from), to.toText(), reader.place(from.name)),
                             tr("needs %1").arg(to.toText()));
    }
    return reader.plain(
        ErrorCode::Conflict,
        tr("Two requirements exclude each other; the details name them. Loosen the tighter one in requirements.txt."));
}

Answer failedBuild(const Reader &reader)
{
    auto match =
        reader.find(u"Failed to (?:build|download and build|prepare)[: ]*`?([A-Za-z0-9._-]+)(?:==([0-9][^`\\s]*))?"_s);
    if (!match.hasMatch())
        match = reader.find(u"(?:Failed building wheel for|Could not build wheels for) ([A-Za-z0-9._-]+)"_s);
    if (!match.hasMatch())
        return std::nullopt;
    const QString name = match.captured(1);
    const QString header = reader.find(u"fatal error: ([^:]+\\.h(?:pp)?): No such file"_s).captured(1);
    QString message;
    if (!header.isEmpty())
        message = header == "portaudio.h"_L1
            ? tr("%1 could not be built: %2 is missing. Add portaudio19-dev to packages.txt and install it here.")
                  .arg(name, header)
            : tr("%1 could not be built: %2 is missing. Add the package that has it to packages.txt and install it "
                 "here.")
                  .arg(name, header);
    else if (reader.find(u"No module named 'pkg_resources'"_s).hasMatch())
        message = tr("%1 could not be built: its build needs pkg_resources. Write setuptools<81 into "
                     "pre-requirements.txt, or raise %1.")
                      .arg(name);
    else if (reader.find(u"(?:rustc|[Cc]argo)\\b.*(?:not found|not installed)|can't find Rust compiler"_s).hasMatch())
        message = tr("%1 could not be built: it wants a Rust compiler. Choose a version with a wheel for Python %2.")
                      .arg(name, reader.plan.interpreter.version.toString());
    else
        message = tr("%1 could not be built from source. Choose a version with a wheel for Python %2.")
                      .arg(name, reader.plan.interpreter.version.toString());
    return reader.at(name, u"build-failure"_s, ErrorCode::Space, message, tr("could not be built"));
}

Answer failedCheck(const Reader &reader)
{
    if (reader.phase != BuildPhase::Verify)
        return std::nullopt;
    const auto check = reader.find(u"^The package `([^`]+)` requires `([^`]+)`"_s);
    if (check.hasMatch())
        return reader.at(check.captured(1), u"conflict"_s, ErrorCode::Conflict,
                         tr("%1 needs %2, which is not what was installed. Loosen the requirement that excludes it.")
                             .arg(check.captured(1), check.captured(2)));
    return std::nullopt;
}
} // namespace

Explanation explain(BuildPhase phase, const QString &words, const EnvironmentPlan &plan, qint64 freeBytes)
{
    const Reader reader{phase, words, plan, freeBytes};
    // Surest first: a full disk or a dead network makes everything after it look wrong too.
    for (const auto &known : {diskFull, gitRequirement, network, badLine, localProject, missingPackage, wrongPython,
                              missingVersion, conflict, failedBuild, failedCheck}) {
        if (auto answer = known(reader))
            return *std::move(answer);
    }
    switch (phase) {
    case BuildPhase::Resolve:
        return reader.plain(
            ErrorCode::Tool,
            tr("The versions of the packages could not be chosen. The details have the installer's words."));
    case BuildPhase::Install:
        return reader.plain(ErrorCode::Tool,
                            tr("The packages could not be installed. The details have the installer's words."));
    case BuildPhase::Verify:
        break;
    }
    return reader.plain(
        ErrorCode::Space,
        tr("%1 was installed, and is not there. Choose another sdk_version in README.md.").arg(reader.sdk()));
}

} // namespace Spacewright::Environment
