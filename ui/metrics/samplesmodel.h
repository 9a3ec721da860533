// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/lanes.h"

#include <QAbstractTableModel>

#include <memory>

namespace Spacewright::Ui {

/// The samples of one run as rows, the newest first: what the charts show, for whoever reads rather than looks.
class SamplesModel final : public QAbstractTableModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SamplesModel)
public:
    explicit SamplesModel(QObject *parent = nullptr);

    /// Null: no rows.
    void setSeries(std::shared_ptr<const Spacewright::Metrics::Series> series);
    /// Of the machine; 0 while unknown.
    void setCores(double cores);
    /// Takes in what the series has more.
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void reset();

    std::shared_ptr<const Spacewright::Metrics::Series> m_series;
    QList<Spacewright::Metrics::Sample> m_samples; ///< as they were at the last refresh
    QList<Lane> m_lanes;
    double m_cores = 0;
};

} // namespace Spacewright::Ui
