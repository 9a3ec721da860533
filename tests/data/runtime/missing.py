# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Needs a module that no requirement brings."""
import spacewright_missing_module
