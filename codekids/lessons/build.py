"""Plain lesson data, checked before, becomes a `Lesson` with its worlds built.

The data is what model.py gives and the cache holds. Neither YAML nor pydantic
is needed here, so a start from the cache needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from codekids.lang.problems import Argument
from codekids.lessons.findings import Loc
from codekids.lessons.lesson import Case, Lesson, Limits, Mistake
from codekids.world.goals import Cell, Goal
from codekids.world.grid import GridWorld
from codekids.world.maps import Hero, read_map

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a world cannot be built: a place in the data, and in its text where it is one.

    `row` and `column` count from 0 inside the text at `loc`; None: the whole value.
    """

    loc: Loc
    key: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    row: int | None = None
    column: int = 0


def build_lesson(data: Data, pack_id: str = "") -> Lesson | list[Flaw]:
    """The lesson, or every flaw of its worlds. The full id is `pack_id/id`, or `id` outside a pack."""
    cases, flaws = build_cases(data["world"])
    if flaws:
        return flaws
    limits = Limits(**data.get("limits", {}))
    return Lesson(
        id=f"{pack_id}/{data['id']}" if pack_id else data["id"],
        title=data["title"],
        task=data["task"],
        cases=cases,
        goals=_goals(data["goals"], limits),
        story=data.get("story", {}),
        kind=data["kind"],
        mode=data["mode"],
        concepts=tuple(data["concepts"]),
        needs=tuple(data["needs"]),
        curriculum=tuple(data["curriculum"]),
        minutes=data.get("minutes", 0),
        skin=data["world"]["skin"],
        toolbox=tuple(data["toolbox"]),
        limits=limits,
        start=data["start"],
        hints=tuple(data["hints"]),
        mistakes=tuple(_mistake(mistake) for mistake in data["mistakes"]),
        solution=data["solution"],
        wrong=tuple(data["wrong"]),
    )


def build_cases(world: Data) -> tuple[tuple[Case, ...], list[Flaw]]:
    """The starting worlds of a lesson, the one shown first, and every flaw of those that cannot be."""
    flaws: list[Flaw] = []
    cases = [_case(world, None, flaws)]
    for index, variant in enumerate(world["variants"]):
        cases.append(_case(world, (index, variant), flaws))
    return tuple(case for case in cases if case), flaws


def _case(world: Data, variant: tuple[int, Data] | None, flaws: list[Flaw]) -> Case | None:
    """One starting world: what a variant does not say is as in the world shown first."""
    index, change = variant or (0, {})
    own = change if variant else world

    def value(part: str, nothing: Any) -> Any:
        return change.get(part, world.get(part, nothing))

    legend = {**world["legend"], **change.get("legend", {})}
    built = read_map(
        value("map", ""),
        legend,
        things=[(_cell(thing["at"]), thing["kind"], thing["count"]) for thing in value("things", ())],
        walls=[(_cell(wall["at"]), wall["side"]) for wall in value("walls", ())],
        hero=_hero(value("hero", None)),
    )
    if isinstance(built, GridWorld):
        return Case(built, own.get("hidden", False), tuple(value("inputs", ())))
    for error in built:
        key = list(legend)[error.index] if error.part == "legend" else error.part
        inside: Loc = ("legend", key) if error.part == "legend" else (error.part,)
        if error.part in ("things", "walls"):
            inside = (error.part, error.index)
        said_here = variant and (key in change["legend"] if error.part == "legend" else error.part in change)
        flaw = Flaw(
            (*(("world", "variants", index) if said_here else ("world",)), *inside), error.key, error.args
        )
        if error.part == "map":
            flaw = replace(flaw, row=error.row, column=error.column)
        if flaw not in flaws:  # a variant may repeat what is wrong with the world it changes
            flaws.append(flaw)
    return None


def _cell(at: list[int]) -> Cell:
    return at[0], at[1]


def _hero(hero: Data | None) -> Hero | None:
    if hero is None:
        return None
    return _cell(hero["at"]) if "at" in hero else None, hero.get("facing"), hero.get("holds", {})


def _goals(goals: list[Data], limits: Limits) -> tuple[Goal, ...]:
    """The goals of the file; a limit is one more goal, so that it is shown, judged and told like one."""
    found = [_goal(goal) for goal in goals]
    for kind in ("max_blocks", "max_lines"):
        most = getattr(limits, kind)
        if most is not None and not any(goal.kind == kind and not goal.optional for goal in found):
            found.append(Goal(kind, count=most))
    return tuple(found)


def _goal(goal: Data) -> Goal:
    return Goal(
        kind=goal["kind"],
        thing=goal.get("thing", ""),
        word=goal.get("word", ""),
        cells=tuple(_cell(at) for at in goal.get("cells", ())),
        count=goal.get("count"),
        colours=tuple((_cell(at), colour) for at, colour in goal.get("colours", ())),
        optional=goal.get("optional", False),
        text=goal.get("text", {}),
    )


def _mistake(mistake: Data) -> Mistake:
    when = mistake["when"]
    program = when["program_like"] if isinstance(when, Mapping) else ""
    return Mistake(
        when="program_like" if program else when,
        say=mistake["say"],
        librarian=mistake.get("librarian", {}),
        program=program,
    )
