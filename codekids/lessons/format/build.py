"""Plain lesson data, checked before, becomes a `Lesson` with its worlds built.

The data is what model.py gives and the cache holds. Neither YAML nor pydantic
is needed here, so a start from the cache needs neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from codekids.lang.problems import Argument
from codekids.lessons.format.build_kinds import common_parts, kind_parts
from codekids.lessons.format.findings import Loc
from codekids.lessons.kinds.fields import Pointer
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


# A lesson without a world of its own (questions, a card for the table) stands on one empty cell.
NOWHERE: Data = {"kind": "grid", "map": ">", "legend": {}, "skin": "village", "variants": []}
# What a step takes from its lesson where it says nothing itself.
INHERITED = ("world", "toolbox", "limits", "mode", "librarian")


def build_lesson(data: Data, pack_id: str = "") -> Lesson | list[Flaw]:
    """The lesson, or every flaw of its worlds. The full id is `pack_id/id`, or `id` outside a pack."""
    full_id = f"{pack_id}/{data['id']}" if pack_id else data["id"]
    flaws: list[Flaw] = []
    steps = tuple(_play(step, step["kind"], full_id, flaws, loc) for loc, step in _steps(data))
    # What a lesson of steps says of itself is its last step that asks for something.
    asked = [index for index, step in enumerate(steps) if step and step.goals]
    told = steps[asked[-1]] if asked else None
    whole = _play(data, data["kind"], full_id, flaws, (), told)
    if flaws or whole is None:
        return _each_once(flaws)
    return replace(
        whole,
        **common_parts(data, full_id),
        title=data["title"],
        story=data.get("story", {}),
        concepts=tuple(data["concepts"]),
        needs=tuple(data["needs"]),
        curriculum=tuple(data["curriculum"]),
        steps=tuple(
            replace(step, title=data["title"], story=data.get("story", {}), concepts=tuple(data["concepts"]))
            for step in steps
            if step
        ),
    )


def _steps(data: Data) -> Iterator[tuple[Loc, Data]]:
    """The data of each step, filled with what it takes from the lesson; a worked example has two."""
    if "steps" in data:
        for index, step in enumerate(data["steps"]):
            yield ("steps", index), _filled(step, data)
    elif "modify" in data:
        yield (), {**data, "investigate": []}
        modify = {**data["modify"], "kind": "modify"}
        yield ("modify",), _filled(modify, data)


def _filled(step: Data, lesson: Data) -> Data:
    taken = {name: lesson[name] for name in INHERITED if not step.get(name) and lesson.get(name)}
    if not step["start"] and step["kind"] not in ("make", "parsons"):
        taken["start"] = lesson["start"]
        taken |= {name: lesson[name] for name in ("locked", "kept") if lesson.get(name)}
    if "task" not in step:
        taken["task"] = lesson["task"]
    return {**step, **taken}


def _play(
    data: Data, kind: str, full_id: str, flaws: list[Flaw], loc: Loc, told: Lesson | None = None
) -> Lesson | None:
    """One thing to play. `told` is the step that stands for a whole lesson of steps."""
    own_world = data.get("world")
    cases: tuple[Case, ...] = told.cases if told else ()
    if own_world is not None or not told:
        built, found = build_cases(own_world or NOWHERE)
        flaws += [replace(flaw, loc=(*loc, *flaw.loc)) for flaw in found]
        if found:
            return None
        cases = cases or built
    limits = Limits(**data.get("limits", {}))
    return Lesson(
        id=full_id,
        title={},
        task=data["task"],
        cases=cases,
        goals=told.goals if told else _goals(data["goals"], limits),
        kind=kind,
        mode=data.get("mode", "either"),
        minutes=data.get("minutes", 0),
        skin=(own_world or NOWHERE)["skin"],
        toolbox=told.toolbox if told else tuple(data["toolbox"]),
        limits=told.limits if told else limits,
        start=told.start if told and not data["start"] else data["start"],
        locked=tuple(data.get("locked", ())),
        kept=tuple(data.get("kept", ())),
        hints=told.hints if told and not data["hints"] else tuple(data["hints"]),
        pointers=told.pointers if told and not data["hints"] else _pointers(data["pointers"]),
        mistakes=(
            told.mistakes
            if told and not data["mistakes"]
            else tuple(_mistake(mistake) for mistake in data["mistakes"])
        ),
        solution=told.solution if told else data["solution"],
        wrong=told.wrong if told else tuple(data["wrong"]),
        librarian=data.get("librarian", {}),
        **kind_parts(data, kind, full_id),
    )


def _each_once(flaws: list[Flaw]) -> list[Flaw]:
    """A step repeats what is wrong with the world of its lesson."""
    return [flaw for index, flaw in enumerate(flaws) if flaw not in flaws[:index]]


# The rungs that hints stand on where the lesson does not say: by how many there are.
LEVELS = {0: (), 1: (1,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4)}


def _pointers(pointers: list[Data]) -> tuple[Pointer, ...]:
    count = len(pointers)
    levels = LEVELS[count] if count in LEVELS else (0, 1, 2, *[3] * (count - 4), 4)
    return tuple(
        Pointer(
            level=pointer.get("level", level),
            line=pointer.get("line"),
            cell=_cell(pointer["cell"]) if "cell" in pointer else None,
        )
        for pointer, level in zip(pointers, levels, strict=True)
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
