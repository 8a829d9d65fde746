"""Stops because values do not fit together: text and number, list and value, position and row."""

from __future__ import annotations

import ast
import re

from codekids.lang.explain.stop import UNKNOWN, Stop
from codekids.lang.explain.stops_calls import FUNCTION_KINDS, called_name, kinds_named, sides_of, why_nothing
from codekids.lang.problems import Problem


def _kind_of(stop: Stop, node: ast.expr) -> str:
    """The type of a value, as far as the source and the variables show: "str", "int", "list" … or ""."""
    value = stop.value(node)
    if value is not UNKNOWN:
        return type(value).__name__
    if isinstance(node, ast.JoinedStr) or stop.calls(node, "str", "input", "chr"):
        return "str"
    if stop.calls(node, "int", "len", "float", "round", "sum", "abs", "ord"):
        return "int"
    if isinstance(node, ast.List | ast.ListComp) or stop.calls(node, "list", "sorted"):
        return "list"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return "str" if node.func.attr in ("upper", "lower", "strip", "replace", "title", "join") else ""
    if isinstance(node, ast.BinOp):
        return _kind_of(stop, node.left) or _kind_of(stop, node.right)
    return ""


def decimal_comma(stop: Stop) -> Problem | None:
    """`pret = 4,5`, and then a sum: two numbers instead of one."""
    if "tuple" not in stop.text and "multiply sequence" not in stop.text:
        return None
    for node in [*sides_of(stop), *stop.inside(ast.Name)]:
        _, source = stop.source_of(node)
        if isinstance(source, ast.Tuple):
            found = re.fullmatch(r"(-?\d+),\s?(\d+)", stop.code(source))
            if found:
                meant = f"{found.group(1)}.{found.group(2)}"
                fix = stop.replacing(source, meant)
                return stop.told("stop.decimal_comma", source, fix, seen=stop.code(source), meant=meant)
    return None


def text_and_number(stop: Stop) -> Problem | None:
    """A text met a number: an answer of `input`, digits in quotes, or words to be joined with a number."""
    kinds = kinds_named(stop)
    met = ("str" in kinds or "concatenate str" in stop.text) and "NoneType" not in kinds
    if not met or "indices" in stop.text or "item assignment" in stop.text or "interpreted" in stop.text:
        return None
    sides = sides_of(stop)
    texts = [side for side in sides if _kind_of(stop, side) == "str"]
    numbers = [side for side in sides if _kind_of(stop, side) in ("int", "float", "bool")]
    beside = _beside_the_number(sides, texts)
    for side in [beside] if beside is not None and _is_joining(stop, texts) else _leaves(texts):
        told = _from_input(stop, side)
        if told is not None:
            return told
    if isinstance(stop.node, ast.Call) and called_name(stop.node) in ("max", "min", "sorted", "sort"):
        return None
    if "concatenate" in stop.text or _is_plus(stop):
        for side in texts:
            value = stop.value(side)
            if isinstance(value, str) and re.fullmatch(r"\s*-?\d+([.,]\d+)?\s*", value):
                return _digits_in_quotes(stop, side, value)
        return _join(stop, sides, numbers)
    for side in texts:
        value = stop.value(side)
        if isinstance(value, str) and re.fullmatch(r"\s*-?\d+([.,]\d+)?\s*", value):
            return _digits_in_quotes(stop, side, value)
    if texts:
        return stop.told("stop.text_in_sum", seen=stop.code(texts[0]) or "…")
    return None


def _beside_the_number(sides: list[ast.expr], texts: list[ast.expr]) -> ast.expr | None:
    """In `"Vei avea " + varsta + 1` the part that the number was to be added to: `varsta`."""
    if len(sides) != 2 or len(texts) != 1 or sides[0] is not texts[0]:
        return None
    side = sides[0]
    while isinstance(side, ast.BinOp):
        side = side.right
    return side


