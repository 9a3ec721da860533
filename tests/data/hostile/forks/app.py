# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Forks without end, or nearly: a cap keeps the machine usable where nothing else does."""
import os
import time

MOST = 2000
print("forking", flush=True)
for _ in range(MOST):
    try:
        if os.fork() == 0:
            time.sleep(600)
    except OSError:
        time.sleep(0.1)
time.sleep(600)
