// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/explain.h"

#include "check/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(CheckExplain)
};
} // namespace

std::optional<Rule> findRule(QAnyStringView id)
{
    const QList<Rule> rules = allRules();
    const auto found = std::ranges::find_if(rules, [id](const Rule &rule) { return rule.id == id; });
    return found == rules.cend() ? std::nullopt : std::optional(*found);
}

QString closestRule(const QString &written)
{
    std::vector<QLatin1StringView> ids;
    for (const Rule &rule : allRules())
        ids.push_back(rule.id);
    if (const QString meant = closest(ids, written); !meant.isEmpty())
        return meant;
    // Without the part before the slash, where only one rule has the rest.
    std::erase_if(ids, [&](QLatin1StringView id) { return id.mid(id.indexOf(u'/') + 1) != written; });
    return ids.size() == 1 ? QString(ids.front()) : QString();
}

QString explanation(const Rule &rule)
{
    return u"## %1\n\n%2. %3\n\n%4\n"_s.arg(QString(rule.id), severityText(rule.severity),
                                            QCoreApplication::translate("Check", rule.why),
                                            Words::tr("Source: %1.").arg(QString(rule.source)));
}

QString rulesDocument()
{
    QString document =
        u"# "_s + Words::tr("Rules") + u"\n\n"_s
        + Words::tr("What `spw check` and the window find in the files of a Space before the Hub does, each with what "
                    "happens there. `spw check --explain RULE` prints one of them.")
        + u"\n\n"_s
        + Words::tr(
            "What you have looked at and do not want to see again is ignored by a comment behind the line or in "
            "a line of its own above, where the file has comments, or by an entry in `.spacewright/check.toml`:")
        + u"\n\n```yaml\n# spacewright: ignore[readme/color]\n```\n\n```toml\n[[ignore]]\nrule = \"readme/color\"\n"
          "file = \"README.md\"    # every file without it\nreason = \"As in the logo.\"\n```\n"_s;
    for (const Rule &rule : allRules())
        document += u'\n' + explanation(rule);
    return document;
}

} // namespace Spacewright::Check
