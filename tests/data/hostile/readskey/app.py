# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for keys, tokens, sockets and other people's processes."""
import glob
import os
import socket

import page


def can_read(path):
    try:
        with open(path, "rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def answers(path):
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
            return True
    except OSError:
        return False


home = os.environ["PLANTED_HOME"]
page.serve({
    "read": [path for path in (home + "/.ssh/id_ed25519", home + "/.cache/huggingface/token",
                               os.path.expanduser("~/.ssh/id_ed25519"), "/etc/shadow", "/etc/pip.conf",
                               "/root/.bashrc")
             if can_read(path)],
    "environments": [path for path in glob.glob("/proc/[0-9]*/environ")
                     if path.split("/")[2] != str(os.getpid()) and can_read(path)
                     and b"PLANTED_SECRET" in open(path, "rb").read()],
    "sockets": [path for path in ["/var/run/docker.sock", "/run/docker.sock", "/tmp/.X11-unix/X0",
                                  *glob.glob("/run/user/*/bus"), *glob.glob("/run/user/*/wayland-*")]
                if answers(path)],
    "variables": sorted(os.environ),
    "processes": len(glob.glob("/proc/[0-9]*")),
})
