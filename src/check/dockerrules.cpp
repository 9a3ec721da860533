// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/dockerinstructions.h"
#include "check/names.h"
#include "check/rule.h"
#include "manifest/dockerstart.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::DockerInstruction;
using Spacewright::Manifest::DockerWord;
using Spacewright::Manifest::Sdk;
using Spacewright::Manifest::StartCommand;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView File = "Dockerfile"_L1;
constexpr QLatin1StringView SdkDocker = "https://huggingface.co/docs/hub/spaces-sdks-docker"_L1;
constexpr QLatin1StringView Reference = "https://docs.docker.com/reference/dockerfile"_L1;
constexpr QLatin1StringView SeenInBuilds = "builds of public Spaces"_L1;

Fix replaced(const QString &title, const TextRange &range, const QString &text)
{
    return {title, {{File, range, text}}};
}

void syntax(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Docker))
        return;
    for (const Manifest::DockerError &error : subject.manifest.dockerfile.errors)
        report({File, error.range, error.message, Words::tr("not an instruction")});
}

void noStage(const Subject &subject, const Report &report)
{
    if (subject.hasSdk(Sdk::Docker) && subject.snapshot.text(File).isRead()
        && subject.manifest.dockerfile.stages.isEmpty())
        report({File,
                {},
                Words::tr("The Dockerfile names no image to begin with. Start it with FROM python:3.13."),
                Words::tr("no FROM")});
}

void noCommand(const Subject &subject, const Report &report)
{
    const auto &file = subject.manifest.dockerfile;
    if (!subject.hasSdk(Sdk::Docker) || file.stages.isEmpty() || !startCommands(subject).isEmpty())
        return;
    const int base = file.firstOf(int(file.stages.size()) - 1);
    if (isPlainImage(file.stages.at(base).base))
        report({File, file.instructions.at(file.stages.constLast().from).range,
                Words::tr("Nothing says what to start. End the Dockerfile with CMD and the command of your server."),
                Words::tr("no CMD")});
}

/// Whether the start command names the port, in whatever way.
bool isStartedAt(const Subject &subject, const QString &port)
{
    const QRegularExpression form(u"(?<![\\d.])%1(?!\\d)"_s.arg(port));
    const auto starts = startCommands(subject);
    return std::ranges::any_of(starts, [&](auto *start) { return form.match(start->arguments).hasMatch(); });
}

void exposedPort(const Subject &subject, const Report &report)
{
    const auto exposes = inImage(subject, "EXPOSE"_L1);
    const QString wanted = QString::number(subject.manifest.appPort());
    QList<DockerWord> ports;
    for (const DockerInstruction *expose : exposes)
        ports += expose->words;
    const auto number = [](const DockerWord &word) { return word.text.section(u'/', 0, 0); };
    const auto isNumber = [&](const DockerWord &word) {
        bool is = false;
        number(word).toInt(&is);
        return is;
    };
    if (ports.size() != 1 || !isNumber(ports.constFirst()) || number(ports.constFirst()) == wanted
        || isStartedAt(subject, wanted))
        return;
    const DockerWord &port = ports.constFirst();
    report(
        {File, port.range,
         Words::tr("The image exposes %1, but the Hub asks port %2. Write app_port: %1 into README.md, or serve on %2.")
             .arg(number(port), wanted),
         Words::tr("app_port is %1").arg(wanted)});
}

/// The port that a start command names, with its place.
struct Named {
    QString value;
    TextRange range;
};

/// The value of `--option=value` or of the word behind `--option`.
std::optional<Named> option(const StartCommand &command, std::initializer_list<QLatin1StringView> names)
{
    for (qsizetype i = 0; i < command.words.size(); ++i) {
        const DockerWord &word = command.words.at(i);
        for (const QLatin1StringView name : names) {
            if (word.text == name && i + 1 < command.words.size())
                return Named{command.words.at(i + 1).text, command.words.at(i + 1).range};
            if (word.text.startsWith(name) && word.text.size() > name.size() && word.text.at(name.size()) == u'=')
                return Named{word.text.sliced(name.size() + 1), word.range};
        }
    }
    return std::nullopt;
}

