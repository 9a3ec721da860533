#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad days of the real program: it is killed, its disk is full, its folder may not be written. Nothing is lost."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Page, ProgramCase, TEMPLATES, needs, processes, until  # noqa: E402
from driver.case import START  # noqa: E402

HEADING, TYPED = "Two pendulums", "Two swings"  # in index.html of the static page


def command_of(pid):
    """The words of a running process; none when it has gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def is_answering(address):
    try:
        socket.create_connection(("127.0.0.1", urlsplit(address).port), 5).close()  # every *.localhost is here
    except ConnectionRefusedError:
        return False
    return True


class BadDays(ProgramCase):
    def kill(self):
        """`kill -9`; returns when nothing that the program had started is left."""
        family = set(processes.descendants(self.program.process.pid))
        os.kill(self.program.process.pid, signal.SIGKILL)
        self.program.process.wait()
        # What lost its parent comes to this process, which has to have the last word about the dead ones.
        until(lambda: not family & set(processes.descendants()), f"the end of {family}")

    def environments(self, below=""):
        """What is in the store and may be used; with `below`, what is in that folder of it."""
        store = Path(self.desktop.environment["XDG_DATA_HOME"]) / "spacewright" / "environments" / below
        return {path for path in store.glob("*") if path.is_dir() and not path.name.startswith(".")}

    def test_killed_while_building_nothing_half_built_is_used(self):
        needs.network()
        folder = self.copy(TEMPLATES / "gradio-hello")
        before = self.environments()
        # An environment that no other test has, so that there is something to build.
        with open(folder / "requirements.txt", "a", encoding="utf-8") as requirements:
            requirements.write("\nhumanize\n")
        self.start("--run", str(folder))
        self.until(lambda: any("install" in command_of(pid)
                               for pid in processes.descendants(self.program.process.pid)), "the installer", START)
        self.kill()
        self.assertEqual(self.environments(), before)
        self.assertTrue(self.environments(".building"), "it was killed too late to leave something half-built")

        self.start("--run", str(folder))
        self.program.wait_for_stage("RUNNING", seconds=START)
        page = self.enterContext(Page(self.program))
        page.wait_for("document.title === 'Gradio hello'")
        made, = self.environments() - before
        self.assertIn("humanize==", (made / "lock.txt").read_text())
        self.assertTrue(any(word.startswith(f"{made}/") for pid in processes.descendants(self.program.process.pid)
                            for word in command_of(pid)), "the app runs in it")
        self.assertEqual(self.environments(".building"), set())

    def test_killed_while_running_nothing_is_left_and_it_runs_again(self):
        needs.network()
        folder = self.copy(TEMPLATES / "gradio-hello")
        self.start("--run", str(folder))
        self.program.wait_for_stage("RUNNING", seconds=START)
        address = self.enterContext(Page(self.program)).evaluate("location.href")
        self.assertTrue(is_answering(address))
        self.assertTrue(processes.descendants(self.program.process.pid))
        self.kill()
        self.assertFalse(is_answering(address))

        self.start("--run", str(folder))
        self.program.wait_for_stage("RUNNING", seconds=START)

    def kept(self, text):
        """Whether `text` is kept aside, as the whole of a file."""
        state = Path(self.desktop.environment["XDG_STATE_HOME"])
        return any(text in path.read_text(errors="replace") for path in state.rglob("*.unsaved"))

    def test_killed_while_typing_the_text_comes_back(self):
        folder = self.copy(TEMPLATES / "static-page")
        before = (folder / "index.html").read_text()
        self.start(str(folder))
        self.type_over("index.html", HEADING, TYPED)
        self.until(lambda: self.kept(before.replace(HEADING, TYPED)), "the text kept aside")
        self.kill()
        self.assertEqual((folder / "index.html").read_text(), before)

        self.start(str(folder))
        self.assertEqual(self.editor_of("index.html", TYPED).text, before.replace(HEADING, TYPED))
        self.program.wait_for(where=lambda control: "has unsaved text from before." in control.name)
        self.desktop.key("ctrl+s")
        self.until(lambda: TYPED in (folder / "index.html").read_text(), "the saved text")

    def mounted(self, script, folder):
        """A command that runs another one where `script`, with the folder as $0, has changed what is mounted."""
        own = [] if os.geteuid() == 0 else ["--map-root-user"]
        return ["unshare", *own, "--mount", "sh", "-c", f"{script} && exec \"$@\"", str(folder)]

    def test_full_disk_keeps_the_text_and_says_so(self):
        folder = self.copy(TEMPLATES / "static-page")
        before = (folder / "index.html").read_text()
        # A disk of its own, filled to the last byte.
        self.start(str(folder), within=self.mounted(
            'cp -r "$0" "$0.copy" && mount -t tmpfs -o size=256k none "$0" && cp -r "$0.copy/." "$0"'
            ' && ! head -c 1M /dev/zero 2>/dev/null >"$0/filler"', folder))
        self.folder = Path(f"/proc/{self.program.process.pid}/root{folder}")
        self.until(lambda: (self.folder / "filler").exists() and self.program.find("Files"), "the window", 60)
        self.type_over("index.html", HEADING, TYPED)
        self.desktop.key("ctrl+s")
        self.program.wait_for(where=lambda control: "The disk is full" in control.name + control.description)
        self.assertEqual((self.folder / "index.html").read_text(), before)

        (self.folder / "filler").unlink()
        self.desktop.key("ctrl+s")
        self.until(lambda: (self.folder / "index.html").read_text() == before.replace(HEADING, TYPED), "the text saved")

    def remount(self, folder, mode):
        """Makes `folder`, as the running program has it mounted, writable or not: `rw`, `ro`."""
        own = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        subprocess.run(["nsenter", f"--target={self.program.process.pid}", *own, "--mount",
                        "mount", "-o", f"remount,bind,{mode}", folder], check=True)

    def test_folder_that_may_no_longer_be_written_keeps_the_text_and_says_so(self):
        folder = self.copy(TEMPLATES / "static-page")
        before = (folder / "index.html").read_text()
        after = before.replace(HEADING, TYPED)
        self.start(str(folder), within=self.mounted('mount --bind "$0" "$0"', folder))
        self.type_over("index.html", HEADING, TYPED)
        self.remount(folder, "ro")
        self.desktop.key("ctrl+s")
        self.program.wait_for(where=lambda control: "index.html is read-only." in control.name + control.description)
        self.assertEqual((folder / "index.html").read_text(), before)
        self.assertEqual(self.editor_of("index.html", TYPED).text, after)
        self.until(lambda: self.kept(after), "the text kept aside")

        self.remount(folder, "rw")
        self.desktop.key("ctrl+s")
        self.until(lambda: (folder / "index.html").read_text() == after, "the text saved")

    def test_folder_that_may_not_be_written_is_said_and_nothing_can_be_typed(self):
        folder = self.copy(TEMPLATES / "static-page")
        before = (folder / "index.html").read_text()
        self.start(str(folder), within=self.mounted(
            'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0"', folder))
        editor = self.editor_of("index.html", HEADING)
        self.program.wait_for(where=lambda control: "index.html (read-only)" in control.name + control.text)
        self.desktop.click(*editor.centre)
        self.desktop.type("x")
        self.desktop.key("ctrl+s")
        self.program.wait_for(where=lambda control: "index.html is read-only." in control.name + control.description)
        self.assertEqual(editor.text, before)


if __name__ == "__main__":
    needs.main()
