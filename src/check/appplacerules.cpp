// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/headerfixes.h"
#include "check/names.h"
#include "check/rule.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::Sdk;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Overview = "https://huggingface.co/docs/hub/spaces-overview"_L1;
constexpr QLatin1StringView Storage = "https://huggingface.co/docs/hub/spaces-storage"_L1;
constexpr QLatin1StringView ZeroGpu = "https://huggingface.co/docs/hub/spaces-zerogpu"_L1;
constexpr QLatin1StringView SeenErrors = "errors seen on Spaces"_L1;

QString appFile(const Subject &subject)
{
    return subject.manifest.appFile();
}

void otherSdk(const Subject &subject, const Report &report)
{
    const bool importsGradio = subject.app.isImported(u"gradio");
    const bool importsStreamlit = subject.app.isImported(u"streamlit");
    if (subject.hasSdk(Sdk::Gradio) && importsStreamlit && !importsGradio)
        report(
            {u"README.md"_s, subject.manifest.sdk->range,
             Words::tr(
                 "%1 is a Streamlit app, which sdk: gradio does not run. Take sdk: docker with Streamlit's template.")
                 .arg(shown(appFile(subject), 24)),
             Words::tr("the app uses Streamlit")});
    else if (subject.hasSdk(Sdk::Streamlit) && importsGradio && !importsStreamlit)
        report({u"README.md"_s,
                subject.manifest.sdk->range,
                Words::tr("%1 is a Gradio app. Write sdk: gradio.").arg(shown(appFile(subject), 24)),
                Words::tr("the app uses Gradio"),
                {},
                {writing(u"gradio"_s, u"README.md"_s, subject.manifest.sdk->range)}});
}

bool isNamed(const PythonSource &app, qsizetype token, QStringView word)
{
    return token >= 0 && token < app.tokens().size() && app.tokens().at(token).kind != PythonToken::Kind::String
        && app.text(app.tokens().at(token)) == word;
}

/// The variables that hold what `gr.Blocks(…)` at `dot` makes: `demo = gr.Blocks()`, `with gr.Blocks() as demo`.
QStringList holders(const PythonSource &app, qsizetype dot)
{
    const QList<PythonToken> &tokens = app.tokens();
    const auto isName = [&](qsizetype at) {
        return at >= 0 && at < tokens.size() && tokens.at(at).kind == PythonToken::Kind::Name;
    };
    QStringList names;
    if (isNamed(app, dot - 2, u"=") && isName(dot - 3))
        names.append(app.text(tokens.at(dot - 3)).toString());
    qsizetype end = dot + 3; // behind the bracket
    while (end < tokens.size() && tokens.at(end).depth > tokens.at(dot).depth)
        ++end;
    if (isNamed(app, end + 1, u"as") && isName(end + 2))
        names.append(app.text(tokens.at(end + 2)).toString());
    return names;
}

/// Whether a call that is none of Gradio's own gets this token; it may launch it.
bool isHandedOn(const PythonSource &app, qsizetype token)
{
    for (qsizetype bracket = app.opening(token); bracket >= 0; bracket = app.opening(bracket)) {
        const QStringList callee = app.callee(bracket);
        if (!callee.isEmpty())
            return callee.first() != "gr"_L1;
    }
    return false;
}

/// Whether the app's interface goes to another call, or any call has a name like `launch_app`.
bool mayBeLaunched(const PythonSource &app)
{
    const QList<PythonToken> &tokens = app.tokens();
    QStringList names;
    for (qsizetype i = 0; i + 2 < tokens.size(); ++i) {
        const bool isInterface = isNamed(app, i, u".") && isNamed(app, i - 1, u"gr") && isNamed(app, i + 2, u"(")
            && (isNamed(app, i + 1, u"Blocks") || app.text(tokens.at(i + 1)).endsWith(u"Interface"));
        if (isInterface && isHandedOn(app, i))
            return true;
        if (isInterface)
            names += holders(app, i);
    }
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (tokens.at(i).kind != PythonToken::Kind::Name)
            continue;
        const QStringView name = app.text(tokens.at(i));
        const bool isCall = isNamed(app, i + 1, u"(") && !isNamed(app, i - 1, u"def");
        if (isCall && name.contains(u"launch", Qt::CaseInsensitive))
            return true;
        const bool isWhole = isNamed(app, i + 1, u",") || isNamed(app, i + 1, u")") || isNamed(app, i + 1, u"]");
        if (isWhole && names.contains(name) && isHandedOn(app, i))
            return true;
    }
    return false;
}

