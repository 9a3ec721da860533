// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/buildroom.h"

#include "base/process.h"
#include "environment/interpreterfinder.h"
#include "environment/toolrunner.h"
#include "environment/uv.h"

#include <QDir>
#include <QThreadPool>

#include <pwd.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

QString lastingFolder()
{
    // HOME is the test's own; the person's is in the password file.
    const passwd *person = ::getpwuid(::getuid());
    const QString home = person ? QString::fromLocal8Bit(person->pw_dir) : QDir::tempPath();
    return qEnvironmentVariable("XDG_CACHE_HOME", home + "/.cache"_L1) + "/spacewright/tests"_L1;
}

BuildRoom::BuildRoom()
    : environment(QProcessEnvironment::systemEnvironment())
    // Beside uv's cache, so that packages are linked rather than copied.
    , m_home((std::ignore = QDir().mkpath(lastingFolder()), lastingFolder() + "/room-XXXXXX"_L1))
{
    environment.insert(u"UV_CACHE_DIR"_s, lastingFolder() + "/uv-cache"_L1);
    store = newStore();
}

BuildRoom::~BuildRoom()
{
    store.reset();
    QThreadPool::globalInstance()->waitForDone(); // what removes and writes in the background
    if (!m_smallDisk.isEmpty())
        ::umount2(QFile::encodeName(m_smallDisk).constData(), MNT_DETACH);
}

Paths BuildRoom::paths() const
{
    Paths paths = Paths::under(m_home.path());
    if (!m_smallDisk.isEmpty())
        paths.data = m_smallDisk;
    return paths;
}

std::unique_ptr<Store> BuildRoom::newStore() const
{
    return std::make_unique<Store>(paths(), redactor, environment);
}

QString BuildRoom::provideUv()
{
    const auto found = findInterpreters(paths(), environment);
    if (!Testing::settles(found) || !found.result() || found.result()->isEmpty())
        return u"There is no Python here."_s;
    QByteArray words;
    ToolRunner runner([](const QByteArray &bytes) { return bytes; }, [&](const QByteArray &bytes) { words += bytes; });
    const auto uv = obtainInstaller(Paths::under(lastingFolder()), environment, found.result()->first(), runner);
    if (!Testing::settles(uv, std::chrono::minutes(3)) || !uv.result())
        return u"uv cannot be had: "_s + QString::fromUtf8(words);
    if (uv.result()->kind != Installer::Kind::Uv)
        return u"uv is not on the package index: "_s + QString::fromUtf8(words);
    environment.insert(u"PATH"_s, QFileInfo(uv.result()->program).path() + u':' + environment.value(u"PATH"_s));
    store = newStore();
    return {};
}

void BuildRoom::takePackagesFrom(const QString &folder)
{
    environment.insert(u"PIP_CONFIG_FILE"_s, u"/dev/null"_s);
    environment.insert(u"PIP_NO_INDEX"_s, u"1"_s);
    environment.insert(u"PIP_FIND_LINKS"_s, folder);
    // One Python is enough here, and quicker found than ten.
    environment.insert(u"PYENV_ROOT"_s, path(u"no-pyenv"_s));
    // Made anew each time, with other content under the same names.
    environment.insert(u"UV_CACHE_DIR"_s, path(u"uv-cache"_s));
    environment.insert(u"SLOW_BEGUN"_s, path(u"slow-begun"_s));
    environment.insert(u"SLOW_MAY_END"_s, path(u"slow-may-end"_s));
    store = newStore();
}

bool BuildRoom::useLocalIndex()
{
    const auto made = Process::run({.program = u"python3"_s,
                                    .arguments = {QString::fromUtf8(MAKE_INDEX), path(u"index"_s)},
                                    .workingDirectory = {},
                                    .input = {}});
    if (!Testing::settles(made) || !made.result() || !made.result()->exit.isSuccess())
        return false;
    takePackagesFrom(path(u"index"_s));
    return true;
}

void BuildRoom::unplugNetwork()
{
    environment.remove(u"PIP_NO_INDEX"_s);
    environment.remove(u"PIP_FIND_LINKS"_s);
    environment.insert(u"PIP_INDEX_URL"_s, u"http://ada:secret42@127.0.0.1:1/simple"_s);
    environment.insert(u"UV_HTTP_RETRIES"_s, u"0"_s);
    store = newStore();
}

void BuildRoom::hidePython()
{
    environment.insert(u"PATH"_s, path(u"nowhere"_s));
    environment.insert(u"HOME"_s, path(u"nowhere"_s));
    environment.remove(u"PYENV_ROOT"_s);
    store = newStore();
}

bool BuildRoom::useSmallDisk()
{
    const QString small = path(u"small"_s);
    if (!QDir().mkpath(small) || ::mount("tmpfs", QFile::encodeName(small).constData(), "tmpfs", 0, "size=3m") != 0)
        return false;
    m_smallDisk = small;
    store = newStore();
    return true;
}

Result<EnvironmentPlan> BuildRoom::plan(const Request &request)
{
    const auto planned = store->plan(request);
    if (!Testing::settles(planned))
        return failure(ErrorCode::Tool, u"plan() did not answer."_s);
    return planned.result();
}

Result<> BuildRoom::build(const EnvironmentPlan &plan)
{
    output.clear();
    problems.clear();
    const auto pipeline = store->build(plan,
                                       {.output = [this](const QByteArray &bytes) { output += bytes; },
                                        .problems = [this](const QList<Diagnostic> &list) { problems += list; }});
    Result<> result = failure(ErrorCode::Tool, u"The build did not end."_s);
    bool ended = false;
    QObject::connect(pipeline.get(), &Pipeline::finished, pipeline.get(), [&](const Result<> &outcome) {
        result = outcome;
        ended = true;
    });
    pipeline->start();
    std::ignore = QTest::qWaitFor([&] { return ended; }, QDeadlineTimer(std::chrono::minutes(9)));
    return result;
}

QStringList BuildRoom::leftovers() const
{
    return QDir(paths().environments() + "/.building"_L1).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
}

} // namespace Spacewright::Environment
