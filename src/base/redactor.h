// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QReadWriteLock>
#include <QString>
#include <QStringList>

namespace Spacewright {

/// Knows the live secrets and takes them out of whatever leaves the program. Stands before every
/// sink: logs, plans, the ledger, errors. Thread-safe.
class Redactor {
public:
    /// Values shorter than this would tear ordinary words apart and are not taken out.
    static constexpr qsizetype ShortestSecret = 6;

    /// From now on `value` appears as `name` in angle quotes: `‹HF_TOKEN›`. Also its base64 and
    /// percent-encoded forms.
    void add(const QString &name, const QString &value);
    void clear();

    /// `text` without the secrets, and without what looks like one: a Hugging Face token, a key that begins
    /// `sk-`, a name with a password in an address. Source: errors.md 3.13.
    [[nodiscard]] QString redact(QString text) const;
    /// The same on UTF-8.
    [[nodiscard]] QByteArray redact(QByteArray utf8) const;

private:
    struct Entry {
        QString value;
        QString replacement;
    };
    mutable QReadWriteLock m_lock;
    QList<Entry> m_entries; // longest value first, so that a secret inside another never splits it
};

} // namespace Spacewright
