"""Sets in the order Python keeps them: whole numbers lie in a table by their value, not as they came.

Only programs that make sets are rewritten: where a row is walked or written, it goes through a
function that knows the table (`additions`).
"""

from __future__ import annotations

import ast

from codekids.engine.scopes import words
from codekids.engine.splices import Sheet
from codekids.lang.tree import walk

WALKING = words("list tuple str repr enumerate iter set")  # these see the order of a set


class SetOrder:
    """The places of one program where the order of a set shows."""

    def __init__(
        self, tree: ast.Module, sheet: Sheet, prefix: str, fixed: frozenset[int], needs: set[str]
    ) -> None:
        self.sheet = sheet
        self.prefix = prefix
        self.fixed = fixed
        self.used = uses_sets(tree)
        if self.used:
            needs.add("ordered")

    def look(self, node: ast.AST) -> None:
        """Rewrite what has to be at this node."""
        if not self.used:
            return
        if isinstance(node, ast.For | ast.comprehension):
            self.walked(node.iter)
        elif isinstance(node, ast.Set):
            if len(node.elts) > 4 and all(map(_is_plain, node.elts)):
                self.sheet.wrap(node, f"{self.prefix}given_whole(", ")")
        elif isinstance(node, ast.Starred) and isinstance(node.ctx, ast.Load):
            self.walked(node.value)
        elif isinstance(node, ast.Call):
            for row in walked_by(node):
                self.walked(row)
        elif isinstance(node, ast.Assign):
            if any(isinstance(target, ast.Tuple | ast.List) for target in node.targets):
                self.walked(node.value)
        elif isinstance(node, ast.FormattedValue) and node.format_spec is None and node.conversion == -1:
            value = node.value
            plain = isinstance(value, ast.Constant | ast.JoinedStr)
            if not plain and id(value) not in self.fixed:
                self.sheet.wrap(value, f"{self.prefix}set_text(", ")")

    def walked(self, row: ast.expr) -> None:
        """A row that is walked may be a set."""
        if id(row) not in self.fixed and not _is_no_set(row):
            self.sheet.wrap(row, f"{self.prefix}ordered(", ")")


def uses_sets(tree: ast.Module) -> bool:
    """Whether a program makes a set anywhere."""
    return any(
        isinstance(node, ast.Set | ast.SetComp)
        or (isinstance(node, ast.Name) and node.id in {"set", "frozenset"})
        for node in walk(tree)
    )


def walked_by(call: ast.Call) -> list[ast.expr]:
    """What a call walks through, so that the order may show in what it gives."""
    function = call.func
    if isinstance(function, ast.Attribute):
        if function.attr in {"join", "extend", "fromkeys"}:
            return call.args[:1]
    elif isinstance(function, ast.Name) and call.args:
        if function.id in {"map", "filter"}:
            return call.args[1:]
        if function.id == "zip":
            return call.args
        # With a key, the first of those that are alike is taken; a sum of fractions has its own order.
        if function.id in {"sorted", "min", "max", "sum"} and (len(call.args) == 1 or function.id == "sum"):
            return call.args[:1]
    return []


def _is_plain(item: ast.expr) -> bool:
    """Whether Python knows the value before the run."""
    if isinstance(item, ast.Tuple):
        return all(map(_is_plain, item.elts))
    if isinstance(item, ast.UnaryOp):
        item = item.operand
    return isinstance(item, ast.Constant)


def _is_no_set(row: ast.expr) -> bool:
    if isinstance(row, ast.Call) and isinstance(row.func, ast.Name):
        return row.func.id in {"range", "sorted", "enumerate", "zip", "list", "tuple", "reversed", "input"}
    return isinstance(
        row, ast.Constant | ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp | ast.Dict | ast.GeneratorExp
    )
