// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/git.h"
#include "support/testcase.h"
#include "workspace/trust.h"

#include <QDir>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Testing;
using namespace Spacewright::Workspace;

class TrustTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    Paths m_paths;
    const QDateTime m_now = QDateTime::fromString(u"2026-11-26T10:00:00Z"_s, Qt::ISODate);

    [[nodiscard]] QString space(const QString &name) const
    {
        QDir().mkpath(m_folder->filePath(name));
        return resolvedPath(m_folder->filePath(name));
    }

private Q_SLOTS:
    void init()
    {
        cleanRoom();
        m_folder = std::make_unique<QTemporaryDir>();
        m_paths = Paths::under(m_folder->filePath(u"home"_s));
    }

    void nothing_isTrustedUnasked()
    {
        QVERIFY(!trustOf(m_paths, space(u"stranger"_s)));
        QVERIFY_RESULT(readTrust(m_paths));
        QVERIFY(readTrust(m_paths)->isEmpty());
    }

    void grant_holdsForThatFolderAlone()
    {
        QVERIFY_RESULT(grantTrust(m_paths, space(u"one"_s), TrustKind::Trusted, m_now));
        QVERIFY_RESULT(grantTrust(m_paths, space(u"mine"_s), TrustKind::Own, m_now));
        QCOMPARE(trustOf(m_paths, space(u"one"_s))->kind, TrustKind::Trusted);
        QCOMPARE(trustOf(m_paths, space(u"mine"_s))->kind, TrustKind::Own);
        QVERIFY(!trustOf(m_paths, space(u"one/below"_s)));
        QVERIFY(!trustOf(m_paths, m_folder->path()));
        QCOMPARE(readTrust(m_paths)->size(), 2);
        QCOMPARE(readTrust(m_paths)->last().granted, m_now);
    }

    void grantAgain_takesThePlaceOfTheFirst()
    {
        QVERIFY_RESULT(grantTrust(m_paths, space(u"one"_s), TrustKind::Trusted, m_now));
        QVERIFY_RESULT(grantTrust(m_paths, space(u"one"_s), TrustKind::Own, m_now));
        QCOMPARE(readTrust(m_paths)->size(), 1);
        QCOMPARE(trustOf(m_paths, space(u"one"_s))->kind, TrustKind::Own);
    }

    void link_isTheFolderItLeadsTo()
    {
        QVERIFY_RESULT(grantTrust(m_paths, space(u"one"_s), TrustKind::Own, m_now));
        const QString link = m_folder->filePath(u"link"_s);
        QVERIFY(QFile::link(space(u"one"_s), link));
        QVERIFY(trustOf(m_paths, link));
        QVERIFY(QFile::remove(link));
        QVERIFY(QFile::link(space(u"stranger"_s), link));
        QVERIFY(!trustOf(m_paths, link));
    }

    void revoke_takesItBack()
    {
        QVERIFY_RESULT(grantTrust(m_paths, space(u"one"_s), TrustKind::Own, m_now));
        QVERIFY_RESULT(revokeTrust(m_paths, space(u"one"_s)));
        QVERIFY(!trustOf(m_paths, space(u"one"_s)));
        QCOMPARE(revokeTrust(m_paths, space(u"one"_s)).error().code, ErrorCode::NotFound);
    }

    void otherOrigin_isAnotherSpace()
    {
        // The same place, cloned anew from somebody else.
        const QString folder = space(u"clone"_s);
        QVERIFY_RESULT(git(folder, {u"init"_s, u"-q"_s}));
        QVERIFY_RESULT(git(folder, {u"remote"_s, u"add"_s, u"origin"_s, u"https://hub.example/spaces/ada/hello"_s}));
        QVERIFY_RESULT(grantTrust(m_paths, folder, TrustKind::Trusted, m_now));
        QCOMPARE(trustOf(m_paths, folder)->origin, u"https://hub.example/spaces/ada/hello"_s);
        QVERIFY_RESULT(
            git(folder, {u"remote"_s, u"set-url"_s, u"origin"_s, u"https://hub.example/spaces/eve/hello"_s}));
        QVERIFY(!trustOf(m_paths, folder));
    }

    void password_isNotKept()
    {
        const QString folder = space(u"clone"_s);
        QVERIFY_RESULT(git(folder, {u"init"_s, u"-q"_s}));
        QVERIFY_RESULT(git(folder, {u"remote"_s, u"add"_s, u"hub"_s, u"https://ada:planted@hub.example/hello"_s}));
        QVERIFY_RESULT(grantTrust(m_paths, folder, TrustKind::Trusted, m_now));
        QVERIFY(trustOf(m_paths, folder));
        QFile file(m_paths.config + "/trust.json"_L1);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains("hub.example") && !text.contains("planted"), text.constData());
    }

    void brokenRepository_isNeverTheOneThatWasTrusted()
    {
        const QString folder = space(u"clone"_s);
        QVERIFY_RESULT(git(folder, {u"init"_s, u"-q"_s}));
        QFile config(folder + "/.git/config"_L1);
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[core\nthis is no configuration");
        config.close();
        QVERIFY_RESULT(grantTrust(m_paths, folder, TrustKind::Trusted, m_now));
        QVERIFY(!trustOf(m_paths, folder));
    }

    void damagedList_trustsNothingAndIsNotWrittenOver()
    {
        QDir().mkpath(m_paths.config);
        QFile file(m_paths.config + "/trust.json"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"folders\": [");
        file.close();
        QVERIFY(!trustOf(m_paths, space(u"one"_s)));
        QCOMPARE(readTrust(m_paths).error().code, ErrorCode::Invalid);
        QVERIFY(!grantTrust(m_paths, space(u"one"_s), TrustKind::Own, m_now));
        QCOMPARE(QFileInfo(file).size(), 13);
    }

    void missingFolder_cannotBeTrusted()
    {
        QCOMPARE(grantTrust(m_paths, m_folder->filePath(u"nowhere"_s), TrustKind::Own, m_now).error().code,
                 ErrorCode::NotFound);
    }

    void templates_areOnesOwn()
    {
        QCOMPARE(trustOf(m_paths, resourcesFolder() + "/templates/gradio-hello"_L1)->kind, TrustKind::Own);
    }
};

QTEST_GUILESS_MAIN(TrustTest)
#include "tst_trust.moc"
