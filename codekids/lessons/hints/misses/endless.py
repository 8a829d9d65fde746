"""Which loop never ends, and why: the variable that stands still, the condition that nothing meets.

A run that is cut off has walked the same lines for a long time; the last moments lie inside one loop.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Sequence

from codekids.engine.timeline import Moment, Timeline
from codekids.lang.dialect import Dialect
from codekids.lang.explain.remarks import find_remarks
from codekids.lang.explain.stop import UNKNOWN, Function, Stop, read_back
from codekids.lang.problems import Argument, Problem
from codekids.lang.source import Program
from codekids.world.grid import GridWorld

TAIL = 2000  # moments at the end of a run in which the loop that never ends must show
Loop = ast.For | ast.While


def explain_endless(program: Program, timeline: Timeline) -> Problem | None:
    """The problem of a run that was cut off, at the head of the loop that never ends; None if no loop is
    to blame."""
    problem = timeline.problem
    if problem is None or program.tree is None:
        return None
    stop = Stop(program, problem, timeline.variables_at(len(timeline.moments) - 1))
    # A long run tells its lines only up to a point; the loop of those must be the one it stopped in.
    tail = [moment for moment in timeline.moments if moment.told][-TAIL:]
    lines = {moment.line for moment in tail}
    loop = _loop_around(stop, lines if timeline.full_at is None else {*lines, problem.line})
    if loop is None:
        return None
    if isinstance(loop, ast.For):
        return _endless_for(stop, loop)
    return _endless_while(stop, loop, tail)


def _loop_around(stop: Stop, lines: set[int]) -> Loop | None:
    """The innermost loop that holds all these lines, its own functions' lines counted as within it."""
    best: Loop | None = None
    for node in stop.nodes:
        if not isinstance(node, ast.For | ast.While):
            continue
        held = set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        for name in _called(stop, node):
            function = stop.functions[name]
            held.update(range(function.lineno, (function.end_lineno or function.lineno) + 1))
        if lines <= held and (best is None or node.lineno > best.lineno):
            best = node
    return best


def _called(stop: Stop, node: ast.AST) -> set[str]:
    """The functions of the program that are called within a node, directly or by way of others."""
    found: set[str] = set()
    waiting: list[ast.AST] = [node]
    while waiting:
        for inner in ast.walk(waiting.pop()):
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
                name = inner.func.id
                if name in stop.functions and name not in found:
                    found.add(name)
                    waiting.append(stop.functions[name])
    return found


def _told(stop: Stop, loop: Loop, key: str, **args: Argument) -> Problem:
    at = stop.told(key, loop)
    return Problem(at.line, at.column, key, args, at.end_line, at.end_column)


def _endless_for(stop: Stop, loop: ast.For) -> Problem | None:
    """`for` over a list that grows in the loop; any other `for` ends by itself."""
    if not isinstance(loop.iter, ast.Name):
        return None
    for node in (inner for statement in loop.body for inner in ast.walk(statement)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and (
                node.func.attr in ("append", "insert", "extend")
                and stop.code(node.func.value) == loop.iter.id
            )
        ):
            return stop.told("miss.endless_list", node, name=loop.iter.id, where=loop.lineno)
    return None


def _endless_while(stop: Stop, loop: ast.While, tail: Sequence[Moment]) -> Problem | None:
    ways_out = _ways_out(loop)
    if isinstance(loop.test, ast.Constant):
        if not ways_out:
            return _told(stop, loop, "miss.endless_no_break")
        asked = ways_out[0]
        return stop.told("miss.endless_never_out", asked, where=loop.lineno)
    names = _names(loop.test)
    changed = {variable.name for moment in tail for variable in moment.changed}
    if names and not names & changed:
        in_order = sorted(names, key=lambda name: stop.code(loop.test).find(name))
        return _stands_still(stop, loop, in_order, {moment.line for moment in tail})
    if names:
        return _keeps_changing(stop, loop, [name for name in sorted(names) if name in changed], tail)
    return _world_stands(stop, loop, tail)


def _ways_out(loop: ast.While) -> list[ast.AST]:
    """The `if`s (or bare words) by which a `while True` may end: `break`, `return`."""
    found: list[ast.AST] = []
    waiting: list[tuple[ast.AST, ast.AST]] = [(statement, statement) for statement in loop.body]
    while waiting:
        node, asked = waiting.pop(0)
        if isinstance(node, ast.Break | ast.Return):
            found.append(asked)
        if isinstance(node, ast.For | ast.While | Function):
            continue
        for child in ast.iter_child_nodes(node):
            waiting.append((child, node if isinstance(node, ast.If) else asked))
    return found


