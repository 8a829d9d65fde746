"""Stops because of a name, a part after a dot, or a function that calls itself for ever."""

from __future__ import annotations

import ast
import math
import random
import re
import time

from codekids.lang.explain.stop import Function, Stop
from codekids.lang.explain.stops_calls import is_recursive
from codekids.lang.explain.strangers import MODULES
from codekids.lang.names import COMMON
from codekids.lang.problems import Fix, Problem
from codekids.lang.words import nearest


def _name(stop: Stop) -> str:
    found = re.search(r"'([^']+)'", stop.text)
    return found.group(1) if found else ""


def _given_outside(stop: Stop, name: str) -> bool:
    """Whether the name gets a value outside all functions."""
    return any(
        isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Store)
        and node.id == name
        and stop.function_around(node) is None
        for node in stop.nodes
    )


def local_elsewhere(stop: Stop) -> Problem | None:
    """A variable that lives inside a function only, asked for outside."""
    name = _name(stop)
    here = stop.function_around(stop.node)
    for function in stop.functions.values():
        names = (node for node in ast.walk(function) if isinstance(node, ast.Name))
        born = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        born |= {arg.arg for arg in function.args.args}
        if function is not here and name in born and not _given_outside(stop, name):
            return stop.told("stop.local_elsewhere", name=name, function=function.name)
    return None


def not_given_yet(stop: Stop) -> Problem | None:
    """A variable whose first value stands on a line that has not run."""
    name = _name(stop)
    where, _ = next(iter(stop.givings(name)), (0, None))
    if not where:
        return None
    if where >= stop.line:
        return stop.told("name.before_birth", name=name)
    return stop.told("stop.line_not_run", name=name, where=where)


def global_in_function(stop: Stop) -> Problem | None:
    """`scor += 1` in a function, for a `scor` of the whole program."""
    name = _name(stop)
    function = stop.function_around(stop.node) or stop.function_around(stop.statement)
    if function is None or not _given_outside(stop, name):
        return None
    first = function.body[0]
    line, start, _, _ = stop.span(first)
    step = stop.program.lines[line - 1][:start]
    fix = stop.tried(Fix(line, start, line, start, f"global {name}\n{step}")) if not step.strip() else None
    return stop.told("stop.global_in_function", None, fix, name=name, function=function.name)


# -- what stands after a dot

# Words of other languages with what Python writes; `{}` is what stands before the dot.
_ELSEWHERE = {
    "push": "{}.append(…)", "push_back": "{}.append(…)", "add": "{}.append(…)", "adauga": "{}.append(…)",
    "length": "len({})", "size": "len({})", "len": "len({})", "lenght": "len({})", "count_all": "len({})",
    "toUpperCase": "{}.upper()", "toupper": "{}.upper()", "toLowerCase": "{}.lower()",
    "tolower": "{}.lower()",
    "contains": "… in {}", "includes": "… in {}", "indexOf": "{}.index(…)", "charAt": "{}[0]",
    "substring": "{}[0:3]", "substr": "{}[0:3]", "trim": "{}.strip()", "equals": "{} == …",
    "removeAt": "{}.pop(…)", "delete": "{}.remove(…)", "has_key": "… in {}", "sqr": "{} ** 2",
    "squareroot": "math.sqrt(…)", "radical": "math.sqrt(…)", "root": "math.sqrt(…)", "power": "math.pow(…)",
    "rand": "random.randint(…)", "number": "random.randint(…)", "int": "random.randint(…)",
}  # fmt: skip
_PARTS: dict[str, type] = {"list": list, "str": str, "dict": dict, "set": set, "tuple": tuple}


def _part(stop: Stop) -> tuple[str, str, ast.Attribute | None]:
    """The kind, the missing part, and where it stands."""
    found = re.search(r"'(\w+)' object has no attribute '(\w+)'", stop.text) or re.search(
        r"module '(\w+)' has no attribute '(\w+)'", stop.text
    )
    if found is None:
        return "", "", None
    kind, part = found.groups()
    node = next((n for n in stop.inside(ast.Attribute) if n.attr == part), None)
    return kind, part, node


def missing_call_before_dot(stop: Stop) -> Problem | None:
    """`input.split()`: the function itself instead of its answer."""
    kind, part, node = _part(stop)
    if node is None or kind not in ("function", "builtin_function_or_method", "builtin_function"):
        return None
    name = stop.code(node.value)
    if not part or not name:
        return None
    return stop.told("stop.missing_call", node, name=name, example=f"{name}()")


def part_of_another_language(stop: Stop) -> Problem | None:
    """`lista.push(3)`, `text.length`."""
    kind, part, node = _part(stop)
    if node is None or part not in _ELSEWHERE or kind in ("int", "float", "module"):
        return None
    if kind == "str" and "append" in _ELSEWHERE[part]:
        return None
    of_module = _ELSEWHERE[part].partition(".")[0]
    if (kind in MODULES or of_module in MODULES) and kind != of_module:
        return None
    owner = stop.code(node.value) or "…"
    example = _ELSEWHERE[part].format(owner)
    return stop.told("stop.part_elsewhere", node, name=part, example=example)


