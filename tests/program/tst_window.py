#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window: leaving it while a Space runs."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import ProgramCase, TEMPLATES  # noqa: E402
from driver.case import START  # noqa: E402


class Window(ProgramCase):
    def open(self):
        self.start("--run", str(self.copy(TEMPLATES / "static-page")))
        self.program.wait_for_stage("RUNNING", seconds=START)
        self.program.wait_for("Preview", where=lambda control: control.description == "page", seconds=60)

    def test_quitting_while_a_space_runs_asks(self):
        self.open()
        self.desktop.key("ctrl+q")
        self.program.wait_for("Keep running").press()
        self.until(lambda: not self.program.find("Keep running"), "the end of the question")
        self.assertEqual(self.program.stage(), "RUNNING")

        self.desktop.key("ctrl+q")
        self.program.wait_for("Stop and quit").press()
        self.assertEqual(self.program.process.wait(60), 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
