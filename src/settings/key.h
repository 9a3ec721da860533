// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>
#include <QStringList>
#include <QVariant>

#include <functional>
#include <optional>
#include <vector>

namespace Spacewright::Settings {

/// Where a value belongs, and so which file holds it.
enum class Scope {
    Roaming, ///< a person's taste; would be copied to their next machine
    Machine, ///< about this machine: disk, ports, programs
    Workspace, ///< about one Space folder on this machine; never written into the Space itself
};

/// `roaming`, `machine`, `workspace`: for machines.
[[nodiscard]] QString scopeName(Scope scope);

/// What may be said about a key besides its name, default and scope.
struct Traits {
    QVariant least = {}; ///< numbers: the smallest accepted value
    QVariant most = {}; ///< numbers: the largest accepted value
    QStringList choices = {}; ///< text: the only accepted values, in the order a page shows them
    QString unit = {}; ///< untranslated: "lines", "%", "days"
    QStringList formerly = {}; ///< names of earlier versions, newest first
    /// Turns a value stored under a former name into one of today; without it the value is taken as it is.
    std::function<QVariant(const QString &formerName, const QVariant &value)> migrate = {};
};

/// One setting with its type erased: what the settings page, the CLI and the docs read.
class Declaration {
    Q_DISABLE_COPY_MOVE(Declaration)
public:
    /// Registers the key; a name must be declared once. `label` is a QT_TRANSLATE_NOOP("Settings", ...).
    Declaration(QString name, QVariant fallback, Scope scope, const char *label, Traits traits);
    ~Declaration();

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] const QVariant &fallback() const { return m_fallback; }
    [[nodiscard]] Scope scope() const { return m_scope; }
    [[nodiscard]] const Traits &traits() const { return m_traits; }
    [[nodiscard]] QString label() const { return QCoreApplication::translate("Settings", m_label); }

    /// `value` in the key's own type, or nullopt when it has another one, is out of range or no choice.
    [[nodiscard]] std::optional<QVariant> accepted(const QVariant &value) const;
    /// Translated: "from 1000 to 1000000 lines", "system, light or dark"; empty when anything goes.
    [[nodiscard]] QString rangeText() const;
    /// name, type, scope, label, default, least, most, choices, unit.
    [[nodiscard]] QJsonObject toJson() const;

    /// The keys that the linker has kept; use declarations() for all of them.
    [[nodiscard]] static std::vector<const Declaration *> registered();

private:
    QString m_name;
    QVariant m_fallback;
    Scope m_scope;
    const char *m_label;
    Traits m_traits;
};

/// A setting of type `T`: bool, int, double, QString or QStringList. Declare one in keys.h.
template<typename T>
class Key final : public Declaration {
public:
    Key(QString name, T fallback, Scope scope, const char *label, Traits traits = {})
        : Declaration(std::move(name), QVariant::fromValue(std::move(fallback)), scope, label, std::move(traits))
    {
    }
};

/// Every key of the program, sorted by name.
[[nodiscard]] std::vector<const Declaration *> declarations();

} // namespace Spacewright::Settings
