# SPDX-FileCopyrightText: The Spacewright authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a visitor does on the page of gradio-hello."""

import json

NAME_FIELD = '[placeholder="Ada Lovelace"]'


def answer_with(text):
    """An expression that gives the first field with `text` in it."""
    return (f"[...document.querySelectorAll('textarea, input')].map(field => field.value)"
            f".find(value => value.includes({json.dumps(text)}))")


def greet(page, name, word="Hello", seconds=60):
    """Types a name, presses Enter and returns what the page answers."""
    page.fill(NAME_FIELD, name, seconds)
    page.press_enter()
    return page.wait_for(answer_with(f"{word}, {name}"), seconds)
