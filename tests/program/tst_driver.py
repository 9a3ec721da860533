#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver itself, on a small window with a page, so that a failing main job is not the driver's."""

import functools
import http.server
import os
import subprocess
import sys
import threading
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from driver import Desktop, Page, Program, TimedOut, needs, processes, until  # noqa: E402
from driver.greeting import greet  # noqa: E402

PROBE = os.environ.get("SPACEWRIGHT_PROBE")
PAGE = """<!doctype html><title>Gradio hello</title><body>
<input placeholder="Ada Lovelace" onkeydown="if (event.key == 'Enter') answer.value = 'Hello, ' + this.value">
<input id="answer"></body>"""


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Driver(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        cls.addClassCleanup(server.server_close)
        cls.addClassCleanup(server.shutdown)
        cls.url = f"http://127.0.0.1:{server.server_port}/"
        cls.desktop = cls.enterClassContext(Desktop())

    def start(self, *arguments):
        return self.enterContext(Program(self.desktop, PROBE, [self.url, *arguments]))

    def test_a_person_can_run_type_and_read(self):
        program = self.start()
        program.wait_for("Run", seconds=60).press()
        program.wait_for_stage("RUNNING", seconds=30)
        with Page(program, self.url) as page:
            self.assertEqual(greet(page, "Ada"), "Hello, Ada")

        editor = program.wait_for(where=lambda control: control.role == "text" and "second" in control.text)
        self.desktop.click(*editor.centre)
        self.desktop.key("ctrl+End")
        self.desktop.type('third {x}"!')
        until(lambda: editor.text == 'first\nsecondthird {x}"!', "the typed text", 20)

        picture = self.desktop.screenshot(self.desktop.folder / "screen.png")
        size = self.desktop.run(["identify", "-format", "%wx%h %k", picture]).split()
        self.assertEqual(size[0], "1440x900")
        self.assertGreater(int(size[1]), 20, "colours on the screen")
        self.assertEqual(program.close(), 0, program.tail())

    def first_look(self, *arguments):
        picture = self.desktop.folder / "look.png"
        done = subprocess.run([HERE / "firstlook", "--program", PROBE, "--screenshot", picture, "--size", "800x600",
                               self.url, *arguments], capture_output=True, text=True, timeout=120)
        self.assertIn(str(picture), done.stdout)
        self.assertTrue(picture.exists(), done.stderr)
        return done

    def test_a_first_look_uses_the_page_and_takes_a_picture(self):
        done = self.first_look()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Hello, Ada", done.stderr)

    def test_a_first_look_at_a_broken_space_says_why(self):
        done = self.first_look("--stage", "BUILD_ERROR")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("BUILD_ERROR", done.stderr)

    def test_an_error_stage_ends_the_wait_at_once(self):
        program = self.start("--stage", "BUILD_ERROR")
        program.wait_for("Stage", seconds=60)
        with self.assertRaisesRegex(TimedOut, "BUILD_ERROR"):
            program.wait_for_stage("RUNNING", seconds=600)

    def test_a_program_that_ends_is_not_waited_for(self):
        program = self.enterContext(Program(self.desktop, "/bin/false"))
        with self.assertRaisesRegex(TimedOut, "ended with 1"):
            program.wait_for("Run", seconds=600)

    def test_nothing_is_left_behind(self):
        script = (f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
                  "from driver import Desktop, processes\n"
                  "with Desktop() as desktop:\n"
                  "    processes.start(['sh', '-c', 'setsid sleep 1000 & setsid sleep 1000 & wait'])\n"
                  "    print(desktop.folder, flush=True)\n"
                  "    raise SystemExit(3)\n")
        before = set(processes.descendants())
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertFalse(Path(done.stdout.strip()).exists())
        # Orphans of the script would have become ours.
        self.assertEqual(set(processes.descendants()) - before, set())


if __name__ == "__main__":
    needs.main()
