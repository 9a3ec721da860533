// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/keys.h"
#include "settings/store.h"
#include "support/testcase.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Settings;

namespace {

// Two keys as they would look after a rename; the kept file has their former names.
const Key<int> Lines{u"test/lines"_s,
                     10'000,
                     Scope::Roaming,
                     "Lines",
                     {.least = 1'000, .most = 1'000'000, .formerly = {u"logs/lineLimit"_s}}};
const Key<QString> Colours{
    u"test/colours"_s,
    u"system"_s,
    Scope::Roaming,
    "Colours",
    {.choices = {u"system"_s, u"light"_s, u"dark"_s},
     .formerly = {u"scheme"_s, u"theme"_s},
     .migrate = [](const QString &, const QVariant &old) { return QVariant(old.toString().toLower()); }}};

} // namespace

class StoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        Testing::cleanRoom();
        m_home = std::make_unique<QTemporaryDir>();
        m_paths = Paths::under(m_home->path());
    }

    void value_isTheDefaultWhereNothingIsStored()
    {
        const Store store(m_paths);
        QCOMPARE(store.value(Keys::LogScrollback), 100'000);
        QCOMPARE(store.value(Keys::Scheme), u"system"_s);
        QVERIFY(!QFileInfo::exists(store.fileName(Scope::Roaming)));
    }

    void set_isReadByTheNextStore()
    {
        QVERIFY_RESULT(Store(m_paths).set(Keys::LogScrollback, 50'000));
        QVERIFY_RESULT(Store(m_paths).set(Keys::Autosave, true));
        const Store store(m_paths);
        QCOMPARE(store.value(Keys::LogScrollback), 50'000);
        QCOMPARE(store.value(Keys::Autosave), true);
    }

    void set_refusesWhatIsOutOfRange_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariant>("value");
        QTest::newRow("too small") << u"logs/scrollback"_s << QVariant(999);
        QTest::newRow("too large") << u"logs/scrollback"_s << QVariant(1'000'001);
        QTest::newRow("no number") << u"logs/scrollback"_s << QVariant(u"many"_s);
        QTest::newRow("no choice") << u"appearance/scheme"_s << QVariant(u"sepia"_s);
        QTest::newRow("neither true nor false") << u"editor/autosave"_s << QVariant(u"maybe"_s);
    }
    void set_refusesWhatIsOutOfRange()
    {
        QFETCH(QString, name);
        QFETCH(QVariant, value);
        const auto all = declarations();
        const auto key = std::ranges::find(all, name, &Declaration::name);
        QVERIFY(key != all.end());
        Store store(m_paths);
        const auto result = store.setVariant(**key, value);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Invalid);
        QCOMPARE(store.variant(**key), (*key)->fallback());
    }

    void changed_saysWhatIsNewAndOnlyThen()
    {
        Store store(m_paths);
        const QSignalSpy changes(&store, &Store::changed);
        QVERIFY_RESULT(store.set(Keys::LogScrollback, 20'000));
        QVERIFY_RESULT(store.set(Keys::LogScrollback, 20'000));
        QVERIFY_RESULT(store.reset(Keys::LogScrollback));
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes.at(0).at(1).toInt(), 20'000);
        QCOMPARE(changes.at(1).at(1).toInt(), 100'000);
    }

    void workspaces_haveValuesOfTheirOwn()
    {
        Store store(m_paths);
        QVERIFY_RESULT(store.set(Keys::RunPort, 7000, u"/somewhere/one"_s));
        QCOMPARE(store.value(Keys::RunPort, u"/somewhere/one"_s), 7000);
        QCOMPARE(store.value(Keys::RunPort, u"/somewhere/one/"_s), 7000);
        QCOMPARE(store.value(Keys::RunPort, u"/somewhere/two"_s), 0);
    }

    void lists_goThereAndBack_data()
    {
        QTest::addColumn<QStringList>("values");
        QTest::newRow("none") << QStringList();
        QTest::newRow("one") << QStringList{u"A=1"_s};
        QTest::newRow("with commas, quotes and Umlauts") << QStringList{u"A=1,2"_s, u"B=\"ü\""_s, u"C="_s};
    }
    void lists_goThereAndBack()
    {
        QFETCH(QStringList, values);
        QVERIFY_RESULT(Store(m_paths).set(Keys::RunVariables, values, m_home->path()));
        QCOMPARE(Store(m_paths).value(Keys::RunVariables, m_home->path()), values);
    }

    void renamedKeys_areTakenFromAKeptOldFile()
    {
        const QString name = Store(m_paths).fileName(Scope::Roaming);
        QVERIFY(QDir().mkpath(m_paths.config));
        QVERIFY(QFile::copy(Testing::sourceFile(u"tests/data/settings/settings-before-renames.ini"_s), name));
        QVERIFY(QFile::setPermissions(name, QFile::ReadOwner | QFile::WriteOwner));

        const Store store(m_paths);
        QCOMPARE(store.value(Lines), 25'000);
        QCOMPARE(store.value(Colours), u"dark"_s);
        QCOMPARE(store.value(Keys::LogScrollback), 100'000); // 70 is below its range
        QCOMPARE(store.value(Keys::Autosave), false); // "maybe" is no answer

        const QSettings file(name, QSettings::IniFormat);
        QVERIFY(!file.contains("logs/lineLimit"_L1));
        QVERIFY(!file.contains("theme"_L1));
        QCOMPARE(file.value("test/lines"_L1).toInt(), 25'000);
        QCOMPARE(file.value("somebody/else"_L1).toString(), u"kept"_s);
    }

    void renamedKeys_neverOverwriteANewerValue()
    {
        const QString name = Store(m_paths).fileName(Scope::Roaming);
        {
            QSettings file(name, QSettings::IniFormat);
            file.setValue("logs/lineLimit"_L1, 5'000);
            file.setValue("test/lines"_L1, 6'000);
        }
        QCOMPARE(Store(m_paths).value(Lines), 6'000);
    }

    void twoStores_keepEachOthersValues()
    {
        Store one(m_paths);
        Store two(m_paths);
        QVERIFY_RESULT(one.set(Keys::LogScrollback, 11'000));
        QVERIFY_RESULT(two.set(Keys::LogTimes, true));
        const Store third(m_paths);
        QCOMPARE(third.value(Keys::LogScrollback), 11'000);
        QCOMPARE(third.value(Keys::LogTimes), true);
    }

    void set_saysWhenTheFileCannotBeWritten()
    {
        QVERIFY(QDir().mkpath(m_home->path()));
        QFile inTheWay(m_paths.config); // a file where the folder should be
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        Store store(m_paths);
        const auto result = store.set(Keys::LogTimes, true);
        QVERIFY(!result);
        QCOMPARE(result.error().code, ErrorCode::Io);
    }

    void describe_listsEveryKeyForAPage()
    {
        Store store(m_paths);
        QVERIFY_RESULT(store.set(Keys::LogScrollback, 20'000));
        const QJsonArray all = store.describe(m_home->path());
        QCOMPARE(all.size(), qsizetype(declarations().size()));
        for (const auto &entry : all) {
            const QJsonObject key = entry.toObject();
            QVERIFY2(!key["label"_L1].toString().isEmpty(), qPrintable(key["name"_L1].toString()));
            QCOMPARE(key["isDefault"_L1].toBool(), key["name"_L1] != "logs/scrollback"_L1);
        }
        QVERIFY(store.describe().size() < all.size()); // workspace keys need a workspace
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
    Paths m_paths;
};

QTEST_GUILESS_MAIN(StoreTest)
#include "tst_store.moc"