/// Whether the app imports a file of the Space, which may launch it.
bool importsOwnModule(const Subject &subject)
{
    const QString folder = appFile(subject).section(u'/', 0, -2, QString::SectionIncludeTrailingSep);
    const QStringList modules = subject.app.modules();
    return std::ranges::any_of(modules, [&](const QString &module) {
        const auto isThere = [&](const QString &path) {
            return subject.snapshot.hasFile(QString(path + ".py"_L1)) || subject.snapshot.folders.contains(path);
        };
        return isThere(module) || isThere(folder + module);
    });
}

void neverLaunched(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Gradio))
        return;
    const auto interface = [&]() -> std::optional<TextRange> {
        for (const QStringView name : {u"Blocks", u"Interface", u"ChatInterface", u"TabbedInterface"}) {
            if (const auto place = subject.app.findSequence({u"gr", u".", name, u"("}))
                return place;
        }
        return std::nullopt;
    }();
    if (!interface || subject.app.hasSequence({u"launch"}) || subject.app.hasSequence({u"mount_gradio_app"})
        || subject.app.hasSequence({u"uvicorn"}) || mayBeLaunched(subject.app) || importsOwnModule(subject))
        return;
    const TextRange place{interface->line, interface->column, interface->endLine, interface->endColumn - 1};
    report({appFile(subject), place,
            Words::tr("Nothing calls launch(), so the app ends at once. Add demo.launch() at its end."),
            Words::tr("never launched")});
}

void signIn(const Subject &subject, const Report &report)
{
    const auto &flag = subject.manifest.hfOauth;
    if (!subject.hasSdk(Sdk::Gradio) || (flag && flag->value))
        return;
    for (const QStringView name : {u"LoginButton", u"OAuthProfile", u"OAuthToken"}) {
        const auto place = subject.app.findSequence({u"gr", u".", name});
        if (!place)
            continue;
        report(
            {appFile(subject),
             *place,
             Words::tr("gr.%1 needs sign-in, which is off. Add hf_oauth: true to the header of README.md.").arg(name),
             Words::tr("hf_oauth is off"),
             {},
             settingKey(subject, Words::tr("Add hf_oauth: true"), u"hf_oauth"_s, true)});
        return;
    }
}

void asksTerminal(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    const QList<PythonCall> calls = subject.app.calls(u"input");
    const auto first =
        std::ranges::find_if(calls, [](const PythonCall &call) { return call.owner.isEmpty() && call.isAtEdge; });
    if (first != calls.cend())
        report({appFile(subject), first->range,
                Words::tr("Nobody sits at the Space's terminal, so input() ends the app. Ask in the page."),
                Words::tr("no terminal there")});
}

void noDisplay(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    static constexpr QLatin1StringView Modules[] = {"tkinter"_L1, "PyQt5"_L1,   "PyQt6"_L1,
                                                    "PySide2"_L1, "PySide6"_L1, "pyautogui"_L1,
                                                    "turtle"_L1,  "pynput"_L1,  "wx"_L1};
    const QList<PythonImport> imports = subject.app.imports();
    for (const PythonImport &import : imports) {
        if (contains(Modules, import.module))
            report({appFile(subject), import.range,
                    Words::tr("%1 opens windows, and a Space has no display. Draw in the page.").arg(import.module),
                    Words::tr("no display there")});
    }
    if (const auto place = subject.app.findSequence({u"cv2", u".", u"imshow"}))
        report({appFile(subject), *place,
                Words::tr("cv2.imshow opens a window, and a Space has no display. Hand the picture to the page."),
                Words::tr("no display there")});
}

