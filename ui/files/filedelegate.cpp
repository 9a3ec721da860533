// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/filedelegate.h"

#include "base/diagnostic.h"
#include "files/filetreemodel.h"
#include "widgets/fileicon.h"
#include "widgets/icon.h"
#include "widgets/metrics.h"
#include "widgets/rowpainter.h"
#include "widgets/severitycolors.h"

#include <QLineEdit>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
StageGroup groupOfLetter(const QString &letter)
{
    if (letter == "A"_L1)
        return StageGroup::Running;
    return letter == "D"_L1 ? StageGroup::Error : StageGroup::Transient;
}

/// Behind the tree's arrows, or at the edge of a list.
int leadingOf(const QStyleOptionViewItem &option)
{
    return Gap::DockEdge + (qobject_cast<const QTreeView *>(option.widget) ? Gap::Icon : 0);
}

bool holdsSecrets(const QString &name)
{
    return name == ".env"_L1 || name.startsWith(".env."_L1);
}
} // namespace

void FileDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QString name = index.data().toString();
    const QString path = index.data(FileTreeModel::RelativePathRole).toString();
    const bool isFolder = index.data(FileTreeModel::IsFolderRole).toBool();

    RowContent row;
    row.text = name;
    row.icon = isFolder ? icon(u"folder-symbolic"_s) : fileIcon(name);
    row.tintIcon = isFolder;
    if (index.data(FileTreeModel::IsIgnoredRole).toBool()) {
        row.muted = true;
        row.trailing = tr("ignored");
    }
    if (holdsSecrets(name)) {
        row.muted = true;
        row.trailing.clear();
        row.trailingIcon = icon(u"lock"_s, Token::Muted);
    }
    if (index.data(FileTreeModel::IsLinkRole).toBool())
        row.secondary = tr("link");
    if (const int count = index.data(FileTreeModel::ProblemCountRole).toInt())
        row.pills.append({QString::number(count),
                          severityGroup(static_cast<Severity>(index.data(FileTreeModel::SeverityRole).toInt()))});
    row.letter = index.data(FileTreeModel::StateLetterRole).toString();
    row.letterGroup = groupOfLetter(row.letter);
    // The flat list of found files says where each is.
    if (!index.parent().isValid() && path.contains(u'/')) {
        row.secondary = path.first(path.lastIndexOf(u'/'));
        row.secondaryElide = Qt::ElideMiddle;
    }
    RowPainter::paintBackground(*painter, item);
    RowPainter::paint(*painter, item, row, leadingOf(item));
}

QSize FileDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, Metrics::current().row};
}

QWidget *FileDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *field = new QLineEdit(parent);
    field->setObjectName(u"nameField"_s);
    field->setAccessibleName(index.data(FileTreeModel::IsDraftRole).toBool() ? tr("Name of the new entry")
                                                                             : tr("New name"));
    return field;
}

void FileDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *field = static_cast<QLineEdit *>(editor);
    const QString name = index.data(Qt::EditRole).toString();
    field->setText(name);
    // What one types replaces the name and leaves the suffix.
    const qsizetype dot = name.lastIndexOf(u'.');
    if (dot > 0 && !index.data(FileTreeModel::IsFolderRole).toBool())
        QMetaObject::invokeMethod(
            field, [field, dot] { field->setSelection(0, static_cast<int>(dot)); }, Qt::QueuedConnection);
}

void FileDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int taken = leadingOf(option) + Metrics::Icon;
    editor->setGeometry(QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(taken, 0, 0, 0)));
}

} // namespace Spacewright::Ui
