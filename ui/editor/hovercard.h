// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/assist.h"
#include "base/diagnostic.h"

#include <QFrame>
#include <QHash>
#include <QRect>

#include <functional>
#include <optional>

class QGridLayout;
class QPushButton;

namespace Spacewright::Ui {

struct FilePreview;

/// What a card says: a problem with the ways out, what is known about the word, or both.
struct HoverContent {
    std::optional<Diagnostic> problem;
    std::optional<Fix> suppression; ///< the last way out, for the keyboard only
    std::optional<Assist::Documentation> documentation;
    QString shortcut; ///< how to get to the problem without the mouse; may be empty
    std::function<QList<FilePreview>(const Fix &)> preview; ///< what a fix would change; may be empty
};

/// What a problem means, why, and the ways out with what they would change; below it what is known about the word. On
/// hover it stands beside the pointer and goes when the pointer leaves; asked for by keyboard it takes the focus,
/// arrow keys go from one way out to the next, Enter takes it, and Esc closes.
class HoverCard final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HoverCard)
public:
    enum class Mode { Hover, Keyboard };

    /// Deletes itself when hidden.
    HoverCard(HoverContent content, Mode mode, QWidget *parent);
    ~HoverCard() override;

    /// Below `anchor` (global coordinates), above it where there is no room.
    void showAt(const QRect &anchor);

Q_SIGNALS:
    void fixRequested(const Spacewright::Fix &fix);
    void showRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void addProblem(QGridLayout &grid);
    [[nodiscard]] QPushButton *makeFixButton(const Fix &fix);
    void showPreview(const Fix &fix);
    void fit();
    void place();
    /// Arrow keys, on one of the ways out.
    [[nodiscard]] bool stepsOn(QObject *watched, QEvent *event);

    HoverContent m_content;
    Mode m_mode;
    QRect m_anchor;
    QList<QPushButton *> m_ways; ///< what the arrow keys go through
    QHash<QObject *, Fix> m_fixes; ///< by their buttons
    QWidget *m_preview = nullptr;
};

} // namespace Spacewright::Ui