void noDevice(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    static constexpr QLatin1StringView Modules[] = {"sounddevice"_L1, "pyaudio"_L1, "playsound"_L1, "pyttsx3"_L1};
    const QList<PythonImport> imports = subject.app.imports();
    for (const PythonImport &import : imports) {
        if (contains(Modules, import.module))
            report({appFile(subject), import.range,
                    Words::tr("%1 plays or records on the server, which has no sound. Use the page's audio.")
                        .arg(import.module),
                    Words::tr("no sound there")});
    }
    const QList<PythonCall> captures = subject.app.calls(u"VideoCapture");
    for (const PythonCall &call : captures) {
        const PythonArgument *source = call.argument(u"filename", 0);
        if (call.owner == "cv2"_L1 && source && source->value == "0"_L1)
            report({appFile(subject), source->range,
                    Words::tr("This opens the server's camera, and it has none. Take the picture in the page."),
                    Words::tr("no camera there")});
    }
}

void closedPort(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    struct Client {
        QLatin1StringView module;
        int port;
    };
    static constexpr Client Clients[] = {{"smtplib"_L1, 587},   {"ftplib"_L1, 21},    {"imaplib"_L1, 993},
                                         {"poplib"_L1, 995},    {"telnetlib"_L1, 23}, {"paramiko"_L1, 22},
                                         {"psycopg2"_L1, 5432}, {"psycopg"_L1, 5432}, {"pymysql"_L1, 3306},
                                         {"pymongo"_L1, 27017}, {"MySQLdb"_L1, 3306}};
    const QList<PythonImport> imports = subject.app.imports();
    for (const PythonImport &import : imports) {
        const auto *client = std::ranges::find(Clients, import.module, &Client::module);
        if (client != std::end(Clients))
            report({appFile(subject), import.range,
                    Words::tr("%1 usually connects to port %2, and a Space may only use 80, 443 and 8080. Use a web "
                              "service.")
                        .arg(import.module)
                        .arg(client->port),
                    Words::tr("port %1 is closed").arg(client->port)});
    }
}

void ownMachine(const Subject &subject, const Report &report)
{
    static const QRegularExpression path(
        u"^(?:[A-Za-z]:[\\\\/](?:Users|Program|Documents)|/Users/[^/]+/|/home/(?!user/|user$|appuser)[^/]+/)"_s);
    const QList<PythonSource::Literal> literals = subject.app.literals();
    for (const PythonSource::Literal &literal : literals) {
        if (path.match(literal.text).hasMatch())
            report(
                {appFile(subject), literal.range,
                 Words::tr("%1 is a place on one machine. Write a path inside the Space.").arg(shown(literal.text, 40)),
                 Words::tr("only on one machine")});
    }
}

/// Whether this call asks for a variable of the environment, so that what stands behind its name is the default.
bool asksEnvironment(const QStringList &callee)
{
    return !callee.isEmpty()
        && (callee.last() == "getenv"_L1
            || (callee.size() > 1 && callee.at(callee.size() - 2) == "environ"_L1
                && (callee.last() == "get"_L1 || callee.last() == "setdefault"_L1)));
}

