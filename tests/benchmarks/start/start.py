#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long until one can type, beside Kate and Qt Creator, and what that takes in memory.

All three programs are asked the same from outside: they are started on the same Space with its app file, in one
virtual display, with a home of their own that has seen one start before (the disk cache is warm, their caches
are written). As soon as a window of theirs has the keyboard, a letter and Ctrl+S are pressed again and again;
they are ready when the file on the disk has the letter. Accessibility is off, as for most people. The programs
take turns. Memory is the proportional set size of the program and all its children.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "program"))
from driver import Desktop, Program  # noqa: E402
from driver import processes  # noqa: E402
from keyboard import Keyboard  # noqa: E402

SPACE = ROOT / "resources" / "templates" / "gradio-hello"
LIMIT = 60  # seconds for one start
LOOK = 0.002  # seconds between two looks at the file
PATIENCE = 0.05  # seconds between two letters
SETTLED = 2  # seconds after which what was put off at the start is done too


class Late(Exception):
    """A program was not ready in time."""


def memory_mib(pid):
    """PSS of the tree below and with `pid`, in MiB."""
    total = 0
    for each in [pid, *processes.descendants(pid)]:
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024


def wait(condition, program, what):
    deadline = time.monotonic() + LIMIT
    while not condition():
        if program.ended() or time.monotonic() > deadline:
            raise Late(f"{program.path.name}: {what} did not come. {program.ended() or ''}\n{program.tail(10)}")
        time.sleep(LOOK)
    return time.monotonic()


class Peer:
    """One of the programs, with a home and a copy of the Space of its own."""

    def __init__(self, name, path, opened, desktop, picture, always=()):
        """`opened` is the argument that opens the Space or its file; `always` are needed in any case."""
        self.name, self.path, self.opened, self.always = name, path, opened, always
        self.desktop, self.picture = desktop, picture
        home = desktop.folder / name.replace(" ", "")
        self.folder = home / "gradio-hello"
        shutil.copytree(SPACE, self.folder)
        self.file = self.folder / "app.py"
        self.text = self.file.read_bytes()
        self.environment = {variable: str(home / below) for variable, below in (
            ("HOME", ""), ("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"), ("XDG_CACHE_HOME", ".cache"))}

    def start(self, keyboard, with_file):
        """Milliseconds to the window and to the letter, MiB at that point and when all is settled."""
        self.file.write_bytes(self.text)
        arguments = [*self.always, self.opened.format(folder=self.folder, file=self.file)] if with_file else self.always
        began = time.monotonic()
        with Program(self.desktop, self.path, arguments, self.environment) as program:
            shown = wait(lambda: keyboard.owner() == program.process.pid, program, "A window")
            figures = {"shown": 1000 * (shown - began)}
            if with_file:
                figures["typed"] = 1000 * (self._type(keyboard, program) - began)
                figures["memory"] = memory_mib(program.process.pid)
            time.sleep(SETTLED)
            figures["settled"] = memory_mib(program.process.pid)
            if self.picture:
                self.desktop.screenshot(self.picture / f"{self.name.replace(' ', '')}-{'file' if with_file else 'empty'}.png")
            helpers = processes.descendants(program.process.pid)
        for helper in helpers:  # those that outlive their program, such as Qt Creator's
            with contextlib.suppress(ProcessLookupError):
                os.kill(helper, signal.SIGTERM)
        return figures

    def _type(self, keyboard, program):
        next_letter = 0.0

        def typed():
            nonlocal next_letter
            if time.monotonic() >= next_letter:
                keyboard.press("x")
                keyboard.press("Control_L", "s")
                next_letter = time.monotonic() + PATIENCE
            # While it is being saved it may be short.
            return self.file.exists() and self.file.stat().st_size > len(self.text)
        return wait(typed, program, "The letter in the file")


def spread(values):
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def figure(what, unit, ours, theirs, against, **bar):
    """One line of the report: ratios are taken round by round."""
    return {"what": what, "unit": unit, "against": against, "ours": spread(ours), "theirs": spread(theirs),
            "ratio": spread([mine / other for mine, other in zip(ours, theirs)]), **bar}


def table(figures):
    """The figures for a person: medians, and the ratio with its spread over the rounds."""
    lines = [f"{'what':34}{'against':12}{'unit':5}{'ours':>8}{'theirs':>8}{'ratio':>8}  spread"]
    for each in figures:
        ratio = each["ratio"]
        lines.append(f"{each['what']:34}{each['against']:12}{each['unit']:5}{each['ours']['median']:8.0f}"
                     f"{each['theirs']['median']:8.0f}{ratio['median']:8.2f}  {ratio['least']:.2f} to {ratio['most']:.2f}")
    return "\n".join(lines)


def alternate(peers, keyboard, rounds, with_file):
    """One start of each that does not count, then `rounds` turns."""
    found = {peer.name: [] for peer in peers}
    for turn in range(rounds + 1):
        for peer in peers:
            figures = peer.start(keyboard, with_file)
            print(f"bench: start: {peer.name}: " + ", ".join(f"{key} {value:.0f}" for key, value in figures.items())
                  + ("" if turn else " (not counted)"), file=sys.stderr, flush=True)
            if turn:
                found[peer.name].append(figures)
    return {name: {key: [each[key] for each in all_of_it] for key in all_of_it[0]} for name, all_of_it in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, type=Path)
    parser.add_argument("--figures", required=True, type=Path, help="the JSON file to write")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of every program")
    options = parser.parse_args()

    with Desktop() as desktop:
        desktop.environment.pop("QT_LINUX_ACCESSIBILITY_ALWAYS_ON")
        ours, kate, creator = peers = [
            Peer("Spacewright", options.program.resolve(), "{folder}", desktop, options.pictures),
            Peer("Kate", Path("/usr/bin/kate"), "{file}", desktop, options.pictures, ["--block"]),
            Peer("Qt Creator", Path("/usr/bin/qtcreator"), "{file}", desktop, options.pictures)]
        with Keyboard(desktop.environment["DISPLAY"]) as keyboard:
            file = alternate(peers, keyboard, options.rounds, with_file=True)
            empty = alternate([ours, kate], keyboard, options.rounds, with_file=False)
    mine = file[ours.name]
    figures = []
    for other in (kate, creator):
        theirs = file[other.name]
        figures += [
            figure("start to a typed letter", "ms", mine["typed"], theirs["typed"], other.name,
                   **({"barRatio": 1.0} if other is kate else {})),
            figure("memory then", "MiB", mine["memory"], theirs["memory"], other.name, barOurs=200),
            figure(f"memory {SETTLED} s later", "MiB", mine["settled"], theirs["settled"], other.name, barOurs=200)]
    figures.append(figure("start to the window, nothing open", "ms", empty[ours.name]["shown"],
                          empty[kate.name]["shown"], kate.name, barRatio=1.0))
    print(table(figures))
    options.figures.write_text(json.dumps({"rounds": options.rounds, "figures": figures}, indent=2) + "\n")


if __name__ == "__main__":
    try:
        main()
    except Late as late:
        sys.exit(f"bench: start: {late}")
