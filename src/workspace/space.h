// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/spaceid.h"
#include "manifest/spacemanifest.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace Spacewright::Check {
struct Contents;
class ContentsCache;
} // namespace Spacewright::Check

namespace Spacewright::PackageIndex {
class Store;
}

namespace Spacewright::Workspace {

class FolderWatcher;
/// What is remembered of the package index; may be null.
using PackageMemory = std::shared_ptr<const PackageIndex::Store>;
/// What was found out beyond the manifest files; each may be null. Any thread.
struct Knowledge {
    PackageMemory packages;
    std::shared_ptr<const Check::Contents> contents; ///< of the files, for the rules about sizes and secrets
};

/// Everything one look at a Space gives; computed off the GUI thread, then a value.
struct SpaceView {
    Manifest::Snapshot snapshot;
    Manifest::SpaceManifest manifest;
    QList<Diagnostic> problems; ///< sorted, README.md first
    std::optional<Manifest::Refusal> refusal; ///< why it cannot be started; nullopt when it can
    std::shared_ptr<const Check::Contents> contents; ///< null until the first look inside has ended
};

/// Reads, checks and judges a folder. May take a second with 50,000 files. Errors: NotFound, Io.
[[nodiscard]] Result<SpaceView> lookAt(const QString &folder, const Manifest::Overlay &overlay = {},
                                       const Knowledge &knowledge = {});
/// The same without walking the folder again.
[[nodiscard]] SpaceView lookAgain(const Manifest::Snapshot &snapshot, const Manifest::Overlay &overlay,
                                  const Knowledge &knowledge = {});

/// A folder opened as a Space, kept up to date with the disk and with unsaved editor texts.
/// Lives on the GUI thread; reading and checking happen on others, and late answers are dropped.
class Space final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Space)
public:
    enum class State {
        Closed,
        Opening, ///< open() was called; nothing to show yet
        Open,
        Gone, ///< the folder was removed or moved away; the last view stays readable
    };

    explicit Space(QObject *parent = nullptr);
    ~Space() override;

    /// Reads `folder`; answers with opened() or openFailed(). Another Space that is open is closed.
    void open(const QString &folder);
    void close();
    /// Walks the folder again, for what no watcher reports.
    void refresh();

    /// What rules about packages may know from the next look on.
    void setPackages(PackageMemory packages) { m_packages = std::move(packages); }
    /// Checks again, soon, because `packages` knows more.
    void checkAgain();

    /// The text of an open editor that is not saved, for `file` relative to the folder. Checked instead of the disk.
    void setOverlay(const QString &file, const QString &text);
    /// After saving, or when the editor is closed.
    void clearOverlay(const QString &file);

    [[nodiscard]] State state() const { return m_state; }
    /// Absolute, links resolved; empty while Closed.
    [[nodiscard]] QString folder() const { return m_folder; }
    /// `local/<folder name>`, made to fit the Hub's alphabet.
    [[nodiscard]] SpaceId id() const;
    /// From README.md, else the folder's name.
    [[nodiscard]] QString title() const;
    [[nodiscard]] const SpaceView &view() const { return m_view; }
    [[nodiscard]] const Manifest::SpaceManifest &manifest() const { return m_view.manifest; }
    [[nodiscard]] const QList<Diagnostic> &problems() const { return m_view.problems; }
    /// Sorted by path.
    [[nodiscard]] const QList<Manifest::SnapshotEntry> &files() const { return m_view.snapshot.entries; }

Q_SIGNALS:
    void stateChanged(Spacewright::Workspace::Space::State state);
    /// Opening → Open; every value is there.
    void opened();
    /// Opening → Closed.
    void openFailed(const Spacewright::Error &error);
    /// Files were added, removed or renamed.
    void filesChanged();
    /// The contents of these files changed on disk, whoever wrote them; relative paths. Before the
    /// values that follow from it.
    void writtenOnDisk(const QStringList &files);
    /// A manifest value changed; also the title and the refusal.
    void manifestChanged();
    void problemsChanged();
    /// Open → Gone.
    void folderGone();

private:
    void setState(State state);
    void noteChanges(const QStringList &paths, bool isListChanged);
    void lookAfter(std::chrono::milliseconds delay);
    void look();
    void judgeAgain();
    void take(Result<SpaceView> view, bool walked);
    void gone();
    void lookInsideSoon();
    void lookInsideNow();
    void stopLookingInside();

    QString m_folder;
    State m_state = State::Closed;
    SpaceView m_view;
    Manifest::Overlay m_overlay;
    PackageMemory m_packages;
    FolderWatcher *m_watcher;
    QTimer m_settle; ///< waits for typing to stop
    quint64 m_generation = 0; ///< of the newest request; answers to older ones are dropped
    QElapsedTimer m_lookStarted;
    std::chrono::milliseconds m_walkTime{}; ///< how long the last walk took
    bool m_isLooking = false;
    bool m_mustLook = false; ///< once what runs has ended
    bool m_mustWalk = false; ///< the next look walks the folder

    // The look inside goes beside the looks above, never for a keystroke.
    std::shared_ptr<const Check::Contents> m_contents;
    std::shared_ptr<Check::ContentsCache> m_contentsCache; ///< with the thread that looks, while one does
    std::stop_source m_stopInside;
    QTimer m_insideSettle;
    QElapsedTimer m_insideStarted;
    std::chrono::milliseconds m_insideTime{}; ///< how long the last one took
    bool m_mustJudge = false; ///< new contents, once what runs has ended
    bool m_isLookingInside = false;
    bool m_mustLookInside = false; ///< once what runs has ended
};

/// `name` made a legal second half of a Space id: "My Space!" → "My-Space".
[[nodiscard]] QString spaceNameFrom(const QString &name);

} // namespace Spacewright::Workspace
