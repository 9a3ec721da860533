// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/headereditor.h"
#include "manifest/yamltext.h"
#include "support/testcase.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {

YamlNode headerOf(const QString &readme)
{
    const TextIndex index(readme);
    const FrontMatter fences = findFrontMatter(index);
    return fences.isBlock() ? readYaml(index, fences.from, fences.to).root : YamlNode();
}

/// A value as one text that tells kinds apart, for comparing.
QString described(const YamlNode &node)
{
    QStringList parts;
    switch (node.kind) {
    case YamlNode::Kind::Sequence:
        for (const YamlNode &item : node.items)
            parts.append(described(item));
        return u'[' + parts.join(u", "_s) + u']';
    case YamlNode::Kind::Mapping:
        for (const YamlPair &pair : node.pairs)
            parts.append(pair.key + "→"_L1 + described(pair.value));
        return u'{' + parts.join(u", "_s) + u'}';
    default:
        return QString::number(int(node.kind)) + u'/' + node.printed();
    }
}

QString described(const HeaderValue &value)
{
    struct Describe {
        QString operator()(const QString &text) const
        {
            return QString::number(int(YamlNode::Kind::String)) + u'/' + text;
        }
        QString operator()(bool flag) const
        {
            return QString::number(int(YamlNode::Kind::Bool)) + (flag ? u"/true"_s : u"/false"_s);
        }
        QString operator()(int number) const
        {
            return QString::number(int(YamlNode::Kind::Int)) + u'/' + QString::number(number);
        }
        QString operator()(const QStringList &items) const
        {
            QStringList parts;
            for (const QString &item : items)
                parts.append((*this)(item));
            return u'[' + parts.join(u", "_s) + u']';
        }
        QString operator()(const QList<std::pair<QString, QString>> &pairs) const
        {
            QStringList parts;
            for (const auto &[name, content] : pairs)
                parts.append(name + "→"_L1 + (*this)(content));
            return u'{' + parts.join(u", "_s) + u'}';
        }
    };
    return std::visit(Describe(), value);
}

QStringList keysOf(const YamlNode &header)
{
    QStringList keys;
    for (const YamlPair &pair : header.pairs)
        keys.append(pair.key);
    return keys;
}

/// A README whose parts are known.
struct Document {
    struct Entry {
        QString key;
        QString before; ///< comments and blank lines above it
        QString text; ///< its own lines
    };
    QString newline;
    QList<Entry> entries;
    QString rest; ///< between the last entry and the closing fence
    QString body;

    [[nodiscard]] QString upTo(qsizetype entry) const
    {
        QString text = "---"_L1 + newline;
        for (qsizetype i = 0; i < entry; ++i)
            text += entries.at(i).before + entries.at(i).text;
        return text;
    }
    [[nodiscard]] QString from(qsizetype entry) const
    {
        QString text;
        for (qsizetype i = entry; i < entries.size(); ++i)
            text += entries.at(i).before + entries.at(i).text;
        return text + rest + "---"_L1 + newline + body;
    }
    [[nodiscard]] QString text() const { return upTo(0) + from(0); }
};

class Generator {
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    {
    }

    Document document()
    {
        Document result;
        result.newline = oneOf({u"\n"_s, u"\n"_s, u"\r\n"_s});
        QStringList keys{u"title"_s, u"emoji"_s,   u"colorFrom"_s, u"sdk"_s,     u"sdk_version"_s,
                         u"tags"_s,  u"license"_s, u"models"_s,    u"own key"_s, u"custom_headers"_s};
        const int count = number(1, 8);
        for (int i = 0; i < count; ++i) {
            const QString key = keys.takeAt(number(0, int(keys.size()) - 1));
            const QString before = above(result);
            result.entries.append({key, before, yamlText(key) + u':' + value(result.newline)});
        }
        result.rest = above(result);
        result.body = oneOf({QString(), "# Title"_L1 + result.newline, result.newline + "Text --- more: words"_L1});
        return result;
    }

