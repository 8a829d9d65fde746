"""A run as the one JSON object of `codekids run --json` (the contract is in docs/command-line.md).

What explains and what hints is imported where a run went wrong: a run that went well is told without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from codekids.engine.run import find_all_problems, run
from codekids.engine.sandbox import Workers
from codekids.engine.timeline import Timeline
from codekids.lang.catalogue import LANGUAGES, in_all_languages
from codekids.lang.problems import Message, Problem
from codekids.lang.source import Program
from codekids.lessons.judge import run_lesson
from codekids.lessons.lesson import Lesson, pick
from codekids.world.goals import GoalState, goal_message
from codekids.world.world import World

if TYPE_CHECKING:
    from codekids.lessons.hints.offered import Hint
    from codekids.lessons.judge import Verdict

Ask = Callable[[str], str | None]


def of_lesson(program: Program, lesson: Lesson, ask: Ask | None = None) -> dict[str, Any]:
    """Run a program on a lesson, hidden worlds too, and tell what became of it."""
    with Workers() as workers:
        # A lesson with answers of its own is judged with those, so that a verdict never waits for a person.
        verdict = run_lesson(lesson, program, workers, ask=None if lesson.cases[0].inputs else ask)
    return _object(
        verdict.outcome,
        verdict.timelines[0],
        _problems(program, verdict.timelines[0], lesson.toolbox),
        stars=verdict.stars,
        goals=verdict.goals,
        hint=_hint(lesson, verdict),
    )


def _hint(lesson: Lesson, verdict: Verdict) -> Hint | None:
    if verdict.solved:
        return None
    from codekids.lessons.hints.offered import next_hint

    return next_hint(lesson, [verdict])


def of_world(program: Program, world: World, ask: Ask | None = None) -> dict[str, Any]:
    """Run a program in a bare world."""
    with Workers() as workers:
        timeline = run(program, world, workers, ask=ask)
    return _object(timeline.ending, timeline, _problems(program, timeline))


def _problems(program: Program, timeline: Timeline, toolbox: tuple[str, ...] = ()) -> list[Problem]:
    """The problem that ended the run, by its cause; all there are, where the program could not start."""
    if timeline.problem is None:
        return []
    from codekids.lessons.hints.misses.stopped import explain_run

    cause = explain_run(program, timeline) or timeline.problem
    if timeline.moments or timeline.lines_run:
        return [cause]
    _, *others = find_all_problems(program, timeline.start, toolbox) or [cause]
    return [cause, *others]


def _object(
    outcome: str,
    timeline: Timeline,
    problems: list[Problem],
    stars: int = 0,
    goals: tuple[GoalState, ...] = (),
    hint: Hint | None = None,
) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "stars": stars,
        "steps": timeline.steps,
        "lines_run": timeline.lines_run,
        "output": timeline.output,
        "output_cut": timeline.output_cut,
        "problems": [_problem(problem) for problem in problems],
        "goals": [_goal(state) for state in goals],
        "hint": {"level": hint.level, "text": _in_each(hint.text)} if hint else None,
        "world": timeline.end.as_json(),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    told = {
        "line": problem.line,
        "column": problem.column,
        "end_line": problem.end_line or problem.line,
        "end_column": problem.end_column,
        "key": problem.key,
        "text": in_all_languages(problem.message),
        "fix": None,
    }
    if problem.fix:
        told["fix"] = in_all_languages(Message("cli.fix", {"code": problem.fix.text}))
    return told


def _goal(state: GoalState) -> dict[str, Any]:
    goal = state.goal
    if goal.text:
        text = _in_each(goal.text)
    else:
        key, args = goal_message(goal, state)
        text = in_all_languages(Message(key, args))
    return {"kind": goal.kind, "met": state.met, "optional": goal.optional, "text": text}


def _in_each(text: Mapping[str, str]) -> dict[str, str]:
    """A lesson's own text in each language, the nearest one where it has none."""
    return {lang: pick(text, lang) for lang in LANGUAGES}
