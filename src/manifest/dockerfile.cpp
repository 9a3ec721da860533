// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/dockerfile.h"

#include "manifest/textindex.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Manifest)
};

constexpr QLatin1StringView Keywords[] = {
    "ADD"_L1,    "ARG"_L1,   "CMD"_L1,         "COPY"_L1,  "ENTRYPOINT"_L1, "ENV"_L1,
    "EXPOSE"_L1, "FROM"_L1,  "HEALTHCHECK"_L1, "LABEL"_L1, "MAINTAINER"_L1, "ONBUILD"_L1,
    "RUN"_L1,    "SHELL"_L1, "STOPSIGNAL"_L1,  "USER"_L1,  "VOLUME"_L1,     "WORKDIR"_L1,
};

bool mayHaveHeredoc(const QString &keyword)
{
    return keyword == "RUN"_L1 || keyword == "COPY"_L1 || keyword == "ADD"_L1;
}

/// The text of one instruction, continuation lines joined, with the way back to the file.
struct Joined {
    QString text;
    std::vector<qsizetype> offsets; ///< of each character, and one for the end

    void append(QStringView piece, qsizetype offset)
    {
        for (qsizetype i = 0; i < piece.size(); ++i)
            offsets.push_back(offset + i);
        text += piece;
    }
    [[nodiscard]] Joined sliced(qsizetype from, qsizetype length) const
    {
        Joined result;
        result.text = text.sliced(from, length);
        result.offsets.assign(offsets.begin() + from, offsets.begin() + from + length + 1);
        return result;
    }
    [[nodiscard]] TextRange range(const TextIndex &index, qsizetype from, qsizetype to) const
    {
        // The end is behind the last character, wherever the next one stands.
        const qsizetype end = to > from ? offsets.at(size_t(to - 1)) + 1 : offsets.at(size_t(from));
        return index.range(offsets.at(size_t(from)), end);
    }
};

class Reader {
public:
    explicit Reader(const QString &text)
        : m_index(text)
    {
    }

    Dockerfile read()
    {
        readDirectives();
        while (m_line < m_index.lineCount())
            readInstruction();
        resolveStages();
        return std::move(m_file);
    }

private:
    static bool isComment(QStringView line) { return line.trimmed().startsWith(u'#'); }

    /// `# escape=` and `# syntax=` count only above everything else.
    void readDirectives()
    {
        static const QRegularExpression form(u"^#\\s*([A-Za-z]+)\\s*=\\s*(.*?)\\s*$"_s);
        for (int i = 0; i < m_index.lineCount(); ++i) {
            const QRegularExpressionMatch match = form.matchView(m_index.line(i));
            if (!match.hasMatch())
                return;
            const QString name = match.captured(1).toLower();
            if (name == "syntax"_L1)
                m_file.syntax = match.captured(2);
            else if (name == "escape"_L1 && match.captured(2) == u"`")
                m_file.escape = u'`';
            else if (name != "escape"_L1 && name != "check"_L1)
                return;
        }
    }

    void fail(const TextRange &range, const QString &message) { m_file.errors.append({range, message}); }

    void readInstruction()
    {
        const QStringView first = m_index.line(m_line);
        if (first.trimmed().isEmpty() || isComment(first)) {
            ++m_line;
            return;
        }
        const int start = m_line;
        const Joined joined = join();
        DockerInstruction instruction;
        qsizetype at = skipSpace(joined.text, 0);
        const qsizetype keywordEnd = wordEnd(joined.text, at);
        instruction.keyword = joined.text.sliced(at, keywordEnd - at).toUpper();
        instruction.keywordRange = joined.range(m_index, at, keywordEnd);
        at = readFlags(joined, skipSpace(joined.text, keywordEnd), instruction);
        const Joined arguments = joined.sliced(at, joined.text.size() - at);
        instruction.arguments = arguments.text.trimmed();
        if (mayHaveHeredoc(instruction.keyword))
            readHeredocs(arguments, instruction);
        readWords(arguments, instruction);
        const int last = std::max(start, m_line - 1);
        instruction.range = {instruction.keywordRange.line, instruction.keywordRange.column, last,
                             int(m_index.line(last).size())};
        judge(instruction);
        if (instruction.keyword == "FROM"_L1)
            beginStage(instruction);
        instruction.stage = int(m_file.stages.size()) - 1;
        m_file.instructions.append(std::move(instruction));
    }

    /// From m_line on; leaves it behind the instruction. Comment and empty lines between continuation lines are left
    /// out.
    Joined join()
    {
        Joined joined;
        bool goesOn = true;
        while (goesOn && m_line < m_index.lineCount()) {
            const QStringView line = m_index.line(m_line);
            const qsizetype offset = m_index.startOf(m_line);
            ++m_line;
            if (!joined.text.isEmpty() && (line.trimmed().isEmpty() || isComment(line)))
                continue;
            qsizetype end = line.size();
            while (end > 0 && line.at(end - 1).isSpace())
                --end;
            goesOn = end > 0 && line.at(end - 1) == m_file.escape;
            joined.append(line.first(goesOn ? end - 1 : line.size()), offset);
        }
        const qsizetype end = joined.offsets.empty() ? 0 : joined.offsets.back() + 1;
        joined.offsets.push_back(end);
        return joined;
    }

