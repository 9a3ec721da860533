#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""door.py PROGRAM PRESET: what `./dev cli` costs over `spw`, in turn, with nothing to build.

SPACEWRIGHT_ROOT says whether ./dev enters its private root, as it does outside of one.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

DEV = Path(__file__).resolve().parents[3] / "dev"
ROUNDS = 20
BUDGET = 0.2  # seconds


def measured(command):
    """Seconds on the clock, and of the processor."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/") as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"door: {command} ended with {process.returncode}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def main():
    program, preset = Path(sys.argv[1]).resolve(), sys.argv[2]
    commands = {"spw": [program, "--version"], "./dev cli": [DEV, "--preset", preset, "cli", "--version"]}
    for command in commands.values():
        measured(command)
    rounds = [[measured(command) for command in commands.values()] for _ in range(ROUNDS)]
    for at, what in enumerate(("clock", "processor")):
        for name, taken in zip(commands, zip(*rounds)):
            print(f"{name:10} {what:10}{statistics.median(figures[at] for figures in taken) * 1000:8.1f} ms")
        more = sorted(door[at] - direct[at] for direct, door in rounds)
        print(f"difference {what:10}{statistics.median(more) * 1000:8.1f} ms  ({more[0] * 1000:.1f} to {more[-1] * 1000:.1f}, "
              f"{ROUNDS} rounds), {statistics.median(more) / BUDGET:.2f} of 0.2 s")


if __name__ == "__main__":
    main()
