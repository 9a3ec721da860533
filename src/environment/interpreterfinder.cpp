// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment/interpreterfinder.h"

#include "base/atomicfile.h"
#include "base/process.h"

#include <QDir>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPromise>
#include <QRegularExpression>
#include <QSet>
#include <QThreadPool>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Environment {

namespace {
/// A cold interpreter on a busy machine; a healthy one answers in 20 ms.
constexpr std::chrono::seconds ProbeLimit{20};
constexpr int OldestMinor = 8;

// ssl and zlib are what a home-made Python most often lacks, and nothing can be installed without them.
constexpr auto ProbeScript = "import json, platform, ssl, sys, sysconfig, zlib\n"
                             "print('SPACEWRIGHT' + json.dumps({'version': platform.python_version(),"
                             " 'implementation': platform.python_implementation(),"
                             " 'virtual': sys.prefix != sys.base_prefix,"
                             " 'abi': sysconfig.get_config_var('SOABI') or ''}))\n"_L1;

InterpreterSource sourceOfFolder(const QString &folder)
{
    return folder.startsWith("/usr/bin"_L1) || folder.startsWith("/bin"_L1) ? InterpreterSource::System
                                                                            : InterpreterSource::Path;
}

QString variable(const QProcessEnvironment &environment, const QString &name, const QString &fallback)
{
    const QString value = environment.value(name);
    return value.isEmpty() ? fallback : value;
}

/// One probe's place in the cache: the file and its stamp.
QString cacheKey(const QString &path)
{
    const FileStamp stamp = FileStamp::of(path);
    return path + u'\n' + QString::number(stamp.modifiedNs) + u'\n' + QString::number(stamp.sizeBytes);
}

using Cache = QHash<QString, std::optional<Interpreter>>; // nullopt: known to be unusable

QString cacheFile(const Paths &paths)
{
    return paths.cache + "/interpreters.json"_L1;
}

Cache readCache(const Paths &paths)
{
    Cache cache;
    const auto text = readFile(cacheFile(paths));
    const QJsonObject object = text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        cache.insert(it.key(), interpreterFromJson(it->toObject()));
    return cache;
}

void writeCache(const Paths &paths, const Cache &cache)
{
    QJsonObject object;
    for (auto it = cache.begin(); it != cache.end(); ++it)
        object[it.key()] = it->has_value() ? toJson(**it) : QJsonObject();
    // Losing it costs half a second.
    std::ignore = writeFile(cacheFile(paths), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// What is known before anything is started.
struct Known {
    QList<InterpreterCandidate> candidates;
    Cache cache;
    QHash<QString, QString> keys; ///< path → key in the cache
};

/// Lives on the thread of findInterpreters() until every candidate has answered.
class Search final : public QObject {
public:
    Search(Paths paths, QProcessEnvironment environment)
        : m_paths(std::move(paths))
        , m_environment(std::move(environment))
    {
        // A Python must not be turned into another one by the variables of a session.
        for (const QString &name : {u"PYTHONHOME"_s, u"PYTHONPATH"_s, u"PYTHONSTARTUP"_s, u"VIRTUAL_ENV"_s})
            m_environment.remove(name);
    }

    QFuture<Result<QList<Interpreter>>> begin()
    {
        m_promise.start();
        const auto future = m_promise.future();
        QtConcurrent::run([paths = m_paths, environment = m_environment] {
            Known known{interpreterCandidates(environment), readCache(paths), {}};
            for (const InterpreterCandidate &candidate : std::as_const(known.candidates))
                known.keys.insert(candidate.path, cacheKey(candidate.path));
            return known;
        }).then(this, [this](const Known &known) { probe(known); });
        return future;
    }

private:
    void probe(const Known &known)
    {
        for (const InterpreterCandidate &candidate : known.candidates) {
            const QString key = known.keys.value(candidate.path);
            if (const auto cached = known.cache.constFind(key); cached != known.cache.cend()) {
                if (cached->has_value())
                    m_found.append(**cached);
                m_kept.insert(key, *cached);
                continue;
            }
            ++m_waiting;
            m_changed = true;
            Process::run({.program = candidate.path,
                          .arguments = {u"-I"_s, u"-c"_s, ProbeScript},
                          .workingDirectory = u"/"_s,
                          .environment = m_environment,
                          .input = {}},
                         {.deadline = ProbeLimit})
                .then(this, [this, candidate, key](const Result<ProcessResult> &result) {
                    const bool answered = result && result->exit.isSuccess();
                    const auto interpreter = answered ? parseProbe(result->standardOutput, candidate) : std::nullopt;
                    if (interpreter)
                        m_found.append(*interpreter);
                    // A Python that was merely slow today is asked again tomorrow.
                    if (result)
                        m_kept.insert(key, interpreter);
                    if (--m_waiting == 0)
                        finish();
                });
        }
        if (m_waiting == 0)
            finish();
    }

    void finish()
    {
        std::ranges::sort(m_found, [](const Interpreter &a, const Interpreter &b) {
            return a.version != b.version ? a.version > b.version : a.path < b.path;
        });
        m_promise.addResult(m_found);
        m_promise.finish();
        if (m_changed)
            QThreadPool::globalInstance()->start([paths = m_paths, cache = m_kept] { writeCache(paths, cache); });
        deleteLater();
    }

    Paths m_paths;
    QProcessEnvironment m_environment;
    QPromise<Result<QList<Interpreter>>> m_promise;
    QList<Interpreter> m_found;
    Cache m_kept;
    int m_waiting = 0;
    bool m_changed = false;
};
} // namespace

QList<InterpreterCandidate> interpreterCandidates(const QProcessEnvironment &environment)
{
    QList<InterpreterCandidate> candidates;
    QSet<QString> seen;
    const auto consider = [&](const QString &path, InterpreterSource source) {
        const QFileInfo info(path);
        const QString canonical = info.canonicalFilePath();
        if (!canonical.isEmpty() && info.isFile() && info.isExecutable() && !seen.contains(canonical)) {
            seen.insert(canonical);
            candidates.append({canonical, source});
        }
    };
    static const QRegularExpression name(uR"(^python(3(\.[0-9]+)?)?$)"_s);
    const auto considerFolder = [&](const QString &folder, InterpreterSource source) {
        for (const QString &file : QDir(folder).entryList({u"python*"_s}, QDir::Files | QDir::Executable, QDir::Name)) {
            if (name.match(file).hasMatch())
                consider(folder + u'/' + file, source);
        }
    };

    const QString home = variable(environment, u"HOME"_s, QDir::homePath());
    const QString pyenv = variable(environment, u"PYENV_ROOT"_s, home + "/.pyenv"_L1);
    const QString uvData = variable(environment, u"XDG_DATA_HOME"_s, home + "/.local/share"_L1) + "/uv/python"_L1;
    const QString uv = variable(environment, u"UV_PYTHON_INSTALL_DIR"_s, uvData);
    for (const auto &[folder, source] :
         {std::pair(QString(pyenv + "/versions"_L1), InterpreterSource::Pyenv), std::pair(uv, InterpreterSource::Uv)}) {
        for (const QString &version : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
            considerFolder(folder + u'/' + version + "/bin"_L1, source);
    }
    for (const QString &folder : environment.value(u"PATH"_s).split(u':', Qt::SkipEmptyParts)) {
        if (QDir::isAbsolutePath(folder) && QDir::cleanPath(folder) != pyenv + "/shims"_L1)
            considerFolder(QDir::cleanPath(folder), sourceOfFolder(QDir::cleanPath(folder)));
    }
    return candidates;
}

std::optional<Interpreter> parseProbe(const QByteArray &output, const InterpreterCandidate &candidate)
{
    const qsizetype at = output.lastIndexOf("SPACEWRIGHT");
    if (at < 0)
        return std::nullopt;
    const QJsonObject answer = QJsonDocument::fromJson(output.sliced(at + 11).trimmed()).object();
    const QVersionNumber version = QVersionNumber::fromString(answer[u"version"_s].toString());
    if (answer[u"implementation"_s] != "CPython"_L1 || answer[u"virtual"_s].toBool() || version.segmentCount() < 3
        || version.majorVersion() != 3 || version.minorVersion() < OldestMinor)
        return std::nullopt;
    return Interpreter{candidate.path, version, answer[u"abi"_s].toString(), candidate.source};
}

QFuture<Result<QList<Interpreter>>> findInterpreters(const Paths &paths, const QProcessEnvironment &environment)
{
    return (new Search(paths, environment))->begin();
}

} // namespace Spacewright::Environment
