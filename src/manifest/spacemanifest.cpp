// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/spacemanifest.h"

#include "base/clock.h"
#include "manifest/headerreader.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Manifest)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr int DefaultPort = 7860; // reference/spaces.md §1.2
constexpr int StreamlitPort = 8501; // fixed for the legacy SDK, §3.4
constexpr std::chrono::minutes DefaultStartupTimeout{30};

/// Why a manifest file was not read; nothing for one that was, or is not there.
std::optional<Diagnostic> unreadProblem(const QString &file, const FileText &text)
{
    Diagnostic problem{.rule = (file == Readme ? "readme/"_L1 : "files/"_L1) + u"unreadable"_s,
                       .severity = file == Readme ? Severity::WillNotStart : Severity::BuildFails,
                       .file = file,
                       .range = {},
                       .message = {},
                       .shortMessage = {},
                       .why = Words::tr("The Hub reads manifest files as UTF-8 text from the repository itself."),
                       .source = u"huggingface_hub repocard.py"_s,
                       .fixes = {}};
    switch (text.state) {
    case FileText::State::Read:
    case FileText::State::Missing:
        return std::nullopt;
    case FileText::State::TooLarge:
        problem.message = Words::tr("%1 has %2, so it is not read; the limit is %3. Shorten it.")
                              .arg(file, bytesText(text.sizeBytes), bytesText(ManifestFileLimit));
        break;
    case FileText::State::Utf16:
        problem.message = Words::tr("%1 is written as UTF-16, which the Hub cannot read. Save it as UTF-8.").arg(file);
        break;
    case FileText::State::NotUtf8:
        problem.message = Words::tr("%1 is not UTF-8 text, so the Hub cannot read it. Save it as UTF-8.").arg(file);
        break;
    case FileText::State::Unreadable:
        problem.message = Words::tr("%1 cannot be read. Check its permissions.").arg(file);
        problem.why = text.why;
        break;
    case FileText::State::Outside:
        problem.message =
            Words::tr("%1 is a link out of the Space, so it is not read. Put the file itself there.").arg(file);
        break;
    case FileText::State::NotAFile:
        problem.message = Words::tr("%1 is not a file. Remove it and create a file with this name.").arg(file);
        break;
    }
    return problem;
}

Diagnostic readmeProblem(const QString &rule, Severity severity, const TextRange &range, const QString &message,
                         const QString &why)
{
    return {.rule = "readme/"_L1 + rule,
            .severity = severity,
            .file = Readme,
            .range = range,
            .message = message,
            .shortMessage = {},
            .why = why,
            .source = u"huggingface_hub repocard.py; validator of the Hub"_s,
            .fixes = {}};
}

/// What is wrong with the block as a whole; nothing when there is one to read.
std::optional<Diagnostic> blockProblem(const FrontMatter &block, const TextIndex &readme)
{
    using State = FrontMatter::State;
    const QString missing =
        Words::tr("The Hub finds no metadata: the Space gets CONFIG_ERROR \"Missing configuration in README\".");
    const TextRange opening = readme.lineRange(block.openingLine);
    const TextRange closing = readme.lineRange(block.closingLine);
    switch (block.state) {
    case State::Found:
        return std::nullopt;
    case State::Empty:
        return readmeProblem(
            u"empty-header"_s, Severity::PushRefused, {opening.line, 0, closing.line, 3},
            Words::tr("The header of README.md is empty, which the Hub refuses. Add at least the key sdk."),
            u"The YAML metadata of your README.md is invalid."_s);
    case State::Missing:
        return readmeProblem(
            u"no-header"_s, Severity::WillNotStart, readme.lineRange(0),
            Words::tr("README.md has no header, so the Hub cannot start the Space. Begin it with --- and the key sdk."),
            missing);
    case State::NotFirst:
        return readmeProblem(
            u"header-not-first"_s, Severity::WillNotStart, opening,
            Words::tr(
                "The header is not the first thing in README.md, so the Hub does not see it. Move it to the top."),
            missing);
    case State::BadOpening: {
        Diagnostic problem = readmeProblem(
            u"fence"_s, Severity::WillNotStart, opening,
            Words::tr("The header must begin with exactly --- on a line of its own. Change this line."), missing);
        if (opening.endColumn > 3
            && readme.line(opening.line).trimmed().count(u'-') == readme.line(opening.line).trimmed().size())
            problem.fixes = {{Words::tr("Write ---"), {{Readme, opening, u"---"_s}}}};
        return problem;
    }
    case State::Unterminated:
        return readmeProblem(
            u"unterminated-header"_s, Severity::WillNotStart, opening,
            Words::tr("The header of README.md has no end, so the Hub does not see it. Close it with a line ---."),
            missing);
    case State::BadClosing: {
        Diagnostic problem = readmeProblem(
            u"fence"_s, Severity::WillNotStart, closing,
            Words::tr("The header must end with exactly --- on a line of its own. Change this line."), missing);
        const QStringView line = readme.line(closing.line).trimmed();
        if (line.count(u'-') == line.size())
            problem.fixes = {{Words::tr("Write ---"), {{Readme, closing, u"---"_s}}}};
        return problem;
    }
    }
    Q_UNREACHABLE_RETURN(std::nullopt);
}

