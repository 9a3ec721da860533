// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/enclosure.h"

#include <QCryptographicHash>
#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Sandbox {

namespace {
/// Something laid at a place inside; what lies deeper is laid later, or it would be covered.
struct Layer {
    QString at;
    QStringList words;
};

Layer bind(const QString &how, const QString &path, const QString &at = {})
{
    const QString place = at.isEmpty() ? path : at;
    return {place, {how, path, place}};
}

/// What programs look up about names, certificates, languages, fonts and drivers; nothing with passwords in it.
const QStringList &readableSettings()
{
    static const QStringList names{
        u"alternatives"_s,  u"ca-certificates"_s, u"crypto-policies"_s, u"fonts"_s,        u"gai.conf"_s,
        u"glvnd"_s,         u"group"_s,           u"host.conf"_s,       u"hosts"_s,        u"ImageMagick-6"_s,
        u"ImageMagick-7"_s, u"ld.so.cache"_s,     u"ld.so.conf"_s,      u"ld.so.conf.d"_s, u"localtime"_s,
        u"mime.types"_s,    u"nsswitch.conf"_s,   u"OpenCL"_s,          u"os-release"_s,   u"passwd"_s,
        u"pki"_s,           u"protocols"_s,       u"python3"_s,         u"resolv.conf"_s,  u"services"_s,
        u"ssl"_s,           u"timezone"_s,        u"vulkan"_s};
    return names;
}

const QStringList &passedVariables()
{
    static const QStringList names{u"LANG"_s,
                                   u"LANGUAGE"_s,
                                   u"TZ"_s,
                                   u"http_proxy"_s,
                                   u"https_proxy"_s,
                                   u"ftp_proxy"_s,
                                   u"all_proxy"_s,
                                   u"no_proxy"_s,
                                   u"HTTP_PROXY"_s,
                                   u"HTTPS_PROXY"_s,
                                   u"FTP_PROXY"_s,
                                   u"ALL_PROXY"_s,
                                   u"NO_PROXY"_s,
                                   u"SSL_CERT_FILE"_s,
                                   u"SSL_CERT_DIR"_s,
                                   u"REQUESTS_CA_BUNDLE"_s,
                                   u"CURL_CA_BUNDLE"_s,
                                   u"CUDA_VISIBLE_DEVICES"_s,
                                   u"HIP_VISIBLE_DEVICES"_s,
                                   u"OMP_NUM_THREADS"_s,
                                   u"HF_ENDPOINT"_s,
                                   u"HF_HUB_OFFLINE"_s};
    return names;
}

constexpr std::array CertificateVariables{"SSL_CERT_FILE"_L1, "SSL_CERT_DIR"_L1, "REQUESTS_CA_BUNDLE"_L1,
                                          "CURL_CA_BUNDLE"_L1};

QString innerModels()
{
    return InnerHome + "/.cache/huggingface"_L1;
}

/// An empty folder in memory.
Layer inMemory(const QString &at, const Enclosure &enclosure)
{
    QStringList words;
    if (enclosure.ability.boundedFolders && enclosure.limits.temporaryBytes > 0)
        words += {u"--size"_s, QString::number(enclosure.limits.temporaryBytes)};
    return {at, words + QStringList{u"--tmpfs"_s, at}};
}

QList<Layer> systemLayers(const Ability &ability)
{
    QList<Layer> layers;
    for (const auto &[path, target] : ability.systemFolders) {
        if (target.isEmpty())
            layers.append(bind(u"--ro-bind"_s, path));
        else
            layers.append({path, {u"--symlink"_s, target, path}});
    }
    for (const QString &name : readableSettings())
        layers.append(bind(u"--ro-bind-try"_s, "/etc/"_L1 + name));
    layers.append(bind(u"--ro-bind-try"_s, u"/sys"_s));
    layers.append(ability.ownProc ? Layer{u"/proc"_s, {u"--proc"_s, u"/proc"_s}} : bind(u"--ro-bind"_s, u"/proc"_s));
    layers.append({u"/dev"_s, {u"--dev"_s, u"/dev"_s}});
    for (const QString &device : ability.devices)
        layers.append(bind(u"--dev-bind-try"_s, device));
    return layers;
}

QList<Layer> cacheLayers(const Wish &wish)
{
    switch (wish.cache) {
    case ModelCache::Own:
        return wish.ownCache.isEmpty() ? QList<Layer>() : QList{bind(u"--bind"_s, wish.ownCache, innerModels())};
    case ModelCache::ReadOnly:
        return {bind(u"--ro-bind-try"_s, wish.personsCache, innerModels() + "/hub"_L1)};
    case ModelCache::Shared:
        return {bind(u"--bind-try"_s, wish.personsCache, innerModels() + "/hub"_L1)};
    }
    Q_UNREACHABLE_RETURN({});
}

/// What stands before the program inside, so that the limits hold for it and not for bubblewrap.
QStringList limiters(const Enclosure &enclosure)
{
    QStringList words;
    const Ability &ability = enclosure.ability;
    const Limits &limits = enclosure.limits;
    if (!ability.binder.isEmpty() && limits.processors > 0 && limits.processors < ability.processors.size()) {
        QStringList chosen;
        for (const int each : ability.processors.first(limits.processors))
            chosen += QString::number(each);
        words += {ability.binder, u"-c"_s, chosen.join(u',')};
    }
    if (!ability.limiter.isEmpty()) {
        words += {ability.limiter, u"--core=0"_s};
        if (limits.tasks > 0)
            words += u"--nproc="_s + QString::number(limits.tasks);
        if (limits.fileBytes > 0)
            words += u"--fsize="_s + QString::number(limits.fileBytes);
    }
    return words;
}
} // namespace

