// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/key.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Settings {

namespace {

/// Filled by the constructors of the keys, before main().
std::vector<const Declaration *> &registry()
{
    static std::vector<const Declaration *> all;
    return all;
}

QString typeName(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return u"bool"_s;
    case QMetaType::Int:
    case QMetaType::LongLong:
        return u"int"_s;
    case QMetaType::Double:
        return u"double"_s;
    case QMetaType::QStringList:
        return u"list"_s;
    default:
        return u"text"_s;
    }
}

/// INI files hold text only, so "false" and "10" are a bool and a number; "maybe" is neither.
std::optional<QVariant> converted(const QVariant &value, const QMetaType type)
{
    if (value.metaType() == type)
        return value;
    if (type.id() == QMetaType::Bool) {
        const QString text = value.toString();
        if (text == "true"_L1 || text == "1"_L1)
            return true;
        if (text == "false"_L1 || text == "0"_L1)
            return false;
        return std::nullopt;
    }
    QVariant result = value;
    if (!result.convert(type))
        return std::nullopt;
    return result;
}

} // namespace

QString scopeName(Scope scope)
{
    switch (scope) {
    case Scope::Roaming:
        return u"roaming"_s;
    case Scope::Machine:
        return u"machine"_s;
    case Scope::Workspace:
        return u"workspace"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

Declaration::Declaration(QString name, QVariant fallback, Scope scope, const char *label, Traits traits)
    : m_name(std::move(name))
    , m_fallback(std::move(fallback))
    , m_scope(scope)
    , m_label(label)
    , m_traits(std::move(traits))
{
    Q_ASSERT_X(std::ranges::none_of(registry(), [this](auto *other) { return other->name() == m_name; }), "Settings",
               "a key is declared twice");
    registry().push_back(this);
}

Declaration::~Declaration()
{
    std::erase(registry(), this);
}

std::optional<QVariant> Declaration::accepted(const QVariant &value) const
{
    const auto result = converted(value, m_fallback.metaType());
    if (!result)
        return std::nullopt;
    if (m_traits.least.isValid() && QVariant::compare(*result, m_traits.least) == QPartialOrdering::Less)
        return std::nullopt;
    if (m_traits.most.isValid() && QVariant::compare(*result, m_traits.most) == QPartialOrdering::Greater)
        return std::nullopt;
    if (!m_traits.choices.isEmpty() && !m_traits.choices.contains(result->toString()))
        return std::nullopt;
    return result;
}

QString Declaration::rangeText() const
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Settings", text); };
    if (!m_traits.choices.isEmpty())
        return m_traits.choices.join(u", "_s);
    if (m_traits.least.isValid() && m_traits.most.isValid()) {
        return tr(QT_TRANSLATE_NOOP("Settings", "from %1 to %2 %3"))
            .arg(m_traits.least.toString(), m_traits.most.toString(), m_traits.unit)
            .trimmed();
    }
    return {};
}

QJsonObject Declaration::toJson() const
{
    QJsonObject json{{u"name"_s, m_name},
                     {u"type"_s, typeName(m_fallback)},
                     {u"scope"_s, scopeName(m_scope)},
                     {u"label"_s, label()},
                     {u"default"_s, QJsonValue::fromVariant(m_fallback)}};
    if (m_traits.least.isValid())
        json.insert(u"least"_s, QJsonValue::fromVariant(m_traits.least));
    if (m_traits.most.isValid())
        json.insert(u"most"_s, QJsonValue::fromVariant(m_traits.most));
    if (!m_traits.choices.isEmpty())
        json.insert(u"choices"_s, QJsonArray::fromStringList(m_traits.choices));
    if (!m_traits.unit.isEmpty())
        json.insert(u"unit"_s, m_traits.unit);
    return json;
}

std::vector<const Declaration *> Declaration::registered()
{
    return registry();
}

} // namespace Spacewright::Settings
