// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "packageindex/indexsettings.h"
#include "support/testcase.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::PackageIndex;

namespace {
QProcessEnvironment variables(std::initializer_list<std::pair<QString, QString>> list)
{
    QProcessEnvironment environment;
    for (const auto &[name, value] : list)
        environment.insert(name, value);
    return environment;
}
} // namespace

class IndexSettingsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void pipFile_isReadAsPipDoes()
    {
        IndexSettings settings;
        settings.readPipFile(
            u"# ours\n[global]\nindex_url = https://ada:secret42@pypi.example.test/simple\n"
            "extra-index-url =\n    https://one.example.test/simple\n    https://two.example.test/simple\n"
            "cert: /etc/ssl/ours.pem\ntimeout = 30\n[list]\nindex-url = https://wrong.example.test\n"
            "[install]\ntrusted-host = one.example.test\nno-index = no\n"_s);
        QCOMPARE(settings.index, u"https://ada:secret42@pypi.example.test/simple"_s);
        QCOMPARE(settings.extraIndexes,
                 (QStringList{u"https://one.example.test/simple"_s, u"https://two.example.test/simple"_s}));
        QCOMPARE(settings.certificates, u"/etc/ssl/ours.pem"_s);
        QCOMPARE(settings.timeoutSeconds, u"30"_s);
        QCOMPARE(settings.trustedHosts, QStringList(u"one.example.test"_s));
        QVERIFY(!settings.noIndex);
    }

    void ofMachine_letsLaterSourcesWin()
    {
        const QTemporaryDir home;
        QVERIFY(writeFile(home.path() + u"/.config/pip/pip.conf"_s,
                          "[global]\nindex-url = https://file.example.test/simple\nfind-links = /srv/wheels\n"));
        auto environment =
            variables({{u"HOME"_s, home.path()}, {u"PIP_INDEX_URL"_s, u"https://variable.example.test/simple"_s}});
        const IndexSettings settings = IndexSettings::ofMachine(environment);
        QCOMPARE(settings.index, u"https://variable.example.test/simple"_s);
        QCOMPARE(settings.findLinks, QStringList(u"/srv/wheels"_s));

        environment.insert(u"PIP_CONFIG_FILE"_s, u"/dev/null"_s);
        QVERIFY(IndexSettings::ofMachine(environment).findLinks.isEmpty());
    }

    void forUv_speaksUvsWords()
    {
        IndexSettings settings;
        settings.index = u"https://pypi.example.test/simple"_s;
        settings.extraIndexes = {u"https://one.example.test/simple"_s, u"https://two.example.test/simple"_s};
        settings.findLinks = {u"/srv/wheels"_s, u"/srv/more"_s};
        settings.certificates = u"/etc/ssl/ours.pem"_s;
        settings.proxy = u"http://proxy.example.test:3128"_s;
        settings.noIndex = true;
        const QProcessEnvironment uv = settings.forUv({});
        QCOMPARE(uv.value(u"UV_DEFAULT_INDEX"_s), u"https://pypi.example.test/simple"_s);
        QCOMPARE(uv.value(u"UV_INDEX"_s), u"https://one.example.test/simple https://two.example.test/simple"_s);
        QCOMPARE(uv.value(u"UV_FIND_LINKS"_s), u"/srv/wheels,/srv/more"_s);
        QCOMPARE(uv.value(u"SSL_CERT_FILE"_s), u"/etc/ssl/ours.pem"_s);
        QCOMPARE(uv.value(u"HTTPS_PROXY"_s), u"http://proxy.example.test:3128"_s);
        QCOMPARE(settings.uvOptions(), QStringList(u"--no-index"_s));
        QVERIFY(!uv.contains(u"UV_SYSTEM_CERTS"_s));
        QCOMPARE(IndexSettings().forUv({}).value(u"UV_SYSTEM_CERTS"_s), u"true"_s);
    }

    void forUv_keepsWhatUvWasTold()
    {
        IndexSettings settings;
        settings.index = u"https://pip.example.test/simple"_s;
        const auto uv = settings.forUv(variables({{u"UV_INDEX_URL"_s, u"https://uv.example.test/simple"_s}}));
        QCOMPARE(uv.value(u"UV_INDEX_URL"_s), u"https://uv.example.test/simple"_s);
        QVERIFY(!uv.contains(u"UV_DEFAULT_INDEX"_s));
    }

    void fingerprint_ignoresCredentialsAndTellsNothing()
    {
        IndexSettings settings;
        QCOMPARE(settings.fingerprint({}), QString());
        settings.index = u"https://ada:secret42@pypi.example.test/simple"_s;
        const QString one = settings.fingerprint({});
        QVERIFY(!one.isEmpty());
        QVERIFY(!one.contains(u"example"_s));
        settings.index = u"https://bob:other77@pypi.example.test/simple"_s;
        QCOMPARE(settings.fingerprint({}), one);
        settings.index = u"https://pypi.example.test/other"_s;
        QVERIFY(settings.fingerprint({}) != one);
        // Only a certificate or a proxy: the packages are the same.
        IndexSettings same;
        same.certificates = u"/etc/ssl/ours.pem"_s;
        same.proxy = u"http://proxy.example.test"_s;
        QCOMPARE(same.fingerprint({}), QString());
    }

    void confidential_namesHostsAndPasswords()
    {
        IndexSettings settings;
        settings.index = u"https://ada:secret42@pypi.example.test:8443/simple"_s;
        settings.findLinks = {u"/srv/wheels"_s};
        const QStringList words =
            settings.confidential(variables({{u"https_proxy"_s, u"http://proxy.example.test:3128"_s}}));
        for (const auto &word : {u"secret42"_s, u"pypi.example.test"_s, u"https://pypi.example.test:8443/simple"_s,
                                 u"proxy.example.test"_s})
            QVERIFY2(words.contains(word), qPrintable(word));
        QVERIFY(!words.contains(u"/srv/wheels"_s));
        QVERIFY(!words.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(IndexSettingsTest)
#include "tst_indexsettings.moc"
