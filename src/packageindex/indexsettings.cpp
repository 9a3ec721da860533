// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/indexsettings.h"

#include "base/atomicfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {
constexpr qint64 LargestPipFile = 1024 * 1024;

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

bool isTrue(const QString &text)
{
    static const QStringList yes{u"1"_s, u"true"_s, u"yes"_s, u"on"_s, u"y"_s, u"t"_s};
    return yes.contains(text.trimmed().toLower());
}

/// One of pip's options, by the name that its files use.
void setOption(IndexSettings &settings, const QString &name, const QString &value)
{
    // configparser keeps the line breaks of continued values; pip splits lists at white space.
    const QString text = value.simplified();
    if (name == "index-url"_L1)
        settings.index = text;
    else if (name == "extra-index-url"_L1)
        settings.extraIndexes = words(text);
    else if (name == "find-links"_L1)
        settings.findLinks = words(text);
    else if (name == "trusted-host"_L1)
        settings.trustedHosts = words(text);
    else if (name == "cert"_L1)
        settings.certificates = text;
    else if (name == "proxy"_L1)
        settings.proxy = text;
    else if (name == "timeout"_L1 || name == "default-timeout"_L1)
        settings.timeoutSeconds = text;
    else if (name == "no-index"_L1)
        settings.noIndex = isTrue(text);
}

constexpr std::array OptionNames{"index-url"_L1, "extra-index-url"_L1, "find-links"_L1, "trusted-host"_L1, "cert"_L1,
                                 "proxy"_L1,     "default-timeout"_L1, "timeout"_L1,    "no-index"_L1};

/// Variables of uv that decide where packages come from.
constexpr std::array UvIndexVariables{"UV_DEFAULT_INDEX"_L1, "UV_INDEX_URL"_L1, "UV_INDEX"_L1, "UV_EXTRA_INDEX_URL"_L1,
                                      "UV_FIND_LINKS"_L1};

QString withoutCredentials(const QString &address)
{
    QUrl url(address);
    if (url.host().isEmpty())
        return address;
    url.setUserInfo({});
    return url.toString();
}

void setUnlessSet(QProcessEnvironment &environment, const QString &name, const QString &value)
{
    if (!value.isEmpty() && environment.value(name).isEmpty())
        environment.insert(name, value);
}
} // namespace

QStringList pipFiles(const QProcessEnvironment &environment)
{
    const QString chosen = environment.value(u"PIP_CONFIG_FILE"_s);
    if (chosen == "/dev/null"_L1) // pip's way of saying: none
        return {};
    const QString home = environment.value(u"HOME"_s, QDir::homePath());
    const QString config = environment.value(u"XDG_CONFIG_HOME"_s, home + "/.config"_L1);
    QStringList files;
    for (const QString &folder : environment.value(u"XDG_CONFIG_DIRS"_s, u"/etc/xdg"_s).split(u':', Qt::SkipEmptyParts))
        files += folder + "/pip/pip.conf"_L1;
    files += {u"/etc/pip.conf"_s, home + "/.pip/pip.conf"_L1, config + "/pip/pip.conf"_L1};
    if (!chosen.isEmpty())
        files += chosen;
    return files;
}

IndexSettings IndexSettings::ofMachine(const QProcessEnvironment &environment)
{
    IndexSettings settings;
    for (const QString &file : pipFiles(environment)) {
        if (const auto text = readFile(file, LargestPipFile))
            settings.readPipFile(QString::fromUtf8(*text));
    }
    settings.readPipVariables(environment);
    return settings;
}

void IndexSettings::readPipFile(const QString &text)
{
    // Python's configparser: an indented line goes on with the value above; `#` and `;` begin comments.
    QString section;
    QString name;
    QString value;
    QHash<QString, QString> global;
    QHash<QString, QString> install; // belongs to `pip install` alone and wins
    const auto store = [&] {
        if (!name.isEmpty() && section == "global"_L1)
            global.insert(name, value);
        else if (!name.isEmpty() && section == "install"_L1)
            install.insert(name, value);
        name.clear();
    };
    for (const QString &line : text.split(u'\n')) {
        const QString trimmed = line.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#') || trimmed.startsWith(u';'))
            continue;
        if (line.front().isSpace() && !name.isEmpty()) {
            value += u' ' + trimmed;
            continue;
        }
        store();
        if (trimmed.startsWith(u'[') && trimmed.endsWith(u']')) {
            section = trimmed.sliced(1, trimmed.size() - 2).trimmed();
            continue;
        }
        const qsizetype at = trimmed.indexOf(u'=') >= 0 ? trimmed.indexOf(u'=') : trimmed.indexOf(u':');
        if (at > 0) {
            name = trimmed.first(at).trimmed().toLower().replace(u'_', u'-');
            value = trimmed.sliced(at + 1).trimmed();
        }
    }
    store();
    for (const auto &options : {global, install}) {
        for (auto it = options.begin(); it != options.end(); ++it)
            setOption(*this, it.key(), it.value());
    }
}

