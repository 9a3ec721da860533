#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What lupdate hands to translators."""

import json
import os
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Lupdate(unittest.TestCase):
    def test_sees_every_text_about_a_known_error(self):
        errors = json.loads((ROOT / "src" / "logs" / "knownerrors.json").read_text())["errors"]
        wanted = {error[key] for error in errors for key in ("subject", "meaning", "wayOut")}
        with tempfile.TemporaryDirectory() as folder:
            found = Path(folder) / "found.ts"
            subprocess.run([os.environ["LUPDATE"], "-silent", os.environ["KNOWN_ERROR_TEXTS"], "-ts", found], check=True)
            contexts = {context.findtext("name"): {message.findtext("source") for message in context.iter("message")}
                        for context in xml.parse(found).iter("context")}
        self.assertEqual(contexts["KnownErrors"], wanted)


if __name__ == "__main__":
    unittest.main(verbosity=2)
