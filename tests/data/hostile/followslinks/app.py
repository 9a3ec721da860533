# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Follows links that lead out of its folder: one that came with it, and one that it makes itself."""
import os

import page

key = os.environ["PLANTED_HOME"] + "/.ssh/id_ed25519"
os.symlink(key, "made")
read = []
for name in ("came", "made", "up/../../home/.ssh/id_ed25519"):
    try:
        with open(name) as file:
            read.append(file.read())
    except OSError:
        pass
page.serve({"read": read})