void IndexSettings::readPipVariables(const QProcessEnvironment &environment)
{
    for (const QLatin1StringView name : OptionNames) {
        const QString value = environment.value("PIP_"_L1 + QString(name).toUpper().replace(u'-', u'_'));
        if (!value.isEmpty())
            setOption(*this, name, value);
    }
}

QProcessEnvironment IndexSettings::forUv(QProcessEnvironment environment) const
{
    if (environment.value(u"UV_INDEX_URL"_s).isEmpty())
        setUnlessSet(environment, u"UV_DEFAULT_INDEX"_s, index);
    if (environment.value(u"UV_EXTRA_INDEX_URL"_s).isEmpty())
        setUnlessSet(environment, u"UV_INDEX"_s, extraIndexes.join(u' '));
    setUnlessSet(environment, u"UV_FIND_LINKS"_s, findLinks.join(u','));
    setUnlessSet(environment, u"UV_INSECURE_HOST"_s, trustedHosts.join(u' '));
    setUnlessSet(environment, u"UV_HTTP_TIMEOUT"_s, timeoutSeconds);
    setUnlessSet(environment, u"SSL_CERT_FILE"_s, certificates);
    if (environment.value(u"https_proxy"_s).isEmpty())
        setUnlessSet(environment, u"HTTPS_PROXY"_s, proxy);
    if (environment.value(u"http_proxy"_s).isEmpty())
        setUnlessSet(environment, u"HTTP_PROXY"_s, proxy);
    // Certificates that the machine trusts, not only the ones that uv brings.
    if (environment.value(u"SSL_CERT_FILE"_s).isEmpty())
        setUnlessSet(environment, u"UV_SYSTEM_CERTS"_s, u"true"_s);
    return environment;
}

QStringList IndexSettings::addresses(const QProcessEnvironment &environment) const
{
    if (noIndex || isTrue(environment.value(u"UV_NO_INDEX"_s)))
        return {};
    const QProcessEnvironment uv = forUv(environment);
    const auto either = [&uv](const QString &name, const QString &olderName) {
        const QString value = uv.value(name);
        return value.isEmpty() ? uv.value(olderName) : value;
    };
    QStringList result = words(either(u"UV_DEFAULT_INDEX"_s, u"UV_INDEX_URL"_s));
    result.resize(1);
    result += words(either(u"UV_INDEX"_s, u"UV_EXTRA_INDEX_URL"_s));
    for (QString &address : result) {
        const qsizetype equals = address.indexOf(u'=');
        if (equals >= 0 && equals < address.indexOf(u':')) // uv's `name=https://…`
            address.remove(0, equals + 1);
    }
    return result;
}

QStringList IndexSettings::uvOptions() const
{
    return noIndex ? QStringList(u"--no-index"_s) : QStringList();
}

QString IndexSettings::fingerprint(const QProcessEnvironment &environment) const
{
    QStringList parts;
    const auto add = [&parts](const QString &kind, const QStringList &addresses) {
        for (const QString &address : addresses)
            parts += kind + u'=' + withoutCredentials(address);
    };
    add(u"index"_s, index.isEmpty() ? QStringList() : QStringList(index));
    add(u"extra"_s, extraIndexes);
    add(u"links"_s, findLinks);
    if (noIndex)
        parts += u"no-index"_s;
    for (const QLatin1StringView name : UvIndexVariables)
        add(name, words(environment.value(name)));
    if (parts.isEmpty())
        return {};
    const QByteArray digest = QCryptographicHash::hash(parts.join(u'\n').toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(digest.toHex().first(12));
}

QStringList IndexSettings::confidential(const QProcessEnvironment &environment) const
{
    QStringList addresses = QStringList(index) + extraIndexes + findLinks + QStringList(proxy);
    for (const QLatin1StringView name : UvIndexVariables)
        addresses += words(environment.value(name));
    for (const QString &name :
         {u"HTTPS_PROXY"_s, u"HTTP_PROXY"_s, u"ALL_PROXY"_s, u"https_proxy"_s, u"http_proxy"_s, u"all_proxy"_s})
        addresses += environment.value(name);
    QStringList result;
    for (const QString &address : std::as_const(addresses)) {
        const QUrl url(address);
        if (url.host().isEmpty())
            continue; // a folder
        result += {address, withoutCredentials(address), url.authority(), url.userInfo(), url.password(), url.host()};
    }
    result += trustedHosts;
    result.removeAll(QString());
    result.removeDuplicates();
    return result;
}

} // namespace Spacewright::PackageIndex
