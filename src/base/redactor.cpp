// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Spacewright {

void Redactor::add(const QString &name, const QString &value)
{
    if (value.trimmed().size() < ShortestSecret)
        return;
    const QString replacement = u'‹' + name + u'›';
    const QWriteLocker locker(&m_lock);
    for (const QString &form : {value, value.trimmed(), QString::fromLatin1(value.toUtf8().toBase64()),
                                QString::fromLatin1(QUrl::toPercentEncoding(value))}) {
        const bool known = std::ranges::any_of(m_entries, [&](const Entry &entry) { return entry.value == form; });
        if (!known)
            m_entries.append({form, replacement});
    }
    std::ranges::stable_sort(m_entries, std::ranges::greater{}, [](const Entry &entry) { return entry.value.size(); });
}

void Redactor::clear()
{
    const QWriteLocker locker(&m_lock);
    m_entries.clear();
}

QString Redactor::redact(QString text) const
{
    {
        const QReadLocker locker(&m_lock);
        for (const Entry &entry : m_entries)
            text.replace(entry.value, entry.replacement);
    }
    if (text.contains("hf_"_L1)) {
        // Source: huggingface_hub; user tokens begin hf_, OAuth tokens hf_oauth_. Words that begin alike, as the key
        // hf_oauth_expiration_minutes, are written in small letters with underscores.
        static const QRegularExpression token(
            uR"(\bhf_(?:oauth_(?=[A-Za-z_.-]*[A-Z0-9])[A-Za-z0-9_.-]{24,}|[A-Za-z0-9]{16,}))"_s);
        text.replace(token, u"‹token›"_s);
    }
    if (text.contains("sk-"_L1)) {
        static const QRegularExpression key(uR"(\bsk-[A-Za-z0-9_-]{20,})"_s);
        text.replace(key, u"‹key›"_s);
    }
    if (text.contains("://"_L1) && text.contains(u'@')) {
        // To the last @ before the host ends, since a password may hold one itself.
        static const QRegularExpression credentials(uR"re(://[^\s/?#"'<>]*:[^\s/?#"'<>]*@)re"_s);
        text.replace(credentials, u"://‹credentials›@"_s);
    }
    return text;
}

QByteArray Redactor::redact(QByteArray utf8) const
{
    {
        const QReadLocker locker(&m_lock);
        const bool looksHarmless =
            !utf8.contains("hf_") && !utf8.contains("sk-") && !(utf8.contains("://") && utf8.contains('@'));
        if (m_entries.isEmpty() && looksHarmless)
            return utf8;
    }
    return redact(QString::fromUtf8(utf8)).toUtf8();
}

} // namespace Spacewright
