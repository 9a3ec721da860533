// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/spacemanifest.h"
#include "support/testcase.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {

/// Pieces that parsers stumble over.
const QByteArrayList Pieces{"---\n",
                            "---",
                            "\n",
                            "\r\n",
                            "\t",
                            ": ",
                            "- ",
                            "[",
                            "]",
                            "{",
                            "}",
                            "&a ",
                            "*a",
                            "<<: *a\n",
                            "\"",
                            "'",
                            "|\n",
                            ">-\n",
                            "!!str ",
                            "!",
                            "%YAML 1.1\n",
                            "# ",
                            "? ",
                            "@",
                            "\\",
                            "\\u12",
                            "\xEF\xBB\xBF",
                            "\xFF",
                            "\xF0\x9F\x9A\x80",
                            "...\n",
                            "-e ",
                            "; ",
                            "==",
                            "sdk: gradio\n",
                            "app_file: ../x\n"};

const QByteArray Seed =
    "---\ntitle: Größe 🚀\nemoji: 🚀\ncolorFrom: red\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: 3.10\n"
    "tags: &t\n  - a\n  - \"b\"\nmodels: *t\ncustom_headers: {cross-origin-embedder-policy: require-corp}\n"
    "preload_from_hub:\n  - a/b c.bin,d.bin\nlicense: mit # fine\ndescription: |\n  many\n  lines\n---\n# Hello\n";

QByteArray mutated(QRandomGenerator &random, QByteArray text)
{
    const int changes = random.bounded(1, 9);
    for (int i = 0; i < changes; ++i) {
        const qsizetype at = random.bounded(int(text.size()) + 1);
        switch (random.bounded(5)) {
        case 0:
            text.insert(at, Pieces.at(random.bounded(int(Pieces.size()))));
            break;
        case 1:
            text.remove(at, random.bounded(1, 12));
            break;
        case 2:
            if (at < text.size())
                text[at] = char(random.bounded(256));
            break;
        case 3:
            text.insert(at, text.mid(random.bounded(int(text.size()) + 1), random.bounded(1, 40)));
            break;
        default:
            text.truncate(at);
            break;
        }
    }
    return text;
}

bool isWithin(const TextIndex &index, const TextRange &range)
{
    return range.line >= 0 && range.endLine >= range.line && range.endLine <= index.lineCount() && range.column >= 0
        && range.endColumn >= 0 && (range.line != range.endLine || range.column <= range.endColumn)
        && (range.line >= index.lineCount() || range.column <= index.line(range.line).size() + 2);
}

} // namespace

class MutationsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    /// Deterministic: a failure names the round to look at.
    void randomReadmes_neverBreakTheReader()
    {
        QRandomGenerator random(20261123);
        for (int round = 0; round < 6000; ++round) {
            const QByteArray bytes = mutated(random, Seed);
            Snapshot snapshot;
            const QString text = QString::fromUtf8(bytes);
            snapshot.texts.insert(u"README.md"_s, {FileText::State::Read, text, false, bytes.size(), {}});
            snapshot.texts.insert(u"requirements.txt"_s, {FileText::State::Read, text, false, bytes.size(), {}});
            const SpaceManifest manifest = readManifest(snapshot);
            const TextIndex index(text);
            for (const Diagnostic &diagnostic : manifest.diagnostics) {
                QVERIFY2(isWithin(index, diagnostic.range),
                         qPrintable(u"round %1: %2"_s.arg(round).arg(diagnostic.rule)));
                QVERIFY2(diagnostic.message.size() <= 140, qPrintable(diagnostic.message));
            }
            for (const YamlPair &pair : manifest.header.pairs)
                QVERIFY2(isWithin(index, pair.keyRange) && isWithin(index, pair.value.range),
                         qPrintable(u"round %1"_s.arg(round)));
            // Either it runs or it says why not.
            const auto refusal = cannotRun(manifest, snapshot);
            QVERIFY(refusal);
            QVERIFY(!refusal->message.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(MutationsTest)
#include "tst_mutations.moc"
