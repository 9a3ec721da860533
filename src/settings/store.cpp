// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/store.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLoggingCategory>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace Spacewright::Settings {

namespace {

Q_LOGGING_CATEGORY(log, "spacewright.settings.store")

/// The new name is on the disk before the old one is removed, so a crash between the two loses nothing.
void migrate(QSettings &file, Scope scope)
{
    QStringList gone;
    for (const Declaration *key : declarations()) {
        if (key->scope() != scope)
            continue;
        for (const QString &former : key->traits().formerly) {
            if (!file.contains(former))
                continue;
            gone += former;
            const QVariant old = file.value(former);
            const auto value = key->accepted(key->traits().migrate ? key->traits().migrate(former, old) : old);
            if (value && !file.contains(key->name()))
                file.setValue(key->name(), *value);
        }
    }
    if (gone.isEmpty())
        return;
    file.sync();
    if (file.status() != QSettings::NoError) {
        qCWarning(log) << "renamed settings stay as they are:" << file.fileName() << "cannot be written";
        return;
    }
    for (const QString &name : std::as_const(gone))
        file.remove(name);
    file.sync();
}

} // namespace

Store::Store(const Paths &paths, QObject *parent)
    : QObject(parent)
    , m_paths(paths)
{
}

Store::~Store() = default;

QString Store::fileName(Scope scope, const QString &workspace) const
{
    switch (scope) {
    case Scope::Roaming:
        return m_paths.config + "/settings.ini"_L1;
    case Scope::Machine:
        return m_paths.config + "/machine.ini"_L1;
    case Scope::Workspace: {
        // A folder's path is no file name; its hash is, and does not tell others what one works on.
        const QByteArray path = resolvedPath(workspace).toUtf8();
        const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().first(16);
        return m_paths.state + "/workspaces/"_L1 + QLatin1StringView(hash) + ".ini"_L1;
    }
    }
    Q_UNREACHABLE_RETURN({});
}

QSettings &Store::file(Scope scope, const QString &workspace) const
{
    const QString name = fileName(scope, workspace);
    auto &settings = m_files[name];
    if (!settings) {
        settings = std::make_unique<QSettings>(name, QSettings::IniFormat);
        settings->setAtomicSyncRequired(true);
        migrate(*settings, scope);
    }
    return *settings;
}

QVariant Store::variant(const Declaration &key, const QString &workspace) const
{
    Q_ASSERT(key.scope() != Scope::Workspace || !workspace.isEmpty());
    const QVariant stored = file(key.scope(), workspace).value(key.name());
    return stored.isValid() ? key.accepted(stored).value_or(key.fallback()) : key.fallback();
}

Result<> Store::setVariant(const Declaration &key, const QVariant &value, const QString &workspace)
{
    const auto accepted = key.accepted(value);
    if (!accepted) {
        return failure(ErrorCode::Invalid,
                       tr("\"%1\" cannot be %2. Choose: %3.").arg(key.label(), value.toString(), key.rangeText()));
    }
    return write(key, *accepted, workspace);
}

Result<> Store::reset(const Declaration &key, const QString &workspace)
{
    return write(key, {}, workspace);
}

Result<> Store::write(const Declaration &key, const QVariant &value, const QString &workspace)
{
    const QVariant before = variant(key, workspace);
    QSettings &settings = file(key.scope(), workspace);
    if (value.isValid())
        settings.setValue(key.name(), value);
    else
        settings.remove(key.name());
    if (key.scope() == Scope::Workspace)
        settings.setValue("folder"_L1, resolvedPath(workspace)); // so that a person can tell the files apart
    settings.sync();
    if (settings.status() != QSettings::NoError) {
        return failure(ErrorCode::Io,
                       tr("The setting \"%1\" could not be saved. Make %2 writable and try again.")
                           .arg(key.label(), QDir::toNativeSeparators(settings.fileName())));
    }
    const QVariant after = variant(key, workspace);
    if (after != before)
        Q_EMIT changed(key.name(), after, key.scope() == Scope::Workspace ? workspace : QString());
    return {};
}

QJsonArray Store::describe(const QString &workspace) const
{
    QJsonArray all;
    for (const Declaration *key : declarations()) {
        if (key->scope() == Scope::Workspace && workspace.isEmpty())
            continue;
        QJsonObject json = key->toJson();
        const QVariant value = variant(*key, workspace);
        json.insert(u"value"_s, QJsonValue::fromVariant(value));
        json.insert(u"isDefault"_s, value == key->fallback());
        all += json;
    }
    return all;
}

} // namespace Spacewright::Settings
