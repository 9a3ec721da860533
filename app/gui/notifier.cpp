// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notifier.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Spacewright {

namespace {
const auto Service = u"org.freedesktop.Notifications"_s;
const auto Path = u"/org/freedesktop/Notifications"_s;
/// What a click on the news itself is called.
const auto Click = u"default"_s;
} // namespace

Notifier::Notifier(QString busAddress, QObject *parent)
    : QObject(parent)
    , m_busAddress(std::move(busAddress))
{
}

Notifier::~Notifier() = default;

QDBusConnection &Notifier::bus()
{
    if (!m_bus) {
        m_bus = m_busAddress.isEmpty() ? QDBusConnection::sessionBus()
                                       : QDBusConnection::connectToBus(m_busAddress, u"spacewright-news"_s);
        // From whoever it comes: to name the service would mean to ask the bus for its owner, and to wait.
        m_bus->connect({}, Path, Service, u"ActionInvoked"_s, this, SLOT(actionInvoked(uint, QString)));
    }
    return *m_bus;
}

void Notifier::tell(const News &news)
{
    if (!bus().isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(Service, Path, Service, u"Notify"_s);
    call.setAutoStartService(true);
    call.setArguments({QGuiApplication::applicationDisplayName(), m_shown, QGuiApplication::desktopFileName(),
                       news.subject, news.sentence.toHtmlEscaped(), QStringList{Click, tr("Show")},
                       QVariantMap{{u"desktop-entry"_s, QGuiApplication::desktopFileName()}},
                       -1}); // as long as the desktop thinks right
    auto *answer = new QDBusPendingCallWatcher(bus().asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        if (const QDBusPendingReply<uint> reply = *answer; reply.isValid())
            m_shown = reply.value();
    });
}

void Notifier::actionInvoked(uint id, const QString &action)
{
    if (id == m_shown && action == Click)
        Q_EMIT activated();
}

} // namespace Spacewright
