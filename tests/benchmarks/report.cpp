// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace Spacewright::Benchmark {

namespace {
QJsonObject spread(const Rounds &values)
{
    const auto [least, most] = std::ranges::minmax(values);
    return {{u"median"_s, median(values)}, {u"least"_s, least}, {u"most"_s, most}};
}

Rounds ratios(const Figure &figure)
{
    Rounds result;
    for (std::size_t round = 0; round < std::min(figure.ours.size(), figure.theirs.size()); ++round)
        result.push_back(figure.ours.at(round) / figure.theirs.at(round));
    return result;
}

QJsonObject toJson(const Figure &figure)
{
    QJsonObject json{{u"what"_s, figure.what}, {u"unit"_s, figure.unit}, {u"ours"_s, spread(figure.ours)}};
    if (!figure.theirs.empty()) {
        json.insert(u"against"_s, figure.against);
        json.insert(u"theirs"_s, spread(figure.theirs));
        json.insert(u"ratio"_s, spread(ratios(figure)));
    }
    if (figure.barRatio)
        json.insert(u"barRatio"_s, *figure.barRatio);
    if (figure.barOurs)
        json.insert(u"barOurs"_s, *figure.barOurs);
    return json;
}

void print(const Figure &figure)
{
    const auto [least, most] = std::ranges::minmax(figure.ours);
    std::printf("%-38s %-16s %-5s %9.1f", qPrintable(figure.what), qPrintable(figure.against), qPrintable(figure.unit),
                median(figure.ours));
    if (figure.theirs.empty()) {
        std::printf(" %9s %7s  %.1f to %.1f", "", "", least, most);
    } else {
        const auto [best, worst] = std::ranges::minmax(ratios(figure));
        std::printf(" %9.1f %7.2f  %.2f to %.2f", median(figure.theirs), median(ratios(figure)), best, worst);
    }
    if (figure.barRatio)
        std::printf("  bar %.2f", *figure.barRatio);
    if (figure.barOurs)
        std::printf("  bar %.1f %s", *figure.barOurs, qPrintable(figure.unit));
    std::puts("");
}
} // namespace

double median(Rounds values)
{
    std::ranges::sort(values);
    return values.at(values.size() / 2);
}

int report(const QList<Figure> &figures)
{
    std::printf("%-38s %-16s %-5s %9s %9s %7s  spread\n", "what", "against", "unit", "ours", "theirs", "ratio");
    QJsonArray list;
    for (const Figure &figure : figures) {
        print(figure);
        list.append(toJson(figure));
    }
    const QString path = qEnvironmentVariable("SPACEWRIGHT_FIGURES");
    if (path.isEmpty())
        return 0;
    QFile file(path);
    const QByteArray bytes = QJsonDocument(QJsonObject{{u"figures"_s, list}}).toJson();
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size())
        return 0;
    std::fprintf(stderr, "%s cannot be written.\n", qPrintable(path));
    return 1;
}

} // namespace Spacewright::Benchmark
