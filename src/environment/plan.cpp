// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/plan.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSysInfo>

#if defined(__linux__)
#include <features.h>
#endif

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("EnvironmentPlan", text);
}

/// Raised when the way environments are built changes so that old ones must not be taken any more.
constexpr int Recipe = 1;

/// 128 bits of SHA-256; paths stay short enough for `#!` lines.
constexpr qsizetype HashDigits = 32;

int majorVersion(const QString &version)
{
    return QVersionNumber::fromString(version).majorVersion(); // 0 for an empty one
}

/// Line ends and white space at the ends of lines say nothing about what is installed.
QByteArray canonical(const std::optional<QString> &text)
{
    if (!text)
        return "-";
    QByteArray result = "+";
    for (const QString &line : text->split(u'\n'))
        result += '\n' + line.trimmed().toUtf8();
    return result.trimmed();
}

QString contentHash(const EnvironmentPlan &plan)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QByteArrayList parts{QByteArray::number(Recipe),
                               plan.interpreter.version.toString().toUtf8(),
                               plan.interpreter.abi.toUtf8(),
                               plan.platform.toUtf8(),
                               packageName(plan.request.sdk).toUtf8(),
                               plan.request.sdkVersion.toUtf8(),
                               canonical(plan.request.requirements),
                               canonical(plan.request.preRequirements),
                               plan.request.accelerator.toUtf8(),
                               plan.indexFingerprint.toUtf8()};
    for (const QByteArray &part : parts) {
        hash.addData(QByteArray(QByteArray::number(part.size()) + ':')); // so that no two lists of parts read the same
        hash.addData(part);
    }
    return QString::fromLatin1(hash.result().toHex().first(HashDigits));
}

QList<PlanStep> stepsOf(const EnvironmentPlan &plan)
{
    const Request &request = plan.request;
    QList<PlanStep> steps;
    steps.append({u"interpreter"_s, tr("Python %1").arg(plan.interpreter.version.toString()),
                  request.python.isEmpty()
                      ? tr("README.md names no python_version, so it is the Hub's %1.").arg(HubDefaultPython.toString())
                      : tr("README.md asks for Python %1.").arg(request.python),
                  request.python.isEmpty() ? tr("the Hub's default") : u"README.md python_version"_s});
    steps.append({u"uv"_s, tr("Package installer"),
                  tr("uv resolves and installs the packages; pip does where uv cannot be had."), tr("Spacewright")});
    steps.append(
        {u"resolve"_s, tr("Choose versions"),
         request.requirements
             ? tr("%1 and requirements.txt are resolved together, as on the Hub.")
                   .arg(plan.platformRequirements.join(u", "_s))
             : tr("There is no requirements.txt, so only %1 is resolved.").arg(plan.platformRequirements.join(u", "_s)),
         request.requirements ? u"README.md sdk_version, requirements.txt"_s : u"README.md sdk_version"_s});
    steps.append({u"install"_s, tr("Install packages"),
                  request.preRequirements ? tr("pre-requirements.txt first, then the chosen versions.")
                                          : tr("The chosen versions, into an environment of their own."),
                  request.preRequirements ? u"pre-requirements.txt, requirements.txt"_s : tr("the step before")});
    steps.append({u"verify"_s, tr("Check the environment"),
                  tr("%1 must be there, and every package must find what it needs.").arg(displayName(request.sdk)),
                  tr("Spacewright")});
    steps.append(
        {u"seal"_s, tr("Put it into the store"), tr("Other Spaces with the same needs share it."), tr("Spacewright")});
    return steps;
}

QList<Difference> differencesOf(const EnvironmentPlan &plan)
{
    const Request &request = plan.request;
    QList<Difference> differences;
    if (request.sdkVersion.isEmpty())
        differences.append({tr("%1 version").arg(displayName(request.sdk)), tr("newest"),
                            tr("newest at the time of its build"),
                            tr("Write sdk_version into README.md, so that both install the same.")});
    // Installed into the Hub's image before the Space's own packages. Source: spaces.md 3.1 step 5.
    differences.append({tr("Packages of the Hub's image"), tr("not installed"),
                        u"datasets, huggingface-hub, hf-transfer, protobuf<4, click<8.1"_s,
                        tr("An app that imports one of them without listing it runs there and not here. List it in "
                           "requirements.txt.")});
    if (request.sdk == Sdk::Gradio && majorVersion(request.sdkVersion) == 3)
        differences.append({tr("Gradio 3"), tr("one resolution"), tr("not confirmed for today's builds"),
                            tr("The Hub may choose other versions of the packages below Gradio.")});
    if (request.accelerator == "cpu"_L1)
        differences.append(
            {tr("PyTorch build"), tr("for the processor"), tr("with CUDA"), tr("Results agree; speed does not.")});
    if (!plan.platform.startsWith("linux-x86_64"_L1))
        differences.append(
            {tr("Processor"), plan.platform, u"linux-x86_64"_s, tr("Some packages have no wheel for one of the two.")});
    return differences;
}
} // namespace

