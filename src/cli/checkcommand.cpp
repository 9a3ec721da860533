// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/checkcommand.h"

#include "check/check.h"
#include "check/explain.h"
#include "check/secretscanner.h"
#include "cli/problemformats.h"
#include "packageindex/client.h"
#include "settings/keys.h"
#include "settings/store.h"
#include "workspace/lookinside.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentMap>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Spacewright::Cli {

namespace {

/// Our choice: a check is waited for, so what is not known by then is said to be unknown.
constexpr std::chrono::seconds Patience{5};

/// `README.md:10:20`, as compilers write it, so that terminals and editors make it a link.
QString place(const QString &prefix, const Diagnostic &problem)
{
    QString file = printable(prefix + problem.file);
    if (file.startsWith(u':'))
        file.prepend("./"_L1); // a line that begins with "::" is a command to GitHub's runner
    return u"%1:%2:%3"_s.arg(file, QString::number(problem.range.line + 1), QString::number(problem.range.column + 1));
}

Tone toneOf(Severity severity)
{
    return isBlocking(severity) ? Tone::Bad : severity == Severity::Advice ? Tone::Quiet : Tone::Warning;
}

QJsonArray toJson(const QList<Diagnostic> &problems)
{
    QJsonArray list;
    for (const Diagnostic &problem : problems)
        list += Spacewright::toJson(problem);
    return list;
}

qsizetype blockingOf(const QList<Diagnostic> &problems)
{
    return std::ranges::count_if(problems, [](const Diagnostic &problem) { return isBlocking(problem.severity); });
}

} // namespace

CheckCommand::CheckCommand(const Services &services, Output &output)
    : Command(services, output)
{
    m_patience.setSingleShot(true);
}

CheckCommand::~CheckCommand() = default;

Command::Description CheckCommand::description() const
{
    return {.name = u"check"_s,
            .arguments = u"[PATH...]"_s,
            .summary = tr("Says what is wrong with a Space before the Hub does."),
            .details = tr("A path is a Space's folder, or a file in one. Exit code 3 when something would block "
                          "publishing. Packages are looked up in the package index that pip uses."),
            .most = -1,
            .options = {{u"explain"_s, tr("Say what a rule is about and where it comes from; \"all\": every one."),
                         u"RULE"_s},
                        {u"offline"_s, tr("Ask no package index; what is remembered of it is used.")}},
            .formats = {Format::Text, Format::Json, Format::Sarif, Format::Github}};
}

void CheckCommand::start(const QCommandLineParser &parser)
{
    if (parser.isSet(u"explain"_s))
        return explain(parser.value(u"explain"_s));
    m_packages = std::make_shared<PackageIndex::Store>(m_services.paths, m_services.environment, m_services.clock);
    const bool isWanted =
        m_packages->isWanted() && Settings::Store(m_services.paths).value(Settings::Keys::PackageLookups);
    m_isOffline = parser.isSet(u"offline"_s) || !isWanted;
    if (parser.isSet(u"offline"_s) && isWanted)
        m_packages->setObstacle(tr("--offline was given"));

    m_looks = std::make_shared<Looks>(looksAt(parser.positionalArguments()));
    forEachLook([](Look &look) {
        auto snapshot = Manifest::readSnapshot(look.folder);
        if (snapshot) {
            look.snapshot = *std::move(snapshot);
            look.manifest = Manifest::readManifest(look.snapshot);
        } else {
            look.error = snapshot.error();
        }
    }).then(this, [this] {
        if (m_isOffline)
            judge();
        else
            lookUp();
    });
}

/// On as many threads as there are; the list outlives the command where that is interrupted.
template<typename Work>
QFuture<void> CheckCommand::forEachLook(Work work)
{
    return QtConcurrent::map(*m_looks, [looks = m_looks, work = std::move(work)](Look &look) { work(look); });
}

CheckCommand::Looks CheckCommand::looksAt(const QStringList &paths) const
{
    const QDir here(m_services.workingDirectory);
    QStringList folders;
    for (const QString &path : paths.isEmpty() ? QStringList{QString()} : paths)
        folders.append(spaceOf(QDir::cleanPath(here.absoluteFilePath(path))));
    folders.removeDuplicates();
    Looks looks;
    for (const QString &folder : std::as_const(folders)) {
        Look look;
        look.folder = folder;
        if (folders.size() > 1)
            look.prefix = here.relativeFilePath(folder) + u'/';
        looks.append(std::move(look));
    }
    return looks;
}

QString CheckCommand::spaceOf(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return path;
    const QString own = info.absolutePath();
    for (QDir folder(own);; folder.setPath(QFileInfo(folder.path()).path())) {
        if (folder.exists(u"README.md"_s))
            return folder.path();
        if (folder.isRoot())
            return own;
    }
}

