// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/dockerinstructions.h"
#include "check/names.h"
#include "check/rule.h"
#include "manifest/dockerignore.h"
#include "manifest/dockerstart.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::DockerFlag;
using Spacewright::Manifest::DockerIgnore;
using Spacewright::Manifest::DockerInstruction;
using Spacewright::Manifest::DockerWord;
using Spacewright::Manifest::Sdk;
using Spacewright::Manifest::StartedFile;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView File = "Dockerfile"_L1;
constexpr QLatin1StringView IgnoreFile = ".dockerignore"_L1;
constexpr QLatin1StringView SdkDocker = "https://huggingface.co/docs/hub/spaces-sdks-docker"_L1;
constexpr QLatin1StringView Context = "https://docs.docker.com/build/concepts/context/#dockerignore-files"_L1;

/// Whether the build finds nothing of a file, or of a folder, that the Space has.
bool isLeftOut(const Subject &subject, const DockerIgnore &ignore, const QString &path)
{
    if (ignore.isInContext(path))
        return false;
    const auto &entries = subject.snapshot.entries;
    const QString below = path + u'/';
    auto next = std::ranges::lower_bound(entries, below, {}, &Manifest::SnapshotEntry::path);
    const bool isThere = subject.snapshot.find(path) || subject.snapshot.folders.contains(path);
    for (; next != entries.cend() && next->path.startsWith(below); ++next) {
        if (ignore.isInContext(next->path))
            return false;
    }
    return isThere;
}

void copyIgnored(const Subject &subject, const Report &report)
{
    // One named after the Dockerfile counts instead, and is not read.
    if (!subject.snapshot.text(IgnoreFile).isRead() || subject.snapshot.hasFile(u"Dockerfile.dockerignore"))
        return;
    const DockerIgnore ignore(subject.snapshot.text(IgnoreFile).text);
    static const QRegularExpression unsure(u"[*?\\[$]|://|^git@"_s);
    for (const DockerInstruction *copy : anywhere(subject, "COPY"_L1) + anywhere(subject, "ADD"_L1)) {
        if (copy->flag(u"from") || !copy->heredocs.isEmpty())
            continue;
        for (qsizetype i = 0; i + 1 < copy->words.size(); ++i) {
            const DockerWord &word = copy->words.at(i);
            const QString path =
                Manifest::cleanRelativePath(word.text.startsWith(u'/') ? word.text.sliced(1) : word.text);
            if (unsure.match(word.text).hasMatch() || path.isEmpty() || path == File || path == IgnoreFile
                || !isLeftOut(subject, ignore, path))
                continue;
            report({File,
                    word.range,
                    Words::tr("%1 is left out by .dockerignore, so the build finds nothing and stops. Add !%1 there.")
                        .arg(shown(path)),
                    Words::tr("left out of the build"),
                    {},
                    {appendingLine(subject.snapshot, QString(IgnoreFile), u'!' + path,
                                   Words::tr("Add !%1 to .dockerignore").arg(shown(path)))}});
        }
    }
}

/// Whether a file may get into the image in another way than by a COPY of it.
bool mayComeOtherwise(const Subject &subject, const QString &file)
{
    static const QRegularExpression fetches(
        u"\\bgit\\s+(?:clone|pull|fetch)\\b|\\b(?:unzip|snapshot_download)\\b|\\btar\\s+-?\\w*x|"
        "\\b(?:hf|huggingface-cli)\\s+download\\b"_s);
    static const QRegularExpression otherMount(u"(?:^|,)type=(?:cache|tmpfs|secret|ssh)\\b"_s);
    const auto isFetching = [&](const DockerInstruction *instruction) {
        const QString &keyword = instruction->keyword;
        if (keyword == "ONBUILD"_L1)
            return true;
        if (keyword == "RUN"_L1) {
            const QString text = script(*instruction);
            return fetches.match(text).hasMatch() || text.contains(file.section(u'/', -1))
                || std::ranges::any_of(instruction->flags, [](const DockerFlag &flag) {
                       return flag.name == "mount"_L1 && !otherMount.match(flag.value).hasMatch();
                   });
        }
        if (keyword != "COPY"_L1 && keyword != "ADD"_L1)
            return false;
        return instruction->flag(u"from") || !instruction->heredocs.isEmpty()
            || instruction->arguments.contains("://"_L1) || instruction->arguments.contains("git@"_L1)
            || (keyword == "ADD"_L1 && instruction->arguments.contains(".tar"_L1));
    };
    return std::ranges::any_of(subject.manifest.dockerfile.effective(), isFetching);
}

QList<StartedFile> startedFiles(const Subject &subject)
{
    return subject.hasSdk(Sdk::Docker) ? Manifest::startedFiles(subject.manifest.dockerfile, subject.snapshot)
                                       : QList<StartedFile>();
}

