# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a gigabyte, then raises."""
import sys

LINE = b"x" * 1023 + b"\n"
for _ in range(1024):
    sys.stdout.buffer.write(LINE * 1024)
sys.stdout.flush()
raise RuntimeError("after the flood")
