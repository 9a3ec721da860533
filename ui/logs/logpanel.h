// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/knownerrorcard.h"
#include "logs/logsearch.h"
#include "logs/logstore.h"
#include "widgets/panel.h"

#include <QPointer>
#include <QUrl>

class QVariantAnimation;

namespace Spacewright::Ui {

class CardArea;
class EmptyState;
class FirstErrorStrip;
class InlineStrip;
class LogStrip;
class LogView;
class Strip;

/// The Build dock or the Run dock.
class LogPanel final : public Panel {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPanel)
public:
    /// Its id is `build` or `run`.
    explicit LogPanel(Logs::Phase phase, QWidget *parent = nullptr);

    /// Shows `store`; null shows the empty state.
    void setStore(Logs::LogStore *store);
    /// Relative files in links lie here.
    void setSpaceFolder(const QString &folder);
    /// Where saving begins to look; the file chooser remembers the rest.
    void setSaveFolder(const QString &folder) { m_saveFolder = folder; }

    /// For the card of a known error.
    void setChangeFinder(ChangeFinder finder);

    [[nodiscard]] QWidget *strip() override;
    void takeFocus() override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] LogView *view() const { return m_view; }
    /// Whether each line has its time in front.
    void setTimesVisible(bool visible);
    /// Puts the keyboard into the search field.
    void startSearch();
    void showFirstError();

Q_SIGNALS:
    /// An absolute file and its line, from 1.
    void openRequested(const QString &file, int line);
    void urlRequested(const QUrl &url);
    /// The person wants the known error's fix written, and with `thenRun` the Space run again.
    void fixRequested(const Spacewright::Logs::KnownFix &fix, bool thenRun);
    /// The button of the empty state.
    void runRequested();
    /// The person wants to see the times, or no longer.
    void timesToggled(bool visible);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectStrip();
    void showState();
    void updateFirstError();
    enum class Appearing { AtOnce, Growing };
    void pin(QWidget *widget, QVariantAnimation *growth, bool shown, Appearing how);
    void fitCard(Appearing how);
    void announceFirstError();
    void updateHits();
    void search(const Logs::SearchPattern &pattern);
    void step(bool forward);
    void save();
    void open(const QString &file, int line);

    Logs::Phase m_phase;
    QPointer<Logs::LogStore> m_store;
    QString m_spaceFolder;
    QString m_saveFolder;
    Logs::LogSearch m_search;
    std::optional<Logs::KnownError> m_known;
    Strip *m_stripWidget;
    LogStrip *m_strip;
    InlineStrip *m_notice;
    FirstErrorStrip *m_firstError;
    CardArea *m_cardArea;
    KnownErrorCard *m_card;
    QVariantAnimation *m_firstErrorGrowth;
    QVariantAnimation *m_cardGrowth;
    QString m_announced;
    LogView *m_view;
    EmptyState *m_empty;
};

} // namespace Spacewright::Ui