    HeaderValue newValue()
    {
        switch (number(0, 5)) {
        case 0:
            return number(0, 1) == 1;
        case 1:
            return number(-5, 90000);
        case 2:
        case 3: {
            QStringList items;
            for (int i = number(0, 4); i > 0; --i)
                items.append(word());
            return items;
        }
        case 4: {
            QList<std::pair<QString, QString>> pairs;
            for (const auto &name : {u"cross-origin-embedder-policy"_s, u"b"_s, u"own name"_s}) {
                if (number(0, 1) == 1)
                    pairs.append({name, word()});
            }
            return pairs;
        }
        default:
            return word();
        }
    }

    QString word()
    {
        return oneOf({u"plain"_s,      u"two words"_s,  u"3.10"_s,     u"yes"_s,        u"null"_s,        QString(),
                      u"it's"_s,       u"a: b"_s,       u"#hash"_s,    u"a #b"_s,       u"- dash"_s,      u"[x]"_s,
                      u"\"quoted\""_s, u"🎙️ ünïcode"_s, u" spaces "_s, u"two\nlines"_s, u"back\\slash"_s, u"*star"_s,
                      u"owner/name"_s, u"true"_s,       u"0x1F"_s,     u"tab\there"_s,  u"ends:"_s,       u"%percent"_s,
                      u"@at"_s,        u"`tick`"_s,     u"---"_s,      u"{a}"_s,        u"comma, here"_s});
    }

    int number(int least, int most) { return m_random.bounded(least, most + 1); }

private:
    template<typename T>
    T oneOf(const QList<T> &choices)
    {
        return choices.at(number(0, int(choices.size()) - 1));
    }
    QString oneOf(std::initializer_list<QString> choices) { return oneOf(QList<QString>(choices)); }

    QString above(const Document &document)
    {
        const QString &newline = document.newline;
        // Empty lines right behind such a text would be part of it.
        const bool isKept = !document.entries.isEmpty() && document.entries.constLast().text.contains("|+"_L1);
        QString text = isKept ? "# a comment"_L1 + newline : QString();
        for (int i = number(0, 4) - 2; i > 0; --i)
            text += oneOf({newline, "# a comment"_L1 + newline, "# colour: of it"_L1 + newline});
        return text;
    }

    QString value(const QString &newline)
    {
        const QString comment = oneOf({QString(), QString(), u" # why"_s});
        const QString indent = oneOf({u"  "_s, u""_s, u"    "_s});
        switch (number(0, 10)) {
        case 0:
            return comment + newline;
        case 1:
            return u" plain words"_s + comment + newline;
        case 2:
            return u" 'single ''quoted'''"_s + comment + newline;
        case 3:
            return u"   \"double \\\" quoted\""_s + comment + newline;
        case 4:
            return oneOf({u" |"_s, u" >-"_s, u" |+"_s}) + newline + "  first: line"_L1 + newline + "   second"_L1
                + newline;
        case 5:
            return u" plain over"_s + newline + "  two lines"_L1 + newline;
        case 6:
            return u" [one, 'two', \"three\"]"_s + comment + newline;
        case 7:
            return u" [one,"_s + newline + "  two]"_L1 + newline;
        case 8:
            return comment + newline + indent + "- one"_L1 + newline + indent + "# between"_L1 + newline + indent
                + "- 'two' # second"_L1 + newline + indent + "- three"_L1 + newline;
        case 9:
            return comment + newline + "  cross-origin-embedder-policy: require-corp # isolated"_L1 + newline
                + "  b: 'x'"_L1 + newline;
        default:
            return u" 6.31.0"_s + comment + newline;
        }
    }

    QRandomGenerator m_random;
};

constexpr int Documents = 1000;

} // namespace

class HeaderEditorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void setting_changesTheEntryAndNothingElse();
    void removing_takesTheEntryAndNothingElse();
    void moving_keepsEveryLine();
    void text_survivesBeingWritten_data();
    void text_survivesBeingWritten();
    void examples_data();
    void examples();
    void newKeys_standInTheUsualOrder();
    void headersThatCannotBeEdited_areLeftAlone_data();
    void headersThatCannotBeEdited_areLeftAlone();
    void renaming_keepsTheValue();
    void edits_areMadeAtTheirPlaces_data();
    void edits_areMadeAtTheirPlaces();
};

