// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/samplesmodel.h"

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// Beside the lanes.
enum After { Processes, Threads, Files, AfterCount };
} // namespace

SamplesModel::SamplesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    reset();
}

void SamplesModel::setSeries(std::shared_ptr<const Spacewright::Metrics::Series> series)
{
    m_series = std::move(series);
    reset();
}

void SamplesModel::setCores(double cores)
{
    m_cores = cores;
    reset();
}

void SamplesModel::reset()
{
    beginResetModel();
    m_samples = m_series ? m_series->samples() : QList<Spacewright::Metrics::Sample>();
    m_lanes = m_series ? lanesOf({m_series.get()}) : lanesOf({});
    endResetModel();
}

void SamplesModel::refresh()
{
    if (!m_series)
        return;
    const auto &now = m_series->samples();
    const bool isGrown = !m_samples.isEmpty() && now.size() >= m_samples.size()
        && now.at(m_samples.size() - 1) == m_samples.constLast() && now.constFirst() == m_samples.constFirst()
        && lanesOf({m_series.get()}) == m_lanes;
    if (!isGrown)
        return reset();
    const auto more = int(now.size() - m_samples.size());
    if (more == 0)
        return;
    beginInsertRows({}, 0, more - 1);
    m_samples = now;
    endInsertRows();
}

int SamplesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_samples.size());
}

int SamplesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_lanes.size()) + AfterCount;
}

QVariant SamplesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(index.column() == 0 ? Qt::AlignLeading | Qt::AlignVCenter
                                            : Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const qsizetype at = m_samples.size() - 1 - index.row();
    const Spacewright::Metrics::Sample &sample = m_samples.at(at);
    if (index.column() == 0)
        return sample.time.toLocalTime().time().toString(u"HH:mm:ss"_s);
    const int lane = index.column() - 1;
    if (lane < m_lanes.size()) {
        const qint64 span = at > 0 ? m_samples.at(at - 1).time.msecsTo(sample.time) : 1000;
        const auto value = laneValue(m_lanes.at(lane), sample, std::chrono::milliseconds(span), m_cores);
        return value ? laneText(m_lanes.at(lane), *value) : u"–"_s;
    }
    switch (After(lane - int(m_lanes.size()))) {
    case Processes:
        return QString::number(sample.processes);
    case Threads:
        return QString::number(sample.threads);
    case Files:
        return QString::number(sample.files);
    case AfterCount:
        break;
    }
    return {};
}

QVariant SamplesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section == 0 ? Qt::AlignLeading | Qt::AlignVCenter : Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == 0)
        return tr("Time");
    if (section <= m_lanes.size())
        return laneName(m_lanes.at(section - 1));
    switch (After(section - 1 - int(m_lanes.size()))) {
    case Processes:
        return tr("Processes");
    case Threads:
        return tr("Threads");
    case Files:
        return tr("Open files");
    case AfterCount:
        break;
    }
    return {};
}

} // namespace Spacewright::Ui
