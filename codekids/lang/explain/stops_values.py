"""Stops because of one value: a text that is no number, a position too far, a missing key, zero."""

from __future__ import annotations

import ast
import re

from codekids.lang.explain.stop import UNKNOWN, Stop
from codekids.lang.problems import Problem
from codekids.lang.words import nearest

_NUMBER = re.compile(r"\s*(-?\d+)\s*")


def no_number(stop: Stop) -> Problem | None:
    """`int("4,5")`, `int("3.5")`, `int("")`, `int("5 lei")`, `int("varsta")`, `input(int("?"))`."""
    if not stop.text.startswith(("invalid literal for int", "could not convert string to float")):
        return None
    text = stop.text.partition(": ")[2].strip("'\"")
    call = next((n for n in stop.inside(ast.Call) if stop.calls(n, "int", "float") and n.args), None)
    arg = call.args[0] if call is not None else None
    whole = call is None or stop.calls(call, "int")
    asking = stop.parents.get(call) if call is not None else None
    if isinstance(asking, ast.Call) and stop.calls(asking, "input") and isinstance(arg, ast.Constant):
        assert call is not None
        example = f"{stop.code(call.func)}(input({stop.code(arg)}))"
        return stop.told("stop.input_turned", asking, stop.replacing(asking, example), example=example)
    if not text.strip():
        return stop.told("stop.empty_answer", call)
    if re.fullmatch(r"\s*-?\d+,\d+\s*", text):
        meant = text.strip().replace(",", ".")
        fix = stop.replacing(call, f'float("{meant}")') if call and isinstance(arg, ast.Constant) else None
        return stop.told("stop.comma_in_text", call, fix, text=text, meant=meant)
    if whole and re.fullmatch(r"\s*-?\d*\.\d+\s*", text):
        example = f"float({stop.code(arg)})"
        fix = stop.replacing(call, example) if call is not None else None
        return stop.told("stop.point_in_whole", call, fix, text=text, example=example)
    if isinstance(arg, ast.Constant) and text in {*stop.variables, *_bound(stop)}:
        fix = stop.replacing(arg, text)
        return stop.told("stop.name_in_quotes", arg, fix, name=text, seen=stop.code(arg))
    if re.search(r"\d", text):
        return stop.told("stop.more_than_digits", call, text=text)
    return None


def _bound(stop: Stop) -> set[str]:
    return {node.id for node in stop.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def unpacking(stop: Stop) -> Problem | None:
    """`a, b = [1]`."""
    found = re.match(
        r"(?:not enough|too many) values to unpack \(expected (\d+)(?:, got (\d+))?\)", stop.text
    )
    if found is None:
        return None
    wanted = int(found.group(1))
    given = found.group(2)
    if given is None:
        return stop.told("stop.unpacking_many", stop.statement, n=wanted)
    return stop.told("stop.unpacking", stop.statement, n=wanted, given=int(given))


def not_in_row(stop: Stop) -> Problem | None:
    """`lista.remove(5)`, `lista.index(5)`, `"ana".index("z")` for what is not there."""
    if not re.search(r"not in (?:list|tuple|deque)|substring not found", stop.text):
        return None
    call = next((n for n in stop.inside(ast.Call) if isinstance(n.func, ast.Attribute) and n.args), None)
    if call is None:
        return None
    return stop.told(
        "stop.not_in_row", call, seen=stop.code(call.args[0]) or "…", name=stop.code(call.func.value) or "…"
    )


def empty_row(stop: Stop) -> Problem | None:
    """`max([])`."""
    if not re.search(r"(?:iterable )?argument is (?:an )?empty", stop.text):
        return None
    call = next((n for n in stop.inside(ast.Call) if stop.calls(n, "max", "min")), None)
    if call is None or not isinstance(call.func, ast.Name):
        return None
    return stop.told("stop.empty_row", call, name=call.func.id)


def out_of_bounds(stop: Stop) -> Problem | None:
    """The root of a negative number, `randint(6, 1)`, a `range` with step zero."""
    if "nonnegative" in stop.text or "math domain" in stop.text:
        return stop.told("stop.negative_root")
    if stop.text.startswith("empty range"):
        return stop.told("stop.random_turned")
    if "arg 3 must not be zero" in stop.text:
        return stop.told("stop.zero_stride")
    return None


# -- positions


def empty_pop(stop: Stop) -> Problem | None:
    """`[].pop()`."""
    if "pop from empty" not in stop.text:
        return None
    call = next((n for n in stop.inside(ast.Call) if isinstance(n.func, ast.Attribute)), None)
    return stop.told("stop.pop_empty", call, name=stop.code(call.func.value) if call else "…")


def position_too_far(stop: Stop) -> Problem | None:
    """A position off the end: counted from 1, one round too many, the neighbour of the last."""
    if "out of range" not in stop.text:
        return None
    for node in stop.inside(ast.Subscript):
        row, place = stop.value(node.value), stop.value(node.slice)
        if not isinstance(row, list | tuple | str):
            continue
        if not isinstance(place, int):
            place = UNKNOWN
        elif -len(row) <= place < len(row):
            continue
        name = stop.code(node.value)
        if not row:
            return stop.told("stop.position_in_nothing", node, name=name)
        return _too_far(stop, node, name, len(row), place)
    return None


def _too_far(stop: Stop, node: ast.Subscript, name: str, length: int, place: object) -> Problem | None:
    index = node.slice
    last = length - 1
    shown = stop.code(index) or "…"
    if place == UNKNOWN:
        return stop.told("stop.position_past_end", node, name=name, n=length, last=last, index=shown)
    if place == length:
        loop = _loop_of(stop, index)
        if any(stop.calls(inner, "len") for inner in ast.walk(index)):
            return stop.told("stop.position_is_length", node, name=name, last=f"{name}[len({name}) - 1]")
        if isinstance(index, ast.BinOp):
            return stop.told("stop.position_neighbour", node, name=name, last=last, index=shown)
        if loop is not None:
            return stop.told(
                "stop.position_one_round", node, name=name, n=length, last=last, where=loop.lineno
            )
        return stop.told("stop.counted_from_one", node, name=name, n=length, last=last, index=str(place))
    return stop.told("stop.position_past_end", node, name=name, n=length, last=last, index=str(place))


def _loop_of(stop: Stop, index: ast.expr) -> ast.For | ast.While | None:
    """The loop that moves the name in an index."""
    names = {node.id for node in ast.walk(index) if isinstance(node, ast.Name)}
    node: ast.AST | None = index
    while node is not None:
        node = stop.parents.get(node)
        if isinstance(node, ast.For) and names & {
            n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)
        }:
            return node
        if isinstance(node, ast.While) and names & {
            n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        }:
            return node
    return None


