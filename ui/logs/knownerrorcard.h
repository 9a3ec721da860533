// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/knownerrors.h"
#include "widgets/card.h"

class QPushButton;

namespace Spacewright::Ui {

class AddedLine;
class Label;

/// What the first error means and the way out of it.
class KnownErrorCard final : public Card {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KnownErrorCard)
public:
    explicit KnownErrorCard(QWidget *parent = nullptr);

    void setError(const Logs::KnownError &known, const Logs::FirstError &error);
    /// What the filled button says; empty when the person has to do it by hand.
    [[nodiscard]] QString wayOutText() const;
    /// Shows the change beside the text where `width` px leave room for both.
    void fitTo(int width);

Q_SIGNALS:
    /// The person wants the fix to be written; `thenRun` to be built and run as well.
    void fixRequested(const Spacewright::Logs::KnownFix &fix, bool thenRun);
    void openRequested(const QString &file, int line);

private:
    void showFix();

    Logs::KnownError m_known;
    Logs::FirstError m_error;
    Label *m_subject;
    Label *m_meaning;
    QPushButton *m_whole;
    QPushButton *m_half;
    QPushButton *m_copy;
    QWidget *m_side;
    Label *m_sideTitle;
    AddedLine *m_added;
};

} // namespace Spacewright::Ui
