#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev on bad days, with stand-ins for what makes the build root and what enters it; and inside a root, with the
real bubblewrap and a root of a few programs."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534

# Writes a root with one file, as `mmdebstrap … -` does.
MAKES = 'mkdir -p "$HOME/tree/etc" && echo made >"$HOME/tree/etc/made" && tar -c -C "$HOME/tree" .'
# Says what it would have run.
ENTERS = 'while [ "$1" != -- ]; do shift; done; shift; echo "inside: $*"'


class Door(unittest.TestCase):
    def setUp(self):
        self.home = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="spacewright-door-")))
        # A copy, for the checkout itself may be where only its owner looks.
        shutil.copytree(ROOT / "installer/devroot", self.home / "checkout/installer/devroot")
        self.door = shutil.copy(ROOT / "dev", self.home / "checkout")
        self.tools = self.home / "tools"
        self.tools.mkdir()
        for folder in ("/bin", "/usr/bin"):
            for tool in Path(folder).iterdir():
                link = self.tools / tool.name
                if tool.name not in ("mmdebstrap", "bwrap", "dpkg-query") and not link.is_symlink():
                    link.symlink_to(tool)
        self.tool("mmdebstrap", MAKES)
        self.tool("bwrap", ENTERS)
        self.environment = {"HOME": str(self.home), "PATH": str(self.tools), "LC_ALL": "C.UTF-8",
                            "SPACEWRIGHT_ROOT": "private", "SPACEWRIGHT_DEBIAN_MIRROR": "http://mirror.invalid/debian"}
        # What is tested is what an ordinary user meets.
        self.user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        if self.user:
            os.chown(self.home, NOBODY, NOBODY)

    def tool(self, name, script):
        path = self.tools / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def start(self, *arguments, **options):
        return subprocess.Popen([self.door, *arguments], env=self.environment, stdin=subprocess.DEVNULL, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", **self.user, **options)

    def dev(self, *arguments):
        """Exit code, output, errors."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=60)
        return process.returncode, output, errors

    def roots(self):
        return sorted(path for path in (self.home / ".cache/spacewright/roots").iterdir() if path.is_dir())

    def assert_refused(self, *sentences):
        code, output, errors = self.dev("shell", "true")
        self.assertEqual((code, output), (1, ""), errors)
        for sentence in sentences:
            self.assertIn(sentence, errors)

    def test_makes_the_root_once_and_enters_it(self):
        code, output, errors = self.dev("shell", "true")
        self.assertEqual((code, output), (0, f"inside: {self.door} shell true\n"), errors)
        self.assertIn("about 3 GB, two to five minutes, once", errors)
        root, = self.roots()
        self.assertEqual((root / "etc/made").read_text(), "made\n")
        self.assertEqual(self.dev("shell", "true"), (0, f"inside: {self.door} shell true\n", ""))

    def test_exit_code_and_streams_are_the_command_s(self):
        self.dev("shell", "true")
        self.tool("bwrap", "echo out; echo err >&2; exit 7")
        self.assertEqual(self.dev("cli", "plan"), (7, "out\n", "err\n"))

    def test_without_mmdebstrap_it_says_what_to_install(self):
        (self.tools / "mmdebstrap").unlink()
        self.assert_refused("Needed first: mmdebstrap.", "sudo apt install mmdebstrap")

    def test_without_a_mirror_it_says_how_to_name_one(self):
        del self.environment["SPACEWRIGHT_DEBIAN_MIRROR"]
        self.tool("sed", "exit 0")  # finds nothing in the lists of this machine
        self.assert_refused("No Debian mirror is configured here. Set SPACEWRIGHT_DEBIAN_MIRROR")

    def test_unreachable_mirror(self):
        self.tool("mmdebstrap", "echo 'E: Failed to fetch http://mirror.invalid/debian' >&2; exit 25")
        self.assert_refused("The Debian mirror did not answer. Check the network or set SPACEWRIGHT_DEBIAN_MIRROR.")

    def test_disk_that_is_full_before(self):
        self.tool("df", "echo Filesystem Blocks Used Available; echo /dev/x 9 8 17")
        self.assert_refused("has 17 MiB free; the build root needs 5000.", "set XDG_CACHE_HOME to a larger disk")

    def test_disk_that_gets_full(self):
        self.tool("mmdebstrap", "echo 'cannot write: No space left on device' >&2; exit 25")
        self.assert_refused("The disk is full. Free 5000 MiB under")

    def test_failures_are_understood_in_every_language(self):
        self.environment |= {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}
        self.tool("mmdebstrap", '[ "$LC_ALL${LANGUAGE-}" = C ] && echo "No space left on device" >&2 || '
                                'echo "Auf dem Gerät ist kein Speicherplatz mehr verfügbar" >&2; exit 25')
        self.assert_refused("The disk is full. Free 5000 MiB under")
        tar = shutil.which("tar")
        self.tool("mmdebstrap", MAKES)
        self.tool("tar", f'[ "$1" = -c ] && exec {tar} "$@"; [ "$LC_ALL${{LANGUAGE-}}" = C ] && '
                         'echo "tar: No space left on device" >&2 || echo "tar: Kein Platz" >&2; exit 2')
        self.assert_refused("The disk is full. Free 5000 MiB under")

    def test_interrupted_it_begins_anew(self):
        self.tool("mmdebstrap", f'{MAKES} | head -c 600; echo half >"$HOME/began"; exec sleep 600')
        process = self.start("shell", "true", start_new_session=True)
        while not (self.home / "began").exists():
            self.assertIsNone(process.poll())
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        self.assertEqual([path.suffix for path in self.roots()], [".partial"])

        self.tool("mmdebstrap", MAKES)
        code, output, errors = self.dev("shell", "true")
        self.assertEqual((code, output), (0, f"inside: {self.door} shell true\n"), errors)
        root, = self.roots()
        self.assertEqual((root / "etc/made").read_text(), "made\n")

    def test_two_at_once_make_one_root(self):
        self.tool("mmdebstrap", f'echo one >>"$HOME/made"; until [ -e "$HOME/go" ]; do sleep 0.1; done; {MAKES}')
        first = self.start("shell", "first")
        while not (self.home / "made").exists():
            self.assertIsNone(first.poll())
        second = self.start("shell", "second")
        self.assertIn("Another ./dev is preparing the build root", second.stderr.readline())
        (self.home / "go").touch()
        self.assertEqual(first.communicate()[0], f"inside: {self.door} shell first\n")
        self.assertEqual(second.communicate()[0], f"inside: {self.door} shell second\n")
        self.assertEqual((self.home / "made").read_text(), "one\n")

    def test_wrong_use(self):
        code, output, errors = self.dev("fly")
        self.assertEqual((code, output), (2, ""))
        self.assertIn("There is no command 'fly'.", errors)


class Inside(unittest.TestCase):
    """The real bubblewrap around a root of a few programs."""

    PROGRAMS = ("bash", "env", "dirname", "realpath", "pwd", "ls", "cat", "mkdir", "flock", "locale")

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory(prefix="spacewright-door-")))
        cls.checkout = cls.folder / "checkout"
        shutil.copytree(ROOT / "installer/devroot", cls.checkout / "installer/devroot")
        shutil.copy(ROOT / "dev", cls.checkout)
        path = subprocess.run(["bash", "-c", f"here={cls.checkout}; . {ROOT}/installer/devroot/devroot.sh; devroot_path"],
                              env=os.environ | {"XDG_CACHE_HOME": str(cls.folder / "cache")}, text=True,
                              capture_output=True, check=True).stdout.strip()
        cls.root = Path(path)
        for folder in ("dev", "proc", "sys", "etc", "run", "tmp", "usr/bin", "usr/lib/locale", "var/tmp", "var/lib/dpkg/info"):
            (cls.root / folder).mkdir(parents=True)
        (cls.root / "bin").symlink_to("usr/bin")
        for program in cls.PROGRAMS:
            cls.provide(Path(shutil.which(program)))
        # As the packages of the real one have it.
        (cls.root / "var/lib/dpkg/info/base-files.list").write_text("/.\n/usr\n/etc\n/var\n/var/lib\n/var/tmp\n/run\n")
        shutil.copytree("/usr/lib/locale/C.utf8", cls.root / "usr/lib/locale/C.utf8")
        cls.program("usr/bin/cmake", "exit 0")
        cls.door = cls.checkout / "dev"

    @classmethod
    def provide(cls, program):
        """`program` and the libraries it needs, at the same places."""
        shutil.copy(program, cls.root / "usr/bin")
        for library in re.findall(r"(/\S+)", subprocess.run(["ldd", program], capture_output=True, text=True).stdout):
            target = cls.root / library[1:]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(library, target)

    @classmethod
    def program(cls, path, script):
        target = cls.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"#!/bin/bash\n{script}\n")
        target.chmod(0o755)

    def dev(self, *arguments, cwd, home=None, text="", **variables):
        """Exit code, output, errors of ./dev where /run and /var/lib are empty and anybody's."""
        environment = {"HOME": str(home or self.folder), "PATH": os.environ["PATH"], "SPACEWRIGHT_ROOT": "private",
                       "XDG_CACHE_HOME": str(self.folder / "cache"), "LANG": "C.UTF-8"} | variables
        folders = ("/run/media/disk", "/var/lib/somebody/space")
        outside = ["bwrap", "--dev-bind", "/", "/", "--tmpfs", "/run", "--tmpfs", "/var/lib"]
        for folder in folders:
            outside += ["--dir", folder]
        done = subprocess.run([*outside, "--chdir", str(cwd), "--", self.door, *arguments], env=environment, input=text,
                              capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout, done.stderr

    def test_the_current_folder_is_at_its_place(self):
        with tempfile.TemporaryDirectory(prefix="spacewright-door-", dir="/var/tmp") as folder:
            Path(folder, "mine").touch()
            self.assertEqual(self.dev("shell", "ls", cwd=folder), (0, "mine\n", ""))
            self.assertEqual(self.dev("shell", "pwd", cwd=folder), (0, f"{folder}\n", ""))
        for folder in ("/run/media/disk", "/var/lib/somebody/space", "/tmp", "/run", "/var/lib", "/", "/usr"):
            for _ in range(2):  # the second time its empty folder is in the root
                self.assertEqual(self.dev("shell", "pwd", cwd=folder), (0, f"{folder}\n", ""))

    def test_the_home_is_at_its_place(self):
        for _ in range(2):
            self.assertEqual(self.dev("shell", "ls", "/var/lib/somebody", cwd="/", home="/var/lib/somebody"),
                             (0, "space\n", ""))

    def test_a_named_folder_is_at_its_place(self):
        self.assertEqual(self.dev("shell", "ls", "/run/media", cwd="/tmp"), (0, "disk\n", ""))
        self.assertEqual(self.dev("shell", "ls", "../../somebody", cwd="/var/lib/somebody/space"), (0, "space\n", ""))

    def test_what_the_root_brings_stays_the_root_s(self):
        self.assertEqual(self.dev("shell", "ls", "/var/lib", cwd="/var/lib", home="/var")[1].split()[0], "dpkg")

    def test_cli_from_another_folder_keeps_exit_code_and_streams(self):
        spw = self.checkout / "build/dev/app/spw"
        spw.parent.mkdir(parents=True)
        (self.checkout / "build/dev/build.ninja").touch()
        spw.write_text('#!/bin/bash\necho "$PWD"; printf "<%s>" "$@"; cat; echo err >&2; exit 7\n')
        spw.chmod(0o755)
        self.assertEqual(self.dev("cli", "plan", "a b", "", cwd="/run/media/disk", text="in\n"),
                         (7, "/run/media/disk\n<plan><a b><>in\n", "err\n"))

    def locale(self, **variables):
        code, output, errors = self.dev("shell", "bash", "-c", 'locale charmap; echo "$LANG $LC_CTYPE $LC_ALL"', cwd="/tmp",
                                        **variables)
        self.assertEqual((code, errors), (0, ""))
        return output.split()

    def test_the_language_is_the_person_s_and_texts_are_utf_8(self):
        self.assertEqual(self.locale(LANG="de_DE.UTF-8"), ["UTF-8", "de_DE.UTF-8"])
        self.assertEqual(self.locale(LANG="de_DE.UTF-8", LC_CTYPE="eo"), ["UTF-8", "de_DE.UTF-8", "eo"])
        self.assertEqual(self.locale(LANG=""), ["UTF-8", "C.UTF-8"])
        self.assertEqual(self.locale(LANG="C"), ["UTF-8", "C", "C.UTF-8"])
        self.assertEqual(self.locale(LANG="C", LC_ALL="C"), ["UTF-8", "C", "C.UTF-8"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