QString packageName(Sdk sdk)
{
    return sdk == Sdk::Gradio ? u"gradio"_s : u"streamlit"_s;
}

QString displayName(Sdk sdk)
{
    return sdk == Sdk::Gradio ? u"Gradio"_s : u"Streamlit"_s;
}

QStringList platformRequirements(Sdk sdk, const QString &version)
{
    const QString pin = version.isEmpty() ? QString() : "=="_L1 + version;
    const QStringList common{u"uvicorn>=0.14.0"_s, u"websockets>=10.4"_s, u"spaces"_s};
    if (sdk == Sdk::Streamlit)
        return QStringList("streamlit"_L1 + pin) + common;
    const int major = majorVersion(version);
    const bool hasMcp = version.isEmpty() || major >= 5;
    QStringList list = QStringList((hasMcp ? "gradio[oauth,mcp]"_L1 : "gradio[oauth]"_L1) + pin) + common;
    if (major == 4)
        list += u"fastapi<0.113.0"_s;
    return list;
}

QString thisPlatform()
{
#if defined(__GLIBC__)
    const auto libc = "-glibc"_L1;
#else
    const auto libc = "-other"_L1;
#endif
    return QSysInfo::kernelType() + u'-' + QSysInfo::currentCpuArchitecture() + libc;
}

Result<EnvironmentPlan> plan(const Request &request, const QList<Interpreter> &interpreters,
                             const QString &indexFingerprint, const QString &platform)
{
    // Source: PEP 440, as far as a published version goes; keeps options and other requirements out.
    static const QRegularExpression version(uR"(^[0-9]+(\.[0-9]+)*((a|b|rc|\.post|\.dev)[0-9]+)*$)"_s);
    if (!request.sdkVersion.isEmpty() && !version.match(request.sdkVersion).hasMatch())
        return failure(ErrorCode::Invalid,
                       tr("sdk_version: %1 is no version of %2. Write one such as \"%3\".")
                           .arg(request.sdkVersion, displayName(request.sdk),
                                request.sdk == Sdk::Gradio ? u"6.25.0"_s : u"1.50.0"_s));
    const auto choice = choose(request.python, interpreters);
    if (!choice)
        return std::unexpected(choice.error());

    EnvironmentPlan result;
    result.request = request;
    result.interpreter = choice->interpreter;
    result.platform = platform;
    result.indexFingerprint = indexFingerprint;
    result.platformRequirements = platformRequirements(request.sdk, request.sdkVersion);
    result.hash = contentHash(result);
    result.steps = stepsOf(result);
    if (choice->difference)
        result.differences.append(*choice->difference);
    result.differences += differencesOf(result);
    return result;
}

QJsonObject toJson(const EnvironmentPlan &plan)
{
    const auto text = [](const std::optional<QString> &value) { return value ? QJsonValue(*value) : QJsonValue(); };
    QJsonArray steps;
    for (const PlanStep &step : plan.steps)
        steps.append(QJsonObject{
            {u"id"_s, step.id}, {u"title"_s, step.title}, {u"reason"_s, step.reason}, {u"source"_s, step.source}});
    QJsonArray differences;
    for (const Difference &difference : plan.differences)
        differences.append(toJson(difference));
    return {{u"hash"_s, plan.hash},
            {u"sdk"_s, packageName(plan.request.sdk)},
            {u"sdkVersion"_s, plan.request.sdkVersion},
            {u"askedPython"_s, plan.request.python},
            {u"accelerator"_s, plan.request.accelerator},
            {u"interpreter"_s, toJson(plan.interpreter)},
            {u"platform"_s, plan.platform},
            {u"indexes"_s, plan.indexFingerprint},
            {u"platformRequirements"_s, QJsonArray::fromStringList(plan.platformRequirements)},
            {u"requirements"_s, text(plan.request.requirements)},
            {u"preRequirements"_s, text(plan.request.preRequirements)},
            {u"steps"_s, steps},
            {u"differences"_s, differences}};
}

} // namespace Spacewright::Environment
