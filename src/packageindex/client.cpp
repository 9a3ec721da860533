// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packageindex/client.h"

#include "base/process.h"
#include "packageindex/proxies.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::PackageIndex {

namespace {
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

Q_LOGGING_CATEGORY(log, "spacewright.packageindex.client")

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PackageIndex)
};

constexpr int MostRedirects = 5;
constexpr auto Accepted = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, "
                          "text/html;q=0.1"; // PEP 691
// Our choice: releases are noticed within the working day, a name that was published just now within the hour.
constexpr std::chrono::hours FreshWhenKnown{6};
constexpr std::chrono::hours FreshWhenUnknown{1};
constexpr std::chrono::hours FreshAtMost{24};
constexpr std::chrono::seconds QuietAfterError{60};
constexpr std::chrono::seconds QuietAtMost{3600};

/// The machine's own set-up, as far as a look-up needs it; made off the GUI thread.
struct Setup {
    QStringList names; ///< worth asking for
    QStringList addresses;
    QString defaultIndex;
    QList<QSslCertificate> certificates;
    QString proxy;
    QStringList trustedHosts;
};

Setup setupOf(const Store &store, const QStringList &names, bool onlyNames)
{
    Setup setup;
    setup.names = store.worthAsking(names);
    if (onlyNames)
        return setup;
    const IndexSettings settings = store.settings();
    setup.addresses = settings.addresses(store.environment());
    setup.defaultIndex = store.defaultIndex();
    setup.proxy = settings.proxy;
    setup.trustedHosts = settings.trustedHosts;
    const QString certificates = settings.forUv(store.environment()).value(u"SSL_CERT_FILE"_s);
    if (!certificates.isEmpty())
        setup.certificates = QSslCertificate::fromPath(certificates);
    return setup;
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isWeb(const QUrl &url)
{
    return (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty();
}

bool hasSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == "https"_L1 ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

std::chrono::seconds maxAge(const QNetworkReply &reply)
{
    static const QRegularExpression age(u"\\bmax-age=(\\d{1,9})"_s);
    return std::chrono::seconds(
        age.match(QString::fromLatin1(reply.rawHeader("Cache-Control"))).capturedView(1).toInt());
}

/// `Retry-After` in seconds or as a date. Source: RFC 9110, 10.2.3.
std::chrono::seconds retryAfter(const QNetworkReply &reply, const QDateTime &now)
{
    const QString text = QString::fromLatin1(reply.rawHeader("Retry-After")).trimmed();
    bool isNumber = false;
    std::chrono::seconds wait(text.toInt(&isNumber));
    if (!isNumber) {
        const QDateTime until = QDateTime::fromString(text, Qt::RFC2822Date);
        wait = until.isValid() ? std::chrono::seconds(now.secsTo(until)) : QuietAfterError;
    }
    return std::clamp<std::chrono::seconds>(wait, 1s, QuietAtMost);
}
} // namespace

struct Client::Job {
    QString name;
    qsizetype index = 0; ///< of the one that is being asked
    int redirects = 0;
    QByteArray body;
    bool isTooLarge = false;
    QByteArray etag;
    std::chrono::seconds maxAge{};
    bool isKnown = false;
    QList<Release> releases;
    QStringList hosts;
};

struct Client::Sources {
    QList<Index> indexes;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QStringList trustedHosts;
    QString proxy;
};

Client::Client(std::shared_ptr<Store> store, const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
    , m_limits(limits)
{
}

Client::~Client()
{
    // Replies that are cut off report to nobody.
    for (QNetworkReply *reply : m_network ? m_network->findChildren<QNetworkReply *>() : QList<QNetworkReply *>())
        reply->disconnect();
}

void Client::ask(const QStringList &names)
{
    const auto now = m_store->clock().steady();
    QStringList wanted;
    for (const QString &name : names) {
        const bool mayBeAsked = m_store->isWanted() && m_notBefore.value(name) <= now;
        if (mayBeAsked && !m_jobs.contains(name) && !m_queue.contains(name))
            wanted.append(name);
    }
    if (wanted.isEmpty())
        return settle();
    prepare(wanted);
}

void Client::prepare(const QStringList &names)
{
    ++m_preparations;
    const auto work = [store = m_store, names, onlyNames = m_sources != nullptr] {
        return setupOf(*store, names, onlyNames);
    };
    QtConcurrent::run(work).then(this, [this](const Setup &setup) {
        --m_preparations;
        for (const QString &name : setup.names) {
            if (!m_jobs.contains(name) && !m_queue.contains(name))
                m_queue.append(name);
        }
        if (m_queue.isEmpty())
            return settle();
        if (!m_sources) {
            m_sources = std::make_unique<Sources>();
            m_sources->tls.addCaCertificates(setup.certificates);
            m_sources->trustedHosts = setup.trustedHosts;
            m_sources->proxy = setup.proxy;
            QStringList addresses = setup.addresses;
            if (!addresses.isEmpty() && addresses.first().isEmpty())
                addresses.first() = setup.defaultIndex;
            setIndexes(addresses);
            if (!addresses.isEmpty() && addresses.first().isEmpty())
                return askTools();
        }
        pump();
    });
}

void Client::setIndexes(const QStringList &addresses)
{
    for (const QString &address : addresses) {
        QUrl url(address, QUrl::StrictMode);
        if (!isWeb(url))
            continue; // a folder
        Index index;
        if (!url.userInfo().isEmpty())
            index.authorisation = "Basic "
                + (url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded)).toUtf8().toBase64();
        url.setUserInfo({});
        url.setFragment({});
        if (!url.path().endsWith(u'/'))
            url.setPath(url.path() + u'/');
        index.address = url;
        m_sources->indexes.append(index);
    }
}

/// Where nothing is set up, pip or uv knows which index it uses, and says so in its help.
void Client::askTools()
{
    m_isAskingTools = true;
    QProcessEnvironment environment = m_store->environment();
    environment.insert(u"COLUMNS"_s, u"400"_s); // no line break in the address
    const auto run = [environment](const QString &program, const QStringList &arguments) {
        return Process::run({.program = program,
                             .arguments = arguments,
                             .workingDirectory = {},
                             .environment = environment,
                             .input = {}},
                            {.deadline = 20s});
    };
    run(u"python3"_s, {u"-m"_s, u"pip"_s, u"install"_s, u"--help"_s})
        .then(this, [this, run](const Result<ProcessResult> &pip) {
            if (pip && pip->exit.isSuccess())
                return readDefault(QString::fromUtf8(pip->standardOutput));
            run(u"uv"_s, {u"pip"_s, u"install"_s, u"--help"_s}).then(this, [this](const Result<ProcessResult> &uv) {
                readDefault(uv ? QString::fromUtf8(uv->standardOutput) : QString());
            });
        });
}

void Client::readDefault(const QString &help)
{
    static const QRegularExpression address(u"default:?\\s*<?(https://[^\\s)>\\]]+)"_s);
    const QString found = address.match(help).captured(1);
    const QList<Index> others = std::exchange(m_sources->indexes, {});
    setIndexes({found});
    m_sources->indexes += others;
    const auto keep = [store = m_store, found] {
        if (!found.isEmpty())
            store->keepDefaultIndex(found);
    };
    QtConcurrent::run(keep).then(this, [this] {
        m_isAskingTools = false;
        pump();
    });
}

void Client::pump()
{
    if (m_isAskingTools)
        return;
    if (m_sources->indexes.isEmpty() && !m_queue.isEmpty()) {
        m_store->setObstacle(Words::tr("pip is set up without a package index"));
        giveUpQueue();
    }
    if (m_store->clock().steady() < m_quietUntil)
        giveUpQueue();
    while (m_jobs.size() < m_limits.requests && !m_queue.isEmpty()) {
        auto job = std::make_shared<Job>();
        job->name = m_queue.takeFirst();
        m_jobs.insert(job->name, job);
        fetch(job, m_sources->indexes.first().address.resolved(QUrl(job->name + u'/')));
    }
    settle();
}

void Client::giveUpQueue()
{
    m_queue.clear();
}

void Client::fetch(const std::shared_ptr<Job> &job, const QUrl &url)
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setProxyFactory(new Proxies(m_sources->proxy, m_store->environment())); // which takes it
    }
    const Index &index = m_sources->indexes.at(job->index);
    QNetworkRequest request(url);
    request.setTransferTimeout(m_limits.silence);
    request.setSslConfiguration(m_sources->tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Spacewright"_s);
    request.setRawHeader("Accept", Accepted);
    if (!index.authorisation.isEmpty() && hasSameOrigin(url, index.address))
        request.setRawHeader("Authorization", index.authorisation);
    if (m_sources->indexes.size() == 1) { // with several, the facts are of several answers
        const auto kept = m_store->find(job->name); // in memory since worthAsking()
        if (kept && !kept->etag.isEmpty())
            request.setRawHeader("If-None-Match", kept->etag);
    }
    job->body.clear();
    job->isTooLarge = false;
    QNetworkReply *reply = m_network->get(request);
    if (m_sources->trustedHosts.contains(url.host())
        || m_sources->trustedHosts.contains(url.host() + u':' + QString::number(url.port())))
        reply->ignoreSslErrors();
    connect(reply, &QNetworkReply::readyRead, this, [this, job, reply] {
        job->body += reply->readAll();
        job->isTooLarge = job->isTooLarge || job->body.size() > m_limits.bodyBytes;
        if (job->isTooLarge)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, job, reply] {
        reply->deleteLater();
        take(job, *reply);
    });
}

