"""Right places for what stands in the braces of f-strings.

Before Python 3.12 the parser looks for the text of an expression and takes the first place
where it occurs; here the braces are read anew, one after the other.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_RIGHT_BY_ITSELF = sys.version_info >= (3, 12)


@dataclass(frozen=True, slots=True)
class _Hole:
    """The text of an expression in braces, and where it starts: 1-based line, 0-based byte column."""

    text: str
    line: int
    column: int


def with_places(text: str, lines: Sequence[str], tree: ast.Module) -> tuple[ast.Module, frozenset[int]]:
    """The tree with right places in f-strings, and the ids of nodes there that must stay as they are:
    those whose own text is shown (`f"{x=}"`) or whose place is not known.

    The tree that was given is not changed.
    """
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    if not strings:
        return tree, frozenset()
    tree = ast.parse(text)
    tokens = [] if _RIGHT_BY_ITSELF else _string_tokens(text)
    fixed: set[int] = set()
    inner = {id(child) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
             for child in ast.walk(node) if child is not node}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in inner:
            if not _RIGHT_BY_ITSELF and not _place(node, tokens):
                fixed.update(id(child) for child in ast.walk(node))
            fixed.update(_spelled_out(node, lines))
    return tree, frozenset(fixed)


def _string_tokens(text: str) -> list[tokenize.TokenInfo]:
    try:
        return [
            token
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.STRING
        ]
    except (tokenize.TokenError, SyntaxError):
        return []


def _values(node: ast.JoinedStr) -> Iterator[ast.FormattedValue]:
    """The holes in the order of the text."""
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            yield part
            if isinstance(part.format_spec, ast.JoinedStr):
                yield from _values(part.format_spec)


def _place(node: ast.JoinedStr, tokens: list[tokenize.TokenInfo]) -> bool:
    """Put right the places of everything in one f-string; False if that cannot be done."""
    first = (node.lineno, node.col_offset)
    last = (node.end_lineno or 0, node.end_col_offset or 0)
    holes: list[_Hole] = []
    for token in tokens:
        start = (token.start[0], len(token.line[: token.start[1]].encode()))
        if first <= start < last:
            holes += _holes(token)
    values = list(_values(node))
    if len(values) != len(holes):
        return False
    return all(_move(value.value, hole) for value, hole in zip(values, holes, strict=True))


def _move(expression: ast.expr, hole: _Hole) -> bool:
    try:
        right = ast.parse(f"({hole.text})", mode="eval").body
    except (SyntaxError, ValueError):
        return False
    if ast.dump(right) != ast.dump(expression):
        return False
    for node, placed in zip(ast.walk(expression), ast.walk(right), strict=True):
        if isinstance(node, ast.expr) and isinstance(placed, ast.expr):
            node.lineno = placed.lineno + hole.line - 1
            node.end_lineno = (placed.end_lineno or placed.lineno) + hole.line - 1
            node.col_offset = placed.col_offset + (hole.column - 1 if placed.lineno == 1 else 0)
            node.end_col_offset = (placed.end_col_offset or 0) + (
                hole.column - 1 if placed.end_lineno == 1 else 0
            )
    return not any(isinstance(node, ast.JoinedStr) for node in ast.walk(expression))


def _holes(token: tokenize.TokenInfo) -> Iterator[_Hole]:
    """What stands in the braces of one string."""
    quote = min(index for index in (token.string.find("'"), token.string.find('"')) if index >= 0)
    if "f" not in token.string[:quote].lower():
        return
    width = 3 if token.string[quote : quote + 3] in {"'''", '"""'} else 1
    text = token.string[: len(token.string) - width]
    lines = token.string.split("\n")
    line_starts = [0]
    for line in lines:
        line_starts.append(line_starts[-1] + len(line) + 1)
    before = len(token.line[: token.start[1]].encode())
    index, depth = quote + width, 0
    while index < len(text):
        if text[index] == "{" and text.startswith("{{", index) and depth == 0:
            index += 2
        elif text[index] == "{":
            end = _end_of_expression(text, index + 1)
            row = max(number for number, start in enumerate(line_starts) if start <= index + 1)
            column = len(text[line_starts[row] : index + 1].encode()) + (before if row == 0 else 0)
            code = text[index + 1 : end]
            yield _Hole(code, token.start[0] + row, column)
            index = end
            while index < len(text) and text[index] not in ":}":
                index += 1
            depth += text[index : index + 1] == ":"
            index += 1
        elif text[index] == "}" and depth:
            depth -= 1
            index += 1
        else:
            index += 1


def _end_of_expression(text: str, index: int) -> int:
    """Where an expression in braces ends: before `!r`, `=`, `:` or `}` outside of brackets."""
    depth = 0
    quote = ""
    while index < len(text):
        sign = text[index]
        if quote:
            if sign == quote:
                quote = ""
        elif sign in "'\"":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}" and depth:
            depth -= 1
        elif depth == 0:
            two = text[index : index + 2]
            if two in {"!=", "==", "<=", ">="}:
                index += 2
                continue
            if sign in "}:!" or (sign == "=" and text[index + 1 :].lstrip()[:1] in {"}", ":", "!"}):
                return index
        index += 1
    return index


def _spelled_out(node: ast.JoinedStr, lines: Sequence[str]) -> Iterator[int]:
    """Nodes of `{x=}`: the text before the `=` is shown, so it must not change."""
    for hole in _values(node):
        end = hole.value.end_lineno or 0
        if 1 <= end <= len(lines):
            rest = lines[end - 1].encode()[hole.value.end_col_offset or 0 :].decode("utf-8", "replace")
            if re.match(r"[\s)]*=\s*[}:!]", rest):
                yield from (id(child) for child in ast.walk(hole.value))