std::optional<Diagnostic> yamlProblem(const YamlDocument &yaml, const TextRange &block)
{
    if (yaml.isTooBig)
        return readmeProblem(
            u"header-limits"_s, Severity::PushRefused, block,
            Words::tr("The header nests too deep or holds too many values to be read. Make it smaller."),
            Words::tr("Read are 48 levels, 100,000 values and 1 MB, with every alias written out."));
    if (yaml.error)
        return readmeProblem(
            u"yaml-syntax"_s, Severity::PushRefused, yaml.error->range,
            Words::tr("Line %1 of README.md is not valid YAML, so the Hub refuses it. Correct the line.")
                .arg(yaml.error->range.line + 1),
            u"%1 (%2:%3)"_s.arg(yaml.error->words).arg(yaml.error->range.line + 1).arg(yaml.error->range.column + 1));
    if (yaml.root.kind == YamlNode::Kind::Null)
        return readmeProblem(
            u"empty-header"_s, Severity::PushRefused, block,
            Words::tr("The header of README.md is empty, which the Hub refuses. Add at least the key sdk."),
            u"The YAML metadata of your README.md is invalid."_s);
    if (yaml.root.kind != YamlNode::Kind::Mapping)
        return readmeProblem(u"not-a-mapping"_s, Severity::PushRefused, yaml.root.range,
                             Words::tr("The header of README.md is not a list of \"key: value\" lines, so the Hub "
                                       "refuses it. Write such lines."),
                             u"\"value\" must be of type object"_s);
    return std::nullopt;
}

void readHeader(SpaceManifest &manifest, const FileText &readme)
{
    if (readme.state == FileText::State::Missing) {
        manifest.diagnostics.append(readmeProblem(
            u"missing"_s, Severity::WillNotStart, {},
            Words::tr("README.md is missing, so the Hub cannot start the Space. Create it with a header."),
            u"Missing configuration in README"_s));
        return;
    }
    if (!readme.isRead())
        return;
    const TextIndex index(readme.text);
    manifest.frontMatter = findFrontMatter(index);
    if (readme.hasByteOrderMark)
        manifest.diagnostics.append(
            readmeProblem(u"byte-order-mark"_s, Severity::Advice, index.range(0, 0),
                          Words::tr("README.md begins with a byte order mark. Save it as UTF-8 without one."),
                          Words::tr("The Hub's own client does not see a header behind a byte order mark; for the Hub "
                                    "itself this is unconfirmed.")));
    if (auto problem = blockProblem(manifest.frontMatter, index)) {
        manifest.diagnostics.append(*std::move(problem));
        return;
    }
    YamlDocument yaml = readYaml(index, manifest.frontMatter.from, manifest.frontMatter.to);
    if (auto problem = yamlProblem(yaml, index.lineRange(manifest.frontMatter.openingLine)))
        manifest.diagnostics.append(*std::move(problem));
    if (yaml.isTooBig)
        return;
    manifest.header = std::move(yaml.root);
    manifest.isHeaderUsable = !yaml.error && manifest.header.kind == YamlNode::Kind::Mapping;
    // What stands around a syntax error is still worth reading: problems, titles and ranges for the window.
    if (manifest.header.kind == YamlNode::Kind::Mapping)
        HeaderReader(manifest).read();
}

} // namespace

