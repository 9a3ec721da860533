// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/imageplan.h"

#include "manifest/dockerfile.h"
#include "manifest/textindex.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ImagePlan)
};

/// "docker.io/library/python" and "python" are one image, and one without a tag is the latest.
QString normalised(QString image)
{
    for (const QLatin1StringView prefix : {"docker.io/"_L1, "index.docker.io/"_L1, "library/"_L1}) {
        if (image.startsWith(prefix))
            image.remove(0, prefix.size());
    }
    if (!image.section(u'/', -1).contains(u':') && !image.contains(u'@'))
        image += ":latest"_L1;
    return image;
}

class Mapper {
public:
    Mapper(const BaseImages &images, QList<MappedImage> *mapped)
        : m_mapped(mapped)
    {
        for (const auto &[wanted, used] : images.asKeyValueRange())
            m_images.insert(normalised(wanted), used);
    }

    /// `image` with variables replaced, as it is written in `range`.
    void look(const QString &image, const TextRange &range)
    {
        const auto found = m_images.constFind(normalised(image));
        if (found == m_images.cend())
            return;
        m_edits.append({.file = {}, .range = range, .text = *found});
        const MappedImage one{image, *found};
        if (m_mapped && !m_mapped->contains(one))
            m_mapped->append(one);
    }

    [[nodiscard]] const QList<TextEdit> &edits() const { return m_edits; }

private:
    QMap<QString, QString> m_images;
    QList<MappedImage> *m_mapped;
    QList<TextEdit> m_edits;
};

/// The place of the flag's value within the flag.
TextRange valueRange(const Manifest::DockerFlag &flag, qsizetype from, qsizetype length)
{
    TextRange range = flag.range;
    range.column = range.endColumn - int(flag.value.size() - from);
    range.endColumn = range.column + int(length);
    return range;
}

bool isStage(const Manifest::Dockerfile &file, const QString &name)
{
    bool isNumber = false;
    name.toInt(&isNumber);
    return isNumber || std::ranges::any_of(file.stages, [&](const Manifest::DockerStage &stage) {
               return stage.name == name.toLower();
           });
}

bool isPlain(const QString &text)
{
    return std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

Result<> check(const AppImage &app)
{
    static const QRegularExpression version(uR"(\A[0-9]+(\.[0-9]+){0,2}\z)"_s);
    if (!version.match(app.python).hasMatch())
        return failure(
            ErrorCode::Invalid,
            Words::tr("\"%1\" is no Python version. Write python_version as 3.13, with quotes.").arg(app.python));
    if (!isPlain(app.appFile) || app.appFile.isEmpty())
        return failure(ErrorCode::Invalid,
                       Words::tr("The name of the app file cannot be used in an image. Rename it."));
    if (!std::ranges::all_of(app.platformRequirements, isPlain))
        return failure(ErrorCode::Invalid, Words::tr("sdk_version is no version. Write one that exists."));
    return {};
}
} // namespace

QString spaceName(const QString &folder)
{
    static const QRegularExpression foreign(u"[^a-z0-9]+"_s);
    QString name = QFileInfo(folder).fileName().toLower().replace(foreign, u"-"_s).left(40);
    while (name.startsWith(u'-'))
        name.removeFirst();
    while (name.endsWith(u'-'))
        name.chop(1);
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    return (name.isEmpty() ? u"space"_s : name) + u'-' + QString::fromLatin1(hash);
}

QString withBaseImages(const QString &dockerfile, const BaseImages &images, QList<MappedImage> *mapped)
{
    if (images.isEmpty())
        return dockerfile;
    const Manifest::Dockerfile file = Manifest::readDockerfile(dockerfile);
    Mapper mapper(images, mapped);
    for (const Manifest::DockerStage &stage : file.stages) {
        const Manifest::DockerInstruction &from = file.instructions[stage.from];
        if (stage.baseStage < 0 && !from.words.isEmpty())
            mapper.look(stage.base, from.words.first().range);
    }
    for (const Manifest::DockerInstruction &instruction : file.instructions) {
        for (const Manifest::DockerFlag &flag : instruction.flags) {
            if (flag.name == "from"_L1 && !isStage(file, flag.value)) {
                mapper.look(flag.value, valueRange(flag, 0, flag.value.size()));
            } else if (flag.name == "mount"_L1) {
                for (qsizetype at = 0; at < flag.value.size();) {
                    const qsizetype comma = flag.value.indexOf(u',', at);
                    const qsizetype end = comma < 0 ? flag.value.size() : comma;
                    const QString part = flag.value.sliced(at, end - at);
                    if (part.startsWith("from="_L1) && !isStage(file, part.sliced(5)))
                        mapper.look(part.sliced(5), valueRange(flag, at + 5, part.size() - 5));
                    at = end + 1;
                }
            }
        }
    }
    return Manifest::withEdits(dockerfile, mapper.edits());
}

BaseImages readBaseImages(const QStringList &assignments)
{
    BaseImages images;
    for (const QString &text : assignments) {
        const qsizetype at = text.indexOf(u'=');
        if (at > 0 && at + 1 < text.size())
            images.insert(text.left(at).trimmed(), text.sliced(at + 1).trimmed());
    }
    return images;
}

Result<ImagePlan> plan(const ImageRequest &request)
{
    ImagePlan plan;
    plan.name = "spacewright/"_L1 + spaceName(request.folder);
    QString text = request.dockerfile;
    if (request.app) {
        if (const Result<> checked = check(*request.app); !checked)
            return std::unexpected(checked.error());
        plan.isGenerated = true;
        text = generatedDockerfile(*request.app);
    } else {
        if (Manifest::readDockerfile(text).stages.isEmpty())
            return failure(ErrorCode::Invalid, Words::tr("The Dockerfile has no FROM. Name the image it begins with."));
        plan.ignoreFile = u".dockerignore"_s;
        plan.variables = request.variables;
        plan.secrets = request.secrets;
    }
    plan.dockerfile = withBaseImages(text, request.baseImages, &plan.mapped);
    return plan;
}

} // namespace Spacewright::Container