def missing_key(stop: Stop) -> Problem | None:
    """`varste["ana"]` where the key is "Ana", or is not there at all."""
    node = stop.first(ast.Subscript)
    key = stop.text
    if node is None:
        return None
    known = stop.value(node.value)
    wanted = stop.value(node.slice)
    name = stop.code(node.value)
    if isinstance(known, dict):
        if wanted is UNKNOWN:
            wanted = next((k for k in (key, key.strip("'\"")) if k), key)
        for other in known:
            if isinstance(other, str) != isinstance(wanted, str) and str(other) == str(wanted):
                return stop.told("stop.key_kind", node, key=repr(wanted), meant=repr(other), name=name)
        words = [other for other in known if isinstance(other, str)]
        meant = nearest(str(wanted), words) if isinstance(wanted, str) else None
        if meant is not None:
            fix = stop.replacing(node.slice, f'"{meant}"') if isinstance(node.slice, ast.Constant) else None
            return stop.told("stop.key_near", node, fix, key=str(wanted), meant=meant, name=name)
    return stop.told("stop.key_missing", node, key=key, name=name)


# -- zero, and what changes under way


def zero_divisor(stop: Stop) -> Problem | None:
    """Which value was zero, and where it comes from."""
    node = stop.node if isinstance(stop.node, ast.BinOp) else stop.first(ast.BinOp)
    if isinstance(stop.statement, ast.AugAssign) and node is None:
        divisor: ast.expr = stop.statement.value
    elif isinstance(node, ast.BinOp):
        divisor = node.right
    else:
        return None
    if isinstance(divisor, ast.Call) and stop.calls(divisor, "len") and divisor.args:
        return stop.told("stop.zero_length", divisor, name=stop.code(divisor.args[0]))
    if not isinstance(divisor, ast.Name):
        if isinstance(divisor, ast.Constant) or not stop.code(divisor):
            return None
        return stop.told("stop.zero_result", divisor, seen=stop.code(divisor))
    above: ast.AST | None = divisor
    while above is not None:
        above = stop.parents.get(above)
        if isinstance(above, ast.For) and stop.code(above.target) == divisor.id:
            return stop.told("stop.zero_in_loop", divisor, name=divisor.id, where=above.lineno)
    where, _ = stop.last_giving(divisor.id)
    if not where:
        return stop.told("stop.zero_value", divisor, name=divisor.id)
    return stop.told("stop.zero_variable", divisor, name=divisor.id, where=where)


def changed_while_walked(stop: Stop) -> Problem | None:
    """A dictionary or set that grows or shrinks under the loop that walks it."""
    found = re.search(r"changed (?:size|keys) during iteration", stop.text)
    return stop.told("stop.changed_while_walked") if found else None
