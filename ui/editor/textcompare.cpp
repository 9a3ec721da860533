// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/textcompare.h"

#include "base/linediff.h"
#include "editor/editorsettings.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QVBoxLayout>
#include <QWidget>

#include <KTextEditor/Document>
#include <KTextEditor/Editor>
#include <KTextEditor/View>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(TextCompare)
};
} // namespace

QWidget *makeDiffPage(const QString &diff, const QString &name)
{
    prepareKTextEditor();
    auto *page = new QWidget;
    page->setObjectName(u"compare"_s);
    auto *document = KTextEditor::Editor::instance()->createDocument(page);
    document->setText(diff);
    document->setModified(false);
    document->setHighlightingMode(u"Diff"_s);
    document->setReadWrite(false);
    auto *view = document->createView(page);
    view->setAccessibleName(name);
    styleView(*view, {});
    view->setConfigValue(u"line-numbers"_s, false);
    view->setConfigValue(u"icon-bar"_s, false);
    QObject::connect(&Theme::current(), &Theme::changed, view, [view] { recolorView(*view); });
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view);
    page->setFocusProxy(view);
    return page;
}

QWidget *makeTextCompare(const QString &disk, const QString &editor, const QString &fileName)
{
    return makeDiffPage(
        unifiedDiff(disk, editor, Words::tr("%1 on disk").arg(fileName), Words::tr("%1 in the editor").arg(fileName)),
        Words::tr("Differences of %1").arg(fileName));
}

} // namespace Spacewright::Ui
