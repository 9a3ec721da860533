// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Sdk;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Package = "package.json"_L1;
constexpr QLatin1StringView SdkStatic = "https://huggingface.co/docs/hub/spaces-sdks-static"_L1;
constexpr QLatin1StringView Npm = "https://docs.npmjs.com/cli/commands/npm-run-script"_L1;

const Manifest::Located<QString> *buildCommand(const Subject &subject)
{
    const auto &command = subject.manifest.appBuildCommand;
    return subject.hasSdk(Sdk::Static) && command ? &*command : nullptr;
}

/// The script that the build command names: `build` of `npm run build`.
QString script(const QString &command)
{
    static const QRegularExpression form(u"\\b(?:npm|pnpm|yarn)\\s+run(?:-script)?\\s+([A-Za-z0-9:_-]+)"_s);
    return form.match(command).captured(1);
}

void packageMissing(const Subject &subject, const Report &report)
{
    const auto *command = buildCommand(subject);
    if (command && !script(command->value).isEmpty() && !subject.snapshot.hasFile(QString(Package))
        && !command->value.contains("cd "_L1) && !command->value.contains("--prefix"_L1))
        report({u"README.md"_s, command->range,
                Words::tr("The build command runs npm, and there is no package.json. Add it to the top folder."),
                Words::tr("no package.json")});
}

void scriptMissing(const Subject &subject, const Report &report)
{
    const auto *command = buildCommand(subject);
    const auto &package = subject.manifest.packageJson;
    if (!command || !subject.snapshot.text(Package).isRead() || !package.error.isEmpty())
        return;
    const QString name = script(command->value);
    if (name.isEmpty() || package.scripts.contains(name) || command->value.contains("cd "_L1)
        || command->value.contains("--prefix"_L1))
        return;
    report(
        {u"README.md"_s, command->range,
         Words::tr("package.json has no script %1, so the build fails. Add it there, or change the command.").arg(name),
         Words::tr("no script %1").arg(name)});
}

void packageSyntax(const Subject &subject, const Report &report)
{
    const auto &package = subject.manifest.packageJson;
    if (buildCommand(subject) && !package.error.isEmpty())
        report(
            {Package, package.errorRange,
             Words::tr("package.json is no JSON from line %1 on. Correct it there.").arg(package.errorRange.line + 1),
             Words::tr("not JSON"), package.error});
}

void builtPage(const Subject &subject, const Report &report)
{
    const auto *command = buildCommand(subject);
    if (command && !subject.manifest.appFileKey)
        report({u"README.md"_s, command->key,
                Words::tr("The build makes a page, and index.html of the top folder is opened. Name the built one in "
                          "app_file."),
                Words::tr("no app_file")});
}

/// `html` with blanks in the place of its comments.
QString withoutComments(QString html)
{
    // In a script <!-- begins nothing that has to end.
    static const QRegularExpression form(u"<(script|style)\\b[^>]*>.*?</\\1|<!--.*?(?:-->|--!>|\\z)"_s,
                                         QRegularExpression::CaseInsensitiveOption
                                             | QRegularExpression::DotMatchesEverythingOption);
    const QString text = html;
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        for (qsizetype at = match.capturedStart(); match.captured(1).isEmpty() && at < match.capturedEnd(); ++at) {
            if (text.at(at) != u'\n' && text.at(at) != u'\r')
                html[at] = u' ';
        }
    }
    return html;
}

QString page(const Subject &subject)
{
    return subject.hasSdk(Sdk::Static) && !subject.manifest.appBuildCommand
        ? withoutComments(subject.snapshot.text(subject.manifest.appFile()).text)
        : QString();
}

/// The place of the first capture in a page.
TextRange placeOf(const QString &text, const QRegularExpressionMatch &match)
{
    return Manifest::TextIndex(text).range(match.capturedStart(1), match.capturedEnd(1));
}

void insecure(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(
        u"<(?:script|link|iframe|img|audio|video|source)\\b[^>]*?\\b(?:src|href)\\s*=\\s*[\"']?(http://[^\"'\\s>]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString text = page(subject);
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString address = match.captured(1);
        report(
            {subject.manifest.appFile(),
             placeOf(text, match),
             Words::tr("Browsers do not load %1 into a page that came by https. Write https.").arg(shown(address, 40)),
             Words::tr("not loaded"),
             {},
             {writing(u"https"_s + address.sliced(4), subject.manifest.appFile(), placeOf(text, match))}});
    }
}

void localFile(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(
        u"<(?:script|link|iframe|img|audio|video|source|a)\\b[^>]*?\\b(?:src|href)\\s*=\\s*[\"']?"
        "((?:file://|[A-Za-z]:[\\\\/])[^\"'\\s>]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString text = page(subject);
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        report({subject.manifest.appFile(), placeOf(text, match),
                Words::tr("%1 is a file of this machine, which nobody else has. Write a path inside the Space.")
                    .arg(shown(match.captured(1), 40)),
                Words::tr("only on this machine")});
    }
}

