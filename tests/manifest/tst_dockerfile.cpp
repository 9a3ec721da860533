// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/dockerfile.h"
#include "manifest/textindex.h"
#include "support/testcase.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {
QStringList keywords(const Dockerfile &file)
{
    QStringList result;
    for (const DockerInstruction &instruction : file.instructions)
        result.append(instruction.keyword);
    return result;
}

QStringList texts(const QList<DockerWord> &words)
{
    QStringList result;
    for (const DockerWord &word : words)
        result.append(word.text);
    return result;
}

/// The template that the Hub offers for Streamlit, in short.
const QString Streamlit = u"# syntax=docker/dockerfile:1\n"
                          "FROM python:3.13.5-slim\n"
                          "\n"
                          "WORKDIR /app\n"
                          "\n"
                          "RUN apt-get update && apt-get install -y \\\n"
                          "    build-essential \\\n"
                          "    # for the health check\n"
                          "    curl \\\n"
                          "\n"
                          "    git\n"
                          "\n"
                          "COPY requirements.txt ./\n"
                          "COPY --chown=1000 src/ \"./src/\"\n"
                          "EXPOSE 8501\n"
                          "HEALTHCHECK CMD curl --fail http://localhost:8501/_stcore/health\n"
                          "ENTRYPOINT [\"streamlit\", \"run\", \"src/a \\\"b\\\".py\", \"--server.port=8501\"]\n"_s;
} // namespace

class DockerfileTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void aRealOne_isReadWithPlaces()
    {
        const Dockerfile file = readDockerfile(Streamlit);
        const TextIndex index(Streamlit);
        QCOMPARE(file.errors.size(), 0);
        QCOMPARE(file.syntax, u"docker/dockerfile:1"_s);
        QCOMPARE(keywords(file),
                 (QStringList{u"FROM"_s, u"WORKDIR"_s, u"RUN"_s, u"COPY"_s, u"COPY"_s, u"EXPOSE"_s, u"HEALTHCHECK"_s,
                              u"ENTRYPOINT"_s}));
        const DockerInstruction &run = file.instructions.at(2);
        QCOMPARE(texts(run.words).mid(6), (QStringList{u"build-essential"_s, u"curl"_s, u"git"_s}));
        QCOMPARE(textAt(index, run.words.constLast().range), u"git"_s);
        QCOMPARE(run.range.line, 5);
        QCOMPARE(run.range.endLine, 10);

        const DockerInstruction &copy = file.instructions.at(4);
        QVERIFY(copy.flag(u"chown"));
        QCOMPARE(copy.flag(u"chown")->value, u"1000"_s);
        QCOMPARE(textAt(index, copy.flag(u"chown")->range), u"--chown=1000"_s);
        QCOMPARE(texts(copy.words), (QStringList{u"src/"_s, u"./src/"_s}));
        QCOMPARE(textAt(index, copy.words.constLast().range), u"\"./src/\""_s);

        const DockerInstruction &entry = file.instructions.constLast();
        QVERIFY(entry.isExec);
        QCOMPARE(entry.words.at(2).text, u"src/a \"b\".py"_s);
        QCOMPARE(textAt(index, entry.words.at(2).range), u"\"src/a \\\"b\\\".py\""_s);
        QCOMPARE(textAt(index, entry.words.at(3).range), u"\"--server.port=8501\""_s);
    }

    void stages_knowWhatTheyContinue()
    {
        const Dockerfile file = readDockerfile(u"ARG version=3.13\nARG image=python:${version:-3.12}\n"
                                               "FROM --platform=linux/amd64 ${image} AS Base\nENV a=1\n"
                                               "FROM node:20 as web\nRUN npm ci\n"
                                               "FROM base\nCOPY --from=web /out /app\nCMD python app.py\n"_s);
        QCOMPARE(file.errors.size(), 0);
        QCOMPARE(file.stages.size(), 3);
        QCOMPARE(file.stages.at(0).base, u"python:3.13"_s);
        QCOMPARE(file.stages.at(0).name, u"base"_s);
        QCOMPARE(file.stages.at(1).baseStage, -1);
        QCOMPARE(file.stages.at(2).baseStage, 0);
        QStringList effective;
        for (const DockerInstruction *instruction : file.effective())
            effective.append(instruction->keyword);
        QCOMPARE(effective, (QStringList{u"FROM"_s, u"ENV"_s, u"FROM"_s, u"COPY"_s, u"CMD"_s}));
    }

    void heredocs_areNoInstructions()
    {
        const QString text =
            u"FROM python:3.13\nRUN <<EOF\nFROM is only text\nEOF\nCOPY <<-'A' <<B /to/\n\tx=$y\n\tA\nb\nB\n"
            "RUN python3 -c 'print(1 << 3)'\nUSER 1000\n"_s;
        const Dockerfile file = readDockerfile(text);
        QCOMPARE(file.errors.size(), 0);
        QCOMPARE(keywords(file), (QStringList{u"FROM"_s, u"RUN"_s, u"COPY"_s, u"RUN"_s, u"USER"_s}));
        QCOMPARE(file.instructions.at(1).heredocs.constFirst().text, u"FROM is only text\n"_s);
        QVERIFY(file.instructions.at(1).heredocs.constFirst().isExpanded);
        const QList<DockerHeredoc> two = file.instructions.at(2).heredocs;
        QCOMPARE(two.size(), 2);
        QVERIFY(!two.at(0).isExpanded);
        QCOMPARE(two.at(1).text, u"b\n"_s);
        QCOMPARE(file.instructions.at(2).range.endLine, 8);
    }

    void mistakes_areErrorsAtTheirPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("unknown") << u"FROM a\nRUNN x\nCMD y\n"_s << u"RUNN"_s;
        QTest::newRow("forgotten backslash") << u"FROM a\nRUN apt-get install\n  curl\n"_s << u"curl"_s;
        QTest::newRow("no argument") << u"FROM a\nWORKDIR\n"_s << u"WORKDIR"_s;
        QTest::newRow("before FROM") << u"WORKDIR /app\nFROM a\n"_s << u"WORKDIR"_s;
        QTest::newRow("FROM with too much") << u"FROM a b\n"_s << u"b"_s;
        QTest::newRow("heredoc without end") << u"FROM a\nRUN <<EOF\necho\nUSER 1\n"_s << u"<<EOF"_s;
    }
    void mistakes_areErrorsAtTheirPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        const Dockerfile file = readDockerfile(text);
        QVERIFY(!file.errors.isEmpty());
        QCOMPARE(textAt(TextIndex(text), file.errors.constFirst().range), place);
        QVERIFY(file.errors.constFirst().message.size() <= 140);
        QVERIFY(!file.stages.isEmpty()); // and it read on
    }

    void otherEscape_isHonoured()
    {
        const Dockerfile file = readDockerfile(u"# escape=`\nFROM a\nRUN dir `\n  C:\\\nCMD x\n"_s);
        QCOMPARE(keywords(file), (QStringList{u"FROM"_s, u"RUN"_s, u"CMD"_s}));
        QCOMPARE(texts(file.instructions.at(1).words), (QStringList{u"dir"_s, u"C:\\"_s}));
    }

    void carriageReturns_areNoPartOfWords()
    {
        const Dockerfile file = readDockerfile(u"FROM a\r\nRUN x \\\r\n  y\r\nUSER user\r\n"_s);
        QCOMPARE(texts(file.instructions.at(1).words), (QStringList{u"x"_s, u"y"_s}));
        QCOMPARE(file.instructions.at(2).words.constFirst().text, u"user"_s);
    }

    void variables_areReplaced_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"$a-${a}"_s << u"1-1"_s;
        QTest::newRow("unknown") << u"[$no][${no}]"_s << u"[][]"_s;
        QTest::newRow("default") << u"${no:-x}${a:-x}${no:-$a}"_s << u"x11"_s;
        QTest::newRow("alternative") << u"${a:+x}${no:+x}"_s << u"x"_s;
        QTest::newRow("escaped") << u"\\$a \\${a}"_s << u"$a ${a}"_s;
        QTest::newRow("no name") << u"$ $1 100$"_s << u"$ $1 100$"_s;
    }
    void variables_areReplaced()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(withVariables(text, {{u"a"_s, u"1"_s}}), expected);
    }

    void anyBytes_areReadToTheEnd()
    {
        QRandomGenerator random(11);
        const QStringList pieces{u"FROM"_s, u" a"_s,   u"\n"_s, u"\\\n"_s, u"RUN "_s, u"<<E"_s,
                                 u"\"x"_s,  u"--f="_s, u"#"_s,  u"["_s,    u"]"_s,    u"'"_s,
                                 u"$"_s,    u"\r"_s,   u"E"_s,  u"\\"_s,   u"é😀"_s,  u"\t"_s};
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (int i = random.bounded(1, 24); i > 0; --i)
                text += pieces.at(random.bounded(int(pieces.size())));
            const Dockerfile file = readDockerfile(text);
            const TextIndex index(text);
            for (const DockerInstruction &instruction : file.instructions) {
                QVERIFY2(instruction.range.endLine < index.lineCount(), qPrintable(text));
                for (const DockerWord &word : instruction.words)
                    QVERIFY2(word.range.line >= instruction.range.line, qPrintable(text));
            }
        }
    }
};

QTEST_GUILESS_MAIN(DockerfileTest)
#include "tst_dockerfile.moc"
