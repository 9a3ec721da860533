// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/dockerfacts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Docker)
};

using State = DockerLink::State;

bool isRefused(const DockerFacts &facts)
{
    return facts.serverError.contains("permission denied"_L1, Qt::CaseInsensitive);
}

DockerLink programLink(const DockerFacts &facts)
{
    DockerLink link{u"program"_s, Words::tr("The docker command"), State::Good, {}, {}};
    if (facts.program.isEmpty()) {
        link.state = State::Broken;
        link.finding = Words::tr("There is no docker on this machine's PATH.");
        link.next = Words::tr("Install Docker Engine or Docker Desktop (Debian and Ubuntu: sudo apt install docker.io "
                              "docker-buildx), then try again.");
    } else {
        link.finding = Words::tr("%1, version %2").arg(facts.program, facts.clientVersion);
    }
    return link;
}

DockerLink engineLink(const DockerFacts &facts)
{
    DockerLink link{u"engine"_s, Words::tr("A running engine"), State::Good, {}, {}};
    if (!facts.serverVersion.isEmpty()) {
        link.finding = Words::tr("version %1, context %2").arg(facts.serverVersion, facts.context);
    } else if (isRefused(facts)) {
        link.finding = Words::tr("There is one, and it does not talk to you.");
    } else {
        link.state = State::Broken;
        link.finding = Words::tr("No Docker engine answers in the context %1.")
                           .arg(facts.context.isEmpty() ? u"default"_s : facts.context);
        link.next = Words::tr("Start it (sudo systemctl start docker, or open Docker Desktop), then try again. "
                              "Another machine's engine: docker context use NAME.");
    }
    return link;
}

DockerLink permissionLink(const DockerFacts &facts)
{
    DockerLink link{u"permission"_s, Words::tr("Permission to use it"), State::Good, Words::tr("granted"), {}};
    if (facts.serverVersion.isEmpty() && isRefused(facts)) {
        link.state = State::Broken;
        link.finding = Words::tr("You may not use Docker's socket.");
        link.next = Words::tr("Join its group (sudo usermod -aG docker $USER), sign in again, then try again. "
                              "Members of that group can act as root.");
    }
    return link;
}

DockerLink buildxLink(const DockerFacts &facts)
{
    DockerLink link{u"buildx"_s, Words::tr("BuildKit's command line"), State::Good, {}, {}};
    if (facts.buildxVersion.isEmpty()) {
        link.state = State::Broken;
        link.finding = Words::tr("docker has no buildx, which the Hub's kind of image needs.");
        link.next = Words::tr("Install the package docker-buildx (of Docker itself: docker-buildx-plugin), then try "
                              "again.");
    } else {
        link.finding = Words::tr("buildx %1").arg(facts.buildxVersion);
    }
    return link;
}

QString stateName(State state)
{
    switch (state) {
    case State::Good:
        return u"good"_s;
    case State::Broken:
        return u"broken"_s;
    case State::NotReached:
        return u"not-reached"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

ErrorCode codeOf(const QString &id)
{
    if (id == "program"_L1)
        return ErrorCode::NotFound;
    if (id == "engine"_L1)
        return ErrorCode::Offline;
    return id == "permission"_L1 ? ErrorCode::Unauthorised : ErrorCode::Tool;
}
} // namespace

DockerFacts readFacts(const QString &program, const QByteArray &json, const QString &words)
{
    DockerFacts facts;
    facts.program = program;
    const QJsonObject info = QJsonDocument::fromJson(json).object();
    const QJsonObject client = info[u"ClientInfo"].toObject();
    facts.clientVersion = client[u"Version"].toString();
    facts.context = client[u"Context"].toString();
    for (const QJsonValue &plugin : client[u"Plugins"].toArray()) {
        if (plugin[u"Name"] == "buildx"_L1 && plugin[u"Err"].toString().isEmpty())
            facts.buildxVersion = plugin[u"Version"].toString();
    }
    QStringList errors;
    for (const QJsonValue &error : info[u"ServerErrors"].toArray())
        errors += error.toString();
    facts.serverError = errors.isEmpty() ? words.trimmed() : errors.join(u'\n');
    facts.serverVersion = info[u"ServerVersion"].toString();
    if (facts.serverVersion.isEmpty())
        return facts;
    facts.serverError.clear(); // what was said is a warning
    facts.architecture = info[u"Architecture"].toString();
    facts.cpus = info[u"NCPU"].toDouble();
    facts.memoryBytes = info[u"MemTotal"].toInteger();
    facts.runtimes = info[u"Runtimes"].toObject().keys();
    return facts;
}

QList<DockerLink> explain(const DockerFacts &facts)
{
    QList<DockerLink> chain{programLink(facts), engineLink(facts), permissionLink(facts), buildxLink(facts)};
    bool isBroken = false;
    for (DockerLink &link : chain) {
        if (isBroken)
            link = {link.id, link.title, State::NotReached, {}, {}};
        isBroken = isBroken || link.state == State::Broken;
    }
    return chain;
}

Result<> usable(const DockerFacts &facts)
{
    for (const DockerLink &link : explain(facts)) {
        if (link.state == State::Broken)
            return failure(codeOf(link.id), link.finding + u' ' + link.next, facts.serverError);
    }
    return {};
}

QJsonObject toJson(const DockerFacts &facts)
{
    QJsonArray chain;
    for (const DockerLink &link : explain(facts))
        chain.append(toJson(link));
    return {{u"program"_s, facts.program},
            {u"clientVersion"_s, facts.clientVersion},
            {u"buildxVersion"_s, facts.buildxVersion},
            {u"context"_s, facts.context},
            {u"serverVersion"_s, facts.serverVersion},
            {u"serverError"_s, facts.serverError},
            {u"architecture"_s, facts.architecture},
            {u"cpus"_s, facts.cpus},
            {u"memoryBytes"_s, facts.memoryBytes},
            {u"runtimes"_s, QJsonArray::fromStringList(facts.runtimes)},
            {u"chain"_s, chain}};
}

QJsonObject toJson(const DockerLink &link)
{
    return {{u"id"_s, link.id},
            {u"title"_s, link.title},
            {u"state"_s, stateName(link.state)},
            {u"finding"_s, link.finding},
            {u"next"_s, link.next}};
}

} // namespace Spacewright::Container
