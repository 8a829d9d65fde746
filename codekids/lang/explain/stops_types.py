"""Stops because values do not fit together: text and number, nothing and something, call and position."""

from __future__ import annotations

import ast
import re

from codekids.lang.explain.stop import UNKNOWN, Function, Stop
from codekids.lang.names import COMMON
from codekids.lang.problems import Problem

_KIND = re.compile(r"'([\w.]+)'")
_FUNCTIONS = ("function", "builtin_function_or_method", "builtin_function", "method", "type")


def _kinds(stop: Stop) -> list[str]:
    """The types Python names, in its order."""
    joined = re.match(r'can only concatenate (\w+) \(not "(\w+)"\) to', stop.text)
    return list(joined.groups()) if joined else _KIND.findall(stop.text)


def _sides(stop: Stop) -> list[ast.expr]:
    """The values that met: both sides of a sign, or the arguments of a call."""
    marked = stop.node
    if isinstance(marked, ast.UnaryOp):
        return [marked.operand]
    if isinstance(marked, ast.Call):
        return list(marked.args)
    node = marked if isinstance(marked, ast.BinOp | ast.Compare) else None
    if node is None and isinstance(stop.statement, ast.AugAssign):
        return [stop.statement.target, stop.statement.value]
    node = node or stop.first((ast.BinOp, ast.Compare))
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    return [node.left, *node.comparators] if isinstance(node, ast.Compare) else []


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


# -- nothing came back

_CHANGE_AND_GIVE_NOTHING = frozenset(
    (
        "append",
        "extend",
        "insert",
        "remove",
        "sort",
        "reverse",
        "clear",
        "update",
        "add",
        "discard",
        "shuffle",
    )
)


def nothing_came_back(stop: Stop) -> Problem | None:
    """`x = f() + 1` where `f` returns nothing; `lista = lista.append(3)`; `print("a") + "b"`."""
    if "NoneType" not in stop.text:
        return None
    candidates = [node for node in _nothing_candidates(stop) if stop.value(node) in (None, UNKNOWN)]
    for node in candidates:
        told = _why_nothing(stop, stop.source_of(node)[1])
        if told is not None:
            return told
    for node in candidates:
        if isinstance(node, ast.Name) and stop.value(node) is None:
            return stop.told("stop.is_nothing", node, name=node.id)
    return None


def _nothing_candidates(stop: Stop) -> list[ast.AST]:
    """What may have been nothing: the sides of a sign, else what a dot, bracket or loop was put to."""
    if "has no attribute" not in stop.text and "object is not" not in stop.text:
        return list(_sides(stop))
    found: list[ast.AST] = []
    for node in stop.inside((ast.Attribute, ast.Subscript, ast.Call, ast.For)):
        if isinstance(node, ast.Attribute | ast.Subscript):
            found.append(node.value)
        elif isinstance(node, ast.For):
            found.append(node.iter)
        else:
            found += [node.func, *node.args]
    return found


def _why_nothing(stop: Stop, source: ast.AST | None) -> Problem | None:
    if not isinstance(source, ast.Call):
        return None
    if isinstance(source.func, ast.Attribute) and source.func.attr in _CHANGE_AND_GIVE_NOTHING:
        owner = stop.code(source.func.value)
        return stop.told("stop.nothing_from_change", source, name=source.func.attr, owner=owner or "…")
    if not isinstance(source.func, ast.Name):
        return None
    name = source.func.id
    function = stop.functions.get(name)
    if function is not None:
        returns = [n for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]
        key = "stop.nothing_on_a_way" if returns else "stop.nothing_returned"
        return stop.told(key, name=name, where=function.lineno)
    if name == "print":
        return stop.told("stop.nothing_from_print", source)
    if name in stop.dialect.commands and not stop.dialect.commands[name].answers:
        return stop.told("stop.nothing_from_command", source, name=name)
    return None


def missing_call(stop: Stop) -> Problem | None:
    """`pasi = column` and then `pasi + 1`: a function stands where its answer was meant."""
    if not any(kind in _FUNCTIONS for kind in _kinds(stop)) or "subscriptable" in stop.text:
        return None
    for node in [*_sides(stop), *stop.inside(ast.Name)]:
        _, source = stop.source_of(node)
        if isinstance(source, ast.Attribute) and isinstance(source.ctx, ast.Load):
            example = f"{stop.code(source)}()"
            return stop.told("stop.missing_call", source, name=stop.code(source), example=example)
        if not isinstance(source, ast.Name):
            continue
        name = source.id
        known = name in stop.functions or name in stop.dialect.commands or name in COMMON
        if known and not isinstance(stop.parents.get(source), ast.Call):
            fix = stop.replacing(source, f"{name}()") if name not in COMMON else None
            return stop.told("stop.missing_call", source, fix, name=name, example=f"{name}()")
    return None


