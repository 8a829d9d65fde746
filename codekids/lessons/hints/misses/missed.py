"""A run that went to its end and did not do what was asked: what the child may look at, best first."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from codekids.engine.run import dialect_of
from codekids.engine.timeline import Timeline
from codekids.lang.explain.remarks import Remark, find_remarks
from codekids.lang.explain.stop import Stop
from codekids.lang.problems import Argument, Problem
from codekids.lang.source import Program
from codekids.lang.tree import walk
from codekids.lang.words import fold
from codekids.lessons.hints.diagnose import diagnose
from codekids.lessons.hints.misses.output import compare_output
from codekids.lessons.hints.misses.unrolled import what_would_do
from codekids.world.goals import GoalState

# Findings that are often right programs' ways too: they come after what the run itself shows.
UNSURE = frozenset(
    {"remark.shadowed", "remark.mean_brackets", "remark.counter_changed", "remark.name_in_text",
     "remark.else_of_loop", "remark.same_given"}
)  # fmt: skip


def explain_miss(
    program: Program, timeline: Timeline, states: Sequence[GoalState] = (), solution: str = ""
) -> tuple[Remark, ...]:
    """What may be behind a miss, the surest first; empty: nothing we know a name for.

    For runs that ended by themselves (`finished`) and left a required goal unmet, or met
    a mishap of the world; `states` are the goals after the run. `solution` is only asked
    which way it turns first. Never raises. Nothing here says that a program is wrong, so
    nothing of it is to be shown after a run that solved.
    """
    mishap = timeline.problem is not None and timeline.problem.key.startswith("world.")
    if program.tree is None or not (timeline.ending == "finished" or mishap):
        return ()
    unmet = [state for state in states if not state.met and not state.goal.optional]
    remarks = find_remarks(program, dialect_of(timeline.start))
    ran = {moment.line for moment in timeline.moments}
    sure = [remark for remark in remarks if remark.key not in UNSURE and _plays_a_part(remark, ran)]
    unsure = [remark for remark in remarks if remark.key in UNSURE and remark.line in ran]
    found: list[Remark] = [*sure]
    changed = what_would_do(program, timeline.start, states) if unmet or mishap else None
    if changed is not None:
        found.append(_remark(changed))
    found += _symptoms(timeline, states, solution) if changed is None else []
    found += [remark for remark in unsure if remark.key == "remark.name_in_text"]
    found += _at_the_edge(program, timeline)
    for state in unmet:
        if state.goal.kind == "print":
            differs = compare_output(program, timeline, state.goal.word)
            found += [differs] if differs is not None else []
    if not timeline.output and not timeline.steps and not mishap:
        found += _not_shown(program, timeline)
    found += _at_the_edge(program, timeline)
    found += _one_way_only(program, timeline)
    found += unsure
    if not any(state.goal.kind == "print" for state in unmet):
        found += _rest_thrown_away(program, timeline)
    return tuple(_once(found))


def _once(found: Sequence[Remark]) -> list[Remark]:
    """Each key and place once, in order."""
    seen: dict[tuple[str, int, int], Remark] = {}
    for remark in found:
        seen.setdefault((remark.key, remark.line, remark.column), remark)
    return list(seen.values())


# Lines that never ran are the finding itself.
_NOT_RUN = frozenset(
    {"remark.unreachable", "remark.never_called", "remark.else_of_loop", "remark.text_alone",
     "remark.command_in_quotes"}
)  # fmt: skip


def _plays_a_part(remark: Remark, ran: set[int]) -> bool:
    """Whether the line of a finding ran, or that it did not is the finding."""
    if remark.key in _NOT_RUN:
        return True
    return remark.line in ran or any(line >= remark.line for line in ran if line <= (remark.end_line or 0))


def _remark(problem: Problem) -> Remark:
    return Remark(
        problem.line,
        problem.column,
        problem.key,
        problem.args,
        problem.end_line,
        problem.end_column,
        problem.fix,
    )


def _at_line(program: Program, line: int, key: str, **args: Argument) -> Remark:
    text = program.lines[line - 1] if 1 <= line <= len(program.lines) else ""
    return Remark(line, len(text) - len(text.lstrip()), key, args, line, len(text))


def _symptoms(timeline: Timeline, states: Sequence[GoalState], solution: str) -> list[Remark]:
    """What the world shows, at the last line that ran where no other is known."""
    last = timeline.moments[-1].line if timeline.moments else 1
    return [
        Remark(symptom.line or last, 0, f"lessons.symptom.{symptom.kind}", symptom.args)
        for symptom in diagnose(timeline, states, solution)
    ]


def _not_shown(program: Program, timeline: Timeline) -> list[Remark]:
    """A value was worked out, and nothing in the program writes it."""
    assert program.tree is not None
    calls = [node for node in walk(program.tree) if isinstance(node, ast.Call)]
    if any(getattr(call.func, "id", "") in ("print", "say") for call in calls):
        return []
    given = [(moment.line, variable) for moment in timeline.moments for variable in moment.changed]
    if not given:
        return []
    loops = [node for node in walk(program.tree) if isinstance(node, ast.For)]
    passing = {node.id for loop in loops for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
    passing |= {node.arg for node in walk(program.tree) if isinstance(node, ast.arg)}
    worked_out = [(line, variable) for line, variable in given if variable.name not in passing]
    if not worked_out:
        return []
    line, variable = worked_out[-1]
    return [_at_line(program, line, "miss.not_shown", name=variable.name)]


def _one_way_only(program: Program, timeline: Timeline) -> list[Remark]:
    """Conditions that were asked and always answered the same; loops that never began."""
    assert program.tree is not None
    asked: dict[int, int] = {}
    known: dict[str, str] = {}
    at_first: dict[int, dict[str, str]] = {}
    heads = {node.lineno for node in walk(program.tree) if isinstance(node, ast.If)}
    for moment in timeline.moments:
        asked[moment.line] = asked.get(moment.line, 0) + 1
        if moment.line in heads and moment.line not in at_first:
            at_first[moment.line] = dict(known)
        known.update({variable.name: variable.text for variable in moment.changed})
    found: list[Remark] = []
    for node in walk(program.tree):
        if not isinstance(node, ast.If | ast.While | ast.For) or node.lineno not in asked:
            continue
        first = node.body[0].lineno
        if first == node.lineno:
            continue
        n = asked[node.lineno]
        if isinstance(node, ast.If) and first not in asked and _differs_in_case(program, node, at_first):
            found.append(_at_line(program, node.lineno, "miss.never_same_letters"))
            continue
        if first not in asked:
            key = "miss.never_true" if isinstance(node, ast.If) else "miss.loop_never_ran"
            found.append(_at_line(program, node.lineno, key, n=n))
        elif isinstance(node, ast.If) and node.orelse and n > 1:
            other = node.orelse[0]
            if not isinstance(other, ast.If) and other.lineno not in asked:
                found.append(_at_line(program, node.lineno, "miss.always_true", n=n))
    return sorted(found, key=lambda remark: remark.line)


_EDGES: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Lt: ("<", "<="), ast.LtE: ("<=", "<")
}  # fmt: skip


def _at_the_edge(program: Program, timeline: Timeline) -> list[Remark]:
    """An `if` that compared two values that are just equal: should the edge belong to it?"""
    assert program.tree is not None
    heads = {node.lineno: node.test for node in walk(program.tree) if isinstance(node, ast.If)}
    loops = [node for node in walk(program.tree) if isinstance(node, ast.For | ast.While)]
    known: dict[str, str] = {}
    for moment in timeline.moments:
        test = heads.get(moment.line)
        in_loop = any(loop.lineno <= moment.line <= (loop.end_lineno or 0) for loop in loops)
        if (
            isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and type(test.ops[0]) in _EDGES
            and not in_loop
        ):
            stop = Stop(program, Problem(1, 0, ""), known)
            left, right = stop.value(test.left), stop.value(test.comparators[0])
            if type(left) in (int, float) and type(right) in (int, float) and left == right:
                seen, meant = _EDGES[type(test.ops[0])]
                name = stop.code(test.left)
                return [
                    _at_line(
                        program, moment.line, "miss.at_the_edge", name=name, n=left, seen=seen, meant=meant
                    )
                ]
        known.update({variable.name: variable.text for variable in moment.changed})
    return []


def _differs_in_case(program: Program, node: ast.If, known: dict[int, dict[str, str]]) -> bool:
    """Whether a condition compares two texts that are the same but for capitals, spaces or accents."""
    test = node.test
    if not isinstance(test, ast.Compare) or not isinstance(test.ops[0], ast.Eq):
        return False
    stop = Stop(program, Problem(1, 0, ""), known.get(node.lineno, {}))
    left, right = stop.value(test.left), stop.value(test.comparators[0])
    return isinstance(left, str) and isinstance(right, str) and fold(left.strip()) == fold(right.strip())


def _rest_thrown_away(program: Program, timeline: Timeline) -> list[Remark]:
    """`//` where something was left over: maybe a fraction was meant."""
    assert program.tree is not None
    divisions = {
        node.lineno: node
        for node in walk(program.tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv)
    }
    if not divisions:
        return []
    known: dict[str, str] = {}
    for moment in timeline.moments:
        if moment.line in divisions:
            node = divisions[moment.line]
            stop = Stop(program, Problem(1, 0, ""), known)
            left, right = stop.value(node.left), stop.value(node.right)
            if type(left) is int and type(right) is int and right and left % right:
                return [_at_line(program, moment.line, "miss.whole_division")]
        known.update({variable.name: variable.text for variable in moment.changed})
    return []
