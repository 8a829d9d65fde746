"""Whether a program solves a lesson: every goal, in every starting world.

A run is judged by what the host recorded and by counts taken from the source,
never by what a program says of itself. A goal met before an error is not solved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from codekids.engine.timeline import Recording, Timeline
from codekids.lang.measure import constructs, count_blocks, count_lines
from codekids.lang.problems import Problem
from codekids.lang.source import Program
from codekids.lessons.kinds.repair import changes
from codekids.lessons.kinds.result import MOST_STARS, Result
from codekids.lessons.lesson import Case, Lesson
from codekids.world.goals import Evidence, GoalState, judge_goal
from codekids.world.world import World

if TYPE_CHECKING:
    from codekids.engine.sandbox import Stop, Workers

Outcome = Literal["solved", "not_solved", "finished", "problem", "out_of_steps", "stopped"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one run of a lesson.

    `outcome` is that of the world shown; a program that fails only in a hidden
    world is `not_solved`, and `failing` is the run to show.
    """

    program: Program
    outcome: Outcome
    stars: int  # 0 to 3; 0 unless solved
    goals: tuple[GoalState, ...]  # in the world shown, in the order of the lesson
    timelines: tuple[Timeline, ...]  # one per case that was run: the shown one, then hidden ones
    failing_case: int | None = None  # index into lesson.cases (0: the one shown); None: all went well
    failing_goals: tuple[GoalState, ...] = ()  # as they stand in the failing case
    changed: int = 0  # kind fix: lines that are not as they were given
    too_many: bool = False  # kind fix: solved, but by changing more lines than the bug has

    @property
    def solved(self) -> bool:
        """Every required goal, in every case."""
        return self.outcome == "solved"

    def result(self) -> Result:
        """As every kind tells it: goals of the world shown, met and all. Without goals, the end is enough."""
        if self.outcome == "finished":
            return Result(True, MOST_STARS)
        return Result(self.solved, self.stars, sum(state.met for state in self.goals), len(self.goals))

    @property
    def failing(self) -> Timeline | None:
        """The run of the failing case."""
        return None if self.failing_case is None else self.timelines[self.failing_case]

    @property
    def failed_hidden(self) -> bool:
        """Whether it went well in the world shown, but not in a hidden one."""
        return bool(self.failing_case)


def run_lesson(
    lesson: Lesson,
    program: Program,
    workers: Workers,
    *,
    recording: Recording | None = None,
    ask: Callable[[str], str | None] | None = None,
    stop: Stop | None = None,
    seed: int = 0,
    first: Timeline | None = None,
) -> Verdict:
    """Run the case shown, then the hidden ones up to the first that fails, and judge.

    `recording` grows with the case shown only. With `ask` the child answers
    there; hidden cases, and all of them without `ask`, take the answers of the
    lesson. `first` is the case shown if it was run before.
    """
    timelines: list[Timeline] = []
    for index, case in enumerate(lesson.cases):
        if index == 0 and first is not None:
            timeline = first
        elif index == 0:
            timeline = run_case(lesson, case, program, workers, recording, ask, stop, seed)
        else:
            timeline = run_case(lesson, case, program, workers, None, None, stop, seed)
        timelines.append(timeline)
        if not _passed(timeline, judge_goals(lesson, program, timeline)):
            break
    return judge(lesson, program, timelines)


def run_case(
    lesson: Lesson,
    case: Case,
    program: Program,
    workers: Workers,
    recording: Recording | None = None,
    ask: Callable[[str], str | None] | None = None,
    stop: Stop | None = None,
    seed: int = 0,
) -> Timeline:
    """Run a program in one starting world of a lesson; one beyond its limits does not begin."""
    from codekids.engine.run import Budget, run

    beyond = beyond_limits(lesson, program)
    if beyond is not None:
        timeline = Timeline(case.world, (), "problem", beyond, seed=seed)
        if recording is not None:
            recording.timeline = timeline
        return timeline
    most = lesson.limits.max_steps
    return run(
        program,
        case.world,
        workers,
        toolbox=lesson.toolbox,
        budget=Budget() if most is None else Budget(commands=most),
        seed=seed,
        inputs=() if ask else case.inputs,
        ask=ask,
        recording=recording,
        stop=stop,
    )


