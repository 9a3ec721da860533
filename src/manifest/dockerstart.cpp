// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/dockerstart.h"

#include "manifest/dockerignore.h"
#include "manifest/snapshot.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

// ── commands ─────────────────────────────────────────────────────────────────────────────────────

bool isShell(const QString &word)
{
    static const QRegularExpression form(u"^(?:\\S*/)?(?:ba|da|a|z)?sh$"_s);
    return form.match(word).hasMatch();
}

bool isCommandOption(const QString &word)
{
    static const QRegularExpression form(u"^-[a-z]*c$"_s);
    return form.match(word).hasMatch();
}

/// The words of a shell's line; all of them have its place.
QList<DockerWord> wordsOf(const QString &line, const TextRange &range)
{
    static const QRegularExpression form(u"(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+"_s);
    static const QRegularExpression quotes(u"['\"]"_s);
    QList<DockerWord> words;
    const QStringList lines = line.split(u'\n');
    for (const QString &each : lines) {
        if (!words.isEmpty())
            words.append({u";"_s, range});
        for (const QRegularExpressionMatch &match : form.globalMatch(each))
            words.append({match.captured().remove(quotes), range});
    }
    return words;
}

QList<StartCommand> split(const QList<DockerWord> &words)
{
    static const QRegularExpression form(u"\\|\\||&&|(?<![<>])&(?!>)|\\||;"_s);
    QList<StartCommand> commands;
    StartCommand current;
    const auto add = [&](QString text, const TextRange &range) {
        if (text.startsWith(u'('))
            text.remove(0, 1);
        if (text.endsWith(u')') && !text.contains(u'('))
            text.chop(1);
        if (!text.isEmpty() && text != "{"_L1 && text != "}"_L1)
            current.words.append({text, range});
    };
    const auto close = [&](bool mayServe) {
        current.mayServe = mayServe;
        if (!current.words.isEmpty())
            commands.append(current);
        current = {};
    };
    for (const DockerWord &word : words) {
        if (word.text.contains(u' ')) { // it was quoted
            current.words.append(word);
            continue;
        }
        qsizetype done = 0;
        for (const QRegularExpressionMatch &match : form.globalMatch(word.text)) {
            add(word.text.sliced(done, match.capturedStart() - done), word.range);
            close(match.captured() != "&&"_L1 && match.captured() != ";"_L1);
            done = match.capturedEnd();
        }
        add(word.text.sliced(done), word.range);
    }
    close(true);
    return commands;
}

/// What stands behind `sh -c` in place of the command that has it.
QList<StartCommand> withoutShells(const QList<StartCommand> &commands, int depth = 0)
{
    QList<StartCommand> result;
    for (const StartCommand &command : commands) {
        const QList<DockerWord> &words = command.words;
        const auto shell = std::ranges::find_if(words, isShell, &DockerWord::text);
        const auto option =
            std::find_if(shell == words.cend() ? shell : shell + 1, words.cend(),
                         [](const DockerWord &w) { return isCommandOption(w.text) || !w.text.startsWith(u'-'); });
        if (option == words.cend() || !isCommandOption(option->text) || option + 1 == words.cend() || depth > 3) {
            result.append(command);
            continue;
        }
        const DockerWord &script = *(option + 1);
        QList<StartCommand> inner = withoutShells(split(wordsOf(script.text, script.range)), depth + 1);
        for (StartCommand &each : inner)
            each.mayServe = each.mayServe && command.mayServe;
        result += inner;
    }
    return result;
}

// ── paths ────────────────────────────────────────────────────────────────────────────────────────

/// Follows WORKDIR and what variables say through the instructions of an image.
class Places {
public:
    /// nullopt where a variable has no known value.
    [[nodiscard]] std::optional<QString> expanded(const QString &text) const
    {
        static const QRegularExpression form(u"(?<!\\\\)\\$\\{?(\\w+)"_s);
        for (const QRegularExpressionMatch &match : form.globalMatch(text)) {
            if (!m_values.contains(match.captured(1)))
                return std::nullopt;
        }
        return withVariables(text, m_values);
    }
    /// Absolute and cleaned; empty where it is not known.
    [[nodiscard]] QString resolved(const QString &path, const QString &folder) const
    {
        const auto known = expanded(path);
        if (!known || (folder.isEmpty() && !known->startsWith(u'/')))
            return {};
        return QDir::cleanPath(known->startsWith(u'/') ? *known : folder + u'/' + *known);
    }
    void follow(const DockerInstruction &instruction)
    {
        const QList<DockerWord> &words = instruction.words;
        if (instruction.keyword == "WORKDIR"_L1 && !words.isEmpty()) {
            m_workdir = resolved(words.constFirst().text, m_workdir);
        } else if (instruction.keyword == "ENV"_L1 && words.size() >= 2 && !words.constFirst().text.contains(u'=')) {
            set(words.constFirst().text, words.at(1).text);
        } else if (instruction.keyword == "ENV"_L1 || instruction.keyword == "ARG"_L1) {
            for (const DockerWord &word : words) {
                if (word.text.contains(u'='))
                    set(word.text.section(u'=', 0, 0), word.text.section(u'=', 1));
            }
        }
    }
    [[nodiscard]] const QString &workdir() const { return m_workdir; }

private:
    void set(const QString &name, const QString &value)
    {
        if (const auto known = expanded(value))
            m_values.insert(name, *known);
        else
            m_values.remove(name);
    }

