# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves, and does not care for SIGTERM."""
import signal

signal.signal(signal.SIGTERM, signal.SIG_IGN)
exec(open("serves.py").read())
