// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/headereditor.h"

#include "manifest/yamltext.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Manifest {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Manifest)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
constexpr QLatin1StringView ItemIndent = "  "_L1;

YamlQuotes quotesOf(const TextIndex &index, const YamlNode &scalar)
{
    if (!scalar.isQuoted || scalar.isBlock)
        return YamlQuotes::Auto;
    return index.line(scalar.range.line).at(scalar.range.column) == u'\'' ? YamlQuotes::Single : YamlQuotes::Double;
}

/// A text, a truth value or a number; nullopt for lists and pairs.
std::optional<QString> scalarText(const HeaderValue &value, YamlQuotes quotes = YamlQuotes::Auto)
{
    if (const auto *text = std::get_if<QString>(&value))
        return yamlText(*text, quotes);
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? u"true"_s : u"false"_s;
    if (const auto *number = std::get_if<int>(&value))
        return QString::number(*number);
    return std::nullopt;
}

bool hasValue(const YamlNode &node, const HeaderValue &value)
{
    using Kind = YamlNode::Kind;
    if (const auto *text = std::get_if<QString>(&value))
        return node.kind == Kind::String && node.text == *text;
    if (const auto *flag = std::get_if<bool>(&value))
        return node.kind == Kind::Bool && (node.printed() == "true"_L1) == *flag;
    if (const auto *number = std::get_if<int>(&value))
        return node.kind == Kind::Int && node.printed() == QString::number(*number);
    if (const auto *items = std::get_if<QStringList>(&value)) {
        const auto isText = [](const YamlNode &item, const QString &text) {
            return item.kind == Kind::String && item.text == text;
        };
        return node.kind == Kind::Sequence && std::ranges::equal(node.items, *items, isText);
    }
    const auto isPair = [](const YamlPair &pair, const auto &wanted) {
        return pair.key == wanted.first && pair.value.kind == Kind::String && pair.value.text == wanted.second;
    };
    return node.kind == Kind::Mapping
        && std::ranges::equal(node.pairs, std::get<QList<std::pair<QString, QString>>>(value), isPair);
}

/// The same value, wherever it stands and however it is written.
bool saysTheSame(const YamlNode &a, const YamlNode &b)
{
    const auto isSamePair = [](const YamlPair &x, const YamlPair &y) {
        return x.key == y.key && saysTheSame(x.value, y.value);
    };
    return a.kind == b.kind && a.text == b.text && std::ranges::equal(a.items, b.items, saysTheSame)
        && std::ranges::equal(a.pairs, b.pairs, isSamePair);
}

/// Which of `items` stay, so that as many as possible do, in both orders: pairs of indices.
std::vector<std::pair<int, int>> kept(const QList<YamlNode> &before, const QStringList &after)
{
    const auto n = size_t(before.size());
    const auto m = size_t(after.size());
    std::vector<std::vector<int>> common(n + 1, std::vector<int>(m + 1, 0));
    const auto same = [&](size_t i, size_t j) {
        return before.at(qsizetype(i)).kind == YamlNode::Kind::String
            && before.at(qsizetype(i)).text == after.at(qsizetype(j));
    };
    for (size_t i = n; i-- > 0;) {
        for (size_t j = m; j-- > 0;)
            common[i][j] = same(i, j) ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
    std::vector<std::pair<int, int>> result;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (same(i, j))
            result.emplace_back(int(i++), int(j++));
        else if (common[i + 1][j] >= common[i][j + 1])
            ++i;
        else
            ++j;
    }
    return result;
}

} // namespace

HeaderEditor::HeaderEditor(const QString &readme)
    : m_index(readme)
    , m_fences(findFrontMatter(m_index))
    , m_newline(readme.contains("\r\n"_L1) ? u"\r\n"_s : u"\n"_s)
{
    if (m_fences.isBlock())
        m_yaml = readYaml(m_index, m_fences.from, m_fences.to);
}

Result<> HeaderEditor::editable() const
{
    using State = FrontMatter::State;
    if (m_fences.state == State::Missing || m_fences.state == State::Empty)
        return {};
    if (m_fences.state != State::Found)
        return failure(ErrorCode::Invalid,
                       Words::tr("The fences of the header are not right. Correct them in the source first."));
    if (m_yaml.error)
        return failure(ErrorCode::Invalid,
                       Words::tr("Line %1 of README.md is not valid YAML. Correct it in the source first.")
                           .arg(m_yaml.error->range.line + 1),
                       m_yaml.error->words);
    const YamlNode &root = m_yaml.root;
    const bool isEmpty = root.kind == YamlNode::Kind::Null;
    if (m_yaml.isTooBig || (!isEmpty && root.kind != YamlNode::Kind::Mapping) || (!isEmpty && isFlow(root)))
        return failure(ErrorCode::Invalid,
                       Words::tr("The header is not a list of \"key: value\" lines. Edit it in the source."));
    return {};
}

