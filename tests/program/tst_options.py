#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program does at once for its options: pictures, self-test, help, wrong use."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import ProgramCase, TEMPLATES, needs  # noqa: E402
from driver.case import PROGRAM  # noqa: E402

# A debug build under sanitizers may stand still for a moment; this machine has no spelling dictionary; a worker thread of
# a library may end after main(). Anything else that is said is a mistake.
EXPECTED = ("spacewright.base.stallwatchdog", "/", "kf.sonnet.core", "QThreadStorage")


class Asked(ProgramCase):
    def ask(self, *arguments, display=True):
        """Exit code, output, errors of a program that quits by itself."""
        environment = dict(self.desktop.environment)
        if not display:
            del environment["DISPLAY"]
        done = subprocess.run([PROGRAM, *map(str, arguments)], env=environment, cwd=self.desktop.folder,
                              capture_output=True, text=True, timeout=120, check=False)
        return done.returncode, done.stdout, done.stderr

    def picture_size(self, *arguments):
        """Of a picture of the window, which is taken away again."""
        code, output, errors = self.ask("--screenshot", "window.png", *arguments)
        picture = self.desktop.folder / "window.png"
        self.assertEqual((code, output.strip()), (0, str(picture)), errors)
        size, colours = self.desktop.run(["identify", "-format", "%wx%h %k", picture]).split()
        self.assertGreater(int(colours), 50)
        picture.unlink()
        return size


class ProgramOptions(Asked):
    def test_self_test_opens_every_panel_without_a_warning(self):
        for folder in ([], [self.copy(TEMPLATES / "static-page")]):
            code, _, errors = self.ask("--self-test", *folder)
            said = [line for line in errors.splitlines() if line and not line.startswith(EXPECTED)]
            self.assertEqual((code, said), (0, []))

    def test_screenshot_is_the_window(self):
        for arguments in ([], [self.copy(TEMPLATES / "static-page")]):
            self.assertEqual(self.picture_size(*arguments), "1440x900")

    def test_screenshot_that_cannot_be_written(self):
        code, output, errors = self.ask("--screenshot", "/nowhere/window.png", self.copy(TEMPLATES / "static-page"))
        self.assertEqual((code, output), (1, ""))
        self.assertIn("The picture /nowhere/window.png cannot be written.", errors)

    def test_help_and_version_need_no_display(self):
        code, output, _ = self.ask("--help", display=False)
        self.assertEqual(code, 0)
        self.assertIn("--self-test", output)
        code, output, _ = self.ask("--version", display=False)
        self.assertEqual(code, 0)
        self.assertRegex(output, r"^\d+\.\d+\.\d+\n$")

    def test_wrong_use_is_said(self):
        for arguments, sentence in ((["--fly"], "fly"), (["a", "b"], "Only one Space can be opened at a time.")):
            code, output, errors = self.ask(*arguments)
            self.assertEqual((code, output), (2, ""))
            self.assertIn(sentence, errors)


class SmallScreen(Asked):
    screen = (1280, 800)

    def test_first_window_fits(self):
        self.assertEqual(self.picture_size(self.copy(TEMPLATES / "static-page")), "1280x800")


if __name__ == "__main__":
    needs.main()