def part_misspelt(stop: Stop) -> Problem | None:
    """`lista.apend(3)`, `math.squareroot(9)`, `self.nme`."""
    kind, part, node = _part(stop)
    if node is None:
        return None
    if kind in _PARTS:
        known = [name for name in dir(_PARTS[kind]) if not name.startswith("_")]
    elif kind in MODULES:
        known = [*MODULES[kind], *_MORE.get(kind, ())]
    else:
        known = [
            inner.attr
            for inner in stop.nodes
            if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store)
        ] + [
            inner.name
            for owner in stop.nodes
            if isinstance(owner, ast.ClassDef)
            for inner in owner.body
            if isinstance(inner, Function)
        ]
    meant = nearest(part, known)
    if meant is None:
        return None
    _, _, end_line, end = stop.span(node)
    fix = stop.tried(Fix(end_line, end - len(part), end_line, end, meant))
    return stop.told("stop.part_misspelt", node, fix, name=part, meant=meant)


_MORE = {"math": ("fabs", "log", "exp", "degrees", "radians", "e", "trunc", "isqrt"), "random": ("seed",)}


def part_of_another_kind(stop: Stop) -> Problem | None:
    """`5 .append(3)`, `"ana".append("b")`, `(1, 2).append(3)`."""
    kind, part, node = _part(stop)
    if node is None:
        return None
    name = stop.code(node.value) or "…"
    if kind == "tuple":
        return stop.told("stop.row_unchangeable", node, name=name)
    if kind in ("int", "float"):
        return stop.told("stop.number_has_no_part", node, name=name, part=part)
    if kind == "str" and (hasattr(list, part) or "append" in _ELSEWHERE.get(part, "")):
        return stop.told("stop.text_has_no_part", node, name=name, part=part)
    return None


def part_of_module(stop: Stop) -> Problem | None:
    """`math.squareroot(9)`, `from random import randit`: no such word in that box."""
    part, module = str(stop.problem.args.get("name", "")), str(stop.problem.args.get("module", ""))
    if part in _REAL.get(module, ()):
        return None  # Python has it; only this place does not
    example = _ELSEWHERE.get(part, "")
    if example.startswith(f"{module}."):
        return stop.told("stop.part_elsewhere", None, None, name=part, example=example)
    meant = nearest(part, [*MODULES.get(module, ()), *_MORE.get(module, ())])
    if meant is None:
        return None
    line = stop.program.lines[stop.line - 1]
    found = re.search(rf"\b{re.escape(part)}\b", line)
    fix = stop.tried(Fix(stop.line, found.start(), stop.line, found.end(), meant)) if found else None
    return stop.told("stop.part_misspelt", None, fix, name=part, meant=meant)


_REAL = {"math": frozenset(dir(math)), "random": frozenset(dir(random)), "time": frozenset(dir(time))}


# -- a function that calls itself


def endless_recursion(stop: Stop) -> Problem | None:
    """Which function calls itself for ever, and why it does not stop."""
    function = stop.function_around(stop.node) or stop.function_around(stop.statement)
    if function is None:
        return None
    name = function.name
    if is_recursive(function) and (name in stop.dialect.commands or name in COMMON):
        return stop.told("stop.recursion_by_name", name=name, where=function.lineno)
    if not is_recursive(function):
        return stop.told("stop.recursion_in_a_ring", name=name)
    calls = [call for call in ast.walk(function) if isinstance(call, ast.Call) and stop.calls(call, name)]
    ends = [n for n in ast.walk(function) if isinstance(n, ast.If | ast.IfExp | ast.While | ast.BoolOp)]
    if not ends:
        return stop.told("stop.recursion_no_end", calls[0], name=name, where=function.lineno)
    parameters = [arg.arg for arg in function.args.args]
    for call in calls:
        given = [arg.id if isinstance(arg, ast.Name) else "" for arg in call.args]
        if parameters and given == parameters:
            return stop.told("stop.recursion_same_value", call, name=name, argument=parameters[0])
    return stop.told("stop.recursion_never_there", calls[0], name=name, where=ends[0].lineno)


def module_misspelt(stop: Stop) -> Problem | None:
    """`import Math`, `import radom`."""
    name = str(stop.problem.args.get("name", ""))
    meant = nearest(name, MODULES)
    if meant is None:
        return None
    line = stop.program.lines[stop.line - 1]
    found = re.search(rf"\b{re.escape(name)}\b", line)
    fix = stop.tried(Fix(stop.line, found.start(), stop.line, found.end(), meant)) if found else None
    return stop.told("stop.module_misspelt", None, fix, name=name, meant=meant)
