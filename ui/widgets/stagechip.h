// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/stage.h"

#include <QAbstractButton>
#include <QDateTime>

class QTimer;

namespace Spacewright::Ui {

class Spinner;

/// What a chip shows, for widgets and for rows that only paint one.
struct ChipText {
    StageGroup group = StageGroup::None;
    QString text; ///< 600
    QString elapsed; ///< regular weight; may be empty
    bool serving = false;
    bool hasGlyph = true; ///< a verdict has none
};
[[nodiscard]] int chipWidth(const ChipText &chip);
void paintChip(QPainter &painter, const QRect &rect, const ChipText &chip, qreal angle = 0);
/// The Hub's name with spaces: "RUNNING BUILDING". Not translated.
[[nodiscard]] QString stageText(Stage stage);
/// Translated: what the stage means, in a sentence.
[[nodiscard]] QString stageMeaning(Stage stage);

/// "0:42", "1:02:05": a stage's time counts in whole seconds from the start. Not translated.
[[nodiscard]] QString elapsedText(const QDateTime &since);

/// The stage of the open Space. A click opens the Timeline. Announces each change to screen readers.
class StageChip final : public QAbstractButton {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StageChip)
public:
    /// `small`: 20 px, for lists and cards.
    explicit StageChip(QWidget *parent = nullptr, bool small = false);

    /// `cause`: translated, why it is so. `since`: transient stages show the time elapsed from there.
    void setStage(Stage stage, const QString &cause = {}, const QDateTime &since = {});
    /// A name that this version does not know is shown as transient.
    void setStageName(const QString &name, const QString &cause = {}, const QDateTime &since = {});
    /// "Not running": there is no stage yet.
    void clearStage();

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void show(ChipText chip, const QString &meaning, const QString &cause, const QDateTime &since);
    void tick();

    ChipText m_chip;
    QDateTime m_since;
    Spinner *m_spinner;
    QTimer *m_seconds;
    bool m_small;
};

} // namespace Spacewright::Ui