def _leaves(sides: list[ast.expr]) -> list[ast.expr]:
    """The sides, and what long sums are made of."""
    found: list[ast.expr] = []
    for side in sides:
        found.append(side)
        if isinstance(side, ast.BinOp):
            found += _leaves([side.left, side.right])
    return found


def _is_plus(stop: Stop) -> bool:
    node = stop.node if isinstance(stop.node, ast.BinOp) else stop.first((ast.BinOp, ast.AugAssign))
    return node is not None and isinstance(node.op, ast.Add)


def _is_joining(stop: Stop, texts: list[ast.expr]) -> bool:
    """Whether words are being joined: some text is written out in the program and has letters."""
    return _is_plus(stop) and any(
        isinstance(leaf, ast.JoinedStr)
        or (
            isinstance(leaf, ast.Constant)
            and isinstance(leaf.value, str)
            and re.search(r"[^\W\d]", leaf.value)
        )
        for leaf in _leaves(texts)
    )


def _from_input(stop: Stop, side: ast.expr) -> Problem | None:
    where = stop.from_input(side)
    if not where:
        return None
    if isinstance(side, ast.Name):
        _, given = stop.last_giving(side.id)
        fix = stop.replacing(given, f"int({stop.code(given)})") if given is not None else None
        return stop.told(
            "stop.input_is_text", None, fix, name=side.id, where=where, example=f"int({side.id})"
        )
    example = f"int({stop.code(side)})"
    return stop.told("stop.input_is_text_here", side, stop.replacing(side, example), example=example)


def _digits_in_quotes(stop: Stop, side: ast.expr, value: str) -> Problem:
    number = value.strip().replace(",", ".")
    if isinstance(side, ast.Constant):
        return stop.told(
            "stop.digits_in_quotes", side, stop.replacing(side, number), seen=stop.code(side), meant=number
        )
    where, source = stop.source_of(side)
    fix = stop.replacing(source, number) if isinstance(source, ast.Constant) else None
    return stop.told(
        "stop.digits_in_variable", None, fix, name=stop.code(side) or "…", where=where, meant=number
    )


def _join(stop: Stop, sides: list[ast.expr], numbers: list[ast.expr]) -> Problem | None:
    side = next(iter(numbers), None)
    if side is None and len(sides) == 2:
        # `"Ai " + scor + " puncte"`: the sum so far is the text, what could not be added the number.
        side = sides[1] if _kind_of(stop, sides[0]) == "str" else sides[0]
    if side is None or not stop.code(side):
        return None
    example = f"str({stop.code(side)})"
    if isinstance(side, ast.BinOp) and _kind_of(stop, side) == "str":
        return None
    if _kind_of(stop, side) not in ("int", "float", "bool"):
        return stop.told(
            "stop.join_other", side, stop.replacing(side, example), seen=stop.code(side), example=example
        )
    return stop.told(
        "stop.join_number", side, stop.replacing(side, example), seen=stop.code(side), example=example
    )


def list_and_value(stop: Stop) -> Problem | None:
    """`lista + 3`, `lista > 3`."""
    kinds = kinds_named(stop)
    if "list" not in kinds or not (
        "concatenate list" in stop.text or "unsupported" in stop.text or "between" in stop.text
    ):
        return None
    sides = sides_of(stop)
    row = next((side for side in sides if _kind_of(stop, side) == "list"), None)
    if row is None or not stop.code(row):
        return None
    name = stop.code(row)
    if "between" in stop.text:
        return stop.told("stop.list_compared", row, name=name, example=f"len({name})")
    other = next((side for side in sides if side is not row), None)
    if _is_plus(stop) and isinstance(row, ast.Name):
        return stop.told("stop.list_plus", name=name, example=f"{name}.append({stop.code(other) or '…'})")
    return stop.told("stop.list_in_sum", name=name)


