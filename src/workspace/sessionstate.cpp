// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/sessionstate.h"

#include "base/atomicfile.h"

#include <QCryptographicHash>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {
constexpr qint64 FileLimit = 4 * 1024 * 1024;
}

QJsonObject toJson(const SessionState &state)
{
    return {{u"version"_s, 1},
            {u"editor"_s, state.editor},
            {u"layout"_s, QString::fromLatin1(state.layout.toBase64())},
            {u"geometry"_s, QString::fromLatin1(state.geometry.toBase64())}};
}

SessionState sessionStateFromJson(const QJsonObject &object)
{
    return {object.value("editor"_L1).toObject(),
            QByteArray::fromBase64(object.value("layout"_L1).toString().toLatin1()),
            QByteArray::fromBase64(object.value("geometry"_L1).toString().toLatin1())};
}

QString sessionStateFile(const Paths &paths, const QString &folder)
{
    const QByteArray hash = QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha256).toHex().first(24);
    return paths.state + "/sessions/"_L1 + QString::fromLatin1(hash) + ".json"_L1;
}

SessionState readSessionState(const Paths &paths, const QString &folder)
{
    const auto bytes = readFile(sessionStateFile(paths, folder), FileLimit);
    return bytes ? sessionStateFromJson(QJsonDocument::fromJson(*bytes).object()) : SessionState{};
}

Result<> writeSessionState(const Paths &paths, const QString &folder, const SessionState &state)
{
    QJsonObject object = toJson(state);
    object.insert("folder"_L1, folder); // for a person who looks into the file
    return writeFile(sessionStateFile(paths, folder), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace Spacewright::Workspace
