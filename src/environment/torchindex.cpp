// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/torchindex.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(TorchIndex)
};
} // namespace

std::optional<QString> torchRequirement(const QString &requirements)
{
    // The name ends with it: torchvision is another package. Source: PEP 508.
    static const QRegularExpression line(u"^\\s*(torch(?![\\w.-])[^#\\n]*)"_s,
                                         QRegularExpression::MultilineOption
                                             | QRegularExpression::CaseInsensitiveOption);
    const QString found = line.match(requirements).captured(1).section(" --hash"_L1, 0, 0).trimmed();
    return found.isEmpty() ? std::nullopt : std::optional(found);
}

QString pinnedTorch(const QString &requirement)
{
    static const QRegularExpression pin(u"^torch\\s*(?:\\[[^\\]]*\\])?\\s*={2,3}\\s*([0-9]+(?:\\.[0-9]+)*)"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    return pin.match(requirement).captured(1);
}

TorchIndex judgeTorchIndex(bool isSuccess, const QString &words)
{
    if (isSuccess)
        return TorchIndex::Usable;
    static const QRegularExpression refusal(
        u"\\b(401|403|404|407|451)\\b|Unauthorized|Forbidden|not found in the package registry|No solution found"_s,
        QRegularExpression::CaseInsensitiveOption);
    return refusal.match(words).hasMatch() ? TorchIndex::Refused : TorchIndex::Unknown;
}

QString torchIndexSentence(TorchIndex index, const QString &backend)
{
    switch (index) {
    case TorchIndex::NotTried:
    case TorchIndex::Usable:
        return {};
    case TorchIndex::Refused:
        return Words::tr("PyTorch's own index refuses its build for %1, so the one of the ordinary index is taken.")
            .arg(backend);
    case TorchIndex::Unknown:
        return Words::tr(
                   "PyTorch's own index does not answer, so the build of the ordinary index is taken, not the one "
                   "for %1.")
            .arg(backend);
    }
    Q_UNREACHABLE_RETURN(QString());
}

QString torchIndexName(TorchIndex index)
{
    switch (index) {
    case TorchIndex::NotTried:
        return u"not-tried"_s;
    case TorchIndex::Usable:
        return u"usable"_s;
    case TorchIndex::Refused:
        return u"refused"_s;
    case TorchIndex::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE_RETURN(QString());
}

} // namespace Spacewright::Environment