/// Whether a value, or a list around it, is one of `origins=…`: pages that may ask the app, not what it asks.
bool isOrigin(const PythonSource &app, qsizetype token)
{
    const QList<PythonToken> &tokens = app.tokens();
    const auto tells = [](QStringView name) {
        return name.endsWith(u"origin", Qt::CaseInsensitive) || name.endsWith(u"origins", Qt::CaseInsensitive);
    };
    constexpr qsizetype LongestAnnotation = 8; // origins: list[str] = […]
    for (qsizetype at = token; at >= 0; at = app.opening(at)) {
        if (isNamed(app, at - 1, u"=") && at >= 2 && tells(app.text(tokens.at(at - 2))))
            return true;
        for (qsizetype name = at - 3; isNamed(app, at - 1, u"=") && name > 0 && name > at - LongestAnnotation; --name) {
            if (isNamed(app, name, u":") && tells(app.text(tokens.at(name - 1))))
                return true;
        }
        const QStringList callee = app.callee(at);
        if (callee.size() > 1 && tells(callee.at(callee.size() - 2)))
            return true; // origins.append(…)
    }
    return false;
}

bool isDefault(const PythonSource &app, qsizetype token)
{
    // os.getenv("X") or "http://localhost"
    if (isNamed(app, token - 1, u"or") && isNamed(app, token - 2, u")")) {
        qsizetype inside = token - 3;
        while (inside >= 0 && app.tokens().at(inside).depth > app.tokens().at(token - 2).depth)
            --inside;
        if (asksEnvironment(app.callee(inside)))
            return true;
    }
    for (qsizetype bracket = app.opening(token); bracket >= 0; bracket = app.opening(bracket)) {
        if (asksEnvironment(app.callee(bracket)))
            return true;
    }
    return false;
}

void localServer(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    static const QRegularExpression address(
        u"^(?:https?|wss?)://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::(\\d+))?"_s);
    const QList<PythonToken> &tokens = subject.app.tokens();
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if (tokens.at(i).kind != PythonToken::Kind::String)
            continue;
        const QRegularExpressionMatch match = address.match(plainString(subject.app.text(tokens.at(i))));
        if (match.hasMatch() && match.captured(1) != QString::number(subject.manifest.appPort())
            && !isOrigin(subject.app, i) && !isDefault(subject.app, i))
            report({appFile(subject), subject.app.range(tokens.at(i)),
                    Words::tr("On the Hub nothing answers at %1 but the app itself. Start it in the Space, or use a "
                              "public address.")
                        .arg(shown(match.captured(), 32)),
                    Words::tr("nothing answers there")});
    }
}

bool isLasting(const QString &path)
{
    return !path.isEmpty() && !path.startsWith("/tmp/"_L1) && !path.startsWith("/data"_L1)
        && !path.startsWith("/dev/"_L1) && !path.startsWith("~/.cache"_L1) && path != ":memory:"_L1
        && !path.startsWith("/proc/"_L1);
}

/// Whether a call writes a file anew, as for one request, and does not add to what is there.
bool writesAnew(const PythonCall &call, QStringView function)
{
    const PythonArgument *mode = function == u"open" ? call.argument(u"mode", 1) : nullptr;
    const QString flags = mode ? plainString(mode->value) : QString();
    return flags.startsWith(u'w') || flags.startsWith(u'x');
}

/// The path that a call writes to for longer than a request, as far as it is written out.
const PythonArgument *writtenPath(const PythonCall &call, QStringView function)
{
    if (function == u"connect")
        return call.owner == "sqlite3"_L1 ? call.argument(u"database", 0) : nullptr;
    if (!call.owner.isEmpty())
        return nullptr;
    const PythonArgument *mode = call.argument(u"mode", 1);
    const QString flags = mode ? plainString(mode->value) : QString();
    return flags.startsWith(u'a') || flags.startsWith(u'w') || flags.startsWith(u'x') ? call.argument(u"file", 0)
                                                                                      : nullptr;
}