Result<QList<TextEdit>> HeaderEditor::set(const QString &key, const HeaderValue &value) const
{
    if (const auto possible = editable(); !possible)
        return std::unexpected(possible.error());
    const YamlPair *pair = m_yaml.root.find(key);
    if (!pair)
        return sure(add(key, value), key, value);
    return hasValue(pair->value, value) ? QList<TextEdit>() : sure(replace(*pair, value), key, value);
}

Result<QList<TextEdit>> HeaderEditor::remove(const QString &key) const
{
    if (const auto possible = editable(); !possible)
        return std::unexpected(possible.error());
    QList<TextEdit> edits;
    for (const YamlPair &pair : m_yaml.root.pairs) {
        if (pair.key == key)
            edits.append(linesRemoved(linesOf(pair)));
    }
    return sure(edits, key);
}

Result<QList<TextEdit>> HeaderEditor::rename(const QString &key, const QString &newKey) const
{
    if (const auto possible = editable(); !possible)
        return std::unexpected(possible.error());
    const YamlPair *pair = m_yaml.root.find(key);
    if (!pair)
        return failure(ErrorCode::NotFound, Words::tr("README.md has no key %1.").arg(key));
    if (key == newKey)
        return QList<TextEdit>();
    if (m_yaml.root.find(newKey))
        return failure(ErrorCode::Conflict, Words::tr("README.md has the key %1 already.").arg(newKey));
    return QList<TextEdit>{{Readme, pair->keyRange, yamlText(newKey)}};
}

Result<QList<TextEdit>> HeaderEditor::move(const QString &key, const QString &before) const
{
    if (const auto possible = editable(); !possible)
        return std::unexpected(possible.error());
    const YamlPair *pair = m_yaml.root.find(key);
    const YamlPair *target = m_yaml.root.find(before);
    if (!pair || (!target && !before.isEmpty()))
        return failure(ErrorCode::NotFound, Words::tr("README.md has no key %1.").arg(pair ? before : key));
    Lines lines = linesOf(*pair);
    lines.first = firstWithComments(lines.first);
    const int to = target ? firstWithComments(linesOf(*target).first) : m_fences.closingLine;
    if (to >= lines.first && to <= lines.last + 1)
        return QList<TextEdit>(); // it stands there
    const qsizetype from = m_index.startOf(lines.first);
    const QString moved = m_index.text().sliced(from, m_index.startOf(lines.last + 1) - from);
    return sure({linesRemoved(lines), {Readme, {to, 0, to, 0}, moved}}, key);
}

Result<QList<TextEdit>> HeaderEditor::sure(const QList<TextEdit> &edits, const QString &key,
                                           const std::optional<HeaderValue> &value) const
{
    const TextIndex index(withEdits(m_index.text(), edits));
    const FrontMatter fences = findFrontMatter(index);
    const YamlDocument yaml = fences.isBlock() ? readYaml(index, fences.from, fences.to) : YamlDocument();
    const bool isSame = std::ranges::all_of(m_yaml.root.pairs, [&](const YamlPair &pair) {
        const YamlPair *now = yaml.root.find(pair.key);
        return pair.key == key || (now && saysTheSame(now->value, m_yaml.root.find(pair.key)->value));
    });
    const YamlPair *changed = yaml.root.find(key);
    const bool isThere = !value || (changed && hasValue(changed->value, *value));
    if (!isSame || !isThere || yaml.error || yaml.isTooBig)
        return failure(
            ErrorCode::Invalid,
            Words::tr("The lines around %1 belong together in a way that only the source shows. Edit it there.")
                .arg(key));
    return edits;
}

// ── adding ───────────────────────────────────────────────────────────────────────────────────────

QString HeaderEditor::written(const HeaderValue &value, const QString &key) const
{
    QString text = yamlText(key) + u':';
    if (const auto scalar = scalarText(value))
        return text + u' ' + *scalar + m_newline;
    if (const auto *items = std::get_if<QStringList>(&value)) {
        if (items->isEmpty())
            return text + " []"_L1 + m_newline;
        text += m_newline;
        for (const QString &item : *items)
            text += ItemIndent + "- "_L1 + yamlText(item) + m_newline;
        return text;
    }
    const auto &pairs = std::get<QList<std::pair<QString, QString>>>(value);
    text += pairs.isEmpty() ? " {}"_L1 + m_newline : m_newline;
    for (const auto &[name, content] : pairs)
        text += ItemIndent + yamlText(name) + ": "_L1 + yamlText(content) + m_newline;
    return text;
}

