// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/key.h"

/// Every setting of the program, each declared once. The settings page, the CLI and the docs come from
/// these lines. To rename a key, put its old name into `formerly`.
namespace Spacewright::Settings::Keys {

using namespace Qt::StringLiterals;

inline const Key<QString> Scheme{u"appearance/scheme"_s,
                                 u"system"_s,
                                 Scope::Roaming,
                                 QT_TRANSLATE_NOOP("Settings", "Colours"),
                                 {.choices = {u"system"_s, u"light"_s, u"dark"_s}}};

inline const Key<bool> Autosave{u"editor/autosave"_s, false, Scope::Roaming,
                                QT_TRANSLATE_NOOP("Settings", "Save files when the window loses the focus")};

/// Only names of packages leave the machine, and they go where pip gets its packages from.
inline const Key<bool> PackageLookups{u"check/package-index"_s, true, Scope::Machine,
                                      QT_TRANSLATE_NOOP("Settings", "Look up packages in the package index")};

/// `WANTED=USED` each, as in `python:3.13=registry.example/python:3.13`.
inline const Key<QStringList> ContainerBaseImages{
    u"container/base-images"_s, QStringList{}, Scope::Machine,
    QT_TRANSLATE_NOOP("Settings", "Images that take the place of others")};

inline const Key<int> HistoryKeepRuns{u"history/keep-runs"_s,
                                      500,
                                      Scope::Machine,
                                      QT_TRANSLATE_NOOP("Settings", "Runs kept in the history"),
                                      {.least = 10, .most = 100'000, .unit = u"runs"_s}};

inline const Key<int> LogScrollback{u"logs/scrollback"_s,
                                    100'000,
                                    Scope::Roaming,
                                    QT_TRANSLATE_NOOP("Settings", "Lines kept per log"),
                                    {.least = 1'000, .most = 1'000'000, .unit = u"lines"_s}};

inline const Key<bool> LogTimes{u"logs/times"_s, true, Scope::Roaming,
                                QT_TRANSLATE_NOOP("Settings", "Show the time of each log line")};

inline const Key<int> PreviewZoom{u"preview/zoom"_s,
                                  100,
                                  Scope::Workspace,
                                  QT_TRANSLATE_NOOP("Settings", "Zoom of the preview"),
                                  {.least = 25, .most = 500, .unit = u"%"_s}};

inline const Key<QString> RunEngine{u"run/engine"_s,
                                    u"process"_s,
                                    Scope::Workspace,
                                    QT_TRANSLATE_NOOP("Settings", "What the Space runs in"),
                                    {.choices = {u"process"_s, u"container"_s}}};

/// 0 lets Spacewright choose a free one.
inline const Key<int> RunPort{u"run/port"_s,
                              0,
                              Scope::Workspace,
                              QT_TRANSLATE_NOOP("Settings", "Port of the running Space"),
                              {.least = 0, .most = 65'535}};

/// Which models of this person a sandboxed app sees: none but those it downloads itself, all for reading, or all.
inline const Key<QString> RunModelCache{u"run/model-cache"_s,
                                        u"own"_s,
                                        Scope::Workspace,
                                        QT_TRANSLATE_NOOP("Settings", "Models that a sandboxed Space sees"),
                                        {.choices = {u"own"_s, u"read"_s, u"shared"_s}}};

/// `foreign`: every Space but one's own.
inline const Key<QString> RunSandbox{u"run/sandbox"_s,
                                     u"foreign"_s,
                                     Scope::Workspace,
                                     QT_TRANSLATE_NOOP("Settings", "Run the Space in a sandbox"),
                                     {.choices = {u"foreign"_s, u"always"_s, u"never"_s}}};

/// Takes as much memory as the app's imports do, and none of the processor's time.
inline const Key<bool> RunStandby{u"run/standby"_s, true, Scope::Machine,
                                  QT_TRANSLATE_NOOP("Settings", "Keep the next start of a Space ready")};

/// `NAME=VALUE` each. Variables are public on the Hub: secrets go to the keychain, never here.
inline const Key<QStringList> RunVariables{u"run/variables"_s, QStringList{}, Scope::Workspace,
                                           QT_TRANSLATE_NOOP("Settings", "Variables of the Space")};

} // namespace Spacewright::Settings::Keys
