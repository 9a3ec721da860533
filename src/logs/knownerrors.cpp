// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/knownerrors.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <array>
#include <vector>

using namespace Qt::StringLiterals;

// Initialises the resource of a static library; must stand outside of a namespace.
static void loadResource()
{
    Q_INIT_RESOURCE(knownerrors);
}

namespace Spacewright::Logs {

namespace {

constexpr std::array blameNames{"repository"_L1, "dependency"_L1, "app"_L1,
                                "machine"_L1,    "scheduling"_L1, "platform"_L1};
constexpr std::array confidenceNames{"sure"_L1, "likely"_L1, "advice"_L1};
constexpr std::array fixNames{"addRequirement"_L1, "addPackage"_L1, "replacePackage"_L1,
                              "removePackage"_L1,  "setKey"_L1,     "addSecret"_L1};
/// A signature is looked for in this much of a line.
constexpr qsizetype MaxScanned = 4 * 1024;

template<typename Enum, size_t N>
Enum valueOf(const std::array<QLatin1StringView, N> &names, const QString &name)
{
    const auto found = std::ranges::find(names, name);
    Q_ASSERT(found != names.end());
    return Enum(found - names.begin());
}

struct CatalogueRow {
    QRegularExpression signature;
    bool context = false; ///< matches the lines around the headline, joined
    KnownError error; ///< untranslated, with %1 … for captures
    QString sample;
};

/// Written from reference/errors.md, the most specific rows first.
struct Catalogue {
    std::vector<CatalogueRow> rows;
    QHash<QString, QString> packages; ///< import name → package name, where they differ

    Catalogue();
    static const Catalogue &get()
    {
        static const Catalogue catalogue;
        return catalogue;
    }
};

Catalogue::Catalogue()
{
    loadResource();
    QFile file(u":/logs/knownerrors.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The catalogue of known errors is not in the program.");
    const QJsonObject root = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject names = root.value("packages"_L1).toObject();
    for (auto it = names.begin(); it != names.end(); ++it)
        packages.insert(it.key(), it.value().toString());
    for (const QJsonValue &value : root.value("errors"_L1).toArray()) {
        CatalogueRow row;
        row.signature.setPattern(value["signature"_L1].toString());
        row.context = value["context"_L1].toBool();
        row.sample = value["sample"_L1].toString();
        row.error.id = value["id"_L1].toString();
        row.error.blame = valueOf<Blame>(blameNames, value["verdict"_L1].toString());
        row.error.confidence = valueOf<Confidence>(confidenceNames, value["confidence"_L1].toString());
        row.error.subject = value["subject"_L1].toString();
        row.error.meaning = value["meaning"_L1].toString();
        row.error.wayOut = value["wayOut"_L1].toString();
        if (const QJsonValue fix = value["fix"_L1]; fix.isObject()) {
            row.error.fix = KnownFix{valueOf<KnownFix::Kind>(fixNames, fix["kind"_L1].toString()),
                                     fix["key"_L1].toString(), fix["value"_L1].toString()};
        }
        rows.push_back(std::move(row));
    }
}

/// The package that gives `module`, as `import a.b` names it.
QString packageFor(const QString &module)
{
    const QHash<QString, QString> &packages = Catalogue::get().packages;
    for (QString name = module; !name.isEmpty(); name.truncate(std::max<qsizetype>(name.lastIndexOf(u'.'), 0))) {
        if (const auto found = packages.constFind(name); found != packages.cend())
            return *found;
    }
    return module.section(u'.', 0, 0).replace(u'_', u'-');
}

QString filled(QString text, const QRegularExpressionMatch &match)
{
    if (!text.contains(u'%'))
        return text;
    text.replace("%package"_L1, packageFor(match.captured(1)));
    for (int i = 1; i <= 3; ++i)
        text.replace(u'%' + QString::number(i), match.captured(i));
    return text;
}

QString translated(const QString &text)
{
    return QCoreApplication::translate("KnownErrors", text.toUtf8().constData());
}

KnownError explained(const CatalogueRow &row, const QRegularExpressionMatch &match)
{
    KnownError error = row.error;
    error.subject = filled(translated(error.subject), match);
    error.meaning = filled(translated(error.meaning), match);
    error.wayOut = filled(translated(error.wayOut), match);
    if (error.fix)
        error.fix->value = filled(error.fix->value, match);
    return error;
}

/// The first row that knows `text`, among those for single lines or among those for context.
const CatalogueRow *find(QStringView text, bool context, QRegularExpressionMatch &match)
{
    for (const CatalogueRow &row : Catalogue::get().rows) {
        if (row.context != context)
            continue;
        match = row.signature.matchView(text);
        if (match.hasMatch())
            return &row;
    }
    return nullptr;
}

} // namespace

std::optional<KnownError> matchKnownError(const QString &line)
{
    const QString text = line.left(MaxScanned);
    QRegularExpressionMatch match;
    const CatalogueRow *row = find(text, false, match);
    if (!row)
        row = find(text, true, match);
    return row ? std::optional(explained(*row, match)) : std::nullopt;
}

std::optional<KnownError> matchKnownError(const FirstError &error)
{
    QRegularExpressionMatch match;
    const CatalogueRow *own = find(QStringView(error.text).left(MaxScanned), false, match);
    if (own)
        return explained(*own, match);
    // Nothing about the headline itself: a frame above it may tell (errors.md, rows 26, 29, 101, 110).
    const QString around = error.lines.join(u' ').left(MaxScanned);
    if (const CatalogueRow *row = find(around, true, match))
        return explained(*row, match);
    return {};
}

QList<KnownErrorSample> knownErrorSamples()
{
    QList<KnownErrorSample> samples;
    for (const CatalogueRow &row : Catalogue::get().rows)
        samples.append({row.error.id, row.sample});
    return samples;
}

QString blameName(Blame blame)
{
    return blameNames[size_t(blame)];
}

QJsonObject toJson(const KnownError &error)
{
    QJsonObject object{{u"id"_s, error.id},
                       {u"verdict"_s, blameName(error.blame)},
                       {u"confidence"_s, QString(confidenceNames[size_t(error.confidence)])},
                       {u"subject"_s, error.subject},
                       {u"meaning"_s, error.meaning},
                       {u"wayOut"_s, error.wayOut}};
    if (error.fix) {
        QJsonObject fix{{u"kind"_s, QString(fixNames[size_t(error.fix->kind)])}, {u"value"_s, error.fix->value}};
        if (!error.fix->key.isEmpty())
            fix.insert(u"key"_s, error.fix->key);
        object.insert(u"fix"_s, fix);
    }
    return object;
}

} // namespace Spacewright::Logs
