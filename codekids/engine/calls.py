"""Calls of our own words, so that each says which line it stands on."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from codekids.engine.splices import Place, Sheet


@dataclass(frozen=True, slots=True)
class Calls:
    """Rewrites the calls of `print`, `input` and the world's words."""

    sheet: Sheet
    prefix: str
    own_words: frozenset[str]  # those that still mean ours in this program
    words: frozenset[str]  # the commands of the world
    sensors: frozenset[str]  # those among them that answer
    bound: frozenset[str]
    tries: bool
    do: Callable[[int, str], str]  # a site for a command without values

    def put(self, node: ast.Call) -> None:
        """`move(2)` becomes `_c(4,'move',2)`. Without values the character of a site says it all."""
        function = node.func
        if not isinstance(function, ast.Name):
            return
        if function.id == "round" and "round" not in self.bound and len(node.args) + len(node.keywords) == 2:
            # The sandbox rounds 2.675 to 2.68, because it looks so; Python to 2.67, which is nearer.
            self.sheet.replace(self.sheet.start(function), self.sheet.end(function), f"{self.prefix}round")
        if function.id not in self.own_words:
            return
        opening = self.opening_bracket(self.sheet.end(function))
        if opening is None:
            return
        name, line = function.id, node.lineno
        short = {"print": "p", "input": "i", "exit": "x", "quit": "x"}.get(name)
        start, end = self.sheet.start(function), self.sheet.end(function)
        comma = "," if node.args or node.keywords else ""
        if short and name not in self.words:
            self.sheet.replace(start, end, f"{self.prefix}{short}")
            self.sheet.insert(opening, f"{line}{comma}", order=4)
        elif not comma and name not in self.sensors:
            site = self.do(line, name)
            self.sheet.replace(start, end, f"{self.prefix}{'o' if self.tries else 't'}")
            self.sheet.insert(opening, site, order=4)
        else:
            self.sheet.replace(start, end, f"{self.prefix}{'s' if name in self.sensors else 'c'}")
            self.sheet.insert(opening, f"{line},'{name}'{comma}", order=4)

    def opening_bracket(self, place: Place) -> Place | None:
        """The place just behind the `(` that follows a name; None if something else follows."""
        line, column = place
        while line <= len(self.sheet.lines):
            rest = self.sheet.lines[line - 1][column:]
            code = rest.lstrip()
            if code.startswith("("):
                return line, column + len(rest) - len(code) + 1
            if code and not code.startswith(("#", "\\")):
                return None
            line, column = line + 1, 0
        return None