    QHash<QString, QString> m_values;
    QString m_workdir = u"/"_s; ///< empty where it is not known
};

/// What `path` is below `folder`; nullopt where it is not below it.
std::optional<QString> below(const QString &path, const QString &folder)
{
    if (folder == "/"_L1)
        return path.sliced(1);
    if (!folder.isEmpty() && path.startsWith(folder) && path.size() > folder.size() && path.at(folder.size()) == u'/')
        return path.sliced(folder.size() + 1);
    return std::nullopt;
}

bool isGlob(const QString &source)
{
    return source.contains(u'*') || source.contains(u'?') || source.contains(u'[');
}

/// True also for a broken glob, at which the build stops by itself.
bool matches(const QString &glob, const QString &path)
{
    const QRegularExpression form(QRegularExpression::wildcardToRegularExpression(glob));
    return !form.isValid() || form.match(path).hasMatch();
}

/// The sources of a COPY as paths in the Space: `.` for all of it.
QStringList sourcesOf(const DockerInstruction &copy)
{
    QStringList sources;
    for (qsizetype i = 0; i + 1 < copy.words.size(); ++i) {
        QString source = copy.words.at(i).text;
        if (source.contains("://"_L1) || source.startsWith("git@"_L1))
            continue;
        while (source.startsWith(u'/'))
            source.remove(0, 1);
        sources.append(source.isEmpty() ? u"."_s : QDir::cleanPath(source));
    }
    return sources;
}

bool isFromSpace(const DockerInstruction &copy)
{
    return !copy.flag(u"from") && copy.heredocs.isEmpty();
}

class SpaceFiles {
public:
    explicit SpaceFiles(const Snapshot &snapshot)
        : m_snapshot(snapshot)
        , m_ignore(snapshot.text(u".dockerignore"_s).text)
    {
    }

    /// The file of the Space that `copy` puts at `place`; empty where it does not.
    [[nodiscard]] QString at(const QString &place, const DockerCopy &copy) const
    {
        if (!isFromSpace(*copy.instruction) || copy.target.isEmpty())
            return {};
        const auto rest = below(place, copy.target);
        QStringList candidates;
        const QStringList sources = sourcesOf(*copy.instruction);
        for (const QString &source : sources) {
            if (!copy.isFolder && place == copy.target)
                candidates += source;
            if (!rest)
                continue;
            if (source == "."_L1)
                candidates += *rest;
            else if (isGlob(source))
                candidates += inGlob(source, *rest);
            else if (m_snapshot.hasFile(source))
                candidates += source.section(u'/', -1) == *rest ? source : QString();
            else
                candidates += source + u'/' + *rest;
        }
        const auto found =
            std::ranges::find_if(std::as_const(candidates), [this](const QString &path) { return isThere(path); });
        return found == candidates.cend() ? QString() : *found;
    }

    /// Whether `copy` takes that file along, wherever to. One with a variable in its source may take any.
    [[nodiscard]] bool isTaken(const QString &path, const DockerCopy &copy) const
    {
        if (!isFromSpace(*copy.instruction))
            return false;
        const QStringList sources = sourcesOf(*copy.instruction);
        return std::ranges::any_of(sources, [&](const QString &source) {
            if (source.contains(u'$'))
                return true;
            if (!m_ignore.isInContext(path))
                return false;
            if (source == "."_L1 || source == path || path.startsWith(source + u'/'))
                return true;
            for (qsizetype slash = path.indexOf(u'/'); slash >= 0; slash = path.indexOf(u'/', slash + 1)) {
                if (isGlob(source) && matches(source, path.first(slash)))
                    return true;
            }
            return isGlob(source) && matches(source, path);
        });
    }

