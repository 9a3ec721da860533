// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/atomicfile.h"
#include "files/filespanel.h"
#include "files/filetreemodel.h"
#include "files/repositoryfoot.h"
#include "support/testcase.h"
#include "widgets/emptystate.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;

class FilesPanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init();
    void enter_opensTheFile();
    void enter_unfoldsAFolder();
    void click_opensTheFile();
    void filter_findsAndOpensByKeyboard();
    void filter_saysWhenNothingMatches();
    void newFile_isNamedInTheTree();
    void newFile_escGivesUp();
    void rename_inPlace();
    void rename_toATakenName_saysSo();
    void trash_andDuplicate_byKeyboard();
    void changesOnDisk_areFollowed();
    void reveal_unfoldsToTheFile();
    void folderDeleted_saysSo();
    void noFolder_offersToOpenOne();
    void foot_saysTheSize();
    void everyControlHasAName();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void select(const QString &name) const;
    QLineEdit *nameField() const { return m_panel->findChild<QLineEdit *>(u"nameField"_s); }
    QStringList names() const;
    QTreeView *tree() const { return m_panel->findChild<QTreeView *>(u"tree"_s); }
    QLineEdit *filter() const { return m_panel->strip()->findChild<QLineEdit *>(u"filter"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QWidget> m_window;
    FilesPanel *m_panel = nullptr;
};

void FilesPanelTest::init()
{
    Testing::cleanRoom();
    QVERIFY(QDir().mkpath(QDir::homePath()));
    m_folder = std::make_unique<QTemporaryDir>(QDir::homePath() + u"/space-XXXXXX"_s); // on the disk of the trash
    for (const auto &name : {u"app.py"_s, u"README.md"_s, u"examples/one.wav"_s, u"examples/deep/two.wav"_s})
        QVERIFY_RESULT(writeFile(path(name), "0123456789"));
    m_window = std::make_unique<QWidget>();
    m_panel = new FilesPanel;
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_panel->strip());
    layout->addWidget(m_panel);
    m_window->resize(260, 500);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_panel->setFolder(m_folder->path());
    QTRY_COMPARE(m_panel->model().rowCount(), 3);
    m_panel->takeFocus();
    QVERIFY(tree()->hasFocus());
}

void FilesPanelTest::select(const QString &name) const
{
    const QModelIndex index = m_panel->model().indexOf(path(name));
    QVERIFY(index.isValid());
    tree()->setCurrentIndex(index);
}

QStringList FilesPanelTest::names() const
{
    QStringList names;
    for (int row = 0; row < m_panel->model().rowCount(); ++row)
        names.append(m_panel->model().index(row, 0).data().toString());
    return names;
}

void FilesPanelTest::enter_opensTheFile()
{
    QSignalSpy opened(m_panel, &FilesPanel::openRequested);
    select(u"app.py"_s);
    QTest::keyClick(tree(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), path(u"app.py"_s));
}

void FilesPanelTest::enter_unfoldsAFolder()
{
    QSignalSpy opened(m_panel, &FilesPanel::openRequested);
    select(u"examples"_s);
    QTest::keyClick(tree(), Qt::Key_Return);
    QTRY_COMPARE(m_panel->model().rowCount(m_panel->model().indexOf(path(u"examples"_s))), 2);
    QVERIFY(tree()->isExpanded(tree()->currentIndex()));
    QCOMPARE(opened.count(), 0);
}

void FilesPanelTest::click_opensTheFile()
{
    QSignalSpy opened(m_panel, &FilesPanel::openRequested);
    const QModelIndex index = m_panel->model().indexOf(path(u"README.md"_s));
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).center());
    QCOMPARE(opened.count(), 1);
}

void FilesPanelTest::filter_findsAndOpensByKeyboard()
{
    QSignalSpy opened(m_panel, &FilesPanel::openRequested);
    auto *found = m_panel->findChild<QListView *>(u"found"_s);
    QTest::keyClicks(filter(), u"two"_s);
    QTRY_COMPARE(found->model()->rowCount(), 1);
    QVERIFY(found->isVisible());
    QTest::keyClick(filter(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), path(u"examples/deep/two.wav"_s));
    QTest::keyClick(filter(), Qt::Key_Escape);
    QVERIFY(filter()->text().isEmpty());
    QVERIFY(tree()->isVisible());
}

void FilesPanelTest::filter_saysWhenNothingMatches()
{
    QTest::keyClicks(filter(), u"nowhere"_s);
    QTRY_VERIFY(!tree()->isVisible());
    QVERIFY(!m_panel->findChild<QListView *>(u"found"_s)->isVisible());
    for (auto *button : m_panel->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == u"Clear the filter"_s)
            button->click();
    }
    QVERIFY(filter()->text().isEmpty());
    QVERIFY(tree()->isVisible() && tree()->hasFocus());
}

