// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/paths.h"
#include "base/result.h"
#include "settings/key.h"

#include <QObject>

#include <map>
#include <memory>

class QSettings;

namespace Spacewright::Settings {

/// The values of the keys, in one INI file a scope. Lives on the thread that made it. Another process
/// that writes the same files is merged with, not overwritten: QSettings locks, reads and replaces.
class Store final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Store)
public:
    /// Reads `config`/settings.ini and machine.ini, and moves values of renamed keys to their new names.
    explicit Store(const Paths &paths, QObject *parent = nullptr);
    ~Store() override;

    /// What is stored, or the default where nothing is or where it cannot be used. `workspace` is the
    /// Space's folder; keys of Scope::Workspace need it, others ignore it.
    template<typename T>
    [[nodiscard]] T value(const Key<T> &key, const QString &workspace = {}) const
    {
        return variant(key, workspace).template value<T>();
    }
    [[nodiscard]] QVariant variant(const Declaration &key, const QString &workspace = {}) const;

    /// Invalid when the value is out of range, Io when the file cannot be written.
    template<typename T>
    Result<> set(const Key<T> &key, const std::type_identity_t<T> &value, const QString &workspace = {})
    {
        return setVariant(key, QVariant::fromValue(value), workspace);
    }
    Result<> setVariant(const Declaration &key, const QVariant &value, const QString &workspace = {});
    /// Back to the default.
    Result<> reset(const Declaration &key, const QString &workspace = {});

    /// Every key with its declaration, its `value` and whether it is the default.
    [[nodiscard]] QJsonArray describe(const QString &workspace = {}) const;

    /// The file that holds `scope`.
    [[nodiscard]] QString fileName(Scope scope, const QString &workspace = {}) const;

Q_SIGNALS:
    /// A value is another one than before. `workspace` is empty unless the key belongs to one.
    void changed(const QString &name, const QVariant &value, const QString &workspace);

private:
    [[nodiscard]] QSettings &file(Scope scope, const QString &workspace) const;
    Result<> write(const Declaration &key, const QVariant &value, const QString &workspace);

    Paths m_paths;
    mutable std::map<QString, std::unique_ptr<QSettings>> m_files; // by file name
};

} // namespace Spacewright::Settings
