// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QtClassHelperMacros>

class QWidget;

namespace Spacewright::Ui {

/// What another room puts around the text of one file: README.md has a form beside it. The page owns it.
class PageCompanion {
    Q_DISABLE_COPY_MOVE(PageCompanion)
public:
    PageCompanion() = default;
    virtual ~PageCompanion() = default;

    /// In the place of the editor's own strip while the page is shown. Lives as long as this.
    [[nodiscard]] virtual QWidget *strip() const = 0;
    /// Holds the page's text widget. Lives as long as the page.
    [[nodiscard]] virtual QWidget *sheet() const = 0;
    /// Somebody goes to a line: the source has to be seen.
    virtual void showSource() = 0;
    /// Hands on what is typed in a field and does not stand in the text yet, before it is saved or closed.
    virtual void flush() = 0;
    virtual void takeFocus() = 0;

    /// What comes back with the page's place.
    [[nodiscard]] virtual QJsonObject state() const = 0;
    virtual void restore(const QJsonObject &state) = 0;
};

} // namespace Spacewright::Ui
