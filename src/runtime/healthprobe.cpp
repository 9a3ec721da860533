// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/healthprobe.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
constexpr std::chrono::milliseconds Interval{60};
constexpr std::chrono::seconds AnswerLimit{5};

int statusOf(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QNetworkRequest requestFor(const QString &host, quint16 port, const QString &path)
{
    QNetworkRequest request(QUrl("http://"_L1 + host + u':' + QString::number(port) + path));
    request.setTransferTimeout(AnswerLimit);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    return request;
}
} // namespace

HealthProbe::HealthProbe(Manifest::Sdk sdk, quint16 port, QObject *parent)
    : QObject(parent)
    , m_sdk(sdk)
    , m_port(port)
{
    // Source: spaces.md 8.1, 9; `/healthz` is Streamlit's older name for it.
    m_paths = sdk == Manifest::Sdk::Streamlit ? QStringList{u"/_stcore/health"_s, u"/healthz"_s}
                                              : QStringList{u"/config"_s, u"/"_s};
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_timer.setSingleShot(true);
    m_timer.setInterval(Interval);
    connect(&m_timer, &QTimer::timeout, this, &HealthProbe::ask);
}

void HealthProbe::start()
{
    m_timer.start();
}

void HealthProbe::stop()
{
    m_stopped = true;
    m_timer.stop();
}

void HealthProbe::setTarget(const QString &host, quint16 port)
{
    m_host = host;
    m_port = port;
}

void HealthProbe::askOnce(quint16 port, const QString &name, std::function<void(int)> answer)
{
    QNetworkRequest request = requestFor(m_host, port, m_paths.last());
    request.setRawHeader("Host", (name + u':' + QString::number(port)).toLatin1());
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::metaDataChanged, reply, &QNetworkReply::abort, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::finished, this, [reply, answer = std::move(answer)] {
        reply->deleteLater();
        answer(statusOf(reply));
    });
}

void HealthProbe::ask()
{
    askPath(0);
}

void HealthProbe::askPath(qsizetype index)
{
    if (index == m_paths.size())
        return askAgain();
    const quint16 port = m_port;
    QNetworkReply *reply = m_network.get(requestFor(m_host, port, m_paths[index]));
    // The page itself may be large or endless; its first line is all that is asked for.
    connect(reply, &QNetworkReply::metaDataChanged, reply, &QNetworkReply::abort, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::finished, this, [this, reply, index, port] {
        reply->deleteLater();
        if (m_stopped)
            return;
        const int status = statusOf(reply);
        const bool last = index + 1 == m_paths.size();
        if (status == 0 || status >= 500)
            return askAgain(); // nobody there yet, or it says itself that it is not ready
        // For Gradio any answer of the root will do, because it is all that the Hub asks for.
        const bool good = status == 200 || status == 401 || (last && m_sdk != Manifest::Sdk::Streamlit);
        if (!good)
            return askPath(index + 1);
        Q_EMIT healthy(port);
        askAgain();
    });
}

void HealthProbe::askAgain()
{
    if (!m_stopped)
        m_timer.start();
}

} // namespace Spacewright::Runtime
