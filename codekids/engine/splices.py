"""Text put into a child's lines, so that a line stays on its line and a column can be led back."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from codekids.lang.lines import character_column

Place = tuple[int, int]  # 1-based line, 0-based column in characters
Pieces = tuple[tuple[int, int, int], ...]

# What is put at one place goes in this order: what closes an expression, what stands before or after
# a statement, what opens an expression, what takes the place of a word.
CLOSING, STATEMENT, OPENING, WORD = -1, 0, 5, 9


class Sheet:
    """A program's lines with what is to be put between their characters."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        # Column, order, length of what is taken out, text.
        self._edits: list[list[tuple[int, float, int, str]]] = [[] for _ in lines]
        self._closed = 0

    def start(self, node: ast.stmt | ast.expr) -> Place:
        return node.lineno, character_column(self.lines[node.lineno - 1], node.col_offset)

    def end(self, node: ast.stmt | ast.expr) -> Place:
        line = node.end_lineno or node.lineno
        return line, character_column(self.lines[line - 1], node.end_col_offset or 0)

    def insert(self, place: Place, text: str, order: float = 1, length: int = 0) -> None:
        self._edits[place[0] - 1].append((place[1], order, length, text))

    def opening(self, place: Place, text: str) -> None:
        """Of two that open at one place, the one that is put first is the outer one."""
        self.insert(place, text, OPENING)

    def closing(self, place: Place, text: str) -> None:
        """Of two that close at one place, the one that is put first is the outer one."""
        self._closed += 1
        self.insert(place, text, CLOSING - self._closed)

    def wrap(self, node: ast.expr, before: str, after: str) -> None:
        self.opening(self.start(node), before)
        self.closing(self.end(node), after)

    def replace(self, start: Place, end: Place, text: str) -> None:
        """Take out what stands from `start` to `end`; the first line gets the text."""
        for line in range(start[0], end[0] + 1):
            first = start[1] if line == start[0] else 0
            last = end[1] if line == end[0] else len(self.lines[line - 1])
            self.insert((line, first), text if line == start[0] else "", WORD, last - first)

    def find(self, pattern: str, start: Place, end: Place) -> tuple[Place, Place] | None:
        """The first match between two places with nothing but signs and comments between them."""
        for line in range(start[0], end[0] + 1):
            text = self.lines[line - 1]
            first = start[1] if line == start[0] else 0
            stop = end[1] if line == end[0] else len(text)
            comment = text.find("#", first, stop)
            found = re.compile(pattern).search(text, first, stop if comment < 0 else comment)
            if found:
                return (line, found.start()), (line, found.end())
        return None

    def applied(self) -> tuple[list[str], tuple[Pieces, ...]]:
        """The new lines, and the pieces of each (see `instrument.Instrumented`)."""
        both = [_apply(line, edits) for line, edits in zip(self.lines, self._edits, strict=True)]
        return [text for text, _ in both], tuple(pieces for _, pieces in both)


def _apply(line: str, edits: list[tuple[int, float, int, str]]) -> tuple[str, Pieces]:
    if not edits:
        return line, ()
    text = ""
    done = 0
    pieces = []
    for column, _order, length, new in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        if column > done:
            pieces.append((len(text), done, column - done))
            text += line[done:column]
        pieces.append((len(text), column, -1))
        text += new
        done = max(done, column + length)
    pieces.append((len(text), done, max(len(line) - done, 0) + 1))
    return text + line[done:], tuple(pieces)
