# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a condition, with an end."""

import time

INTERVAL = 0.1  # seconds between two looks


class TimedOut(Exception):
    """What was waited for did not come in time."""


def until(condition, what, seconds=30, ended=None):
    """The first true answer of `condition()`. `ended()` may name a reason why it can no longer come."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        reason = ended() if ended else None
        if reason:
            raise TimedOut(f"{what} cannot come: {reason}")
        if time.monotonic() > deadline:
            raise TimedOut(f"{what} did not come within {seconds} s")
        time.sleep(INTERVAL)
