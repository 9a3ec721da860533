// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/check.h"
#include "check/rule.h"
#include "manifest/headereditor.h"
#include "support/testcase.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QSet>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Manifest;

namespace {

/// A Space that nothing is wrong with.
struct Sample {
    QString header = u"title: x\nsdk: gradio\nsdk_version: \"6.25.0\"\npython_version: \"3.12\""_s;
    QString requirements;
    QString packages;
    QString app = u"import gradio as gr\n"_s;
    QStringList files = {};
    QString dockerfile = u"FROM python:3.12\n"_s;
    PackageIndex::KnownPackages known = {};
};

void add(Snapshot &snapshot, const QString &file, const QString &text)
{
    snapshot.texts.insert(file, {FileText::State::Read, text, false, text.size(), {}});
    SnapshotEntry entry;
    entry.path = file;
    snapshot.entries.append(entry);
}

Snapshot snapshotOf(const Sample &sample)
{
    Snapshot snapshot;
    add(snapshot, u"README.md"_s, u"---\n"_s + sample.header + u"\n---\n# x\n"_s);
    add(snapshot, u"app.py"_s, sample.app);
    if (!sample.dockerfile.isNull())
        add(snapshot, u"Dockerfile"_s, sample.dockerfile);
    add(snapshot, u"index.html"_s, u"<p>x"_s);
    if (!sample.requirements.isNull())
        add(snapshot, u"requirements.txt"_s, sample.requirements);
    if (!sample.packages.isNull())
        add(snapshot, u"packages.txt"_s, sample.packages);
    for (const QString &file : sample.files)
        add(snapshot, file, QString());
    std::ranges::sort(snapshot.entries, {}, &SnapshotEntry::path);
    return snapshot;
}

struct Case {
    const char *rule;
    Sample good;
    Sample bad;
    QString place; ///< what the range covers in the bad one
};

Sample header(const QString &lines)
{
    return {.header = lines, .requirements = {}, .packages = {}};
}

Sample gradio(const QString &more)
{
    Sample sample;
    sample.header += u'\n' + more;
    return sample;
}

Sample requirements(const QString &text)
{
    Sample sample;
    sample.requirements = text;
    return sample;
}

Sample packages(const QString &text)
{
    Sample sample;
    sample.packages = text;
    return sample;
}

Sample app(const QString &text)
{
    Sample sample;
    sample.app = text;
    return sample;
}

Sample files(const QStringList &names)
{
    Sample sample;
    sample.files = names;
    return sample;
}

Sample docker(const QString &dockerfile, const QStringList &files = {})
{
    Sample sample = header(u"sdk: docker"_s);
    sample.dockerfile = dockerfile;
    sample.files = files;
    return sample;
}

/// Below an image, as it usually stands.
Sample image(const QString &lines)
{
    return docker(u"FROM python:3.13\n"_s + lines);
}

/// An accepted and a refused sample for each rule.
QList<Case> cases()
{
    return {
        {"readme/short-description", gradio(u"short_description: "_s + QString(60, u'ä')),
         gradio(u"short_description: "_s + QString(61, u'ä')), QString(61, u'ä')},
        {"readme/color", gradio(u"colorFrom: gray"_s), gradio(u"colorFrom: grey"_s), u"grey"_s},
        {"readme/color", gradio(u"colorTo: pink"_s), gradio(u"colorTo: '#fff'"_s), u"'#fff'"_s},
        {"readme/sdk", header(u"sdk: static"_s), header(u"sdk: Gradio"_s), u"Gradio"_s},
        {"readme/sdk-streamlit", header(u"sdk: docker"_s), header(u"sdk: streamlit"_s), u"streamlit"_s},
        {"readme/sdk-version", gradio({}), header(u"sdk: gradio\nsdk_version: 5.10"_s), u"5.10"_s},
        {"readme/sdk-version", header(u"sdk: static\nsdk_version: 5.10"_s),
         header(u"sdk: gradio\nsdk_version: \"5\""_s), u"\"5\""_s},
        {"readme/sdk-version-missing", gradio({}), header(u"sdk: gradio"_s), u"gradio"_s},
        {"readme/python-version-number", header(u"sdk: gradio\npython_version: 3.12"_s),
         header(u"sdk: gradio\npython_version: 3.10"_s), u"3.10"_s},
        {"readme/python-version-unquoted", gradio({}), header(u"sdk: gradio\npython_version: 3.12"_s), u"3.12"_s},
        {"readme/python-version", header(u"sdk: gradio\npython_version: 3.12.12"_s),
         header(u"sdk: gradio\npython_version: py312"_s), u"py312"_s},
        {"readme/python-version-missing", gradio({}), header(u"sdk: gradio"_s), u"gradio"_s},
        {"readme/app-port", header(u"sdk: docker\napp_port: 8501"_s), header(u"sdk: docker\napp_port: 70000"_s),
         u"70000"_s},
        {"readme/app-port", header(u"sdk: docker\napp_port: 1024"_s), header(u"sdk: docker\napp_port: 80"_s), u"80"_s},
        {"readme/key-for-other-sdk", header(u"sdk: docker\napp_port: 8501"_s), gradio(u"app_port: 8501"_s),
         u"app_port"_s},
        {"readme/key-for-other-sdk", gradio(u"base_path: /ui"_s), header(u"sdk: streamlit\nbase_path: /ui"_s),
         u"base_path"_s},
        {"readme/base-path", gradio(u"base_path: /ui"_s), gradio(u"base_path: ui"_s), u"ui"_s},
        {"readme/custom-headers", gradio(u"custom_headers:\n  cross-origin-opener-policy: same-origin"_s),
         gradio(u"custom_headers:\n  Cross-Origin-Opener-Policy: same-origin"_s), u"Cross-Origin-Opener-Policy"_s},
        {"readme/custom-headers", gradio(u"custom_headers:\n  cross-origin-resource-policy: cross-origin"_s),
         gradio(u"custom_headers:\n  cross-origin-resource-policy: anything"_s), u"anything"_s},
        {"readme/license", gradio(u"license: apache-2.0"_s), gradio(u"license: Apache 2.0"_s), u"Apache 2.0"_s},
        {"readme/license-name", gradio(u"license: other\nlicense_name: mine\nlicense_link: LICENSE"_s),
         gradio(u"license: other"_s), u"other"_s},
        {"readme/unknown-key", gradio(u"language: en"_s), gradio(u"short_descripton: words"_s), u"short_descripton"_s},
        {"readme/setting-as-key", gradio(u"suggested_hardware: t4-small"_s), gradio(u"hardware: t4-small"_s),
         u"hardware"_s},
        {"readme/suggested-hardware", gradio(u"suggested_hardware: t4-small"_s),
         gradio(u"suggested_hardware: t4_small"_s), u"t4_small"_s},
        {"readme/suggested-storage", gradio({}), gradio(u"suggested_storage: small"_s), u"suggested_storage"_s},
        {"readme/emoji", gradio(u"emoji: 🚀"_s), gradio(u"emoji: rocket"_s), u"rocket"_s},
        {"readme/header", gradio(u"header: mini"_s), gradio(u"header: Mini"_s), u"Mini"_s},
        {"requirements/nested-file", requirements(u"numpy\n--extra-index-url https://example.org\n"_s),
         requirements(u"numpy\n-r base.txt\n"_s), u"-r base.txt"_s},
        {"requirements/nested-file", requirements(u"numpy<3\n"_s), requirements(u"-c limits.txt\n"_s),
         u"-c limits.txt"_s},
        {"requirements/editable", requirements(u"-e git+https://github.com/a/b.git#egg=b\n"_s),
         requirements(u"-e .\n"_s), u"-e ."_s},
        {"requirements/local-path", requirements(u"https://example.org/a-1.0-py3-none-any.whl\n"_s),
         requirements(u"./a-1.0-py3-none-any.whl\n"_s), u"./a-1.0-py3-none-any.whl"_s},
        {"requirements/syntax", requirements(u"numpy==1.26\n"_s), requirements(u"numpy=1.26\n"_s), u"numpy=1.26"_s},
        {"requirements/gradio-conflict", requirements(u"gradio==6.25.0\n"_s),
         requirements(u"numpy\ngradio==6.24.0\n"_s), u"gradio==6.24.0"_s},
        {"requirements/platform-package", requirements(u"numpy\n"_s), requirements(u"Gradio[mcp]\n"_s),
         u"Gradio[mcp]"_s},
        {"packages/comment", packages(u"ffmpeg\n"_s), packages(u"# sound\nffmpeg\n"_s), u"# sound"_s},
        {"packages/retired", packages(u"libgl1\n"_s), packages(u"ffmpeg\nlibgl1-mesa-glx\n"_s), u"libgl1-mesa-glx"_s},
        {"docker/syntax", image(u"run echo\n"_s), image(u"RUNN echo\n"_s), u"RUNN"_s},
        {"docker/no-from", image({}), docker(u"ARG a=1\n"_s), QString()},
        {"docker/no-command", docker(u"FROM ghcr.io/open-webui/open-webui:main\n"_s),
         image(u"RUN pip install flask\n"_s), u"FROM python:3.13"_s},
        {"docker/no-command", docker(u"FROM python:3.13 AS base\nCMD python app.py\nFROM base\n"_s),
         docker(u"FROM python:3.13 AS base\nFROM base\n"_s), u"FROM base"_s},
        {"docker/exposed-port", image(u"EXPOSE 7860/tcp\n"_s), image(u"EXPOSE 8501\n"_s), u"8501"_s},
        {"docker/command-port", image(u"CMD [\"uvicorn\", \"app:app\", \"--port\", \"7860\"]\n"_s),
         image(u"CMD [\"uvicorn\", \"app:app\", \"--port\", \"8000\"]\n"_s), u"\"8000\""_s},
        {"docker/command-port", image(u"CMD gunicorn -b 0.0.0.0:7860 app:app\n"_s),
         image(u"CMD gunicorn -b 0.0.0.0:8000 app:app\n"_s), u"0.0.0.0:8000"_s},
        {"docker/loopback", image(u"CMD uvicorn app:app --host 0.0.0.0\n"_s),
         image(u"CMD uvicorn app:app --host 127.0.0.1\n"_s), u"127.0.0.1"_s},
        {"docker/loopback", image(u"CMD streamlit run app.py\n"_s),
         image(u"CMD streamlit run app.py --server.address=localhost\n"_s), u"--server.address=localhost"_s},
        {"docker/loopback-variable", image(u"ENV GRADIO_SERVER_NAME=0.0.0.0\n"_s),
         image(u"ENV A=1 GRADIO_SERVER_NAME=127.0.0.1\n"_s), u"GRADIO_SERVER_NAME=127.0.0.1"_s},
        {"docker/secret-argument", image(u"ARG TOKENIZERS_PARALLELISM\nARG VERSION=1\n"_s), image(u"ARG HF_TOKEN\n"_s),
         u"HF_TOKEN"_s},
        {"docker/secret-variable", image(u"ENV HF_TOKEN=$TOKEN TOKENIZERS_PARALLELISM=false\n"_s),
         image(u"ENV OPENAI_API_KEY=abcdefgh\n"_s), u"OPENAI_API_KEY=abcdefgh"_s},
        {"docker/secret-variable", image(u"ENV API_KEY_FILE x\n"_s), image(u"ENV DB_PASSWORD hunter2\n"_s),
         u"DB_PASSWORD"_s},
        {"docker/secret-file", image(u"COPY app.py /app/\n"_s),
         docker(u"FROM python:3.13\nCOPY .env /app/\n"_s, {u".env"_s}), u".env"_s},
        {"docker/copy-missing",
         docker(u"FROM python:3.13\nCOPY ./app.py src/ a*.txt /app/\nCOPY --from=x /y /z\n"_s, {u"src/a.py"_s}),
         image(u"COPY App.py /app/\n"_s), u"App.py"_s},
        {"docker/copy-outside", image(u"COPY --from=b ../x /app/\n"_s), image(u"COPY ../lib /app/lib\n"_s),
         u"../lib"_s},
        {"docker/gpu-at-build", image(u"CMD python -c 'import torch; torch.cuda.init()'\n"_s),
         image(u"RUN nvidia-smi\n"_s), u"RUN"_s},
        {"docker/data-at-build", image(u"RUN mkdir -p /app/data /tmp/data/x\n"_s),
         image(u"RUN mkdir -p /data/cache\n"_s), u"RUN"_s},
        {"docker/user-taken", image(u"RUN useradd -m -u 1000 user\n"_s),
         docker(u"FROM node:20-slim\nRUN useradd -m -u 1000 user\n"_s), u"RUN"_s},
        {"docker/root-files", image(u"WORKDIR /app\nUSER user\n"_s), image(u"WORKDIR /app\nUSER root\n"_s),
         u"USER root"_s},
        {"docker/copy-ownership", image(u"COPY app.py /app/\nUSER user\nCOPY --chown=user app.py /app/\n"_s),
         image(u"USER user\nCOPY app.py /app/\n"_s), u"COPY"_s},
        {"docker/recursive-chown", image(u"RUN chown user /app\n"_s), image(u"RUN chown -R user:user /app\n"_s),
         u"RUN"_s},
        {"docker/low-port", image(u"EXPOSE 8080\n"_s), image(u"EXPOSE 80\n"_s), u"80"_s},
        {"docker/retired-package", image(u"RUN apt-get update && apt-get install -y libgl1\n"_s),
         image(u"RUN apt-get update && apt-get install -y \\\n  ffmpeg \\\n  libgl1-mesa-glx\n"_s),
         u"libgl1-mesa-glx"_s},
        {"docker/apt-update", image(u"RUN apt-get update && apt-get install -y curl\n"_s),
         image(u"RUN apt-get install -y curl\n"_s), u"RUN"_s},
        {"docker/apt-asks", image(u"RUN apt-get update && apt-get install -qy curl && apt-get -y install git\n"_s),
         image(u"RUN apt-get update && apt-get install curl\n"_s), u"RUN"_s},
        {"docker/unpinned-image", docker(u"FROM python:3.13 AS a\nFROM a\nFROM scratch\nFROM x@sha256:1\n"_s),
         docker(u"FROM localhost:5000/python\n"_s), u"localhost:5000/python"_s},
        {"docker/platform", docker(u"FROM --platform=$BUILDPLATFORM node:20\nFROM --platform=linux/amd64 python:3\n"_s),
         docker(u"FROM --platform=linux/arm64 python:3\n"_s), u"--platform=linux/arm64"_s},
        {"docker/second-command", docker(u"FROM a:1\nCMD x\nFROM b:1\nCMD y\n"_s),
         docker(u"FROM a:1\nCMD x\nCMD y\n"_s), u"CMD x"_s},
        {"docker/other-name", image({}), docker(QString(), {u"docker/Dockerfile"_s}), QString()},
        {"app/loopback", app(u"import gradio as gr\ndemo.launch(server_name=\"0.0.0.0\", show_error=True)\n"_s),
         app(u"import gradio as gr\ndemo.queue(4).launch(show_error=True, server_name='127.0.0.1')\n"_s),
         u"server_name='127.0.0.1'"_s},
        {"app/port", app(u"demo.launch(server_port=7860)\n# launch(server_port=8000)\n"_s),
         app(u"demo.launch(\n    server_port=8000,\n)\n"_s), u"server_port=8000"_s},
        {"app/port", app(u"demo.launch(server_port=PORT)\n'launch(server_port=8000)'\n"_s),
         app(u"app.launch(f(1, 2), server_port=80)\n"_s), u"server_port=80"_s},
        {"app/share", app(u"demo.launch(share=False)\n"_s), app(u"demo.launch(share=True)\n"_s), u"share=True"_s},
        {"app/spaces-first", app(u"import spaces\nimport torch\n@spaces.GPU\ndef f(): ...\n"_s),
         app(u"import gradio\nimport torch\nimport spaces\n@spaces.GPU\ndef f(): ...\n"_s), u"spaces"_s},
        {"app/zerogpu-decorator", app(u"import spaces\n@spaces.GPU(duration=60)\ndef f(): ...\n"_s),
         app(u"import spaces\ndef f(): ...  # @spaces.GPU\n"_s), u"spaces"_s},
        {"app/zerogpu-decorator", app(u"from spaces import GPU\n@GPU\ndef f(): ...\n"_s), app(u"import os, spaces\n"_s),
         u"spaces"_s},
        {"app/cuda-without-check", app(u"d = 'cuda' if torch.cuda.is_available() else 'cpu'\nmodel.to(d)\n"_s),
         app(u"model.to(\"cuda:0\")\n"_s), u"\"cuda:0\""_s},
        {"files/app-file", gradio({}), gradio(u"app_file: main.py"_s), u"main.py"_s},
        {"files/unread-project-file",
         [] {
             Sample s = files({u"pyproject.toml"_s});
             s.requirements = u"numpy\n"_s;
             return s;
         }(),
         files({u"pyproject.toml"_s}), QString()},
        {"files/unread-python-version", gradio({}), files({u"runtime.txt"_s}), QString()},
        {"files/unlisted-import", app(u"import torch\ndef f():\n    import cv2\ntext = '''\nimport cv2\n'''\n"_s),
         app(u"import os\nimport cv2\n"_s), u"cv2"_s},
        {"files/unlisted-import",
         [] {
             Sample s = app(u"import cv2\n"_s);
             s.requirements = u"opencv-python\n"_s;
             return s;
         }(),
         app(u"from transformers import pipeline\n"_s), u"transformers"_s},
        {"files/unlisted-import",
         [] {
             Sample s = app(u"import plotly\n"_s);
             s.files = {u"plotly.py"_s};
             return s;
         }(),
         app(u"import plotly.express as px\n"_s), u"plotly"_s},
    };
}

/// A version of a package; `!` at its end: withdrawn.
PackageIndex::Release release(QString text, const QString &python = {})
{
    const bool isYanked = text.endsWith(u'!');
    text.remove(u'!');
    return {.text = text,
            .version = *PackageIndex::Version::parse(text),
            .isYanked = isYanked,
            .yankedWhy = isYanked ? u"it deletes things"_s : QString(),
            .requiresPython = python};
}

Sample knowing(Sample sample, const QString &name, const QList<PackageIndex::Release> &releases)
{
    using State = PackageIndex::PackageFacts::State;
    sample.known.facts.insert(name,
                              {.name = name,
                               .state = releases.isEmpty() ? State::Unknown : State::Known,
                               .releases = releases,
                               .lookedUp = {},
                               .hosts = {},
                               .isRecent = true});
    return sample;
}

Sample obstructed(Sample sample)
{
    sample.known.obstacle = u"the package index does not answer"_s;
    return sample;
}

/// The same for rules that need to know what the package index has.
QList<Case> packageCases()
{
    const auto numpy = [](const QString &text) {
        return knowing(requirements(text), u"numpy"_s,
                       {release(u"3.0.0rc1"_s), release(u"2.3.0"_s, u">=3.13"_s), release(u"2.2.1"_s, u">=3.10"_s),
                        release(u"2.2.0!"_s), release(u"1.26.4"_s, u">=3.9,<3.12"_s)});
    };
    const auto gradioKnown = [](const QString &version, const QString &python = u"3.12"_s) {
        return knowing(header(u"sdk: gradio\nsdk_version: \"%1\"\npython_version: \"%2\""_s.arg(version, python)),
                       u"gradio"_s, {release(u"6.25.0"_s, u">=3.10"_s), release(u"6.24.0!"_s), release(u"5.0.1"_s)});
    };
    const auto unknown = [](const QString &text, const QString &name) { return knowing(requirements(text), name, {}); };
    const auto beta = [](const QString &text) {
        return knowing(requirements(text), u"beta"_s, {release(u"1.0b2"_s), release(u"1.0b1"_s)});
    };
    return {
        {"readme/sdk-version-unpublished", gradioKnown(u"6.25.0"_s), gradioKnown(u"6.99.0"_s), u"\"6.99.0\""_s},
        {"readme/sdk-version-unpublished", gradio({}), gradioKnown(u"6.25.00"_s), u"\"6.25.00\""_s},
        {"readme/sdk-version-yanked", gradioKnown(u"5.0.1"_s), gradioKnown(u"6.24.0"_s), u"\"6.24.0\""_s},
        {"readme/python-version-for-sdk", gradioKnown(u"6.25.0"_s), gradioKnown(u"6.25.0"_s, u"3.9"_s), u"\"3.9\""_s},
        {"requirements/no-such-package", numpy(u"numpy==2.2.1\n"_s), unknown(u"pandsa==1.0\n"_s, u"pandsa"_s),
         u"pandsa"_s},
        {"requirements/no-such-package", unknown(u"--extra-index-url https://x.test/simple\nours==1\n"_s, u"ours"_s),
         unknown(u"a==1\nours [x] == 1 # ours\n"_s, u"ours"_s), u"ours"_s},
        {"requirements/no-such-package", unknown(u"ours==1; sys_platform == 'win32'\n"_s, u"ours"_s),
         unknown(u"cv2\n"_s, u"cv2"_s), u"cv2"_s},
        {"requirements/no-such-version", numpy(u"numpy>=2,<3\n"_s), numpy(u"numpy==2.2.7\n"_s), u"numpy==2.2.7"_s},
        {"requirements/no-such-version", numpy(u"numpy==3.0.0rc1\n"_s), numpy(u"NumPy [x] >= 4 , <5 # why\n"_s),
         u"NumPy [x] >= 4 , <5"_s},
        {"requirements/python-version", numpy(u"numpy==2.2.1\n"_s), numpy(u"numpy==1.26.4\n"_s), u"numpy==1.26.4"_s},
        {"requirements/python-version", numpy(u"numpy>=1\n"_s), numpy(u"numpy>2.2.1,<3.0a1\n"_s),
         u"numpy>2.2.1,<3.0a1"_s},
        {"requirements/yanked-version", numpy(u"numpy==2.2.1\n"_s), numpy(u"numpy==2.2.0\n"_s), u"numpy==2.2.0"_s},
        {"requirements/look-alike", requirements(u"transformers==5.0\ntransient==1\n"_s),
         requirements(u"transfomers==5.0\n"_s), u"transfomers"_s},
        {"requirements/only-pre-releases", beta(u"beta==1.0b1\n"_s), beta(u"beta\n"_s), u"beta"_s},
        {"requirements/unpinned", requirements(u"numpy==2.2.1\nhumanize>4\ngradio\n"_s), requirements(u"numpy\n"_s),
         u"numpy"_s},
        {"requirements/unpinned", numpy(u"numpy~=2.2\n"_s), numpy(u"numpy [x] # for arrays\n"_s), u"numpy [x]"_s},
        {"requirements/not-looked-up", knowing(obstructed(requirements({})), u"gradio"_s, {release(u"6.25.0"_s)}),
         obstructed(requirements(u"numpy==1\n"_s)), u"\"6.25.0\""_s},
    };
}

QList<Case> allCases()
{
    return cases() + packageCases();
}

QList<Diagnostic> checked(const Sample &sample)
{
    const Snapshot snapshot = snapshotOf(sample);
    return Check::run(snapshot, readManifest(snapshot), sample.known);
}

QStringList rulesOf(const QList<Diagnostic> &diagnostics)
{
    QStringList rules;
    for (const Diagnostic &diagnostic : diagnostics)
        rules.append(diagnostic.rule);
    return rules;
}

} // namespace

class RulesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void cleanSpace_hasNoProblems() { QCOMPARE(rulesOf(checked({})), QStringList()); }

    void bundledTemplates_areClean_data()
    {
        QTest::addColumn<QString>("folder");
        QDirIterator it(Testing::sourceFile(u"resources/templates"_s), QDir::Dirs | QDir::NoDotAndDotDot);
        while (it.hasNext()) {
            const QString folder = it.next();
            QTest::newRow(qPrintable(it.fileName())) << folder;
        }
    }
    void bundledTemplates_areClean()
    {
        QFETCH(QString, folder);
        const auto snapshot = readSnapshot(folder);
        QVERIFY_RESULT(snapshot);
        const SpaceManifest manifest = readManifest(*snapshot);
        QCOMPARE(rulesOf(Check::run(*snapshot, manifest)), QStringList());
        QVERIFY(!cannotRun(manifest, *snapshot));
    }

    void everyRule_acceptsTheGoodAndReportsTheBad_data()
    {
        QTest::addColumn<int>("index");
        const QList<Case> all = allCases();
        for (int i = 0; i < int(all.size()); ++i)
            QTest::addRow("%s %d", all.at(i).rule, i) << i;
    }
    void everyRule_acceptsTheGoodAndReportsTheBad()
    {
        QFETCH(int, index);
        const Case sample = allCases().at(index);
        const QString rule = QString::fromUtf8(sample.rule);
        const QStringList good = rulesOf(checked(sample.good));
        QVERIFY2(!good.contains(rule), qPrintable(good.join(u' ')));

        const Snapshot snapshot = snapshotOf(sample.bad);
        const QList<Diagnostic> found = Check::run(snapshot, readManifest(snapshot), sample.bad.known);
        const auto problem = std::ranges::find(found, rule, &Diagnostic::rule);
        QVERIFY2(problem != found.cend(), qPrintable(rulesOf(found).join(u' ')));
        QCOMPARE(textAt(TextIndex(snapshot.text(problem->file).text), problem->range), sample.place);
        QVERIFY2(!problem->message.isEmpty() && problem->message.size() <= 140, qPrintable(problem->message));
        QVERIFY(!problem->why.isEmpty());
        QVERIFY(!problem->source.isEmpty());
    }

    void everyFix_makesItsProblemGoAway_data() { everyRule_acceptsTheGoodAndReportsTheBad_data(); }
    void everyFix_makesItsProblemGoAway()
    {
        QFETCH(int, index);
        const Case sample = allCases().at(index);
        const Snapshot snapshot = snapshotOf(sample.bad);
        const QList<Diagnostic> found = Check::run(snapshot, readManifest(snapshot), sample.bad.known);
        for (const Diagnostic &problem : found) {
            for (const Fix &fix : problem.fixes) {
                Snapshot mended = snapshot;
                for (const TextEdit &edit : fix.edits)
                    mended.texts[edit.file].text = withEdits(mended.texts.value(edit.file).text, {edit});
                const QList<Diagnostic> left = Check::run(mended, readManifest(mended), sample.bad.known);
                const auto count = [&](const QList<Diagnostic> &list) { return rulesOf(list).count(problem.rule); };
                QVERIFY2(count(left) < count(found), qPrintable(problem.rule + u": "_s + fix.title));
                QVERIFY(!fix.title.isEmpty());
            }
        }
    }

    void everyRule_hasSamples()
    {
        QSet<QString> tested;
        for (const Case &sample : allCases())
            tested.insert(QString::fromUtf8(sample.rule));
        QSet<QString> ids;
        for (const Check::Rule &rule : Check::allRules()) {
            QVERIFY2(tested.contains(rule.id), rule.id.data());
            QVERIFY2(!ids.contains(rule.id), rule.id.data());
            ids.insert(rule.id);
        }
    }

    void unconfirmedRules_neverBlock()
    {
        for (const Check::Rule &rule : Check::allRules())
            QVERIFY2(!(QByteArray(rule.why).contains("unconfirmed") && isBlocking(rule.severity)), rule.id.data());
    }

    void tenMistakes_areExactlyTen()
    {
        Sample sample;
        sample.header = u"title: x\nemoji: rocket\ncolorFrom: grey\ncolorTo: blue\nsdk: gradio\nsdk_version: "
                        u"5.10\npython_version: 3.10\n"
                        "license: MIT\nshort_description: "_s
            + QString(61, u'x') + u"\nhardware: t4-small\npython_verson: x"_s;
        sample.requirements = u"-r a.txt\nnumpy=1\n"_s;
        sample.packages = u"libgl1-mesa-glx\n"_s;
        QStringList expected{u"readme/emoji"_s,
                             u"readme/color"_s,
                             u"readme/sdk-version"_s,
                             u"readme/python-version-number"_s,
                             u"readme/license"_s,
                             u"readme/short-description"_s,
                             u"readme/setting-as-key"_s,
                             u"packages/retired"_s,
                             u"requirements/nested-file"_s,
                             u"requirements/syntax"_s};
        QCOMPARE(rulesOf(checked(sample)), expected);
    }

    void wholeSpace_isCheckedQuickly()
    {
        Sample sample;
        for (int i = 0; i < 300; ++i)
            sample.requirements += u"package-%1>=1.0,<2 ; python_version >= '3.10'\n"_s.arg(i);
        for (int i = 0; i < 50'000; ++i)
            sample.files.append(u"data/%1.txt"_s.arg(i));
        Snapshot snapshot = snapshotOf(sample);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(rulesOf(Check::run(snapshot, readManifest(snapshot))), QStringList());
        const double elapsedMs = double(timer.nsecsElapsed()) / 1e6;
        qInfo() << "manifest and rules:" << elapsedMs << "ms";
        QVERIFY(elapsedMs < 500); // 20 ms without sanitizers; this only catches another order of magnitude
    }
};

QTEST_GUILESS_MAIN(RulesTest)
#include "tst_rules.moc"
