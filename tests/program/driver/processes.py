# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting processes so that none is left behind, and ending exactly those."""

import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1  # prctl(2)
PR_SET_CHILD_SUBREAPER = 36
GRACE = 5  # seconds between SIGTERM and SIGKILL

_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans():
    """From now on a child of a child that lost its parent becomes ours, so that `end_all` finds it."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _die_with_parent():
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def start(command, **options):
    """A child that gets SIGTERM when we die, however we die."""
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.Popen([str(part) for part in command], preexec_fn=_die_with_parent, **options)


def _children():
    """Process id → ids of its children, of everything that is running."""
    children = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            # The name in brackets may contain anything; the fields after the last bracket do not.
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    return children


def descendants(pid=None):
    """Ids of everything below `pid` (default: this process), parents first."""
    children, found = _children(), []
    queue = [pid or os.getpid()]
    while queue:
        below = children.get(queue.pop(0), [])
        found += below
        queue += below
    return found


def _reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def end_all():
    """Ends every descendant of this process: asks, waits, then kills. Returns how many had to be killed."""
    killed = set()
    deadline = time.monotonic() + GRACE
    asked = set()
    while alive := descendants():
        for pid in alive:
            late = time.monotonic() > deadline
            if pid in asked and not late:
                continue
            try:
                os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
            except ProcessLookupError:
                continue
            asked.add(pid)
            if late:
                killed.add(pid)
        _reap()
        time.sleep(0.02)
    _reap()
    return len(killed)