void HeaderEditorTest::setting_changesTheEntryAndNothingElse()
{
    for (quint32 seed = 0; seed < Documents; ++seed) {
        Generator generator(seed);
        const Document document = generator.document();
        const QString before = document.text();
        const YamlNode old = headerOf(before);
        const bool isNew = generator.number(0, 3) == 0;
        const int entry = generator.number(0, int(document.entries.size()) - 1);
        const QString key = isNew ? u"short_description"_s : document.entries.at(entry).key;
        const HeaderValue value = generator.newValue();
        const auto edits = HeaderEditor(before).set(key, value);
        QVERIFY_RESULT(edits);
        const QString after = withEdits(before, *edits);
        const QByteArray context = u"seed %1, %2 = %3\n--- before\n%4\n--- after\n%5"_s.arg(seed)
                                       .arg(key, described(value), before, after)
                                       .toUtf8();

        const YamlNode header = headerOf(after);
        const YamlPair *pair = header.find(key);
        QVERIFY2(pair, context.constData());
        if (described(pair->value) != described(value))
            QFAIL(QByteArray(described(pair->value).toUtf8() + " is there; " + context).constData());
        for (const YamlPair &other : old.pairs) {
            if (other.key != key)
                QVERIFY2(header.find(other.key) && described(header.find(other.key)->value) == described(other.value),
                         context.constData());
        }
        if (isNew) {
            // One piece was put in between two lines.
            qsizetype same = 0;
            while (same < before.size() && before.at(same) == after.at(same))
                ++same;
            const qsizetype tail = before.size() - same;
            QVERIFY2(after.size() - tail >= same && after.endsWith(before.sliced(same)), context.constData());
            continue;
        }
        QVERIFY2(after.startsWith(document.upTo(entry) + document.entries.at(entry).before), context.constData());
        QVERIFY2(after.endsWith(document.from(entry + 1)), context.constData());
        QVERIFY2(!after.contains(u'\r') || !QString(after).remove(u"\r\n"_s).contains(u'\n'), context.constData());
        const auto again = HeaderEditor(after).set(key, value);
        QVERIFY_RESULT(again);
        QVERIFY2(again->isEmpty(), context.constData());
    }
}

void HeaderEditorTest::removing_takesTheEntryAndNothingElse()
{
    for (quint32 seed = 0; seed < Documents; ++seed) {
        Generator generator(seed);
        const Document document = generator.document();
        const int entry = generator.number(0, int(document.entries.size()) - 1);
        const auto edits = HeaderEditor(document.text()).remove(document.entries.at(entry).key);
        QVERIFY_RESULT(edits);
        QCOMPARE(withEdits(document.text(), *edits),
                 document.upTo(entry) + document.entries.at(entry).before + document.from(entry + 1));
    }
}

void HeaderEditorTest::moving_keepsEveryLine()
{
    int refused = 0;
    for (quint32 seed = 0; seed < Documents; ++seed) {
        Generator generator(seed);
        const Document document = generator.document();
        const QString before = document.text();
        const auto count = int(document.entries.size());
        const QString key = document.entries.at(generator.number(0, count - 1)).key;
        const int to = generator.number(0, count);
        const QString target = to == count ? QString() : document.entries.at(to).key;
        const auto edits = HeaderEditor(before).move(key, target);
        // Empty lines would become part of such a text: then nothing is moved, and that is said.
        if (!edits && before.contains("|+"_L1)) {
            QCOMPARE(edits.error().code, ErrorCode::Invalid);
            ++refused;
            continue;
        }
        QVERIFY_RESULT(edits);
        const QString after = withEdits(before, *edits);

        QStringList expected = keysOf(headerOf(before));
        if (key != target) {
            expected.removeOne(key);
            expected.insert(target.isEmpty() ? expected.size() : expected.indexOf(target), key);
        }
        QCOMPARE(keysOf(headerOf(after)), expected);
        for (const YamlPair &pair : headerOf(before).pairs)
            QCOMPARE(described(headerOf(after).find(pair.key)->value), described(pair.value));
        QStringList a = before.split(u'\n');
        QStringList b = after.split(u'\n');
        a.sort();
        b.sort();
        QCOMPARE(b, a);
    }
    QVERIFY(refused < Documents / 50);
}

