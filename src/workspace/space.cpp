// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/space.h"

#include "check/check.h"
#include "packageindex/store.h"
#include "workspace/folderwatcher.h"
#include "workspace/later.h"
#include "workspace/lookinside.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Spacewright::Workspace {

namespace {

// Our choice: between two strokes of a quick typist, and with the check itself below 100 ms.
constexpr std::chrono::milliseconds SettleTime{40};
// Our choice: an app that keeps making files costs a fifth of a core at most, however large the folder is.
constexpr int RestPerWalk = 4;

SpaceView judged(Manifest::Snapshot snapshot, const Knowledge &knowledge)
{
    SpaceView view;
    view.manifest = Manifest::readManifest(snapshot);
    const auto &packages = knowledge.packages;
    const auto known = packages ? packages->known(Check::packagesOf(view.manifest)) : PackageIndex::KnownPackages();
    view.problems = Check::run(snapshot, view.manifest, {.packages = known, .contents = knowledge.contents.get()});
    view.refusal = Manifest::cannotRun(view.manifest, snapshot);
    view.snapshot = std::move(snapshot);
    view.contents = knowledge.contents;
    return view;
}

bool hasSameFiles(const Manifest::Snapshot &a, const Manifest::Snapshot &b)
{
    using Entry = Manifest::SnapshotEntry;
    return a.folders == b.folders && std::ranges::equal(a.entries, b.entries, {}, &Entry::path, &Entry::path);
}

} // namespace

Result<SpaceView> lookAt(const QString &folder, const Manifest::Overlay &overlay, const Knowledge &knowledge)
{
    auto snapshot = Manifest::readSnapshot(folder, overlay);
    if (!snapshot)
        return std::unexpected(snapshot.error());
    return judged(*std::move(snapshot), knowledge);
}

SpaceView lookAgain(const Manifest::Snapshot &snapshot, const Manifest::Overlay &overlay, const Knowledge &knowledge)
{
    return judged(Manifest::withTextsReadAgain(snapshot, overlay), knowledge);
}

QString spaceNameFrom(const QString &name)
{
    constexpr qsizetype Longest = 96;
    QString result;
    for (const QChar c : name) {
        const bool isPlain = (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'_';
        if (isPlain)
            result += c;
        else if (!result.isEmpty() && !result.endsWith(u'-') && !result.endsWith(u'.'))
            result += c == u'.' ? u'.' : u'-';
    }
    result.truncate(Longest);
    while (result.endsWith(u'-') || result.endsWith(u'.') || result.endsWith(".git"_L1))
        result.chop(result.endsWith(".git"_L1) ? 4 : 1);
    return result.isEmpty() ? u"space"_s : result;
}

Space::Space(QObject *parent)
    : QObject(parent)
    , m_watcher(new FolderWatcher(this))
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &Space::look);
    m_insideSettle.setSingleShot(true);
    connect(&m_insideSettle, &QTimer::timeout, this, &Space::lookInsideNow);
    connect(m_watcher, &FolderWatcher::changed, this, &Space::noteChanges);
    connect(m_watcher, &FolderWatcher::rootGone, this, &Space::gone);
}

Space::~Space()
{
    m_stopInside.request_stop();
}

void Space::open(const QString &folder)
{
    close();
    m_folder = QDir::cleanPath(QDir::current().absoluteFilePath(folder));
    setState(State::Opening);
    m_mustWalk = true;
    look();
}

void Space::close()
{
    m_watcher->stop();
    m_settle.stop();
    stopLookingInside();
    ++m_generation;
    m_isLooking = m_mustLook = m_mustWalk = false;
    m_overlay.clear();
    m_folder.clear();
    m_view = {};
    setState(State::Closed);
}

void Space::refresh()
{
    if (m_state != State::Open && m_state != State::Gone)
        return;
    m_mustWalk = true;
    look();
}

void Space::setOverlay(const QString &file, const QString &text)
{
    m_overlay.insert(file, text);
    if (m_state == State::Open)
        m_settle.start(SettleTime);
}

void Space::clearOverlay(const QString &file)
{
    if (m_overlay.remove(file) && m_state == State::Open)
        m_settle.start(SettleTime);
}

void Space::checkAgain()
{
    if (m_state == State::Open)
        lookAfter(SettleTime);
}

SpaceId Space::id() const
{
    return {u"local"_s, spaceNameFrom(QFileInfo(m_folder).fileName())};
}

QString Space::title() const
{
    const auto &title = m_view.manifest.title;
    return title && !title->value.isEmpty() ? title->value : QFileInfo(m_folder).fileName();
}

void Space::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Space::noteChanges(const QStringList &paths, bool isListChanged)
{
    if (m_state != State::Open)
        return;
    const auto isRead = [this](const QString &path) { return m_view.snapshot.texts.contains(path); };
    m_mustWalk = m_mustWalk || isListChanged;
    if (isListChanged)
        lookAfter(std::max<std::chrono::milliseconds>(SettleTime, RestPerWalk * m_walkTime));
    else if (std::ranges::any_of(paths, isRead))
        lookAfter(SettleTime);
    // An editor's temporary file is gone again by now and was never one of ours.
    QStringList written;
    for (const QString &path : paths) {
        if (m_view.snapshot.find(path) || QFileInfo::exists(m_folder + u'/' + path))
            written.append(path);
    }
    if (!written.isEmpty()) {
        lookInsideSoon();
        Q_EMIT writtenOnDisk(written);
    }
}

