// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "welcome/tile.h"

#include <QScrollArea>

class QGridLayout;
class QLineEdit;

namespace Spacewright::Ui {

class InlineStrip;
class Label;
class LinkButton;

/// A template as the page shows it.
struct WelcomeTemplate {
    QString id;
    QString name;
    QString description;
    SpaceLook look;
};

/// One line of "This machine": what was found, and what follows from it.
struct MachineFact {
    enum class State {
        Fine,
        Note, ///< missing, and not missed
        Attention,
    };
    State state = State::Fine;
    QString fact = {}; ///< translated: "Python 3.13.5 and uv 0.13.8"
    QString consequence = {}; ///< translated, may be empty
    QString id = {}; ///< for factActionRequested(), where there is an action
    QString action = {}; ///< translated, a link at the end: "Start it"
    QString actionHelp = {}; ///< translated, its tool tip
};

/// The first page: recent Spaces, templates, what this machine has. Fills the window.
class WelcomePage final : public QScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WelcomePage)
public:
    explicit WelcomePage(QWidget *parent = nullptr);

    void setRecent(const QList<TileSpace> &spaces);
    void setTemplates(const QList<WelcomeTemplate> &templates);
    void setMachine(const QList<MachineFact> &facts);
    /// A strip above everything; an empty subject takes it away.
    void showError(const QString &subject, const QString &sentence);

Q_SIGNALS:
    /// A folder was typed or a recent Space chosen.
    void openRequested(const QString &folder);
    void openFolderRequested();
    void newRequested();
    void templateRequested(const QString &id);
    /// First run: the bundled sample.
    void sampleRequested();
    /// The link of the fact with that id.
    void factActionRequested(const QString &id);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeMain();
    [[nodiscard]] QWidget *makeAside();
    void layOut();

    QWidget *m_content;
    QWidget *m_main = nullptr;
    QWidget *m_aside = nullptr;
    QGridLayout *m_columns;
    InlineStrip *m_error;
    QLineEdit *m_field = nullptr;
    Label *m_recentHeading = nullptr;
    LinkButton *m_showAll = nullptr;
    QGridLayout *m_recent = nullptr;
    QGridLayout *m_templates = nullptr;
    QGridLayout *m_facts = nullptr;
    QList<TileSpace> m_spaces;
    bool m_showsAll = false;
};

} // namespace Spacewright::Ui
