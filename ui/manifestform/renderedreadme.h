// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTextBrowser>

namespace Spacewright::Ui {

/// README.md without its header, rendered. Pictures come from the Space's folder only; nothing is asked of the network.
class RenderedReadme final : public QTextBrowser {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RenderedReadme)
public:
    explicit RenderedReadme(QWidget *parent = nullptr);

    /// Absolute; relative links and pictures are meant from there.
    void setFolder(const QString &folder);
    /// Keeps the place it is scrolled to.
    void setReadme(const QString &readme);

    QVariant loadResource(int type, const QUrl &name) override;

Q_SIGNALS:
    /// A link to a file of the Space, relative to the folder.
    void fileRequested(const QString &file);

protected:
    bool event(QEvent *event) override;

private:
    void render();
    void dress();
    void follow(const QUrl &link);
    /// Empty for what is not a file within the folder.
    [[nodiscard]] QString fileWithin(const QUrl &name) const;

    QString m_folder;
    QString m_body;
};

/// What follows the header.
[[nodiscard]] QString bodyOf(const QString &readme);

} // namespace Spacewright::Ui
