// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "problems/problemsmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
// In an index: 0 for a top-level row, else 1 + the number of the file above it.
constexpr quintptr TopLevel = 0;

/// What the cell may have had to shorten.
QString toolTip(const Diagnostic &diagnostic, int column)
{
    switch (column) {
    case ProblemsModel::PlaceColumn:
        return placeText(diagnostic);
    case ProblemsModel::RuleColumn:
        return diagnostic.rule;
    case ProblemsModel::FixColumn:
        if (!diagnostic.fixes.isEmpty())
            return diagnostic.fixes.first().title;
        break;
    default:
        break;
    }
    return diagnostic.why.isEmpty() ? diagnostic.message : QString(diagnostic.message + u'\n' + diagnostic.why);
}
} // namespace

QString placeText(const Diagnostic &diagnostic)
{
    if (diagnostic.file.isEmpty())
        return {};
    return u"%1:%2:%3"_s.arg(diagnostic.file).arg(diagnostic.range.line + 1).arg(diagnostic.range.column + 1);
}

ProblemsModel::ProblemsModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void ProblemsModel::setDiagnostics(const QList<Diagnostic> &diagnostics)
{
    QList<Diagnostic> sorted = diagnostics;
    std::ranges::stable_sort(sorted, [](const Diagnostic &a, const Diagnostic &b) {
        return std::tie(a.severity, a.file, a.range.line, a.range.column)
            < std::tie(b.severity, b.file, b.range.line, b.range.column);
    });
    if (sorted == m_all)
        return;
    beginResetModel();
    m_all = sorted;
    arrange();
    endResetModel();
}

void ProblemsModel::setShow(Show show)
{
    beginResetModel();
    m_show = show;
    arrange();
    endResetModel();
}

void ProblemsModel::setSearch(const QString &search)
{
    beginResetModel();
    m_search = search.trimmed();
    arrange();
    endResetModel();
}

void ProblemsModel::setGrouped(bool grouped)
{
    beginResetModel();
    m_isGrouped = grouped;
    endResetModel();
}

bool ProblemsModel::isShown(const Diagnostic &diagnostic) const
{
    switch (m_show) {
    case Show::Blocking:
        if (!isBlocking(diagnostic.severity))
            return false;
        break;
    case Show::Warnings:
        if (diagnostic.severity != Severity::BreaksForVisitors)
            return false;
        break;
    case Show::Advice:
        if (diagnostic.severity < Severity::Ignored)
            return false;
        break;
    case Show::All:
        break;
    }
    const auto holds = [this](const QString &text) { return text.contains(m_search, Qt::CaseInsensitive); };
    return m_search.isEmpty() || holds(diagnostic.message) || holds(placeText(diagnostic)) || holds(diagnostic.rule);
}

void ProblemsModel::arrange()
{
    m_rows.clear();
    m_files.clear();
    for (qsizetype i = 0; i < m_all.size(); ++i) {
        if (!isShown(m_all[i]))
            continue;
        m_rows.append(i);
        auto file = std::ranges::find(m_files, m_all[i].file, &File::name);
        if (file == m_files.end()) {
            m_files.append({m_all[i].file, {}});
            file = std::prev(m_files.end());
        }
        file->rows.append(i);
    }
}

const Diagnostic *ProblemsModel::at(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    if (!m_isGrouped)
        return &m_all[m_rows[index.row()]];
    if (index.internalId() == TopLevel)
        return nullptr;
    return &m_all[m_files[static_cast<qsizetype>(index.internalId() - 1)].rows[index.row()]];
}

QList<std::pair<Diagnostic, Fix>> ProblemsModel::safeFixes() const
{
    QList<std::pair<Diagnostic, Fix>> fixes;
    for (const qsizetype row : m_rows) {
        if (const Diagnostic &diagnostic = m_all[row]; diagnostic.fixes.size() == 1)
            fixes.append({diagnostic, diagnostic.fixes.first()});
    }
    return fixes;
}

QModelIndex ProblemsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : TopLevel);
}

QModelIndex ProblemsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == TopLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, TopLevel);
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_isGrouped ? m_files.size() : m_rows.size());
    const bool isFile = m_isGrouped && parent.internalId() == TopLevel && parent.column() == 0;
    return isFile ? static_cast<int>(m_files[parent.row()].rows.size()) : 0;
}

int ProblemsModel::columnCount(const QModelIndex &) const
{
    return Columns;
}

QVariant ProblemsModel::fileData(const File &file, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == ConsequenceColumn ? (file.name.isEmpty() ? tr("The Space") : file.name) : QString();
    case SeverityRole:
        return static_cast<int>(m_all[file.rows.first()].severity);
    case IsFileRole:
        return true;
    case CountRole:
        return static_cast<int>(file.rows.size());
    default:
        return {};
    }
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Diagnostic *diagnostic = at(index);
    if (!diagnostic)
        return fileData(m_files[index.row()], index.column(), role);
    switch (role) {
    case Qt::ToolTipRole:
        return toolTip(*diagnostic, index.column());
    case SeverityRole:
        return static_cast<int>(diagnostic->severity);
    case IsFileRole:
        return false;
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case ConsequenceColumn:
        return severityText(diagnostic->severity);
    case ProblemColumn:
        return diagnostic->message;
    case PlaceColumn:
        return placeText(*diagnostic);
    case RuleColumn:
        return diagnostic->rule;
    case FixColumn:
        return diagnostic->fixes.isEmpty() ? QString() : diagnostic->fixes.first().title;
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeading | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ConsequenceColumn:
        return tr("Consequence");
    case ProblemColumn:
        return tr("Problem");
    case PlaceColumn:
        return tr("Place");
    case RuleColumn:
        return tr("Rule");
    case FixColumn:
        return tr("Fix");
    default:
        return {};
    }
}

} // namespace Spacewright::Ui
