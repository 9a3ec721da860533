-- A ledger as version 1 of the schema wrote it: its statements as they were then, and three runs.
-- One statement to a paragraph. Never changed: newer versions have to read it.

CREATE TABLE runs (
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
    lock TEXT NOT NULL DEFAULT '') STRICT

CREATE INDEX runs_by_folder ON runs (folder, started)

CREATE TABLE stages (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    time INTEGER NOT NULL,
    stage TEXT NOT NULL,
    cause TEXT NOT NULL,
    verdict TEXT NOT NULL) STRICT

CREATE INDEX stages_by_run ON stages (run)

CREATE TABLE phases (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    phase TEXT NOT NULL,
    milliseconds INTEGER NOT NULL) STRICT

CREATE INDEX phases_by_run ON phases (run)

CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    text TEXT NOT NULL) STRICT

CREATE INDEX texts_by_run ON texts (run)

CREATE VIRTUAL TABLE words USING fts5 (
    text, content='texts', content_rowid='id', tokenize="unicode61 remove_diacritics 2 tokenchars '_'")

CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text); END

CREATE TRIGGER texts_removed AFTER DELETE ON texts BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text); END

INSERT INTO runs (id, folder, space, engine, plan, environment, interpreter, started, owner, state, stopped, exit_code, lock) VALUES
    (1, '/home/ada/hello', 'ada/hello', 'process', 'p1', 'e1', '3.13.5 /usr/bin/python3.13', 1795435200000, 'boot 1 2', 1, 1795435204000, 1, 'gradio==6.25.0
numpy==2.4.6
'),
    (2, '/home/ada/page', '', 'static', 'p2', '', '', 1795435260000, 'boot 1 2', 1, 1795435261000, NULL, ''),
    (4, '/home/ada/hello', 'ada/hello', 'process', 'p1', 'e1', '3.13.5 /usr/bin/python3.13', 1795435320000, 'boot 1 2', 0, NULL, NULL, '')

INSERT INTO stages (run, time, stage, cause, verdict) VALUES
    (1, 1795435200000, 'BUILDING', 'Reading the manifest.', ''),
    (1, 1795435203000, 'RUNTIME_ERROR', 'app.py, line 3: ValueError.', 'app'),
    (2, 1795435260500, 'RUNNING', 'The page answers.', ''),
    (4, 1795435320000, 'BUILDING', 'Reading the manifest.', '')

INSERT INTO phases (run, phase, milliseconds) VALUES (1, 'environment', 2100), (1, 'start', 900)

INSERT INTO texts (run, place, text) VALUES
    (1, 'cause', 'app.py, line 3: ValueError.'),
    (1, 'build', 'Installed 72 packages, überfüllt'),
    (1, 'run', 'ValueError: no model of that name')

PRAGMA user_version = 1