def beyond_limits(lesson: Lesson, program: Program) -> Problem | None:
    """What a program has too many of, or lacks of the lines that were to stay; as the blocks would say it.

    The other limits are goals, and told at the end.
    """
    if program.tree is None or not (lesson.limits.blocks or lesson.locked):
        return None
    from codekids.lang.blocks.rules import limit_problems, rules_for
    from codekids.lang.blocks.workspace import view

    rules = rules_for(view(lesson.start), counts=lesson.limits.blocks, locked_lines=lesson.locked)
    return next(iter(limit_problems(program, rules)), None)


def judge(lesson: Lesson, program: Program, timelines: Sequence[Timeline]) -> Verdict:
    """The verdict over the runs of the lesson's cases, in their order.

    `timelines` may end at the first case that fails; if it ends earlier, only
    the cases that were run count.
    """
    states = [judge_goals(lesson, program, timeline) for timeline in timelines]
    failing = next(
        (index for index, timeline in enumerate(timelines) if not _passed(timeline, states[index])),
        None,
    )
    if failing is None:
        outcome: Outcome = "solved" if lesson.goals else "finished"
        stars = _stars(lesson, states) if lesson.goals else 0
        changed, too_many = _repair(lesson, program)
        return Verdict(
            program,
            outcome,
            min(stars, 1) if too_many else stars,
            states[0],
            tuple(timelines),
            changed=changed,
            too_many=too_many,
        )
    ending = timelines[failing].ending
    told_as_it_is = ending == "stopped" or (failing == 0 and ending != "finished")
    outcome = ending if told_as_it_is else "not_solved"
    return Verdict(
        program,
        outcome,
        0,
        states[0],
        tuple(timelines),
        failing,
        states[failing],
        changed=_repair(lesson, program)[0],
    )


def _repair(lesson: Lesson, program: Program) -> tuple[int, bool]:
    """How many lines of a faulty program were changed, and whether that is more than its bug asks for."""
    if lesson.fix is None:
        return 0, False
    count = changes(lesson.start, program.text).count
    return count, count > lesson.fix.most


def judge_goals(lesson: Lesson, program: Program, timeline: Timeline) -> tuple[GoalState, ...]:
    """Every goal of the lesson after one run."""
    evidence = evidence_of(program, timeline)
    return tuple(judge_goal(goal, evidence) for goal in lesson.goals)


def evidence_of(program: Program, timeline: Timeline) -> Evidence:
    """What the goals look at."""
    return Evidence(
        worlds=worlds_of(timeline),
        output=timeline.output,
        steps=timeline.steps,
        lines=count_lines(program),
        blocks=count_blocks(program),
        constructs=constructs(program),
    )


def worlds_of(timeline: Timeline) -> tuple[World, ...]:
    """Every world of a run in order: the start, those passed on the way, those after each moment."""
    worlds = [timeline.start]
    for moment in timeline.moments:
        if moment.command is not None:
            worlds += (*moment.between, moment.world)
    return tuple(worlds)


def _passed(timeline: Timeline, states: Sequence[GoalState]) -> bool:
    return timeline.ending == "finished" and all(state.met or state.goal.optional for state in states)


def _stars(lesson: Lesson, states: Sequence[Sequence[GoalState]]) -> int:
    """Full marks are always 3: what optional goals there are to miss is taken off the top."""
    optional = [index for index, goal in enumerate(lesson.goals) if goal.optional]
    met = sum(all(case[index].met for case in states) for index in optional)
    return min(MOST_STARS, max(1, MOST_STARS - len(optional)) + met)
