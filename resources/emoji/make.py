#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes emoji.tsv from the `en/data.json` of the npm package emojibase-data, which holds Unicode's emoji with the
names and words of CLDR. usage: make.py DATA.json >emoji.tsv

A line is a group, `# name`, or an emoji with its name and the further words it is found by.
"""
import json
import sys

GROUPS = {0: "smileys", 1: "people", 3: "nature", 4: "food", 6: "activities", 5: "travel", 7: "objects", 8: "symbols",
          9: "flags"}


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        emoji = sorted((each for each in json.load(file) if each.get("group") in GROUPS), key=lambda each: each["order"])
    for group, name in GROUPS.items():
        print(f"# {name}")
        for each in emoji:
            if each["group"] != group:
                continue
            label = each["label"]
            words = " ".join(tag for tag in each.get("tags", []) if tag not in label.split())
            print(f"{each['emoji']}\t{label}\t{words}".rstrip("\t"))


if __name__ == "__main__":
    main()
