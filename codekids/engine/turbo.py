"""The other build of a program: as fast as the sandbox goes, telling only what is done.

    for i in range(n):        for i in range(n):
        x = f(i)                  _k=_k-2 if _k>0 else _spent(2,1);x = f(i)

Lines are not told but counted, a block at a time, where a loop comes round and where a
function begins: a block counts as all its lines, of an `if` the longer way. When the
allowance is used up the host looks in, so Stop and the budget work as ever. Commands,
prints and questions go the same way as in the other build, each with its line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from codekids.engine.instrument import Hook, Instrumented, Scope, SiteKind, Splicer
from codekids.engine.scopes import is_text
from codekids.lang.source import Program


def instrument_for_speed(program: Program, words: Iterable[str], sensors: Iterable[str]) -> Instrumented:
    """Splice the counts in. The arguments are those of `instrument.instrument`."""
    assert program.tree is not None
    return _Turbo(program, frozenset(words), frozenset(sensors), False).spliced()


class _Turbo(Splicer):
    def note(self, kind: SiteKind, line: int, scope: Scope, once: bool = False) -> list[Hook]:
        return []

    def tick(self, kind: SiteKind, line: int, scope: Scope) -> list[Hook]:
        return []

    def value(self, line: int, scope: Scope, name: str) -> list[Hook]:
        return []

    def values(self, statement: ast.stmt, scope: Scope) -> Iterator[str]:
        return iter(())

    def come_back(self, node: ast.Call) -> None:
        """Nobody asks."""

    def each_round(self, loop: ast.For | ast.While) -> list[Hook]:
        return [Hook("", lines=1 + lines_of(loop.body), line=loop.lineno)]

    def coming_round(self, loop: ast.For, scope: Scope) -> list[Hook]:
        return self.each_round(loop)

    def entering(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, inner: Scope, names: Sequence[str]
    ) -> list[Hook]:
        inner.leaves = False
        return [Hook("", once=True, lines=lines_of(node.body), line=node.body[0].lineno)]

    def as_statement(self, hook: Hook, scope: Scope) -> str:
        if not hook.lines:
            return hook.code
        left = f"{self.prefix}k"
        known = "" if scope.number == 0 or scope.number in self.counted_in else f"global {left};"
        self.counted_in.add(scope.number)
        spent = f"{self.prefix}spent({hook.lines},{hook.line})"
        return f"{known}{left}={left}-{hook.lines} if {left}>0 else {spent}"

    def as_expression(self, hook: Hook, scope: Scope) -> str:
        if not hook.lines:
            return hook.code
        if scope.number == 0 or scope.number in self.counted_in:
            return f"({self.prefix}k:={self.prefix}k-{hook.lines})<0 and {self.prefix}refill({hook.line})"
        # In the head of a loop or an `if` there is no place for a `global`.
        return f"{self.prefix}spend({hook.lines},{hook.line})"


def lines_of(body: Sequence[ast.stmt]) -> int:
    """The lines of a block that are carried out when it is, without those of the loops in it."""
    lines = 0
    last = 0
    for statement in body:
        own = statement.lineno != last
        last = statement.lineno
        if is_text(statement):
            continue
        lines += own
        if isinstance(statement, ast.If):
            lines += max(lines_of(statement.body), lines_of(statement.orelse))
        elif isinstance(statement, ast.With):
            lines += lines_of(statement.body)
        elif isinstance(statement, ast.Match):
            lines += max(lines_of(case.body) for case in statement.cases)
        elif isinstance(statement, ast.Try):
            handlers = [lines_of(handler.body) for handler in statement.handlers]
            lines += max([lines_of(statement.orelse), *handlers])
            lines += lines_of(statement.body) + lines_of(statement.finalbody) - 1
    return lines
