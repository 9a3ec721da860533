# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Is no Python."""
def greet(name):
    return "Hello" + 