/// What a command says about the place where it serves.
struct Serving {
    std::optional<Named> host;
    std::optional<Named> port;

    [[nodiscard]] bool isAt(const QString &wanted) const
    {
        return port && port->value == wanted && !(host && isLoopback(host->value));
    }
    [[nodiscard]] bool hasNumber() const
    {
        bool isNumber = false;
        if (port)
            port->value.toInt(&isNumber);
        return isNumber;
    }
};

Serving servingOf(const StartCommand &command)
{
    Serving serving;
    serving.port = option(command, {"--port"_L1, "-p"_L1, "--server.port"_L1, "--server_port"_L1});
    serving.host = option(command, {"--host"_L1, "--server.address"_L1, "--server-name"_L1, "--ip"_L1, "-H"_L1});
    if (const auto bind = option(command, {"--bind"_L1, "-b"_L1}); bind) {
        if (!serving.port && bind->value.contains(u':'))
            serving.port = Named{bind->value.section(u':', -1), bind->range};
        if (!serving.host)
            serving.host = Named{bind->value.section(u':', 0, 0), bind->range};
    }
    return serving;
}

/// Whether a command may go on beside the others, where nothing says at which port.
bool mayServeAnywhere(const StartCommand &command)
{
    static constexpr QLatin1StringView Ending[] = {
        "cd"_L1,    "export"_L1, "mkdir"_L1, "echo"_L1, "sleep"_L1,    "wait"_L1, "set"_L1,  "source"_L1, "."_L1,
        "chmod"_L1, "chown"_L1,  "rm"_L1,    "cp"_L1,   "mv"_L1,       "ls"_L1,   "cat"_L1,  "true"_L1,   "touch"_L1,
        "ln"_L1,    "test"_L1,   "["_L1,     "tee"_L1,  "printenv"_L1, "tail"_L1, "exit"_L1, "pip"_L1,    "alembic"_L1,
    };
    static const QRegularExpression daemon(
        u"\\b(?:nginx|caddy|haproxy|traefik|apache2|apachectl|httpd|supervisord|socat|service)\\b"_s);
    const bool isDaemon =
        std::ranges::any_of(command.words, [](const DockerWord &word) { return daemon.match(word.text).hasMatch(); });
    return isDaemon || (command.mayServe && !contains(Ending, command.words.constFirst().text));
}

/// How the start command serves; empty where a part of it serves, or may serve, at the port that the Hub asks.
QList<Serving> wrongServings(const Subject &subject)
{
    if (!subject.hasSdk(Sdk::Docker))
        return {};
    const QString wanted = QString::number(subject.manifest.appPort());
    const QList<StartCommand> commands = Manifest::startedCommands(subject.manifest.dockerfile);
    QList<Serving> servings;
    bool isOpen = false;
    for (const StartCommand &command : commands) {
        const Serving serving = servingOf(command);
        if (serving.isAt(wanted))
            return {};
        if (serving.hasNumber() || (serving.host && isLoopback(serving.host->value)))
            servings.append(serving);
        else
            isOpen = isOpen || mayServeAnywhere(command);
    }
    return isOpen ? QList<Serving>() : servings;
}

void commandPort(const Subject &subject, const Report &report)
{
    const QString wanted = QString::number(subject.manifest.appPort());
    const QList<Serving> servings = wrongServings(subject);
    for (const Serving &serving : servings) {
        if (serving.hasNumber() && serving.port->value != wanted)
            report(
                {File, serving.port->range,
                 Words::tr("The server is started on port %1, but the Hub asks %2. Write app_port: %1 into README.md.")
                     .arg(serving.port->value, wanted),
                 Words::tr("app_port is %1").arg(wanted)});
    }
}