QList<TextEdit> HeaderEditor::add(const QString &key, const HeaderValue &value) const
{
    const QString text = written(value, key);
    if (m_fences.state == FrontMatter::State::Missing) {
        const QString fence = "---"_L1 + m_newline;
        return {{Readme, {}, fence + text + fence + (m_index.text().isEmpty() ? QString() : m_newline)}};
    }
    // Behind the last of the keys that usually stand before it, or at the end.
    const QStringList &order = usualKeyOrder();
    const qsizetype rank = order.indexOf(key);
    int line = m_fences.closingLine;
    for (const YamlPair &pair : m_yaml.root.pairs) {
        const qsizetype other = order.indexOf(pair.key);
        if (rank >= 0 && other >= 0 && other < rank)
            line = linesOf(pair).last + 1;
    }
    const bool hasLater = std::ranges::any_of(
        m_yaml.root.pairs, [&](const YamlPair &pair) { return rank >= 0 && order.indexOf(pair.key) > rank; });
    if (line == m_fences.closingLine && hasLater)
        line = firstWithComments(linesOf(m_yaml.root.pairs.constFirst()).first);
    return {lineInserted(line, text)};
}

// ── changing ─────────────────────────────────────────────────────────────────────────────────────

QList<TextEdit> HeaderEditor::replace(const YamlPair &pair, const HeaderValue &value) const
{
    const YamlNode &old = pair.value;
    if (const auto *items = std::get_if<QStringList>(&value);
        items && old.kind == YamlNode::Kind::Sequence && !items->isEmpty() && !old.items.isEmpty())
        return changeItems(pair, *items);
    if (const auto *pairs = std::get_if<QList<std::pair<QString, QString>>>(&value);
        pairs && old.kind == YamlNode::Kind::Mapping && !isFlow(old) && !pairs->isEmpty() && !old.pairs.isEmpty())
        return changePairs(pair, *pairs);
    const bool isOneLine = old.isScalar() && !old.isBlock && old.range.line == old.range.endLine
        && old.range.line == pair.keyRange.endLine && !old.range.isEmpty();
    if (isOneLine && scalarText(value))
        return {rewritten(old, value)};
    return replaceWhole(pair, value);
}

TextEdit HeaderEditor::rewritten(const YamlNode &scalar, const HeaderValue &value) const
{
    return {Readme, scalar.range, scalarText(value, quotesOf(m_index, scalar)).value_or(QString())};
}

QList<TextEdit> HeaderEditor::replaceWhole(const YamlPair &pair, const HeaderValue &value) const
{
    const int line = pair.keyRange.endLine;
    const int colon = behindColon(pair.keyRange);
    const int last = lastLine(pair.value, line);
    QString text = written(value, pair.key).sliced(yamlText(pair.key).size() + 1);
    text.chop(m_newline.size());

    // What follows the colon on its own line goes, unless it is a comment.
    const QStringView rest = m_index.line(line).sliced(colon);
    const bool valueBeginsHere = pair.value.isBlock
        || (pair.value.range.line == line && pair.value.range.endLine >= line && !pair.value.range.isEmpty());
    const int end = valueBeginsHere ? int(m_index.line(line).size()) : colon;
    QList<TextEdit> edits;
    const bool isListAfterComment = text.startsWith(m_newline) && !valueBeginsHere && !rest.trimmed().isEmpty();
    if (isListAfterComment)
        edits.append({Readme, {line + 1, 0, line + 1, 0}, text.sliced(m_newline.size()) + m_newline});
    else
        edits.append({Readme, {line, colon, line, end}, text});
    if (last > line)
        edits.append(linesRemoved({line + 1, last}));
    return edits;
}

QList<TextEdit> HeaderEditor::changeItems(const YamlPair &pair, const QStringList &items) const
{
    const YamlNode &list = pair.value;
    QList<TextEdit> edits;
    if (list.items.size() == items.size()) {
        for (qsizetype i = 0; i < items.size(); ++i) {
            const YamlNode &item = list.items.at(i);
            if (!item.isScalar() || item.isBlock || item.range.line != item.range.endLine)
                return replaceWhole(pair, items);
            if (!hasValue(item, items.at(i)))
                edits.append(rewritten(item, items.at(i)));
        }
        return edits;
    }
    const bool isPlainList = std::ranges::all_of(list.items, [&](const YamlNode &item) {
        return item.isScalar() && m_index.line(item.range.line).trimmed().startsWith(u'-');
    });
    if (isFlow(list) || !isPlainList)
        return replaceWhole(pair, items);
    const auto itemLines = [this](const YamlNode &item) {
        return Lines{item.range.line, lastLine(item, item.range.line)};
    };
    const QStringView firstLine = m_index.line(list.items.constFirst().range.line);
    const QString bullet = firstLine.first(firstLine.indexOf(u'-')) + "- "_L1;
    const auto stay = kept(list.items, items);
    QHash<int, int> stays; // by old index
    for (const auto &[old, wanted] : stay)
        stays.insert(old, wanted);
    for (int i = 0; i < int(list.items.size()); ++i) {
        if (!stays.contains(i))
            edits.append(linesRemoved(itemLines(list.items.at(i))));
    }
    // New ones behind the one that stays before them.
    QHash<int, QString> added; // by line
    auto next = stay.begin();
    int line = itemLines(list.items.constFirst()).first;
    for (int j = 0; j < int(items.size()); ++j) {
        if (next != stay.end() && next->second == j) {
            line = itemLines(list.items.at(next->first)).last + 1;
            ++next;
        } else {
            added[line] += bullet + yamlText(items.at(j)) + m_newline;
        }
    }
    for (const auto &[at, text] : added.asKeyValueRange())
        edits.append(lineInserted(at, text));
    return edits;
}

