// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/appprocess.h"

#include "gateway/staticserver.h"
#include "runtime/standby.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Runtime {

namespace {
constexpr std::chrono::milliseconds LookInterval{400};
/// Each look into a container starts a program there.
constexpr std::chrono::seconds InsideInterval{2};
constexpr qsizetype KeptBytes = 96 * 1024;

/// How the address is reached from here; empty for one that is not this machine's own.
QString hostFor(const QHostAddress &address)
{
    if (address == QHostAddress::AnyIPv4 || address == QHostAddress::Any || address == QHostAddress::AnyIPv6
        || address == QHostAddress::LocalHost)
        return u"127.0.0.1"_s;
    if (address == QHostAddress::LocalHostIPv6)
        return u"[::1]"_s;
    return address.protocol() == QAbstractSocket::IPv4Protocol ? address.toString() : u'[' + address.toString() + u']';
}

/// 400, 403 and 421 are how servers refuse a name; 401 and 404 are how they answer one.
bool acceptsName(int status)
{
    return status != 0 && status != 400 && status != 403 && status != 421 && status < 500;
}
} // namespace

void AppProcess::Kept::add(const QByteArray &bytes)
{
    const qsizetype room = std::min(KeptBytes - first.size(), bytes.size());
    first += bytes.first(room);
    last += bytes.sliced(room);
    if (last.size() > 2 * KeptBytes)
        last = last.last(KeptBytes);
}

AppProcess::AppProcess(AppExpectation expectation, const Redactor &redactor, QObject *parent)
    : QObject(parent)
    , m_expectation(std::move(expectation))
    , m_redactor(redactor)
    , m_process(std::make_unique<Process>())
    , m_probe(m_expectation.sdk, m_expectation.port)
    , m_limits(m_expectation.limits)
{
    m_lookTimer.setSingleShot(true);
    m_startupTimer.setSingleShot(true);
    m_patienceTimer.setSingleShot(true);
    connect(&m_probe, &HealthProbe::healthy, this, &AppProcess::answered);
    connect(&m_limits, &LimitWatch::passed, this, &AppProcess::limitPassed);
    connect(&m_lookTimer, &QTimer::timeout, this, &AppProcess::look);
    connect(&m_look, &QFutureWatcherBase::finished, this, [this] { looked(m_look.result()); });
    connect(&m_startupTimer, &QTimer::timeout, this, &AppProcess::startupEnded);
    connect(&m_patienceTimer, &QTimer::timeout, this, &AppProcess::patienceEnded);
}

AppProcess::~AppProcess() = default;

void AppProcess::start(const Command &command, std::unique_ptr<Environment::Lease> lease,
                       std::chrono::milliseconds grace)
{
    begin(std::make_unique<Process>(), std::move(lease));
    connect(m_process.get(), &Process::started, this, &AppProcess::waitForAnswer);
    m_process->start(command, {.deadline = {}, .grace = grace});
}

void AppProcess::start(Standby &standby)
{
    Standby::Released released = standby.go();
    begin(std::move(released.process), std::move(released.lease));
    for (const auto &[stream, bytes] : released.output)
        take(stream, bytes);
    waitForAnswer();
}

void AppProcess::begin(std::unique_ptr<Process> process, std::unique_ptr<Environment::Lease> lease)
{
    m_process = std::move(process);
    connect(m_process.get(), &Process::output, this, &AppProcess::take);
    connect(m_process.get(), &Process::finished, this, [this](const ProcessExit &exit) {
        stopWaiting();
        m_limits.stop();
        m_lease.reset();
        AppEnd end;
        end.exit = exit;
        if (m_expectation.container)
            return containerEnded(end);
        if (!m_asked)
            report(std::move(end));
        Q_EMIT ended();
    });
    m_lease = std::move(lease);
    if (m_lease)
        connect(m_lease.get(), &Environment::Lease::gone, this, &AppProcess::environmentGone);
    m_since.start();
    m_startupTimer.start(m_expectation.startupTimeout);
}

