"""Answers from a few rules. Replace `answer` to put a model behind the chat."""

import ast
import datetime
import operator
import random
import re
import time
from collections.abc import Iterator

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
SUM = re.compile(r"[\d\s.()+*/%×÷−-]*\d[\d\s.()+*/%×÷−-]*")
HELP = (
    "I am a handful of rules, not a model, and I know four things:\n\n"
    "- **sums**: `12 * (3 + 4)`\n"
    "- **counting**: `count the words in to be or not to be`\n"
    "- **the time**: `what time is it?`\n"
    "- **dice**: `roll 2 dice`\n\n"
    "What I say is decided in `assistant.py`."
)


def calculate(expression: str) -> float:
    """The value of a sum. Raises ValueError for anything else, so nothing is ever executed."""

    def value(node: ast.AST) -> float:
        match node:
            case ast.Expression(body=body):
                return value(body)
            case ast.Constant(value=int() | float() as number):
                return number
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                return OPERATORS[type(op)](value(left), value(right))
            case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
                return OPERATORS[type(op)](value(operand))
        raise ValueError(expression)

    try:
        return value(ast.parse(expression.strip(), mode="eval"))
    except SyntaxError as error:
        raise ValueError(expression) from error


def find_sum(message: str) -> str | None:
    """The longest piece of the message that looks like a sum with an operator in it."""
    plain = message.translate(str.maketrans("×÷−", "*/-"))
    pieces = [piece.strip() for piece in SUM.findall(plain)]
    pieces = [piece for piece in pieces if re.search(r"\d\s*[-+*/%]+\s*[\d(.-]", piece)]
    return max(pieces, key=len, default=None)


def reply(message: str) -> str:
    """The whole answer to one message."""
    text = message.lower()
    if dice := re.search(r"\broll\b(?:\s+(\d+|a|the))?", text):
        count = int(dice[1]) if dice[1] and dice[1].isdigit() else 1
        rolls = [random.randint(1, 6) for _ in range(min(max(count, 1), 20))]
        return f"I rolled {', '.join(map(str, rolls))}, which makes **{sum(rolls)}**."
    if counted := re.search(r"\bcount\b.*?\bin\b\s*:?\s*(.+)", message, re.IGNORECASE | re.DOTALL):
        words = counted[1].split()
        letters = sum(character.isalpha() for character in counted[1])
        return f"**{len(words)}** words with **{letters}** letters."
    if re.search(r"\b(time|date|day)\b", text):
        now = datetime.datetime.now().astimezone()
        return f"Here it is **{now:%H:%M}** on {now:%A, %d %B %Y} ({now:%Z})."
    if expression := find_sum(message):
        try:
            return f"`{expression}` makes **{calculate(expression):,.10g}**."
        except ZeroDivisionError:
            return f"`{expression}` divides by zero, which nobody can do."
        except (ValueError, OverflowError, RecursionError):
            return f"I cannot read `{expression}` as a sum."
    if re.search(r"\b(hi|hello|hey)\b", text):
        return "Hello. Ask me for `help` to see what I can do."
    if re.search(r"\bhelp\b|\bwhat can you\b|\bwho are you\b", text):
        return HELP
    return "I have no rule for that. Ask me for `help` to see what I know."


def answer(message: str) -> Iterator[str]:
    """The answer piece by piece, as a model would hand it out."""
    for piece in re.findall(r"\s*\S+", reply(message)):
        yield piece
        time.sleep(0.03)
