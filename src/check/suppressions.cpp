// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/suppressions.h"

#include "check/explain.h"
#include "check/names.h"
#include "manifest/frontmatter.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.hpp>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::TextIndex;

namespace Spacewright::Check {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr auto Documentation = "docs/rules.md"_L1;

void nothing(const Subject &, const Report &) { }

constexpr Rule Rules[] = {
    {"check/unused-suppression"_L1, Severity::Advice, Documentation,
     QT_TRANSLATE_NOOP("Check",
                       "What is ignored is not found any more, or was never called so. It would hide the next one that "
                       "somebody ought to see."),
     &nothing},
    {"check/settings-syntax"_L1, Severity::Advice, Documentation,
     QT_TRANSLATE_NOOP("Check",
                       "What .spacewright/check.toml is meant to ignore is reported until the file can be read."),
     &nothing},
};

Diagnostic finding(const Rule &rule, const QString &file, const TextRange &range, const QString &message,
                   const QString &shortMessage, const QList<Fix> &fixes = {})
{
    return {.rule = rule.id,
            .severity = rule.severity,
            .file = file,
            .range = range,
            .message = message,
            .shortMessage = shortMessage,
            .why = QCoreApplication::translate("Check", rule.why),
            .source = rule.source,
            .fixes = fixes};
}

// ── where comments may stand ─────────────────────────────────────────────────────────────────────

enum class Comments { None, OwnLine, Anywhere };

Comments commentsIn(const QString &file)
{
    // git and BuildKit take a `#` only at the beginning of a line.
    if (file == ".gitattributes"_L1 || file == ".gitignore"_L1 || file == ".dockerignore"_L1 || file == "Dockerfile"_L1)
        return Comments::OwnLine;
    const bool isAnywhere = file == "README.md"_L1 || file == "requirements.txt"_L1 || file == "pre-requirements.txt"_L1
        || file.endsWith(".py"_L1) || file.endsWith(".toml"_L1);
    return isAnywhere ? Comments::Anywhere : Comments::None;
}

bool isComment(QStringView line)
{
    return line.trimmed().startsWith(u'#');
}

/// The lines of `file` that are not prose.
std::pair<int, int> linesOf(const QString &file, const TextIndex &index)
{
    if (file != "README.md"_L1)
        return {0, index.lineCount()};
    const Manifest::FrontMatter fences = Manifest::findFrontMatter(index);
    return fences.isBlock() ? std::pair(fences.openingLine + 1, fences.closingLine) : std::pair(0, 0);
}

// ── what is suppressed ───────────────────────────────────────────────────────────────────────────

struct Suppression {
    QString rule;
    QString file; ///< empty: every file
    int line = -1; ///< -1: every line
    QString writtenIn;
    TextRange range; ///< of the rule's name there
    Fix removal;
};

bool covers(const Suppression &suppression, const Diagnostic &diagnostic)
{
    const TextRange &range = diagnostic.range;
    const int last = range.endLine > range.line && range.endColumn == 0 ? range.endLine - 1 : range.endLine;
    return suppression.rule == diagnostic.rule && (suppression.file.isEmpty() || suppression.file == diagnostic.file)
        && (suppression.line < 0 || (suppression.line >= range.line && suppression.line <= last));
}

/// Takes `name` out of the brackets; the whole comment where nothing else is in it.
Fix withoutName(const QString &file, const TextIndex &index, int line, const QRegularExpressionMatch &comment,
                const QString &name)
{
    const QString title = Words::tr("Remove it");
    QStringList names;
    const QList<QStringView> written = comment.capturedView(1).split(u',');
    for (const QStringView each : written) {
        if (each.trimmed() != name)
            names.append(each.trimmed().toString());
    }
    if (!names.isEmpty())
        return {
            title,
            {{file, {line, int(comment.capturedStart(1)), line, int(comment.capturedEnd(1))}, names.join(u", "_s)}}};
    const QStringView text = index.line(line);
    if (isComment(text))
        return {title, {{file, {line, 0, line + 1, 0}, QString()}}};
    qsizetype from = comment.capturedStart();
    while (from > 0 && text.at(from - 1).isSpace())
        --from;
    return {title, {{file, {line, int(from), line, int(text.size())}, QString()}}};
}

void readComments(const QString &file, const QString &text, std::vector<Suppression> &suppressions)
{
    static const QRegularExpression Comment(u"(?:^|(?<=\\s))#\\s*spacewright:\\s*ignore\\[([^\\]]*)\\]"_s);
    const Comments comments = commentsIn(file);
    if (comments == Comments::None || !text.contains("spacewright:"_L1))
        return;
    const TextIndex index(text);
    const auto [first, end] = linesOf(file, index);
    for (int line = first; line < end; ++line) {
        const QStringView written = index.line(line);
        const bool isOwnLine = isComment(written);
        if (!written.contains("spacewright:"_L1) || (comments == Comments::OwnLine && !isOwnLine))
            continue;
        const QRegularExpressionMatch comment = Comment.match(written.toString());
        if (!comment.hasMatch())
            continue;
        int meant = line;
        while (isOwnLine && meant < end && isComment(index.line(meant)))
            ++meant;
        qsizetype column = comment.capturedStart(1);
        const QList<QStringView> names = comment.capturedView(1).split(u',');
        for (const QStringView part : names) {
            const QString name = part.trimmed().toString();
            const int from = int(column + std::max<qsizetype>(part.indexOf(name), 0));
            suppressions.push_back({.rule = name,
                                    .file = file,
                                    .line = meant,
                                    .writtenIn = file,
                                    .range = {line, from, line, from + int(name.size())},
                                    .removal = withoutName(file, index, line, comment, name)});
            column += part.size() + 1;
        }
    }
}

// ── .spacewright/check.toml ──────────────────────────────────────────────────────────────────────

TextRange rangeOf(const toml::source_region &region)
{
    const auto from = [](toml::source_index index) { return std::max(0, int(index) - 1); };
    const TextRange range{from(region.begin.line), from(region.begin.column), from(region.end.line),
                          from(region.end.column)};
    return region.end.line == 0 ? TextRange{range.line, range.column, range.line, range.column} : range;
}

Diagnostic unreadable(const TextRange &range, const QString &message)
{
    return finding(Rules[1], SuppressionFile, range, message, Words::tr("not read"));
}

/// The lines from `[[ignore]]` down to the next table, where it is written so.
QList<Fix> entryRemoval(const TextIndex &index, int line)
{
    const auto isTable = [&](int each) { return index.line(each).trimmed().startsWith(u'['); };
    int first = std::min(line, index.lineCount() - 1);
    while (first > 0 && !isTable(first))
        --first;
    if (!index.line(first).trimmed().startsWith("[["_L1))
        return {};
    int end = first + 1;
    while (end < index.lineCount() && !isTable(end))
        ++end;
    return {{Words::tr("Remove it"), {{SuppressionFile, {first, 0, end, 0}, QString()}}}};
}

void readSettings(const QString &text, std::vector<Suppression> &suppressions, QList<Diagnostic> &problems)
{
    const QByteArray bytes = text.toUtf8();
    const toml::parse_result parsed = toml::parse(std::string_view(bytes.constData(), size_t(bytes.size())));
    if (!parsed) {
        const std::string_view words = parsed.error().description();
        problems.append(unreadable(rangeOf(parsed.error().source()),
                                   Words::tr("check.toml cannot be read: %1. Mend it, or remove the file.")
                                       .arg(shown(QString::fromUtf8(words.data(), qsizetype(words.size())), 70))));
        return;
    }
    const TextIndex index(text);
    for (const auto &[key, value] : parsed.table()) {
        const std::string_view name = key.str();
        const toml::array *entries = value.as_array();
        if (name != "ignore" || !entries) {
            problems.append(
                unreadable(rangeOf(key.source()),
                           Words::tr("\"%1\" is nothing that is read here. Write [[ignore]] with a rule below it.")
                               .arg(shown(QString::fromUtf8(name.data(), qsizetype(name.size()))))));
            continue;
        }
        for (const toml::node &each : *entries) {
            const toml::table *entry = each.as_table();
            const toml::node *rule = entry ? entry->get("rule") : nullptr;
            const auto *const id = rule ? rule->as_string() : nullptr;
            if (!id) {
                problems.append(unreadable(rangeOf(each.source()),
                                           Words::tr("An entry needs a rule: rule = \"requirements/unpinned\".")));
                continue;
            }
            const int line = rangeOf(rule->source()).line;
            const QList<Fix> removal = entryRemoval(index, line);
            suppressions.push_back({.rule = QString::fromStdString(id->get()),
                                    .file = QString::fromStdString((*entry)["file"].value_or(std::string())),
                                    .line = -1,
                                    .writtenIn = SuppressionFile,
                                    .range = rangeOf(rule->source()),
                                    .removal = removal.value(0)});
        }
    }
}

Diagnostic unused(const Suppression &suppression)
{
    const QList<Fix> fixes = suppression.removal.edits.isEmpty() ? QList<Fix>() : QList{suppression.removal};
    const QString name = shown(suppression.rule, 40);
    const QString meant = findRule(suppression.rule) ? QString() : closestRule(suppression.rule);
    const QString message = meant.isEmpty()
        ? Words::tr("%1 finds nothing here, so there is nothing to ignore.").arg(name)
        : Words::tr("There is no rule %1. Did you mean %2?").arg(name, meant);
    return finding(Rules[0], suppression.writtenIn, suppression.range, message, Words::tr("ignores nothing"), fixes);
}

/// Appended to SuppressionFile, or the first in it.
Fix suppressingInSettings(const Diagnostic &diagnostic, const QString &settings)
{
    const QString entry = u"[[ignore]]\nrule = \"%1\"\nfile = \"%2\"\n"_s.arg(diagnostic.rule, diagnostic.file);
    const int end = settings.isEmpty() ? 0 : TextIndex(settings).lineCount();
    return {Words::tr("Ignore it in %1").arg(SuppressionFile), {{SuppressionFile, {end, 0, end, 0}, entry}}};
}

} // namespace