    [[nodiscard]] bool has(const QString &path) const { return m_snapshot.hasFile(path); }

private:
    [[nodiscard]] bool isThere(const QString &path) const
    {
        return !path.isEmpty() && m_snapshot.hasFile(path) && m_ignore.isInContext(path);
    }

    /// What a source with a placeholder puts at `rest`: a file of that name, or a file of a folder that it matches.
    [[nodiscard]] QStringList inGlob(const QString &source, const QString &rest) const
    {
        const QString folder = source.contains(u'/') ? source.section(u'/', 0, -2) + u'/' : QString();
        QStringList found;
        if (const QString file = folder + rest; !rest.contains(u'/') && matches(source, file))
            found += file;
        for (const QString &each : m_snapshot.folders) {
            if (matches(source, each))
                found += QString(each + u'/' + rest);
        }
        return found;
    }

    const Snapshot &m_snapshot;
    DockerIgnore m_ignore;
};

// ── what a command runs ──────────────────────────────────────────────────────────────────────────

struct Named {
    DockerWord word;
    QStringList paths; ///< a module may be one of several files
    bool isMain = false;
};

QStringList filesOf(const QString &module, QLatin1StringView entry)
{
    const QString path = QString(module).replace(u'.', u'/');
    return {path + ".py"_L1, path + u'/' + entry};
}

using Words = QList<DockerWord>;

std::optional<Named> application(Words::const_iterator word, Words::const_iterator end)
{
    static const QRegularExpression form(u"^([A-Za-z_][\\w.]*):[A-Za-z_][\\w.]*(?:\\(.*\\))?$"_s);
    static const QRegularExpression elsewhere(u"^(?:--app-dir|--chdir|--pythonpath)\\b"_s);
    if (std::any_of(word, end, [](const DockerWord &w) { return elsewhere.match(w.text).hasMatch(); }))
        return std::nullopt;
    for (; word != end; ++word) {
        if (word->text == "-k"_L1 || word->text == "--worker-class"_L1 || word->text == "-b"_L1
            || word->text == "--bind"_L1 || word->text == "-c"_L1 || word->text == "--config"_L1) {
            if (++word == end)
                break;
        } else if (const QRegularExpressionMatch match = form.match(word->text); match.hasMatch()) {
            return Named{*word, filesOf(match.captured(1), "__init__.py"_L1), false};
        }
    }
    return std::nullopt;
}

std::optional<Named> firstFile(Words::const_iterator word, Words::const_iterator end, const QRegularExpression &form)
{
    const auto found = std::find_if(word, end, [&](const DockerWord &w) { return form.match(w.text).hasMatch(); });
    return found == end ? std::nullopt : std::optional(Named{*found, {found->text}, false});
}

bool isServer(const QString &name)
{
    return name == "uvicorn"_L1 || name == "gunicorn"_L1 || name == "hypercorn"_L1;
}

std::optional<Named> program(const QString &name, Words::const_iterator word, Words::const_iterator end)
{
    static const QRegularExpression pythonFile(u"^[^-\\s]\\S*\\.py$"_s);
    static const QRegularExpression nodeFile(u"^[^-\\s]\\S*\\.[cm]?[jt]s$"_s);
    static const QRegularExpression shellFile(u"^[^-\\s]\\S*$"_s);
    if (isServer(name))
        return application(word, end);
    if (name == "streamlit"_L1 || name == "chainlit"_L1 || name == "panel"_L1 || name == "fastapi"_L1)
        return firstFile(word, end, pythonFile);
    if (name == "node"_L1)
        return firstFile(word, end, nodeFile);
    if (isShell(name)) {
        const bool isString = word != end && isCommandOption(word->text);
        return isString ? std::nullopt : firstFile(word, end, shellFile);
    }
    for (; word != end && word->text.startsWith(u'-'); ++word) {
        if (word->text == "-c"_L1)
            return std::nullopt;
        if (word->text == "-X"_L1 || word->text == "-W"_L1) {
            if (++word == end)
                return std::nullopt;
        } else if (word->text == "-m"_L1) {
            if (++word == end)
                return std::nullopt;
            if (isServer(word->text) || word->text == "streamlit"_L1)
                return program(word->text, word + 1, end);
            return Named{*word, filesOf(word->text, "__main__.py"_L1), true};
        }
    }
    return word == end ? std::nullopt : std::optional(Named{*word, {word->text}, word->text.endsWith(".py"_L1)});
}

