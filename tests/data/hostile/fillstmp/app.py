# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the folders for temporary files, up to 1 GB each."""
import page

MOST = 1024
filled = {}
for folder in ("/tmp", "/dev/shm", "/home/user"):
    written = 0
    try:
        with open(folder + "/fill", "wb", buffering=0) as file:
            while written < MOST * 1024 * 1024:
                written += file.write(b"x" * 1024 * 1024)
    except OSError:
        pass
    filled[folder] = written
page.serve({"filled": filled})