std::span<const Rule> suppressionRules()
{
    return Rules;
}

Findings withSuppressions(const QList<Diagnostic> &found, const Manifest::Snapshot &snapshot)
{
    Findings findings;
    std::vector<Suppression> suppressions;
    for (auto file = snapshot.texts.cbegin(); file != snapshot.texts.cend(); ++file) {
        if (file.key() == SuppressionFile)
            readSettings(file->text, suppressions, findings.problems);
        else
            readComments(file.key(), file->text, suppressions);
    }
    std::vector<bool> used(suppressions.size(), false);
    for (const Diagnostic &diagnostic : found) {
        bool isSuppressed = false;
        for (size_t i = 0; i < suppressions.size(); ++i) {
            if (covers(suppressions[i], diagnostic)) {
                isSuppressed = true;
                used[i] = true;
            }
        }
        (isSuppressed ? findings.suppressed : findings.problems).append(diagnostic);
    }
    for (size_t i = 0; i < suppressions.size(); ++i) {
        if (!used[i])
            findings.problems.append(unused(suppressions[i]));
    }
    return findings;
}

Fix suppressing(const Diagnostic &diagnostic, const TextOf &textOf)
{
    const TextIndex index(textOf(diagnostic.file));
    const int line = diagnostic.range.line;
    const auto [first, end] = linesOf(diagnostic.file, index);
    if (commentsIn(diagnostic.file) == Comments::None || diagnostic.range.isEmpty() || line < first || line >= end)
        return suppressingInSettings(diagnostic, textOf(SuppressionFile));
    const QStringView text = index.line(line);
    const auto indent = std::ranges::find_if_not(text, [](QChar letter) { return letter.isSpace(); }) - text.begin();
    const QString comment = text.first(indent) + u"# spacewright: ignore["_s + diagnostic.rule + u"]\n"_s;
    return {Words::tr("Ignore it here"), {{diagnostic.file, {line, 0, line, 0}, comment}}};
}

} // namespace Spacewright::Check
