"""Lines that do nothing, or show something else than was meant."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from codekids.lang.explain.look import Look, Remark
from codekids.lang.explain.stop import Function
from codekids.lang.names import COMMON
from codekids.lang.problems import Fix


def answer_compared(look: Look) -> Iterator[Remark]:
    """`if varsta == 10:` for an answer of `input`: a text is never equal to a number."""
    for node in look.each(ast.Compare):
        assert isinstance(node, ast.Compare)
        sides = [node.left, *node.comparators]
        if len(sides) != 2 or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
            continue
        for side, other in (sides, sides[::-1]):
            where = look.raw_input(side)
            if where and isinstance(other, ast.Constant) and type(other.value) in (int, float):
                shown = look.code(side)
                yield look.remark(
                    node, "remark.answer_is_text", name=shown, where=where, example=f"int({shown})"
                )


def answers_joined(look: Look) -> Iterator[Remark]:
    """`a + b` for two answers of `input`: joined, not added; `a * 3`: written three times."""
    for node in look.each(ast.BinOp):
        assert isinstance(node, ast.BinOp)
        if isinstance(node.op, ast.Add) and look.raw_input(node.left) and look.raw_input(node.right):
            where = look.raw_input(node.left)
            yield look.remark(node, "remark.answers_joined", name=look.code(node.left), where=where)
        elif isinstance(node.op, ast.Mult):
            side = node.left if look.raw_input(node.left) else node.right
            where = look.raw_input(side)
            if where:
                yield look.remark(node, "remark.answer_repeated", name=look.code(side), where=where)


def commands_joined(look: Look) -> Iterator[Remark]:
    """`move(3) and turn_left()` as a whole line: after the first, nothing is done."""
    for node in look.each(ast.Expr):
        assert isinstance(node, ast.Expr)
        if not isinstance(node.value, ast.BoolOp) or not isinstance(node.value.op, ast.And):
            continue
        called = [value.func for value in node.value.values if isinstance(value, ast.Call)]
        names = [func.id for func in called if isinstance(func, ast.Name)]
        silent = [
            name
            for name in names
            if name in look.dialect.commands and not look.dialect.commands[name].answers
        ]
        if len(silent) == len(node.value.values):
            yield look.remark(node, "remark.commands_joined", word="and")


_SHOWING = frozenset(("print", "say"))


def command_in_quotes(look: Look) -> Iterator[Remark]:
    """`"move(4)"` as a whole line, or shown with `print`: only a text, nobody carries it out."""
    for node in look.each(ast.Expr):
        assert isinstance(node, ast.Expr)
        held: ast.expr = node.value
        if isinstance(held, ast.Call) and isinstance(held.func, ast.Name) and len(held.args) == 1:
            held = held.args[0] if held.func.id in _SHOWING else held
        if not isinstance(held, ast.Constant) or not isinstance(held.value, str):
            continue
        found = re.fullmatch(r"\s*([^\W\d]\w*)\s*\([^()]*\)\s*", held.value)
        if found is None or found.group(1) not in look.dialect.commands or found.group(1) in _SHOWING:
            continue
        yield look.remark(node, "remark.command_in_quotes", seen=held.value.strip())


def without_effect(look: Look) -> Iterator[Remark]:
    """`x == 3`, `x + 1`, `"salut"`, `lista.sort`, `len(x)` as a whole line."""
    for node in look.each(ast.Expr):
        assert isinstance(node, ast.Expr)
        value = node.value
        seen = look.code(value)
        if isinstance(value, ast.Compare):
            key = "remark.comparison_alone"
            if len(value.ops) == 1 and isinstance(value.ops[0], ast.Eq) and isinstance(value.left, ast.Name):
                key = "remark.compared_not_given"
            yield look.remark(node, key, seen=seen)
        elif isinstance(value, ast.UnaryOp) and re.match(r"\+\+|--", seen):
            name = seen.lstrip("+-")
            yield look.remark(node, "remark.plus_plus", seen=seen, example=f"{name} {seen[0]}= 1")
        elif isinstance(value, ast.Attribute):
            yield look.remark(node, "remark.part_without_call", seen=seen, example=f"{seen}()")
        elif isinstance(value, ast.Constant):
            if (
                isinstance(value.value, str)
                and id(node) not in look.docstrings
                and not seen.startswith('"""')
            ):
                yield look.remark(node, "remark.text_alone", example=f"print({seen})")
        elif isinstance(value, ast.Set) and len(value.elts) == 1:
            yield look.remark(node, "remark.braces_alone")
        elif isinstance(
            value, ast.BinOp | ast.BoolOp | ast.Subscript | ast.Name | ast.JoinedStr | ast.UnaryOp
        ):
            yield look.remark(node, "remark.value_dropped", seen=seen)


_GIVERS = frozenset(
    ("len", "int", "float", "str", "abs", "round", "sum", "min", "max", "sorted", "list", "reversed", "range",
     "bool", "chr", "ord")
)  # fmt: skip


