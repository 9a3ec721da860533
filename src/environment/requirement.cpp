// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/requirement.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Requirement", text);
}
} // namespace

QString normalisedName(const QString &name)
{
    static const QRegularExpression separators(u"[-_.]+"_s);
    return QString(name).replace(separators, u"-"_s).toLower();
}

std::optional<Requirement> Requirement::parse(const QString &text)
{
    // Source: PEP 508; markers and addresses are of no interest here.
    static const QRegularExpression form(
        uR"(^\s*([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*([^;@#]*))"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString specifier = match.captured(4).remove(u' ').trimmed();
    if (specifier.endsWith(u'.')) // of the sentence that it stood in
        specifier.chop(1);
    return Requirement{normalisedName(match.captured(1)), specifier};
}

QString Requirement::toText() const
{
    if (specifier.isEmpty())
        return name;
    return name + u' ' + (specifier.startsWith("=="_L1) ? specifier.sliced(2) : specifier);
}

QString allowedText(const QString &specifier)
{
    QStringList parts;
    for (const QString &each : specifier.split(u',', Qt::SkipEmptyParts)) {
        const auto rest = [&each](qsizetype from) { return each.sliced(from).trimmed(); };
        if (each.startsWith("=="_L1))
            parts += rest(2);
        else if (each.startsWith(">="_L1))
            parts += tr("%1 or newer").arg(rest(2));
        else if (each.startsWith("<="_L1))
            parts += tr("%1 or older").arg(rest(2));
        else if (each.startsWith("~="_L1))
            parts += tr("compatible with %1").arg(rest(2));
        else if (each.startsWith("!="_L1))
            parts += tr("not %1").arg(rest(2));
        else if (each.startsWith(u'<'))
            parts += tr("before %1").arg(rest(1));
        else if (each.startsWith(u'>'))
            parts += tr("after %1").arg(rest(1));
        else
            parts += each;
    }
    return parts.join(u", "_s);
}

std::optional<TextRange> requirementLine(const QString &requirements, const QString &package)
{
    const QString wanted = normalisedName(package);
    const QStringList lines = requirements.split(u'\n');
    for (int number = 0; number < lines.size(); ++number) {
        const auto requirement = Requirement::parse(lines.at(number));
        if (!requirement || requirement->name != wanted)
            continue;
        const QString text = lines.at(number);
        const int begin = int(text.size() - QStringView(text).trimmed().size() > 0 ? text.indexOf(text.trimmed()) : 0);
        const qsizetype comment = text.indexOf(" #"_L1);
        const int end = int(QStringView(text).first(comment < 0 ? text.size() : comment).trimmed().size()) + begin;
        return TextRange{number, begin, number, end};
    }
    return std::nullopt;
}

} // namespace Spacewright::Environment
