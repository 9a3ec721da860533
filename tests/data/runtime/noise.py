# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints bytes that are no UTF-8, and serves."""
import sys

sys.stdout.buffer.write(b"caf\xe9 \xff\xfe\x00 \xf0\x9f\x98 end\n")
sys.stdout.flush()
exec(open("serves.py").read())