_TEXT_PARTS = frozenset(
    ("upper", "lower", "strip", "replace", "title", "capitalize", "split", "join", "format", "count", "find",
     "index", "copy", "get", "keys", "values", "items")
)  # fmt: skip


def result_dropped(look: Look) -> Iterator[Remark]:
    """`len(x)`, `nume.upper()`, `dublu(3)` as a whole line: the answer goes nowhere."""
    for node in look.each(ast.Expr):
        assert isinstance(node, ast.Expr)
        call = node.value
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", "")
        function = look.functions.get(name)
        if name == "input":
            yield look.remark(node, "remark.answer_dropped", example=f"raspuns = {look.code(call)}")
        elif name in _GIVERS and name not in look.stored and name not in look.functions:
            yield look.remark(node, "remark.result_dropped", name=name, seen=look.code(call))
        elif isinstance(call.func, ast.Attribute) and call.func.attr in _TEXT_PARTS:
            yield look.remark(node, "remark.result_dropped", name=call.func.attr, seen=look.code(call))
        elif function is not None and _returns(function) and not _acts(look, function):
            yield look.remark(node, "remark.result_dropped", name=name, seen=look.code(call))


def _returns(function: Function) -> bool:
    return any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function))


def _acts(look: Look, function: Function) -> bool:
    """Whether a function does something that shows: a command, print, a change of a list."""
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            return True
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            if name == "print" or name in look.dialect.commands or isinstance(node.func, ast.Attribute):
                return True
    return False


def equals_plus(look: Look) -> Iterator[Remark]:
    """`scor =+ 1`: gives +1, adds nothing."""
    for node in look.each(ast.Assign):
        assert isinstance(node, ast.Assign)
        if not isinstance(node.value, ast.UnaryOp) or not isinstance(node.value.op, ast.UAdd | ast.USub):
            continue
        line, start, _, _ = look.stop.span(node.value)
        text = look.program.lines[line - 1]
        if text[start - 1 : start] != "=" or text[start + 1 : start + 2] != " ":
            continue
        sign = text[start]
        fix = look.stop.tried(Fix(line, start - 1, line, start + 1, f"{sign}="))
        yield look.remark(node, "remark.equals_plus", fix, seen=f"={sign}", meant=f"{sign}=")


def name_in_quotes(look: Look) -> Iterator[Remark]:
    """`print("scor")` for a variable `scor`; `print("Ai + scor")`; `print("Ai {scor}")` without its f."""
    for node in look.each(ast.Call):
        assert isinstance(node, ast.Call)
        if getattr(node.func, "id", "") not in ("print", "say"):
            continue
        for arg in node.args:
            if not isinstance(arg, ast.Constant) or not isinstance(arg.value, str):
                continue
            text = arg.value
            held = next((name for name in re.findall(r"\{\s*([^\W\d]\w*)", text) if name in look.stored), "")
            if text in look.stored:
                fix = look.stop.replacing(arg, text)
                yield look.remark(arg, "remark.name_in_quotes", fix, seen=look.code(arg), name=text)
            elif held:
                yield look.remark(
                    arg, "remark.f_forgotten", look.stop.replacing(arg, f"f{look.code(arg)}"), name=held
                )
            else:
                joined = re.search(r"\+\s*([^\W\d]\w*)", text)
                if joined and joined.group(1) in look.stored:
                    yield look.remark(arg, "remark.plus_in_quotes", name=joined.group(1))


def function_shown(look: Look) -> Iterator[Remark]:
    """`print(dublu)`, `pasi = column`: the function itself, not its answer."""
    called = {look.code(node.func) for node in look.nodes if isinstance(node, ast.Call)}
    for node in look.nodes:
        found: list[ast.expr] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("print", "say", "str"):
            found = node.args
        elif isinstance(node, ast.Assign):
            found = [node.value]
        elif isinstance(node, ast.If | ast.While):
            found = [node.test]
        for value in found:
            if not isinstance(value, ast.Name) or value.id in look.stored:
                continue
            command = look.dialect.commands.get(value.id)
            if isinstance(node, ast.Assign) and look.code(node.targets[0]) in called:
                continue  # `pas = move` and then `pas()`: another name for it
            shown = isinstance(node, ast.Call) and value.id in COMMON
            if value.id in look.functions or (command is not None and command.answers) or shown:
                example = COMMON[value.id][2] if value.id in COMMON else f"{value.id}()"
                fix = None if value.id in COMMON else look.stop.replacing(value, example)
                yield look.remark(value, "stop.missing_call", fix, name=value.id, example=example)


def name_in_text(look: Look) -> Iterator[Remark]:
    """`print("Scor: scor")`: the last word of a text is the name of a variable."""
    for node in look.each(ast.Call):
        assert isinstance(node, ast.Call)
        if getattr(node.func, "id", "") not in ("print", "say"):
            continue
        for arg in node.args:
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
                words = re.findall(r"[^\W\d]\w*", arg.value)
                if len(words) > 1 and words[-1] in look.stored and len(words[-1]) > 1:
                    yield look.remark(arg, "remark.name_in_text", name=words[-1])
