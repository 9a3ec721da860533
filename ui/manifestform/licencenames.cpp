// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/licencenames.h"

#include "check/licencenames.h"

#include <QStandardItemModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int SearchRole = Qt::UserRole;

} // namespace

QString licenceId(const QString &typed, std::span<const QLatin1StringView> ids)
{
    const auto isMeant = [&](QLatin1StringView id) {
        return typed.compare(id, Qt::CaseInsensitive) == 0
            || typed.compare(Check::licenceName(id), Qt::CaseInsensitive) == 0;
    };
    const auto found = std::ranges::find_if(ids, isMeant);
    return found == ids.end() ? typed : QString(*found);
}

LicenceCompleter::LicenceCompleter(std::span<const QLatin1StringView> ids, QObject *parent)
    : QCompleter(parent)
{
    auto *model = new QStandardItemModel(this);
    for (const QLatin1StringView id : ids) {
        const QString name = Check::licenceName(id);
        auto *item = new QStandardItem(name);
        item->setData(QString(id + u' ' + name), SearchRole);
        item->setToolTip(id);
        model->appendRow(item);
    }
    setModel(model);
    setCompletionRole(SearchRole);
    setCaseSensitivity(Qt::CaseInsensitive);
    setFilterMode(Qt::MatchContains);
}

QString LicenceCompleter::pathFromIndex(const QModelIndex &index) const
{
    return index.data(Qt::DisplayRole).toString();
}

} // namespace Spacewright::Ui