void ephemeralWrite(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    const QList<PythonSource::Literal> literals = subject.app.literals();
    // A file that is written and then named again is the answer to a request.
    const auto isNamedAgain = [&](const QString &path) {
        return std::ranges::count(literals, path, &PythonSource::Literal::text) > 1;
    };
    for (const QStringView function : {u"open", u"connect"}) {
        const QList<PythonCall> calls = subject.app.calls(function);
        for (const PythonCall &call : calls) {
            const PythonArgument *path = writtenPath(call, function);
            const QString written = path ? plainString(path->value) : QString();
            if (path && isLasting(written) && !(writesAnew(call, function) && isNamedAgain(written)))
                report({appFile(subject), path->valueRange,
                        Words::tr("%1 is lost when the Space restarts. Keep it in a dataset, a bucket or a volume.")
                            .arg(shown(written, 40)),
                        Words::tr("lost when it restarts")});
        }
    }
}

void dataFolder(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk() || subject.app.hasSequence({u"exists"}) || subject.app.hasSequence({u"isdir"}))
        return;
    const QList<PythonSource::Literal> literals = subject.app.literals();
    const auto first = std::ranges::find_if(literals, [](const PythonSource::Literal &literal) {
        return literal.text == "/data"_L1 || literal.text.startsWith("/data/"_L1);
    });
    if (first != literals.cend())
        report({appFile(subject), first->range,
                Words::tr("/data is there only with storage attached. Look whether it exists, and fall back to another "
                          "folder."),
                Words::tr("only with storage")});
}

bool usesZeroGpu(const Subject &subject)
{
    return subject.hasSdk(Sdk::Gradio) && subject.app.hasSequence({u"@", u"spaces", u".", u"GPU"});
}

void zeroGpuCompile(const Subject &subject, const Report &report)
{
    if (!usesZeroGpu(subject))
        return;
    if (const auto place = subject.app.findSequence({u"torch", u".", u"compile"}))
        report({appFile(subject), *place,
                Words::tr("ZeroGPU does not support torch.compile. Compile ahead of time with spaces.aoti_compile."),
                Words::tr("not on ZeroGPU")});
}

void zeroGpuDevice(const Subject &subject, const Report &report)
{
    if (!usesZeroGpu(subject))
        return;
    const QList<PythonSource::Literal> literals = subject.app.literals();
    for (const PythonSource::Literal &literal : literals) {
        if (literal.text.startsWith("cuda:"_L1))
            report({appFile(subject),
                    literal.range,
                    Words::tr("On ZeroGPU the device is called \"cuda\", without a number. Write that."),
                    Words::tr("just \"cuda\""),
                    {},
                    {writing(u"\"cuda\""_s, appFile(subject), literal.range)}});
    }
}

void zeroGpuArguments(const Subject &subject, const Report &report)
{
    if (!subject.hasSdk(Sdk::Gradio))
        return;
    const QList<PythonCall> calls = subject.app.calls(u"GPU");
    for (const PythonCall &call : calls) {
        const PythonArgument *size = call.owner == "spaces"_L1 ? call.argument(u"size") : nullptr;
        const QString text = size ? plainString(size->value) : QString();
        if (size && !text.isNull() && text != "large"_L1 && text != "xlarge"_L1)
            report({appFile(subject), size->range,
                    Words::tr("size is \"large\" or \"xlarge\". Write one of the two, or leave it out."),
                    Words::tr("large or xlarge")});
    }
}

void windowsPath(const Subject &subject, const Report &report)
{
    if (!subject.isPythonSdk())
        return;
    if (const auto place = subject.app.findSequence({u"WindowsPath"}))
        report({appFile(subject), *place,
                Words::tr("WindowsPath cannot be made on Linux, which a Space runs. Write Path."),
                Words::tr("Windows only")});
}

