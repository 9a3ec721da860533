// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/renderedreadme.h"

#include "manifest/frontmatter.h"
#include "widgets/metrics.h"
#include "widgets/theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QImageReader>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextList>
#include <QTextTable>

#include <utility>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr qint64 LargestPicture = 20'000'000; // bytes
constexpr int LineHeight = 130; // percent
constexpr int SidePadding = 20;

TextRole roleOf(int headingLevel)
{
    switch (headingLevel) {
    case 1:
        return TextRole::Display;
    case 2:
        return TextRole::Title;
    case 3:
        return TextRole::Heading;
    default:
        return TextRole::Strong;
    }
}

/// The letters of a block in the font of `role`; those of inline code keep theirs.
void dressText(QTextCursor &cursor, const QTextBlock &block, TextRole role)
{
    const QFont wanted = font(role);
    QList<std::pair<int, int>> parts;
    for (auto part = block.begin(); !part.atEnd(); ++part)
        parts.emplaceBack(part.fragment().position(), part.fragment().length());
    for (const auto &[position, length] : std::as_const(parts)) {
        cursor.setPosition(position);
        cursor.setPosition(position + length, QTextCursor::KeepAnchor);
        QTextCharFormat format = cursor.charFormat();
        format.clearProperty(QTextFormat::FontSizeAdjustment); // or the size would not count
        format.setFontPointSize(wanted.pointSizeF());
        format.setFontWeight(wanted.weight());
        cursor.setCharFormat(format);
    }
}

bool isCode(const QTextBlock &block)
{
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence)
        || block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage);
}

/// Puts each run of code lines on a sheet of its own.
void frameCode(QTextDocument &document)
{
    QList<std::pair<int, int>> runs;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int end = block.position() + block.length() - 1;
        if (isCode(block) && isCode(block.previous()))
            runs.last().second = end;
        else if (isCode(block))
            runs.emplaceBack(block.position(), end);
    }
    QTextFrameFormat sheet;
    sheet.setBackground(color(Token::Sunken));
    sheet.setPadding(Gap::Control);
    sheet.setBottomMargin(Gap::FormRow);
    // From the end, so that places further up stay true.
    for (auto run = runs.crbegin(); run != runs.crend(); ++run) {
        QTextCursor cursor(&document);
        cursor.setPosition(run->first);
        cursor.setPosition(run->second, QTextCursor::KeepAnchor);
        cursor.insertFrame(sheet);
    }
}

/// In lines that meet: the borders of a collapsed table are those of its cells.
void dressTable(QTextTable &table)
{
    QTextTableFormat format = table.format();
    format.setBorderCollapse(true);
    format.setCellPadding(Gap::Group);
    format.setBottomMargin(Gap::FormRow);
    table.setFormat(format);
    for (int row = 0; row < table.rows(); ++row) {
        for (int column = 0; column < table.columns(); ++column) {
            QTextTableCell cell = table.cellAt(row, column);
            QTextTableCellFormat lines = cell.format().toTableCellFormat();
            lines.setBorder(1);
            lines.setBorderBrush(color(Token::Border));
            lines.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            cell.setFormat(lines);
        }
    }
}

/// A frame has a line without text before and after it; Markdown itself makes none.
void closeGaps(QTextDocument &document)
{
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        if (block.length() > 1 || isCode(block) || cursor.currentTable())
            continue;
        QTextBlockFormat format;
        format.setLineHeight(1, QTextBlockFormat::FixedHeight);
        cursor.setBlockFormat(format);
    }
}

void dressBlock(QTextCursor &cursor, const QTextBlock &block)
{
    QTextBlockFormat format = block.blockFormat();
    const int level = format.headingLevel();
    const bool isInTable = cursor.currentTable();
    format.setTopMargin(level > 0 && block.position() > 0 ? Gap::Block : 0);
    format.setBottomMargin(isCode(block) || isInTable ? 0 : block.textList() ? Gap::Group : Gap::FormRow);
    format.setLineHeight(LineHeight, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(format);
    if (isCode(block))
        dressText(cursor, block, TextRole::CodeSmall);
    else if (level > 0)
        dressText(cursor, block, roleOf(level));
}
} // namespace

QString bodyOf(const QString &readme)
{
    const Manifest::TextIndex index(readme);
    const Manifest::FrontMatter fences = Manifest::findFrontMatter(index);
    if (!fences.isBlock())
        return readme;
    return fences.closingLine + 1 < index.lineCount() ? readme.sliced(index.startOf(fences.closingLine + 1))
                                                      : QString();
}

RenderedReadme::RenderedReadme(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(u"renderedReadme"_s);
    setAccessibleName(tr("Rendered README.md"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    document()->setDocumentMargin(SidePadding);
    document()->setIndentWidth(Gap::Section);
    connect(this, &QTextBrowser::anchorClicked, this, &RenderedReadme::follow);
    connect(&Theme::current(), &Theme::changed, this, &RenderedReadme::render);
}

void RenderedReadme::setFolder(const QString &folder)
{
    m_folder = folder;
}

void RenderedReadme::setReadme(const QString &readme)
{
    const QString body = bodyOf(readme);
    if (body == m_body)
        return;
    m_body = body;
    render();
}

void RenderedReadme::render()
{
    const int top = verticalScrollBar()->value();
    document()->setDefaultFont(Ui::font(TextRole::Body));
    if (m_body.trimmed().isEmpty())
        setPlainText(tr("Nothing stands below the header yet."));
    else
        document()->setMarkdown(m_body, QTextDocument::MarkdownDialectGitHub);
    dress();
    verticalScrollBar()->setValue(top);
}

void RenderedReadme::dress()
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        dressBlock(cursor, block);
    }
    cursor.endEditBlock();
    frameCode(*document());
    const QList<QTextFrame *> frames = document()->rootFrame()->childFrames();
    for (QTextFrame *frame : frames) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            dressTable(*table);
    }
    closeGaps(*document());
    document()->clearUndoRedoStacks();
}

QString RenderedReadme::fileWithin(const QUrl &name) const
{
    if (m_folder.isEmpty() || !name.isRelative() || name.path().isEmpty())
        return {};
    // Links are followed before it is judged, so that none leads out.
    const QString root = QFileInfo(m_folder).canonicalFilePath();
    const QString file = QFileInfo(QDir(m_folder).filePath(name.path())).canonicalFilePath();
    return !root.isEmpty() && file.startsWith(root + u'/') ? file : QString();
}

QVariant RenderedReadme::loadResource(int type, const QUrl &name)
{
    // An empty picture rather than nothing: for nothing the document would look on the disk by itself.
    const QString file = type == QTextDocument::ImageResource ? fileWithin(name) : QString();
    if (file.isEmpty() || QFileInfo(file).size() > LargestPicture)
        return QVariant::fromValue(QImage());
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const int room = viewport()->width() - 2 * SidePadding;
    if (size.width() > room && room > 0)
        reader.setScaledSize(size.scaled(room, size.height(), Qt::KeepAspectRatio));
    return reader.read();
}

void RenderedReadme::follow(const QUrl &link)
{
    if (link.isRelative() && link.path().isEmpty())
        scrollToAnchor(link.fragment());
    else if (const QString file = fileWithin(link); !file.isEmpty())
        Q_EMIT fileRequested(QDir(QFileInfo(m_folder).canonicalFilePath()).relativeFilePath(file));
    else if (link.scheme() == "https"_L1 || link.scheme() == "http"_L1 || link.scheme() == "mailto"_L1)
        QDesktopServices::openUrl(link);
}

bool RenderedReadme::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        render();
    return QTextBrowser::event(event);
}

} // namespace Spacewright::Ui
