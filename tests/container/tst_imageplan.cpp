// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/imageplan.h"
#include "manifest/dockerfile.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Container;

namespace {
AppImage gradio()
{
    return {.sdk = Manifest::Sdk::Gradio,
            .sdkVersion = u"6.25.0"_s,
            .python = u"3.13"_s,
            .platformRequirements = {u"gradio[oauth,mcp]==6.25.0"_s, u"uvicorn>=0.14.0"_s},
            .appFile = u"app.py"_s,
            .port = 7860,
            .hasRequirements = true,
            .hasPreRequirements = true,
            .hasPackages = true,
            .era = Era::Current};
}

ImageRequest requestOf(const AppImage &app)
{
    ImageRequest request;
    request.folder = u"/home/ada/My Space"_s;
    request.app = app;
    return request;
}
} // namespace

class ImagePlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void gradio_isBuiltInTheHubsOrder()
    {
        const auto image = plan(requestOf(gradio()));
        QVERIFY_RESULT(image);
        QVERIFY(image->isGenerated);
        const Manifest::Dockerfile file = Manifest::readDockerfile(image->dockerfile);
        QVERIFY(file.errors.isEmpty());
        QStringList stages;
        for (const auto &stage : file.stages)
            stages += stage.name;
        QCOMPARE(stages, (QStringList{u"base"_s, u"pipfreeze"_s, u"run"_s}));
        QCOMPARE(file.stages.first().base, u"python:3.13"_s);
        // Each a part of its instruction, in this order.
        qsizetype at = 0;
        for (const QString &part :
             {u"apt-get install -y git git-lfs ffmpeg"_s, u"'protobuf<4' 'click<8.1'"_s, u"install -y nodejs"_s,
              u"/tmp/packages.txt apt-get install"_s, u"-r /tmp/pre-requirements.txt"_s,
              u"-r /tmp/requirements.txt 'gradio[oauth,mcp]==6.25.0' 'uvicorn>=0.14.0'"_s, u"pip freeze"_s,
              u"COPY --chown=1000:1000 . /app"_s, u"USER 1000"_s, u"CMD [\"python\",\"app.py\"]"_s}) {
            const qsizetype found = image->dockerfile.indexOf(part, at);
            QVERIFY2(found >= at && found >= 0, qPrintable(part + u"\n"_s + image->dockerfile));
            at = found;
        }
    }

    void olderEras_haveTheirSdkInACallOfItsOwn()
    {
        AppImage app = gradio();
        app.era = Era::Y2022;
        const QString text = plan(requestOf(app))->dockerfile;
        QVERIFY(text.contains("-r /tmp/requirements.txt\n"_L1));
        QVERIFY(text.contains("WORKDIR /home/user/app"_L1));
        QVERIFY(!text.contains("nodejs"_L1));
        QVERIFY(text.contains("'pydantic~=1.0'"_L1));
        app.era = Era::Y2024;
        QVERIFY(plan(requestOf(app))->dockerfile.contains("nodejs"_L1));
        app.sdkVersion = u"4.44.1"_s;
        QVERIFY(!plan(requestOf(app))->dockerfile.contains("nodejs"_L1));
    }

    void streamlit_listensWhereTheHubAsks()
    {
        AppImage app = gradio();
        app.sdk = Manifest::Sdk::Streamlit;
        app.port = 8501;
        app.hasRequirements = app.hasPackages = app.hasPreRequirements = false;
        const QString text = plan(requestOf(app))->dockerfile;
        QVERIFY(text.contains("\"--server.port\",\"8501\",\"--server.address\",\"0.0.0.0\""_L1));
        QVERIFY(!text.contains("/tmp/"_L1));
    }

    void whatWouldBreakOutOfTheDockerfile_isRefused_data()
    {
        QTest::addColumn<QString>("python");
        QTest::addColumn<QString>("appFile");
        QTest::addColumn<QString>("requirement");
        const QString good = u"3.13"_s;
        QTest::newRow("python") << u"3.13\nRUN curl evil"_s << u"app.py"_s << u"gradio"_s;
        QTest::newRow("python, another image") << u"latest"_s << u"app.py"_s << u"gradio"_s;
        QTest::newRow("app file") << good << u"app\n.py"_s << u"gradio"_s;
        QTest::newRow("requirement") << good << u"app.py"_s << u"gradio==1\nUSER root"_s;
    }

    void whatWouldBreakOutOfTheDockerfile_isRefused()
    {
        QFETCH(const QString, python);
        QFETCH(const QString, appFile);
        QFETCH(const QString, requirement);
        AppImage app = gradio();
        app.python = python;
        app.appFile = appFile;
        app.platformRequirements = {requirement};
        const auto image = plan(requestOf(app));
        QVERIFY(!image);
        QCOMPARE(image.error().code, ErrorCode::Invalid);
    }

    void apostrophes_stayInTheirWord()
    {
        AppImage app = gradio();
        app.platformRequirements = {u"x'; touch /owned; '"_s};
        QVERIFY(plan(requestOf(app))->dockerfile.contains("'x'\\''; touch /owned; '\\'''"_L1));
    }

    void ownDockerfile_staysAsItIs()
    {
        ImageRequest request;
        request.folder = u"/tmp/space"_s;
        request.dockerfile = u"FROM python:3.13\nCMD [\"python\", \"a.py\"]\n"_s;
        request.variables = {u"GREETING"_s};
        request.secrets = {u"TOKEN"_s};
        const auto image = plan(request);
        QVERIFY_RESULT(image);
        QCOMPARE(image->dockerfile, request.dockerfile);
        QCOMPARE(image->variables, request.variables);
        QCOMPARE(image->secrets, request.secrets);
        QCOMPARE(image->ignoreFile, u".dockerignore"_s);
        request.dockerfile = u"RUN nothing\n"_s;
        QCOMPARE(plan(request).error().code, ErrorCode::Invalid);
    }

    void baseImages_areMapped_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mapped");
        const auto row = [](const char *name, const char *text, const char *mapped) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(mapped);
        };
        row("plain", "FROM python:3.13\n", "FROM local/py:1\n");
        row("named", "FROM --platform=linux/amd64 python:3.13 AS a\nFROM a\n",
            "FROM --platform=linux/amd64 local/py:1 AS a\nFROM a\n");
        row("whole name", "FROM docker.io/library/python:3.13\n", "FROM local/py:1\n");
        row("argument", "ARG V=3.13\nFROM python:${V}\n", "ARG V=3.13\nFROM local/py:1\n");
        row("another tag", "FROM python:3.12\n", "FROM python:3.12\n");
        row("without tag", "FROM nginx\n", "FROM local/nginx\n");
        row("copy from", "FROM scratch\nCOPY --from=python:3.13 /a /b\nCOPY --from=0 /a /b\n",
            "FROM scratch\nCOPY --from=local/py:1 /a /b\nCOPY --from=0 /a /b\n");
        row("mount from", "FROM nginx\nRUN --mount=type=bind,from=python:3.13,target=/x ls\n",
            "FROM local/nginx\nRUN --mount=type=bind,from=local/py:1,target=/x ls\n");
        row("a stage of that name", "FROM nginx AS python\nFROM python\n", "FROM local/nginx AS python\nFROM python\n");
    }

    void baseImages_areMapped()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, mapped);
        const BaseImages images =
            readBaseImages({u"python:3.13=local/py:1"_s, u"nginx:latest=local/nginx"_s, u"nonsense"_s, u"=x"_s});
        QCOMPARE(images.size(), 2);
        QList<MappedImage> list;
        QCOMPARE(withBaseImages(text, images, &list), mapped);
        QCOMPARE(list.isEmpty(), text == mapped);
    }

    void spaceName_isOfPlainLetters_andOneForEachFolder()
    {
        QVERIFY(spaceName(u"/home/ada/My Space!"_s).startsWith("my-space-"_L1));
        QVERIFY(spaceName(u"/x/Пространство"_s).startsWith("space-"_L1));
        QVERIFY(spaceName(u"/a/b"_s) != spaceName(u"/c/b"_s));
    }
};

QTEST_GUILESS_MAIN(ImagePlanTest)
#include "tst_imageplan.moc"
