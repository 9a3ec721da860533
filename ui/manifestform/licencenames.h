// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCompleter>

#include <span>

namespace Spacewright::Ui {

/// The id among `ids` that is called or spelled so, whatever the case; else `typed`.
[[nodiscard]] QString licenceId(const QString &typed, std::span<const QLatin1StringView> ids);

/// Finds names by any part of the name or of the id.
class LicenceCompleter final : public QCompleter {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LicenceCompleter)
public:
    explicit LicenceCompleter(std::span<const QLatin1StringView> ids, QObject *parent = nullptr);

    [[nodiscard]] QString pathFromIndex(const QModelIndex &index) const override;
};

} // namespace Spacewright::Ui