void CheckCommand::lookUp()
{
    QStringList names;
    for (const Look &look : std::as_const(*m_looks))
        names += Check::packagesOf(look.manifest);
    names.removeDuplicates();
    m_client = std::make_unique<PackageIndex::Client>(m_packages);
    connect(m_client.get(), &PackageIndex::Client::idle, this, &CheckCommand::judge, Qt::SingleShotConnection);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_packages->setObstacle(tr("the package index takes too long"));
        judge();
    });
    m_patience.start(Patience);
    m_client->ask(names);
}

void CheckCommand::cancel()
{
    m_stop.request_stop();
    Command::cancel();
}

void CheckCommand::judge()
{
    m_patience.stop();
    if (m_client)
        m_client->disconnect(this);
    forEachLook([packages = m_packages, stop = m_stop.get_token()](Look &look) {
        if (look.error)
            return;
        const auto known = packages->known(Check::packagesOf(look.manifest));
        Check::ContentsCache cache;
        const auto contents = Workspace::lookInside(look.snapshot, cache, stop);
        auto [problems, suppressed] =
            Check::look(look.snapshot, look.manifest, {.packages = known, .contents = contents ? &*contents : nullptr});
        look.problems = std::move(problems);
        look.suppressed = std::move(suppressed);
        look.manifest = {};
        if (look.problems.isEmpty())
            look.snapshot = {};
    }).then(this, [this] { report(); });
}

void CheckCommand::explain(const QString &rule)
{
    if (rule == "all"_L1) {
        m_output.line(Check::rulesDocument().trimmed());
        return finish(ExitCode::Fine);
    }
    if (const auto found = Check::findRule(rule)) {
        m_output.line(Check::explanation(*found).trimmed());
        return finish(ExitCode::Fine);
    }
    const QString meant = Check::closestRule(rule);
    wrongUsage(meant.isEmpty() ? tr("There is no rule \"%1\". \"--explain all\" lists them.").arg(rule)
                               : tr("There is no rule \"%1\". Did you mean %2?").arg(rule, meant));
}

qsizetype CheckCommand::blocking() const
{
    return std::accumulate(m_looks->cbegin(), m_looks->cend(), qsizetype(0),
                           [](qsizetype sum, const Look &look) { return sum + blockingOf(look.problems); });
}

void CheckCommand::report()
{
    if (m_looks->size() == 1 && m_looks->first().error)
        return finish(*m_looks->first().error);
    QList<Diagnostic> all; // with the names of their files as seen from here
    QJsonArray spaces;
    std::optional<Error> error;
    qsizetype suppressed = 0;
    for (const Look &look : std::as_const(*m_looks)) {
        if (look.error) {
            m_output.error(*look.error);
            error = error.value_or(*look.error);
            continue;
        }
        for (Diagnostic problem : look.problems) {
            problem.file.prepend(look.prefix);
            all.append(std::move(problem));
        }
        suppressed += look.suppressed.size();
        if (m_output.isJson())
            spaces += QJsonObject{{u"folder"_s, look.folder},
                                  {u"blocking"_s, blockingOf(look.problems)},
                                  {u"problems"_s, toJson(look.problems)},
                                  {u"suppressed"_s, toJson(look.suppressed)}};
    }
    switch (m_output.format) {
    case Format::Text:
        for (const Look &look : std::as_const(*m_looks))
            reportText(look);
        if (all.isEmpty())
            m_output.progress(tr("No problems."));
        else
            m_output.progress(tr("Problems: %1, of which blocking: %2.").arg(all.size()).arg(blocking()));
        if (suppressed > 0)
            m_output.progress(tr("Ignored as asked for: %1.").arg(suppressed));
        break;
    case Format::Json:
        if (m_looks->size() == 1)
            m_output.json(spaces.first().toObject());
        else
            m_output.json(QJsonObject{{u"blocking"_s, blocking()}, {u"spaces"_s, spaces}});
        break;
    case Format::Sarif:
        m_output.json(sarif(all));
        break;
    case Format::Github:
        for (const Diagnostic &problem : std::as_const(all))
            m_output.line(githubAnnotation(problem));
        break;
    case Format::Csv:
    case Format::OpenMetrics:
        break; // not among this command's formats
    }
    if (error)
        return finish(exitCodeOf(error->code));
    finish(blocking() > 0 ? ExitCode::Problems : ExitCode::Fine);
}

void CheckCommand::reportText(const Look &look)
{
    QHash<QString, QString> texts; // what is shown of files: never a secret
    const auto textOf = [&](const QString &file) {
        auto text = texts.find(file);
        if (text == texts.end())
            text = texts.insert(file, Check::withSecretsMasked(look.snapshot.text(file).text));
        return *text;
    };
    for (const Diagnostic &problem : look.problems) {
        m_output.line(u"%1: %2: %3 [%4]"_s.arg(place(look.prefix, problem),
                                               m_output.toned(toneOf(problem.severity), severityText(problem.severity)),
                                               printable(problem.message), problem.rule));
        for (const QString &line : excerpt(textOf(problem.file), problem.range))
            m_output.line(m_output.toned(Tone::Quiet, line));
    }
}

} // namespace Spacewright::Cli
