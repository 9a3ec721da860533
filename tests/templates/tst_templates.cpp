// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "check/check.h"
#include "support/testcase.h"
#include "workspace/templates.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;

class TemplatesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void bundled_areTheFive()
    {
        QStringList ids;
        for (const Workspace::Template &one : Workspace::listTemplates(Folder)) {
            ids += one.id;
            QVERIFY2(!one.title.isEmpty() && !one.description.isEmpty() && !one.emoji.isEmpty(), qPrintable(one.id));
        }
        QCOMPARE(ids,
                 (QStringList{u"gradio-chat"_s, u"gradio-hello"_s, u"gradio-image"_s, u"static-page"_s,
                              u"streamlit-chart"_s}));
    }

    void each_hasNoProblems_data() { eachTemplate(); }
    void each_hasNoProblems()
    {
        QFETCH(QString, folder);
        const auto snapshot = Manifest::readSnapshot(folder);
        QVERIFY_RESULT(snapshot);
        const Manifest::SpaceManifest manifest = Manifest::readManifest(*snapshot);
        for (const Diagnostic &problem : Check::run(*snapshot, manifest)) {
            // Old Streamlit Spaces still run; that no new ones can be made is all there is to say about this one.
            if (manifest.sdk->value != Manifest::Sdk::Streamlit || problem.range != manifest.sdk->range)
                QFAIL(qPrintable(problem.file + u": "_s + problem.message));
        }
        QVERIFY(!Manifest::cannotRun(manifest, *snapshot));
    }

    void each_saysWhatTheHubAsksFor_data() { eachTemplate(); }
    void each_saysWhatTheHubAsksFor()
    {
        QFETCH(QString, folder);
        const auto snapshot = Manifest::readSnapshot(folder);
        QVERIFY_RESULT(snapshot);
        const Manifest::SpaceManifest manifest = Manifest::readManifest(*snapshot);
        QVERIFY(manifest.title && manifest.emoji && manifest.colorFrom && manifest.colorTo && manifest.sdk
                && manifest.pinned);
        QVERIFY(manifest.shortDescription && manifest.shortDescription->value.size() <= 60);
        QCOMPARE(manifest.licences.size(), 1);
        if (manifest.sdk->value == Manifest::Sdk::Gradio || manifest.sdk->value == Manifest::Sdk::Streamlit) {
            QVERIFY(manifest.sdkVersion && manifest.sdkVersion->value.count(u'.') == 2);
            QCOMPARE(manifest.python(), u"3.13"_s);
        }
    }

    void each_tracksTheHubsPatterns_data() { eachTemplate(); }
    void each_tracksTheHubsPatterns()
    {
        QFETCH(QString, folder);
        const auto attributes = readFile(folder + "/.gitattributes"_L1);
        QVERIFY_RESULT(attributes);
        const QStringList lines = QString::fromUtf8(*attributes).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 35); // reference/spaces.md §2.1
        for (const QString &line : lines)
            QVERIFY2(line.endsWith(" filter=lfs diff=lfs merge=lfs -text"_L1), qPrintable(line));
        QVERIFY_RESULT(readFile(folder + "/.gitignore"_L1));
    }

    void copies_haveNoProblemsEither()
    {
        QTemporaryDir home;
        for (const Workspace::Template &one : Workspace::listTemplates(Folder)) {
            const auto copy =
                Workspace::createFromTemplate(one.folder, home.path() + "/My "_L1 + one.id, u"Mine: a \"test\""_s);
            QVERIFY_RESULT(copy);
            const auto snapshot = Manifest::readSnapshot(*copy);
            QVERIFY_RESULT(snapshot);
            const Manifest::SpaceManifest manifest = Manifest::readManifest(*snapshot);
            QCOMPARE(manifest.title->value, u"Mine: a \"test\""_s);
            for (const Diagnostic &problem : Check::run(*snapshot, manifest))
                QFAIL(qPrintable(problem.file + u": "_s + problem.message));
        }
    }

private:
    static inline const QString Folder = Testing::sourceFile(u"resources/templates"_s);

    static void eachTemplate()
    {
        QTest::addColumn<QString>("folder");
        for (const QString &name : QDir(Folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(name)) << QString(Folder + u'/' + name);
        QTest::newRow("streamlit-hello") << Testing::sourceFile(u"tests/data/spaces/streamlit-hello"_s);
    }
};

QTEST_GUILESS_MAIN(TemplatesTest)
#include "tst_templates.moc"
