# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of its own: virtual display, window manager, session bus, accessibility, home folder."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import processes
from .waiting import until

# What the outer session may have set and a clean desktop must not inherit.
FOREIGN = ("WAYLAND_DISPLAY", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "XAUTHORITY",
           "QT_QPA_PLATFORM", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "DESKTOP_SESSION", "XDG_CURRENT_DESKTOP")


class Desktop:
    """`with Desktop() as desktop:` starts one; leaving it ends all that was started in it.

    `shared` names folders of the outer home that are used as they are, such as {"XDG_DATA_HOME",
    "XDG_CACHE_HOME"}, so that what was downloaded once serves again.
    """

    def __init__(self, size=(1440, 900), shared=()):
        self.size = size
        self.shared = shared
        self.environment = {}
        self.folder = None
        self._outer = None

    def __enter__(self):
        processes.adopt_orphans()
        self.folder = Path(tempfile.mkdtemp(prefix="spacewright-desktop-"))
        self._outer = dict(os.environ)
        try:
            self.environment = self._make_environment()
            self._start_display()
            self._start_bus()
            self._start_window_manager()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(self, *failure):
        self._leave()

    def _leave(self):
        processes.end_all()
        os.environ.clear()
        os.environ.update(self._outer)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make_environment(self):
        environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        home = self.folder / "home"
        own = {"HOME": home, "XDG_CONFIG_HOME": home / ".config", "XDG_DATA_HOME": home / ".local/share",
               "XDG_STATE_HOME": home / ".local/state", "XDG_CACHE_HOME": home / ".cache",
               "XDG_RUNTIME_DIR": self.folder / "run"}
        usual = {"XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache"}
        for name in self.shared:
            own[name] = Path(os.environ.get(name) or Path.home() / usual[name])
        for path in own.values():
            path.mkdir(parents=True, exist_ok=True)
        own["XDG_RUNTIME_DIR"].chmod(0o700)
        environment.update({name: str(path) for name, path in own.items()})
        # Downloaded packages serve again, whatever home the tools think they are in.
        environment.setdefault("UV_CACHE_DIR", str(
            Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "uv"))
        environment |= {
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_SCALE_FACTOR": "1",
            "NO_AT_BRIDGE": "0",
        }
        return environment

    def log(self, name):
        """Where the output of the process `name` goes."""
        return self.folder / f"{name}.log"

    def _start(self, name, command, **options):
        with open(self.log(name), "wb") as log:
            return processes.start(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT, **options)

    def _read_line(self, pipe, process, what):
        os.set_blocking(pipe, False)
        text = b""

        def line():
            nonlocal text
            try:
                text += os.read(pipe, 4096)
            except BlockingIOError:
                pass
            return text.decode().strip() if text.endswith(b"\n") else None

        return until(line, what, 20, lambda: self._tail(what) if process.poll() is not None else None)

    def _tail(self, name):
        path = self.log(name)
        return path.read_text(errors="replace")[-400:] if path.exists() else "no output"

    def _start_display(self):
        reading, writing = os.pipe()
        width, height = self.size
        server = self._start("Xvfb", ["Xvfb", "-displayfd", writing, "-screen", "0", f"{width}x{height}x24",
                                      "-nolisten", "tcp", "-dpi", "96", "-noreset"], pass_fds=(writing,))
        os.close(writing)
        number = self._read_line(reading, server, "Xvfb")
        os.close(reading)
        self.environment["DISPLAY"] = f":{number}"

    def _start_bus(self):
        reading, writing = os.pipe()
        bus = self._start("dbus-daemon", ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"],
                          pass_fds=(writing,))
        os.close(writing)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._read_line(reading, bus, "dbus-daemon")
        os.close(reading)
        # libatspi looks at the environment of this process.
        for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME"):
            os.environ[name] = self.environment[name]
        for name in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS"):
            os.environ.pop(name, None)

    def _start_window_manager(self):
        self._start("openbox", ["openbox", "--sm-disable", "--config-file", self._openbox_config()])
        until(lambda: "window id" in self.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]), "openbox", 20)

    def _openbox_config(self):
        """Windows fill the screen without a frame, as in the pictures of the design."""
        path = self.folder / "openbox.xml"
        path.write_text('<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">'
                        "<focus><focusNew>yes</focusNew></focus><theme><keepBorder>no</keepBorder></theme>"
                        '<applications><application type="normal"><decor>no</decor></application></applications>'
                        "</openbox_config>")
        return path

    def run(self, command, seconds=20):
        """What a small tool prints in this desktop; its failure is an empty answer."""
        done = subprocess.run([str(part) for part in command], env=self.environment, capture_output=True,
                              text=True, timeout=seconds, check=False)
        return done.stdout

    def screenshot(self, path):
        """The whole screen as PNG."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-silent", "-window", "root", f"png:{path}"], env=self.environment, check=True,
                       timeout=60)
        return path

    def key(self, *keys):
        """Presses keys in the focused window, by their X names: "ctrl+s"."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], env=self.environment, check=True, timeout=60)

    def type(self, text):
        """Types into the focused window."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "15", text], env=self.environment,
                       check=True, timeout=120)

    def click(self, x, y):
        """Clicks at a place of the screen."""
        subprocess.run(["xdotool", "mousemove", "--sync", str(int(x)), str(int(y)), "click", "1"],
                       env=self.environment, check=True, timeout=60)
