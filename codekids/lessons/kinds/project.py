"""A project: what its program is asked for, and the rows the child looks at with a friend.

Checks are judged from a run, as goals are. Rows are ticked by people: not yet,
partly, yes. Frozen; every method gives a new state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.engine.timeline import Timeline
from codekids.lang.measure import constructs, count_lines
from codekids.lang.problems import Message
from codekids.lang.source import Program
from codekids.lessons.format.words import LOOPS
from codekids.lessons.judge import evidence_of
from codekids.lessons.kinds.fields import Check, Project
from codekids.lessons.kinds.result import MOST_STARS, Result
from codekids.world.goals import Goal, judge_goal

NOT_YET, PARTLY, YES = range(3)


@dataclass(frozen=True, slots=True)
class CheckState:
    """A check after a run."""

    check: Check
    met: bool
    done: int = 0  # progress "4 of 6"; of 0 means there is nothing to count
    of: int = 0


def judge_checks(
    project: Project, program: Program, timeline: Timeline, *, saved: bool
) -> tuple[CheckState, ...]:
    """Every check after one run, in the order of the lesson. `saved`: the child has put the work away."""
    return tuple(_judge(check, program, timeline, saved) for check in project.checks)


def _judge(check: Check, program: Program, timeline: Timeline, saved: bool) -> CheckState:
    match check.kind:
        case "uses":
            wanted = LOOPS if check.word == "loop" else (check.word,)
            return CheckState(check, any(word in constructs(program) for word in wanted))
        case "least_actions":
            done = actions(timeline)
            return CheckState(check, done >= check.count, done, check.count)
        case "finishes":
            return CheckState(check, timeline.ending == "finished" and count_lines(program) > 0)
        case "saved":
            return CheckState(check, saved)
        case _:  # solvable: the map's own author has walked it
            reached = judge_goal(Goal("reach"), evidence_of(program, timeline)).met
            return CheckState(check, reached and timeline.ending == "finished" and timeline.steps > 0)


def actions(timeline: Timeline) -> int:
    """Commands of a run that changed the world or might have; looking and waiting do not count."""
    commands = timeline.start.commands
    return sum(
        moment.command in commands and commands[moment.command].kind == "action"
        for moment in timeline.moments
        if moment.command
    )


def check_message(check: Check) -> Message:
    """The sentence of a check; its own `text`, where there is one, is for the caller to prefer."""
    if check.kind == "uses":
        return (
            Message("lessons.check.loop")
            if check.word == "loop"
            else Message("lessons.check.uses", {"word": check.word})
        )
    if check.kind == "least_actions":
        return Message("lessons.check.least_actions", {"n": check.count})
    return Message(f"lessons.check.{check.kind}")


@dataclass(frozen=True, slots=True)
class ProjectState:
    """The ticks of the rubric: NOT_YET, PARTLY, YES, or None where nobody has looked."""

    project: Project
    ticks: tuple[int | None, ...] = ()

    def tick(self, row: int, value: int | None) -> ProjectState:
        """Tick a row of the rubric."""
        if not 0 <= row < len(self.project.rubric) or value not in (None, NOT_YET, PARTLY, YES):
            return self
        ticks = self.all_ticks
        return replace(self, ticks=(*ticks[:row], value, *ticks[row + 1 :]))

    @property
    def all_ticks(self) -> tuple[int | None, ...]:
        """One for each row."""
        return self.ticks or (None,) * len(self.project.rubric)

    def result(self, checks: tuple[CheckState, ...]) -> Result:
        """Solved when every check is met; the third star for looking at every row of the rubric."""
        met = sum(state.met for state in checks)
        solved = met == len(self.project.checks)
        stars = MOST_STARS if None not in self.all_ticks else MOST_STARS - 1
        return Result(solved, stars if solved else 0, met, len(self.project.checks))

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it."""
        return {"ticks": list(self.all_ticks)}

    @classmethod
    def from_data(cls, project: Project, data: Mapping[str, Any]) -> ProjectState:
        """The state as it was kept; what does not fit the rubric any more is left out."""
        state = cls(project)
        kept = data.get("ticks")
        for row, value in enumerate(kept if isinstance(kept, list) else ()):
            if value is None or type(value) is int:
                state = state.tick(row, value)
        return state
