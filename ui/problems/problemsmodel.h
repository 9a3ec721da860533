// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/diagnostic.h"

#include <QAbstractItemModel>

namespace Spacewright::Ui {

/// The problems of a Space as a table, worst first, or below their files. Search and severity filter
/// are part of it, because a person reads tens of rows here, not thousands.
class ProblemsModel final : public QAbstractItemModel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProblemsModel)
public:
    enum Column { ConsequenceColumn, ProblemColumn, PlaceColumn, RuleColumn, FixColumn, Columns };
    enum Role {
        SeverityRole = Qt::UserRole, ///< a Severity as int; for a file, the worst in it
        IsFileRole,
        CountRole, ///< of a file
    };
    enum class Show { All, Blocking, Warnings, Advice };

    explicit ProblemsModel(QObject *parent = nullptr);

    void setDiagnostics(const QList<Diagnostic> &diagnostics);
    [[nodiscard]] const QList<Diagnostic> &diagnostics() const { return m_all; }
    void setShow(Show show);
    /// Occurs in the message, the place or the rule.
    void setSearch(const QString &search);
    void setGrouped(bool grouped);
    [[nodiscard]] bool isGrouped() const { return m_isGrouped; }

    /// Null for a file's row.
    [[nodiscard]] const Diagnostic *at(const QModelIndex &index) const;
    /// The first fix of each problem that has exactly one: sure ways out, with no choice to make.
    [[nodiscard]] QList<std::pair<Diagnostic, Fix>> safeFixes() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct File {
        QString name;
        QList<qsizetype> rows; ///< into m_all
    };
    [[nodiscard]] bool isShown(const Diagnostic &diagnostic) const;
    [[nodiscard]] QVariant fileData(const File &file, int column, int role) const;
    void arrange();

    QList<Diagnostic> m_all; ///< worst first
    QList<qsizetype> m_rows; ///< shown, into m_all
    QList<File> m_files; ///< the same, by file
    Show m_show = Show::All;
    QString m_search;
    bool m_isGrouped = false;
};

/// "README.md:10:20", counted from 1.
[[nodiscard]] QString placeText(const Diagnostic &diagnostic);

} // namespace Spacewright::Ui
