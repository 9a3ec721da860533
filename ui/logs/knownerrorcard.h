// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logs/knownerrors.h"
#include "widgets/card.h"
#include "widgets/diffview.h"

#include <functional>

class QPushButton;

namespace Spacewright::Ui {

class Label;

/// The lines that a fix would change in the Space's files; empty where nobody knows.
using ChangeFinder = std::function<QList<DiffRow>(const Logs::KnownFix &)>;

/// What the first error means and the way out of it.
class KnownErrorCard final : public Card {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KnownErrorCard)
public:
    explicit KnownErrorCard(QWidget *parent = nullptr);

    void setError(const Logs::KnownError &known, const Logs::FirstError &error);
    /// Without one, or where it finds nothing, only what the fix itself says is shown.
    void setChangeFinder(ChangeFinder finder) { m_findChange = std::move(finder); }
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
    DiffView *m_change;
    ChangeFinder m_findChange;
};

} // namespace Spacewright::Ui
