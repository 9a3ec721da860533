// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look.h"

#include "widgets/style/spacewrightstyle.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QIcon>
#include <QToolTip>

#include <KIconTheme>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
/// KIconThemes brings KColorSchemeManager along, which gives programs outside Plasma Breeze's palette
/// as soon as the event loop runs. Whoever sets another palette, ours is put back.
class PaletteKeeper final : public QObject {
public:
    using QObject::QObject;

    static void apply()
    {
        const QPalette ours = Theme::current().palette();
        if (QApplication::palette() == ours)
            return;
        QApplication::setPalette(ours);
        QToolTip::setPalette(ours);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
            apply();
        return QObject::eventFilter(watched, event);
    }
};
} // namespace

void prepareLook()
{
    KIconTheme::initTheme();
}

void applyLook(QApplication &application)
{
    Theme &theme = Theme::current();
    theme.follow();
    QApplication::setStyle(new SpacewrightStyle);
    PaletteKeeper::apply();
    application.installEventFilter(new PaletteKeeper(&application));
    QObject::connect(&theme, &Theme::changed, &application, &PaletteKeeper::apply);
    QIcon::setFallbackSearchPaths(QIcon::fallbackSearchPaths() << u":/icons"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/spacewright.svg"_s));
}

} // namespace Spacewright::Ui