void AppProcess::containerEnded(const AppEnd &end)
{
    const ContainerPlace &place = *m_expectation.container;
    place.docker->state(place.name).then(this, [this, end](const Container::ContainerState &state) {
        const ContainerPlace &where = *m_expectation.container;
        // Begun first: whoever hears of the failure may destroy this.
        QFuture<void> removal = where.docker->remove({where.name});
        removal.then(this, [this] { Q_EMIT ended(); });
        if (m_asked)
            return;
        AppEnd known = end;
        known.container = ContainerEnd{.isKnown = state.exists,
                                       .ranOutOfMemory = state.ranOutOfMemory,
                                       .error = state.error,
                                       .memoryBytes = where.memoryBytes};
        report(std::move(known));
    });
}

void AppProcess::waitForAnswer()
{
    m_probe.start();
    m_lookTimer.start(LookInterval);
    m_limits.start(m_process->processId());
}

void AppProcess::take(OutputStream stream, const QByteArray &bytes)
{
    (stream == OutputStream::Standard ? m_standardOutput : m_errorOutput).add(bytes);
    Q_EMIT output(stream, bytes);
}

void AppProcess::stop()
{
    m_asked = true;
    stopWaiting();
    m_process->terminate();
}

void AppProcess::kill()
{
    m_asked = true;
    stopWaiting();
    m_process->kill();
}

void AppProcess::stopWaiting()
{
    m_probe.stop();
    m_lookTimer.stop();
    m_startupTimer.stop();
    m_patienceTimer.stop();
}

void AppProcess::look()
{
    if (m_look.isRunning())
        return;
    if (const auto &place = m_expectation.container)
        m_look.setFuture(place->docker->listeners(place->name).then([](const QByteArray &tables) {
            return parseListeners(tables);
        }));
    else
        m_look.setFuture(QtConcurrent::run(&listenersOf, m_process->processId()));
}

void AppProcess::looked(const QList<Listener> &listeners)
{
    if (m_healthy || m_asked || m_reported)
        return;
    if (m_expectation.container)
        return lookedInside(listeners);
    for (const quint16 port : {m_expectation.port, m_expectation.hubPort}) {
        const auto listener = std::ranges::find(listeners, port, &Listener::port);
        if (listener == listeners.end())
            continue;
        const QString host = hostFor(listener->address);
        lookElsewhere({});
        if (m_answers && m_probe.port() == port && m_probe.host() == host) {
            sayOpenPorts(listeners, port);
            return askForName();
        }
        m_answers = false; // somebody else's answer, or one from the port asked before
        m_probe.setTarget(host, port);
        m_lookTimer.start(LookInterval);
        return;
    }
    m_answers = false;
    QList<quint16> ports;
    for (const Listener &listener : listeners) {
        if (!ports.contains(listener.port))
            ports.append(listener.port);
    }
    std::ranges::sort(ports);
    lookElsewhere(ports);
    m_lookTimer.start(LookInterval);
}

void AppProcess::lookedInside(const QList<Listener> &listeners)
{
    // Docker's own name server, in networks that people have made.
    static const QHostAddress nameServer(u"127.0.0.11"_s);
    bool isOpen = false;
    QList<quint16> ports;
    for (const Listener &listener : listeners) {
        if (listener.address == nameServer)
            continue;
        if (listener.port == m_expectation.hubPort && !listener.address.isLoopback())
            isOpen = true;
        else if (!ports.contains(listener.port))
            ports.append(listener.port);
    }
    std::ranges::sort(ports);
    lookElsewhere(isOpen ? QList<quint16>() : ports);
    m_lookTimer.start(InsideInterval);
}

void AppProcess::askForName()
{
    stopWaiting();
    // A name of its own keeps cookies and storage of Spaces apart; some servers refuse it.
    const QString name = m_expectation.subdomain + ".localhost"_L1;
    m_probe.askOnce(m_probe.port(), name,
                    [this, name](int status) { becomeHealthy(acceptsName(status) ? name : QString()); });
}

