#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the window in its states, for a look beside the pictures of the design.

    ./dev shell tests/program/pictures.py [--program FILE] [--into FOLDER] [SCENE …]

Without a SCENE all of them are taken; --list names them. Environments are the person's own, so the second
time is quick; windows and settings are not touched.
"""

import argparse
import hashlib
import shutil
import sys
import time
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from driver import Desktop, Page, Program, TEMPLATES, until  # noqa: E402
from driver.case import PROGRAM, ROOT, START  # noqa: E402
from driver.greeting import greet  # noqa: E402

USUAL = (1440, 900)
SCENES = {}


class Scene:
    """A desktop with the program in it, and the folder that its pictures go to."""

    def __init__(self, name, options, size=USUAL, scheme="light", arguments=(), points=None, scale=1):
        self.name = name
        self.options = options
        self.scheme = scheme
        self.arguments = arguments
        self.points = points  # size of the desktop's font
        self.extra = {"QT_SCALE_FACTOR": str(scale)}
        self.desktop = Desktop(size, shared=("XDG_DATA_HOME", "XDG_CACHE_HOME"))
        self.program = None
        self._open = ExitStack()

    def __enter__(self):
        self._open.enter_context(self.desktop)
        settings = Path(self.desktop.environment["XDG_CONFIG_HOME"])
        (settings / "spacewright").mkdir()
        (settings / "spacewright" / "settings.ini").write_text(f"[appearance]\nscheme={self.scheme}\n")
        if self.points:  # Qt takes the font of a Plasma desktop from here
            (settings / "kdeglobals").write_text(f"[General]\nfont=Noto Sans,{self.points},-1,5,50,0,0,0,0,0\n"
                                                 f"fixed=Hack,{self.points},-1,5,50,0,0,0,0,0\n")
            self.extra |= {"XDG_CURRENT_DESKTOP": "KDE", "KDE_FULL_SESSION": "true", "KDE_SESSION_VERSION": "6"}
        return self

    def __exit__(self, *failure):
        self._open.close()

    def space(self, source, **files):
        """A copy of the folder `source`, with files of its own: `app_py="…"`; None removes one."""
        folder = self.desktop.folder / self.name / source.name
        shutil.copytree(source, folder)
        for name, text in files.items():
            file = folder / name.replace("_", ".")
            if text is None:
                file.unlink()
            else:
                file.write_text(text)
        return folder

    def start(self, *arguments):
        if self.program:
            self.program.close()
        self.program = self._open.enter_context(
            Program(self.desktop, self.options.program, [*self.arguments, *arguments], self.extra))
        until(self.program.root, "the window", 120, self.program.ended)

    def run(self, folder, stage="RUNNING"):
        """The Space at `stage`; RUNNING includes the page."""
        self.start("--run", str(folder))
        until(lambda: self.program.stage() == stage, stage, START, self.program.ended)
        if stage == "RUNNING":
            self.program.wait_for("Preview", where=lambda control: control.description == "page", seconds=60)

    def press(self, name, role=None):
        self.program.wait_for(name, role).press()

    def show(self, panel):
        """The tab of a panel."""
        tab = self.program.wait_for(where=lambda control: control.role == "page tab" and control.name.startswith(panel))
        self.desktop.click(*tab.centre)

    def open_file(self, name):
        self.desktop.key("ctrl+p")
        self.program.wait_for(where=lambda control: control.role == "list item" and control.name.startswith(name))
        self.desktop.type(name)
        self.desktop.key("Return")

    def picture(self, name=None, seconds=6):
        """Once nothing moves any more, or after `seconds`: an indicator that turns never rests."""
        path = self.options.into / f"{name or self.name}.png"
        last, deadline = None, time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.desktop.screenshot(path)
            now = hashlib.sha256(path.read_bytes()).digest()
            if now == last:
                break
            last = now
            time.sleep(0.3)
        print(f"Picture: {path}", flush=True)


def scene(**settings):
    """Declares the function as a scene; several dictionaries in `variants` make several of it."""
    def declare(function):
        for suffix, own in (settings.get("variants") or {"": settings}).items():
            SCENES[function.__name__.replace("_", "-") + suffix] = (function, own)
        return function
    return declare


EVERY_LOOK = {"-light": {}, "-dark": {"scheme": "dark"}, "-small": {"size": (1280, 800)}, "-14pt": {"points": 14},
              "-200": {"size": (2880, 1800), "scale": 2}, "-reverse": {"arguments": ("-reverse",)}}
LIGHT_DARK = {"-light": {}, "-dark": {"scheme": "dark"}}


@scene(variants=EVERY_LOOK)
def workbench(scene):
    scene.run(scene.space(TEMPLATES / "gradio-hello"))
    with Page(scene.program) as page:
        greet(page, "Ada")
        page.evaluate("window.scrollTo(0, 0)")
    scene.picture()


BROKEN = ('"""A form that greets its visitor."""\n\nimport gradio as gr\nimport humanize\n\n\ndef greet(name: str) -> str:\n'
          '    """The sentence that the page shows."""\n    return f"Hello, {name}, the {humanize.ordinal(3)}"\n\n\n'
          'gr.Interface(greet, "text", "text").launch()\n')


@scene(variants=EVERY_LOOK)
def error(scene):
    scene.run(scene.space(TEMPLATES / "gradio-hello", app_py=BROKEN), "RUNTIME_ERROR")
    scene.picture()


@scene(variants=LIGHT_DARK)
def fixed(scene):
    scene.run(scene.space(TEMPLATES / "gradio-hello", app_py=BROKEN), "RUNTIME_ERROR")
    button = scene.program.wait_for(where=lambda control: control.role == "button" and control.name.endswith("and run"))
    button.press()
    scene.program.wait_for("Preview", where=lambda control: control.description == "page", seconds=START)
    scene.picture()


@scene(variants=EVERY_LOOK)
def welcome(scene):
    scene.start()
    scene.program.wait_for(where=lambda control: "free" in control.name)
    scene.picture()


@scene(variants=LIGHT_DARK)
def recents(scene):
    scene.run(scene.space(TEMPLATES / "gradio-hello"))
    for template in ("gradio-chat", "gradio-image", "static-page"):
        scene.start(str(scene.space(TEMPLATES / template)))
        scene.program.wait_for("Files")
    scene.start()
    scene.program.wait_for(where=lambda control: "free" in control.name)
    scene.picture()


@scene(variants=EVERY_LOOK)
def new_space(scene):
    scene.start()
    scene.program.wait_for(where=lambda control: "free" in control.name)
    scene.desktop.key("ctrl+shift+n")
    scene.picture()


PROBLEMS = """---
title: Gradio hello
emoji: 👋
colorFrom: indigo
colorTo: teal
sdk: gradio
sdk_version: 6.31.0
python_version: 3.10
app_file: app.py
pinned: maybe
short_description: Speak or drop a file, and read along while the notes are growing and growing
license: apache-2.0
---