void startFileMissing(const Subject &subject, const Report &report)
{
    const auto &file = subject.manifest.dockerfile;
    if (file.stages.isEmpty() || !isPlainImage(file.stages.at(file.firstOf(int(file.stages.size()) - 1)).base)
        || subject.snapshot.hasFile(u"Dockerfile.dockerignore"))
        return;
    const DockerIgnore ignore(subject.snapshot.text(IgnoreFile).text);
    const QList<StartedFile> started = startedFiles(subject);
    for (const StartedFile &each : started) {
        if (each.left.isEmpty() || mayComeOtherwise(subject, each.left))
            continue;
        const QString message = ignore.isInContext(each.left)
            ? Words::tr("Nothing copies %1 into the image, so the app cannot start. Add COPY %1 to the Dockerfile.")
            : Words::tr("%1 is left out by .dockerignore, so the app cannot start. Add !%1 there.");
        report({File, each.word.range, message.arg(shown(each.left)), Words::tr("not in the image")});
    }
}

/// A call that serves pages.
struct Serving {
    PythonCall call;
    std::optional<PythonArgument> host; ///< nullopt: the library's own, which only the container itself reaches
    std::optional<PythonArgument> port; ///< nullopt: the library's own
    QLatin1StringView hostName; ///< of the argument
    int ownPort = 0; ///< of the library; 0 where it may be another
    bool isReached = false; ///< without `host` as well

    [[nodiscard]] bool isInside() const { return host ? isLoopback(plainString(host->value)) : !isReached; }
    /// nullopt where it is worked out when the app runs.
    [[nodiscard]] std::optional<int> fixedPort() const
    {
        bool isNumber = false;
        const int number = port ? port->value.toInt(&isNumber) : 0;
        return isNumber ? std::optional(number) : std::nullopt;
    }
    /// Whether the Hub finds it, or may find it.
    [[nodiscard]] bool isFoundAt(int hubPort) const
    {
        const int number = port ? fixedPort().value_or(hubPort) : ownPort;
        return call.isOpen || (!isInside() && (number == 0 || number == hubPort));
    }
};

std::optional<PythonArgument> given(const PythonCall &call, QStringView name, qsizetype position = -1)
{
    const PythonArgument *argument = call.argument(name, position);
    return argument && argument->value != "None"_L1 ? std::optional(*argument) : std::nullopt;
}

/// The names that the code gives to what `maker(…)` returns.
QStringList namesOf(const PythonSource &source, QStringView maker)
{
    QStringList names;
    const auto &tokens = source.tokens();
    const auto text = [&](qsizetype at) { return at >= 0 ? source.text(tokens.at(at)) : QStringView(); };
    for (qsizetype i = 2; i + 1 < tokens.size(); ++i) {
        if (text(i) != maker || text(i + 1) != u"(")
            continue;
        const qsizetype equals = text(i - 1) == u"." ? i - 3 : i - 1; // `flask.Flask(`
        if (text(equals) == u"=" && equals > 0)
            names.append(text(equals - 1).toString());
    }
    return names;
}

/// Whether a dot stands before the function: `demo.launch()`, and not a `launch()` of the app's own.
bool isMethod(const PythonCall &call, const Manifest::TextIndex &index)
{
    const TextRange before{call.range.line, call.range.column - 1, call.range.line, call.range.column};
    return call.range.column > 0 && textAt(index, before) == "."_L1;
}

QList<Serving> servingsOf(const PythonSource &source, const QString &text, bool hasGradioHost)
{
    QList<Serving> servings;
    const Manifest::TextIndex index(text);
    const bool usesFlask = source.isImported(u"flask");
    const QStringList flaskApps =
        usesFlask ? namesOf(source, u"Flask") + namesOf(source, u"create_app") : QStringList();
    const QList<PythonCall> runs = source.calls(u"run");
    for (const PythonCall &call : runs) {
        if (call.owner == "uvicorn"_L1)
            servings.append({call, given(call, u"host"), given(call, u"port"), "host"_L1, 8000});
        else if (flaskApps.contains(call.owner))
            servings.append({call, given(call, u"host", 0), given(call, u"port", 1), "host"_L1, 5000});
    }
    static constexpr QLatin1StringView Others[] = {"webbrowser"_L1, "browser"_L1,    "chromium"_L1,  "firefox"_L1,
                                                   "webkit"_L1,     "playwright"_L1, "pyppeteer"_L1, "accelerate"_L1};
    const QList<PythonCall> launches = source.isImported(u"gradio") ? source.calls(u"launch") : QList<PythonCall>();
    for (const PythonCall &call : launches) {
        if (!contains(Others, call.owner) && isMethod(call, index))
            servings.append(
                {call, given(call, u"server_name"), given(call, u"server_port"), "server_name"_L1, 0, hasGradioHost});
    }
    return servings;
}