def number_walked(stop: Stop) -> Problem | None:
    """`for pas in 5:`, `sum(3)`, `x in 5`."""
    if not re.search(r"'(int|float)' object is not iterable|argument of type '(int|float)'", stop.text):
        return None
    loop = stop.first(ast.For) or stop.statement
    if isinstance(loop, ast.For) and loop.lineno == stop.line and not stop.calls(stop.node, "sum", "list"):
        number = stop.code(loop.iter)
        example = f"range({number})"
        return stop.told(
            "stop.for_number", loop.iter, stop.replacing(loop.iter, example), seen=number, example=example
        )
    call = stop.first(ast.Call)
    if call is not None and isinstance(call.func, ast.Name):
        return stop.told("stop.needs_a_row", call, name=call.func.id, example=f"{call.func.id}([3, 1, 2])")
    return stop.told("stop.in_a_number")


def positions(stop: Stop) -> Problem | None:
    """`n[0]` of a number, `f[3]` of a function."""
    found = re.search(r"'(\w+)' object is not subscriptable", stop.text)
    node = stop.first(ast.Subscript)
    if found is None or node is None:
        return None
    name = stop.code(node.value)
    if found.group(1) in FUNCTION_KINDS:
        example = f"{name}({stop.code(node.slice)})"
        return stop.told(
            "syntax.call_bracket_kind", node, stop.replacing(node, example), name=name, example=example
        )
    if found.group(1) in ("int", "float"):
        return stop.told("stop.number_has_no_positions", node, name=name, example=f"str({name})")
    return stop.told("stop.no_positions", node, name=name)


def position_of_wrong_kind(stop: Stop) -> Problem | None:
    """`lista[1.5]`, `lista["a"]`, `lista[1, 2]`."""
    found = re.search(r"indices must be integers(?: or slices)?(?:, not '?(\w+)'?)?", stop.text)
    node = stop.first(ast.Subscript)
    if found is None or node is None:
        return None
    kind, place = found.group(1) or "", node.slice
    told = _from_input(stop, place) if kind == "str" else None
    if told is not None:
        return told
    if kind == "float":
        return _whole(stop, place, "stop.position_fraction")
    if kind == "tuple" and isinstance(place, ast.Tuple):
        example = stop.code(node.value) + "".join(f"[{stop.code(part)}]" for part in place.elts)
        return stop.told("stop.position_comma", node, stop.replacing(node, example), example=example)
    value = stop.value(place)
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal():
        return _digits_in_quotes(stop, place, value)
    return stop.told("stop.position_text", node, name=stop.code(node.value), seen=stop.code(place) or "…")


def _whole(stop: Stop, node: ast.expr, key: str) -> Problem:
    """A whole number is wanted; if a division made it a fraction, `//` is offered."""
    _, source = stop.source_of(node)
    division = next(
        (n for n in ast.walk(source or node) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)), None
    )
    if division is None:
        seen = stop.code(node)
        known = isinstance(node, ast.Constant) and isinstance(node.value, float)
        example = str(int(node.value)) if known else f"int({seen})"  # type: ignore[attr-defined]
        return stop.told("stop.whole_number_only", node, seen=seen, example=example)
    text = f"{stop.code(division.left)} // {stop.code(division.right)}"
    fix = stop.replacing(division, text)
    return stop.told(key, node, fix, example=text)


def cannot_be_changed(stop: Stop) -> Problem | None:
    """`nume[0] = "A"`, and a pair in round brackets."""
    found = re.search(r"'(\w+)' object does not support item (?:assignment|deletion)", stop.text)
    node = stop.first(ast.Subscript)
    if found is None or node is None:
        return None
    name = stop.code(node.value)
    if found.group(1) == "str":
        return stop.told("stop.text_unchangeable", node, name=name)
    if found.group(1) == "tuple":
        return stop.told("stop.row_unchangeable", node, name=name)
    return stop.told("stop.number_has_no_positions", node, name=name, example=f"str({name})")


def length_of_number(stop: Stop) -> Problem | None:
    """`len(5)`."""
    found = re.search(r"object of type '(\w+)' has no len", stop.text)
    call = next((node for node in stop.inside(ast.Call) if stop.calls(node, "len") and node.args), None)
    if found is None or call is None:
        return None
    given = stop.code(call.args[0])
    return stop.told("stop.length_of_number", call, seen=given, example=f"len(str({given}))")


