"""A program looked at from its source alone, for what may be behind a run that missed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from codekids.lang.dialect import Dialect
from codekids.lang.explain.stop import Function, Stop
from codekids.lang.problems import Argument, Fix, Problem
from codekids.lang.source import Program

LOOPS = (ast.For, ast.While)


BLOCKS = ("body", "orelse", "finalbody")


@dataclass(frozen=True, slots=True)
class Remark(Problem):
    """Something to look at in a run that missed: of the shape of a Problem, but it stops nothing."""


class Look:
    """A program with what the rules ask of it."""

    def __init__(self, program: Program, dialect: Dialect) -> None:
        self.program = program
        self.dialect = dialect
        # A stop at the first line: only its looks at the source are used here.
        self.stop = Stop(program, Problem(1, 0, ""), {}, dialect)
        self.nodes = self.stop.nodes
        self.functions = self.stop.functions

    def remark(self, node: ast.AST, key: str, fix: Fix | None = None, /, **args: Argument) -> Remark:
        at = self.stop.told(key, node, fix, **args)
        return Remark(at.line, at.column, key, args, at.end_line, at.end_column, fix)

    def code(self, node: ast.AST | None) -> str:
        return self.stop.code(node)

    def each(self, wanted: type | tuple[type, ...]) -> Iterator[ast.AST]:
        return (node for node in self.nodes if isinstance(node, wanted))

    @cached_property
    def stored(self) -> dict[str, int]:
        """Names that get a value, with the first line."""
        found: dict[str, int] = {}
        for node in self.each(ast.Name):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found[node.id] = min(node.lineno, found.get(node.id, node.lineno))
        return found

    @cached_property
    def read(self) -> frozenset[str]:
        return frozenset(
            node.id for node in self.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        )

    @cached_property
    def docstrings(self) -> frozenset[int]:
        held = [node for node in self.nodes if isinstance(node, ast.Module | ast.ClassDef | Function)]
        return frozenset(id(node.body[0]) for node in held if node.body)

    def blocks(self) -> Iterator[list[ast.stmt]]:
        """Every run of statements under one head."""
        for node in self.nodes:
            for name in BLOCKS:
                block = getattr(node, name, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    yield block

    def raw_input(self, node: ast.AST | None) -> int:
        """The line of the `input()` whose answer is still a text here; 0 if none, or if it was made a number
        anywhere."""
        where = self.stop.from_input(node)
        if where and isinstance(node, ast.Name):
            values = [value for _, value in self.stop.givings(node.id)]
            if not all(self.stop.calls(value, "input") for value in values):
                return 0
        return where


Rule = Callable[[Look], Iterator[Remark]]
