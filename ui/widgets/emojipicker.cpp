// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emojipicker.h"

#include "base/emoji.h"
#include "widgets/icon.h"
#include "widgets/label.h"
#include "widgets/spacetile.h"
#include "widgets/style/paint.h"

#include <QAbstractButton>
#include <QAbstractListModel>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QStylePainter>
#include <QStyledItemDelegate>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

namespace {
constexpr int Columns = 8;
constexpr int Cell = 36;
constexpr int CellEmoji = 20;
constexpr int RowsShown = 6;
constexpr int GroupHeight = 24;
constexpr int GroupEmoji = 14;
constexpr int PickerWidth = 306;
constexpr int Edge = Gap::Control;
constexpr int ComboEmoji = 16;

void paintEmoji(QPainter &painter, const QRect &rect, const QString &emoji, int pixels)
{
    painter.setFont(emojiFont(pixels));
    painter.setPen(color(Token::Text));
    painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, emoji);
}

class CellDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
        const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
        if (isCurrent || isHovered)
            Paint::box(*painter, option.rect, Radius::Control, color(isCurrent ? Token::Selection : Token::Hover));
        paintEmoji(*painter, option.rect, index.data().toString(), CellEmoji);
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {Cell, Cell}; }
};

/// One category: its emoji on a tint while the chosen cell belongs to it.
class GroupButton final : public QAbstractButton {
public:
    explicit GroupButton(const EmojiGroup &group, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(group.emoji);
        setAccessibleName(group.name);
        setToolTip(group.name);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
    }
    QSize sizeHint() const override { return {GroupHeight, GroupHeight}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (isChecked() || underMouse())
            Paint::box(painter, rect(), Radius::Control, color(isChecked() ? Token::AccentTint : Token::Hover));
        if (hasFocus())
            Paint::focusRing(painter, rect(), Radius::Control);
        paintEmoji(painter, rect(), text(), GroupEmoji);
    }
};
} // namespace

/// What the search left, in rows of one column.
class EmojiModel final : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    void setEmoji(const QList<Emoji> &emoji)
    {
        beginResetModel();
        m_emoji = emoji;
        endResetModel();
    }
    [[nodiscard]] const QList<Emoji> &emoji() const { return m_emoji; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_emoji.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Emoji &emoji = m_emoji.at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return emoji.text;
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return emoji.name;
        default:
            return {};
        }
    }

private:
    QList<Emoji> m_emoji;
};

EmojiPicker::EmojiPicker(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_model(new EmojiModel(this))
    , m_search(new QLineEdit)
    , m_groups(new QButtonGroup(this))
    , m_cells(new QListView)
    , m_emoji(new Label)
    , m_name(new ElidedLabel({}, Qt::ElideRight, TextRole::Body))
    , m_count(new Label({}, TextRole::Caption, Token::Muted))
{
    setObjectName(u"emojiPicker"_s);
    setAccessibleName(tr("Emoji"));
    setFixedWidth(PickerWidth);

    m_search->setObjectName(u"emojiSearch"_s);
    m_search->setAccessibleName(tr("Search emoji"));
    m_search->setPlaceholderText(tr("Search emoji"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"edit-find"_s, Token::Muted), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);

    auto *groups = new QHBoxLayout;
    groups->setSpacing(0);
    for (int i = 0; i < emojiGroups().size(); ++i) {
        auto *button = new GroupButton(emojiGroups().at(i), this);
        m_groups->addButton(button, i);
        groups->addWidget(button, 1);
        button->installEventFilter(this);
    }

    m_cells->setObjectName(u"emojiCells"_s);
    m_cells->setAccessibleName(tr("Emoji"));
    m_cells->setModel(m_model);
    m_cells->setItemDelegate(new CellDelegate(m_cells));
    m_cells->setViewMode(QListView::IconMode);
    m_cells->setMovement(QListView::Static);
    m_cells->setGridSize({Cell, Cell});
    m_cells->setUniformItemSizes(true);
    m_cells->setFrameShape(QFrame::NoFrame);
    m_cells->setFocusPolicy(Qt::NoFocus);
    m_cells->setMouseTracking(true);
    m_cells->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cells->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_cells->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_cells->verticalScrollBar()->setSingleStep(Cell);
    m_cells->setFixedHeight(RowsShown * Cell);
    QPalette raised = m_cells->palette();
    raised.setBrush(QPalette::Base, Qt::transparent);
    m_cells->setPalette(raised);
    m_cells->viewport()->setAutoFillBackground(false);

    m_emoji->setFont(emojiFont(ComboEmoji));
    m_count->setTabular(true);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(Gap::Group, 0, Gap::Group, 0);
    foot->setSpacing(Gap::Control);
    foot->addWidget(m_emoji);
    foot->addWidget(m_name, 1);
    foot->addWidget(m_count);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Edge, Edge, Edge, Edge);
    column->setSpacing(Gap::Control);
    column->addWidget(m_search);
    column->addLayout(groups);
    // The scroll bar stands in the edge, so that eight cells fit.
    auto *cells = new QHBoxLayout;
    cells->setContentsMargins(0, 0, 1 - Edge, 0);
    cells->addWidget(m_cells);
    column->addLayout(cells);
    column->addLayout(foot);

    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::search);
    connect(m_groups, &QButtonGroup::idClicked, this, &EmojiPicker::showGroup);
    connect(m_cells->selectionModel(), &QItemSelectionModel::currentChanged, this, &EmojiPicker::showCurrent);
    connect(m_cells, &QListView::clicked, this, &EmojiPicker::choose);
    search({});
}

