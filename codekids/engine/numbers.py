"""Which names of a program can only ever hold numbers of modest size.

Such a value cannot change under a name and is short when written, so a hook may note it
as it is, without a look at what it is; that is what most lines of most loops assign.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence

from codekids.engine.scopes import FUNCTIONS, OWN_SCOPE
from codekids.lang.tree import walk

# A factor up to here lets a number grow by few digits in a round of a loop.
_SMALL = 1_000
_CALLS = frozenset({"len", "ord", "round"})
_CHANCE = frozenset({"randint", "random", "randrange"})


class SureNumbers:
    """The answer for a whole program."""

    def __init__(self, tree: ast.Module, bound: frozenset[str], words: frozenset[str]) -> None:
        nodes = list(walk(tree))
        self._bound = bound
        self._shared = {
            name for node in nodes if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names
        }
        self._shared |= words | set(
            dir(builtins)
        )  # these hold something before the program gives them a value
        # With operators of its own, the program may make anything out of two objects; a number is safe.
        self._random = {
            alias.asname or alias.name
            for node in nodes
            if isinstance(node, ast.Import)
            for alias in node.names
            if alias.name == "random"
        }

    def names_in(self, body: Sequence[ast.stmt], parameters: Iterable[str] = ()) -> frozenset[str]:
        """The names of the scope of `body` that only ever hold numbers; never one of its `parameters`."""
        given: dict[str, list[ast.expr | None]] = {}
        for name, value in _bindings(body):
            given.setdefault(name, []).append(value)
        sure = given.keys() - set(parameters) - self._shared
        # A name is a number as long as nothing speaks against it: `i = i + 1` then proves itself.
        while True:
            wrong = {
                name
                for name in sure
                if any(value is None or not self._number(value, sure) for value in given[name])
            }
            if not wrong:
                return frozenset(sure)
            sure = sure - wrong

    def _number(self, node: ast.expr, sure: Iterable[str]) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, bool | int | float) and abs(node.value) < 10**15
        if isinstance(node, ast.Name):
            return node.id in sure
        if isinstance(node, ast.UnaryOp):
            return isinstance(node.op, ast.USub | ast.UAdd) and self._number(node.operand, sure)
        if isinstance(node, ast.IfExp):
            return self._number(node.body, sure) and self._number(node.orelse, sure)
        if isinstance(node, ast.BinOp):
            if not (self._number(node.left, sure) and self._number(node.right, sure)):
                return False
            if isinstance(node.op, ast.Mult):
                return _small(node.left) or _small(node.right)
            return isinstance(node.op, ast.Add | ast.Sub | ast.Mod | ast.FloorDiv | ast.Div)
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                if function.id in self._bound:
                    return False
                if function.id == "range":  # only as the row of a loop
                    return False
                return function.id in _CALLS and not node.keywords and not _starred(node)
            return (
                isinstance(function, ast.Attribute)
                and isinstance(function.value, ast.Name)
                and function.value.id in self._random
                and function.attr in _CHANCE
                and all(_small(argument) for argument in node.args)
            )
        return isinstance(node, _Item) and "range" not in self._bound


class _Item(ast.expr):
    """Stands for an item of a `range` whose ends are no secret."""


def _small(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and abs(node.value) <= _SMALL


def _starred(node: ast.Call) -> bool:
    return any(isinstance(argument, ast.Starred) for argument in node.args)


def _bindings(body: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.expr | None]]:
    """Every way a name of this scope gets a value; None where nothing can be said about it."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from _assigned(target, node.value)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                yield from _assigned(node.target, node.value)
        elif isinstance(node, ast.AugAssign):
            if isinstance(node.target, ast.Name):
                grown = ast.BinOp(ast.Name(node.target.id, ast.Load()), node.op, node.value)
                yield node.target.id, grown
        elif isinstance(node, ast.For):
            yield from _assigned(node.target, _items(node.iter))
        elif isinstance(node, ast.NamedExpr):
            yield node.target.id, node.value
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name, None
        elif isinstance(node, ast.alias):
            yield node.asname or node.name.split(".")[0], None
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.name, None
        elif isinstance(node, ast.MatchMapping) and node.rest:
            yield node.rest, None
        elif isinstance(node, ast.With):
            for item in node.items:
                if item.optional_vars is not None:
                    yield from _assigned(item.optional_vars, None)
        elif isinstance(node, ast.Delete):
            for target in node.targets:
                yield from _assigned(target, None)
        if not isinstance(node, OWN_SCOPE):
            waiting.extend(ast.iter_child_nodes(node))


def _items(row: ast.expr) -> ast.expr | None:
    if isinstance(row, ast.Call) and isinstance(row.func, ast.Name) and row.func.id == "range":
        return _Item()
    return None


def _assigned(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Starred):
        yield from _assigned(target.value, None)
    elif isinstance(target, ast.Tuple | ast.List):
        parts: Sequence[ast.expr | None] = [None] * len(target.elts)
        if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
            parts = value.elts
            if any(isinstance(part, ast.Starred) for part in [*value.elts, *target.elts]):
                parts = [None] * len(target.elts)
        for inner, part in zip(target.elts, parts, strict=True):
            yield from _assigned(inner, part)
