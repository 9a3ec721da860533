// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/logrowpainter.h"
#include "logs/logrows.h"
#include "logs/logsearch.h"
#include "logs/logselection.h"
#include "logs/logstore.h"

#include <QAbstractScrollArea>
#include <QPointer>
#include <QUrl>

#include <optional>

class QPushButton;

namespace Spacewright::Ui {

/// Shows a LogStore, a row a line. Lays out only what is visible, so that a million lines cost as
/// much as ten. Follows the end until somebody scrolls up.
class LogView final : public QAbstractScrollArea {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)
public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setStore(Logs::LogStore *store);
    [[nodiscard]] Logs::LogStore *store() const { return m_store; }
    /// Marks the hits of `search`, which must outlive the view.
    void setSearch(Logs::LogSearch *search);

    void setLeastLevel(Logs::Level level);
    void setTimesVisible(bool visible);
    [[nodiscard]] bool timesVisible() const { return m_timesVisible; }
    void setFollowing(bool following);
    [[nodiscard]] bool isFollowing() const { return m_following; }
    /// Lines that came since the view let go of the end.
    [[nodiscard]] int newLines() const { return m_newLines; }

    /// Scrolls line `number` into the middle and marks it as the hit one stands on.
    void showHit(qint64 number);
    void showLine(qint64 number);
    /// The number of the hit one stands on; -1 when there is none.
    [[nodiscard]] qint64 hit() const { return m_hit; }
    void leaveHit() { m_hit = -1; }
    /// The number of the hit one stands on, else of the line on top; -1 when there is none.
    [[nodiscard]] qint64 currentNumber() const;

    [[nodiscard]] bool hasSelection() const { return m_selection && !m_selection->isEmpty(); }
    [[nodiscard]] QString selectedText() const;
    void selectAll();
    /// The selection, or everything where nothing is selected, to the clipboard.
    void copy() const;

    // For accessibility and tests.
    [[nodiscard]] int rowCount() const { return m_rows.count(); }
    [[nodiscard]] int firstVisibleRow() const;
    [[nodiscard]] int visibleRows() const;
    /// Time, level and text in words.
    [[nodiscard]] QString rowText(int row) const;
    [[nodiscard]] QRect rowRect(int row) const; ///< in the viewport

Q_SIGNALS:
    void followingChanged(bool following);
    void newLinesChanged(int count);
    void selectionChanged();
    /// A place in a file was clicked; `file` as the program wrote it.
    void openRequested(const QString &file, int line);
    void urlRequested(const QUrl &url);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Place {
        LogPosition position;
        int row = -1;
        int link = -1;
        bool isOnText = false;
    };

    void take(const Logs::LogStore::Change &change);
    void layOut();
    void scrollTo(int row);
    void userScrolled();
    void scrollText(int by);
    void setNewLines(int count);
    void updateFootButton();
    [[nodiscard]] Place placeAt(QPoint point) const;
    [[nodiscard]] std::optional<Logs::LogLine> lineAt(int row) const;
    [[nodiscard]] LogRowState stateOf(int row, const Logs::LogLine &line) const;
    void moveCaret(const LogPosition &to, bool select);
    void moveCaretByRows(int rows, bool select);
    void moveCaretByColumns(int columns, bool select);
    void showCaret();
    void keepSelection();
    void openLink(const Logs::Link &link);

    QPointer<Logs::LogStore> m_store;
    QPointer<Logs::LogSearch> m_search;
    LogRows m_rows;
    LogRowPainter m_painter;
    LogRowGeometry m_geometry;
    QPushButton *m_footButton;
    bool m_timesVisible = true;
    bool m_following = true;
    bool m_scrollingMyself = false;
    int m_newLines = 0;
    int m_scrolled = 0; ///< the text to the left, in px
    int m_widest = 0; ///< text seen so far, in px
    qint64 m_hit = -1; ///< number of the hit one stands on
    std::optional<LogSelection> m_selection;
    std::optional<LogPosition> m_pressed; ///< where the mouse went down, while it is
    QPoint m_pressPoint;
    Place m_hovered;
    qint64 m_doubleClickedMs = 0;
    int m_dragTimer = 0;
};

} // namespace Spacewright::Ui
