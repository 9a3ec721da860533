# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program in a real window: a virtual display, accessibility, and the page's own protocol."""

from . import needs, processes
from .case import ProgramCase, TEMPLATES
from .desktop import Desktop
from .page import Page
from .program import Program
from .waiting import TimedOut, until

__all__ = ["Desktop", "Page", "Program", "ProgramCase", "TEMPLATES", "TimedOut", "needs",
           "processes", "until"]