QString sdkName(Sdk sdk)
{
    switch (sdk) {
    case Sdk::Gradio:
        return u"gradio"_s;
    case Sdk::Streamlit:
        return u"streamlit"_s;
    case Sdk::Docker:
        return u"docker"_s;
    case Sdk::Static:
        return u"static"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

bool isPythonSdk(Sdk sdk)
{
    return sdk == Sdk::Gradio || sdk == Sdk::Streamlit;
}

std::optional<Sdk> sdkFromName(QStringView name)
{
    for (const Sdk sdk : {Sdk::Gradio, Sdk::Streamlit, Sdk::Docker, Sdk::Static}) {
        if (name == sdkName(sdk))
            return sdk;
    }
    return std::nullopt;
}

QString SpaceManifest::appFile() const
{
    if (appFileKey && !appFileKey->value.isEmpty())
        return QDir::cleanPath(appFileKey->value);
    return sdk && sdk->value == Sdk::Static ? u"index.html"_s : u"app.py"_s;
}

int SpaceManifest::appPort() const
{
    const Sdk kind = sdk ? sdk->value : Sdk::Gradio;
    if (kind == Sdk::Streamlit)
        return StreamlitPort;
    const bool isUsable = appPortKey && appPortKey->value >= 1 && appPortKey->value <= 65535;
    return kind == Sdk::Docker && isUsable ? appPortKey->value : DefaultPort;
}

QString SpaceManifest::basePath() const
{
    const Sdk kind = sdk ? sdk->value : Sdk::Gradio;
    if ((kind != Sdk::Gradio && kind != Sdk::Docker) || !basePathKey || basePathKey->value.isEmpty())
        return u"/"_s;
    return basePathKey->value.startsWith(u'/') ? basePathKey->value : u'/' + basePathKey->value;
}

std::chrono::seconds SpaceManifest::startupTimeout() const
{
    return startupTimeoutKey ? startupTimeoutKey->value : DefaultStartupTimeout;
}

QString appFileOf(const FileText &readme)
{
    SpaceManifest manifest;
    readHeader(manifest, readme);
    return manifest.appFile();
}

SpaceManifest readManifest(const Snapshot &snapshot)
{
    SpaceManifest manifest;
    const QStringList files{Readme, u"requirements.txt"_s, u"pre-requirements.txt"_s, u"packages.txt"_s,
                            u"Dockerfile"_s};
    for (const QString &file : files) {
        const auto text = snapshot.texts.constFind(file);
        if (text == snapshot.texts.cend())
            continue;
        if (auto problem = unreadProblem(file, *text))
            manifest.diagnostics.append(*std::move(problem));
    }
    readHeader(manifest, snapshot.text(Readme));
    manifest.requirements = readRequirements(snapshot.text(u"requirements.txt"_s).text);
    manifest.preRequirements = readRequirements(snapshot.text(u"pre-requirements.txt"_s).text);
    manifest.packages = readSystemPackages(snapshot.text(u"packages.txt"_s).text);
    manifest.dockerfile = readDockerfile(snapshot.text(u"Dockerfile"_s).text);
    if (const FileText config = snapshot.text(u".streamlit/config.toml"_s); config.isRead())
        manifest.streamlit = readStreamlitConfig(config.text);
    if (const FileText package = snapshot.text(u"package.json"_s); package.isRead())
        manifest.packageJson = readPackageJson(package.text);
    return manifest;
}

} // namespace Spacewright::Manifest
