# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills memory, up to 2 GB."""
import time

MOST = 2000
kept = []
print("filling", flush=True)
for megabytes in range(0, MOST, 20):
    kept.append(bytearray(b"x") * (20 * 1024 * 1024))
    time.sleep(0.05)
time.sleep(600)
