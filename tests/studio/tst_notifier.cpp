// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notifier.h"
#include "support/testcase.h"

#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QGuiApplication>
#include <QProcess>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {

const auto Service = u"org.freedesktop.Notifications"_s;
const auto Path = u"/org/freedesktop/Notifications"_s;

/// What a desktop does with notifications: numbers them, and remembers them.
class Desktop final : public QDBusVirtualObject {
    Q_OBJECT
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() != "Notify"_L1)
            return false;
        Q_EMIT shown(message.arguments());
        connection.send(message.createReply(message.arguments().at(1).toUInt() ? message.arguments().at(1) : 7U));
        return true;
    }

Q_SIGNALS:
    void shown(const QVariantList &arguments);
};

} // namespace

/// On a bus of its own.
class NotifierTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        QVERIFY2(m_daemon.waitForReadyRead(), qPrintable(m_daemon.errorString()));
        m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
        QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"desktop"_s);
        QVERIFY(bus.registerVirtualObject(Path, &m_desktop));
        QVERIFY(bus.registerService(Service));
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(u"desktop"_s);
        QDBusConnection::disconnectFromBus(u"spacewright-news"_s);
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished());
    }
    void init() { Testing::cleanRoom(); }

    void news_reachTheDesktop_theNextInTheirPlace_andAClickComesBack()
    {
        Notifier notifier(m_address);
        QSignalSpy shown(&m_desktop, &Desktop::shown);
        QSignalSpy activated(&notifier, &Notifier::activated);
        notifier.tell({u"Notes could not be built"_s, u"a<b was not found."_s});
        QVERIFY(shown.wait());
        QVariantList arguments = shown.first().first().toList();
        QCOMPARE(arguments.size(), 8);
        QCOMPARE(arguments.at(1).toUInt(), 0U);
        QCOMPARE(arguments.at(3).toString(), u"Notes could not be built"_s);
        QCOMPARE(arguments.at(4).toString(), u"a&lt;b was not found."_s); // the desktop reads markup
        QCOMPARE(arguments.at(5).toStringList().first(), u"default"_s);

        // Until the answer has come the next one is a new one.
        QTRY_VERIFY((notifier.tell({u"Notes is running"_s, u"The page answers."_s}), shown.wait())
                    && shown.last().first().toList().at(1).toUInt() == 7U);

        const auto click = [](uint id, const QString &action) {
            QDBusMessage signal = QDBusMessage::createSignal(Path, Service, u"ActionInvoked"_s);
            signal.setArguments({id, action});
            QDBusConnection(u"desktop"_s).send(signal);
        };
        click(8, u"default"_s); // another program's
        click(7, u"snooze"_s);
        click(7, u"default"_s);
        QVERIFY(activated.wait());
        QCOMPARE(activated.size(), 1);
    }

    void withoutABus_nothingHappens()
    {
        Notifier notifier(u"unix:path=/nowhere/at/all"_s);
        notifier.tell({u"Notes is running"_s, u"The page answers."_s});
    }

private:
    QProcess m_daemon;
    QString m_address;
    Desktop m_desktop;
};

QTEST_GUILESS_MAIN(NotifierTest)
#include "tst_notifier.moc"
