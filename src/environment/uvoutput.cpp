// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/uvoutput.h"

#include "base/clock.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
QString packagesText(int count)
{
    return count == 1 ? QCoreApplication::translate("InstallProgress", "1 package")
                      : QCoreApplication::translate("InstallProgress", "%1 packages").arg(count);
}
} // namespace

qint64 sizeFromUv(QByteArrayView text)
{
    // Source: uv-console human_readable_bytes(): one digit, binary units.
    static const QRegularExpression form(u"^([0-9.]+) ?([KMGT]i)?B$"_s);
    const auto match = form.match(QString::fromUtf8(text));
    if (!match.hasMatch())
        return 0;
    double value = match.captured(1).toDouble();
    const qsizetype power = match.captured(2).isEmpty() ? 0 : u"KMGT"_s.indexOf(match.captured(2).front()) + 1;
    for (qsizetype i = 0; i < power; ++i)
        value *= 1024;
    return qRound64(value);
}

bool InstallProgress::feed(QByteArrayView line)
{
    // uv: "Resolved 72 packages in 251ms", "Downloading gradio (29.3MiB)", " Downloaded gradio",
    // "Prepared 72 packages in 896ms", "Installed 72 packages in 580ms", " + anyio==4.16.0".
    // pip: "Downloading gradio-6.25.0-py3-none-any.whl (29.3 MB)", "Installing collected packages: a, b".
    static const QRegularExpression counted(u"^(Resolved|Prepared|Installed|Audited) ([0-9]+) packages?\\b"_s);
    static const QRegularExpression loading(u"^ *Downloading ([^ ]+) \\(([^)]+)\\)"_s);
    static const QRegularExpression working(u"^ *(Downloaded|Built|Building) ([^ ]+)"_s);
    static const QRegularExpression pipList(u"^Installing collected packages: (.+)$"_s);
    const QString text = QString::fromUtf8(line);
    if (const auto match = counted.match(text); match.hasMatch()) {
        const int count = match.captured(2).toInt();
        if (match.captured(1) == "Resolved"_L1)
            m_packages = count;
        else if (match.captured(1) == "Installed"_L1 || match.captured(1) == "Audited"_L1)
            m_installed = count;
        m_bytesDone = m_bytesKnown;
        m_loading.clear();
        m_text = packagesText(count);
        return true;
    }
    if (const auto match = loading.match(text); match.hasMatch()) {
        const QByteArray name = match.captured(1).toUtf8();
        const qint64 bytes = sizeFromUv(match.captured(2).toUtf8());
        if (m_loading.contains(name))
            return false;
        m_loading.insert(name, bytes);
        m_bytesKnown += bytes;
        m_text = match.captured(1) + (bytes > 0 ? u' ' + bytesText(bytes) : QString());
        return true;
    }
    if (const auto match = working.match(text); match.hasMatch()) {
        m_bytesDone += m_loading.take(match.captured(2).toUtf8());
        m_text = match.captured(2);
        return true;
    }
    if (const auto match = pipList.match(text); match.hasMatch()) {
        m_packages = int(match.captured(1).count(u',')) + 1;
        m_bytesDone = m_bytesKnown;
        m_loading.clear();
        m_text = packagesText(m_packages);
        return true;
    }
    return false;
}

Progress InstallProgress::progress() const
{
    if (!m_loading.isEmpty())
        return {m_bytesDone, m_bytesKnown,
                QCoreApplication::translate("InstallProgress", "%1 of %2: %3")
                    .arg(bytesText(m_bytesDone), bytesText(m_bytesKnown), m_text)};
    return {m_installed, m_packages, m_text};
}

QString InstallProgress::detail() const
{
    return m_packages > 0 ? packagesText(m_packages) : QString();
}

} // namespace Spacewright::Environment
