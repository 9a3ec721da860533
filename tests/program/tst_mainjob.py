#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the real program: open, run, use the page, edit, save, use the changed page."""

import os
import shutil
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
from driver import Desktop, Page, Program, until  # noqa: E402
from driver.greeting import answer_with, greet  # noqa: E402

TEMPLATES = ROOT / "resources" / "templates"
PROGRAM = os.environ.get("SPACEWRIGHT_PROGRAM", ROOT / "build" / "asan" / "app" / "spacewright")
START = 600  # seconds; the first environment is downloaded whole
RESTART = 120
BODY = "document.body.innerText"


class MainJob(unittest.TestCase):
    """One desktop for all Spaces, so that environments are built once and shared, as a person's are."""

    @classmethod
    def setUpClass(cls):
        cls.desktop = cls.enterClassContext(Desktop())

    def open(self, source):
        """A copy of the Space `source`, running in the program."""
        self.folder = self.desktop.folder / "spaces" / source.name
        shutil.copytree(source, self.folder)
        self.program = self.enterContext(Program(self.desktop, PROGRAM, ["--run", str(self.folder)]))
        self.addCleanup(self.keep_traces)
        self.program.wait_for_stage("RUNNING", seconds=START)
        self.page = self.enterContext(Page(self.program))

    def keep_traces(self):
        """Of a failure: a picture, and the end of the program's log."""
        outcome = self._outcome.result
        if any(case is self for case, _ in outcome.failures + outcome.errors):
            traces = Path(os.environ.get("SPACEWRIGHT_TRACES", "."))
            picture = self.desktop.screenshot(traces / f"{self._testMethodName}.png")
            print(f"Picture: {picture.resolve()}\n{self.program.tail()}\n{self.program.outline()}", file=sys.stderr)

    def replace_in_editor(self, file, before, after):
        """Types `after` in the place of `before` into the open document and saves it, by keyboard only."""
        text = (self.folder / file).read_text()
        self.assertEqual(text.count(before), 1, f"{before} is in {file} once")
        line = text[:text.index(before)].count("\n") + 1
        column = len(text[:text.index(before)].rpartition("\n")[2]) + 1
        editor = self.editor_of(file, before)
        self.desktop.click(*editor.centre)
        editor.focus()
        until(lambda: editor.has("FOCUSED"), "the keyboard in the editor", 20, self.program.ended)
        self.desktop.key("ctrl+Home")
        self.desktop.key(*["Down"] * (line - 1))
        self.desktop.key("Home", "Home")  # the second one passes the indentation
        self.desktop.key(*["Right"] * (column - 1))
        self.desktop.key(*["Delete"] * len(before))
        self.desktop.type(after)
        until(lambda: text.replace(before, after) == editor.text, f"{after} in the editor", 20, self.program.ended)
        self.desktop.key("ctrl+s")
        self.wait_for_text(file, after)

    def editor_of(self, file, text):
        """The editor with `text` in it; where another document is in front, `file` is opened by its name first."""
        def editor():
            return self.program.find(where=lambda control: control.role == "text" and text in control.text)
        found = editor()
        if not found:
            self.desktop.key("ctrl+p")
            self.desktop.type(file)
            self.desktop.key("Return")
            found = until(editor, f"{file} in the editor", 30, self.program.ended)
        return found

    def wait_for_text(self, file, expected):
        until(lambda: expected in (self.folder / file).read_text(), f"{expected} in {file}", 30, self.program.ended)

    def changed_page(self):
        """The page after the restart. Its process may be a new one, so the old connection is not asked."""
        self.program.wait_for_stage("RUNNING", seconds=RESTART)
        return self.enterContext(Page(self.program))

    def test_gradio_hello_greets_and_shows_the_edited_greeting(self):
        self.open(TEMPLATES / "gradio-hello")
        self.assertIn("Hello, Ada", greet(self.page, "Ada"))

        self.replace_in_editor("app.py", "Hello, ", "Ahoy, ")
        self.page.wait_for(f"!{answer_with('Hello, Ada')}", RESTART)  # the new page starts empty
        self.assertIn("Ahoy, Grace", greet(self.changed_page(), "Grace", "Ahoy"))

    def test_gradio_chat_answers_and_shows_the_edited_title(self):
        self.open(TEMPLATES / "gradio-chat")
        self.page.fill("textarea", "12 * (3 + 4)")
        self.page.press_enter()
        self.page.wait_for(f"{BODY}.includes('84')")

        self.replace_in_editor("app.py", "Gradio chat", "Gradio talk")
        self.page.wait_for(f"{BODY}.includes('Gradio talk')", RESTART)

    def test_gradio_image_changes_the_picture_and_shows_the_edited_heading(self):
        self.open(TEMPLATES / "gradio-image")
        pictures = "[...document.querySelectorAll('img')].map(image => image.src).filter(Boolean).join()"
        self.page.wait_for(f"{pictures}.length > 0")
        before = self.page.evaluate(pictures)
        self.page.click("input[type=radio]:not(:checked)")
        self.page.wait_for(f"{pictures} !== {before!r}")

        self.replace_in_editor("app.py", "Drop a picture", "Bring a picture")
        self.page.wait_for(f"{BODY}.includes('Bring a picture')", RESTART)

    def test_static_page_draws_and_shows_the_edited_heading(self):
        self.open(TEMPLATES / "static-page")
        self.page.click("#sideways")
        self.page.key("End", 35)
        self.page.wait_for("document.querySelector('output[for=sideways]').value === '9'")

        self.replace_in_editor("index.html", "Two pendulums", "Two swings")
        self.page.wait_for(f"{BODY}.includes('Two swings')", RESTART)

    def test_streamlit_answers_and_shows_the_edited_greeting(self):
        self.open(ROOT / "tests" / "data" / "spaces" / "streamlit-hello")
        self.page.fill("input[type=text]", "Ada")
        self.page.press_enter()
        self.page.wait_for(f"{BODY}.includes('Hello, Ada')")

        self.replace_in_editor("app.py", "Hello, ", "Ahoy, ")
        page = self.changed_page()
        page.fill("input[type=text]", "Grace")
        page.press_enter()
        page.wait_for(f"{BODY}.includes('Ahoy, Grace')", RESTART)


if __name__ == "__main__":
    unittest.main(verbosity=2)