QList<Named> filesOf(const StartCommand &command)
{
    static const QRegularExpression runner(
        u"^(?:python(?:\\d(?:\\.\\d+)?)?|uvicorn|gunicorn|hypercorn|streamlit|chainlit|panel|fastapi|node|(?:ba|da|a|z)?sh)$"_s);
    static const QRegularExpression script(u"^[^-=\\s]\\S*\\.(?:sh|py)$"_s);
    QList<Named> found;
    const Words &words = command.words;
    for (auto word = words.cbegin(); word != words.cend(); ++word) {
        const QString name = word->text.section(u'/', -1);
        if (runner.match(name).hasMatch()) {
            if (auto named = program(name, word + 1, words.cend()))
                found.append(*std::move(named));
            break;
        }
        if (word == words.cbegin() && script.match(word->text).hasMatch())
            found.append({*word, {word->text}, word->text.endsWith(".py"_L1)});
    }
    return found;
}

} // namespace

QList<StartCommand> startedCommands(const Dockerfile &file)
{
    const DockerInstruction *entry = nullptr;
    const DockerInstruction *command = nullptr;
    const QList<const DockerInstruction *> effective = file.effective();
    for (const DockerInstruction *instruction : effective) {
        if (instruction->keyword == "ENTRYPOINT"_L1)
            entry = instruction;
        else if (instruction->keyword == "CMD"_L1)
            command = instruction;
    }
    const auto ofShell = [](const DockerInstruction &instruction) { return withoutShells(split(instruction.words)); };
    if (entry && !entry->isExec)
        return ofShell(*entry); // and CMD does not count
    QList<DockerWord> words = entry ? entry->words : QList<DockerWord>();
    if (command && command->isExec)
        words += command->words;
    QList<StartCommand> commands = words.isEmpty() ? QList<StartCommand>() : withoutShells({StartCommand{words}});
    if (command && !command->isExec) {
        if (!words.isEmpty() && isCommandOption(words.constLast().text))
            commands.clear();
        for (StartCommand &wrapper : commands) // which is handed the other one
            wrapper.mayServe = false;
        commands += ofShell(*command);
    }
    return commands;
}

QList<DockerCopy> copiesOf(const Dockerfile &file)
{
    QList<DockerCopy> copies;
    Places places;
    const QList<const DockerInstruction *> effective = file.effective();
    for (const DockerInstruction *instruction : effective) {
        places.follow(*instruction);
        const bool isCopy = instruction->keyword == "COPY"_L1 || instruction->keyword == "ADD"_L1;
        if (!isCopy || instruction->words.size() < 2)
            continue;
        const QString &target = instruction->words.constLast().text;
        const bool isFolder =
            target.endsWith(u'/') || target == "."_L1 || target.endsWith("/."_L1) || instruction->words.size() > 2;
        copies.append({instruction, places.resolved(target, places.workdir()), isFolder});
    }
    return copies;
}

QList<StartedFile> startedFiles(const Dockerfile &file, const Snapshot &snapshot)
{
    Places places;
    const QList<const DockerInstruction *> effective = file.effective();
    for (const DockerInstruction *instruction : effective)
        places.follow(*instruction);
    const QList<DockerCopy> copies = copiesOf(file);
    const SpaceFiles files(snapshot);
    QString folder = places.workdir();
    QList<StartedFile> started;
    const QList<StartCommand> commands = startedCommands(file);
    for (const StartCommand &command : commands) {
        if (command.words.constFirst().text == "cd"_L1 && command.words.size() > 1)
            folder = places.resolved(command.words.at(1).text, folder);
        const QList<Named> names = filesOf(command);
        for (const Named &name : names) {
            StartedFile result{.word = name.word, .isMain = name.isMain, .copied = {}, .left = {}};
            for (const QString &path : name.paths) {
                const QString place = places.resolved(path, folder);
                for (auto copy = copies.crbegin(); copy != copies.crend() && result.copied.isEmpty(); ++copy)
                    result.copied = place.isEmpty() ? QString() : files.at(place, *copy);
                const auto inSpace = place.isEmpty() ? std::nullopt : below(place, places.workdir());
                const bool isLeft = inSpace && files.has(*inSpace)
                    && std::ranges::none_of(copies,
                                            [&](const DockerCopy &copy) { return files.isTaken(*inSpace, copy); });
                if (isLeft)
                    result.left = *inSpace;
            }
            if (!result.copied.isEmpty())
                result.left.clear();
            started.append(result);
        }
    }
    return started;
}

} // namespace Spacewright::Manifest
