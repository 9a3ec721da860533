// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorsettings.h"

#include "widgets/theme.h"

#include <QFile>
#include <QFileInfo>

#include <KConfigGroup>
#include <KSharedConfig>
#include <KTextEditor/Document>
#include <KTextEditor/View>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr qint64 SniffedBytes = 8000; // what git looks at to call a file binary; xdiff-interface.c

QString themeName()
{
    return Theme::current().isDark() ? u"Spacewright Dark"_s : u"Spacewright Light"_s;
}
} // namespace

void prepareKTextEditor()
{
    static bool isDone = false;
    if (isDone)
        return;
    isDone = true;
    const KSharedConfigPtr config = KSharedConfig::openConfig();
    // Names of groups and keys: KTextEditor's kateconfig.cpp.
    KConfigGroup renderer(config, u"KTextEditor Renderer"_s);
    renderer.writeEntry("Line Height Multiplier", 1.25);
    renderer.writeEntry("Auto Color Theme Selection", false);
    renderer.writeEntry("Color Theme", themeName());
    KConfigGroup document(config, u"KTextEditor Document"_s);
    document.writeEntry("Swap File Mode", 0); // RecoveryStore does it, and keeps text when the file changed too
    document.writeEntry("Remove Spaces", 0); // two spaces at the end of a line mean something in Markdown
    document.writeEntry("Newline at End of File", false); // what was not edited stays as it was
    document.writeEntry("Auto Reload If State Is In Version Control", false);
    KConfigGroup view(config, u"KTextEditor View"_s);
    view.writeEntry("Scroll Bar MiniMap", false);
    view.writeEntry("Show Scrollbars", 1); // KateViewConfig::ShowWhenNeeded
    view.writeEntry("Scroll Bar Preview", false);
    view.writeEntry("Show File Encoding", false);
}

void styleView(KTextEditor::View &view, const QString &fileName)
{
    view.setStatusBarEnabled(false);
    view.setConfigValue(u"scrollbar-minimap"_s, false);
    view.setConfigValue(u"line-numbers"_s, true);
    view.setConfigValue(u"icon-bar"_s, true);
    view.setConfigValue(u"modification-markers"_s, true);
    view.setConfigValue(u"folding-bar"_s, false);
    const bool isProse = fileName.endsWith(".md"_L1, Qt::CaseInsensitive);
    view.setConfigValue(u"dynamic-word-wrap"_s, isProse);
    recolorView(view);
}

void recolorView(KTextEditor::View &view)
{
    view.setConfigValue(u"theme"_s, themeName());
}

NotText sniff(const QString &path)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly))
        return NotText::Unreadable;
    const QByteArray start = file.read(SniffedBytes);
    const bool isUtf16 = start.startsWith("\xFF\xFE") || start.startsWith("\xFE\xFF");
    if (start.contains('\0') && !isUtf16)
        return NotText::Binary;
    return info.size() > LargestText ? NotText::TooLarge : NotText::No;
}

} // namespace Spacewright::Ui