void FilesPanelTest::newFile_isNamedInTheTree()
{
    QSignalSpy created(m_panel, &FilesPanel::created);
    QSignalSpy opened(m_panel, &FilesPanel::openRequested);
    QTest::keyClick(tree(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(nameField() && nameField()->isVisible());
    QTest::keyClicks(nameField(), u"notes.py"_s);
    QTest::keyClick(nameField(), Qt::Key_Return);
    QTRY_COMPARE(created.count(), 1);
    QCOMPARE(opened.count(), 1);
    QVERIFY(QFileInfo(path(u"notes.py"_s)).isFile());
    QTRY_COMPARE(names(), QStringList({u"examples"_s, u"app.py"_s, u"notes.py"_s, u"README.md"_s}));
}

void FilesPanelTest::newFile_escGivesUp()
{
    m_panel->newFolder();
    QTRY_VERIFY(nameField() && nameField()->isVisible());
    QTest::keyClicks(nameField(), u"x"_s);
    QTest::keyClick(nameField(), Qt::Key_Escape);
    QTRY_COMPARE(names().size(), 3);
    QVERIFY(!QFileInfo::exists(path(u"x"_s)));
}

void FilesPanelTest::rename_inPlace()
{
    QSignalSpy renamed(m_panel, &FilesPanel::renamed);
    select(u"app.py"_s);
    QTest::keyClick(tree(), Qt::Key_F2);
    QTRY_VERIFY(nameField() && nameField()->isVisible());
    QTRY_COMPARE(nameField()->selectedText(), u"app"_s);
    QTest::keyClicks(nameField(), u"main"_s);
    QTest::keyClick(nameField(), Qt::Key_Return);
    QTRY_COMPARE(renamed.count(), 1);
    QCOMPARE(renamed.first(), QVariantList({path(u"app.py"_s), path(u"main.py"_s)}));
    QTRY_COMPARE(names(), QStringList({u"examples"_s, u"main.py"_s, u"README.md"_s}));
    QTRY_COMPARE(tree()->currentIndex().data().toString(), u"main.py"_s);
}

void FilesPanelTest::rename_toATakenName_saysSo()
{
    select(u"app.py"_s);
    QVERIFY(!m_panel->model().setData(tree()->currentIndex(), u"app.py"_s));
    QVERIFY(m_panel->model().setData(tree()->currentIndex(), u"README.md"_s));
    auto *message = m_panel->findChild<InlineStrip *>();
    QTRY_VERIFY(message->isVisible());
    QVERIFY(message->sentence().contains(u"README.md is there already"));
    QCOMPARE(*readFile(path(u"README.md"_s)), "0123456789");
}

void FilesPanelTest::trash_andDuplicate_byKeyboard()
{
    QSignalSpy deleted(m_panel, &FilesPanel::deleted);
    select(u"app.py"_s);
    QTest::keyClick(tree(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(names().contains(u"app copy.py"_s));
    select(u"app.py"_s);
    QTest::keyClick(tree(), Qt::Key_Delete);
    QTRY_COMPARE(deleted.count(), 1);
    QTRY_VERIFY(!names().contains(u"app.py"_s));
    QVERIFY(names().contains(u"app copy.py"_s));
}

void FilesPanelTest::changesOnDisk_areFollowed()
{
    QVERIFY_RESULT(writeFile(path(u"new.py"_s), "x"));
    QTRY_VERIFY(names().contains(u"new.py"_s));
    QVERIFY(QFile::remove(path(u"app.py"_s)));
    QTRY_VERIFY(!names().contains(u"app.py"_s));
}

void FilesPanelTest::reveal_unfoldsToTheFile()
{
    m_panel->reveal(path(u"examples/deep/two.wav"_s));
    QTRY_COMPARE(tree()->currentIndex().data().toString(), u"two.wav"_s);
}

void FilesPanelTest::folderDeleted_saysSo()
{
    QSignalSpy lost(m_panel, &FilesPanel::folderLost);
    QSignalSpy asked(m_panel, &FilesPanel::openFolderRequested);
    QVERIFY(m_folder->remove());
    QTRY_COMPARE(lost.count(), 1);
    auto *empty = m_panel->findChild<EmptyState *>(u"noFolder"_s);
    QTRY_VERIFY(empty->isVisible());
    empty->findChild<QPushButton *>()->click();
    QCOMPARE(asked.count(), 1);
}

void FilesPanelTest::noFolder_offersToOpenOne()
{
    m_panel->setFolder({});
    QVERIFY(m_panel->findChild<EmptyState *>(u"noFolder"_s)->isVisible());
    QVERIFY(!filter()->isEnabled());
}

void FilesPanelTest::foot_saysTheSize()
{
    auto *foot = m_panel->findChild<RepositoryFoot *>();
    QTRY_COMPARE(foot->bytes(), 40);
    QVERIFY(foot->accessibleName().contains(u"40 B of 1 GB"));
}

void FilesPanelTest::everyControlHasAName()
{
    QVERIFY(!tree()->accessibleName().isEmpty());
    QVERIFY(!filter()->accessibleName().isEmpty());
    for (const auto *button : m_panel->strip()->findChildren<QToolButton *>())
        QVERIFY2(!button->accessibleName().isEmpty() || button->inherits("QLineEditIconButton"),
                 qPrintable(button->objectName()));
}

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    FilesPanelTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_filespanel.moc"