void requiredSecret(const Subject &subject, const Report &report)
{
    static const QRegularExpression form(
        u"\\bos\\.environ\\[\\s*[\"']([A-Z][A-Z0-9_]*(?:KEY|TOKEN|SECRET|PASSWORD))[\"']\\s*\\]"_s);
    if (!subject.isPythonSdk())
        return;
    const QString text = subject.snapshot.text(appFile(subject)).text;
    auto matches = form.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const qsizetype after = match.capturedEnd(0);
        const bool isAssigned = QStringView(text).sliced(after).trimmed().startsWith(u'=')
            && !QStringView(text).sliced(after).trimmed().startsWith(u"==");
        if (!isAssigned && subject.app.hasSequence({u"environ", u"["}))
            report({appFile(subject), Manifest::TextIndex(text).range(match.capturedStart(1), match.capturedEnd(1)),
                    Words::tr("Without the secret %1 the app ends here. Ask with os.getenv, and say what is missing.")
                        .arg(shown(match.captured(1), 32)),
                    Words::tr("ends without the secret")});
    }
}

constexpr Rule Rules[] = {
    {"app/other-sdk"_L1, Severity::WillNotStart, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "The image of one SDK does not hold the other: \"No module named 'streamlit'\"."),
     otherSdk},
    {"app/never-launched"_L1, Severity::WillNotStart, SeenErrors,
     QT_TRANSLATE_NOOP("Check",
                       "The Hub runs the file with Python and waits for an answer at its port; a program that "
                       "ends is an error, even with exit code 0."),
     neverLaunched},
    {"app/sign-in-off"_L1, Severity::WillNotStart, "gradio/oauth.py"_L1,
     QT_TRANSLATE_NOOP("Check",
                       "Gradio finds no OAUTH_CLIENT_ID on the Hub and ends; at home it imitates the sign-in."),
     signIn},
    {"app/terminal-input"_L1, Severity::WillNotStart, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "Standard input is closed: \"EOFError: EOF when reading a line\"."), asksTerminal},
    {"app/no-display"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "The app runs in a container on a server; only its page reaches the visitor."),
     noDisplay},
    {"app/no-sound-or-camera"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "Devices of the server are not those of the visitor, and a container has none."),
     noDevice},
    {"app/closed-port"_L1, Severity::BreaksForVisitors, Overview,
     QT_TRANSLATE_NOOP("Check", "Outgoing connections are possible to the ports 80, 443 and 8080."), closedPort},
    {"app/own-machine"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "The container has its own file system: \"No such file or directory\"."), ownMachine},
    {"app/local-server"_L1, Severity::BreaksForVisitors, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "In the container localhost is the container itself: \"Connection refused\"."),
     localServer},
    {"app/ephemeral-write"_L1, Severity::BreaksForVisitors, Storage,
     QT_TRANSLATE_NOOP("Check", "The disk of a Space is emptied at each restart, rebuild and sleep."), ephemeralWrite},
    {"app/data-folder"_L1, Severity::BreaksForVisitors, Storage,
     QT_TRANSLATE_NOOP("Check", "\"Permission denied: '/data'\" is what a Space without storage answers."), dataFolder},
    {"app/zerogpu-compile"_L1, Severity::BreaksForVisitors, ZeroGpu,
     QT_TRANSLATE_NOOP("Check", "Each call runs in a process of its own, which would compile again."), zeroGpuCompile},
    {"app/zerogpu-device"_L1, Severity::Advice, ZeroGpu,
     QT_TRANSLATE_NOOP("Check", "The documentation asks for the name without an index."), zeroGpuDevice},
    {"app/zerogpu-size"_L1, Severity::BreaksForVisitors, ZeroGpu,
     QT_TRANSLATE_NOOP("Check", "Half a card is large, a whole one xlarge."), zeroGpuArguments},
    {"app/windows-path"_L1, Severity::WillNotStart, SeenErrors,
     QT_TRANSLATE_NOOP("Check", "\"cannot instantiate 'WindowsPath' on your system\"."), windowsPath},
    {"app/required-secret"_L1, Severity::Advice, SeenErrors,
     QT_TRANSLATE_NOOP(
         "Check", "A duplicate of the Space comes without its secrets: \"KeyError\" with the name of the variable."),
     requiredSecret},
};

} // namespace

std::span<const Rule> appPlaceRules()
{
    return Rules;
}

} // namespace Spacewright::Check