    static qsizetype skipSpace(const QString &text, qsizetype at)
    {
        while (at < text.size() && text.at(at).isSpace())
            ++at;
        return at;
    }

    /// Behind the word that begins at `at`; spaces in quotes belong to it.
    [[nodiscard]] qsizetype wordEnd(const QString &text, qsizetype at) const
    {
        QChar quote;
        for (; at < text.size(); ++at) {
            const QChar c = text.at(at);
            if (c == m_file.escape && quote != u'\'' && at + 1 < text.size())
                ++at;
            else if (!quote.isNull())
                quote = c == quote ? QChar() : quote;
            else if (c == u'"' || c == u'\'')
                quote = c;
            else if (c.isSpace())
                break;
        }
        return std::min(at, text.size());
    }

    qsizetype readFlags(const Joined &joined, qsizetype at, DockerInstruction &instruction) const
    {
        while (QStringView(joined.text).sliced(at).startsWith(u"--")) {
            const qsizetype end = wordEnd(joined.text, at);
            const QString word = joined.text.sliced(at + 2, end - at - 2);
            if (word.isEmpty())
                break;
            const qsizetype equals = word.indexOf(u'=');
            instruction.flags.append({word.left(equals).toLower(),
                                      equals < 0 ? QString() : unquoted(word.mid(equals + 1)),
                                      joined.range(m_index, at, end)});
            at = skipSpace(joined.text, end);
        }
        return at;
    }

    [[nodiscard]] QString unquoted(const QString &word) const
    {
        QString result;
        QChar quote;
        for (qsizetype i = 0; i < word.size(); ++i) {
            const QChar c = word.at(i);
            if (c == m_file.escape && quote != u'\'' && i + 1 < word.size()
                && (word.at(i + 1) == u'"' || word.at(i + 1) == u'\'' || word.at(i + 1).isSpace()))
                result += word.at(++i);
            else if (!quote.isNull() && c == quote)
                quote = QChar();
            else if (quote.isNull() && (c == u'"' || c == u'\''))
                quote = c;
            else
                result += c;
        }
        return result;
    }

    void readWords(const Joined &arguments, DockerInstruction &instruction) const
    {
        if (arguments.text.trimmed().startsWith(u'[') && readExec(arguments, instruction))
            return;
        for (qsizetype at = skipSpace(arguments.text, 0); at < arguments.text.size();) {
            const qsizetype end = wordEnd(arguments.text, at);
            instruction.words.append(
                {unquoted(arguments.text.sliced(at, end - at)), arguments.range(m_index, at, end)});
            at = skipSpace(arguments.text, end);
        }
    }

    bool readExec(const Joined &arguments, DockerInstruction &instruction) const
    {
        const QJsonDocument json = QJsonDocument::fromJson(arguments.text.toUtf8());
        if (!json.isArray())
            return false;
        const QJsonArray list = json.array();
        if (!std::ranges::all_of(list, [](const QJsonValue &value) { return value.isString(); }))
            return false;
        instruction.isExec = true;
        qsizetype at = 0;
        for (const QJsonValue &value : list) {
            const qsizetype from = arguments.text.indexOf(u'"', at);
            qsizetype to = from + 1;
            while (to < arguments.text.size() && arguments.text.at(to) != u'"')
                to += arguments.text.at(to) == u'\\' ? 2 : 1;
            instruction.words.append({value.toString(), arguments.range(m_index, from, to + 1)});
            at = to + 1;
        }
        return true;
    }

    void readHeredocs(const Joined &arguments, DockerInstruction &instruction)
    {
        static const QRegularExpression form(u"(?<![<\\w])<<(-?)\\s*(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\\2"_s);
        for (const QRegularExpressionMatch &match : form.globalMatch(arguments.text)) {
            DockerHeredoc heredoc{
                .name = match.captured(3), .text = {}, .isExpanded = match.captured(2).isEmpty(), .range = {}};
            const bool dropsTabs = !match.captured(1).isEmpty();
            const int first = m_line;
            const auto isEnd = [&](QStringView line) {
                while (dropsTabs && line.startsWith(u'\t'))
                    line = line.sliced(1);
                return line == heredoc.name;
            };
            while (m_line < m_index.lineCount() && !isEnd(m_index.line(m_line)))
                ++m_line;
            if (m_line == m_index.lineCount()) {
                fail(arguments.range(m_index, match.capturedStart(), match.capturedEnd()),
                     Words::tr("The text after <<%1 has no end. Close it with a line %1.").arg(heredoc.name));
                m_line = first; // what follows is more likely a list of instructions
                return;
            }
            const qsizetype from = m_index.startOf(first);
            heredoc.text = m_index.text().sliced(from, m_index.startOf(m_line) - from);
            heredoc.range = m_index.range(from, m_index.startOf(m_line));
            instruction.heredocs.append(heredoc);
            ++m_line;
        }
    }

