#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the real program: open, run, use the page, edit, save, use the changed page."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Page, ProgramCase, TEMPLATES, needs  # noqa: E402
from driver.case import RESTART, ROOT, START  # noqa: E402
from driver.greeting import answer_with, greet  # noqa: E402

BODY = "document.body.innerText"


class MainJob(ProgramCase):
    def open(self, source):
        """A copy of the Space `source`, running in the program."""
        self.start("--run", str(self.copy(source)))
        self.program.wait_for_stage("RUNNING", seconds=START)
        self.page = self.enterContext(Page(self.program))

    def changed_page(self):
        """The page after the restart. Its process may be a new one, so the old connection is not asked."""
        self.program.wait_for_stage("RUNNING", seconds=RESTART)
        return self.enterContext(Page(self.program))

    def test_gradio_hello_greets_and_shows_the_edited_greeting(self):
        needs.network()
        self.open(TEMPLATES / "gradio-hello")
        self.assertIn("Hello, Ada", greet(self.page, "Ada"))

        self.replace_in_editor("app.py", "Hello, ", "Ahoy, ")
        self.page.wait_for(f"!{answer_with('Hello, Ada')}", RESTART)  # the new page starts empty
        self.assertIn("Ahoy, Grace", greet(self.changed_page(), "Grace", "Ahoy"))

    def test_gradio_chat_answers_and_shows_the_edited_title(self):
        needs.network()
        self.open(TEMPLATES / "gradio-chat")
        self.page.fill("textarea", "12 * (3 + 4)")
        self.page.press_enter()
        self.page.wait_for(f"{BODY}.includes('84')")

        self.replace_in_editor("app.py", "Gradio chat", "Gradio talk")
        self.page.wait_for(f"{BODY}.includes('Gradio talk')", RESTART)

    def test_gradio_image_changes_the_picture_and_shows_the_edited_heading(self):
        needs.network()
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
        needs.network()
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
    needs.main()
