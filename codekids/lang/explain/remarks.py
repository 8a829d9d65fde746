"""What looks wrong in a program that runs: offered only when its run missed, and never a reason not to run.

A right program may do any of these on purpose (compare without using the answer, define and not call),
so nobody is told unless the result is not what was asked. A table of small rules over the tree, from the
surest to the least sure; each yields Remarks at their place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from codekids.lang.dialect import Dialect
from codekids.lang.explain.stop import Function, Stop
from codekids.lang.names import COMMON
from codekids.lang.problems import Argument, Fix, Problem
from codekids.lang.source import Program
from codekids.lang.words import distance, fold

MOST_NAMES = 100  # compared with each other; a program by hand has a dozen
LOOPS = (ast.For, ast.While)
BLOCKS = ("body", "orelse", "finalbody")


@dataclass(frozen=True, slots=True)
class Remark(Problem):
    """Something to look at in a run that missed: of the shape of a Problem, but it stops nothing."""


def find_remarks(program: Program, dialect: Dialect) -> list[Remark]:
    """What may be behind a miss, as far as the source alone shows, the surest first. Never raises."""
    if program.tree is None:
        return []
    look = _Look(program, dialect)
    try:
        return [remark for rule in RULES for remark in rule(look)]
    except RecursionError:  # nested too deeply even to look at
        return []


class _Look:
    """A program with what the rules ask of it."""

    def __init__(self, program: Program, dialect: Dialect) -> None:
        self.program = program
        self.dialect = dialect
        # A stop at the first line: only its looks at the source are used here.
        self.stop = Stop(program, Problem(1, 0, ""), {}, dialect)
        self.nodes = self.stop.nodes
        self.functions = self.stop.functions

    def remark(self, node: ast.AST, key: str, fix: Fix | None = None, /, **args: Argument) -> Remark:
        at = self.stop.told(key, node, fix, **args)
        return Remark(at.line, at.column, key, args, at.end_line, at.end_column, fix)

    def code(self, node: ast.AST | None) -> str:
        return self.stop.code(node)

    def each(self, wanted: type | tuple[type, ...]) -> Iterator[ast.AST]:
        return (node for node in self.nodes if isinstance(node, wanted))

    @cached_property
    def stored(self) -> dict[str, int]:
        """Names that get a value, with the first line."""
        found: dict[str, int] = {}
        for node in self.each(ast.Name):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found[node.id] = min(node.lineno, found.get(node.id, node.lineno))
        return found

    @cached_property
    def read(self) -> frozenset[str]:
        return frozenset(
            node.id for node in self.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        )

    @cached_property
    def docstrings(self) -> frozenset[int]:
        held = [node for node in self.nodes if isinstance(node, ast.Module | ast.ClassDef | Function)]
        return frozenset(id(node.body[0]) for node in held if node.body)

    def blocks(self) -> Iterator[list[ast.stmt]]:
        """Every run of statements under one head."""
        for node in self.nodes:
            for name in BLOCKS:
                block = getattr(node, name, None)
                if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                    yield block

    def raw_input(self, node: ast.AST | None) -> int:
        """The line of the `input()` whose answer is still a text here; 0 if none, or if it was made a number
        anywhere."""
        where = self.stop.from_input(node)
        if where and isinstance(node, ast.Name):
            values = [value for _, value in self.stop.givings(node.id)]
            if not all(self.stop.calls(value, "input") for value in values):
                return 0
        return where


Rule = Callable[[_Look], Iterator[Remark]]

# -- answers of input() that are still texts


def answer_compared(look: _Look) -> Iterator[Remark]:
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


def answers_joined(look: _Look) -> Iterator[Remark]:
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


# -- lines without effect


def without_effect(look: _Look) -> Iterator[Remark]:
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


def result_dropped(look: _Look) -> Iterator[Remark]:
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


def _acts(look: _Look, function: Function) -> bool:
    """Whether a function does something that shows: a command, print, a change of a list."""
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            return True
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            if name == "print" or name in look.dialect.commands or isinstance(node.func, ast.Attribute):
                return True
    return False


def equals_plus(look: _Look) -> Iterator[Remark]:
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


# -- what is written is not what is shown


def name_in_quotes(look: _Look) -> Iterator[Remark]:
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


def function_shown(look: _Look) -> Iterator[Remark]:
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


# -- conditions that can only go one way


def condition_of_values(look: _Look) -> Iterator[Remark]:
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


def _one_name(look: _Look, node: ast.BoolOp, word: str) -> Iterator[Remark]:
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


def empty_range(look: _Look) -> Iterator[Remark]:
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
            key = "remark.range_turned" if low > high and len(values) == 2 else "remark.range_empty"
            yield look.remark(node, key, seen=look.code(node))


# -- order and place


def unreachable(look: _Look) -> Iterator[Remark]:
    """Lines below a `return`, a `break`, a `while True` without `break`, `done()`."""
    for block in look.blocks():
        for statement, following in pairwise(block):
            word = _leaves(look, statement)
            if word:
                yield look.remark(following, "remark.unreachable", word=word, where=statement.lineno)
                break


def _leaves(look: _Look, statement: ast.stmt) -> str:
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


def never_called(look: _Look) -> Iterator[Remark]:
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


def leaves_at_once(look: _Look) -> Iterator[Remark]:
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


def reset_in_loop(look: _Look) -> Iterator[Remark]:
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


def list_changed(look: _Look) -> Iterator[Remark]:
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


def else_of_loop(look: _Look) -> Iterator[Remark]:
    """An `else` that stands under a loop instead of under its `if`."""
    for loop in look.each(LOOPS):
        assert isinstance(loop, ast.For | ast.While)
        inner = any(isinstance(node, ast.If) and not node.orelse for node in loop.body)
        breaks = any(isinstance(node, ast.Break) for node in ast.walk(loop))
        if loop.orelse and inner and not breaks:
            yield look.remark(loop.orelse[0], "remark.else_of_loop", where=loop.lineno)


# -- names and numbers


def name_by_slip(look: _Look) -> Iterator[Remark]:
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


def times_zero(look: _Look) -> Iterator[Remark]:
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


def name_in_text(look: _Look) -> Iterator[Remark]:
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


def counter_changed(look: _Look) -> Iterator[Remark]:
    """`i += 1` inside `for i in …`: the loop sets it anew in each round."""
    for loop in look.each(ast.For):
        assert isinstance(loop, ast.For)
        if not isinstance(loop.target, ast.Name):
            continue
        for node in (inner for statement in loop.body for inner in ast.walk(statement)):
            if isinstance(node, ast.AugAssign) and look.code(node.target) == loop.target.id:
                yield look.remark(node, "remark.counter_changed", name=loop.target.id, where=loop.lineno)
                break


def decimal_comma(look: _Look) -> Iterator[Remark]:
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


def caret(look: _Look) -> Iterator[Remark]:
    """`3 ^ 2`: no power in Python."""
    for node in look.each(ast.BinOp):
        assert isinstance(node, ast.BinOp)
        if isinstance(node.op, ast.BitXor):
            example = f"{look.code(node.left)} ** {look.code(node.right)}"
            yield look.remark(node, "remark.caret", look.stop.replacing(node, example), example=example)


def shadowed(look: _Look) -> Iterator[Remark]:
    """`print = 3`, `move = 2`: from here on the word is a value."""
    for name, line in look.stored.items():
        if name in COMMON or name in look.dialect.commands:
            node = next(
                n for n in look.nodes if isinstance(n, ast.Name) and n.id == name and n.lineno == line
            )
            yield look.remark(node, "remark.shadowed", name=name)


def same_given(look: _Look) -> Iterator[Remark]:
    """`x = x`."""
    for node in look.each(ast.Assign):
        assert isinstance(node, ast.Assign)
        if isinstance(node.value, ast.Name) and look.code(node.targets[0]) == node.value.id:
            yield look.remark(node, "remark.same_given", name=node.value.id)


def mean_without_brackets(look: _Look) -> Iterator[Remark]:
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


RULES: tuple[Rule, ...] = (
    answer_compared,
    answers_joined,
    equals_plus,
    without_effect,
    name_in_quotes,
    function_shown,
    condition_of_values,
    empty_range,
    unreachable,
    leaves_at_once,
    reset_in_loop,
    list_changed,
    times_zero,
    never_called,
    result_dropped,
    name_by_slip,
    decimal_comma,
    caret,
    else_of_loop,
    counter_changed,
    same_given,
    shadowed,
    mean_without_brackets,
    name_in_text,
)
