// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "check/notebook.h"
#include "check/secretscanner.h"
#include "manifest/textindex.h"
#include "plantedsecrets.h"
#include "support/spacefolder.h"
#include "support/testcase.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Check;
using Testing::SpaceFolder;

namespace {

/// What people write around a secret; `@` stands for it. Name, then the line.
constexpr std::pair<const char *, const char *> Places[] = {
    {"app.py", "client = Client(token=\"@\")\n"},
    {"settings.env", "SOME_VALUE=@\n"},
    {"config.json", "{\"x\": \"@\", \"y\": 1}\n"},
    {"config.yaml", "value: @\nother: 1\n"},
    {"README.md", "Log in with `@` first.\n"},
    {"run.sh", "curl -H 'X-Key: @' https://example.org\n"},
    {"main.js", "const value = '@';\n"},
    {"notes.txt", "@\n"},
    {"Dockerfile", "ENV VALUE=@\n"},
};

constexpr std::pair<const char *, const char *> NamedPlaces[] = {
    {"named.py", "api_key = \"@\"\n"},           {"named.env", "DB_PASSWORD=@\n"},
    {"named.json", "{\"auth_token\": \"@\"}\n"}, {"named.yaml", "client_secret: @\n"},
    {"named.js", "const accessKey = '@';\n"},
};

const QByteArray CleanText = R"(
# What is no secret
token = os.environ["HF_TOKEN"]
HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
HF_TOKEN = "hf_your_token_here"
OPENAI_API_KEY="sk-your-key-here"
api_key = "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
aws = "AKIAIOSFODNN7EXAMPLE"
password = "changeme"
password = "correct-horse-battery-staple"
secret = get_secret("projects/my-project/secrets/my-secret/versions/latest")
tokenizer = AutoTokenizer.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")
"integrity": "sha512-v4Lq0b1s8tT0OhVYxkBHrUO1J2DqKqTMpJ9y7M5N7Jf0cZ4TqQ5cG3QkqM5n5pVZk6S8y2bWc3R1xK9h0w==",
revision = "1f2d3c4b5a69788796a5b4c3d2e1f00112233445"
id = "123e4567-e89b-12d3-a456-426614174000"
max_new_tokens = 4096
token_type_ids = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
url = "https://huggingface.co/datasets/org/name/resolve/main/data-00000-of-00012.parquet"
const key = `${process.env.API_KEY}`;
author: someone-with-a-very-long-name-2024
monkey_patching_of_the_event_loop = True
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo
-----END PUBLIC KEY-----
Say `-----BEGIN PRIVATE KEY-----` to begin.
)"_ba;

/// With a secret in a source and in an output; `@` stands for it.
const QByteArray Notebook = "{\"cells\": [\n"
                            " {\"cell_type\": \"markdown\", \"source\": [\"a, b: {[\\\"]}\"]},\n"
                            " {\"cell_type\": \"code\", \"outputs\": [], \"source\": [\"login(\\\"@\\\")\"]},\n"
                            " {\"cell_type\": \"code\", \"source\": [\"x\"], \"outputs\": [{\"name\": \"stdout\", "
                            "\"text\": [\"a\\n@\\n\"]}]}],\n"
                            " \"nbformat\": 4}";

QByteArray filled(const char *line, const QByteArray &value)
{
    return QByteArray(line).replace('@', value);
}

/// `file:line` of everything that gitleaks says of a folder.
Result<QSet<QString>> gitleaks(const QString &folder)
{
    const QString report = folder + u".json"_s;
    Command command;
    command.program = u"gitleaks"_s;
    command.arguments = {u"detect"_s, u"--no-git"_s,      u"--source"_s, folder,           u"--report-format"_s,
                         u"json"_s,   u"--report-path"_s, report,        u"--no-banner"_s, u"--exit-code"_s,
                         u"0"_s,      u"--log-level"_s,   u"error"_s};
    const auto answer = Process::run(command);
    if (!Testing::settles(answer, std::chrono::minutes(2)))
        return failure(ErrorCode::Tool, u"gitleaks did not end."_s);
    const Result<ProcessResult> result = answer.result();
    if (!result)
        return std::unexpected(result.error());
    QFile file(report);
    if (!result->exit.isSuccess() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Tool, u"gitleaks wrote no report."_s, QString::fromUtf8(result->standardError));
    QSet<QString> places;
    const QJsonArray findings = QJsonDocument::fromJson(file.readAll()).array();
    file.remove();
    for (const QJsonValue &finding : findings) {
        const QString path = finding[u"File"_s].toString();
        places += path.sliced(path.lastIndexOf(u'/') + 1) + u':' + QString::number(finding[u"StartLine"_s].toInt());
    }
    return places;
}

