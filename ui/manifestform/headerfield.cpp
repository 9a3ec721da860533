// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/headerfield.h"

#include "widgets/controls.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui {

HeaderField::HeaderField(const Check::HeaderKey &key, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
{
    setObjectName(u"field."_s + key.name);
}

void HeaderField::setError(const QString &sentence)
{
    setFieldError(control(), sentence);
}

void HeaderField::adopt(QWidget *control)
{
    control->setAccessibleName(Check::label(m_key));
    control->installEventFilter(this);
    if (auto *combo = qobject_cast<QComboBox *>(control); combo && combo->lineEdit()) {
        combo->lineEdit()->installEventFilter(this);
        combo->lineEdit()->setAccessibleName(Check::label(m_key));
    }
}

bool HeaderField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched)) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && qobject_cast<QLineEdit *>(watched)) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            flush();
            event->ignore(); // the editor's own action takes it
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QStringList textsOf(const Manifest::YamlNode *node)
{
    QStringList texts;
    if (!node || node->kind == Manifest::YamlNode::Kind::Mapping)
        return texts;
    if (node->isScalar())
        return node->kind == Manifest::YamlNode::Kind::Null ? texts : QStringList{node->printed()};
    for (const Manifest::YamlNode &item : node->items) {
        if (item.isScalar())
            texts.append(item.printed());
    }
    return texts;
}

QString textOf(const Manifest::YamlNode *node)
{
    using Kind = Manifest::YamlNode::Kind;
    return node && node->isScalar() && node->kind != Kind::Null ? node->printed() : textsOf(node).join(u", "_s);
}

} // namespace Spacewright::Ui