void loopback(const Subject &subject, const Report &report)
{
    const QList<Serving> servings = wrongServings(subject);
    for (const Serving &serving : servings) {
        if (serving.host && isLoopback(serving.host->value))
            report(
                {File, serving.host->range,
                 Words::tr("The server listens on %1, so nothing outside its container reaches it. Listen on 0.0.0.0.")
                     .arg(serving.host->value),
                 Words::tr("not reachable")});
    }
}

void loopbackVariable(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(
        u"^(GRADIO_SERVER_NAME|STREAMLIT_SERVER_ADDRESS|HOST|HOSTNAME)=(127\\.0\\.0\\.1|localhost)$"_s);
    for (const DockerInstruction *env : inImage(subject, "ENV"_L1)) {
        for (const DockerWord &word : env->words) {
            const QRegularExpressionMatch match = form.match(word.text);
            if (match.hasMatch())
                report({File,
                        word.range,
                        Words::tr("%1 is %2, so nothing outside the container reaches the app. Write 0.0.0.0.")
                            .arg(match.captured(1), match.captured(2)),
                        Words::tr("not reachable"),
                        {},
                        {replaced(Words::tr("Write 0.0.0.0"), word.range, match.captured(1) + "=0.0.0.0"_L1)}});
        }
    }
}

