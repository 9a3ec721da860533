#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on a screen that has just enough room for it."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import ProgramCase, TEMPLATES  # noqa: E402


class SmallScreen(ProgramCase):
    screen = (1280, 800)

    def test_a_failure_fits(self):
        folder = self.copy(TEMPLATES / "static-page")
        readme = folder / "README.md"
        readme.write_text(readme.read_text().replace("sdk: static", "sdk: statique"))
        self.start("--run", str(folder))
        self.program.wait_for_stage("CONFIG_ERROR", seconds=60)
        steps = self.program.wait_for("Steps", role="list", where=lambda control: control.has("SHOWING"))
        self.until(lambda: steps.box.width == 420, "the timeline apart")  # px
        [frame] = [child for child in self.program.root().children if child.has("SHOWING")]
        self.assertLessEqual((frame.box.width, frame.box.height), self.screen)


if __name__ == "__main__":
    unittest.main(verbosity=2)
