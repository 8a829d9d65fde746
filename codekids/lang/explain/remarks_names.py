"""Names and numbers that are not what they look like."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from codekids.lang.explain.look import Look, Remark
from codekids.lang.names import COMMON
from codekids.lang.words import distance, fold

MOST_NAMES = 100  # compared with each other; a program by hand has a dozen


def name_by_slip(look: Look) -> Iterator[Remark]:
    """`socr = scor + 1`: a new variable that nobody asks for, almost named like another."""
    if len(look.stored) > MOST_NAMES:
        return
    for name, line in look.stored.items():
        if name in look.read or len(name) < 3 or name == "pas":
            continue
        for other in sorted(look.stored):
            near = 1 if len(name) < 6 else 2
            if other != name and other in look.read and 0 < distance(fold(name), fold(other)) <= near:
                if name.rstrip("0123456789") == other.rstrip("0123456789"):
                    continue
                node = next(
                    node
                    for node in look.nodes
                    if isinstance(node, ast.Name) and node.id == name and node.lineno == line
                )
                fix = look.stop.replacing(node, other)
                yield look.remark(node, "remark.name_by_slip", fix, name=name, meant=other)
                break
        else:
            twin = next(
                (o for o in look.stored if o != name and fold(o) == fold(name) and o in look.read), None
            )
            if twin:
                node = next(n for n in look.nodes if isinstance(n, ast.Name) and n.id == name)
                yield look.remark(
                    node, "remark.name_by_slip", look.stop.replacing(node, twin), name=name, meant=twin
                )


def decimal_comma(look: Look) -> Iterator[Remark]:
    """`pret = 4,5`: two numbers, not one."""
    for node in look.each(ast.Assign):
        assert isinstance(node, ast.Assign)
        found = (
            re.fullmatch(r"(-?\d+),(\d+)", look.code(node.value))
            if isinstance(node.value, ast.Tuple)
            else None
        )
        if found and isinstance(node.targets[0], ast.Name):
            meant = f"{found.group(1)}.{found.group(2)}"
            fix = look.stop.replacing(node.value, meant)
            yield look.remark(node.value, "stop.decimal_comma", fix, seen=found.group(), meant=meant)


def caret(look: Look) -> Iterator[Remark]:
    """`3 ^ 2`: no power in Python."""
    for node in look.each(ast.BinOp):
        assert isinstance(node, ast.BinOp)
        if isinstance(node.op, ast.BitXor):
            example = f"{look.code(node.left)} ** {look.code(node.right)}"
            yield look.remark(node, "remark.caret", look.stop.replacing(node, example), example=example)


def command_given(look: Look) -> Iterator[Remark]:
    """`move = 4`, in a program that never asks for `move`: what a command is given goes into brackets."""
    for node in look.each(ast.Assign):
        assert isinstance(node, ast.Assign)
        target, value = node.targets[0], node.value
        if (
            not isinstance(target, ast.Name)
            or target.id not in look.dialect.commands
            or target.id in look.read
        ):
            continue
        if not look.dialect.commands[target.id].parameters or not isinstance(value, ast.Constant):
            continue
        form = f"{target.id}({look.code(value)})"
        yield look.remark(node, "remark.command_given", name=target.id, example=form)


def shadowed(look: Look) -> Iterator[Remark]:
    """`print = 3`, `move = 2`: from here on the word is a value."""
    for name, line in look.stored.items():
        if name in COMMON or name in look.dialect.commands:
            node = next(
                n for n in look.nodes if isinstance(n, ast.Name) and n.id == name and n.lineno == line
            )
            yield look.remark(node, "remark.shadowed", name=name)


def same_given(look: Look) -> Iterator[Remark]:
    """`x = x`."""
    for node in look.each(ast.Assign):
        assert isinstance(node, ast.Assign)
        if isinstance(node.value, ast.Name) and look.code(node.targets[0]) == node.value.id:
            yield look.remark(node, "remark.same_given", name=node.value.id)


def mean_without_brackets(look: Look) -> Iterator[Remark]:
    """`(a + b) / 2` written as `a + b / 2`."""
    for node in look.each(ast.BinOp):
        assert isinstance(node, ast.BinOp)
        right = node.right
        if (
            isinstance(node.op, ast.Add)
            and isinstance(right, ast.BinOp)
            and isinstance(right.op, ast.Div | ast.FloorDiv)
            and isinstance(right.right, ast.Constant)
            and not look.code(right).startswith("(")
            and not isinstance(node.left, ast.Constant)
        ):
            sign = "//" if isinstance(right.op, ast.FloorDiv) else "/"
            example = f"({look.code(node.left)} + {look.code(right.left)}) {sign} {look.code(right.right)}"
            yield look.remark(node, "remark.mean_brackets", seen=look.code(node), example=example)
