"""The operators of own classes that the sandbox does not ask: `__bool__`, `__len__`, `__lt__` and so on.

Only programs that define them are rewritten; the functions are in `additions`.
"""

from __future__ import annotations

import ast

from codekids.engine.splices import Sheet

_ORDER = frozenset({"lt", "le", "gt", "ge"})
_SIGN = r"<=|>=|<|>|==|!=|\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b"


class OwnOperators:
    """Rewrites truth tests if a class says what is true, comparisons if one says what is smaller."""

    def __init__(self, sheet: Sheet, prefix: str, special: set[str], needs: set[str]) -> None:
        self.sheet = sheet
        self.prefix = prefix
        self.needs = needs
        self.truth = bool(special & {"bool", "len"})
        self.order = bool(special & _ORDER)

    def need(self, name: str) -> str:
        """The name of an addition."""
        self.needs.add(name)
        return f"{self.prefix}{name}"

    def look(self, node: ast.AST) -> None:
        """Rewrite what has to be at this node."""
        if self.truth:
            self.tests(node)
            if isinstance(node, ast.BoolOp):
                self.joined(node)
        if self.order and isinstance(node, ast.Compare):
            self.compared(node)

    def tests(self, node: ast.AST) -> None:
        """Own `__bool__` and `__len__` decide in every place where Python asks whether something is so."""
        asked: list[ast.expr] = []
        if isinstance(node, ast.If | ast.While | ast.IfExp | ast.Assert):
            asked = [node.test]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            asked = [node.operand]
        elif isinstance(node, ast.comprehension):
            asked = node.ifs
        elif isinstance(node, ast.match_case) and node.guard is not None:
            asked = [node.guard]
        for test in asked:
            if not _is_truth(test):
                self.sheet.wrap(test, f"{self.need('own_bool')}(", ")")

    def joined(self, node: ast.BoolOp) -> None:
        if all(map(_is_truth, node.values)):
            return
        word = "and" if isinstance(node.op, ast.And) else "or"
        self.sheet.wrap(node, f"{self.need(f'own_{word}')}(lambda:", ")")
        for left, right in zip(node.values, node.values[1:], strict=False):
            sign = self.sheet.find(rf"\b{word}\b", self.sheet.end(left), self.sheet.start(right))
            if sign is not None:
                self.sheet.replace(*sign, ",lambda:")

    def compared(self, node: ast.Compare) -> None:
        if not self.order or not any(
            isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for sign in node.ops
        ):
            return
        values = [node.left, *node.comparators]
        self.sheet.wrap(node, f"{self.need('compared')}(", ")")
        for index, sign in enumerate(node.ops):
            found = self.sheet.find(_SIGN, self.sheet.end(values[index]), self.sheet.start(values[index + 1]))
            if found is not None:
                late = "lambda:" if index else ""
                self.sheet.replace(*found, f",{self.prefix}is_{type(sign).__name__.lower()},{late}")


def _is_truth(node: ast.expr) -> bool:
    """Whether an expression is surely True, False or a plain constant."""
    if isinstance(node, ast.Compare | ast.Constant):
        return True
    if isinstance(node, ast.BoolOp):
        return all(map(_is_truth, node.values))
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