# -- numbers written with a comma


def decimal_comma(stop: Stop) -> Problem | None:
    """`pret = 4,5`, and then a sum: two numbers instead of one."""
    if "tuple" not in stop.text and "multiply sequence" not in stop.text:
        return None
    for node in [*_sides(stop), *stop.inside(ast.Name)]:
        _, source = stop.source_of(node)
        if isinstance(source, ast.Tuple):
            found = re.fullmatch(r"(-?\d+),\s?(\d+)", stop.code(source))
            if found:
                meant = f"{found.group(1)}.{found.group(2)}"
                fix = stop.replacing(source, meant)
                return stop.told("stop.decimal_comma", source, fix, seen=stop.code(source), meant=meant)
    return None


# -- calls

_COUNT = re.compile(r"(?:[\w<>]+\.)*([\w<>]+)\(\) (missing|takes|got|expected)\b(.*)", re.DOTALL)


_EXAMPLES = {
    "randint": "randint(1, 6)", "choice": "choice([1, 2, 3])", "randrange": "randrange(6)",
    "pow": "pow(2, 3)", "sqrt": "sqrt(9)", "append": "lista.append(3)", "insert": "lista.insert(0, 3)",
    "sleep": "sleep(1)", "split": 'text.split(" ")', "replace": 'text.replace("a", "b")',
    "shuffle": "shuffle(lista)",
}  # fmt: skip


def wrong_count(stop: Stop) -> Problem | None:
    """A function of the program called with too few or too many values, or by a name it lacks."""
    found = _COUNT.match(stop.text)
    if found is None:
        return None
    name, how, rest = found.groups()
    function = stop.functions.get(name)
    if function is None:
        place = next((node for node in stop.inside(ast.Call) if _called_name(node) == name), None)
        if name not in _EXAMPLES or how not in ("missing", "takes"):
            return None
        key = "call.too_few" if how == "missing" else "call.too_many"
        return stop.told(key, place, name=name, example=_EXAMPLES[name])
    method = isinstance(stop.parents.get(function), ast.ClassDef)
    parameters = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)][1 if method else 0 :]
    if method and not function.args.args:
        return None
    called = name
    if name == "__init__":
        owner = stop.parents.get(function)
        called = owner.name if isinstance(owner, ast.ClassDef) else name
    example = f"{called}({', '.join(parameters)})"
    place = next((n for n in stop.inside(ast.Call) if _called_name(n) in (name, called)), None)
    unexpected = re.search(r"unexpected keyword argument '(\w+)'", rest)
    if unexpected:
        return stop.told(
            "call.unknown_argument", place, name=called, argument=unexpected.group(1), example=example
        )
    given = len(place.args) + len(place.keywords) if place is not None else 0
    needed = len(parameters) - len(function.args.defaults)
    if how == "missing":
        return stop.told(
            "stop.too_few_values", place, name=called, n=max(needed, 1), given=given, example=example
        )
    if not parameters:
        return stop.told("stop.takes_nothing", place, name=called, where=function.lineno)
    return stop.told(
        "stop.too_many_values", place, name=called, n=len(parameters), given=given, example=example
    )


def _called_name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def missing_self(stop: Stop) -> Problem | None:
    """A method whose `def` has nothing between its brackets."""
    found = _COUNT.match(stop.text)
    function = stop.functions.get(found.group(1)) if found else None
    if function is None or not isinstance(stop.parents.get(function), ast.ClassDef) or function.args.args:
        return None
    return stop.told("stop.missing_self", function, name=function.name)


def not_callable(stop: Stop) -> Problem | None:
    """Round brackets after something that is no function."""
    if "is not callable" not in stop.text:
        return None
    call = stop.node if isinstance(stop.node, ast.Call) else stop.first(ast.Call)
    if call is None:
        return None
    given = ", ".join(stop.code(arg) for arg in call.args)
    func = call.func
    if isinstance(func, ast.Call):
        return stop.told(
            "stop.called_twice", call, stop.replacing(call, stop.code(func)), example=stop.code(func)
        )
    if isinstance(func, ast.Constant) and isinstance(func.value, str):
        return stop.told("stop.sign_before_bracket", call)
    kind = _kinds(stop)[:1]
    if isinstance(func, ast.Name):
        where, _ = next(iter(stop.givings(func.id)), (0, None))
        known = func.id in COMMON or func.id in stop.dialect.commands or func.id in stop.functions
        if where and known:
            return stop.told("stop.shadowed", call, name=func.id, where=where)
    if kind and kind[0] in ("list", "tuple", "dict", "str") and len(call.args) == 1:
        example = f"{stop.code(func)}[{given}]"
        return stop.told(
            "stop.round_for_position",
            call,
            stop.replacing(call, example),
            name=stop.code(func),
            example=example,
        )
    if kind and not call.args and isinstance(func, ast.Name):
        return stop.told("stop.value_called", call, stop.replacing(call, func.id), name=func.id)
    if kind and kind[0] in ("int", "float") and len(call.args) == 1:
        example = f"{stop.code(func)} * ({given})"
        return stop.told("stop.times_before_bracket", call, stop.replacing(call, example), example=example)
    return None