void HeaderEditorTest::text_survivesBeingWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("version") << u"6.31.0"_s << u"6.31.0"_s;
    QTest::newRow("number") << u"3.10"_s << u"\"3.10\""_s;
    QTest::newRow("truth word of YAML 1.1") << u"yes"_s << u"\"yes\""_s;
    QTest::newRow("empty") << u""_s << u"\"\""_s;
    QTest::newRow("colon and space") << u"a: b"_s << u"\"a: b\""_s;
    QTest::newRow("colon inside") << u"https://x.org"_s << u"https://x.org"_s;
    QTest::newRow("emoji") << u"🎙️"_s << u"🎙️"_s;
    QTest::newRow("quote") << u"say \"hi\""_s << u"say \"hi\""_s;
    QTest::newRow("control") << u"a\u0007b"_s << u"\"a\\u0007b\""_s;
}

void HeaderEditorTest::text_survivesBeingWritten()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    QCOMPARE(yamlText(text), written);
    for (const YamlQuotes quotes : {YamlQuotes::Auto, YamlQuotes::Single, YamlQuotes::Double})
        QCOMPARE(headerOf(u"---\nk: "_s + yamlText(text, quotes) + u"\n---\n"_s).find(u"k")->value.text, text);
}

void HeaderEditorTest::examples_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("items");
    QTest::addColumn<QString>("after");
    const QString list =
        u"---\n# ours\ntags: # of it\n- one\n# between\n- 'two' # second\n- three\nsdk: static\n---\n"_s;
    QTest::newRow("one more") << list << u"tags"_s << QStringList{u"one"_s, u"two"_s, u"2.5"_s, u"three"_s}
                              << u"---\n# ours\ntags: # of it\n- one\n# between\n- 'two' # second\n- \"2.5\"\n- "
                                 "three\nsdk: static\n---\n"_s;
    QTest::newRow("one less") << list << u"tags"_s << QStringList{u"one"_s, u"three"_s}
                              << u"---\n# ours\ntags: # of it\n- one\n# between\n- three\nsdk: static\n---\n"_s;
    QTest::newRow("another one keeps its quotes and comment")
        << list << u"tags"_s << QStringList{u"one"_s, u"zwei"_s, u"three"_s}
        << u"---\n# ours\ntags: # of it\n- one\n# between\n- 'zwei' # second\n- three\nsdk: static\n---\n"_s;
    QTest::newRow("none is an empty list")
        << list << u"tags"_s << QStringList() << u"---\n# ours\ntags: [] # of it\nsdk: static\n---\n"_s;
    QTest::newRow("in brackets") << u"---\ntags: [a, 'b'] # why\n---\n"_s << u"tags"_s << QStringList{u"a"_s, u"it's"_s}
                                 << u"---\ntags: [a, 'it''s'] # why\n---\n"_s;
}

void HeaderEditorTest::examples()
{
    QFETCH(QString, before);
    QFETCH(QString, key);
    QFETCH(QStringList, items);
    QFETCH(QString, after);
    const auto edits = HeaderEditor(before).set(key, items);
    QVERIFY_RESULT(edits);
    QCOMPARE(withEdits(before, *edits), after);
}

