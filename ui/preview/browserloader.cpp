// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/browserloader.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPluginLoader>
#include <QStyleHints>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {

QString modulePath()
{
    // Tests and odd installations name the folder; otherwise it lies beside bin/ or app/.
    const QString named = qEnvironmentVariable("SPACEWRIGHT_LIBRARIES");
    const QDir programs(QCoreApplication::applicationDirPath());
    const QStringList folders{named, programs.filePath(u"../" SPACEWRIGHT_LIBRARIES ""_s)};
    for (const QString &folder : folders) {
        const QString path = QDir(folder).filePath(u"spacewright_browser.so"_s);
        if (!folder.isEmpty() && QFileInfo::exists(path))
            return path;
    }
    return {};
}

/// Chromium takes the scheme from the desktop. Where that has none, as on plain X11, a dark one that the person has
/// chosen reaches the pages by this switch alone, and only from the start.
void tellScheme()
{
    if (!Theme::current().isDark() || QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark)
        return;
    QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
    flags += flags.isEmpty() ? "--force-dark-mode" : " --force-dark-mode";
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags);
}

QPluginLoader &loader()
{
    static QPluginLoader loader;
    return loader;
}

} // namespace

void prepareForBrowser()
{
    // Chromium's own sandbox refuses root, and then nothing would start at all.
    if (geteuid() == 0)
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
}

Result<BrowserFactory *> browserFactory()
{
    if (!loader().isLoaded()) {
        const QString path = modulePath();
        if (path.isEmpty()) {
            return failure(
                ErrorCode::NotFound,
                QCoreApplication::translate(
                    "Preview", "The part of Spacewright that shows pages is missing. Install Spacewright again."),
                u"spacewright_browser.so"_s);
        }
        tellScheme();
        loader().setLoadHints(QLibrary::PreventUnloadHint);
        loader().setFileName(path);
    }
    auto *factory = qobject_cast<BrowserFactory *>(loader().instance());
    if (!factory) {
        return failure(ErrorCode::Tool,
                       QCoreApplication::translate(
                           "Preview", "The part of Spacewright that shows pages does not start. Install it again."),
                       loader().errorString());
    }
    return factory;
}

bool isBrowserLoaded()
{
    return loader().isLoaded();
}

} // namespace Spacewright::Ui
