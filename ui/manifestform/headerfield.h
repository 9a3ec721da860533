// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "check/headerkeys.h"
#include "manifest/headereditor.h"

#include <QWidget>

#include <optional>

namespace Spacewright::Ui {

/// The control for the value of one key of the header. It shows what it is told, keeps what the person is typing, and
/// tells what was changed once: nothing comes back for what it is shown.
class HeaderField : public QWidget {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HeaderField)
public:
    explicit HeaderField(const Check::HeaderKey &key, QWidget *parent = nullptr);

    [[nodiscard]] const Check::HeaderKey &key() const { return m_key; }

    /// nullptr: the key is not there. Text that is being typed and was not told yet stays.
    virtual void showValue(const Manifest::YamlNode *value) = 0;
    /// Tells what was typed and not told yet.
    virtual void flush() { }
    /// Where the keyboard goes, and what carries the error's ring.
    [[nodiscard]] virtual QWidget *control() const = 0;
    /// "63 of 60"; empty where nothing is counted.
    [[nodiscard]] virtual QString count() const { return {}; }
    [[nodiscard]] virtual bool isOverLimit() const { return false; }
    /// The values to choose from, where they depend on the Space: its files, the versions there are.
    virtual void setChoices(const QStringList &) { }
    /// What the Hub takes where the key is missing.
    virtual void setDefault(const QString &) { }
    /// True for a control that says its own name, such as a check box.
    [[nodiscard]] virtual bool hasOwnLabel() const { return false; }
    /// True where it takes the whole width of the form's second column.
    [[nodiscard]] virtual bool isWide() const { return true; }

    /// The sentence, or nothing; the ring is drawn around the control.
    void setError(const QString &sentence);

Q_SIGNALS:
    /// By the person; nullopt: the key is to go.
    void changed(const std::optional<Spacewright::Manifest::HeaderValue> &value);
    /// While the person types, before it is told.
    void edited();

protected:
    /// Lets edits in `control` be undone where all others are: in the text. Wheels scroll the form instead of it.
    void adopt(QWidget *control);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Check::HeaderKey &m_key;
};

/// The control that fits `key`, with nothing in it.
[[nodiscard]] HeaderField *fieldFor(const Check::HeaderKey &key, QWidget *parent = nullptr);

/// `node` as a list of texts; a scalar is a list of one.
[[nodiscard]] QStringList textsOf(const Manifest::YamlNode *node);
/// A scalar's text as the Hub reads it, or nothing.
[[nodiscard]] QString textOf(const Manifest::YamlNode *node);

} // namespace Spacewright::Ui