QByteArray patternsIn(const QByteArray &text, const QString &path = u"x.txt"_s)
{
    QByteArrayList patterns;
    for (const SecretFinding &finding : scanForSecrets(path, text))
        patterns += finding.pattern->id;
    return patterns.join(' ');
}

} // namespace

class SecretScannerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyPlantedSecret_isFoundWhereItIs()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 20; ++round) {
            for (const auto &[pattern, value] : Testing::plantedSecrets(random)) {
                for (const auto &[file, line] : Places) {
                    const QByteArray text = "first line\r\nä, é: " + filled(line, value);
                    const QList<SecretFinding> found = scanForSecrets(QString::fromUtf8(file), text);
                    QVERIFY2(found.size() == 1, text.constData());
                    QCOMPARE(QByteArray(found.first().pattern->id), pattern);
                    QCOMPARE(Manifest::textAt(Manifest::TextIndex(QString::fromUtf8(text)), found.first().range),
                             QString::fromUtf8(value));
                }
            }
        }
    }

    void everyNamedValue_isFound()
    {
        QRandomGenerator random(8);
        for (int round = 0; round < 20; ++round) {
            for (const QByteArray &value : Testing::plantedValues(random)) {
                for (const auto &[file, line] : NamedPlaces)
                    QCOMPARE(patternsIn(filled(line, value)), "generic");
            }
        }
    }

    void privateKeys_areFoundWhole()
    {
        QRandomGenerator random(9);
        for (const char *kind : {"", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "}) {
            const QByteArray key = Testing::plantedKey(random, kind);
            const QList<SecretFinding> found = scanForSecrets(u"id"_s, "x\n" + key + "\n");
            QCOMPARE(found.size(), 1);
            QCOMPARE(found.first().pattern->kind, SecretKind::PrivateKey);
            QCOMPARE(found.first().range, (TextRange{1, 0, 8, int(key.size() - key.lastIndexOf('\n') - 1)}));
        }
        const QByteArray inJson = Testing::plantedKey(random, {}).replace('\n', "\\n");
        QCOMPARE(patternsIn("{\"private_key\": \"" + inJson + "\\n\"}"), "private-key");
    }

    void cleanText_hasNone()
    {
        for (const QByteArray &line : CleanText.split('\n'))
            QVERIFY2(patternsIn(line).isEmpty(), line.constData());
        QCOMPARE(patternsIn(CleanText), "");
        QCOMPARE(patternsIn({}), "");
    }

    /// The public scanner finds nothing among what was planted that we do not find, in the same line.
    void everyFindingOfGitleaks_isOursToo()
    {
        const SpaceFolder folder;
        QRandomGenerator random(10);
        QMap<QString, QByteArray> files;
        const QList<Testing::PlantedSecret> secrets = Testing::plantedSecrets(random);
        for (const auto &[pattern, value] : secrets) {
            for (const auto &[file, line] : Places)
                files[QString::fromUtf8(file)] += filled(line, value) + "plain words between them\n";
        }
        for (int i = 0; i < 4; ++i) {
            for (const QByteArray &value : Testing::plantedValues(random)) {
                for (const auto &[file, line] : NamedPlaces)
                    files[QString::fromUtf8(file)] += filled(line, value);
            }
        }
        files[u"id_rsa"_s] = Testing::plantedKey(random, "RSA ");
        QSet<QString> ours;
        for (auto file = files.cbegin(); file != files.cend(); ++file) {
            QVERIFY(folder.write(file.key(), file.value()));
            for (const SecretFinding &finding : scanForSecrets(file.key(), file.value()))
                ours += file.key() + u':' + QString::number(finding.range.line + 1);
        }
        const auto theirs = gitleaks(folder.path());
        QVERIFY_RESULT(theirs);
        qInfo() << "gitleaks:" << theirs->size() << "lines, ours:" << ours.size();
        QVERIFY(theirs->size() > 200); // it ran, and knew most of them
        QStringList missed = (*theirs - ours).values();
        missed.sort();
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u' ')));
    }

    void notebook_saysWhichOutput()
    {
        QRandomGenerator random(11);
        const QByteArray token = Testing::plantedSecrets(random).first().value;
        const QByteArray notebook = QByteArray(Notebook).replace('@', token);
        QVERIFY(!QJsonDocument::fromJson(notebook).isNull());
        const QList<SecretFinding> found = scanForSecrets(u"a.ipynb"_s, notebook);
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.at(0).outputOfCell, 0);
        QCOMPARE(found.at(1).outputOfCell, 3);
        QCOMPARE(found.at(0).valueHash, found.at(1).valueHash);
    }

    void brokenNotebook_isReadToItsEnd()
    {
        QCOMPARE(outputCells("{\"cells\": [{\"outputs\": [\"", {5, 24, 100}), (QList<int>{0, 1, 0}));
        QCOMPARE(outputCells("]}]},,::\"\\", {0, 9}), (QList<int>{0, 0}));
    }

    void afterAnEscape_isFoundToo()
    {
        QRandomGenerator random(12);
        const QByteArray token = Testing::plantedSecrets(random).first().value;
        QCOMPARE(patternsIn("\"text\": \"line\\n" + token + "\\n\""), "huggingface-token");
    }

    void utf16_isRead()
    {
        QRandomGenerator random(13);
        const QString token = QString::fromUtf8(Testing::plantedSecrets(random).first().value);
        QStringEncoder encoder(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        const QByteArray bytes = encoder.encode(QString(u"a\nb "_s + token + u"\n"_s));
        const QList<SecretFinding> found = scanForSecrets(u"x"_s, bytes);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().range, (TextRange{1, 2, 1, 2 + int(token.size())}));
    }

    void theValue_isNowhereInAFinding()
    {
        QRandomGenerator random(14);
        for (const auto &[pattern, value] : Testing::plantedSecrets(random)) {
            const QList<SecretFinding> found = scanForSecrets(u"x"_s, value);
            QCOMPARE(found.size(), 1);
            QVERIFY(found.first().preview.endsWith(u'…') && found.first().preview.size() < 20);
            QVERIFY(!QByteArray(found.first().pattern->name).contains(value));
            QCOMPARE(secretFingerprint(found.first(), u"x"_s).size(), 16);
            QVERIFY(secretFingerprint(found.first(), u"x"_s) != secretFingerprint(found.first(), u"y"_s));
            const QString masked = withSecretsMasked(u"é "_s + QString::fromUtf8(value) + u" b"_s);
            QCOMPARE(masked, QString(u"é "_s + QString(value.size(), u'•') + u" b"_s));
        }
    }

    void hostileBytes_takeNoTime()
    {
        QElapsedTimer timer;
        timer.start();
        for (const char *part : {"-", "e-", "eyJ", "sk-", "-----BEGIN PRIVATE KEY", "a=", "token=", "\\n", "hf_", ".ey",
                                 "xoxb-", "\xFF", "key:a1b2c3d4e5f6g7h8i9"})
            std::ignore = scanForSecrets(u"x.ipynb"_s, QByteArray(part).repeated(400'000 / int(qstrlen(part))));
        QVERIFY2(timer.elapsed() < 20'000, "Bytes of a stranger must not hold up the check.");
    }
};

QTEST_GUILESS_MAIN(SecretScannerTest)
#include "tst_secretscanner.moc"
