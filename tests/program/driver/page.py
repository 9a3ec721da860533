# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page in the preview, through the Chrome DevTools protocol: real key and mouse events, and its DOM."""

import json
import urllib.error
import urllib.request

import websocket

from .waiting import until


class PageError(Exception):
    """The page's own script raised, or the protocol refused."""


def _targets(port):
    # Never through a proxy: the address is the loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/json/list", timeout=5) as answer:
            return json.load(answer)
    except (urllib.error.URLError, OSError, ValueError):
        return []


class Page:
    """The first page of `program` whose address starts with `prefix`."""

    def __init__(self, program, prefix="http", seconds=60):
        def target():
            return next((one for one in _targets(program.debugging_port)
                         if one["type"] == "page" and one["url"].startswith(prefix)), None)
        self._program = program
        self._address = until(target, f"a page at {prefix}", seconds, program.ended)["webSocketDebuggerUrl"]
        self._last = 0
        self._connect()

    def _connect(self):
        self._socket = websocket.create_connection(self._address, timeout=30, suppress_origin=True,
                                                   http_no_proxy=["127.0.0.1"])
        # The editor may have the keyboard; the page behaves as if it had it too.
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self._socket.close()

    def send(self, method, **parameters):
        """One command of the protocol and its result."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise PageError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def evaluate(self, expression):
        """The value of a JavaScript expression in the page; a promise is waited for."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise PageError(details.get("exception", {}).get("description") or details["text"])
        return answer["result"].get("value")

    def wait_for(self, expression, seconds=60):
        """The first true value of `expression`. A page that is just being replaced counts as not yet."""
        def value():
            try:
                return self.evaluate(expression)
            except PageError:
                return None
            except (websocket.WebSocketException, OSError):
                self._socket.close()
                self._connect()
                return None
        return until(value, f"the page's {expression}", seconds, self._program.ended)

    def click(self, selector, seconds=60):
        """Clicks in the middle of the element, with the mouse, once it lies still and in view."""
        text = json.dumps(selector)
        where = f"""(() => {{
            const element = document.querySelector({text});
            if (!element) return null;
            element.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const box = element.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            return box.width && box.height && x < innerWidth && y < innerHeight ? [x, y] : null;
        }})()"""
        last = None

        def at_rest():
            nonlocal last
            spot, last = last, self.wait_for(where, seconds)
            return last if spot == last else None

        x, y = until(at_rest, f"{selector} at rest", seconds)
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left" if kind != "mouseMoved" else "none",
                      clickCount=int(kind != "mouseMoved"))

    def type(self, text):
        """Types into the focused element, a key at a time."""
        for character in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", text=character, key=character)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=character)

    def key(self, name, code, text=""):
        """One key that is no character: ("Enter", 13, "\\r")."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code,
                      text=text if kind == "keyDown" else "")

    def press_enter(self):
        self.key("Enter", 13, "\r")

    def fill(self, selector, text, seconds=60):
        """Clicks into a field, replaces what is in it by typing, and checks that it arrived."""
        self.click(selector, seconds)
        self.send("Input.dispatchKeyEvent", type="keyDown", key="a", code="KeyA", windowsVirtualKeyCode=65, modifiers=2,
                  commands=["selectAll"])
        self.send("Input.dispatchKeyEvent", type="keyUp", key="a", code="KeyA", windowsVirtualKeyCode=65, modifiers=2)
        self.type(text)
        self.wait_for(f"document.querySelector({json.dumps(selector)}).value === {json.dumps(text)}", seconds)
