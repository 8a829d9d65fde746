"""How tightly Python's operators bind, so that brackets stand where they are needed and nowhere else."""

from __future__ import annotations

import ast

from codekids.lang.blocks.cut import parse

# The higher, the tighter. A slot has the least level its text must have.
LOOSE, TUPLE, TEST, OR, AND, NOT, COMPARED, SUM, TERM, UNARY, POWER, PRIMARY, ATOM = (
    0, 1, 2, 3, 4, 5, 7, 11, 12, 13, 14, 16, 17,
)  # fmt: skip
_COMPARISON = 6
_BITS = {ast.BitOr: 7, ast.BitXor: 8, ast.BitAnd: 9, ast.LShift: 10, ast.RShift: 10}

# The levels its operands need.
OPERANDS: dict[str, tuple[int, int]] = {
    "+": (SUM, TERM), "-": (SUM, TERM),
    "*": (TERM, UNARY), "/": (TERM, UNARY), "//": (TERM, UNARY), "%": (TERM, UNARY),
    "**": (PRIMARY - 1, UNARY),
}  # fmt: skip
OPERATOR_LEVEL = {"+": SUM, "-": SUM, "*": TERM, "/": TERM, "//": TERM, "%": TERM, "**": POWER,
                  "and": AND, "or": OR}  # fmt: skip

_LEVELS: dict[type[ast.AST], int] = {
    ast.NamedExpr: LOOSE, ast.Yield: LOOSE, ast.YieldFrom: LOOSE, ast.Starred: LOOSE,
    ast.Lambda: TEST, ast.IfExp: TEST, ast.Compare: _COMPARISON, ast.Await: PRIMARY - 1,
    ast.Call: PRIMARY, ast.Attribute: PRIMARY, ast.Subscript: PRIMARY,
}  # fmt: skip


def level(text: str) -> int:
    """How tightly an expression binds as it is written.

    Raises SyntaxError if the text is no expression by itself, or one of `cut.TOO_DEEP`.
    """
    bare = text.strip(" \t\f\r\n")
    node = parse(bare, "eval").body
    if (node.lineno, node.col_offset) != (1, 0):
        return ATOM  # something comes before it, and that can only be a bracket
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Pow):
            return POWER
        if isinstance(node.op, ast.Add | ast.Sub):
            return SUM
        return _BITS.get(type(node.op), TERM)
    if isinstance(node, ast.BoolOp):
        return AND if isinstance(node.op, ast.And) else OR
    if isinstance(node, ast.UnaryOp):
        return NOT if isinstance(node.op, ast.Not) else UNARY
    if isinstance(node, ast.Tuple):
        return ATOM if bare.startswith("(") else TUPLE
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex):
        return ATOM if isinstance(node.value, bool) else PRIMARY - 1  # 5.x is no attribute of 5
    return _LEVELS.get(type(node), ATOM)


def bracketed(text: str, least: int) -> str:
    """The expression, in brackets if it binds less tightly than `least` asks.

    Raises SyntaxError if it is none even in brackets.
    """
    try:
        found = level(text)
    except SyntaxError:
        level(f"({text})")  # one over several lines is an expression in brackets only
        return f"({text})"
    return text if found >= least else f"({text})"