QList<TextEdit> HeaderEditor::changePairs(const YamlPair &pair, const QList<std::pair<QString, QString>> &pairs) const
{
    const YamlNode &map = pair.value;
    const bool isSimple = std::ranges::all_of(map.pairs, [](const YamlPair &each) {
        return each.value.isScalar() && !each.value.isBlock && !each.value.range.isEmpty()
            && each.value.range.line == each.value.range.endLine;
    });
    const auto wanted = [&](const QString &name) {
        return std::ranges::find(pairs, name, &std::pair<QString, QString>::first);
    };
    if (!isSimple)
        return replaceWhole(pair, pairs);
    QList<TextEdit> edits;
    int lastKept = pair.keyRange.endLine;
    for (const YamlPair &each : map.pairs) {
        const auto found = wanted(each.key);
        if (found == pairs.end())
            edits.append(linesRemoved(linesOf(each)));
        else if (!hasValue(each.value, found->second))
            edits.append(rewritten(each.value, found->second));
        lastKept = linesOf(each).last;
    }
    const YamlPair &first = map.pairs.constFirst();
    const QString indent = m_index.line(first.keyRange.line).first(first.keyRange.column).toString();
    QString added;
    for (const auto &[name, content] : pairs) {
        if (!map.find(name))
            added += indent + yamlText(name) + ": "_L1 + yamlText(content) + m_newline;
    }
    if (!added.isEmpty())
        edits.append(lineInserted(lastKept + 1, added));
    return edits;
}

// ── places ───────────────────────────────────────────────────────────────────────────────────────

TextEdit HeaderEditor::lineInserted(int line, const QString &text) const
{
    return {Readme, {line, 0, line, 0}, text};
}

TextEdit HeaderEditor::linesRemoved(Lines lines) const
{
    return {Readme, {lines.first, 0, lines.last + 1, 0}, QString()};
}

int HeaderEditor::lastLine(const YamlNode &node, int keyLine) const
{
    int last = keyLine;
    if (node.isScalar() || isFlow(node)) {
        last = std::max(last, node.range.endLine);
        // A block scalar ends where the next line begins, and an empty value has no place of its own.
        if (last > keyLine && node.range.endLine == last && node.range.endColumn == 0)
            --last;
        // After `|+` empty lines are text, else nobody means them.
        static const QRegularExpression keeps(u"[|>][1-9]?\\+"_s);
        if (!node.isBlock || keeps.matchView(m_index.line(keyLine)).hasMatch())
            return last;
        while (last > keyLine && m_index.line(last).trimmed().isEmpty())
            --last;
        return last;
    }
    for (const YamlNode &item : node.items)
        last = std::max(last, lastLine(item, item.range.line));
    for (const YamlPair &pair : node.pairs)
        last = std::max(last, lastLine(pair.value, pair.keyRange.endLine));
    return last;
}

HeaderEditor::Lines HeaderEditor::linesOf(const YamlPair &pair) const
{
    return {pair.keyRange.line, lastLine(pair.value, pair.keyRange.endLine)};
}

int HeaderEditor::firstWithComments(int line) const
{
    while (line - 1 > m_fences.openingLine && m_index.line(line - 1).startsWith(u'#'))
        --line;
    return line;
}

bool HeaderEditor::isFlow(const YamlNode &node) const
{
    const QStringView line = m_index.line(node.range.line);
    if (node.isScalar() || node.range.column >= line.size())
        return false;
    return line.at(node.range.column) == u'[' || line.at(node.range.column) == u'{';
}

int HeaderEditor::behindColon(const TextRange &key) const
{
    return int(m_index.line(key.endLine).indexOf(u':', key.endColumn)) + 1;
}

const QStringList &usualKeyOrder()
{
    static const QStringList order{u"title"_s,    u"emoji"_s,       u"colorFrom"_s,      u"colorTo"_s,
                                   u"sdk"_s,      u"sdk_version"_s, u"python_version"_s, u"app_file"_s,
                                   u"app_port"_s, u"pinned"_s,      u"license"_s,        u"short_description"_s};
    return order;
}

} // namespace Spacewright::Manifest
