"""A run that Python ended, seen from the source: the place, what Python said, what the variables held.

Nothing runs here. What a value was is read from the text that the variables panel shows (`3`, `'ana'`,
`[1, 2]`); where that is cut short, nobody knows, and no rule speaks.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from codekids.lang.dialect import Dialect
from codekids.lang.lines import apply_fix, character_column
from codekids.lang.problems import Argument, Fix, Problem
from codekids.lang.source import Program, still_wrong
from codekids.lang.tree import walk

Rule = Callable[["Stop"], Problem | None]
Function = ast.FunctionDef | ast.AsyncFunctionDef
UNKNOWN: Any = object()  # a value nobody can tell
MOST_TRIES = 10
LONGEST_VALUE = 2000  # characters of a shown value that are read back


@dataclass(frozen=True)
class Stop:
    """One run-time problem of one program. `python` is split into `kind` ("TypeError") and `text`."""

    program: Program
    problem: Problem
    variables: Mapping[str, str]
    dialect: Dialect = field(default_factory=Dialect)
    _tries: list[Fix] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.problem.python.partition(":")[0]

    @property
    def text(self) -> str:
        return self.problem.python.partition(": ")[2]

    @property
    def line(self) -> int:
        return self.problem.line

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(walk(self.program.tree)) if self.program.tree else []

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    @cached_property
    def node(self) -> ast.AST | None:
        """What the problem marks: the expression of exactly that place, or the nearest around it."""
        wanted = (self.line, self.problem.column)
        end = (self.problem.end_line or self.line, self.problem.end_column)
        best: ast.AST | None = None
        for node in self.nodes:
            if not hasattr(node, "lineno"):
                continue
            line, start, end_line, stop = self.span(node)
            if ((line, start), (end_line, stop)) == (wanted, end):
                best = node  # ast.walk goes from outside in: the last is the innermost
        return best

    @cached_property
    def statement(self) -> ast.stmt | None:
        """The innermost statement on the line of the problem."""
        node = self.node
        while node is not None and not isinstance(node, ast.stmt):
            node = self.parents.get(node)
        if node is not None:
            return node
        there = [n for n in self.nodes if isinstance(n, ast.stmt) and n.lineno == self.line]
        return there[-1] if there else None

    def inside(self, wanted: type | tuple[type, ...]) -> Iterator[Any]:
        """Nodes of a type at the problem: the marked one and what it holds, else those of its statement."""
        root = self.node or self.statement
        if root is not None:
            yield from (node for node in ast.walk(root) if isinstance(node, wanted))
            statement = self.statement
            if statement is not None and root is not statement:
                head = statement
                yield from (
                    node
                    for node in ast.walk(head)
                    if isinstance(node, wanted) and getattr(node, "lineno", 0) == self.line
                )

    def first(self, wanted: type | tuple[type, ...]) -> Any:
        return next(self.inside(wanted), None)

    # -- places

    def span(self, node: ast.AST) -> tuple[int, int, int, int]:
        """Line, column, end line, end column, in characters."""
        lines = self.program.lines
        line = min(getattr(node, "lineno", 1), len(lines))
        end_line = min(getattr(node, "end_lineno", None) or line, len(lines))
        start = character_column(lines[line - 1], getattr(node, "col_offset", 0))
        end = character_column(lines[end_line - 1], getattr(node, "end_col_offset", 0) or 0)
        return line, start, end_line, end

    def code(self, node: ast.AST | None) -> str:
        """The child's own letters for a node on one line; "" for none."""
        if node is None or not hasattr(node, "lineno"):
            return ""
        line, start, end_line, end = self.span(node)
        return self.program.lines[line - 1][start:end] if line == end_line else ""

    def told(
        self, key: str, node: ast.AST | None = None, fix: Fix | None = None, /, **args: Argument
    ) -> Problem:
        """The problem under another key: at a node, or where it was."""
        was = self.problem
        if node is None:
            return Problem(
                was.line, was.column, key, args, was.end_line, was.end_column, fix or was.fix, was.python
            )
        line, start, end_line, end = self.span(node)
        if hasattr(node, "body"):  # the head is enough to show
            end_line, end = line, len(self.program.lines[line - 1])
        return Problem(line, start, key, args, end_line, end, fix, was.python)

    def replacing(self, node: ast.AST, text: str) -> Fix | None:
        """The repair that puts a text in place of a node, if the program still parses with it."""
        line, start, end_line, end = self.span(node)
        return self.tried(Fix(line, start, end_line, end, text))

    def tried(self, fix: Fix) -> Fix | None:
        """The repair, if the program parses with it. Only so many are tried: each costs a compilation."""
        self._tries.append(fix)
        if len(self._tries) > MOST_TRIES:
            return None
        return fix if still_wrong(apply_fix(self.program.text, fix)) is None else None

    # -- what is known of values

    def value(self, node: ast.AST | None) -> Any:
        """What an expression was worth when the run stopped; UNKNOWN if nobody can tell."""
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return read_back(self.variables.get(node.id, ""))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.value(node.operand)
            return -inner if isinstance(inner, int | float) else UNKNOWN
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            left, right = self.value(node.left), self.value(node.right)
            if isinstance(left, int) and isinstance(right, int):
                return left + right if isinstance(node.op, ast.Add) else left - right
        if isinstance(node, ast.Call) and self.calls(node, "len") and len(node.args) == 1:
            held = self.value(node.args[0])
            return len(held) if isinstance(held, str | list | tuple | dict) else UNKNOWN
        return UNKNOWN

    def calls(self, node: ast.AST | None, *names: str) -> bool:
        """Whether a node calls one of Python's own words (or of the world's)."""
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names

    @cached_property
    def functions(self) -> dict[str, Function]:
        """The functions of the program by name, methods too."""
        return {node.name: node for node in self.nodes if isinstance(node, Function)}

    def function_around(self, node: ast.AST | None) -> Function | None:
        while node is not None:
            node = self.parents.get(node)
            if isinstance(node, Function):
                return node
        return None

    def givings(self, name: str) -> list[tuple[int, ast.expr | None]]:
        """Where a name gets a value, in reading order: (line, the value); None for `for` and `+=`."""
        return self._all_givings.get(name, [])

    @cached_property
    def _all_givings(self) -> dict[str, list[tuple[int, ast.expr | None]]]:
        found: dict[str, list[tuple[int, ast.expr | None]]] = {}
        for node in self.nodes:
            given: list[tuple[ast.expr, ast.expr | None]] = []
            if isinstance(node, ast.Assign):
                given = [(target, node.value) for target in node.targets]
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                given = [(node.target, node.value)]
            elif isinstance(node, ast.For | ast.AugAssign):
                given = [(inner, None) for inner in ast.walk(node.target) if isinstance(inner, ast.Name)]
            for target, value in given:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append((getattr(node, "lineno", 0), value))
        return {name: sorted(places, key=lambda place: place[0]) for name, places in found.items()}

    def last_giving(self, name: str) -> tuple[int, ast.expr | None]:
        """The nearest line above that gives a name its value, else the last there is; (0, None) if none."""
        givings = self.givings(name)
        above = [giving for giving in givings if giving[0] <= self.line]
        return (above or givings or [(0, None)])[-1]

    def source_of(self, node: ast.AST | None) -> tuple[int, ast.AST | None]:
        """Where a value comes from: for a name, the line and expression that gave it; else itself."""
        if isinstance(node, ast.Name):
            line, value = self.last_giving(node.id)
            if value is not None:
                return line, value
        return getattr(node, "lineno", 0), node

    def from_input(self, node: ast.AST | None) -> int:
        """The line of the `input()` whose answer, still a text, this is; 0 if it is none."""
        if isinstance(node, ast.Name):
            for line, value in reversed(self.givings(node.id)):
                if self.calls(value, "input"):
                    return line
            return 0
        if isinstance(node, ast.Subscript):
            return self.from_input(node.value)
        return node.lineno if isinstance(node, ast.Call) and self.calls(node, "input") else 0


def read_back(shown: str) -> Any:
    """The value behind a text of the variables panel; UNKNOWN where it is cut short or no plain value."""
    if not shown or "…" in shown or len(shown) > LONGEST_VALUE:
        return UNKNOWN
    try:
        return ast.literal_eval(shown)
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return UNKNOWN
