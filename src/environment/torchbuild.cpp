// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/torchbuild.h"

#include "base/atomicfile.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
constexpr qint64 LargestFile = qint64(64) * 1024; // it has ten lines

/// `name = 'value'`, with or without a type; empty for None and for what is not there.
QString assigned(const QString &text, QLatin1StringView name)
{
    const QRegularExpression line(u"^%1(?:\\s*:[^=\\n]*)?\\s*=\\s*(['\"])([^'\"\\n]*)\\1\\s*$"_s.arg(name),
                                  QRegularExpression::MultilineOption);
    return line.match(text).captured(2);
}
} // namespace

QString TorchBuild::backend() const
{
    if (!cuda.isEmpty())
        return "cu"_L1 + QString(cuda).remove(u'.');
    if (!hip.isEmpty())
        return "rocm"_L1 + hip.section(u'.', 0, 1);
    return xpu.isEmpty() ? u"cpu"_s : u"xpu"_s;
}

std::optional<TorchBuild> readTorchBuild(const QByteArray &versionPy)
{
    const QString text = QString::fromUtf8(versionPy);
    const TorchBuild build{assigned(text, "__version__"_L1), assigned(text, "cuda"_L1), assigned(text, "hip"_L1),
                           assigned(text, "xpu"_L1)};
    return build.version.isEmpty() ? std::nullopt : std::optional(build);
}

std::optional<TorchBuild> installedTorch(const QString &venv)
{
    const QDir libraries(venv + "/lib"_L1);
    for (const QString &python : libraries.entryList({u"python3*"_s}, QDir::Dirs)) {
        const auto text = readFile(libraries.filePath(python + "/site-packages/torch/version.py"_L1), LargestFile);
        if (text)
            return readTorchBuild(*text);
    }
    return std::nullopt;
}

} // namespace Spacewright::Environment
