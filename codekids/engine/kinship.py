"""Which variables may show a change that was made through another one.

    row = grid[0]             a change of `row` shows in `grid`
    for row in grid:          the same
    put = basket.append       calling `put` changes `basket`

One list under two names is seen by its identity (`record`); this is for lists within lists.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from codekids.engine.scopes import OWN_SCOPE, is_simple, root_name, target_names, words

# What these give has nothing of their arguments in it.
_FRESH = words("abs bool chr float hex input int len ord range repr round str sum type")


class Kinship:
    """The names of one scope."""

    def __init__(self, body: Sequence[ast.stmt], parameters: Iterable[str]) -> None:
        self._sources: dict[str, set[str]] = {}
        self._born: dict[str, int] = dict.fromkeys(parameters, 0)
        for name, value in _given(body):
            roots = set(_roots(value)) - {name}
            if roots:
                self._sources.setdefault(name, set()).update(roots)
        for statement in body:
            if is_simple(statement) and isinstance(statement, ast.Assign | ast.AnnAssign):
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                for target in targets:
                    if isinstance(target, ast.Name) and statement.value is not None:
                        self._born.setdefault(target.id, statement.lineno)
        self._deleted = {
            name
            for node in ast.walk(ast.Module(list(body), []))
            if isinstance(node, ast.Delete)
            for target in node.targets
            if isinstance(target, ast.Name)
            for name in [target.id]
        }

    def behind(self, name: str, line: int, deep: bool) -> list[str]:
        """Names whose value may hold what `name` is, on this line; `deep`: or share what is in it."""
        found: dict[str, None] = {}
        waiting = [name]
        while waiting:
            for other in sorted(self._near(waiting.pop(), deep)):
                if other not in found and other != name:
                    found[other] = None
                    waiting.append(other)
        return list(found)

    def surely_there(self, name: str, line: int) -> bool:
        """Whether the name has a value on this line, whatever way the program took."""
        return self._born.get(name, line) < line and name not in self._deleted

    def _near(self, name: str, deep: bool) -> set[str]:
        near = set(self._sources.get(name, ()))
        if deep:
            near |= {other for other, sources in self._sources.items() if name in sources}
        return near

    def changed_by(self, statement: ast.stmt) -> Iterator[tuple[str, bool]]:
        """The names through which a simple statement changes something, and whether deep inside."""
        targets: list[ast.expr] = []
        if isinstance(statement, ast.Assign):
            targets = list(statement.targets)
        elif isinstance(statement, ast.AugAssign):
            targets = [statement.target]
        elif isinstance(statement, ast.Delete):
            targets = list(statement.targets)
        for target in targets:
            for part in target.elts if isinstance(target, ast.Tuple | ast.List) else [target]:
                grown = isinstance(statement, ast.AugAssign) and isinstance(part, ast.Name)
                if isinstance(part, ast.Subscript | ast.Attribute) or grown:
                    root = root_name(part)
                    if root is not None:
                        yield root, _depth(part) > 1
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                if isinstance(node.func, ast.Attribute):
                    root = root_name(node.func)
                    if root is not None:
                        yield root, _depth(node.func) > 1
                elif isinstance(node.func, ast.Name):
                    yield node.func.id, True


def _depth(node: ast.expr) -> int:
    depth = 0
    while isinstance(node, ast.Subscript | ast.Attribute):
        depth += 1
        node = node.value
    return depth


def _given(body: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """Each name of the scope with the expressions its values come from."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assign):
            for target in node.targets:
                yield from ((name, node.value) for name in target_names(target) if not _is_part(target))
        elif isinstance(node, ast.For):
            yield from ((name, node.iter) for name in target_names(node.target))
        elif isinstance(node, ast.NamedExpr):
            yield node.target.id, node.value
        # What is put into a list is in it: `rows.append(row)`.
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            root = root_name(node.func)
            for argument in node.args:
                inner = root_name(argument)
                if root is not None and inner is not None and node.func.attr in {"append", "insert", "add"}:
                    yield inner, ast.Name(root, ast.Load())
        if not isinstance(node, OWN_SCOPE):
            waiting.extend(ast.iter_child_nodes(node))


def _is_part(target: ast.expr) -> bool:
    return isinstance(target, ast.Subscript | ast.Attribute)


def _roots(value: ast.expr) -> Iterator[str]:
    """Names whose inner values may come out of an expression."""
    waiting: list[ast.AST] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id not in _FRESH:
                waiting += [*node.args, *(word.value for word in node.keywords)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            waiting += [node.func.value, *node.args]
        elif isinstance(node, ast.Subscript | ast.Attribute):
            waiting.append(node.value)
        elif not isinstance(node, ast.Compare | ast.JoinedStr | ast.Constant | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))
