// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/ability.h"

#include <QJsonObject>

#include <optional>

namespace Spacewright::Sandbox {

/// What a program may take. 0 is no limit.
struct Limits {
    qint64 memoryBytes = 0; ///< of all its processes together; watched, since an address space says nothing about it
    int processors = 0;
    int tasks = 0; ///< processes and threads; the kernel counts them for anybody but root
    int processes = 0; ///< watched, for root as well
    qint64 fileBytes = 0; ///< of each file
    qint64 temporaryBytes = 0; ///< of each folder that is kept in memory: /tmp, home, /dev/shm

    friend bool operator==(const Limits &, const Limits &) = default;
};

/// Which downloaded models a program sees. A token that lies beside them it never sees.
enum class ModelCache {
    Own, ///< none but what it downloads itself, kept for its next run
    ReadOnly, ///< those of this person, unchangeable; it cannot download others
    Shared, ///< those of this person; what it puts there, other programs load
};

/// For settings and machines: `own`, `read`, `shared`.
[[nodiscard]] QString cacheName(ModelCache cache);
[[nodiscard]] ModelCache cacheFromName(const QString &name);

/// What is chosen for one Space.
struct Wish {
    ModelCache cache = ModelCache::Own;
    QString ownCache = {}; ///< folder of its own; empty: what it downloads is gone with it
    QString personsCache = {}; ///< the `hub` folder of this person
    std::optional<Limits> limits = {}; ///< in place of those of the flavour

    friend bool operator==(const Wish &, const Wish &) = default;
};

/// The `hub` folder that Hugging Face's libraries use with `environment`. Source: huggingface_hub/constants.py.
[[nodiscard]] QString modelCacheOf(const QProcessEnvironment &environment);
/// Where the Space in `folder` keeps what it downloads itself, below `cacheFolder`.
[[nodiscard]] QString ownCacheOf(const QString &folder, const QString &cacheFolder);

/// What is wished for a Space whose setting is `mode` (`foreign`, `always`, `never`); nullopt: no sandbox.
/// `environment` says where this person's models are; `cacheFolder` is Spacewright's own.
[[nodiscard]] std::optional<Wish> wishFor(const QString &mode, bool isOwn, ModelCache cache, const QString &folder,
                                          const QString &cacheFolder, const QProcessEnvironment &environment);

/// Everything about the sandbox of one Space, apart from its command.
struct Enclosure {
    Ability ability = {};
    Wish wish = {};
    Limits limits = {};

    friend bool operator==(const Enclosure &, const Enclosure &) = default;
};
[[nodiscard]] QJsonObject toJson(const Enclosure &enclosure);

/// Where home is inside, as in the Hub's images. Source: spaces.md 3.1.
inline const QString InnerHome = QStringLiteral("/home/user");

/// The variables that reach a program inside: those for language, time zone, proxy, certificates, GPU choice and the
/// Hub's address, and a PATH of system folders. Never a token, a socket or a name of this person.
[[nodiscard]] QProcessEnvironment chosenEnvironment(const QProcessEnvironment &machine);

/// Pure: `inner` as it is started inside. It works in `inner.workingDirectory`, the one folder of this machine that it
/// may change; `readable` is what it sees besides, and what of it is missing is left out. Variables travel in the
/// environment and not among the arguments, which anybody may read.
[[nodiscard]] Command enclosed(const Command &inner, const Enclosure &enclosure, const QStringList &readable);

} // namespace Spacewright::Sandbox
