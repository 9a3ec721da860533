# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Raises while it is loaded."""
print("loading")


def load():
    raise ValueError("no model of that name")


load()
