"""What a run shows, in words a hint can use: stopped short, bumped, passed over an apple.

Pure functions over a Timeline; no sentence is made here. Symptoms are told from
the surest to the least sure; which way somebody should have turned is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codekids.engine.timeline import Timeline
from codekids.lang.problems import Argument
from codekids.lessons.judge import worlds_of
from codekids.world.goals import Cell, GoalState
from codekids.world.grid import GridWorld
from codekids.world.ground import AHEAD

# Mishaps of the world -> what the phrase of a lesson file calls them.
MISHAPS = {
    "world.bumped": "bumped",
    "world.box_stuck": "bumped",
    "world.door_locked": "bumped",
    "world.water": "drowned",
    "world.nothing_here": "nothing_to_take",
    "world.thing_not_here": "nothing_to_take",
}
TURN = re.compile(r"\bturn_(?:left|right)\b")


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing a run shows. `kind` is one of `words.SYMPTOMS`; `lessons.symptom.<kind>` words it."""

    kind: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    line: int = 0  # of the program, 1-based; 0: no line in particular


def diagnose(timeline: Timeline, states: Sequence[GoalState], solution: str = "") -> tuple[Symptom, ...]:
    """What went another way than the goals ask, the surest first. Empty: nothing we know a name for.

    `solution` is only asked which way it turns first.
    """
    if timeline.problem is not None:
        kind = MISHAPS.get(timeline.problem.key)
        return (Symptom(kind, line=timeline.problem.line),) if kind else ()
    if timeline.ending != "finished" or not isinstance(timeline.end, GridWorld):
        return ()
    unmet = [state for state in states if not state.met and not state.goal.optional]
    places = [state for state in unmet if state.goal.kind in ("reach", "visit")]
    found = [_stopped_short(timeline, state) for state in places if state.goal.kind == "reach"]
    found += [_went_past(timeline, state) for state in places if state.goal.kind == "reach"]
    found += [_missed(timeline, state) for state in unmet if state.goal.kind == "collect"]
    if places:
        found.append(_turned_wrong(timeline, solution))
    return tuple(symptom for symptom in found if symptom)


def _targets(timeline: Timeline, state: GoalState) -> frozenset[Cell]:
    end = timeline.end
    assert isinstance(end, GridWorld)
    return frozenset(state.goal.cells) or end.goals


def _path(timeline: Timeline) -> list[Cell]:
    """The cells the hero stood on, in order."""
    return [world.at for world in worlds_of(timeline) if isinstance(world, GridWorld)]


def _stopped_short(timeline: Timeline, state: GoalState) -> Symptom | None:
    """The goal lies straight ahead, and the way is free: n cells are left."""
    world = timeline.end
    assert isinstance(world, GridWorld)
    targets = _targets(timeline, state)
    (column, row), (right, up) = world.at, AHEAD[world.facing]
    for n in range(1, max(world.columns, world.rows)):
        if world.wall_beside((column, row), world.facing):
            return None
        column, row = column + right, row + up
        if (column, row) in world.water | world.doors | world.boxes:
            return None
        if (column, row) in targets:
            return Symptom("stopped_short", {"n": n}, timeline.moments[-1].line if timeline.moments else 0)
    return None


def _went_past(timeline: Timeline, state: GoalState) -> Symptom | None:
    """The hero stood on the goal and went on."""
    targets = _targets(timeline, state)
    for moment in timeline.moments:
        for world in (*moment.between, moment.world):
            if isinstance(world, GridWorld) and moment.command and world.at in targets:
                return Symptom("went_past", line=moment.line)
    return None


def _missed(timeline: Timeline, state: GoalState) -> Symptom | None:
    """The hero stood where such a thing still lies."""
    world = timeline.end
    assert isinstance(world, GridWorld)
    thing = state.goal.thing
    for cell in _path(timeline):
        if any(kind == thing for kind, _ in world.things_at(cell)):
            return Symptom("missed", {"thing": thing, "cell": f"({cell[0]}, {cell[1]})"})
    return None


def _turned_wrong(timeline: Timeline, solution: str) -> Symptom | None:
    """The first turn is the other one."""
    wanted = TURN.search(solution)
    for moment in timeline.moments:
        if moment.command and TURN.fullmatch(moment.command):
            if wanted and moment.command != wanted.group():
                return Symptom("turned_wrong", line=moment.line)
            return None
    return None
