#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Python's own library says of generated versions and specifiers: versions.py SEED COUNT

One case a line, separated by tabs: `version TEXT CANONICAL`, `order A B -1|0|1`, `contains SPECIFIER VERSION 0|1`. A `-`
stands for what the library refuses.
"""
import random
import sys

try:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version
except ImportError:
    from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
    from pip._vendor.packaging.version import InvalidVersion, Version

RANDOM = random.Random(int(sys.argv[1]))
COUNT = int(sys.argv[2])


def maybe(chance, make):
    return make() if RANDOM.random() < chance else ""


def pick(*choices):
    return RANDOM.choice(choices)


def number():
    return pick("0", "1", "2", "3", "10", "01", "2024", "20231205123456")


def release():
    return ".".join(number() for _ in range(RANDOM.choice([1, 2, 2, 3, 3, 4])))


def version():
    text = maybe(0.1, lambda: "v") + maybe(0.1, lambda: pick("0!", "1!")) + release()
    text += maybe(0.3, lambda: pick("", ".", "-", "_") + pick("a", "b", "rc", "c", "alpha", "Beta", "pre", "preview")
                  + pick("", ".", "-") + maybe(0.8, number))
    text += maybe(0.25, lambda: pick("-" + number(), pick("", ".", "-", "_") + pick("post", "rev", "r", "POST")
                                     + pick("", ".") + maybe(0.8, number)))
    text += maybe(0.25, lambda: pick("", ".", "-") + "dev" + maybe(0.8, number))
    text += maybe(0.15, lambda: "+" + pick("cu121", "cpu", "1", "01", "10", "abc.1", "abc-2", "abc.1.x", "1.abc"))
    return text


def broken(text):
    """Now and then one letter more, less or another."""
    if RANDOM.random() > 0.1 or not text:
        return text
    at = RANDOM.randrange(len(text))
    return text[:at] + pick("", "x", ".", "!", "+", "*", " ") + text[at + RANDOM.randrange(2):]


def clause():
    operator = pick("==", "==", "!=", "~=", ">=", "<=", ">", "<", "===")
    text = version() if RANDOM.random() < 0.5 else release()
    if operator in ("==", "!=") and RANDOM.random() < 0.4:
        text = maybe(0.1, lambda: "1!") + release() + ".*"
    if operator == "~=":  # which the library takes apart as text, and gets wrong in any other spelling
        text = str(Version(text))
    return operator + maybe(0.2, lambda: " ") + text


def say(*words):
    print(*words, sep="\t")


for _ in range(COUNT):
    text = broken(version())
    try:
        say("version", text, Version(text))
    except InvalidVersion:
        say("version", text, "-")
    a, b = version(), version()
    if RANDOM.random() < 0.3:
        b = a + pick(".0", ".post1", ".dev0", "a1") if "+" not in a else a
    try:
        one, other = Version(a), Version(b)
        say("order", a, b, (one > other) - (one < other))
    except InvalidVersion:
        pass
    specifier = broken(pick(", ", ",").join(clause() for _ in range(RANDOM.choice([1, 1, 2]))))
    # Near the specifier, else hardly anything is ever contained.
    near = specifier.replace(".*", "").strip("=<>!~ ").split(",")[0].strip("=<>!~ ")
    candidate = version() if RANDOM.random() < 0.3 else near + maybe(0.5, lambda: pick(".0", ".1", "a1", ".post1", ".dev1", "+cpu"))
    try:
        version_of = Version(candidate)
    except InvalidVersion:
        version_of = Version("1.0")
    try:
        say("contains", specifier, version_of, int(SpecifierSet(specifier).contains(version_of, prereleases=True)))
    except InvalidSpecifier:
        say("contains", specifier, version_of, "-")