void Client::take(const std::shared_ptr<Job> &job, QNetworkReply &reply)
{
    const int status = statusOf(reply);
    if (status == 0) // not even a first line
        return fail(job, Trouble::Unreachable);
    if (isRedirect(status)) {
        const QUrl target = reply.url().resolved(QUrl::fromEncoded(reply.rawHeader("Location")));
        const bool isSafe = isWeb(target) && !(reply.url().scheme() == "https"_L1 && target.scheme() == "http"_L1);
        if (!isSafe || ++job->redirects > MostRedirects)
            return fail(job, Trouble::Broken);
        return fetch(job, target);
    }
    if (status == 404 || status == 410)
        return nextIndex(job);
    if (status == 401 || status == 403)
        return fail(job, Trouble::Refused);
    if (status == 429 || status == 503) {
        m_quietUntil = m_store->clock().steady() + retryAfter(reply, m_store->clock().now());
        return fail(job, Trouble::Busy);
    }
    if (status == 304) {
        if (auto kept = m_store->find(job->name)) {
            job->isKnown = kept->facts.isKnown();
            job->releases = kept->facts.releases;
            job->hosts = kept->facts.hosts;
            job->etag = kept->etag;
            job->maxAge = maxAge(reply);
            return nextIndex(job);
        }
    }
    if (status != 200 || job->isTooLarge || reply.error() != QNetworkReply::NoError) {
        qCDebug(log) << job->name << "status" << status << reply.error();
        return fail(job, Trouble::Broken);
    }
    job->body += reply.readAll();
    // Qt does not always notice that a connection ended too early. It takes the length away where it unpacks the body.
    if (job->body.size() < reply.header(QNetworkRequest::ContentLengthHeader).toLongLong())
        return fail(job, Trouble::Broken);
    job->etag = reply.rawHeader("ETag");
    job->maxAge = maxAge(reply);
    read(job, reply.header(QNetworkRequest::ContentTypeHeader).toByteArray());
}