def whole_number_wanted(stop: Stop) -> Problem | None:
    """`range(n / 2)`, `range("4")`, `range(lista)`."""
    found = re.search(r"'(\w+)' object cannot be interpreted as an integer", stop.text)
    call = stop.node if isinstance(stop.node, ast.Call) else stop.first(ast.Call)
    if found is None or call is None or not isinstance(call, ast.Call):
        return None
    kind = found.group(1)
    name = called_name(call)
    for arg in call.args:
        is_it = _kind_of(stop, arg)
        if kind == "float" and is_it in ("float", "", "int"):
            if is_it == "int" and len(call.args) > 1:
                continue
            return _whole(stop, arg, "stop.whole_number_wanted")
        if kind == "str" and is_it == "str":
            value = stop.value(arg)
            told = _from_input(stop, arg)
            if told is not None:
                return told
            if isinstance(value, str) and value.strip().isdecimal():
                return _digits_in_quotes(stop, arg, value)
            return stop.told("stop.text_for_number", arg, name=name, seen=stop.code(arg))
        if kind == "list" and is_it == "list":
            example = f"{name}(len({stop.code(arg)}))"
            return stop.told("stop.list_for_number", arg, name=name, example=example)
    return None


def mixed_kinds(stop: Stop) -> Problem | None:
    """`max(3, "a")`, `[3, "a"].sort()`: texts and numbers cannot be put in order."""
    if "not supported between instances of" not in stop.text:
        return None
    call = next(
        (n for n in stop.inside(ast.Call) if called_name(n) in ("sort", "sorted", "max", "min")), None
    )
    return stop.told("stop.mixed_kinds", call, name=called_name(call)) if call is not None else None


def unpacking(stop: Stop) -> Problem | None:
    """`a, b = 1`."""
    if "cannot unpack" not in stop.text:
        return None
    targets = stop.statement.targets[0] if isinstance(stop.statement, ast.Assign) else None
    n = len(targets.elts) if isinstance(targets, ast.Tuple | ast.List) else 2
    return stop.told("stop.unpacking", stop.statement, n=n, given=1)


def other_kinds(stop: Stop) -> Problem | None:
    """A list as a key, numbers to be joined, `int()` of a list, the sign of a text."""
    if "unhashable" in stop.text or "as a dict key" in stop.text:
        return stop.told("stop.list_as_key")
    if "expected str instance" in stop.text:
        return stop.told("stop.joined_numbers")
    if re.search(r"doesn't define __round__|bad operand type|string formatting", stop.text):
        for side in sides_of(stop):
            value = stop.value(side)
            told = _from_input(stop, side)
            if told is None and isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
                told = _digits_in_quotes(stop, side, value)
            if told is not None:
                return told
        return stop.told("stop.text_in_sum", seen=stop.code(next(iter(sides_of(stop)), None)) or "…")
    made = re.match(r"(int|float)\(\) argument must be", stop.text)
    if made:
        return stop.told("stop.number_from_list", name=made.group(1))
    return None


def command_given_text(stop: Stop) -> Problem | None:
    """`move(pasi)` where `pasi` is still the text that `input` gave."""
    call = stop.node if isinstance(stop.node, ast.Call) else stop.first(ast.Call)
    for arg in call.args if call is not None else ():
        if stop.value(arg) is None:
            return why_nothing(stop, stop.source_of(arg)[1])
        told = _from_input(stop, arg)
        if told is not None:
            return told
        value = stop.value(arg)
        if isinstance(value, str) and value.strip().isdecimal():
            return _digits_in_quotes(stop, arg, value)
        if isinstance(value, float) or (isinstance(arg, ast.BinOp) and isinstance(arg.op, ast.Div)):
            return _whole(stop, arg, "stop.whole_number_wanted")
    return None
