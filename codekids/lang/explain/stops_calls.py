"""Stops at a call: the wrong number of values, nothing that came back, brackets after what is no function."""

from __future__ import annotations

import ast
import re

from codekids.lang.explain.stop import UNKNOWN, Function, Stop
from codekids.lang.names import COMMON
from codekids.lang.problems import Problem

_KIND = re.compile(r"'([\w.]+)'")


FUNCTION_KINDS = ("function", "builtin_function_or_method", "builtin_function", "method", "type")


def kinds_named(stop: Stop) -> list[str]:
    """The types Python names, in its order."""
    joined = re.match(r'can only concatenate (\w+) \(not "(\w+)"\) to', stop.text)
    return list(joined.groups()) if joined else _KIND.findall(stop.text)


def sides_of(stop: Stop) -> list[ast.expr]:
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
        told = why_nothing(stop, stop.source_of(node)[1])
        if told is not None:
            return told
    for node in candidates:
        if isinstance(node, ast.Name) and stop.value(node) is None:
            return stop.told("stop.is_nothing", node, name=node.id)
    return None


def _nothing_candidates(stop: Stop) -> list[ast.AST]:
    """What may have been nothing: the sides of a sign, else what a dot, bracket or loop was put to."""
    if "has no attribute" not in stop.text and "object is not" not in stop.text:
        return list(sides_of(stop))
    found: list[ast.AST] = []
    for node in stop.inside((ast.Attribute, ast.Subscript, ast.Call, ast.For)):
        if isinstance(node, ast.Attribute | ast.Subscript):
            found.append(node.value)
        elif isinstance(node, ast.For):
            found.append(node.iter)
        else:
            found += [node.func, *node.args]
    return found


def why_nothing(stop: Stop, source: ast.AST | None) -> Problem | None:
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
        return _written_about(stop, source) or stop.told("stop.nothing_from_command", source, name=name)
    return None


def _written_about(stop: Stop, command: ast.Call) -> Problem | None:
    """`- move()` as in a list of things to do, `move() * 4`: a command alone, and what people write to it."""
    around = stop.parents.get(command)
    if not isinstance(stop.parents.get(around) if around else None, ast.Expr):
        return None
    if isinstance(around, ast.UnaryOp) and isinstance(around.op, ast.USub | ast.UAdd):
        return stop.told("syntax.mark_in_front", around, seen=stop.code(around)[:1])
    numbered = isinstance(around, ast.BinOp) and isinstance(around.left, ast.Constant)
    if numbered and isinstance(around, ast.BinOp) and isinstance(around.op, ast.Sub):
        return stop.told("syntax.mark_in_front", around, seen=f"{stop.code(around.left)} -")
    if isinstance(around, ast.BinOp) and isinstance(around.op, ast.Mult):
        count = around.right if around.left is command else around.left
        name = command.func.id if isinstance(command.func, ast.Name) and not command.args else ""
        stepped = name in stop.dialect.commands and stop.dialect.commands[name].parameters == ("steps",)
        example = f"{name}({stop.code(count)})" if stepped else f"for pas in range({stop.code(count)}):"
        return stop.told("syntax.repeat", around, seen=stop.code(around), example=example)
    return None


def missing_call(stop: Stop) -> Problem | None:
    """`pasi = column` and then `pasi + 1`: a function stands where its answer was meant."""
    if not any(kind in FUNCTION_KINDS for kind in kinds_named(stop)) or "subscriptable" in stop.text:
        return None
    for node in [*sides_of(stop), *stop.inside(ast.Name)]:
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
        place = next((node for node in stop.inside(ast.Call) if called_name(node) == name), None)
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
    place = next((n for n in stop.inside(ast.Call) if called_name(n) in (name, called)), None)
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


def called_name(call: ast.Call) -> str:
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
    kind = kinds_named(stop)[:1]
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