# -- text and number

_WANTS_SUM = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def text_and_number(stop: Stop) -> Problem | None:
    """A text met a number: an answer of `input`, digits in quotes, or words to be joined with a number."""
    kinds = _kinds(stop)
    met = ("str" in kinds or "concatenate str" in stop.text) and "NoneType" not in kinds
    if not met or "indices" in stop.text or "item assignment" in stop.text or "interpreted" in stop.text:
        return None
    sides = _sides(stop)
    texts = [side for side in sides if _kind_of(stop, side) == "str"]
    numbers = [side for side in sides if _kind_of(stop, side) in ("int", "float", "bool")]
    beside = _beside_the_number(sides, texts)
    for side in [beside] if beside is not None and _is_joining(stop, texts) else _leaves(texts):
        told = _from_input(stop, side)
        if told is not None:
            return told
    if isinstance(stop.node, ast.Call) and _called_name(stop.node) in ("max", "min", "sorted", "sort"):
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
    kinds = _kinds(stop)
    if "list" not in kinds or not (
        "concatenate list" in stop.text or "unsupported" in stop.text or "between" in stop.text
    ):
        return None
    sides = _sides(stop)
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


# -- rows and positions


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
    if found.group(1) in _FUNCTIONS:
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
        return stop.told("stop.whole_number_only", node, seen=seen, example=f"int({seen})")
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
    name = _called_name(call)
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


# -- the rest


def mixed_kinds(stop: Stop) -> Problem | None:
    """`max(3, "a")`, `[3, "a"].sort()`: texts and numbers cannot be put in order."""
    if "not supported between instances of" not in stop.text:
        return None
    call = next(
        (n for n in stop.inside(ast.Call) if _called_name(n) in ("sort", "sorted", "max", "min")), None
    )
    return stop.told("stop.mixed_kinds", call, name=_called_name(call)) if call is not None else None


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
        for side in _sides(stop):
            value = stop.value(side)
            told = _from_input(stop, side)
            if told is None and isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
                told = _digits_in_quotes(stop, side, value)
            if told is not None:
                return told
        return stop.told("stop.text_in_sum", seen=stop.code(next(iter(_sides(stop)), None)) or "…")
    made = re.match(r"(int|float)\(\) argument must be", stop.text)
    if made:
        return stop.told("stop.number_from_list", name=made.group(1))
    return None


# -- commands of the world


def command_given_text(stop: Stop) -> Problem | None:
    """`move(pasi)` where `pasi` is still the text that `input` gave."""
    call = stop.node if isinstance(stop.node, ast.Call) else stop.first(ast.Call)
    for arg in call.args if call is not None else ():
        if stop.value(arg) is None:
            return _why_nothing(stop, stop.source_of(arg)[1])
        told = _from_input(stop, arg)
        if told is not None:
            return told
        value = stop.value(arg)
        if isinstance(value, str) and value.strip().isdecimal():
            return _digits_in_quotes(stop, arg, value)
        if isinstance(value, float) or (isinstance(arg, ast.BinOp) and isinstance(arg.op, ast.Div)):
            return _whole(stop, arg, "stop.whole_number_wanted")
    return None


def command_given_command(stop: Stop) -> Problem | None:
    """`say(column)`: the command itself instead of its answer."""
    for node in stop.inside(ast.Name):
        signature = stop.dialect.commands.get(node.id)
        above = stop.parents.get(node)
        answers = (signature is not None and signature.answers) or node.id in stop.functions
        if answers and isinstance(above, ast.Call) and node in above.args:
            fix = stop.replacing(node, f"{node.id}()")
            return stop.told("stop.missing_call", node, fix, name=node.id, example=f"{node.id}()")
    return None


def is_recursive(function: Function) -> bool:
    """Whether a function calls itself by name."""
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function.name
        for node in ast.walk(function)
    )
