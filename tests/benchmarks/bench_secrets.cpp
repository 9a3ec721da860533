// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What looking for secrets in 200 MB costs: sources, tables, JSON, notebooks with pictures in base64, script in one
// line. The look at the folder, one thread, is laid beside gitleaks on the same folder, which uses all cores.
#include "base/process.h"
#include "check/contents.h"
#include "check/plantedsecrets.h"
#include "report.h"
#include "support/spacefolder.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcessEnvironment>

#include <cstdio>
#include <ctime>
#include <functional>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Testing::SpaceFolder;

namespace {
constexpr int RoundCount = 3;
constexpr int FilesOfAKind = 40;
constexpr qsizetype FileBytes = 1'000'000;

const QByteArray Alnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// `FileBytes` of `part(random)`, again and again.
QByteArray filled(QRandomGenerator &random, const std::function<QByteArray(QRandomGenerator &)> &part)
{
    QByteArray text;
    while (text.size() < FileBytes)
        text += part(random);
    return text;
}

QByteArray someWord(QRandomGenerator &random)
{
    static const QByteArrayList words{
        "the",   "model",  "self",  "return", "token",  "output_hidden_states",   "value", "in",
        "if",    "def",    "image", "config", "tensor", "num_attention_heads",    "for",   "a",
        "batch", "length", "None",  "float",  "path",   "max_position_embeddings"};
    return words.at(random.bounded(int(words.size())));
}

QByteArray source(QRandomGenerator &random)
{
    QByteArray line = QByteArray(random.bounded(4) * 4, ' ');
    for (int i = random.bounded(3, 12); i > 0; --i)
        line += someWord(random) + (random.bounded(4) ? " " : ".");
    return line + (random.bounded(3) ? "= (" : "== \"") + someWord(random) + "\")\n";
}

QByteArray table(QRandomGenerator &random)
{
    QByteArray line;
    for (int i = 0; i < 12; ++i)
        line += QByteArray::number(random.generateDouble(), 'f', 6) + ',';
    return line + someWord(random) + '\n';
}

QByteArray json(QRandomGenerator &random)
{
    return "{\"" + someWord(random) + "\": " + QByteArray::number(random.bounded(100000)) + ", \"id\": \""
        + Testing::someOf(random, "0123456789abcdef", 40) + "\", \"text\": \"" + someWord(random) + "\"},\n";
}

QByteArray picture(QRandomGenerator &random)
{
    return "{\"image/png\": \"" + Testing::someOf(random, Alnum + "+/", 40'000) + "\"},\n";
}

QByteArray minified(QRandomGenerator &random)
{
    return "function " + Testing::someOf(random, Alnum, 2) + "(e,t){return e." + someWord(random)
        + "?t:" + someWord(random) + "};";
}

bool fill(const SpaceFolder &folder)
{
    const std::pair<const char *, QByteArray (*)(QRandomGenerator &)> kinds[] = {{"source/%1.py", source},
                                                                                 {"tables/%1.csv", table},
                                                                                 {"json/%1.json", json},
                                                                                 {"books/%1.ipynb", picture},
                                                                                 {"web/%1.js", minified}};
    QRandomGenerator random(1);
    bool isWritten = folder.write(u"README.md"_s, "---\ntitle: x\nsdk: static\n---\n");
    for (const auto &[name, part] : kinds) {
        for (int i = 0; i < FilesOfAKind && isWritten; ++i) {
            QByteArray text = filled(random, part);
            if (i == 0)
                text += "\nkey = '" + Testing::plantedSecrets(random).first().value + "'\n";
            isWritten = folder.write(QString::fromLatin1(name).arg(i), text);
        }
    }
    return isWritten;
}

double milliseconds(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

void runGitleaks(const QString &folder)
{
    QEventLoop loop;
    Process process;
    QObject::connect(&process, &Process::finished, &loop, &QEventLoop::quit);
    process.start({.program = u"gitleaks"_s,
                   .arguments = {u"detect"_s, u"--no-git"_s, u"--no-banner"_s, u"--exit-code"_s, u"0"_s,
                                 u"--log-level"_s, u"error"_s, u"--source"_s, folder},
                   .workingDirectory = {},
                   .environment = QProcessEnvironment::systemEnvironment(),
                   .input = {}});
    loop.exec();
}
} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const SpaceFolder folder;
    const auto snapshot =
        fill(folder) ? Manifest::readSnapshot(folder.path()) : failure(ErrorCode::Io, u"not filled"_s);
    if (!snapshot)
        return std::puts("The folder could not be filled."), 1;

    Benchmark::Rounds ours;
    Benchmark::Rounds core; // processor time of the same, which other programs do not lengthen
    Benchmark::Rounds again;
    Benchmark::Rounds theirs;
    qsizetype found = 0;
    qint64 bytes = 0;
    for (int round = 0; round < RoundCount; ++round) {
        Check::ContentsCache cache;
        const std::clock_t begin = std::clock();
        ours.push_back(milliseconds([&] {
            const auto contents = Check::contentsOf(*snapshot, {}, cache);
            bytes = contents->sizeBytes;
            for (const Check::Contents::File &file : contents->files)
                found += file.content.secrets.size();
        }));
        core.push_back(1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC);
        again.push_back(milliseconds([&] { std::ignore = Check::contentsOf(*snapshot, {}, cache); }));
        theirs.push_back(milliseconds([&] { runGitleaks(folder.path()); }));
    }
    Benchmark::Rounds speeds;
    for (const QString &kind :
         {u"source/1.py"_s, u"tables/1.csv"_s, u"json/1.json"_s, u"books/1.ipynb"_s, u"web/1.js"_s}) {
        QFile file(folder.path(kind));
        if (!file.open(QIODevice::ReadOnly))
            return 1;
        const QByteArray text = file.readAll().repeated(20);
        const std::clock_t begin = std::clock(); // of this thread's core, whatever else runs
        std::ignore = Check::findSecrets(text);
        const double ms = 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
        std::printf("%-16s %6.0f MB/s\n", qPrintable(kind), double(text.size()) / 1000 / ms);
        speeds.push_back(double(text.size()) / 1000 / ms);
    }
    if (found != 5 * RoundCount)
        return std::puts("Five secrets were planted, and others were found."), 1;
    return Benchmark::report({{.what = u"%1 MB looked through for secrets"_s.arg(bytes / 1'000'000),
                               .unit = u"ms"_s,
                               .ours = ours,
                               .against = u"gitleaks"_s,
                               .theirs = theirs},
                              {.what = u"the same, time of one core"_s, .unit = u"ms"_s, .ours = core, .barOurs = 1000},
                              {.what = u"the same again, nothing changed"_s, .unit = u"ms"_s, .ours = again},
                              {.what = u"search in memory, by kind of text"_s, .unit = u"MB/s"_s, .ours = speeds}});
}
