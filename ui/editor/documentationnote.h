// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assist/assist.h"

#include <QFrame>

namespace Spacewright::Ui {

/// What is known about a word: its name, a few sentences, and a line of facts.
class DocumentationNote : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DocumentationNote)
public:
    explicit DocumentationNote(const Assist::Documentation &documentation, QWidget *parent = nullptr);
};

/// The same as a card of its own beside KTextEditor's list of completions, in the tip that KTextEditor makes for it
/// and that this gives its size.
class CompletionNote final : public QFrame {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompletionNote)
public:
    explicit CompletionNote(const Assist::Documentation &documentation);

protected:
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace Spacewright::Ui
