# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes where it has no business, and in its own folder."""
import os

import page

written = []
here = os.getcwd()
for path in (os.path.dirname(here) + "/planted", os.environ["PLANTED_HOME"] + "/planted", "/planted",
             "/usr/local/bin/planted", "/etc/planted", os.path.dirname(os.environ["VIRTUAL_ENV"]) + "/planted",
             here + "/.git/hooks/pre-commit", here + "/own.txt", os.path.expanduser("~/own.txt"), "/tmp/own.txt"):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write("planted")
        written.append(path)
    except OSError:
        pass
page.serve({"written": written})
