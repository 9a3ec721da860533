// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/documentationnote.h"

#include "widgets/label.h"
#include "widgets/metrics.h"
#include "widgets/style/paint.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int NoteWidth = 300;

void addParagraph(QVBoxLayout &rows, const QString &text, TextRole role, Token token)
{
    if (text.isEmpty())
        return;
    auto *label = new Label(text, role, token);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    rows.addWidget(label);
}
} // namespace

DocumentationNote::DocumentationNote(const Assist::Documentation &documentation, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"documentation"_s);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Gap::Group);
    addParagraph(*rows, documentation.title, TextRole::Strong, Token::Text);
    addParagraph(*rows, documentation.text, TextRole::Body, Token::Text);
    addParagraph(*rows, documentation.detail, TextRole::Caption, Token::Muted);
}

CompletionNote::CompletionNote(const Assist::Documentation &documentation)
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(Gap::Card, Gap::FormRow, Gap::Card, Gap::FormRow);
    rows->addWidget(new DocumentationNote(documentation));
    rows->addStretch();
}

void CompletionNote::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    // KTextEditor keeps it in a stack in its tip, which has one size for everything.
    const auto *stack = qobject_cast<QStackedWidget *>(parentWidget());
    if (QWidget *tip = stack ? stack->parentWidget() : nullptr)
        tip->setFixedSize(NoteWidth, layout()->totalHeightForWidth(NoteWidth));
}

void CompletionNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Paint::box(painter, rect(), 0, color(Token::Raised), color(Token::Border));
}

} // namespace Spacewright::Ui
