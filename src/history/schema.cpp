// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/schema.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Spacewright::History {

// Times are milliseconds since 1970, UTC. `owner` is the process that keeps a run open.
std::span<const QStringList> migrations()
{
    static const std::array all{
        QStringList{
            uR"(CREATE TABLE runs (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                folder TEXT NOT NULL,
                space TEXT NOT NULL,
                engine TEXT NOT NULL,
                plan TEXT NOT NULL,
                environment TEXT NOT NULL,
                interpreter TEXT NOT NULL,
                started INTEGER NOT NULL,
                owner TEXT NOT NULL,
                state INTEGER NOT NULL DEFAULT 0,
                stopped INTEGER,
                exit_code INTEGER,
                lock TEXT NOT NULL DEFAULT '') STRICT)"_s,
            u"CREATE INDEX runs_by_folder ON runs (folder, started)"_s,
            uR"(CREATE TABLE stages (
                run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
                time INTEGER NOT NULL,
                stage TEXT NOT NULL,
                cause TEXT NOT NULL,
                verdict TEXT NOT NULL) STRICT)"_s,
            u"CREATE INDEX stages_by_run ON stages (run)"_s,
            uR"(CREATE TABLE phases (
                run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
                phase TEXT NOT NULL,
                milliseconds INTEGER NOT NULL) STRICT)"_s,
            u"CREATE INDEX phases_by_run ON phases (run)"_s,
            uR"(CREATE TABLE texts (
                id INTEGER PRIMARY KEY,
                run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
                place TEXT NOT NULL,
                text TEXT NOT NULL) STRICT)"_s,
            u"CREATE INDEX texts_by_run ON texts (run)"_s,
            uR"(CREATE VIRTUAL TABLE words USING fts5 (
                text, content='texts', content_rowid='id', tokenize="unicode61 remove_diacritics 2 tokenchars '_'"))"_s,
            uR"(CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
                INSERT INTO words (rowid, text) VALUES (new.id, new.text); END)"_s,
            uR"(CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
                INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text); END)"_s,
        },
        // What a Space's files were when its page answered. A text is kept once, compressed, whoever has it.
        QStringList{
            uR"(CREATE TABLE contents (
                id INTEGER PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE,
                text BLOB NOT NULL) STRICT)"_s,
            uR"(CREATE TABLE sources (
                run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
                path TEXT NOT NULL,
                content INTEGER NOT NULL REFERENCES contents (id),
                PRIMARY KEY (run, path)) STRICT, WITHOUT ROWID)"_s,
            u"CREATE INDEX sources_by_content ON sources (content)"_s,
        },
        QStringList{u"ALTER TABLE runs ADD COLUMN peak_memory INTEGER"_s}, // bytes; of the app, while it was looked at
        // What a run used, second by second: compressed JSON arrays, one after the other. `thinned`: made less since.
        QStringList{
            uR"(CREATE TABLE series (
                id INTEGER PRIMARY KEY,
                run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
                thinned INTEGER NOT NULL DEFAULT 0,
                entries BLOB NOT NULL) STRICT)"_s,
            u"CREATE INDEX series_by_run ON series (run)"_s,
        },
    };
    return all;
}

} // namespace Spacewright::History
