#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the includes and the CMake links of src/, ui/ and app/ and fails on an edge that is not on the map, and on a test
that skips on its own."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Headers of a library, and the only files that may include them.
DOORS = {
    r"<git2(\.h|/)": r"src/git/.*\.cpp$",
    r"<qt6keychain/": r"src/credentials/.*\.cpp$",
    r"<QSql": r"src/history/",
    r"<QProcess>": r"src/base/process\.cpp$",
    r"<QWebEngine": r"ui/preview/",
    r"<KTextEditor": r"ui/editor/",
    r"<qtermwidget": r"ui/terminal/",
    r"<qcustomplot": r"ui/metrics/",
}
# Rooms of src/ whose panel has the same name in ui/; on the map that one is NAME_ui, and its target ui_NAME.
TWICE = {"logs", "metrics"}
# What a room of src/ may not know at all.
NOT_IN_SRC = re.compile(r"<Q(Widget|Application|WebEngine|Main|Dock|Dialog|Push|Tool|Label|Layout)\w*>|<QtWidgets|Qt6::(Widgets|WebEngine)")
TOP = {
    "CMakeLists.txt", "app", "src", "ui", "resources", "translations", "tests", "installer", "docs", "README.md",
    "CONTRIBUTING.md", "ARCHITECTURE.md", "LICENSES", "REUSE.toml", "CMakePresets.json", "dev", ".ci", ".clang-format",
    ".pre-commit-hooks.yaml", ".clang-tidy", ".clazy", ".gitignore", ".gitattributes", ".gitleaks.toml",
}
IGNORED = {".git", "build"}
# A test skips through the one of these of its language, so that SPACEWRIGHT_REQUIRE can forbid it.
SKIPS = re.compile(r"\bQSKIP\b|\b(skipTest|SkipTest|skipIf|skipUnless)\b|@unittest\.skip")
MAY_SKIP = {"tests/support/testcase.cpp", "tests/program/driver/needs.py", "tests/architecture/check.py"}


def read_map() -> dict[str, set[str]]:
    rooms = {}
    for line in (ROOT / "tests/architecture/map.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            room, uses = line.split(":")
            rooms[room] = set(uses.split()) | {"base", room}
    rooms["base"] = {"base"}
    return rooms


def room_of(path: pathlib.Path) -> str:
    side, name = path.relative_to(ROOT).parts[:2]
    return name + "_ui" if side == "ui" and name in TWICE else name


def room_of_include(include: str, side: str) -> str | None:
    name = include.split("/")[0]
    if name in TWICE and side == "ui" and (ROOT / "ui" / include).exists():
        return name + "_ui"
    return name if (ROOT / "src" / include).exists() or (ROOT / "ui" / include).exists() else None


def findings():
    rooms = read_map()
    for entry in ROOT.iterdir():
        if entry.name not in TOP | IGNORED:
            yield f"{entry.name}: does not belong at the top level"
    for side in ("src", "ui", "app"):
        for path in sorted((ROOT / side).rglob("*")):
            text_path = path.relative_to(ROOT).as_posix()
            if path.suffix not in {".h", ".cpp"} and path.name != "CMakeLists.txt":
                continue
            if path.parent == ROOT / side:
                continue
            room = room_of(path)
            allowed = rooms.get(room)
            if side != "app" and allowed is None:
                yield f"{text_path}: the room '{room}' is not on the map"
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                place = f"{text_path}:{number}"
                if side == "src" and NOT_IN_SRC.search(line):
                    yield f"{place}: src/ links no Widgets and no WebEngine: {line.strip()}"
                for header, door in DOORS.items():
                    if re.search(r"#include\s+" + header, line) and not re.search(door, text_path):
                        yield f"{place}: only {door} may include {header}"
                if side == "app":
                    continue
                used = set()
                if match := re.match(r'#include\s+"([^"]+)"', line):
                    used = {room_of_include(match[1], side)}
                elif path.name == "CMakeLists.txt":
                    used = {n[3:] + "_ui" if n.startswith("ui_") else n for n in re.findall(r"Spacewright::(\w+)", line)}
                for other in used - {None}:
                    if other not in allowed and other != "guard":
                        yield f"{place}: '{room}' may not use '{other}'"


def bare_skips():
    for path in sorted((ROOT / "tests").rglob("*")):
        text_path = path.relative_to(ROOT).as_posix()
        if path.suffix not in {".h", ".cpp", ".py"} or text_path in MAY_SKIP or text_path.startswith("tests/data/"):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if SKIPS.search(line):
                yield f"{text_path}:{number}: skip with skipWithout() of support/testcase.h or driver/needs.py"


def main() -> int:
    found = [*findings(), *bare_skips()]
    print("\n".join(found) or "Every edge is on the map.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
