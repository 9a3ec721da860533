// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/engineoptions.h"

#include "settings/keys.h"
#include "settings/store.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(EngineOptions)
};
} // namespace

QList<QCommandLineOption> engineOptions()
{
    return {{u"engine"_s,
             Words::tr("process: in an environment of this machine, at once. container: in an image as the Hub builds "
                       "it, which needs Docker. Otherwise as the Space's settings say; a docker Space always has a "
                       "container."),
             u"NAME"_s},
            {u"base-image"_s,
             Words::tr("An image that takes the place of another in a build, beside those in the settings. May be "
                       "given several times."),
             u"WANTED=USED"_s},
            {u"era"_s, Words::tr("How the image of a gradio or streamlit Space is built: current, 2024 or 2022."),
             u"ERA"_s},
            {u"memory"_s,
             Words::tr("What the container may take, such as 512m or 16g; otherwise what the suggested hardware has."),
             u"SIZE"_s},
            {u"cpus"_s, Words::tr("Processors that the container may use; otherwise those of the suggested hardware."),
             u"N"_s}};
}

std::optional<qint64> readSize(const QString &text)
{
    static const QRegularExpression form(uR"(\A([0-9]+(?:\.[0-9]+)?)\s*([kmgt]?)i?b?\z)"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        return {};
    const QString unit = match.captured(2).toLower();
    const qsizetype power = unit.isEmpty() ? 0 : u"kmgt"_s.indexOf(unit) + 1;
    const double bytes = match.captured(1).toDouble() * std::pow(1024.0, double(power));
    constexpr double Most = 1e15;
    return bytes >= 1 && bytes < Most ? std::optional(qint64(bytes)) : std::nullopt;
}

Result<Runtime::RunChoice> engineChoice(const QCommandLineParser &parser, const Settings::Store &settings,
                                        const QString &folder)
{
    namespace Keys = Settings::Keys;
    Runtime::RunChoice choice;
    choice.engine = Runtime::engineFromName(settings.value(Keys::RunEngine, folder));
    if (const QString name = parser.value(u"engine"_s); !name.isEmpty()) {
        choice.engine = Runtime::engineFromName(name);
        if (!choice.engine || choice.engine == Runtime::Engine::Static)
            return failure(ErrorCode::Invalid,
                           Words::tr("--engine %1 is not known. Choose process or container.").arg(name));
    }
    choice.baseImages = Container::readBaseImages(settings.value(Keys::ContainerBaseImages));
    for (const QString &text : parser.values(u"base-image"_s)) {
        const Container::BaseImages given = Container::readBaseImages({text});
        if (given.isEmpty())
            return failure(ErrorCode::Invalid,
                           Words::tr("\"%1\" is no WANTED=USED, such as python:3.13=local/python.").arg(text));
        choice.baseImages.insert(given);
    }
    if (const QString name = parser.value(u"era"_s); !name.isEmpty()) {
        const auto era = Container::eraFromName(name);
        if (!era)
            return failure(ErrorCode::Invalid,
                           Words::tr("--era %1 is not known. Choose current, 2024 or 2022.").arg(name));
        choice.era = *era;
    }
    if (parser.isSet(u"memory"_s) || parser.isSet(u"cpus"_s)) {
        Container::ContainerLimits limits;
        if (const QString text = parser.value(u"memory"_s); !text.isEmpty()) {
            const auto bytes = readSize(text);
            if (!bytes)
                return failure(ErrorCode::Invalid, Words::tr("\"%1\" is no size, such as 512m or 16g.").arg(text));
            limits.memoryBytes = *bytes;
        }
        if (const QString text = parser.value(u"cpus"_s); !text.isEmpty()) {
            bool isNumber = false;
            limits.cpus = text.toDouble(&isNumber);
            if (!isNumber || !(limits.cpus > 0))
                return failure(ErrorCode::Invalid, Words::tr("\"%1\" is no number of processors.").arg(text));
        }
        choice.limits = limits;
    }
    return choice;
}

} // namespace Spacewright::Cli
