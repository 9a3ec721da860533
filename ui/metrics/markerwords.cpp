// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/markerwords.h"

#include "base/stage.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
using Spacewright::Metrics::Marker;
using Spacewright::Metrics::MarkerKind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

QString wordOf(const Marker &marker)
{
    switch (marker.kind) {
    case MarkerKind::Stage:
        return QString(marker.text).replace(u'_', u' ');
    case MarkerKind::Save:
        return Words::tr("saved");
    case MarkerKind::Restart:
        return Words::tr("restarted");
    }
    Q_UNREACHABLE_RETURN({});
}

Token tokenOf(const Marker &marker)
{
    if (marker.kind != MarkerKind::Stage)
        return Token::Accent;
    const auto stage = stageFromName(marker.text);
    return stage ? groupColors(stageGroup(*stage)).solid : Token::Muted;
}
} // namespace

QList<MarkerGroup> markerGroups(const QList<Marker> &markers, qint64 nearMs)
{
    QList<MarkerGroup> groups;
    QString stage; // of the newest group
    for (const Marker &marker : markers) {
        if (groups.isEmpty() || groups.constLast().time.msecsTo(marker.time) >= nearMs) {
            groups.append({marker.time, {}, tokenOf(marker)});
            stage.clear();
        }
        MarkerGroup &group = groups.last();
        const QString word = wordOf(marker);
        if (marker.kind == MarkerKind::Stage) {
            if (marker.text == "RUNNING"_L1 && group.words.contains(Words::tr("restarted")))
                continue;
            group.words.removeOne(stage);
            stage = word;
            if (stageGroup(stageFromName(marker.text).value_or(Stage::Running)) == StageGroup::Error)
                group.token = tokenOf(marker);
        }
        if (!group.words.contains(word))
            group.words.append(word);
    }
    return groups;
}

} // namespace Spacewright::Ui