QString cacheName(ModelCache cache)
{
    switch (cache) {
    case ModelCache::Own:
        return u"own"_s;
    case ModelCache::ReadOnly:
        return u"read"_s;
    case ModelCache::Shared:
        return u"shared"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

ModelCache cacheFromName(const QString &name)
{
    return name == "read"_L1 ? ModelCache::ReadOnly : name == "shared"_L1 ? ModelCache::Shared : ModelCache::Own;
}

QString modelCacheOf(const QProcessEnvironment &environment)
{
    if (const QString hub = environment.value(u"HF_HUB_CACHE"_s); !hub.isEmpty())
        return QDir::cleanPath(hub);
    QString home = environment.value(u"HF_HOME"_s);
    if (home.isEmpty()) {
        const QString cache = environment.value(u"XDG_CACHE_HOME"_s);
        home = (cache.isEmpty() ? environment.value(u"HOME"_s) + "/.cache"_L1 : cache) + "/huggingface"_L1;
    }
    return QDir::cleanPath(home + "/hub"_L1);
}

QString ownCacheOf(const QString &folder, const QString &cacheFolder)
{
    const QByteArray name = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().first(16);
    return cacheFolder + "/spaces/"_L1 + QString::fromLatin1(name);
}

std::optional<Wish> wishFor(const QString &mode, bool isOwn, ModelCache cache, const QString &folder,
                            const QString &cacheFolder, const QProcessEnvironment &environment)
{
    if (mode == "never"_L1 || (isOwn && mode != "always"_L1))
        return std::nullopt;
    return Wish{.cache = cache, .ownCache = ownCacheOf(folder, cacheFolder), .personsCache = modelCacheOf(environment)};
}

QJsonObject toJson(const Enclosure &enclosure)
{
    const Limits &limits = enclosure.limits;
    return {{u"program"_s, enclosure.ability.bubblewrap}, {u"modelCache"_s, cacheName(enclosure.wish.cache)},
            {u"memoryBytes"_s, limits.memoryBytes},       {u"processors"_s, limits.processors},
            {u"processes"_s, limits.processes},           {u"tasks"_s, limits.tasks},
            {u"fileBytes"_s, limits.fileBytes},           {u"temporaryBytes"_s, limits.temporaryBytes}};
}

QProcessEnvironment chosenEnvironment(const QProcessEnvironment &machine)
{
    QProcessEnvironment chosen;
    for (const QString &name : machine.keys()) {
        if (passedVariables().contains(name) || name.startsWith("LC_"_L1))
            chosen.insert(name, machine.value(name));
    }
    QStringList path = machine.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts);
    path.removeIf([](const QString &folder) {
        return std::ranges::none_of(std::array{"/usr/"_L1, "/bin"_L1, "/sbin"_L1, "/opt/"_L1, "/nix/"_L1, "/gnu/"_L1},
                                    [&](QLatin1StringView root) { return folder.startsWith(root); });
    });
    chosen.insert(u"PATH"_s, path.isEmpty() ? u"/usr/local/bin:/usr/bin:/bin"_s : path.join(u':'));
    chosen.insert(u"HOME"_s, InnerHome);
    chosen.insert(u"USER"_s, u"user"_s);
    chosen.insert(u"LOGNAME"_s, u"user"_s);
    chosen.insert(u"TMPDIR"_s, u"/tmp"_s);
    chosen.insert(u"HF_HOME"_s, innerModels());
    return chosen;
}

Command enclosed(const Command &inner, const Enclosure &enclosure, const QStringList &readable)
{
    const Ability &ability = enclosure.ability;
    QStringList words{u"--unshare-user"_s, u"--unshare-pid"_s,        u"--unshare-ipc"_s,
                      u"--unshare-uts"_s,  u"--unshare-cgroup-try"_s, u"--die-with-parent"_s,
                      u"--new-session"_s,  u"--cap-drop"_s,           u"ALL"_s};
    if (ability.noNestedNamespaces)
        words += u"--disable-userns"_s;

    QList<Layer> layers = systemLayers(ability);
    for (const QString &place : {u"/tmp"_s, u"/dev/shm"_s, InnerHome})
        layers.append(inMemory(place, enclosure));
    layers.append({u"/var/tmp"_s, {u"--symlink"_s, u"/tmp"_s, u"/var/tmp"_s}});
    layers += cacheLayers(enclosure.wish);
    for (const QString &path : readable)
        layers.append(bind(u"--ro-bind-try"_s, path));
    for (const QLatin1StringView name : CertificateVariables) {
        if (const QString path = inner.environment.value(name); QDir::isAbsolutePath(path))
            layers.append(bind(u"--ro-bind-try"_s, QDir::cleanPath(path)));
    }
    layers.append(bind(u"--bind"_s, inner.workingDirectory));
    // Hooks and settings of git run with the person's rights at their next commit.
    layers.append(bind(u"--ro-bind-try"_s, inner.workingDirectory + "/.git"_L1));
    std::ranges::stable_sort(layers, {}, [](const Layer &layer) { return layer.at.count(u'/'); });
    for (const Layer &layer : std::as_const(layers))
        words += layer.words;

    words += {u"--remount-ro"_s, u"/"_s, u"--chdir"_s, inner.workingDirectory, u"--"_s};
    words += limiters(enclosure);
    words += inner.program;
    Command command = inner;
    command.program = ability.bubblewrap;
    command.arguments = words + inner.arguments;
    command.isEnclosure = true;
    return command;
}

} // namespace Spacewright::Sandbox
