"""Ways through a program: conditions that go one way only, loops left or never begun, lines never reached."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from codekids.lang.explain.look import LOOPS, Look, Remark


def condition_of_values(look: Look) -> Iterator[Remark]:
    """`if x == 1 or 2:`, `if x != 1 or x != 2:`, `if x > 5 and x < 3:`, `x is 3`."""
    for node in look.each(ast.BoolOp):
        assert isinstance(node, ast.BoolOp)
        word = "or" if isinstance(node.op, ast.Or) else "and"
        first = node.values[0]
        for value in node.values[1:]:
            if (
                isinstance(value, ast.Constant)
                and not isinstance(value.value, bool)
                and isinstance(first, ast.Compare)
            ):
                left = look.code(first.left)
                sign = look.code(first)[len(left) :].strip().split(" ")[0]
                example = f"{left} {sign} {look.code(value)}"
                fix = look.stop.replacing(value, example)
                yield look.remark(
                    node, "remark.half_question", fix, word=word, seen=look.code(value), example=example
                )
        yield from _one_name(look, node, word)
    for node in look.each(ast.Compare):
        assert isinstance(node, ast.Compare)
        if isinstance(node.ops[0], ast.Is | ast.IsNot) and isinstance(node.comparators[0], ast.Constant):
            constant = node.comparators[0].value
            if constant is not None and not isinstance(constant, bool):
                yield look.remark(node, "remark.is_for_equals", seen=look.code(node))


def _one_name(look: Look, node: ast.BoolOp, word: str) -> Iterator[Remark]:
    """Two comparisons of one name that cannot both hold, or of which one always holds."""
    pairs = []
    for value in node.values:
        if isinstance(value, ast.Compare) and len(value.ops) == 1:
            constant = look.stop.value(value.comparators[0])
            if isinstance(value.left, ast.Name) and isinstance(constant, int | float | str):
                pairs.append((value.left.id, value.ops[0], constant))
    if len(pairs) != 2 or pairs[0][0] != pairs[1][0] or type(pairs[0][2]) is not type(pairs[1][2]):
        return
    (name, one, low), (_, other, high) = pairs
    if low == high and not isinstance(one, ast.Gt | ast.Lt):
        return
    if word == "or" and isinstance(one, ast.NotEq) and isinstance(other, ast.NotEq):
        yield look.remark(node, "remark.always_true", name=name)
    elif word == "and" and isinstance(one, ast.Eq) and isinstance(other, ast.Eq):
        yield look.remark(node, "remark.never_both", name=name)
    elif isinstance(low, int | float) and isinstance(high, int | float):
        greater, less = (ast.Gt, ast.GtE), (ast.Lt, ast.LtE)
        if isinstance(one, less) and isinstance(other, greater):
            low, high = high, low
        elif not (isinstance(one, greater) and isinstance(other, less)):
            return
        if word == "and" and low >= high:
            yield look.remark(node, "remark.never_both", name=name)
        elif word == "or" and low < high:
            yield look.remark(node, "remark.always_true", name=name)


def empty_range(look: Look) -> Iterator[Remark]:
    """`range(5, 1)`, `range(1-5)`, `range(0)`: not a single round."""
    for node in look.each(ast.Call):
        if not isinstance(node, ast.Call) or not look.stop.calls(node, "range") or "range" in look.stored:
            continue
        values = [look.stop.value(arg) for arg in node.args]
        if not values or not all(type(value) is int for value in values):
            continue
        low, high = (0, values[0]) if len(values) == 1 else (values[0], values[1])
        stride = values[2] if len(values) == 3 else 1
        if stride and not range(low, high, stride):
            ends = _ends_of_minus(node)
            if ends is not None:
                example = f"range({ends[0]}, {ends[1] + 1})"
                yield look.remark(node, "remark.range_minus", seen=look.code(node.args[0]), example=example)
                continue
            key = "remark.range_turned" if low > high and len(values) == 2 else "remark.range_empty"
            yield look.remark(node, key, seen=look.code(node))


def _ends_of_minus(call: ast.Call) -> tuple[int, int] | None:
    """The 1 and the 5 of `range(1-5)`; None for another call."""
    only = call.args[0]
    if len(call.args) != 1 or not isinstance(only, ast.BinOp) or not isinstance(only.op, ast.Sub):
        return None
    ends = [side.value for side in (only.left, only.right) if isinstance(side, ast.Constant)]
    if len(ends) != 2 or not all(type(end) is int for end in ends):
        return None
    return (ends[0], ends[1]) if ends[0] < ends[1] else None  # type: ignore[return-value,operator]


def unreachable(look: Look) -> Iterator[Remark]:
    """Lines below a `return`, a `break`, a `while True` without `break`, `done()`."""
    for block in look.blocks():
        for statement, following in pairwise(block):
            word = _leaves(look, statement)
            if word:
                yield look.remark(following, "remark.unreachable", word=word, where=statement.lineno)
                break


def _leaves(look: Look, statement: ast.stmt) -> str:
    """The word by which a statement never goes on to the next; "" if it may."""
    words = {ast.Return: "return", ast.Break: "break", ast.Continue: "continue", ast.Raise: "raise"}
    if type(statement) in words:
        return words[type(statement)]
    if isinstance(statement, ast.While) and isinstance(statement.test, ast.Constant) and statement.test.value:
        inner = [node for node in ast.walk(statement) if isinstance(node, ast.Break | ast.Return)]
        ends = [node for node in ast.walk(statement) if look.stop.calls(node, "done", "exit", "quit")]
        return "" if inner or ends else "while True"
    if isinstance(statement, ast.Expr) and look.stop.calls(statement.value, "done", "exit", "quit"):
        name = look.code(statement.value).partition("(")[0]
        return "" if name in look.functions else f"{name}()"
    return ""


def never_called(look: Look) -> Iterator[Remark]:
    """A function that is made and never used."""
    for node in look.each(ast.FunctionDef):
        assert isinstance(node, ast.FunctionDef)
        if isinstance(look.stop.parents.get(node), ast.Module) and not node.decorator_list:
            inside = {id(inner) for inner in ast.walk(node)}
            used = any(
                isinstance(name, ast.Name) and name.id == node.name and id(name) not in inside
                for name in look.nodes
            )
            if not used:
                yield look.remark(node, "remark.never_called", name=node.name)


def leaves_at_once(look: Look) -> Iterator[Remark]:
    """A loop whose first round always ends in `return` or `break`."""
    for loop in look.each(LOOPS):
        assert isinstance(loop, ast.For | ast.While)
        for statement in loop.body:
            if isinstance(statement, ast.Return | ast.Break):
                word = "return" if isinstance(statement, ast.Return) else "break"
                yield look.remark(statement, "remark.leaves_at_once", word=word, where=loop.lineno)
        if len(loop.body) == 1 and isinstance(loop.body[0], ast.If) and _both_leave(loop.body[0]):
            last = loop.body[0].orelse[-1]
            yield look.remark(last, "remark.leaves_at_once", word="return", where=loop.lineno)


def _both_leave(choice: ast.If) -> bool:
    def leaves(block: list[ast.stmt]) -> bool:
        return bool(block) and isinstance(block[-1], ast.Return)

    return leaves(choice.body) and leaves(choice.orelse)


def reset_in_loop(look: Look) -> Iterator[Remark]:
    """`suma = 0` inside the loop that adds to it."""
    for loop in look.each(LOOPS):
        assert isinstance(loop, ast.For | ast.While)
        for at, statement in enumerate(loop.body):
            if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
                continue
            target, value = statement.targets[0], statement.value
            plain = isinstance(value, ast.Constant) or (isinstance(value, ast.List) and not value.elts)
            if not isinstance(target, ast.Name) or not plain:
                continue
            grown = any(_grows(node, target.id) for later in loop.body[at + 1 :] for node in ast.walk(later))
            inner = {id(node) for later in loop.body if isinstance(later, LOOPS) for node in ast.walk(later)}
            used_after = any(
                isinstance(node, ast.Name) and node.id == target.id and isinstance(node.ctx, ast.Load)
                for node in look.nodes
                if getattr(node, "lineno", 0) > (loop.end_lineno or loop.lineno)
            )
            if grown and (used_after or not inner):
                yield look.remark(statement, "remark.reset_in_loop", name=target.id, where=loop.lineno)


def _grows(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.AugAssign):
        return isinstance(node.target, ast.Name) and node.target.id == name
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
        return any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(node.value))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
        return isinstance(node.func.value, ast.Name) and node.func.value.id == name
    return False


def list_changed(look: Look) -> Iterator[Remark]:
    """A list that loses or gains values while a loop walks it."""
    for loop in look.each(ast.For):
        assert isinstance(loop, ast.For)
        if not isinstance(loop.iter, ast.Name):
            continue
        for node in (inner for statement in loop.body for inner in ast.walk(statement)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("remove", "append", "pop", "insert", "clear")
                and look.code(node.func.value) == loop.iter.id
            ):
                yield look.remark(node, "remark.list_changed", name=loop.iter.id, where=loop.lineno)
                break


def else_of_loop(look: Look) -> Iterator[Remark]:
    """An `else` that stands under a loop instead of under its `if`."""
    for loop in look.each(LOOPS):
        assert isinstance(loop, ast.For | ast.While)
        inner = any(isinstance(node, ast.If) and not node.orelse for node in loop.body)
        breaks = any(isinstance(node, ast.Break) for node in ast.walk(loop))
        if loop.orelse and inner and not breaks:
            yield look.remark(loop.orelse[0], "remark.else_of_loop", where=loop.lineno)


def times_zero(look: Look) -> Iterator[Remark]:
    """`produs = 0` and then `produs *= i` in a loop: it stays 0."""
    for loop in look.each(LOOPS):
        assert isinstance(loop, ast.For | ast.While)
        for node in (inner for statement in loop.body for inner in ast.walk(statement)):
            name = ""
            if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Mult):
                name = look.code(node.target)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
                product = node.value
                target = look.code(node.targets[0])
                if isinstance(product.op, ast.Mult) and target in (
                    look.code(product.left),
                    look.code(product.right),
                ):
                    name = target
            given = [value for line, value in look.stop.givings(name) if line < loop.lineno] if name else []
            if given and isinstance(given[-1], ast.Constant) and given[-1].value == 0:
                yield look.remark(given[-1], "remark.times_zero", name=name, where=getattr(node, "lineno", 0))
                break


def counter_changed(look: Look) -> Iterator[Remark]:
    """`i += 1` inside `for i in …`: the loop sets it anew in each round."""
    for loop in look.each(ast.For):
        assert isinstance(loop, ast.For)
        if not isinstance(loop.target, ast.Name):
            continue
        for node in (inner for statement in loop.body for inner in ast.walk(statement)):
            if isinstance(node, ast.AugAssign) and look.code(node.target) == loop.target.id:
                yield look.remark(node, "remark.counter_changed", name=loop.target.id, where=loop.lineno)
                break