void Client::read(const std::shared_ptr<Job> &job, const QByteArray &contentType)
{
    const AnswerFormat format = contentType.contains("json") ? AnswerFormat::Json : AnswerFormat::Html;
    const auto work = [name = job->name, body = std::exchange(job->body, {}), format] {
        return readAnswer(name, body, format);
    };
    QtConcurrent::run(work).then(this, [this, job](const Result<QList<Release>> &releases) {
        if (!releases)
            return fail(job, Trouble::Broken);
        job->isKnown = true;
        job->releases = merged(job->releases, *releases);
        job->hosts += m_sources->indexes.at(job->index).address.host();
        nextIndex(job);
    });
}

void Client::nextIndex(const std::shared_ptr<Job> &job)
{
    if (++job->index < m_sources->indexes.size()) {
        job->redirects = 0;
        return fetch(job, m_sources->indexes.at(job->index).address.resolved(QUrl(job->name + u'/')));
    }
    const QDateTime now = m_store->clock().now();
    const std::chrono::seconds fresh =
        std::clamp<std::chrono::seconds>(job->maxAge, job->isKnown ? FreshWhenKnown : FreshWhenUnknown, FreshAtMost);
    KeptFacts kept;
    kept.facts = {.name = job->name,
                  .state = job->isKnown ? PackageFacts::State::Known : PackageFacts::State::Unknown,
                  .releases = job->releases,
                  .lookedUp = now,
                  .hosts = job->hosts};
    kept.freshUntil = now.addDuration(fresh);
    kept.etag = m_sources->indexes.size() == 1 ? job->etag : QByteArray();
    QtConcurrent::run([store = m_store, kept] {
        store->keep(kept);
        store->setObstacle({});
    }).then(this, [this, job] {
        Q_EMIT learned(job->name);
        end(job);
    });
}

void Client::fail(const std::shared_ptr<Job> &job, Trouble trouble)
{
    const auto now = m_store->clock().steady();
    m_notBefore.insert(job->name, now + m_limits.rest);
    switch (trouble) {
    case Trouble::Unreachable:
        m_quietUntil = std::max(m_quietUntil, now + m_limits.offline);
        m_store->setObstacle(Words::tr("the package index does not answer"));
        break;
    case Trouble::Busy:
        m_store->setObstacle(Words::tr("the package index asks to wait"));
        break;
    case Trouble::Refused:
        m_store->setObstacle(Words::tr("the package index refuses the sign-in"));
        break;
    case Trouble::Broken:
        m_store->setObstacle(Words::tr("the package index gave an answer that cannot be read"));
        break;
    }
    end(job);
}

void Client::end(const std::shared_ptr<Job> &job)
{
    m_jobs.remove(job->name);
    pump();
}

void Client::settle()
{
    if (m_jobs.isEmpty() && m_queue.isEmpty() && m_preparations == 0 && !m_isAskingTools)
        QMetaObject::invokeMethod(this, &Client::idle, Qt::QueuedConnection);
}

} // namespace Spacewright::PackageIndex
