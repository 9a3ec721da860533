#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One start of the real program after another: what a person left is there again."""

import hashlib
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Page, ProgramCase, TEMPLATES  # noqa: E402

HEADING, TYPED = "Two pendulums", "Two swings"  # in index.html of the static page
LINES = 400


class Session(ProgramCase):
    def place(self, kind):
        """A folder of the program's own, such as XDG_STATE_HOME."""
        return Path(self.desktop.environment[kind]) / "spacewright"

    def tabs(self):
        """Of the open files, in their order."""
        return [control.name for control in self.program.root().walk()
                if control.role == "page tab" and control.description.startswith(str(self.folder))]

    def is_shown(self, panel):
        """Whether the dock with this title is on the screen."""
        root = self.program.root()
        return bool(root) and any(control.name == panel and control.has("SHOWING") for control in root.walk())

    def show_line(self, line):
        self.desktop.key("ctrl+g")
        self.desktop.type(str(line))
        self.desktop.key("Return")
        self.program.wait_for(where=lambda control: control.name.startswith(f"Line {line}, "))

    def quit(self):
        """As a person does; what still runs is stopped."""
        runs = self.program.stage() == "RUNNING"
        self.desktop.key("ctrl+q")
        if runs:
            self.program.wait_for("Stop and quit").press()
        self.until_ended()

    def until_ended(self):
        self.assertEqual(self.program.process.wait(60), 0, self.program.tail())

    def state(self):
        """What was kept of the editor: the files in order, each with its cursor and its first line."""
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:24]
        return json.loads((self.place("XDG_STATE_HOME") / "sessions" / f"{name}.json").read_text())["editor"]

    def test_tabs_cursor_scroll_and_layout_come_back(self):
        folder = self.copy(TEMPLATES / "static-page")
        (folder / "long.js").write_text("".join(f"// line {line}\n" for line in range(1, LINES + 1)))
        self.start(str(folder))
        self.editor_of("index.html", HEADING)
        self.editor_of("script.js", "addEventListener")
        self.editor_of("long.js", f"line {LINES}")
        self.assertEqual(self.tabs(), ["index.html", "script.js", "long.js"])
        self.show_line(250)
        self.desktop.key("Right", "Right")
        self.desktop.key(*["ctrl+Down"] * 3)  # scrolls, and leaves the cursor
        self.program.wait_for("Line 250, Column 3")
        self.until(lambda: self.is_shown("Preview"), "the preview")
        dock = self.program.find("Preview", where=lambda control: any(
            child.name == "Close" and child.has("SHOWING") for child in control.walk()))
        next(child for child in dock.walk() if child.name == "Close" and child.has("SHOWING")).press()
        self.until(lambda: not self.is_shown("Preview"), "the preview gone")
        self.quit()
        before = self.state()
        self.assertEqual([Path(file["path"]).name for file in before["files"]], ["index.html", "script.js", "long.js"])
        self.assertGreater(before["files"][2]["top"], 200)

        self.start(str(folder))
        self.program.wait_for("Line 250, Column 3", seconds=60)
        self.assertEqual(self.tabs(), ["index.html", "script.js", "long.js"])
        self.assertFalse(self.is_shown("Preview"))
        self.quit()
        self.assertEqual(self.state(), before)

    def test_text_that_was_not_saved_comes_back_after_a_log_out(self):
        folder = self.copy(TEMPLATES / "static-page")
        before = (folder / "index.html").read_text()
        self.start(str(folder))
        self.type_over("index.html", HEADING, TYPED)
        self.assertEqual(self.program.close(), 0, self.program.tail())  # SIGTERM
        self.assertEqual((folder / "index.html").read_text(), before)

        self.start(str(folder))
        self.assertEqual(self.editor_of("index.html", TYPED).text, before.replace(HEADING, TYPED))
        self.program.wait_for(where=lambda control: "has unsaved text from before." in control.name)

    def test_the_page_is_in_the_log_and_its_picture_on_the_welcome_page(self):
        folder = self.copy(TEMPLATES / "static-page")
        with open(folder / "script.js", "a", encoding="utf-8") as script:
            script.write("\nconsole.error('a wire is loose');\n")
        self.start("--run", str(folder))
        self.program.wait_for_stage("RUNNING", seconds=60)
        self.enterContext(Page(self.program)).wait_for("document.readyState === 'complete'")
        self.program.wait_for(where=lambda control: "Page: a wire is loose (script.js:" in control.name)
        self.until(lambda: any(control.description == "page" for control in self.program.root().walk()), "the page")
        self.quit()
        recents = json.loads((self.place("XDG_STATE_HOME") / "recents.json").read_text())["spaces"]
        [picture] = [space["thumbnail"] for space in recents if space["folder"] == str(folder)]
        self.assertTrue(Path(picture).read_bytes().startswith(b"\x89PNG"))

    def test_a_run_that_fails_is_held_against_the_last_good_one(self):
        folder = self.copy(TEMPLATES / "static-page")
        self.start("--run", str(folder))
        self.program.wait_for_stage("RUNNING", seconds=60)
        self.until(lambda: any(control.description == "page" for control in self.program.root().walk()), "the page")
        self.quit()

        readme = folder / "README.md"
        readme.write_text(readme.read_text().replace("sdk: static", "sdk: statique"))
        self.start("--run", str(folder))
        self.program.wait_for_stage("CONFIG_ERROR", seconds=60)
        self.program.wait_for("Changed since run 1, the last good one")
        self.program.wait_for("+ sdk: statique")
        self.program.wait_for(where=lambda control: control.name.startswith("Last good page: today"))
        self.program.wait_for("Compare").press()
        self.until(lambda: self.program.find(
            where=lambda control: control.role == "text" and "-sdk: static\n+sdk: statique\n" in control.text),
            "the difference")
        self.program.wait_for("Show it").press()
        self.program.wait_for(where=lambda control: control.name.startswith("The last good page."))


if __name__ == "__main__":
    unittest.main(verbosity=2)