/// What the start command runs, where it is a Python program of the Space and serves alone.
struct Program {
    QString file;
    PythonSource source;
};

std::optional<Program> programOf(const Subject &subject)
{
    const QList<StartedFile> started = startedFiles(subject);
    if (started.size() != 1 || !started.constFirst().isMain || !started.constFirst().copied.endsWith(".py"_L1))
        return std::nullopt;
    static const QRegularExpression proxy(u"\\b(?:nginx|caddy|haproxy|traefik|apache2|supervisor|socat|envoy)"_s);
    const auto isProxy = [](const DockerInstruction *run) { return proxy.match(script(*run)).hasMatch(); };
    const auto commands = Manifest::startedCommands(subject.manifest.dockerfile);
    if (std::ranges::any_of(anywhere(subject, "RUN"_L1) + startCommands(subject), isProxy)
        || std::ranges::count(commands, true, &Manifest::StartCommand::mayServe) > 1)
        return std::nullopt;
    const QString file = started.constFirst().copied;
    return Program{file, PythonSource(subject.snapshot.text(file).text)};
}

/// The servings of the program that the start command runs; empty where one of them is what the Hub asks for.
QList<Serving> lostServings(const Subject &subject, const Program &program)
{
    static constexpr QLatin1StringView Variable = "GRADIO_SERVER_NAME"_L1;
    const auto &file = subject.manifest.dockerfile;
    const QList<DockerVariable> set = variables(inImage(subject, "ENV"_L1));
    const auto starts = startCommands(subject);
    const auto literals = program.source.literals();
    const bool hasGradioHost = !isPlainImage(file.stages.at(file.firstOf(int(file.stages.size()) - 1)).base)
        || std::ranges::find(set, Variable, &DockerVariable::name) != set.cend()
        || std::ranges::any_of(starts, [](auto *start) { return start->arguments.contains(Variable); })
        || std::ranges::find(literals, Variable, &PythonSource::Literal::text) != literals.cend();
    const QList<Serving> servings = servingsOf(program.source, subject.snapshot.text(program.file).text, hasGradioHost);
    const int hubPort = subject.manifest.appPort();
    const bool isFound = std::ranges::any_of(servings, [&](const Serving &each) { return each.isFoundAt(hubPort); });
    return isFound ? QList<Serving>() : servings;
}

void appLoopback(const Subject &subject, const Report &report)
{
    const std::optional<Program> program = programOf(subject);
    const QList<Serving> servings = program ? lostServings(subject, *program) : QList<Serving>();
    for (const Serving &serving : servings) {
        if (!serving.isInside())
            continue;
        if (serving.host)
            report({program->file,
                    serving.host->range,
                    Words::tr("Nobody outside the container reaches %1. Write \"0.0.0.0\".")
                        .arg(plainString(serving.host->value)),
                    Words::tr("not reachable"),
                    {},
                    {writing(u"\"0.0.0.0\""_s, program->file, serving.host->valueRange)}});
        else
            report({program->file, serving.call.range,
                    Words::tr("Without %1 the app listens on 127.0.0.1, which nobody outside the container reaches. "
                              "Write %1=\"0.0.0.0\".")
                        .arg(serving.hostName),
                    Words::tr("not reachable")});
    }
}

void appPort(const Subject &subject, const Report &report)
{
    const std::optional<Program> program = programOf(subject);
    const QList<Serving> servings = program ? lostServings(subject, *program) : QList<Serving>();
    const int hubPort = subject.manifest.appPort();
    for (const Serving &serving : servings) {
        const std::optional<int> number = serving.fixedPort();
        if (number && *number != hubPort)
            report(
                {program->file,
                 serving.port->range,
                 Words::tr("The Hub asks port %1, and the app answers at %2. Write %1, or app_port: %2 in README.md.")
                     .arg(hubPort)
                     .arg(*number),
                 Words::tr("the Hub asks %1").arg(hubPort),
                 {},
                 {writing(QString::number(hubPort), program->file, serving.port->valueRange)}});
    }
}

constexpr Rule Rules[] = {
    {"docker/copy-ignored"_L1, Severity::BuildFails, Context,
     QT_TRANSLATE_NOOP("Check",
                       "What .dockerignore names is not sent to the builder: \"failed to compute cache key … not "
                       "found\"."),
     copyIgnored},
    {"docker/start-file-missing"_L1, Severity::WillNotStart, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "The image has only the files of the Space that a COPY or an ADD puts there."),
     startFileMissing},
    {"docker/app-loopback"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub's proxy comes from outside the container; 127.0.0.1, which most libraries take by "
                       "themselves, is only its inside."),
     appLoopback},
    {"docker/app-port"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub asks the one port named by app_port (7860 without it) until something answers there."),
     appPort},
};

} // namespace

std::span<const Rule> dockerAppRules()
{
    return Rules;
}

} // namespace Spacewright::Check