void missingFile(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(
        u"<(?:script|link|img|iframe)\\b[^>]*?\\b(?:src|href)\\s*=\\s*[\"']([^\"'#?:{}$<>\\s]+)[\"'?#]"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression base(u"<base\\b[^>]*\\bhref\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QString text = page(subject);
    if (base.match(text).hasMatch())
        return; // every address is another one then
    const QString folder = subject.manifest.appFile().section(u'/', 0, -2);
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString written = match.captured(1);
        if (written.startsWith("//"_L1) || written.endsWith(u'/'))
            continue;
        const QString decoded = QUrl::fromPercentEncoding(QString(written).replace("&amp;"_L1, "&"_L1).toUtf8());
        const QString path = Manifest::cleanRelativePath(decoded.startsWith(u'/') ? decoded.sliced(1)
                                                             : folder.isEmpty()   ? decoded
                                                                                  : folder + u'/' + decoded);
        if (!path.isEmpty() && !subject.snapshot.isTruncated && !subject.snapshot.hasFile(path)
            && !subject.snapshot.folders.contains(path))
            report({subject.manifest.appFile(), placeOf(text, match),
                    Words::tr("The page asks for %1, which the Space does not have. Add it, or correct the path; case "
                              "matters.")
                        .arg(shown(written, 32)),
                    Words::tr("no such file")});
    }
}

void threads(const Subject &subject, const Report &report)
{
    const QString text = page(subject);
    const qsizetype at = text.indexOf("SharedArrayBuffer"_L1);
    const auto sends = [&](QLatin1StringView name) {
        return std::ranges::any_of(subject.manifest.customHeaders,
                                   [name](const Manifest::CustomHeader &header) { return header.name == name; });
    };
    if (at < 0 || (sends("cross-origin-embedder-policy"_L1) && sends("cross-origin-opener-policy"_L1)))
        return;
    report({subject.manifest.appFile(), Manifest::TextIndex(text).range(at, at + 17),
            Words::tr("SharedArrayBuffer needs an isolated page. Set the two policies in custom_headers of README.md."),
            Words::tr("needs custom_headers")});
}

void serverSide(const Subject &subject, const Report &report)
{
    static constexpr QLatin1StringView Files[] = {"requirements.txt"_L1, "packages.txt"_L1, "app.py"_L1, "server.js"_L1,
                                                  "index.php"_L1};
    if (!subject.hasSdk(Sdk::Static) || subject.manifest.appBuildCommand)
        return;
    for (const QLatin1StringView file : Files) {
        if (!subject.snapshot.hasFile(QString(file)))
            continue;
        report({file,
                {},
                Words::tr("A static Space only hands out files, so nothing runs %1. Choose another sdk, or remove it.")
                    .arg(file),
                Words::tr("nothing runs it")});
        return;
    }
}

constexpr Rule Rules[] = {
    {"static/package-missing"_L1, Severity::BuildFails, SdkStatic,
     QT_TRANSLATE_NOOP("Check", "npm reads the script from package.json: \"Could not read package.json\"."),
     packageMissing},
    {"static/script-missing"_L1, Severity::BuildFails, Npm,
     QT_TRANSLATE_NOOP("Check", "npm answers \"Missing script\"."), scriptMissing},
    {"static/package-syntax"_L1, Severity::BuildFails, Npm, QT_TRANSLATE_NOOP("Check", "npm stops with EJSONPARSE."),
     packageSyntax},
    {"static/built-page"_L1, Severity::Advice, "https://huggingface.co/docs/hub/spaces-config-reference"_L1,
     QT_TRANSLATE_NOOP("Check", "With a build command app_file names the built file, such as dist/index.html."),
     builtPage},
    {"static/insecure-address"_L1, Severity::BreaksForVisitors, "W3C Mixed Content"_L1,
     QT_TRANSLATE_NOOP("Check", "Spaces are served by https, and browsers block what comes by http into such a page."),
     insecure},
    {"static/local-address"_L1, Severity::BreaksForVisitors, SdkStatic,
     QT_TRANSLATE_NOOP("Check", "The address names a place on the author's own disk."), localFile},
    {"static/missing-file"_L1, Severity::BreaksForVisitors, SdkStatic,
     QT_TRANSLATE_NOOP("Check", "The Hub answers 404 for it. It serves from Linux, where a and A are two names."),
     missingFile},
    {"static/isolation"_L1, Severity::BreaksForVisitors, SdkStatic,
     QT_TRANSLATE_NOOP("Check",
                       "Browsers offer SharedArrayBuffer only to pages with cross-origin-embedder-policy and "
                       "cross-origin-opener-policy."),
     threads},
    {"static/server-side"_L1, Severity::Ignored, SdkStatic,
     QT_TRANSLATE_NOOP("Check", "There is no container, no Python and no Node at run time."), serverSide},
};

} // namespace

std::span<const Rule> staticRules()
{
    return Rules;
}

} // namespace Spacewright::Check
