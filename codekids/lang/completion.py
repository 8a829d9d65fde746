"""What the editor offers while a child types, and where the next line starts. Pure; broken text is fine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from codekids.lang.dialect import Dialect
from codekids.lang.lines import indentation, split_lines
from codekids.lang.names import COMMON
from codekids.lang.tokens import NO_CODE, WORD
from codekids.lang.words import KEYWORDS, fold

INDENT = 4  # spaces for each step to the right

_STARTED = re.compile(r"[^\W\d]\w*$")
_STARTING = ("if", "for", "while", "def", "elif", "else", "return", "break", "continue", "import", "from")
_WITHIN = ("not", "and", "or", "in", "True", "False", "None")
_NOTHING_FOLLOWS = ("break", "continue", "True", "False", "None")
_NEW_NAME = re.compile(r"(?:\b(?:def|class|import|as|for)\s+|\.\s*|\d)$")  # or a part of another's
_AFTER_FOR = re.compile(r"\bfor\s+\w+\s+$")

OfferKind = Literal["command", "function", "variable", "keyword"]


@dataclass(frozen=True, slots=True)
class Completion:
    """One word on offer. Taking it puts `insert` in place of the `replaces` characters before the caret."""

    word: str  # as the list shows it: "move"
    insert: str  # "move()"
    caret: int  # where the caret goes, in characters from the start of `insert`
    kind: OfferKind
    replaces: int  # characters of the started word


def complete(text: str, line: int, column: int, dialect: Dialect) -> list[Completion]:
    """Words that go on from the caret: toolbox first, then the program's own, keywords, builtins.

    `line` is 1-based, `column` a 0-based character. With no word started, all
    that fits is offered but builtins. Empty inside a text or a comment, and
    where a new name is given.
    """
    lines = split_lines(text)
    if not 1 <= line <= len(lines):
        return []
    before, after = lines[line - 1][:column], lines[line - 1][column:]
    found = _STARTED.search(before)
    started = found.group() if found else ""
    ahead = before[: len(before) - len(started)]
    if _in_text_or_comment("\n".join([*lines[: line - 1], before])) or _NEW_NAME.search(ahead):
        return []
    rest = re.match(r"\w*", after)
    typed = started + (rest.group() if rest else "")
    bracketed = after.lstrip(" ").startswith("(")
    offers: dict[str, Completion] = {}
    for word, kind, takes in _words(lines, line, ahead, typed, dialect):
        if word == typed or not fold(word).startswith(fold(started)):
            continue
        insert, caret = _inserted(word, kind, takes, bracketed, after)
        offers.setdefault(word, Completion(word, insert, caret, kind, len(started)))
    return list(offers.values())


def _inserted(word: str, kind: OfferKind, takes: bool, bracketed: bool, after: str) -> tuple[str, int]:
    """What is put in, and where the caret goes in it."""
    if kind in ("command", "function") and not bracketed:
        return f"{word}()", len(word) + (1 if takes else 2)
    if kind == "keyword" and word == "else" and not after.strip():
        return "else:", 5
    if kind == "keyword" and word not in _NOTHING_FOLLOWS and after[:1] not in (" ", ":"):
        return f"{word} ", len(word) + 1
    return word, len(word)


def _words(
    lines: tuple[str, ...], line: int, ahead: str, typed: str, dialect: Dialect
) -> Iterator[tuple[str, OfferKind, bool]]:
    """Every word that may stand at the caret, best first: (word, kind, whether it takes a value)."""
    if _AFTER_FOR.search(ahead):
        yield "in", "keyword", False
        return
    toolbox = dialect.toolbox or tuple(dialect.commands)
    known = [word for word in toolbox if word in dialect.commands]
    # Within a line a value is wanted, so the words that answer come first; at its start those that act.
    inside = bool(ahead.strip())
    known.sort(key=lambda word: dialect.commands[word].answers != inside)
    for word in known:
        yield word, "command", dialect.commands[word].required > 0
    for word in toolbox:
        if word in COMMON:
            yield word, "function", True
    for word, is_function in _own_names(lines, typed).items():
        yield word, "function" if is_function else "variable", is_function
    for word in _WITHIN if inside else _starting_keywords(len(ahead), lines[: line - 1], dialect):
        yield word, "keyword", False
    if typed:
        for word in COMMON:
            yield word, "function", True


def indent_after(line_text: str) -> int:
    """How many spaces the line after this one starts with: one step in after a colon or an open
    bracket, one step out after `return`, `break`, `continue`, `pass`."""
    start = len(indentation(line_text).expandtabs(INDENT))
    code = NO_CODE.sub(
        lambda found: "" if found.group().startswith("#") else "_" * len(found.group()), line_text
    )
    code = code.strip()
    if code.endswith((":", "(", "[", "{")):
        return start + INDENT
    if re.match(r"(return|break|continue|pass|raise)\b", code) and code.count("(") <= code.count(")"):
        return max(start - INDENT, 0)
    return start


def _in_text_or_comment(before: str) -> bool:
    end = len(before)
    for found in NO_CODE.finditer(before):
        if found.end() == end:
            whole = found.group()
            quote = whole[:3] if whole[:3] in ('"""', "'''") else whole[:1]
            closed = (
                len(whole) >= 2 * len(quote) and whole.endswith(quote) and not whole.endswith("\\" + quote)
            )
            return quote == "#" or not closed
    return False


