// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/pageplace.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Spacewright::Ui::PagePlace {

QUrl carryOver(const QUrl &before, const QUrl &now)
{
    if (before.host().isEmpty() || before.scheme() != now.scheme())
        return now;
    QUrl url = now;
    url.setPath(before.path(QUrl::FullyEncoded), QUrl::TolerantMode);
    url.setQuery(before.query(QUrl::FullyEncoded), QUrl::TolerantMode);
    url.setFragment(before.fragment(QUrl::FullyEncoded), QUrl::TolerantMode);
    return url;
}

QString captureScript()
{
    return uR"js((() => {
        const pathOf = element => {
            if (element.id) return '#' + CSS.escape(element.id);
            const parts = [];
            for (; element.parentElement; element = element.parentElement)
                parts.unshift(`${element.localName}:nth-child(${[...element.parentElement.children].indexOf(element) + 1})`);
            return ['html', ...parts].join('>');
        };
        return JSON.stringify([...document.querySelectorAll('*')]
            .filter(element => element.scrollTop || element.scrollLeft)
            .map(element => [pathOf(element), element.scrollLeft, element.scrollTop]));
    })())js"_s;
}

QString restoreScript(const QString &captured)
{
    // It comes from a page: only what parses as a JSON list goes back into one.
    const QJsonDocument places = QJsonDocument::fromJson(captured.toUtf8());
    if (!places.isArray())
        return {};
    return uR"js((places => {
        const until = Date.now() + 10000;
        let taken = false;
        for (const kind of ['wheel', 'keydown', 'pointerdown'])
            addEventListener(kind, () => { taken = true; }, {once: true, capture: true, passive: true});
        const step = () => {
            if (taken) return;
            places = places.filter(([path, left, top]) => {
                const element = document.querySelector(path);
                if (!element) return true;
                element.scrollTo({left, top, behavior: 'instant'});
                return Math.abs(element.scrollTop - top) > 1 || Math.abs(element.scrollLeft - left) > 1;
            });
            if (places.length && Date.now() < until) setTimeout(step, 50);
        };
        step();
    })(%1))js"_s.arg(QString::fromUtf8(places.toJson(QJsonDocument::Compact)));
}

} // namespace Spacewright::Ui::PagePlace
