// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/answer.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PackageIndex)
};

/// Our choice: the largest projects have some 20,000 files.
constexpr qsizetype MostFiles = 200'000;
constexpr qsizetype LongestReason = 200;

/// A file of a release.
struct File {
    QString name;
    QString requiresPython;
    std::optional<QString> yanked; ///< the reason, maybe empty
};

/// What stands behind the project's name in a file name, or empty when it is another project's: `Foo_Bar-1.0` of
/// foo-bar gives `1.0`.
QStringView behindName(QStringView text, const QString &name)
{
    qsizetype at = 0;
    for (const QChar c : name) {
        if (at >= text.size())
            return {};
        const auto isSeparator = [](QChar each) { return each == u'-' || each == u'_' || each == u'.'; };
        if (c == u'-') {
            if (!isSeparator(text.at(at)))
                return {};
            while (at < text.size() && isSeparator(text.at(at)))
                ++at;
        } else if (text.at(at++).toLower() != c) {
            return {};
        }
    }
    return at < text.size() && text.at(at) == u'-' ? text.sliced(at + 1) : QStringView();
}

struct FileName {
    QStringView version;
    QStringView platform;
};

/// Source: packaging.python.org, "Binary distribution format" and "Source distribution format".
std::optional<FileName> readFileName(QStringView file, const QString &name)
{
    const auto isWheel = file.endsWith(".whl"_L1);
    qsizetype extension = isWheel ? 4 : 0;
    for (const QLatin1StringView each : {".tar.gz"_L1, ".zip"_L1, ".tar.bz2"_L1, ".tgz"_L1, ".tar.xz"_L1}) {
        if (extension == 0 && file.endsWith(each))
            extension = each.size();
    }
    if (extension == 0)
        return std::nullopt; // an egg, an installer: pip takes none of them
    file.chop(extension);
    const QStringView rest = behindName(file, name);
    if (rest.isEmpty())
        return std::nullopt;
    if (!isWheel)
        return FileName{rest, u"sdist"};
    const qsizetype end = rest.indexOf(u'-');
    if (end < 0)
        return std::nullopt;
    return FileName{rest.first(end), rest.sliced(rest.lastIndexOf(u'-') + 1)};
}

QList<Release> releasesOf(const QString &name, const QList<File> &files)
{
    struct Gathered {
        Release release;
        bool hasGoodFile = false;
    };
    QHash<QString, Gathered> all; // by canonical version
    QHash<QStringView, QString> canonical; // a version stands in many file names
    const auto gather = [&](QStringView text) -> Gathered * {
        auto known = canonical.find(text);
        if (known == canonical.end()) {
            const auto version = Version::parse(text);
            known = canonical.insert(text, version ? version->canonical() : QString());
            if (version && !all.contains(*known))
                all.insert(*known, {.release = {.text = *known, .version = *version}});
        }
        return known->isEmpty() ? nullptr : &all[*known];
    };
    for (const File &file : files) {
        const auto parts = readFileName(file.name, name);
        Gathered *gathered = parts ? gather(parts->version) : nullptr;
        if (!gathered)
            continue;
        Release &release = gathered->release;
        if (!file.yanked)
            gathered->hasGoodFile = true;
        else if (release.yankedWhy.isEmpty())
            release.yankedWhy = file.yanked->left(LongestReason);
        if (release.requiresPython.isEmpty())
            release.requiresPython = file.requiresPython;
        if (const QString platform = parts->platform.toString(); !release.platforms.contains(platform))
            release.platforms.append(platform);
    }
    QList<Release> releases;
    releases.reserve(all.size());
    for (Gathered &gathered : all) {
        gathered.release.isYanked = !gathered.hasGoodFile;
        if (gathered.hasGoodFile)
            gathered.release.yankedWhy.clear();
        gathered.release.platforms.sort();
        releases.append(std::move(gathered.release));
    }
    std::ranges::sort(releases, std::ranges::greater(), &Release::version);
    return releases;
}

Result<QList<Release>> readJson(const QString &name, const QByteArray &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    const QJsonObject object = document.object();
    const QString version = object.value("meta"_L1).toObject().value("api-version"_L1).toString();
    if (!object.value("files"_L1).isArray() || !version.startsWith("1."_L1))
        return failure(ErrorCode::Invalid, Words::tr("The package index gave an answer that cannot be read."),
                       error.errorString());
    QList<File> files;
    const QJsonArray array = object.value("files"_L1).toArray();
    for (qsizetype i = 0; i < std::min(array.size(), MostFiles); ++i) {
        const QJsonObject each = array.at(i).toObject();
        const QJsonValue yanked = each.value("yanked"_L1);
        File file{each.value("filename"_L1).toString(), each.value("requires-python"_L1).toString(), std::nullopt};
        if (yanked.isString() || yanked.toBool())
            file.yanked = yanked.toString();
        files.append(std::move(file));
    }
    return releasesOf(name, files);
}

QString unescaped(QString text)
{
    return text.replace("&lt;"_L1, "<"_L1)
        .replace("&gt;"_L1, ">"_L1)
        .replace("&quot;"_L1, "\""_L1)
        .replace("&#39;"_L1, "'"_L1)
        .replace("&#x27;"_L1, "'"_L1)
        .replace("&amp;"_L1, "&"_L1);
}

/// Every file is an anchor, whose text is the file's name; its address ends in the same.
Result<QList<Release>> readHtml(const QString &name, const QByteArray &body)
{
    static const QRegularExpression anchor(
        u"<a\\b([^>]*)>"_s, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression attribute(uR"re(([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))re"_s,
                                              QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bareYanked(u"\\bdata-yanked\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(body);
    QList<File> files;
    auto anchors = anchor.globalMatchView(text);
    while (anchors.hasNext() && files.size() < MostFiles) {
        const QString inside = anchors.next().captured(1);
        File file;
        auto attributes = attribute.globalMatchView(inside);
        while (attributes.hasNext()) {
            const QRegularExpressionMatch match = attributes.next();
            const QString key = match.captured(1).toLower();
            const QString value = unescaped(match.captured(2) + match.captured(3) + match.captured(4));
            if (key == "href"_L1)
                file.name = QUrl(value).fileName(QUrl::FullyDecoded);
            else if (key == "data-requires-python"_L1)
                file.requiresPython = value;
            else if (key == "data-yanked"_L1)
                file.yanked = value;
        }
        if (!file.yanked && bareYanked.matchView(inside).hasMatch())
            file.yanked = QString();
        if (!file.name.isEmpty())
            files.append(std::move(file));
    }
    QList<Release> releases = releasesOf(name, files);
    if (releases.isEmpty()) // a sign-in page, an error page
        return failure(ErrorCode::Invalid, Words::tr("The package index gave an answer that cannot be read."));
    return releases;
}

} // namespace

Result<QList<Release>> readAnswer(const QString &name, const QByteArray &body, AnswerFormat format)
{
    return format == AnswerFormat::Json ? readJson(name, body) : readHtml(name, body);
}

QList<Release> merged(const QList<Release> &a, const QList<Release> &b)
{
    QList<Release> result = a;
    for (const Release &release : b) {
        if (!std::ranges::contains(a, release.version, &Release::version))
            result.append(release);
    }
    std::ranges::stable_sort(result, std::ranges::greater(), &Release::version);
    return result;
}

} // namespace Spacewright::PackageIndex
