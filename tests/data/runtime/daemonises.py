# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Leaves a child in a session of its own, and ends."""
import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("child.pid", "w") as file:
            file.write(str(os.getpid()))
        while True:
            time.sleep(60)
    os._exit(0)
while not os.path.exists("child.pid") or not os.path.getsize("child.pid"):
    time.sleep(0.01)
