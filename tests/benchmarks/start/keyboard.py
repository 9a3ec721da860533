# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys and the keyboard's owner, asked of the X server itself: no program is disturbed by the question."""

import ctypes

_x11 = ctypes.CDLL("libX11.so.6")
_xtst = ctypes.CDLL("libXtst.so.6")
for _name, _result, _arguments in (
        ("XOpenDisplay", ctypes.c_void_p, [ctypes.c_char_p]),
        ("XCloseDisplay", ctypes.c_int, [ctypes.c_void_p]),
        ("XStringToKeysym", ctypes.c_ulong, [ctypes.c_char_p]),
        ("XKeysymToKeycode", ctypes.c_ubyte, [ctypes.c_void_p, ctypes.c_ulong]),
        ("XGetInputFocus", ctypes.c_int,
         [ctypes.c_void_p, ctypes.POINTER(ctypes.c_ulong), ctypes.POINTER(ctypes.c_int)]),
        ("XInternAtom", ctypes.c_ulong, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]),
        ("XGetWindowProperty", ctypes.c_int,
         [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_long, ctypes.c_long, ctypes.c_int, ctypes.c_ulong,
          *[ctypes.c_void_p] * 5]),
        ("XSetErrorHandler", ctypes.c_void_p, [ctypes.c_void_p]),
        ("XFree", ctypes.c_int, [ctypes.c_void_p]),
        ("XFlush", ctypes.c_int, [ctypes.c_void_p])):
    getattr(_x11, _name).restype = _result
    getattr(_x11, _name).argtypes = _arguments
# A window may be gone before the question about it arrives; Xlib would end the program.
_silence = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)
_x11.XSetErrorHandler(ctypes.cast(_silence, ctypes.c_void_p))
_xtst.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]


class Keyboard:
    """`with Keyboard(":1") as keyboard:`; XTEST presses reach whoever has the keyboard."""

    def __init__(self, display):
        self._name = display
        self._display = None

    def __enter__(self):
        self._display = _x11.XOpenDisplay(self._name.encode())
        if not self._display:
            raise OSError(f"The display {self._name} does not answer")
        return self

    def __exit__(self, *failure):
        _x11.XCloseDisplay(self._display)

    def owner(self):
        """The id of the process whose window has the keyboard, by _NET_WM_PID; 0 where nobody says so."""
        window, revert = ctypes.c_ulong(), ctypes.c_int()
        _x11.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(revert))
        if window.value <= 1:  # None and PointerRoot
            return 0
        kind, count, left = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        form, data = ctypes.c_int(), ctypes.POINTER(ctypes.c_ulong)()
        name = _x11.XInternAtom(self._display, b"_NET_WM_PID", False)
        _x11.XGetWindowProperty(self._display, window, name, 0, 1, False, 0, ctypes.byref(kind), ctypes.byref(form),
                                ctypes.byref(count), ctypes.byref(left), ctypes.byref(data))
        pid = data[0] if data and count.value else 0
        if data:
            _x11.XFree(data)
        return pid

    def press(self, *names):
        """Presses all keys in this order and lets them go in reverse: press("Control_L", "s")."""
        codes = [_x11.XKeysymToKeycode(self._display, _x11.XStringToKeysym(name.encode())) for name in names]
        for code in codes:
            _xtst.XTestFakeKeyEvent(self._display, code, True, 0)
        for code in reversed(codes):
            _xtst.XTestFakeKeyEvent(self._display, code, False, 0)
        _x11.XFlush(self._display)
