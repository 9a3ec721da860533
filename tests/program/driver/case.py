# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the real program share: a desktop, a copy of a Space, the editor used by keyboard."""

import os
import shutil
import signal
import sys
import unittest
from pathlib import Path

from .desktop import Desktop
from .program import Program
from .waiting import until

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ROOT / "resources" / "templates"
PROGRAM = os.environ.get("SPACEWRIGHT_PROGRAM", ROOT / "build" / "asan" / "app" / "spacewright")
START = 600  # seconds; the first environment is downloaded whole
RESTART = 120


class ProgramCase(unittest.TestCase):
    """One desktop for all tests of a class, so that environments are built once and shared, as a person's are.

    One class a file: AT-SPI stays with the first desktop that a process has seen.
    """

    screen = (1440, 900)  # pixels

    @classmethod
    def setUpClass(cls):
        cls.desktop = cls.enterClassContext(Desktop(cls.screen))

    def copy(self, source):
        """A Space of this test's own: a copy of the folder `source`."""
        self.folder = self.desktop.folder / self.id().rpartition(".")[2] / source.name
        shutil.copytree(source, self.folder)
        return self.folder

    def start(self, *arguments, within=()):
        """The program; `within` is a command that it is run by."""
        self.program = self.enterContext(Program(self.desktop, PROGRAM, arguments, within=within))
        self.addCleanup(self.close, self.program)
        self.addCleanup(self.keep_traces)
        return self.program

    def close(self, program):
        """It ends well when it is asked to; what the test itself killed has ended."""
        self.assertIn(program.close(), (0, -signal.SIGKILL), program.tail())

    def keep_traces(self):
        """Of a failure: a picture, and the end of the program's log."""
        outcome = self._outcome.result
        if any(case is self for case, _ in outcome.failures + outcome.errors):
            traces = Path(os.environ.get("SPACEWRIGHT_TRACES", "."))
            picture = self.desktop.screenshot(traces / f"{self._testMethodName}.png")
            print(f"Picture: {picture.resolve()}\n{self.program.tail()}\n{self.program.outline()}", file=sys.stderr)

    def until(self, question, what, seconds=30):
        """Asks until the answer is true, or the program has ended."""
        return until(question, what, seconds, self.program.ended)

    def editor_of(self, file, text):
        """The editor with `text` in it; where another document is in front, `file` is opened by its name first."""
        def editor():
            return self.program.find(where=lambda control: control.role == "text" and text in control.text)
        self.until(lambda: self.program.find("Files"), "the window")
        found = editor()
        if not found:
            self.desktop.key("ctrl+p")
            self.desktop.type(file)
            self.desktop.key("Return")
            found = self.until(editor, f"{file} in the editor")
        return found

    def type_over(self, file, before, after):
        """Types `after` in the place of `before` into `file`, by keyboard only, and leaves it unsaved."""
        text = (self.folder / file).read_text()
        self.assertEqual(text.count(before), 1, f"{before} is in {file} once")
        line = text[:text.index(before)].count("\n") + 1
        column = len(text[:text.index(before)].rpartition("\n")[2]) + 1
        editor = self.editor_of(file, before)
        self.desktop.click(*editor.centre)
        editor.focus()
        self.until(lambda: editor.has("FOCUSED"), "the keyboard in the editor")
        self.desktop.key("ctrl+Home")
        self.desktop.key(*["Down"] * (line - 1))
        self.desktop.key("Home", "Home")  # the second one passes the indentation
        self.desktop.key(*["Right"] * (column - 1))
        self.desktop.key(*["Delete"] * len(before))
        self.desktop.type(after)
        self.until(lambda: text.replace(before, after) == editor.text, f"{after} in the editor")

    def replace_in_editor(self, file, before, after):
        """The same, and saves it."""
        self.type_over(file, before, after)
        self.desktop.key("ctrl+s")
        self.until(lambda: after in (self.folder / file).read_text(), f"{after} in {file}")