def _names(test: ast.expr) -> set[str]:
    """Variables that a condition asks for; not what it calls."""
    called = {id(node.func) for node in ast.walk(test) if isinstance(node, ast.Call)}
    return {node.id for node in ast.walk(test) if isinstance(node, ast.Name) and id(node) not in called}


def _stands_still(stop: Stop, loop: ast.While, names: list[str], ran: set[int]) -> Problem:
    """No variable of the condition ever changes in the loop."""
    name = names[0]
    end = loop.end_lineno or loop.lineno
    within = [
        line for line, value in stop.givings(name) if loop.lineno < line <= end and not _is_plain(value)
    ]
    if within and within[0] not in ran:
        return _told(stop, loop, "miss.endless_skipped", name=name, where=within[0])
    if within:
        return _told(stop, loop, "miss.endless_never_met", name=name)
    for line, _ in stop.givings(name):
        if end < line <= end + 2:
            return _told(stop, loop, "miss.endless_outside", name=name, where=line)
    for remark in find_remarks(stop.program, Dialect()):
        inside = loop.lineno < remark.line <= (loop.end_lineno or loop.lineno)
        if inside and remark.key in ("remark.equals_plus", "remark.name_by_slip", "remark.plus_plus"):
            return remark
    for node in ast.walk(loop):
        idle = isinstance(node, ast.Expr) and isinstance(node.value, ast.BinOp | ast.Compare)
        if isinstance(node, ast.Expr) and idle and name in _names(node.value):
            # `i + 1` or `i == i + 1` alone on a line gives nobody a new value.
            return stop.told("miss.endless_not_given", node, name=name, where=loop.lineno)
    return _told(stop, loop, "miss.endless_unchanged", name=name)


def _is_plain(value: ast.expr | None) -> bool:
    """A number or text as it is: giving it again and again changes nothing."""
    return isinstance(value, ast.Constant) or (
        isinstance(value, ast.UnaryOp) and isinstance(value.operand, ast.Constant)
    )


def _keeps_changing(stop: Stop, loop: ast.While, names: list[str], tail: Sequence[Moment]) -> Problem:
    """A variable changes, but the condition is never met: it walks away, jumps over, or starts anew."""
    for name in names:
        values = [
            read_back(variable.text)
            for moment in tail
            for variable in moment.changed
            if variable.name == name
        ]
        numbers = [value for value in values if type(value) in (int, float)]
        if len(numbers) < 3 or len(numbers) != len(values):
            continue
        rising = all(b > a for a, b in itertools.pairwise(numbers))
        falling = all(b < a for a, b in itertools.pairwise(numbers))
        if rising or falling:
            target = _target(stop, loop.test, name)
            first = next(iter(_first_values(stop, name)), UNKNOWN)
            passed = (
                isinstance(target, int | float)
                and type(first) in (int, float)
                and min(first, numbers[-1]) <= target <= max(first, numbers[-1])
            )
            if passed:
                return _told(stop, loop, "miss.endless_jumps_over", name=name, meant=str(target))
            key = "miss.endless_grows" if rising else "miss.endless_falls"
            return _told(stop, loop, key, name=name)
        for line, given in stop.givings(name):
            inside = loop.lineno < line <= (loop.end_lineno or loop.lineno)
            if inside and isinstance(given, ast.Constant):
                return _told(stop, loop, "miss.endless_anew", name=name, where=line)
    return _told(stop, loop, "miss.endless_never_met", name=names[0])


def _first_values(stop: Stop, name: str) -> Iterable[object]:
    for _, given in stop.givings(name):
        value = stop.value(given) if isinstance(given, ast.Constant | ast.UnaryOp) else UNKNOWN
        if value is not UNKNOWN:
            yield value


def _target(stop: Stop, test: ast.expr, name: str) -> object:
    """What the variable is compared with by `!=` or `==`."""
    for node in ast.walk(test):
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            sides = [node.left, node.comparators[0]]
            if isinstance(node.ops[0], ast.NotEq) and any(stop.code(side) == name for side in sides):
                other = sides[1] if stop.code(sides[0]) == name else sides[0]
                return stop.value(other)
    return UNKNOWN


def _world_stands(stop: Stop, loop: ast.While, tail: Sequence[Moment]) -> Problem:
    """The condition asks the world: does anything move there?"""
    places = {moment.world.at for moment in tail if isinstance(moment.world, GridWorld)}
    commands = {moment.command for moment in tail if moment.command}
    asked = stop.code(loop.test)
    if not commands:
        return _told(stop, loop, "miss.endless_still", asked=asked)
    if len(places) == 1 and commands <= {"turn_left", "turn_right"}:
        return _told(stop, loop, "miss.endless_turning", asked=asked)
    return _told(stop, loop, "miss.endless_round", asked=asked)
