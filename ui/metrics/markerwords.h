// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"
#include "widgets/theme.h"

#include <QStringList>

#include <functional>

namespace Spacewright::Ui {

/// Markers that stand at one place, with what is written there.
struct MarkerGroup {
    QDateTime time; ///< of the first
    QStringList words; ///< translated; the Hub's stages as it names them
    Token token = Token::Muted;
};

/// Markers closer than `nearMs` are one group, in order of time. Of several stages the last is named, and none after
/// a restart, which ends in RUNNING anyway. Pure.
[[nodiscard]] QList<MarkerGroup> markerGroups(const QList<Spacewright::Metrics::Marker> &markers, qint64 nearMs);

} // namespace Spacewright::Ui