void EmojiPicker::openAt(const QWidget *anchor, const QString &current)
{
    m_search->clear();
    search({});
    const QList<Emoji> &all = m_model->emoji();
    const QString name = emojiName(current);
    const auto found = std::ranges::find(all, name, &Emoji::name);
    adjustSize();
    const QRect screen = anchor->screen()->availableGeometry();
    QPoint at = anchor->mapToGlobal(isRightToLeft() ? QPoint(anchor->width() - width(), anchor->height() + 2)
                                                    : QPoint(0, anchor->height() + 2));
    if (at.y() + height() > screen.bottom())
        at.setY(anchor->mapToGlobal(QPoint()).y() - height() - 2);
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - width())));
    QWidget::move(at);
    show();
    m_search->setFocus(Qt::PopupFocusReason);
    select(name.isEmpty() || found == all.cend() ? 0 : int(found - all.cbegin()));
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int leading = isRightToLeft() ? 1 : -1;
    switch (key->key()) {
    case Qt::Key_Left:
        move(leading);
        return true;
    case Qt::Key_Right:
        move(-leading);
        return true;
    case Qt::Key_Up:
        move(-Columns);
        return true;
    case Qt::Key_Down:
        move(Columns);
        return true;
    case Qt::Key_PageUp:
        move(-Columns * RowsShown);
        return true;
    case Qt::Key_PageDown:
        move(Columns * RowsShown);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void EmojiPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Raised));
    Paint::box(painter, rect(), 0, QColor(), color(Token::Border));
    const int line = m_cells->geometry().bottom() + Gap::Group;
    painter.fillRect(QRect(1, line, width() - 2, 1), color(Token::Border));
}

void EmojiPicker::search(const QString &query)
{
    m_model->setEmoji(findEmoji(query));
    select(0);
}

void EmojiPicker::showGroup(int group)
{
    m_search->clear();
    const QList<Emoji> &all = m_model->emoji();
    const auto first = std::ranges::find(all, group, &Emoji::group);
    if (first == all.cend())
        return;
    const int row = int(first - all.cbegin());
    select(row);
    m_cells->scrollTo(m_model->index(row), QAbstractItemView::PositionAtTop);
    m_search->setFocus();
}

void EmojiPicker::move(int by)
{
    const int last = m_model->rowCount() - 1;
    const int now = std::max(0, m_cells->currentIndex().row());
    const int next = now + by;
    // Up and down stay in their column; beyond the edge nothing moves.
    if (next >= 0 && next <= last)
        select(next);
    else if (std::abs(by) > Columns)
        select(next < 0 ? now % Columns : last);
    else if (by == Columns && now / Columns < last / Columns)
        select(last);
}

void EmojiPicker::select(int row)
{
    if (row >= m_model->rowCount()) {
        showCurrent();
        return;
    }
    m_cells->setCurrentIndex(m_model->index(row));
    m_cells->scrollTo(m_model->index(row));
    showCurrent();
}

void EmojiPicker::showCurrent()
{
    const int row = m_cells->currentIndex().row();
    const int count = m_model->rowCount();
    if (row < 0 || row >= count) {
        m_emoji->clear();
        m_name->setFullText(tr("No emoji is called that."));
        m_count->clear();
        return;
    }
    const Emoji &emoji = m_model->emoji().at(row);
    m_emoji->setText(emoji.text);
    m_name->setFullText(emoji.name);
    m_count->setText(tr("%1 of %2").arg(row + 1).arg(count));
    m_search->setAccessibleDescription(emoji.name);
    m_groups->button(emoji.group)->setChecked(true);
}

void EmojiPicker::choose()
{
    const int row = m_cells->currentIndex().row();
    if (row < 0 || row >= m_model->rowCount())
        return;
    const QString text = m_model->emoji().at(row).text;
    close();
    Q_EMIT chosen(text);
}

EmojiCombo::EmojiCombo(QWidget *parent)
    : QComboBox(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void EmojiCombo::setEmoji(const QString &emoji)
{
    m_emoji = emoji;
    const QString name = emojiName(emoji);
    setToolTip(name.isEmpty() ? tr("Choose an emoji") : name);
    setAccessibleDescription(name);
    update();
}

void EmojiCombo::showPopup()
{
    if (!m_picker) {
        m_picker = new EmojiPicker(this);
        connect(m_picker, &EmojiPicker::chosen, this, &EmojiCombo::change);
    }
    m_picker->openAt(this, m_emoji);
}

void EmojiCombo::hidePopup()
{
    if (m_picker)
        m_picker->close();
}

QSize EmojiCombo::sizeHint() const
{
    const int height = QComboBox::sizeHint().height();
    return {height * 2 + Gap::Control, height};
}

void EmojiCombo::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    if (m_emoji.isEmpty()) {
        painter.setPen(color(isEnabled() ? Token::Muted : Token::Disabled));
        painter.drawText(field, Qt::AlignVCenter | Qt::AlignLeading, u"–"_s);
        return;
    }
    painter.setOpacity(isEnabled() ? 1 : 0.5);
    painter.setFont(emojiFont(ComboEmoji));
    painter.setPen(color(Token::Text));
    painter.drawText(field, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, m_emoji);
}

void EmojiCombo::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        change({});
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
    case Qt::Key_F4:
        showPopup();
        break;
    default:
        event->ignore();
    }
}

void EmojiCombo::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void EmojiCombo::change(const QString &emoji)
{
    if (emoji == m_emoji)
        return;
    setEmoji(emoji);
    Q_EMIT emojiChosen(emoji);
}

} // namespace Spacewright::Ui
