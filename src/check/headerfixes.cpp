// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/headerfixes.h"

#include "check/names.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Spacewright::Manifest::YamlNode;
using Spacewright::Manifest::YamlPair;

namespace Spacewright::Check {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr QLatin1StringView Readme = "README.md"_L1;
} // namespace

const YamlPair *written(const Subject &subject, QLatin1StringView key)
{
    const YamlPair *pair = subject.manifest.header.find(QString(key));
    return pair && pair->value.kind != YamlNode::Kind::Null ? pair : nullptr;
}

QString pythonAsWritten(const Subject &subject)
{
    const YamlPair *pair = written(subject, "python_version"_L1);
    return pair && pair->value.text == pair->value.printed() ? pair->value.text : QString();
}

QList<Fix> sureRemoval(const YamlPair &pair)
{
    const bool isOneLine =
        pair.value.isScalar() && pair.keyRange.line == pair.value.range.endLine && pair.keyRange.column == 0;
    if (!isOneLine)
        return {};
    return {{Words::tr("Remove %1").arg(pair.key),
             {{Readme, {pair.keyRange.line, 0, pair.value.range.endLine + 1, 0}, QString()}}}};
}

QList<Fix> closestFix(std::span<const QLatin1StringView> names, const QString &text, const TextRange &range)
{
    const QString meant = closest(names, text);
    return meant.isEmpty() ? QList<Fix>() : QList{writing(meant, Readme, range)};
}

QList<Fix> settingKey(const Subject &subject, const QString &title, const QString &key,
                      const Manifest::HeaderValue &value)
{
    auto edits = Manifest::HeaderEditor(subject.snapshot.text(Readme).text).set(key, value);
    if (!edits || edits->isEmpty())
        return {};
    return {{title, *std::move(edits)}};
}

} // namespace Spacewright::Check