# Hello
"""


@scene(variants=EVERY_LOOK)
def problems(scene):
    folder = scene.space(TEMPLATES / "gradio-hello", README_md=PROBLEMS,
                         requirements_txt="python-dateutil\nhumanize\nhumanize==4.0\n")
    scene.start(str(folder))
    scene.program.wait_for("Files")
    scene.open_file("README.md")
    scene.show("Problems")
    scene.picture()


WHISPER = """---
title: Whisper notes
emoji: 🎙️
colorFrom: indigo
colorTo: pink
sdk: gradio
sdk_version: 6.31.0
python_version: "3.13"
app_file: app.py
short_description: Speak or drop a file and read along while
  the notes are growing
license: apache-2.0
models:
  - Systran/faster-whisper-small
suggested_hardware: cpu-basic
preload_from_hub:
  - Systran/faster-whisper-small config.json,model.bin
mood: calm
---

# Whisper notes

Record a meeting or drop a file, and read along while it
is written down. Everything runs on the Space's own CPU;
no audio leaves it.

## Languages

German, English, French and Japanese, or found by itself.

| Language | Words a minute |
|---|---|
| German | 140 |
| English | 160 |

```python
from faster_whisper import WhisperModel
model = WhisperModel("small")
```

- Drop a file, or [record one](https://example.org).
- Read along.
"""
FORM_LOOKS = {"-light": {}, "-dark": {"scheme": "dark"}, "-14pt": {"points": 14}}


def open_readme(scene, mode):
    """README.md with the editor over the whole width, in one of the form's modes."""
    scene.start(str(scene.space(TEMPLATES / "gradio-hello", README_md=WHISPER)))
    scene.program.wait_for("Files")
    scene.open_file("README.md")
    preview = scene.program.wait_for("Preview", where=lambda control: control.role != "page tab")
    next(control for control in preview.walk() if control.name == "Close").press()
    scene.program.wait_for(where=lambda control: control.name == mode and control.role in ("check box", "radio button",
                                                                                           "button")).press()


@scene(variants=FORM_LOOKS)
def manifest_both(scene):
    open_readme(scene, "Both")
    scene.program.wait_for("Short description", "text").focus()
    scene.picture()
    scene.program.wait_for("newest")  # once the package index has answered
    scene.program.wait_for("App file", "text").focus()
    scene.picture(f"{scene.name}-runtime")


@scene(variants=EVERY_LOOK)
def manifest_form(scene):
    open_readme(scene, "Form")
    scene.picture()


@scene(variants=FORM_LOOKS)
def emoji_picker(scene):
    open_readme(scene, "Both")
    scene.desktop.click(*scene.program.wait_for("Emoji", "combo box").centre)
    scene.picture(f"{scene.name}-all")
    scene.desktop.type("mic")
    scene.picture()


@scene(variants=FORM_LOOKS)
def readme_rendered(scene):
    open_readme(scene, "Source")
    scene.press("Show rendered")
    scene.picture()


@scene(variants=LIGHT_DARK)
def hover(scene):
    problems(scene)
    scene.desktop.key("ctrl+g")
    scene.desktop.type("8")
    scene.desktop.key("Return", "End", "alt+Return")
    scene.picture()


HEADER = """---
title: Gradio hello
emoji: 👋
sdk: gradio
sdk_version: 6.31.0
python_version: 3.10
app_file: app.py
license: apache-2.0
suggested_hardware: t4-small

---

# Hello
"""


def opened(scene, file, line, column="Home", **files):
    """The window with the cursor in a file of the Space."""
    scene.start(str(scene.space(TEMPLATES / "gradio-hello", **files)))
    scene.program.wait_for("Files")
    scene.open_file(file)
    scene.desktop.key("ctrl+g")
    scene.desktop.type(str(line))
    scene.desktop.key("Return")
    scene.program.wait_for(where=lambda control: control.name.startswith(f"Line {line}, "))
    time.sleep(1)  # until the view knows how wide its margin is
    scene.desktop.key(column)


@scene(variants=LIGHT_DARK)
def completion_header(scene):
    opened(scene, "README.md", 10, README_md=HEADER)
    scene.desktop.type("col")
    scene.desktop.key("ctrl+space", "Down", "Up")
    scene.picture()
    scene.desktop.key("Escape", "BackSpace", "BackSpace", "BackSpace")
    scene.desktop.type("hf_oauth_scopes: [")
    scene.desktop.key("ctrl+space", "Down")
    scene.picture(f"{scene.name}-values")


@scene(variants=LIGHT_DARK)
def completion_requirements(scene):
    opened(scene, "requirements.txt", 1, requirements_txt="\nnumpy==2.1\n")
    scene.desktop.type("tor")
    scene.desktop.key("ctrl+space", "Down")
    scene.picture()


@scene(variants=LIGHT_DARK)
def hover_documentation(scene):
    opened(scene, "README.md", 9, README_md=HEADER)
    scene.desktop.key("F1")
    scene.picture()
    scene.desktop.key("Escape", "ctrl+g")
    scene.desktop.type("6")
    scene.desktop.key("Return", "End", "Left", "F1")
    scene.picture(f"{scene.name}-problem")


@scene(variants=LIGHT_DARK)
def quick_fix_preview(scene):
    opened(scene, "README.md", 6, "End", README_md=HEADER)
    scene.desktop.key("alt+Return")
    scene.picture()
    scene.desktop.key("Down")
    scene.picture(f"{scene.name}-ignore")


@scene(variants=LIGHT_DARK)
def palette(scene):
    scene.start(str(scene.space(TEMPLATES / "gradio-hello")))
    scene.program.wait_for("Files")
    scene.desktop.key("ctrl+shift+p")
    scene.picture(f"{scene.name}-all")
    scene.desktop.type("run")
    scene.picture()


@scene(variants=EVERY_LOOK)
def empty(scene):
    """Every panel of a Space that has not run yet."""
    scene.start(str(scene.space(TEMPLATES / "static-page")))
    scene.program.wait_for("Files")
    for panel in ("Problems", "Build", "Run", "Metrics", "Timeline", "Plan"):
        scene.show(panel)
        scene.picture(f"{scene.name}-{panel.lower()}")


@scene(variants={"": {}})
def focus(scene):
    """Where the keyboard is, one Tab after the other."""
    scene.start(str(scene.space(TEMPLATES / "static-page")))
    scene.program.wait_for("Files")
    for panel in range(4):
        scene.desktop.key("F6")
        scene.picture(f"{scene.name}-panel-{panel}")
    for stop in range(6):
        scene.desktop.key("Tab")
        scene.picture(f"{scene.name}-tab-{stop}")


@scene(variants=LIGHT_DARK)
def panels(scene):
    """Every panel of a Space that runs."""
    scene.run(scene.space(TEMPLATES / "gradio-hello"))
    for panel in ("Build", "Timeline", "Plan"):
        scene.show(panel)
        scene.picture(f"{scene.name}-{panel.lower()}")


BUSY = '''"""Works and holds memory in waves, so that there is something to measure."""

import hashlib
import threading
import time

import gradio as gr

held = []


def work():
    while True:
        until = time.monotonic() + 4
        while time.monotonic() < until:
            hashlib.sha256(bytes(200_000)).digest()
        held.append(bytearray(30_000_000))
        if len(held) > 4:
            held.clear()
        time.sleep(4)


threading.Thread(target=work, daemon=True).start()
gr.Interface(lambda name: f"Hello, {name}", "text", "text").launch()
'''


@scene(variants=EVERY_LOOK)
def metrics(scene):
    """The charts of a Space that works: as they are, with a cursor, maximised beside an earlier run, and as a table."""
    folder = scene.space(TEMPLATES / "gradio-hello", app_py=BUSY)
    scene.start(str(folder))
    scene.program.wait_for("Files")
    scene.show("Metrics")
    scene.picture(f"{scene.name}-empty")
    scene.desktop.key("F5")
    scene.program.wait_for_stage("RUNNING", seconds=START)
    time.sleep(20)  # something to see
    scene.desktop.key("shift+F5")
    scene.program.wait_for_stage("STOPPED")
    scene.desktop.key("F5")
    scene.program.wait_for_stage("RUNNING", seconds=START)
    time.sleep(15)
    (folder / "app.py").write_text(BUSY + "\n# saved\n")
    time.sleep(30)
    scene.picture(seconds=2)
    scene.program.wait_for("Chart of what was used").focus()
    scene.desktop.key("Left", *["ctrl+Left"] * 2)
    scene.picture(f"{scene.name}-cursor", seconds=1)
    scene.desktop.key("Escape")
    scene.press("Table")
    scene.program.wait_for("Samples", where=lambda control: control.has("SHOWING"))
    scene.picture(f"{scene.name}-table", seconds=2)
    scene.press("Table")
    scene.program.wait_for("Chart of what was used", where=lambda control: control.has("SHOWING"))
    scene.desktop.click(*scene.program.wait_for("No earlier run", "combo box").centre)  # its name is what is chosen
    scene.desktop.key("Down", "Return")
    dock = scene.program.wait_for("Metrics", where=lambda control: control.role not in ("page tab", "page tab list"))
    next(control for control in dock.walk() if control.name == "Maximise" and control.has("SHOWING")).press()
    time.sleep(2)
    scene.picture(f"{scene.name}-earlier", seconds=2)


def take(name, options):
    """Makes the pictures of one scene."""
    function, settings = SCENES[name]
    with Scene(name, options, **settings) as one:
        try:
            function(one)
        except BaseException:
            one.picture(f"{name}-failed", seconds=1)
            if one.program:
                print(one.program.tail(15), file=sys.stderr)
            raise


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=PROGRAM)
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "pictures")
    parser.add_argument("--list", action="store_true", help="names the scenes")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help="or the beginning of several")
    options = parser.parse_args()
    if options.list:
        print("\n".join(SCENES))
        return 0
    wanted = [name for name in SCENES if not options.scenes or name.startswith(tuple(options.scenes))]
    failed = 0
    for name in wanted:
        # A process each: libatspi keeps to the first desktop that it meets.
        child = get_context("fork").Process(target=take, args=(name, options))
        child.start()
        child.join()
        failed += child.exitcode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
