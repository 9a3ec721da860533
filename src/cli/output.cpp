// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "base/redactor.h"

#include <QFileDevice>
#include <QIODevice>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

QString coloured(Tone tone, const QString &text)
{
    // The 16 colours that every terminal maps to its own scheme. Source: ECMA-48 §8.3.117
    const auto sgr = [&](QLatin1StringView code) -> QString { return u"\x1b["_s + code + u'm' + text + u"\x1b[0m"_s; };
    switch (tone) {
    case Tone::Plain:
        return text;
    case Tone::Good:
        return sgr("32"_L1);
    case Tone::Warning:
        return sgr("33"_L1);
    case Tone::Bad:
        return sgr("31"_L1);
    case Tone::Quiet:
        return sgr("2"_L1);
    }
    Q_UNREACHABLE_RETURN(text);
}

} // namespace

QString formatName(Format format)
{
    switch (format) {
    case Format::Text:
        return u"text"_s;
    case Format::Json:
        return u"json"_s;
    case Format::Sarif:
        return u"sarif"_s;
    case Format::Github:
        return u"github"_s;
    case Format::Csv:
        return u"csv"_s;
    case Format::OpenMetrics:
        return u"openmetrics"_s;
    }
    Q_UNREACHABLE_RETURN(QString());
}

Output::Output(const Terminal &terminal, const Redactor &redactor)
    : m_terminal(terminal)
    , m_redactor(redactor)
{
}

void Output::write(QIODevice &device, const QString &text)
{
    device.write(m_redactor.redact(text).toUtf8());
    if (auto *file = qobject_cast<QFileDevice *>(&device))
        file->flush();
}

void Output::line(const QString &text)
{
    clearPassing();
    write(m_terminal.out, text + u'\n');
}

void Output::json(const QJsonObject &object)
{
    clearPassing();
    write(m_terminal.out, QString::fromUtf8(QJsonDocument(object).toJson()));
}

void Output::json(const QJsonArray &array)
{
    clearPassing();
    write(m_terminal.out, QString::fromUtf8(QJsonDocument(array).toJson()));
}

void Output::event(const QJsonObject &object)
{
    write(m_terminal.out, QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) + u'\n');
}

void Output::clearPassing()
{
    if (std::exchange(m_isPassing, false))
        m_terminal.err.write("\r\x1b[K"); // back to the start, erase to the end. Source: ECMA-48 §8.3.41
}

void Output::progress(const QString &text)
{
    if (isQuiet)
        return;
    clearPassing();
    write(m_terminal.err, text + u'\n');
}

void Output::passing(const QString &text)
{
    if (isQuiet || !m_terminal.isErrTty)
        return;
    clearPassing();
    write(m_terminal.err, text.left(100)); // a wrapped line could not be taken back
    m_isPassing = true;
}

void Output::log(const QString &text)
{
    progress(text);
}

void Output::error(const Error &failure)
{
    error(failure.message);
    if (!failure.detail.isEmpty() && !isQuiet)
        write(m_terminal.err, failure.detail.trimmed() + u'\n');
}

void Output::error(const QString &message)
{
    clearPassing();
    write(m_terminal.err, u"spw: "_s + tonedProgress(Tone::Bad, message) + u'\n');
}

QString Output::toned(Tone tone, const QString &text) const
{
    return m_terminal.isOutTty && m_terminal.isColourWanted ? coloured(tone, text) : text;
}

QString Output::tonedProgress(Tone tone, const QString &text) const
{
    return m_terminal.isErrTty && m_terminal.isColourWanted ? coloured(tone, text) : text;
}

QStringList table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths.at(i), row.at(i).size());
    }
    QStringList lines;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row.at(i).leftJustified(i + 1 < row.size() ? widths.at(i) + 2 : 0);
        while (line.endsWith(u' '))
            line.chop(1);
        lines += line;
    }
    return lines;
}

} // namespace Spacewright::Cli
