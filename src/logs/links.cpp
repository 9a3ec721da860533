// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logs/recogniser.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Logs {

namespace {

/// Links further right are never looked at by anybody, and long lines cost time.
constexpr qsizetype MaxScanned = 8 * 1024;
constexpr int MaxLinks = 64;

bool overlaps(const QList<Link> &links, qsizetype start, qsizetype length)
{
    return std::ranges::any_of(links,
                               [=](const Link &l) { return start < l.start + l.length && l.start < start + length; });
}

void findUrls(QStringView text, QList<Link> &links)
{
    static const QRegularExpression url(uR"(\bhttps?://[^\s<>"'\x{60}\x{2502}]+)"_s);
    for (const auto &match : url.globalMatchView(text)) {
        QString target = match.captured();
        while (!target.isEmpty() && ".,;:!?)]}"_L1.contains(target.back())) {
            if (target.back() == u')' && target.count(u'(') >= target.count(u')'))
                break;
            target.chop(1);
        }
        if (links.size() < MaxLinks)
            links.append({int(match.capturedStart()), int(target.size()), Link::Kind::Url, target, 0, 0});
    }
}

void findFrames(QStringView text, QList<Link> &links)
{
    // Source: Python's traceback module.
    static const QRegularExpression frame(uR"re(File "([^"<>]+)", line (\d{1,9}))re"_s);
    for (const auto &match : frame.globalMatchView(text)) {
        if (links.size() < MaxLinks)
            links.append({int(match.capturedStart(1)), int(match.capturedLength(1)), Link::Kind::File,
                          match.captured(1), match.capturedView(2).toInt(), 0});
    }
}

void findPlaces(QStringView text, QList<Link> &links)
{
    // Only files a person edits: "example.com:8080" is none.
    static const QRegularExpression place(
        uR"((?<![\w/.:@~+-])((?:[\w.~+@-]*/)*(?:[\w.+@-]*\w\.(?:pyi?|pyx|ipynb|txt|toml|ya?ml|md|json|cfg|ini|sh|css|html?|c|cc|cpp|cxx|cu|h|hh|hpp|rs|go|java|lua|[mc]?jsx?|tsx?|vue|svelte)|Dockerfile|Makefile)):(\d{1,7})(?::(\d{1,5}))?(?!\w|[.:]\d))"_s);
    for (const auto &match : place.globalMatchView(text)) {
        const qsizetype start = match.capturedStart();
        if (links.size() >= MaxLinks || overlaps(links, start, match.capturedLength()))
            continue;
        links.append({int(start), int(match.capturedLength()), Link::Kind::File, match.captured(1),
                      match.capturedView(2).toInt(), match.capturedView(3).toInt()});
    }
}

} // namespace

QList<Link> findLinks(const QString &text)
{
    const QStringView scanned = QStringView(text).first(std::min(text.size(), MaxScanned));
    QList<Link> links;
    if (scanned.contains("://"_L1))
        findUrls(scanned, links);
    if (scanned.contains("File \""_L1))
        findFrames(scanned, links);
    if (scanned.contains(u':') && scanned.contains(u'.'))
        findPlaces(scanned, links);
    std::ranges::sort(links, {}, &Link::start);
    return links;
}

} // namespace Spacewright::Logs