/// A name that promises a secret.
bool soundsSecret(const QString &name)
{
    static const QRegularExpression form(
        u"(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|(?:API|ACCESS|PRIVATE|SECRET|ENCRYPTION|SIGNING|AUTH)_?KEY)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(name).hasMatch();
}

/// A value that is no secret, whatever its name promises: a switch, a number, a path, a placeholder.
bool isHarmless(const QString &value)
{
    static const QRegularExpression form(
        u"^(?:.{0,3}|[\\d.]+|true|false|none|null|empty|~?\\.{0,2}/[\\w./-]*|\\$.*|<.*>|(?:sk-|hf_)?[x*.]{3,}|"
        "(?:sk-|hf_)?your.*|.*[-_]here|change[-_ ]?me.*|replace[-_ ]?(?:me|with).*|placeholder|example|dummy|todo)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return form.match(value).hasMatch();
}

void secretInArgument(const Subject &subject, const Report &report)
{
    for (const DockerInstruction *arg : anywhere(subject, "ARG"_L1)) {
        for (const DockerWord &word : arg->words) {
            const QString name = word.text.section(u'=', 0, 0);
            if (soundsSecret(name) && word.text.section(u'=', 1).isEmpty())
                report({File, word.range,
                        Words::tr("Secrets of a Space are no build arguments, so %1 stays empty. Mount it: RUN "
                                  "--mount=type=secret.")
                            .arg(shown(name)),
                        Words::tr("empty on the Hub")});
        }
    }
}

void secretInVariable(const Subject &subject, const Report &report)
{
    const QList<DockerVariable> set = variables(anywhere(subject, "ENV"_L1));
    for (const DockerVariable &variable : set) {
        if (soundsSecret(variable.name) && !isHarmless(variable.value))
            report(
                {File, variable.range,
                 Words::tr("%1 is written into the image, where everybody can read it. Set it as a secret on the Hub.")
                     .arg(shown(variable.name)),
                 Words::tr("readable by everybody")});
    }
}

void copiedSecret(const Subject &subject, const Report &report)
{
    for (const DockerInstruction *copy : anywhere(subject, "COPY"_L1) + anywhere(subject, "ADD"_L1)) {
        for (qsizetype i = 0; i + 1 < copy->words.size(); ++i) {
            static const QRegularExpression pattern(u"\\.env\\.(?:\\w+\\.)?(?:example|sample|template|dist)$"_s);
            const QString name = copy->words.at(i).text.section(u'/', -1);
            if (pattern.match(name).hasMatch())
                continue;
            if (name == ".env"_L1 || name.startsWith(".env."_L1) || name == "secrets.toml"_L1)
                report(
                    {File, copy->words.at(i).range,
                     Words::tr("%1 holds secrets and would be readable in the image. Set them as secrets on the Hub.")
                         .arg(shown(name)),
                     Words::tr("readable by everybody")});
        }
    }
}

/// As a file, a link or a folder.
bool isThere(const Manifest::Snapshot &snapshot, const QString &path)
{
    const QString below = path + u'/';
    const auto next = std::ranges::lower_bound(snapshot.entries, below, {}, &Manifest::SnapshotEntry::path);
    return snapshot.find(path) || snapshot.folders.contains(path)
        || (next != snapshot.entries.end() && next->path.startsWith(below));
}

void copyMissing(const Subject &subject, const Report &report)
{
    if (subject.snapshot.isTruncated)
        return;
    for (const DockerInstruction *copy : anywhere(subject, "COPY"_L1) + anywhere(subject, "ADD"_L1)) {
        if (copy->flag(u"from") || !copy->heredocs.isEmpty())
            continue;
        for (qsizetype i = 0; i + 1 < copy->words.size(); ++i) {
            const DockerWord &word = copy->words.at(i);
            static const QRegularExpression unsure(u"[*?\\[$]|://|^git@"_s);
            const QString path =
                Manifest::cleanRelativePath(word.text.startsWith(u'/') ? word.text.sliced(1) : word.text);
            if (unsure.match(word.text).hasMatch() || path.isEmpty() || path == "."_L1)
                continue;
            if (!isThere(subject.snapshot, path))
                report({File, word.range,
                        Words::tr("%1 is not in the Space, so the build stops here. Correct the path; upper and lower "
                                  "case count.")
                            .arg(shown(word.text)),
                        Words::tr("not there")});
        }
    }
}

void copyOutside(const Subject &subject, const Report &report)
{
    for (const DockerInstruction *copy : anywhere(subject, "COPY"_L1) + anywhere(subject, "ADD"_L1)) {
        if (copy->flag(u"from"))
            continue;
        for (qsizetype i = 0; i + 1 < copy->words.size(); ++i) {
            const QString &path = copy->words.at(i).text;
            if (path == ".."_L1 || path.startsWith("../"_L1) || path.contains("/../"_L1))
                report({File, copy->words.at(i).range,
                        Words::tr("%1 is outside the Space, and the build sees its folder alone. Put the file inside.")
                            .arg(shown(path)),
                        Words::tr("outside the Space")});
        }
    }
}

void gpuAtBuild(const Subject &subject, const Report &report)
{
    // As a command of its own, whose failure is not passed over by || or ; or a pipe.
    static const QRegularExpression tool(u"(?:^|&&|;|\\n)\\s*(nvidia-smi)\\b(?![^\\n]*\\|\\||[^&\\n]*[|;])"_s);
    static const QRegularExpression code(
        u"\\btorch\\.cuda\\.(?!is_available|is_initialized|device_count|empty_cache|amp|manual_seed)\\w+|\\.cuda\\(\\)|"
        "\\.to\\(\\s*['\"]cuda"_s);
    for (const DockerInstruction *run : anywhere(subject, "RUN"_L1)) {
        const QString text = executed(*run);
        const QRegularExpressionMatch match = tool.match(text);
        const QRegularExpressionMatch call = text.contains("is_available"_L1) || text.contains("device_count"_L1)
            ? QRegularExpressionMatch()
            : code.match(text);
        const QString work = match.hasMatch() ? match.captured(1) : call.captured();
        if (!work.isEmpty())
            report({File, run->keywordRange,
                    Words::tr("There is no GPU while the image is built. Do the work of \"%1\" when the app starts.")
                        .arg(work),
                    Words::tr("no GPU here")});
    }
}

/// Whether a RUN before `run`, or itself, takes the user away that its image comes with.
bool isUserFreed(const Manifest::Dockerfile &file, const DockerInstruction &run)
{
    static const QRegularExpression frees(
        u"\\b(?:userdel|deluser)\\b|\\busermod\\b[^;&|\\n]*\\s(?:-u|--uid)\\b|/etc/passwd"_s);
    QList<int> stages;
    for (int stage = run.stage; stage >= 0; stage = file.stages.at(stage).baseStage)
        stages.append(stage);
    for (const DockerInstruction &instruction : file.instructions) {
        if (instruction.keyword == "RUN"_L1 && stages.contains(instruction.stage)
            && frees.match(script(instruction)).hasMatch())
            return true;
        if (&instruction == &run)
            break;
    }
    return false;
}

void userTaken(const Subject &subject, const Report &report)
{
    const auto &file = subject.manifest.dockerfile;
    static const QRegularExpression form(
        u"\\buseradd\\b[^&;|\\n]*\\s(?:-u|--uid)[ =]?1000\\b|\\badduser\\b[^&;|\\n]*--uid[ =]1000\\b"_s);
    for (const DockerInstruction *run : anywhere(subject, "RUN"_L1)) {
        const int base = file.firstOf(run->stage);
        const QString text = script(*run);
        if (base < 0 || !hasUserThousand(file.stages.at(base).base) || !form.match(text).hasMatch()
            || isUserFreed(file, *run) || text.contains(" -o"_L1) || text.contains("--non-unique"_L1))
            continue;
        const bool isNode = file.stages.at(base).base.contains("node"_L1);
        report({File, run->keywordRange,
                Words::tr("The image has a user 1000 already, so useradd fails. Use it instead: USER %1.")
                    .arg(isNode ? u"node"_s : u"ubuntu"_s),
                Words::tr("user 1000 is taken")});
    }
}

void rootUser(const Subject &subject, const Report &report)
{
    const auto users = inImage(subject, "USER"_L1);
    const auto &stages = subject.manifest.dockerfile.stages;
    if (!subject.hasSdk(Sdk::Docker) || stages.isEmpty())
        return;
    const QString last = users.isEmpty() ? QString() : users.constLast()->words.value(0).text.section(u':', 0, 0);
    if (!users.isEmpty() && last != "root"_L1 && last != "0"_L1)
        return;
    const auto writes = anywhere(subject, "WORKDIR"_L1);
    if (users.isEmpty() && writes.isEmpty())
        return;
    const TextRange place = users.isEmpty() ? subject.manifest.dockerfile.instructions.at(stages.constLast().from).range
                                            : users.constLast()->range;
    report(
        {File, place,
         Words::tr("The Hub runs the container as user 1000, who owns nothing here. Create the user and COPY --chown."),
         Words::tr("files belong to root")});
}

void copyOwnership(const Subject &subject, const Report &report)
{
    bool isUser = false;
    for (const DockerInstruction *instruction :
         subject.hasSdk(Sdk::Docker) ? subject.manifest.dockerfile.effective() : QList<const DockerInstruction *>()) {
        if (instruction->keyword == "USER"_L1) {
            const QString user = instruction->words.value(0).text.section(u':', 0, 0);
            isUser = !user.isEmpty() && user != "root"_L1 && user != "0"_L1;
        }
        if (isUser && instruction->keyword == "COPY"_L1 && !instruction->flag(u"chown") && !instruction->flag(u"from"))
            report(
                {File,
                 instruction->keywordRange,
                 Words::tr(
                     "COPY makes files of root even after USER, so the app cannot change them. Add --chown=user."),
                 Words::tr("belongs to root"),
                 {},
                 {replaced(Words::tr("Write COPY --chown=1000"), instruction->keywordRange, u"COPY --chown=1000"_s)}});
    }
}

/// Whether every folder whose owner `chown` changes with all that is in it was made in the same script.
bool isOfNewFolders(const QString &chown, const QString &script)
{
    static const QRegularExpression make(u"\\b(?:mkdir|git\\s+clone)\\b([^;&|\\n]*)"_s);
    static const QRegularExpression blank(u"[\\s'\"]+"_s);
    const auto foldersOf = [](const QString &arguments) {
        QStringList words = arguments.split(blank, Qt::SkipEmptyParts);
        words.removeIf([](const QString &word) { return word.startsWith(u'-'); });
        for (QString &word : words) {
            if (word.size() > 1 && word.endsWith(u'/'))
                word.chop(1);
        }
        return words;
    };
    static const QRegularExpression user(u"\\b(?:useradd|adduser)\\b"_s);
    QStringList made = user.match(script).hasMatch() ? QStringList{u"/home"_s} : QStringList();
    for (const QRegularExpressionMatch &match : make.globalMatch(script))
        made += foldersOf(match.captured(1));
    const QStringList changed = foldersOf(chown).mid(1);
    return std::ranges::all_of(changed, [&](const QString &folder) {
        return std::ranges::any_of(
            made, [&](const QString &each) { return folder == each || folder.startsWith(each + u'/'); });
    });
}

void recursiveChown(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(u"\\bchown\\b([^;&|\\n]*)"_s);
    static const QRegularExpression recursive(u"\\s(?:-\\w*R\\w*|--recursive)\\s"_s);
    for (const DockerInstruction *run : inImage(subject, "RUN"_L1)) {
        const QString text = script(*run);
        for (const QRegularExpressionMatch &match : form.globalMatch(text)) {
            const QString chown = match.captured(1);
            if (!recursive.match(chown).hasMatch() || isOfNewFolders(chown, text))
                continue;
            report({File, run->keywordRange,
                    Words::tr("A recursive chown stores every file a second time. Write COPY --chown=1000 instead."),
                    Words::tr("doubles the layer")});
            break;
        }
    }
}

void lowPort(const Subject &subject, const Report &report)
{
    for (const DockerInstruction *expose : inImage(subject, "EXPOSE"_L1)) {
        for (const DockerWord &word : expose->words) {
            const int port = word.text.section(u'/', 0, 0).toInt();
            if (port > 0 && port < 1024)
                report(
                    {File, word.range,
                     Words::tr("Port %1 needs an administrator, and a Space runs as user 1000. Use one from 1024 up.")
                         .arg(port),
                     Words::tr("below 1024")});
        }
    }
}

void retiredPackage(const Subject &subject, const Report &report)
{
    const auto &file = subject.manifest.dockerfile;
    for (const DockerInstruction *run : anywhere(subject, "RUN"_L1)) {
        const int base = file.firstOf(run->stage);
        if (base < 0 || !isWithoutMesaGlx(file.stages.at(base).base))
            continue;
        for (const DockerWord &word : run->words) {
            if (word.text == "libgl1-mesa-glx"_L1)
                report({File,
                        word.range,
                        Words::tr("libgl1-mesa-glx is gone from Debian 13 and new Ubuntus. Write libgl1."),
                        Words::tr("now libgl1"),
                        {},
                        {replaced(Words::tr("Write libgl1"), word.range, u"libgl1"_s)}});
        }
    }
}

void aptWithoutUpdate(const Subject &subject, const Report &report)
{
    static const QRegularExpression install(u"\\bapt(?:-get)?\\s+(?:-\\S+\\s+)*install\\b"_s);
    static const QRegularExpression update(u"\\bapt(?:-get)?\\s+(?:-\\S+\\s+)*update\\b"_s);
    for (const DockerInstruction *run : anywhere(subject, "RUN"_L1)) {
        const QString text = script(*run);
        if (install.match(text).hasMatch() && !update.match(text).hasMatch())
            report(
                {File, run->keywordRange,
                 Words::tr(
                     "Package lists may be old or missing when this layer is made. Begin it with apt-get update &&."),
                 Words::tr("no apt-get update")});
    }
}

void aptAsks(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(
        u"\\bapt(?:-get)?\\s+(?:-\\S+\\s+)*install\\b(?![^&;|\\n]*(?:\\s-y|\\s-\\w*y\\w*\\s|--yes|--assume-yes))"_s);
    static const QRegularExpression yesBefore(
        u"\\bapt(?:-get)?\\s+(?:-\\S+\\s+)*(?:-y|--yes|-\\w*y)\\s|\\byes\\b[^;&|\\n]*\\|[^;&|\\n]*\\bapt|\\s-qq\\b|"
        "assume-yes"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (const DockerInstruction *run : anywhere(subject, "RUN"_L1)) {
        const QString text = script(*run);
        if (form.match(text).hasMatch() && !yesBefore.match(text).hasMatch())
            report({File, run->keywordRange,
                    Words::tr("apt-get asks before it installs, and nobody answers. Write apt-get install -y."),
                    Words::tr("asks a question")});
    }
}

void unpinnedImage(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Docker))
        return;
    const auto &file = subject.manifest.dockerfile;
    for (const Manifest::DockerStage &stage : file.stages) {
        const bool isNamed = stage.base == "scratch"_L1 || stage.baseStage >= 0 || stage.base.isEmpty();
        const QString name = stage.base.section(u'/', -1);
        if (isNamed || name.contains(u'@') || (name.contains(u':') && !name.endsWith(":latest"_L1)))
            continue;
        report({File, file.instructions.at(stage.from).words.constFirst().range,
                Words::tr("%1 without a version is another image one day. Name one, such as python:3.13.")
                    .arg(shown(stage.base)),
                Words::tr("no version")});
    }
}

void otherPlatform(const Subject &subject, const Report &report)
{
    for (const DockerInstruction *from : anywhere(subject, "FROM"_L1)) {
        const Manifest::DockerFlag *platform = from->flag(u"platform");
        static const QRegularExpression form(u"^(?:\\$.*|linux|(?:linux/)?(?:amd64|x86[_-]64)(?:/v\\d)?)$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        if (platform && !form.match(platform->value).hasMatch())
            report({File, platform->range,
                    Words::tr("The Hub runs linux/amd64, not %1. Remove --platform.").arg(shown(platform->value)),
                    Words::tr("not linux/amd64")});
    }
}

void secondCommand(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Docker))
        return;
    for (const QLatin1StringView keyword : {"CMD"_L1, "ENTRYPOINT"_L1}) {
        const DockerInstruction *last = nullptr;
        for (const DockerInstruction &instruction : subject.manifest.dockerfile.instructions) {
            if (instruction.keyword != keyword)
                continue;
            if (last && last->stage == instruction.stage)
                report(
                    {File,
                     last->range,
                     Words::tr("Only the last %1 counts, so this one does nothing. Remove it.").arg(keyword),
                     Words::tr("no effect"),
                     {},
                     {replaced(Words::tr("Remove the line"), {last->range.line, 0, last->range.endLine + 1, 0}, {})}});
            last = &instruction;
        }
    }
}

