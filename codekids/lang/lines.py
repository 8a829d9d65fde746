"""Lines and columns of a program, counted the way the editor and CPython count them.

A line ends at CR LF, CR or LF and nowhere else: `str.splitlines` would also cut
at form feeds and U+2028, and every later line would be off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from codekids.lang.problems import Fix

LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> tuple[str, ...]:
    """The lines without their ends; a text that ends in a newline has an empty last line."""
    return tuple(LINE_END.split(text))


def character_column(line: str, byte_column: int) -> int:
    """The 0-based character column for a 0-based UTF-8 byte column, as `ast` gives them."""
    if line.isascii():
        return min(byte_column, len(line))
    return len(line.encode("utf-8", "surrogatepass")[:byte_column].decode("utf-8", "ignore"))


def apply_fix(text: str, fix: Fix) -> str:
    """The program with one repair made; all other characters stay, line ends too.

    Places outside the text are taken as its nearest end.
    """
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    lines = split_lines(text)

    def offset(line: int, column: int) -> int:
        index = min(max(line, 1), len(lines)) - 1
        return starts[index] + min(max(column, 0), len(lines[index]))

    return text[: offset(fix.line, fix.column)] + fix.text + text[offset(fix.end_line, fix.end_column) :]


def indentation(line: str) -> str:
    """The spaces and tabs a line starts with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def last_code_line(lines: Sequence[str], before: int) -> int:
    """The 1-based number of the nearest line above `before` that is not blank or a comment; 0 if none."""
    for number in range(min(before - 1, len(lines)), 0, -1):
        stripped = lines[number - 1].strip()
        if stripped and not stripped.startswith("#"):
            return number
    return 0
