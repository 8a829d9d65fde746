"""A run that ended with a problem, told by its cause."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from codekids.engine.run import dialect_of
from codekids.engine.timeline import Moment, Timeline
from codekids.lang.explain.stop import Stop
from codekids.lang.explain.stops import explain_stop
from codekids.lang.problems import Problem
from codekids.lang.source import Program
from codekids.lessons.hints.misses.endless import explain_endless

CUT_OFF = frozenset(
    {"engine.too_many_steps", "engine.too_many_lines", "engine.output_limit", "engine.memory_limit"}
)


def explain_run(program: Program, timeline: Timeline) -> Problem | None:
    """The problem of a run, told by its cause where source and moments show one; None if it has none.

    Never raises. The Timeline keeps its own problem: goals, hints and lesson files speak of that one.
    """
    problem = timeline.problem
    if problem is None or program.tree is None:
        return problem
    if problem.key in CUT_OFF:
        return explain_endless(program, timeline) or problem
    if problem.key == "world.bumped":
        return one_round_too_many(program, timeline) or problem
    variables = timeline.variables_at(len(timeline.moments) - 1)
    return explain_stop(program, problem, variables, dialect_of(timeline.start))


def one_round_too_many(program: Program, timeline: Timeline) -> Problem | None:
    """A wall met in the last round of a counted loop whose other rounds went well."""
    problem = timeline.problem
    assert problem is not None
    stop = Stop(program, problem, {})
    loop: ast.AST | None = stop.statement
    while loop is not None and not isinstance(loop, ast.For):
        loop = stop.parents.get(loop)
    if loop is None or not stop.calls(loop.iter, "range"):
        return None
    rounds = _rounds(loop, timeline.moments)
    wanted = [stop.value(arg) for arg in getattr(loop.iter, "args", [])]
    if not all(type(value) is int for value in wanted) or not wanted or rounds < 2:
        return None
    if rounds != len(range(*wanted)):
        return None
    args = {"n": rounds, "where": loop.lineno}
    return Problem(
        problem.line, problem.column, "miss.bumped_in_last_round", args, problem.end_line, problem.end_column
    )


def _rounds(loop: ast.For, moments: Sequence[Moment]) -> int:
    """The rounds begun in the latest walk through the loop: its head gives one moment for each."""
    rounds = 0
    inside = range(loop.lineno, (loop.end_lineno or loop.lineno) + 1)
    before = 0
    for moment in moments:
        if moment.line == loop.lineno:
            rounds = rounds + 1 if before in inside else 1
        before = moment.line
    return rounds
