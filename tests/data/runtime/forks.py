# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves, with a child that has left the process group."""
import os
import time

if os.fork() == 0:
    os.setsid()
    with open("child.pid", "w") as file:
        file.write(str(os.getpid()))
    while True:
        time.sleep(60)
while not os.path.exists("child.pid") or not os.path.getsize("child.pid"):
    time.sleep(0.01)
exec(open("serves.py").read())
