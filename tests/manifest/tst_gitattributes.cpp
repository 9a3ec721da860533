// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "globs.h"
#include "manifest/gitattributes.h"
#include "manifest/lfspointer.h"
#include "manifest/textindex.h"
#include "support/git.h"
#include "support/spacefolder.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;
using Testing::SpaceFolder;

namespace {

constexpr int RoundCount = 100;
constexpr int PathsPerRound = 40;

QString toGit(const std::optional<GitAttribute> &attribute)
{
    using State = GitAttribute::State;
    if (!attribute)
        return u"unspecified"_s;
    return attribute->state == State::Set ? u"set"_s : attribute->state == State::Unset ? u"unset"_s : attribute->value;
}

QString answers(std::span<const GitAttributes> files, const QStringList &paths, const QStringList &names)
{
    QString out;
    for (const QString &path : paths) {
        for (const QString &name : names)
            out += path + u" | "_s + name + u" | "_s + toGit(attributeOf(files, path, name)) + u'\n';
    }
    return out;
}

QString gitAnswers(const SpaceFolder &folder, const QStringList &paths, const QStringList &names)
{
    QByteArray input;
    for (const QString &path : paths)
        input += path.toUtf8() + '\0';
    const auto printed =
        Testing::git(folder.path(), QStringList{u"check-attr"_s, u"-z"_s, u"--stdin"_s} + names, input);
    if (!printed)
        return printed.error().detail + printed.error().message;
    QString out;
    const QList<QByteArray> fields = printed->split('\0');
    for (qsizetype i = 0; i + 2 < fields.size(); i += 3)
        out += QString::fromUtf8(fields.at(i)) + u" | "_s + QString::fromUtf8(fields.at(i + 1)) + u" | "_s
            + QString::fromUtf8(fields.at(i + 2)) + u'\n';
    return out;
}

QString someFile(QRandomGenerator &random, bool isTop)
{
    static const QStringList Attributes{u"filter=lfs"_s, u"-filter"_s,    u"!filter"_s, u"text"_s, u"-text"_s,
                                        u"text=auto"_s,  u"binary"_s,     u"-binary"_s, u"mine"_s, u"filter=lfs"_s,
                                        u"!binary"_s,    u"filter=a=b"_s, u"-text=x"_s};
    QString text;
    for (int count = random.bounded(1, 6); count > 0; --count) {
        const int kind = random.bounded(12);
        QString pattern = Testing::someGlob(random);
        if (kind == 0 && isTop)
            pattern = u"[attr]mine"_s;
        else if (kind == 1)
            pattern = u"\"a\\142.bin\""_s;
        else if (kind == 2)
            pattern = u"# "_s + pattern;
        else if (kind == 3)
            pattern = u"  "_s + pattern;
        text += pattern;
        for (int more = random.bounded(1, 4); more > 0; --more)
            text += (random.bounded(5) ? u" "_s : u"\t "_s) + Attributes.at(random.bounded(int(Attributes.size())));
        if (random.bounded(25) == 0)
            text += u" no/name"_s;
        text += random.bounded(8) ? u"\n"_s : u"\r\n"_s;
    }
    return text;
}

} // namespace

class GitAttributesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void read_givesPlaces()
    {
        const QString text = u"# weights\n*.bin filter=lfs -text\n\"a b.pt\" !diff eol=lf\n[attr]mine text\n"_s;
        const TextIndex index(text);
        const GitAttributes file = readGitAttributes(text);
        QVERIFY(file.errors.isEmpty());
        QCOMPARE(file.lines.size(), 3);
        QCOMPARE(textAt(index, file.lines.at(0).range), u"*.bin"_s);
        QCOMPARE(textAt(index, file.lines.at(0).lineRange), u"*.bin filter=lfs -text"_s);
        QCOMPARE(textAt(index, file.lines.at(0).attributes.at(1).range), u"-text"_s);
        QVERIFY(file.lines.at(0).isLfs());
        QCOMPARE(file.lines.at(1).text, u"a b.pt"_s);
        QCOMPARE(textAt(index, file.lines.at(1).range), u"\"a b.pt\""_s);
        QCOMPARE(file.lines.at(1).attributes.at(0).state, GitAttribute::State::Unspecified);
        QCOMPARE(file.lines.at(1).attributes.at(1).value, u"lf"_s);
        QVERIFY(file.lines.at(2).isMacro);
        QCOMPARE(file.lines.at(2).text, u"mine"_s);
    }

    void read_saysWhatGitDoesNotUse()
    {
        using Reason = GitAttributeError::Reason;
        const QString text =
            u"!*.bin filter=lfs\nmy file*.bin filter=lfs\n*.a text\n"_s + QString(3000, u'a') + u" text\n"_s;
        const GitAttributes file = readGitAttributes(text);
        QCOMPARE(file.lines.size(), 1);
        QCOMPARE(file.errors.size(), 3);
        QCOMPARE(file.errors.at(0).reason, Reason::Negative);
        QCOMPARE(file.errors.at(1).reason, Reason::Name);
        QCOMPARE(file.errors.at(1).text, u"file*.bin"_s);
        QCOMPARE(textAt(TextIndex(text), file.errors.at(1).range), u"file*.bin"_s);
        QCOMPARE(file.errors.at(2).reason, Reason::TooLong);
    }

    void innerFile_winsOverOuterOne()
    {
        const std::vector<GitAttributes> files{readGitAttributes(u"*.png filter=lfs\n"_s),
                                               readGitAttributes(u"*.png -filter\n/x filter=lfs\n"_s, u"icons"_s)};
        QVERIFY(isLfsTracked(files, u"a.png"_s));
        QVERIFY(!isLfsTracked(files, u"icons/a.png"_s));
        QVERIFY(isLfsTracked(files, u"icons/x"_s));
        QVERIFY(!isLfsTracked(files, u"iconsx/x"_s));
    }

    /// Whatever is written there, git says the same of every path.
    void attributes_areThoseOfGit()
    {
        const SpaceFolder folder;
        QVERIFY_RESULT(Testing::git(folder.path(), {u"init"_s, u"--quiet"_s}));
        const QStringList names{u"filter"_s, u"text"_s, u"diff"_s, u"binary"_s};
        QRandomGenerator random(4);
        for (int round = 0; round < RoundCount; ++round) {
            const QString top = someFile(random, true);
            const QString inner = someFile(random, false);
            QVERIFY(folder.write(u".gitattributes"_s, top.toUtf8()));
            QVERIFY(folder.write(u"a/.gitattributes"_s, inner.toUtf8()));
            const std::vector<GitAttributes> files{readGitAttributes(top), readGitAttributes(inner, u"a"_s)};
            QStringList paths;
            for (int i = 0; i < PathsPerRound; ++i)
                paths += Testing::somePath(random);
            const QString ours = answers(files, paths, names);
            const QString theirs = gitAnswers(folder, paths, names);
            if (ours != theirs)
                qInfo().noquote() << top << u"--\n"_s << inner;
            const QStringList ourLines = ours.split(u'\n');
            const QStringList theirLines = theirs.split(u'\n');
            QCOMPARE(ourLines, theirLines);
        }
    }

    void patternFor_matchesThatNameAlone_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"a b.bin", "a*.bin", "[x].bin", "#a", "!a", "a\\b", "tab\there", "ä.bin"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void patternFor_matchesThatNameAlone()
    {
        QFETCH(QString, name);
        const std::vector<GitAttributes> files{readGitAttributes(attributePatternFor(name) + lfsAttributes())};
        QVERIFY(files.front().errors.isEmpty());
        QVERIFY(isLfsTracked(files, name));
        QVERIFY(!isLfsTracked(files, u"x"_s + name));
    }

    void hostilePattern_takesNoTime()
    {
        const QByteArray glob = QByteArray("*a").repeated(500);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!matchesGlob(QByteArray(glob + 'b'), QByteArray(1000, 'a')));
        QVERIFY(!matchesGlob(QByteArray(QByteArray("**/").repeated(300) + 'b'), QByteArray("a/").repeated(500)));
        QVERIFY2(timer.elapsed() < 5000, "A pattern of a stranger must not hold up the check.");
    }

    void pointers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("size"); // -1: no pointer
        const QByteArray oid = "oid sha256:" + QByteArray(64, 'a') + '\n';
        const QByteArray version = "version https://git-lfs.github.com/spec/v1\n";
        QTest::newRow("as git-lfs writes it") << version + oid + "size 12345\n" << qint64(12345);
        QTest::newRow("the old address") << "version https://hawser.github.com/spec/v1\n" + oid + "size 1\n"
                                         << qint64(1);
        QTest::newRow("with an extension") << version + "ext-0-foo sha256:" + QByteArray(64, 'b') + '\n' + oid
                + "size 2\n" << qint64(2);
        QTest::newRow("with CR LF") << QByteArray(version + oid + "size 3\n").replace('\n', "\r\n") << qint64(3);
        QTest::newRow("without size") << version + oid << qint64(-1);
        QTest::newRow("a negative size") << version + oid + "size -1\n" << qint64(-1);
        QTest::newRow("a short oid") << version + "oid sha256:abc\nsize 3\n" << qint64(-1);
        QTest::newRow("another format") << "version 2\n" + oid + "size 1\n" << qint64(-1);
        QTest::newRow("a long file") << version + oid + "size 1\n" + QByteArray(2000, 'x') << qint64(-1);
        QTest::newRow("nothing") << QByteArray() << qint64(-1);
    }
    void pointers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, size);
        const auto pointer = readLfsPointer(bytes);
        QCOMPARE(pointer ? pointer->sizeBytes : -1, size);
    }
};

QTEST_GUILESS_MAIN(GitAttributesTest)
#include "tst_gitattributes.moc"
