// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trustgate.h"

#include "base/clock.h"

#include <QtConcurrentRun>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {
/// More than anybody reads before a question.
constexpr qsizetype NamesAtOnce = 12;

QString namesText(const QStringList &names)
{
    return names.size() <= NamesAtOnce ? names.join(u", "_s)
                                       : TrustGate::tr("%1 and %n more", nullptr, int(names.size() - NamesAtOnce))
                                             .arg(names.first(NamesAtOnce).join(u", "_s));
}
} // namespace

Result<Workspace::Touches> touchesOf(const QString &folder)
{
    const auto snapshot = Manifest::readSnapshot(folder);
    if (!snapshot)
        return std::unexpected(snapshot.error());
    return Workspace::touches(*snapshot, Manifest::readManifest(*snapshot), Workspace::readCode(*snapshot));
}

QStringList linesOf(const Workspace::Touches &touches)
{
    QList<QStringList> rows;
    const auto add = [&rows](const QString &what, const QStringList &names) {
        if (!names.isEmpty())
            rows += {u"  "_s + what, namesText(names)};
    };
    add(TrustGate::tr("Packages"), touches.packages);
    add(TrustGate::tr("System packages"), touches.systemPackages);
    add(TrustGate::tr("Build commands"), touches.commands);
    add(TrustGate::tr("Models"), touches.models);
    add(TrustGate::tr("Datasets"), touches.datasets);
    add(TrustGate::tr("Hosts named in code"), touches.hosts);
    add(TrustGate::tr("Variables and secrets"), touches.variables);
    add(TrustGate::tr("Links out of the folder"), touches.leavesOut);
    QStringList lines = table(rows);
    if (lines.isEmpty())
        lines += u"  "_s + TrustGate::tr("Nothing beyond its own files, as far as reading tells.");
    if (!touches.isComplete)
        lines += u"  "_s + TrustGate::tr("There is more code than was read.");
    return lines;
}

TrustGate::TrustGate(const Services &services, Output &output)
    : m_services(services)
    , m_output(output)
{
}

TrustGate::~TrustGate() = default;

void TrustGate::ask(const QString &folder, bool grants, Answer answer)
{
    m_folder = folder;
    m_answer = std::move(answer);
    QtConcurrent::run(Workspace::trustOf, m_services.paths, folder)
        .then(this, [this, grants](const std::optional<Workspace::Trust> &trust) { looked(trust, grants); });
}

void TrustGate::looked(const std::optional<Workspace::Trust> &trust, bool grants)
{
    if (trust)
        return end(trust->kind);
    if (grants)
        return grant(Workspace::TrustKind::Trusted);
    if (m_output.inputDescriptor() < 0 || m_output.isJson())
        return refuse();
    QtConcurrent::run(touchesOf, m_folder).then(this, [this](const Result<Workspace::Touches> &touches) {
        askPerson(touches);
    });
}

void TrustGate::askPerson(const Result<Workspace::Touches> &touches)
{
    if (!touches)
        return end(std::unexpected(touches.error()));
    m_output.error(tr("%1 is not trusted yet. Nothing of it has run. It will touch:").arg(m_folder));
    for (const QString &line : linesOf(*touches))
        m_output.error(line);
    m_output.error(tr("May its code run here, in a sandbox? Type yes, own (you wrote it: no sandbox), or no."));
    m_input = std::make_unique<QSocketNotifier>(m_output.inputDescriptor(), QSocketNotifier::Read);
    connect(m_input.get(), &QSocketNotifier::activated, this, [this] {
        char bytes[256];
        const ssize_t got = ::read(m_output.inputDescriptor(), bytes, sizeof bytes); // a terminal gives whole lines
        m_input->setEnabled(false);
        answered(QByteArray(bytes, std::max<ssize_t>(0, got)).trimmed().toLower());
    });
}

void TrustGate::answered(const QByteArray &line)
{
    //: What a person types to trust a Space.
    if (line == "yes" || line == "y" || line == tr("yes").toUtf8())
        return grant(Workspace::TrustKind::Trusted);
    //: What a person types to say that a Space is their own.
    if (line == "own" || line == tr("own").toUtf8())
        return grant(Workspace::TrustKind::Own);
    refuse();
}

void TrustGate::grant(Workspace::TrustKind kind)
{
    QtConcurrent::run(Workspace::grantTrust, m_services.paths, m_folder, kind, m_services.clock.now())
        .then(this, [this](const Result<Workspace::Trust> &trust) {
            if (trust)
                end(trust->kind);
            else
                end(std::unexpected(trust.error()));
        });
}

void TrustGate::refuse()
{
    end(failure(ErrorCode::Unauthorised,
                tr("%1 is not trusted, so nothing of it runs. See what it will touch: spw trust show %1. Then trust it "
                   "with --trust, or with spw trust grant --own where you wrote it.")
                    .arg(m_folder)));
}

void TrustGate::end(const Result<Workspace::TrustKind> &result)
{
    m_input.reset();
    std::exchange(m_answer, {})(result);
}

} // namespace Spacewright::Cli