void HeaderEditorTest::newKeys_standInTheUsualOrder()
{
    QString readme = u"# Only prose\n"_s;
    QStringList keys = usualKeyOrder();
    QRandomGenerator random(7);
    std::shuffle(keys.begin(), keys.end(), random);
    for (const QString &key : std::as_const(keys)) {
        const auto edits = HeaderEditor(readme).set(key, u"x"_s);
        QVERIFY_RESULT(edits);
        readme = withEdits(readme, *edits);
    }
    QCOMPARE(keysOf(headerOf(readme)), usualKeyOrder());
    QVERIFY(readme.endsWith("---\n\n# Only prose\n"_L1));
    const auto unknown = HeaderEditor(readme).set(u"tags"_s, QStringList{u"a"_s});
    QVERIFY_RESULT(unknown);
    QVERIFY(withEdits(readme, *unknown).contains("short_description: x\ntags:\n  - a\n---\n"_L1));
}

void HeaderEditorTest::headersThatCannotBeEdited_areLeftAlone_data()
{
    QTest::addColumn<QString>("readme");
    QTest::newRow("syntax error") << u"---\ntitle: 'open\nsdk: static\n---\n"_s;
    QTest::newRow("NUL") << u"---\na: "_s + QChar() + u"\ntitle: x\n---\n"_s;
    QTest::newRow("list") << u"---\n- title\n---\n"_s;
    QTest::newRow("braces") << u"---\n{title: x}\n---\n"_s;
    QTest::newRow("no end") << u"---\ntitle: x\n"_s;
    QTest::newRow("four dashes") << u"---\ntitle: x\n----\n"_s;
    QTest::newRow("alias bomb") << u"---\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
                                   "[*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: "
                                   "[*d,*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n---\n"_s;
}

void HeaderEditorTest::headersThatCannotBeEdited_areLeftAlone()
{
    QFETCH(QString, readme);
    const HeaderEditor editor(readme);
    for (const auto &answer : {editor.set(u"title"_s, u"y"_s), editor.remove(u"title"_s),
                               editor.rename(u"title"_s, u"t"_s), editor.move(u"title"_s, {})}) {
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Invalid);
        QVERIFY(answer.error().message.endsWith(u'.') && answer.error().message.size() <= 140);
    }
}

void HeaderEditorTest::renaming_keepsTheValue()
{
    const QString readme = u"---\n'colour from': red # warm\nsdk: static\n---\n"_s;
    const auto edits = HeaderEditor(readme).rename(u"colour from"_s, u"colorFrom"_s);
    QVERIFY_RESULT(edits);
    QCOMPARE(withEdits(readme, *edits), u"---\ncolorFrom: red # warm\nsdk: static\n---\n"_s);
    QCOMPARE(HeaderEditor(readme).rename(u"sdk"_s, u"colour from"_s).error().code, ErrorCode::Conflict);
    QCOMPARE(HeaderEditor(readme).rename(u"title"_s, u"x"_s).error().code, ErrorCode::NotFound);
}

void HeaderEditorTest::edits_areMadeAtTheirPlaces_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<TextRange>("range");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("after");
    QTest::newRow("within a line") << u"a\nsdk: gradio\n"_s << TextRange{1, 5, 1, 11} << u"docker"_s
                                   << u"a\nsdk: docker\n"_s;
    QTest::newRow("a whole line goes") << u"a\nb\nc\n"_s << TextRange{1, 0, 2, 0} << QString() << u"a\nc\n"_s;
    QTest::newRow("at the end") << u"a"_s << TextRange{0, 1, 0, 1} << u"\nb\n"_s << u"a\nb\n"_s;
    QTest::newRow("into nothing") << QString() << TextRange{} << u"a\n"_s << u"a\n"_s;
    QTest::newRow("beyond the end") << u"a\n"_s << TextRange{7, 3, 8, 9} << u"b"_s << u"a\nb"_s;
}

void HeaderEditorTest::edits_areMadeAtTheirPlaces()
{
    QFETCH(QString, before);
    QFETCH(TextRange, range);
    QFETCH(QString, text);
    QTEST(withEdits(before, {{u"file"_s, range, text}}), "after");
}

QTEST_GUILESS_MAIN(HeaderEditorTest)
#include "tst_headereditor.moc"
