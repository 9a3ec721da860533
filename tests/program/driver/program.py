# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a person who cannot see it meets it: by names and roles."""

import os
import signal
import socket
import subprocess
from pathlib import Path

from . import processes
from .waiting import TimedOut, until


def free_port():
    """A port of the loopback that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Control:
    """One control of a window, through accessibility. Controls that have gone are false and have no name."""

    def __init__(self, node):
        self._node = node

    def _ask(self, question, otherwise):
        from gi.repository import GLib
        try:
            return question()
        except GLib.Error:
            return otherwise

    @property
    def name(self):
        return self._ask(self._node.get_name, "") or ""

    @property
    def description(self):
        return self._ask(self._node.get_description, "") or ""

    @property
    def role(self):
        return self._ask(self._node.get_role_name, "") or ""

    @property
    def text(self):
        from gi.repository import Atspi
        # By class: a node is all of its interfaces at once, and more than one has a get_text().
        iface = self._ask(self._node.get_text_iface, None)
        return self._ask(lambda: Atspi.Text.get_text(iface, 0, -1), "") if iface else ""

    def has(self, state):
        """Whether it is in an Atspi.StateType, given by name: "FOCUSED"."""
        from gi.repository import Atspi
        return self._ask(lambda: self._node.get_state_set().contains(getattr(Atspi.StateType, state)), False)

    @property
    def children(self):
        count = self._ask(self._node.get_child_count, 0)
        below = (self._ask(lambda at=at: self._node.get_child_at_index(at), None) for at in range(count))
        return [Control(node) for node in below if node]

    def walk(self):
        """It and everything below it, nearest first."""
        queue = [self]
        while queue:
            control = queue.pop(0)
            yield control
            queue += control.children

    def press(self):
        """Does what a click would do."""
        action = self._ask(self._node.get_action_iface, None)
        if not action or not self._ask(lambda: action.do_action(0), False):
            raise TimedOut(f"{self} cannot be pressed")

    def focus(self):
        return self._ask(lambda: self._node.get_component_iface().grab_focus(), False)

    @property
    def box(self):
        """Where it is on the screen: x, y, width and height in pixels."""
        from gi.repository import Atspi
        return self._node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)

    @property
    def centre(self):
        box = self.box
        return box.x + box.width / 2, box.y + box.height / 2

    def __str__(self):
        return f"{self.role} “{self.name}”"


class Program:
    """`with Program(desktop, path, [arguments]) as program:`; leaving it closes the program.

    `within` is a command that runs it by replacing itself, such as one that makes a mount namespace.
    """

    def __init__(self, desktop, path, arguments=(), environment=None, within=()):
        self.desktop = desktop
        self.path = Path(path)
        self.command = [*within, self.path, *arguments]
        self.debugging_port = free_port()
        self.extra = environment or {}
        self.process = None

    @property
    def log(self):
        return self.desktop.log(self.path.name)

    def __enter__(self):
        environment = self.desktop.environment | self.extra
        environment["QTWEBENGINE_REMOTE_DEBUGGING"] = f"127.0.0.1:{self.debugging_port}"
        if os.geteuid() == 0:
            environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's own sandbox refuses root
        with open(self.log, "ab") as log:
            self.process = processes.start(self.command, env=environment, stdout=log,
                                           stderr=subprocess.STDOUT)
        return self

    def __exit__(self, *failure):
        self.close()

    def tail(self, lines=40):
        """The end of what it wrote to its streams."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def ended(self):
        """Why nothing more can be expected of it; None while it runs."""
        code = self.process.poll()
        return None if code is None else f"{self.path.name} ended with {code}"

    def close(self, seconds=60):
        """Asks it to quit, as the session does at log-out; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def root(self):
        """Its entry in the accessibility tree; None as long as it has none."""
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        Atspi.set_timeout(5000, 20000)
        try:
            desktop = Atspi.get_desktop(0)
            desktop.clear_cache()
            for at in range(desktop.get_child_count()):
                node = desktop.get_child_at_index(at)
                if node and node.get_process_id() == self.process.pid:
                    node.set_cache_mask(Atspi.Cache.NONE)
                    return Control(node)
        except GLib.Error:
            pass
        return None

    def find(self, name=None, role=None, where=None):
        """The first control that fits, or None. `where` is a further condition on the control."""
        root = self.root()
        for control in root.walk() if root else ():
            if (name is None or control.name == name) and (role is None or control.role == role) \
                    and (where is None or where(control)):
                return control
        return None

    def wait_for(self, name=None, role=None, where=None, seconds=30):
        """The same, waiting for it."""
        what = f"{role or 'control'} “{name or where}”"
        return until(lambda: self.find(name, role, where), what, seconds, self.ended)

    def stage(self):
        """What the stage chip says: the Hub's name, "Not running", or nothing while there is no chip."""
        chip = self.find("Stage")
        return chip.description.partition(".")[0] if chip else ""

    def wait_for_stage(self, *stages, seconds=600):
        """Until the stage chip says one of `stages`; any error stage ends the wait at once."""
        def at_stage():
            stage = self.stage()
            if stage in stages:
                return stage
            if "ERROR" in stage or stage == "NO_APP_FILE":
                raise TimedOut(f"The stage is {stage}, not {' or '.join(stages)}")
            return None
        return until(at_stage, " or ".join(stages), seconds, self.ended)

    def outline(self, depth=12):
        """The accessibility tree as indented lines, for a look at what is there."""
        def lines(control, level):
            yield f"{'  ' * level}{control} {control.description}".rstrip()
            if level < depth:
                for child in control.children:
                    yield from lines(child, level + 1)
        root = self.root()
        return "\n".join(lines(root, 0)) if root else ""
