# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints all that an app can see of its own process."""
import prepared
import json
import http.server
import sys

import os
import multiprocessing
import threading


def child():
    print("child", __name__, sys.path[0], sys.argv, os.environ.get("PYTHONPATH"), flush=True)


def depth():
    frame, count = sys._getframe(), 0
    while frame:
        frame, count = frame.f_back, count + 1
    return count


if __name__ == "__main__":
    print(__name__, __file__, __doc__, __spec__, type(__loader__).__name__, sorted(globals()))
    print(sys.argv, sys.orig_argv, sys.path, sys.flags, sys.executable, os.getcwd())
    print(open("/proc/self/cmdline").read(), depth(), [each.name for each in threading.enumerate()])
    print(sys.modules["__main__"], sorted(vars(sys.modules["__main__"])))
    print(sorted(sys.modules))
    print({name: value for name, value in sorted(os.environ.items())})
    print(sorted(os.listdir("/proc/self/fd")), sys.stdin.read(), sys.stdout.line_buffering, sys.stdout.encoding)
    multiprocessing.set_start_method("spawn")
    process = multiprocessing.Process(target=child)
    process.start()
    process.join()
    print(process.exitcode)
