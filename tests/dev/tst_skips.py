#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What ctest says of a test that skips, and what SPACEWRIGHT_REQUIRE makes of it."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "program"))
from driver import needs  # noqa: E402

SKIPPER = os.environ["SKIPPER"]  # skipper.cpp
ALL_SKIPPED = os.environ["ALL_SKIPPED"]  # what spacewright_test() gives ctest

PYTHON = """
import sys, unittest
sys.path.insert(0, {folder!r})
from driver import needs
class Case(unittest.TestCase):
    def test_passes(self):
        pass
    def test_needs_unicorn(self):
        needs.skip_without("unicorn", "There is no unicorn here.")
needs.main()
"""


class Skips(unittest.TestCase):
    def ctest(self, command, properties, required=""):
        """The word of ctest for `command`."""
        with tempfile.TemporaryDirectory(prefix="spacewright-skips-") as folder:
            words = " ".join(f"[[{word}]]" for word in command)
            Path(folder, "CTestTestfile.cmake").write_text(
                f"add_test(it {words})\nset_tests_properties(it PROPERTIES {properties})\n")
            done = subprocess.run(["ctest", "--test-dir", folder, "--timeout", "60"], text=True, check=False,
                                  capture_output=True, env=os.environ | {"SPACEWRIGHT_REQUIRE": required})
        for word in ("Passed", "***Skipped", "***Failed"):
            if word in done.stdout:
                return word
        return done.stdout + done.stderr

    def qt(self, *functions, required=""):
        return self.ctest([SKIPPER, *functions], f"SKIP_REGULAR_EXPRESSION [[{ALL_SKIPPED}]]", required)

    def python(self, *tests, required=""):
        script = PYTHON.format(folder=str(Path(needs.__file__).parents[1]))
        return self.ctest([sys.executable, "-c", script, *tests], f"SKIP_RETURN_CODE {needs.ALL_SKIPPED}", required)

    def test_a_program_that_only_skips_is_skipped(self):
        self.assertEqual(self.qt("needsUnicorn"), "***Skipped")
        self.assertEqual(self.qt("needsUnicorn", "needsDragon"), "***Skipped")
        self.assertEqual(self.python("Case.test_needs_unicorn"), "***Skipped")

    def test_a_program_that_skips_from_the_start_is_skipped(self):
        os.environ["SKIP_FROM_THE_START"] = "1"
        self.addCleanup(os.environ.pop, "SKIP_FROM_THE_START")
        self.assertEqual(self.qt(), "***Skipped")
        self.assertEqual(self.qt(required="unicorn"), "***Failed")

    def test_a_program_that_also_passes_has_passed(self):
        for words in (self.qt(), self.qt("passes"), self.python(), self.python("Case.test_passes")):
            self.assertEqual(words, "Passed")

    def test_what_is_required_may_not_skip(self):
        for required in ("unicorn", "network,unicorn"):
            for words in (self.qt(required=required), self.qt("needsUnicorn", required=required),
                          self.python(required=required), self.python("Case.test_needs_unicorn", required=required)):
                self.assertEqual(words, "***Failed")

    def test_what_else_is_required_changes_nothing(self):
        self.assertEqual(self.qt("needsUnicorn", required="uni,network"), "***Skipped")
        self.assertEqual(self.python("Case.test_needs_unicorn", required="uni,network"), "***Skipped")


if __name__ == "__main__":
    unittest.main(verbosity=2)