void AppProcess::startupEnded()
{
    const auto give = [this] {
        AppEnd end;
        end.kind = AppEnd::Kind::NeverAnswered;
        report(std::move(end));
    };
    if (!m_expectation.container)
        return give();
    // Seldom looked into, so once more for the verdict's sake.
    const ContainerPlace &place = *m_expectation.container;
    place.docker->listeners(place.name).then(this, [this, give](const QByteArray &tables) {
        if (m_healthy || m_asked || m_reported)
            return;
        lookedInside(parseListeners(tables));
        give();
    });
}

void AppProcess::sayOpenPorts(const QList<Listener> &listeners, quint16 page)
{
    QList<quint16> ports;
    for (const Listener &listener : listeners) {
        if (listener.port != page && !listener.address.isLoopback() && !ports.contains(listener.port))
            ports.append(listener.port);
    }
    if (!ports.isEmpty())
        Q_EMIT openPortsSeen(ports);
}

void AppProcess::lookElsewhere(const QList<quint16> &ports)
{
    if (ports == m_otherPorts)
        return;
    m_otherPorts = ports;
    if (ports.isEmpty())
        m_patienceTimer.stop();
    else
        m_patienceTimer.start(m_expectation.otherPortPatience);
    Q_EMIT otherPortsSeen(ports);
}

void AppProcess::patienceEnded()
{
    if (m_expectation.container) {
        // Another port may be that of a helper which the app needs first; its own one on the loopback stays there.
        if (!m_otherPorts.contains(m_expectation.hubPort))
            return;
        AppEnd end;
        end.kind = AppEnd::Kind::Loopback;
        return report(std::move(end));
    }
    // A page there will not come here any more; another kind of server may be one that the app needs first.
    const quint16 port = m_otherPorts.isEmpty() ? quint16(0) : m_otherPorts.first();
    m_probe.askOnce(port, u"127.0.0.1"_s, [this, port](int status) {
        if (m_healthy || m_asked || m_reported || !m_otherPorts.contains(port))
            return;
        if (status == 0) {
            std::ranges::rotate(m_otherPorts, m_otherPorts.begin() + 1);
            m_patienceTimer.start(m_expectation.otherPortPatience);
            return;
        }
        AppEnd end;
        end.kind = AppEnd::Kind::OtherPort;
        report(std::move(end));
    });
}

void AppProcess::limitPassed(const LimitPassed &passed)
{
    m_process->kill();
    if (m_asked || m_reported)
        return;
    AppEnd end;
    end.kind = AppEnd::Kind::LimitPassed;
    end.passed = passed;
    report(std::move(end));
}

void AppProcess::answered()
{
    if (m_healthy || m_answers)
        return;
    m_answers = true;
    // Nobody else can have answered on a published port.
    if (m_expectation.container)
        askForName();
    else
        look();
}

void AppProcess::becomeHealthy(const QString &name)
{
    if (m_asked || m_reported)
        return;
    m_healthy = true;
    m_startupTime = std::chrono::milliseconds(m_since.elapsed());
    m_address.setScheme(u"http"_s);
    m_address.setHost(m_probe.host());
    m_address.setPort(m_probe.port());
    m_address.setPath(m_expectation.basePath, QUrl::TolerantMode);
    m_url = m_address;
    if (!name.isEmpty())
        m_url.setHost(name);
    Q_EMIT healthy();
}

void AppProcess::report(AppEnd end)
{
    stopWaiting();
    if (std::exchange(m_reported, true))
        return;
    end.wasHealthy = m_healthy;
    end.appFile = m_expectation.appFile;
    end.folder = m_expectation.folder;
    end.standardOutput = m_standardOutput.first + m_standardOutput.last;
    end.errorOutput = m_errorOutput.first + m_errorOutput.last;
    end.limit = m_expectation.startupTimeout;
    end.otherPorts = m_otherPorts;
    end.hubPort = m_expectation.hubPort;
    Q_EMIT failed(explain(end, m_redactor));
}

} // namespace Spacewright::Runtime
