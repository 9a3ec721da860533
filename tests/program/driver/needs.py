# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a machine may lack: skipped with the reason, failed where SPACEWRIGHT_REQUIRE names it."""

import functools
import os
import subprocess
import sys
import unittest

ALL_SKIPPED = 77  # the exit code of main() when nothing but skips came; ctest knows it


def skip_without(need, reason):
    """Ends the test for lack of `need`. The only place that skips."""
    if need in os.environ.get("SPACEWRIGHT_REQUIRE", "").split(","):
        raise AssertionError(f"{reason} SPACEWRIGHT_REQUIRE has {need}.")
    raise unittest.SkipTest(reason)


@functools.cache
def package_index_answers():
    """Whether pip gets an answer."""
    return subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--timeout=10", "--retries=1",
                           "index", "versions", "pip"], capture_output=True, check=False).returncode == 0


def network():
    """Ends the test where the package index does not answer."""
    if not package_index_answers():
        skip_without("network", "The package index does not answer.")


def main():
    """unittest.main() with an exit code for ctest."""
    result = unittest.main(module="__main__", verbosity=2, exit=False).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(ALL_SKIPPED if result.testsRun and len(result.skipped) == result.testsRun else 0)
