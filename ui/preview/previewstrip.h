// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QUrl>
#include <QWidget>

class QAction;
class QMenu;

namespace Spacewright::Ui {

class AddressField;

/// The preview's second row: back, forward, reload, address, and a menu with the rest.
class PreviewStrip final : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreviewStrip)
public:
    explicit PreviewStrip(QWidget *parent = nullptr);

    [[nodiscard]] AddressField &address() { return *m_address; }
    /// All commands of the strip, for the registry: each has an objectName such as "preview.zoomIn".
    [[nodiscard]] QList<QAction *> commands() const;

    void setHistory(bool canGoBack, bool canGoForward);
    /// Without a page, what works on one says why it is disabled.
    void setPageThere(bool there);
    void setZoomPercent(int percent);

Q_SIGNALS:
    void backAsked();
    void forwardAsked();
    void reloadAsked();
    void zoomAsked(int steps); ///< 0: back to 100 %
    void browserAsked();
    void copyAsked();
    void screenshotAsked();
    void developerToolsAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void turnArrows();
    QAction *makeAction(const char *name, const QString &text, const QString &icon);
    QWidget *makeButton(QAction *action);
    QMenu *makeMenu();

    AddressField *m_address;
    QAction *m_back;
    QAction *m_forward;
    QAction *m_reload;
    QAction *m_zoomIn;
    QAction *m_zoomOut;
    QAction *m_zoomReset;
    QAction *m_browser;
    QAction *m_copy;
    QAction *m_screenshot;
    QAction *m_tools;
};

} // namespace Spacewright::Ui