void otherName(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Docker) || subject.snapshot.hasFile(QString(File)))
        return;
    for (const Manifest::SnapshotEntry &entry : subject.snapshot.entries) {
        if (entry.path.compare(File, Qt::CaseInsensitive) == 0 || entry.path.startsWith("Dockerfile."_L1)
            || entry.path.endsWith("/Dockerfile"_L1))
            report({entry.path,
                    {},
                    Words::tr("The Hub reads Dockerfile in the top folder alone. Rename %1 or move it there.")
                        .arg(shown(entry.path)),
                    Words::tr("not read by the Hub")});
    }
}

constexpr const char *Stops = QT_TRANSLATE_NOOP("Check", "BuildKit stops at what it cannot read.");
constexpr const char *OnePort = QT_TRANSLATE_NOOP(
    "Check", "The Hub asks the one port named by app_port (7860 without it) until something answers there.");
constexpr const char *Readable =
    QT_TRANSLATE_NOOP("Check", "Layers and variables of an image can be read by everybody who can pull it.");
constexpr const char *Owner = QT_TRANSLATE_NOOP(
    "Check",
    "Containers run as user 1000. What root owns, that user cannot write; images that need no writing are fine.");

constexpr Rule Rules[] = {
    {"docker/syntax"_L1, Severity::BuildFails, Reference, Stops, syntax},
    {"docker/no-from"_L1, Severity::BuildFails, Reference, Stops, noStage},
    {"docker/no-command"_L1, Severity::WillNotStart, SdkDocker,
     QT_TRANSLATE_NOOP("Check",
                       "Without CMD the image's own command runs: a shell or an interpreter, which ends at once."),
     noCommand},
    {"docker/exposed-port"_L1, Severity::BreaksForVisitors, SdkDocker, OnePort, exposedPort},
    {"docker/command-port"_L1, Severity::BreaksForVisitors, SdkDocker, OnePort, commandPort},
    {"docker/loopback"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "The Hub's proxy comes from outside the container; 127.0.0.1 is only its inside."),
     loopback},
    {"docker/loopback-variable"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "The Hub's proxy comes from outside the container; 127.0.0.1 is only its inside."),
     loopbackVariable},
    {"docker/secret-argument"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "Variables are passed as build arguments, secrets only as mounts at /run/secrets."),
     secretInArgument},
    {"docker/secret-variable"_L1, Severity::BreaksForVisitors, SdkDocker, Readable, secretInVariable},
    {"docker/secret-file"_L1, Severity::BreaksForVisitors, SdkDocker, Readable, copiedSecret},
    {"docker/copy-missing"_L1, Severity::BuildFails, Reference,
     QT_TRANSLATE_NOOP("Check",
                       "The context is the repository at the commit: \"failed to compute cache key … not found\"."),
     copyMissing},
    {"docker/copy-outside"_L1, Severity::BuildFails, Reference,
     QT_TRANSLATE_NOOP("Check",
                       "Paths above the context are cut off, so BuildKit looks inside the Space and finds nothing."),
     copyOutside},
    {"docker/gpu-at-build"_L1, Severity::BuildFails, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "The GPU of a Space is there at run time only."), gpuAtBuild},
    {"docker/user-taken"_L1, Severity::BuildFails, SeenInBuilds,
     QT_TRANSLATE_NOOP("Check", "\"useradd: UID 1000 is not unique\""), userTaken},
    {"docker/root-files"_L1, Severity::Advice, SdkDocker, Owner, rootUser},
    {"docker/copy-ownership"_L1, Severity::Advice, SdkDocker, Owner, copyOwnership},
    {"docker/recursive-chown"_L1, Severity::Advice, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "A changed owner copies the whole file into a new layer."), recursiveChown},
    {"docker/low-port"_L1, Severity::BreaksForVisitors, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "Ports below 1024 are for administrators."), lowPort},
    {"docker/retired-package"_L1, Severity::BuildFails, SeenInBuilds,
     QT_TRANSLATE_NOOP("Check", "apt-get stops when it does not know a package."), retiredPackage},
    {"docker/apt-update"_L1, Severity::Advice, "https://docs.docker.com/build/building/best-practices"_L1,
     QT_TRANSLATE_NOOP("Check", "Slim images have no package lists, and a cached layer has old ones."),
     aptWithoutUpdate},
    {"docker/apt-asks"_L1, Severity::BuildFails, Reference,
     QT_TRANSLATE_NOOP("Check", "A build has no terminal, so the question is answered with no."), aptAsks},
    {"docker/unpinned-image"_L1, Severity::Advice, "https://docs.docker.com/build/building/best-practices"_L1,
     QT_TRANSLATE_NOOP("Check", "The tag latest moves; the next rebuild may bring another Python."), unpinnedImage},
    {"docker/platform"_L1, Severity::BuildFails, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "Images of another processor end in \"exec format error\"."), otherPlatform},
    {"docker/second-command"_L1, Severity::Ignored, Reference,
     QT_TRANSLATE_NOOP("Check", "There can be one CMD and one ENTRYPOINT; each one replaces the one before."),
     secondCommand},
    {"docker/other-name"_L1, Severity::Ignored, SdkDocker,
     QT_TRANSLATE_NOOP("Check", "Name and place of the Dockerfile cannot be configured."), otherName},
};

} // namespace

std::span<const Rule> dockerRules()
{
    return Rules;
}

} // namespace Spacewright::Check