def _own_names(lines: tuple[str, ...], typed: str) -> dict[str, bool]:
    """Names the program itself brings in, in order, and whether each is a function.

    Found by shape, not by parsing: while a child types, the program rarely parses.
    """
    code = NO_CODE.sub(" ", "\n".join(lines))
    found: dict[str, bool] = {}
    for match in re.finditer(r"\b(def|class)\s+([^\W\d]\w*)", code):
        found.setdefault(match.group(2), True)
    for match in re.finditer(r"\bdef\s+\w+\s*\(([^)\n]*)", code):
        for name in WORD.findall(re.sub(r"=[^,]*|:[^,=]*", "", match.group(1))):
            found.setdefault(name, False)
    for match in re.finditer(
        r"\bfor\s+([^:\n]{1,60}?)\s+in\b|^[ \t]*([^\W\d][\w, ]*?)\s*=(?!=)", code, re.MULTILINE
    ):
        for name in WORD.findall(match.group(1) or match.group(2)):
            found.setdefault(name, False)
    return {name: kind for name, kind in found.items() if name not in KEYWORDS and name != typed}


def _starting_keywords(step: int, above: tuple[str, ...], dialect: Dialect) -> list[str]:
    """Keywords that may start a line in column `step`, of those the lesson offers."""
    sibling, around = _surroundings(above, step)
    fits = {
        "elif": sibling in ("if", "elif"),
        "else": sibling in ("if", "elif", "for", "while"),
        "return": "def" in around,
        "break": not around.isdisjoint(("for", "while")),
        "continue": not around.isdisjoint(("for", "while")),
    }
    # Inside a function `return` always helps; `else` comes with `if`.
    offered = {*dialect.toolbox, "return", *(["else"] if "if" in dialect.toolbox else [])}
    return [word for word in _STARTING if fits.get(word, True) and (not dialect.toolbox or word in offered)]


def _surroundings(above: tuple[str, ...], step: int) -> tuple[str, set[str]]:
    """The first word of the nearest line that starts in the same column, if no line between starts
    further left; and the first words of the lines that hold this one."""
    sibling = ""
    around: set[str] = set()
    limit = step
    for text in reversed(above):
        column = len(indentation(text))
        first = WORD.match(text.strip())
        if not text.strip() or column > limit:
            continue
        word = first.group() if first else ""
        if column == step and limit == step:
            sibling = sibling or word
        elif column < limit:
            around.add(word)
            limit = column
    return sibling, around