    void judge(const DockerInstruction &instruction)
    {
        const QString &keyword = instruction.keyword;
        if (std::ranges::find(Keywords, keyword) == std::end(Keywords)) {
            fail(instruction.keywordRange,
                 Words::tr("%1 is no instruction of a Dockerfile. Correct it, or put \\ at the end of the line above.")
                     .arg(keyword.left(24)));
            return;
        }
        if (instruction.arguments.isEmpty())
            fail(instruction.keywordRange,
                 Words::tr("%1 needs an argument. Add one, or remove the line.").arg(keyword));
        else if (m_file.stages.isEmpty() && keyword != "FROM"_L1 && keyword != "ARG"_L1)
            fail(instruction.keywordRange,
                 Words::tr("A Dockerfile begins with FROM; only ARG may stand above it. Move this line down."));
    }

    void beginStage(const DockerInstruction &instruction)
    {
        DockerStage stage;
        stage.from = int(m_file.instructions.size());
        if (!instruction.words.isEmpty())
            stage.base = instruction.words.constFirst().text;
        if (instruction.words.size() >= 3 && instruction.words.at(1).text.compare("as"_L1, Qt::CaseInsensitive) == 0)
            stage.name = instruction.words.at(2).text.toLower();
        else if (instruction.words.size() > 1)
            fail(instruction.words.at(1).range,
                 Words::tr("After the image only AS and a name may follow. Remove the rest."));
        m_file.stages.append(stage);
    }

    /// Replaces arguments from above the first FROM in the names of images, and finds stages that continue others.
    void resolveStages()
    {
        QHash<QString, QString> values;
        for (const DockerInstruction &instruction : std::as_const(m_file.instructions)) {
            if (instruction.stage >= 0)
                break;
            for (const DockerWord &word : instruction.words) {
                const qsizetype equals = word.text.indexOf(u'=');
                if (instruction.keyword == "ARG"_L1 && equals > 0)
                    values.insert(word.text.left(equals),
                                  withVariables(word.text.mid(equals + 1), values, m_file.escape));
            }
        }
        for (qsizetype i = 0; i < m_file.stages.size(); ++i) {
            DockerStage &stage = m_file.stages[i];
            stage.base = withVariables(stage.base, values, m_file.escape);
            for (qsizetype j = 0; j < i; ++j) {
                const QString &name = m_file.stages.at(j).name;
                if (!name.isEmpty() && name == stage.base.toLower())
                    stage.baseStage = int(j);
            }
        }
    }

    TextIndex m_index;
    Dockerfile m_file;
    int m_line = 0;
};

} // namespace

const DockerFlag *DockerInstruction::flag(QStringView name) const
{
    const auto found = std::ranges::find(flags, name, &DockerFlag::name);
    return found == flags.end() ? nullptr : &*found;
}

int Dockerfile::firstOf(int stage) const
{
    while (stage >= 0 && stages.at(stage).baseStage >= 0)
        stage = stages.at(stage).baseStage;
    return stage;
}

QList<const DockerInstruction *> Dockerfile::effective() const
{
    QList<int> chain;
    for (int stage = int(stages.size()) - 1; stage >= 0; stage = stages.at(stage).baseStage)
        chain.prepend(stage);
    QList<const DockerInstruction *> result;
    for (const int stage : std::as_const(chain)) {
        for (const DockerInstruction &instruction : instructions) {
            if (instruction.stage == stage)
                result.append(&instruction);
        }
    }
    return result;
}

Dockerfile readDockerfile(const QString &text)
{
    return Reader(text).read();
}

QString withVariables(const QString &text, const QHash<QString, QString> &values, QChar escape)
{
    static const QRegularExpression form(
        u"\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)(?::([-+])([^}]*))?\\})"_s);
    QString result;
    qsizetype done = 0;
    for (const QRegularExpressionMatch &match : form.globalMatch(text)) {
        const qsizetype start = match.capturedStart();
        if (start > done && text.at(start - 1) == escape) {
            result += QStringView(text).sliced(done, start - 1 - done) + match.captured();
        } else {
            const QString value = values.value(match.captured(1).isEmpty() ? match.captured(2) : match.captured(1));
            const QString sign = match.captured(3);
            const QString other = withVariables(match.captured(4), values, escape);
            result += QStringView(text).sliced(done, start - done)
                + (sign == "-"_L1       ? (value.isEmpty() ? other : value)
                       : sign == "+"_L1 ? (value.isEmpty() ? QString() : other)
                                        : value);
        }
        done = match.capturedEnd();
    }
    return result + QStringView(text).sliced(done);
}

} // namespace Spacewright::Manifest