void Space::lookAfter(std::chrono::milliseconds delay)
{
    if (!m_settle.isActive() || m_settle.remainingTimeAsDuration() > delay)
        m_settle.start(delay);
}

void Space::look()
{
    if (m_isLooking) {
        m_mustLook = true;
        return;
    }
    m_isLooking = true;
    m_mustLook = m_mustJudge = false;
    const bool walks = std::exchange(m_mustWalk, false);
    const quint64 generation = ++m_generation;
    m_lookStarted.start();
    QFuture<Result<SpaceView>> answer = walks
        ? QtConcurrent::run([folder = m_folder, overlay = m_overlay, knowledge = Knowledge{m_packages, m_contents}] {
              return lookAt(folder, overlay, knowledge);
          })
        : QtConcurrent::run([snapshot = m_view.snapshot, overlay = m_overlay,
                             knowledge = Knowledge{m_packages, m_contents}]() -> Result<SpaceView> {
              return lookAgain(snapshot, overlay, knowledge);
          });
    later(answer, this, [this, generation, walks](Result<SpaceView> view) {
        if (generation == m_generation)
            take(std::move(view), walks);
    });
}

/// The texts as they are in the view, with the newest contents. Reads nothing: writtenOnDisk() comes before what it
/// brings.
void Space::judgeAgain()
{
    if (m_isLooking) {
        m_mustJudge = true;
        return;
    }
    m_isLooking = true;
    m_mustJudge = false;
    const quint64 generation = ++m_generation;
    const auto answer = QtConcurrent::run(
        [snapshot = m_view.snapshot, knowledge = Knowledge{m_packages, m_contents}]() -> Result<SpaceView> {
            return judged(snapshot, knowledge);
        });
    later(answer, this, [this, generation](Result<SpaceView> view) {
        if (generation == m_generation)
            take(std::move(view), false);
    });
}

void Space::take(Result<SpaceView> view, bool walked)
{
    m_isLooking = false;
    if (walked)
        m_walkTime = std::chrono::milliseconds(m_lookStarted.elapsed());
    if (!view) {
        if (m_state == State::Opening) {
            setState(State::Closed);
            Q_EMIT openFailed(view.error());
        } else {
            gone();
        }
        return;
    }
    if (m_mustLook && m_state == State::Open) {
        m_mustWalk = m_mustWalk || walked; // this answer is late; the next one walks in its stead
        look();
        return;
    }

    const SpaceView before = std::exchange(m_view, *std::move(view));
    const bool isFirst = m_state != State::Open;
    m_folder = m_view.snapshot.folder;
    if (walked) {
        m_watcher->watch(m_folder, m_view.snapshot.folders);
        lookInsideSoon();
    }
    if (isFirst) {
        setState(State::Open);
        Q_EMIT opened();
    }
    if (isFirst || !hasSameFiles(before.snapshot, m_view.snapshot))
        Q_EMIT filesChanged();
    if (isFirst || Manifest::toJson(before.manifest) != Manifest::toJson(m_view.manifest)
        || before.refusal.has_value() != m_view.refusal.has_value())
        Q_EMIT manifestChanged();
    if (isFirst || before.problems != m_view.problems)
        Q_EMIT problemsChanged();
    if (m_mustJudge && m_state == State::Open)
        judgeAgain();
}

void Space::lookInsideSoon()
{
    if (m_isLookingInside)
        m_mustLookInside = true;
    else if (!m_insideSettle.isActive())
        m_insideSettle.start(std::max<std::chrono::milliseconds>(SettleTime, RestPerWalk * m_insideTime));
}

void Space::lookInsideNow()
{
    if (m_state != State::Open)
        return;
    m_isLookingInside = true;
    m_mustLookInside = false;
    m_insideStarted.start();
    if (!m_contentsCache)
        m_contentsCache = std::make_shared<Check::ContentsCache>();
    const std::stop_token stop = m_stopInside.get_token();
    const auto answer = QtConcurrent::run(
        [snapshot = m_view.snapshot, cache = m_contentsCache, stop] { return lookInside(snapshot, *cache, stop); });
    later(answer, this, [this, stop](std::optional<Check::Contents> contents) {
        if (stop.stop_requested() || !contents)
            return;
        m_isLookingInside = false;
        m_insideTime = std::chrono::milliseconds(m_insideStarted.elapsed());
        m_contents = std::make_shared<const Check::Contents>(*std::move(contents));
        judgeAgain();
        if (m_mustLookInside)
            lookInsideSoon();
    });
}

/// What runs keeps its cache to itself and ends soon.
void Space::stopLookingInside()
{
    m_stopInside.request_stop();
    m_stopInside = {};
    m_insideSettle.stop();
    m_insideTime = {};
    m_contents.reset();
    m_contentsCache.reset();
    m_isLookingInside = m_mustLookInside = m_mustJudge = false;
}

void Space::gone()
{
    if (m_state != State::Open)
        return;
    m_watcher->stop();
    m_settle.stop();
    stopLookingInside();
    ++m_generation;
    m_isLooking = m_mustLook = m_mustWalk = false;
    setState(State::Gone);
    Q_EMIT folderGone();
}

} // namespace Spacewright::Workspace
