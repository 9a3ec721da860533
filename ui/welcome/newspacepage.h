// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "welcome/welcomepage.h"

#include <QWidget>

class QButtonGroup;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace Spacewright::Ui {

/// Template, title, folder: all a new Space needs. The folder follows the title until it was edited.
class NewSpacePage final : public QScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewSpacePage)
public:
    explicit NewSpacePage(QWidget *parent = nullptr);

    void setTemplates(const QList<WelcomeTemplate> &templates);
    /// Starts anew. `parentFolder` is where new Spaces are put; an empty id chooses the first template.
    void begin(const QString &templateId, const QString &parentFolder);
    /// Below the form; the form stays as it is.
    void showError(const QString &sentence);

Q_SIGNALS:
    void createRequested(const QString &templateId, const QString &folder, const QString &title);
    void cancelled();

private:
    void choose(int index);
    void review();

    QList<WelcomeTemplate> m_templates;
    QString m_parentFolder;
    bool m_folderEdited = false;
    int m_chosen = 0;
    InlineStrip *m_error;
    QGridLayout *m_tiles;
    QButtonGroup *m_group;
    QLineEdit *m_title;
    QLineEdit *m_folder;
    QPushButton *m_create;
};

} // namespace Spacewright::Ui
