# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints 50 MB, without a line break in the last ten, and serves then."""
import sys

import page

for number in range(40):
    sys.stdout.write(("%d " % number + "x" * 1000 + "\n") * 1000)
sys.stdout.write("y" * 10_000_000)
sys.stdout.flush()
page.serve({"done": True})
