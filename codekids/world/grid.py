"""A world of square cells, as Karel and Reeborg walk it.

Cells are (column, row), (1, 1) at the bottom left, at most 40 x 40. Headings
are north, east, south, west. A cell may hold a wall, water, a closed door, a
box, a goal, paint, and a count per kind of thing; hero, goal and things may
share one. Thin walls stand between cells; the edge of the map is a wall too.
Nothing here draws, waits or knows Python source.

One world is kept for every step of a run. So the hero is apart from the
ground, and the ground keeps what may change in rows: a step copies five
references, taking an apple one row, and everything else is shared.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.world.ground import (
    Cell,
    Count,
    Ground,
    count_of,
    counts,
    filled,
    lay_ground,
    neighbour,
    owner,
    plus,
    reading_order,
    with_cell,
)
from codekids.world.words import COLOURS, HEADINGS, LONGEST_TEXT, nearest
from codekids.world.world import Command, Done, Failed, Mishap, Parameter, Value

LONGEST_PAUSE = 10_000  # milliseconds; a longer one is cut, for it only paces the playback

LEFT = {"north": "west", "west": "south", "south": "east", "east": "north"}
RIGHT = {"north": "east", "east": "south", "south": "west", "west": "north"}


@dataclass(frozen=True, slots=True)
class GridWorld:
    """The ground, and the hero on it."""

    ground: Ground
    at: Cell
    facing: str  # "north" "east" "south" "west"
    holds: tuple[Count, ...] = ()  # the bag, by kind, in alphabetical order
    said: str = ""  # in the speech bubble; stays until the next `say`

    # -- what is where

    @property
    def kind(self) -> str:
        """The word of the lesson file."""
        return "grid"

    @property
    def columns(self) -> int:
        """Cells in a row."""
        return self.ground.columns

    @property
    def rows(self) -> int:
        """Rows of cells."""
        return self.ground.rows

    @property
    def walls(self) -> frozenset[Cell]:
        """Cells that are all wall."""
        return self.ground.walls

    @property
    def water(self) -> frozenset[Cell]:
        """Cells the hero may not step into."""
        return self.ground.water

    @property
    def doors(self) -> frozenset[Cell]:
        """Doors still closed."""
        return self.ground.doors

    @property
    def boxes(self) -> frozenset[Cell]:
        """Cells with a box."""
        return self.ground.boxes

    @property
    def goals(self) -> frozenset[Cell]:
        """Cells with the flag."""
        return self.ground.goals

    @property
    def thin_walls(self) -> frozenset[tuple[Cell, str]]:
        """Walls between cells, each once: as the north or the east side of a cell."""
        return self.ground.thin_walls()

    @property
    def things(self) -> tuple[tuple[Cell, str, int], ...]:
        """What lies about: (cell, kind, count), row by row from the bottom left. Boxes are not things."""
        return tuple((cell, kind, count) for cell, here in filled(self.ground.things) for kind, count in here)

    @property
    def paint(self) -> tuple[tuple[Cell, str], ...]:
        """Painted cells: (cell, colour), row by row from the bottom left."""
        return tuple(filled(self.ground.paint))

    def things_at(self, cell: Cell) -> tuple[Count, ...]:
        """What lies on a cell of the map: (kind, count)."""
        return self.ground.things[cell[1] - 1][cell[0] - 1]

    def wall_beside(self, cell: Cell, side: str) -> bool:
        """Whether a wall, thick or thin, or the edge of the map is on that side of the cell."""
        return self.ground.wall_beside(cell, side)

    def way_is_clear(self, heading: str) -> bool:
        """Whether a step from here that way meets no mishap.

        As in Reeborg's World, water is seen: the way is not clear, though it is no wall.
        A closed door is clear with a key in the bag, a box if it can be pushed.
        """
        return not isinstance(_step(self, heading), _Stopped)

    # -- what goals ask (see goals.py)

    def has_cell(self, cell: Cell) -> bool:
        """Whether the cell is on the map."""
        return self.ground.has(cell)

    def is_blocked(self, cell: Cell) -> bool:
        """Whether nobody can ever stand on this cell of the map."""
        return cell in self.ground.walls

    def hero_cell(self) -> Cell:
        """Where the hero is."""
        return self.at

    def hero_heading(self) -> str:
        """Where the hero looks: north, east, south, west."""
        return self.facing

    def hero_stands_on(self, thing: str) -> bool:
        """Whether the hero shares its cell with that thing, or stands in "water"."""
        if thing == "water":
            return self.at in self.ground.water
        return self.count_at(self.at, thing) > 0

    def goal_cells(self) -> frozenset[Cell]:
        """Cells with the flag."""
        return self.ground.goals

    def count_at(self, cell: Cell, thing: str) -> int:
        """How many lie on that cell; a "box" counts as one. 0 outside the map."""
        if not self.has_cell(cell):
            return 0
        if thing == "box":
            return int(cell in self.ground.boxes)
        return count_of(self.things_at(cell), thing)

    def cells_with(self, thing: str) -> tuple[Cell, ...]:
        """Where that thing lies, row by row from the bottom left; "box" and "water" count as well."""
        spread = {"box": self.ground.boxes, "water": self.ground.water}
        if thing in spread:
            return tuple(sorted(spread[thing], key=reading_order))
        return tuple(cell for cell, here in filled(self.ground.things) if count_of(here, thing))

    def count_held(self, thing: str) -> int:
        """How many the bag holds."""
        return count_of(self.holds, thing)

    def paint_at(self, cell: Cell) -> str:
        """The colour of a cell; "" unpainted or outside the map."""
        return self.ground.paint[cell[1] - 1][cell[0] - 1] if self.has_cell(cell) else ""

    def painted(self) -> tuple[tuple[Cell, str], ...]:
        """Painted cells: (cell, colour)."""
        return self.paint

    # -- commands

    @property
    def commands(self) -> Mapping[str, Command]:
        """Every word this world understands, by name."""
        return COMMANDS

    def do(self, name: str, arguments: tuple[Value, ...]) -> Done | Failed:
        """Carry out one command; see World.do. Never raises, whatever the arguments."""
        command = COMMANDS.get(name) if isinstance(name, str) else None
        if command is None:
            return Failed(self, Mishap("world.unknown_command", {"name": _brief(name)}))
        parameters = command.parameters
        if arguments or parameters:
            mishap = _wrong_arguments(command, arguments)
            if mishap:
                return Failed(self, mishap)
            arguments += tuple(parameter.default for parameter in parameters[len(arguments) :])
        if command.kind == "action" and self.at in self.ground.water:
            # A child's bare `except` must not carry the hero through the water.
            return Failed(self, Mishap("world.in_water"))
        return _CARRY_OUT[name](self, *arguments)

    def as_json(self) -> dict[str, Any]:
        """Plain data; every list in reading order from the bottom left."""
        ground = self.ground
        return {
            "kind": "grid",
            "columns": ground.columns,
            "rows": ground.rows,
            "hero": {"at": list(self.at), "facing": self.facing, "holds": dict(self.holds)},
            "things": [{"at": list(cell), "kind": kind, "count": count} for cell, kind, count in self.things],
            "walls": _as_lists(ground.walls),
            "thin_walls": [
                {"at": list(cell), "side": side}
                for cell, side in sorted(self.thin_walls, key=lambda wall: (reading_order(wall[0]), wall[1]))
            ],
            "water": _as_lists(ground.water),
            "doors": _as_lists(ground.doors),
            "boxes": _as_lists(ground.boxes),
            "paint": [{"at": list(cell), "colour": colour} for cell, colour in self.paint],
            "goals": _as_lists(ground.goals),
            "said": self.said,
        }


def grid_world(
    columns: int,
    rows: int,
    *,
    at: Cell = (1, 1),
    facing: str = "east",
    holds: Mapping[str, int] | Iterable[Count] = (),
    said: str = "",
    **ground: Any,
) -> GridWorld:
    """Build a world; `ground` are the keywords of `lay_ground`: walls, thin_walls, water, doors, boxes,
    goals, things, paint.

    Raises ValueError for what cannot be: a cell outside, a hero in a wall.
    `read_map` is the door for a teacher's map.
    """
    laid = lay_ground(columns, rows, **ground)
    if facing not in HEADINGS:
        raise ValueError(f"facing is one of {', '.join(HEADINGS)}, not {facing!r}")
    if not laid.has(at) or at in laid.walls | laid.doors | laid.boxes | laid.water:
        raise ValueError(f"the hero cannot stand on {at}")
    return GridWorld(laid, at, facing, counts(dict(holds)), said)


def _as_lists(cells: frozenset[Cell]) -> list[list[int]]:
    return [list(cell) for cell in sorted(cells, key=reading_order)]


# -- the words


def _word(
    name: str, kind: Any, parameter: str = "", kinds: tuple[type, ...] = (), default: Value = None
) -> Command:
    required = type(None) not in kinds and default is None
    parameters = (Parameter(parameter, kinds, default, required),) if parameter else ()
    return Command(name, kind, parameters)


_THING = ("thing", (str, type(None)))

COMMANDS: Mapping[str, Command] = {
    command.name: command
    for command in (
        _word("move", "action", "steps", (int,), 1),
        _word("turn_left", "action"),
        _word("turn_right", "action"),
        _word("take", "action", *_THING),
        _word("put", "action", *_THING),
        _word("build_wall", "action"),
        _word("paint", "action", "colour", (str,)),
        _word("say", "action", "text", (str, int, float, bool)),
        _word("done", "pace"),
        _word("think", "pace", "ms", (int, float)),
        # Reeborg's pause() waits for a click; here it waits a second.
        _word("pause", "pace", "ms", (int, float), 1000),
        _word("front_is_clear", "sensor"),
        _word("left_is_clear", "sensor"),
        _word("right_is_clear", "sensor"),
        _word("wall_in_front", "sensor"),
        _word("wall_on_right", "sensor"),
        _word("object_here", "sensor", *_THING),
        _word("carries_object", "sensor", *_THING),
        _word("at_goal", "sensor"),
        _word("is_facing_north", "sensor"),
        _word("column", "sensor"),
        _word("row", "sensor"),
    )
}

_WRONG_KIND = {
    "steps": "world.steps_not_a_number",
    "thing": "world.thing_not_text",
    "colour": "world.colour_not_text",
    "text": "world.text_not_sayable",
    "ms": "world.time_not_a_number",
}


# Shown when a command is called in a way it does not know.
_EXAMPLE = {
    "move": "move(2)", "take": 'take("apple")', "put": 'put("apple")', "paint": 'paint("red")',
    "say": 'say("Ari")', "think": "think(500)", "pause": "pause(500)",
    "object_here": 'object_here("apple")', "carries_object": 'carries_object("apple")',
}  # fmt: skip


def _wrong_arguments(command: Command, arguments: tuple[Value, ...]) -> Mishap | None:
    """What is wrong with the arguments, by exact type: True is no number of steps."""
    parameters = command.parameters
    example = {"name": command.name, "example": _EXAMPLE.get(command.name, f"{command.name}()")}
    if len(arguments) > len(parameters):
        return Mishap("world.too_many_arguments" if parameters else "world.no_arguments", example)
    for argument, parameter in zip(arguments, parameters, strict=False):
        if type(argument) not in parameter.kinds:
            shown = f'"{_brief(argument)}"' if isinstance(argument, str) else _brief(argument)
            return Mishap(_WRONG_KIND[parameter.name], {**example, "value": shown})
    if len(arguments) < len(parameters) and parameters[len(arguments)].required:
        return Mishap("world.missing_argument", example)
    return None


def _brief(value: object) -> str:
    """A value short and on one line, to stand between backticks."""
    if type(value) is str:
        text = value
    elif type(value) is int and value.bit_length() > 100:
        text = "10000…" if value > 0 else "-10000…"
    elif value is None or type(value) in {bool, int, float}:
        text = str(value)
    else:
        text = "…"
    text = "".join(mark if mark.isprintable() and mark != "`" else " " for mark in text[:31])
    return text if len(text) <= 30 else text[:29] + "…"


# -- walking


@dataclass(frozen=True, slots=True)
class _Stopped:
    """A step that met a mishap, and the world after it: in the water, or unchanged."""

    world: GridWorld
    mishap: Mishap


def _step(world: GridWorld, heading: str) -> GridWorld | _Stopped:
    """One cell that way."""
    if world.wall_beside(world.at, heading):
        return _Stopped(world, Mishap("world.bumped"))
    ground = world.ground
    to = neighbour(world.at, heading)
    holds = world.holds
    if to in ground.boxes:
        pushed = _push(world, to, heading)
        if pushed is None:
            return _Stopped(world, Mishap("world.box_stuck"))
        ground = pushed
    elif to in ground.doors:
        if not count_of(holds, "key"):
            return _Stopped(world, Mishap("world.door_locked"))
        holds = plus(holds, "key", -1)
        ground = replace(ground, doors=ground.doors - {to})
    elif to in ground.water:
        return _Stopped(GridWorld(ground, to, world.facing, holds, world.said), Mishap("world.water"))
    return GridWorld(ground, to, world.facing, holds, world.said)


def _push(world: GridWorld, box: Cell, heading: str) -> Ground | None:
    """The ground with that box one cell on, or None. As in Reeborg's World, a box fills water up."""
    ground = world.ground
    to = neighbour(box, heading)
    if world.wall_beside(box, heading) or to in ground.boxes or to in ground.doors:
        return None
    if to in ground.water:
        return replace(ground, boxes=ground.boxes - {box}, water=ground.water - {to})
    return replace(ground, boxes=ground.boxes - {box} | {to})


def _move(world: GridWorld, steps: int) -> Done | Failed:
    if steps < 0:
        return Failed(world, Mishap("world.negative_steps", {"value": _brief(steps)}))
    passed: list[GridWorld] = []  # with the last one, every world after the first
    for _ in range(steps):
        step = _step(world, world.facing)
        if isinstance(step, _Stopped):
            if step.world is not world:
                passed.append(step.world)
            return Failed(step.world, step.mishap, tuple(passed[:-1]))
        passed.append(step)
        world = step
    return Done(world, between=tuple(passed[:-1]))


def _turn_left(world: GridWorld) -> Done:
    return Done(GridWorld(world.ground, world.at, LEFT[world.facing], world.holds, world.said))


def _turn_right(world: GridWorld) -> Done:
    return Done(GridWorld(world.ground, world.at, RIGHT[world.facing], world.holds, world.said))


# -- things, walls, paint, words


def _which(thing: str | None, there: tuple[Count, ...], none: str, several: str, other: str) -> str | Mishap:
    """The kind meant by `take(thing)` or `put(thing)` among those there are; the keys are for the mishaps."""
    if not there:
        return Mishap(none)
    first = there[0][0]
    if thing is None:
        return first if len(there) == 1 else Mishap(several, {"meant": first})
    if count_of(there, thing):
        return thing
    meant = nearest(thing, [kind for kind, _ in there]) or first
    return Mishap(other, {"value": _brief(thing), "meant": meant, "thing": meant})


def _with_things(world: GridWorld, kind: str, taken: int) -> Done:
    """`taken` of that kind move from the ground to the bag; negative, the other way."""
    ground = world.ground
    here = plus(world.things_at(world.at), kind, -taken)
    ground = replace(ground, things=with_cell(ground.things, world.at, here))
    return Done(GridWorld(ground, world.at, world.facing, plus(world.holds, kind, taken), world.said))


def _take(world: GridWorld, thing: str | None) -> Done | Failed:
    here = world.things_at(world.at)
    kind = _which(thing, here, "world.nothing_here", "world.several_here", "world.thing_not_here")
    return Failed(world, kind) if isinstance(kind, Mishap) else _with_things(world, kind, 1)


def _put(world: GridWorld, thing: str | None) -> Done | Failed:
    kind = _which(thing, world.holds, "world.bag_empty", "world.several_in_bag", "world.thing_not_in_bag")
    return Failed(world, kind) if isinstance(kind, Mishap) else _with_things(world, kind, -1)


def _build_wall(world: GridWorld) -> Done | Failed:
    if world.wall_beside(world.at, world.facing):
        return Failed(world, Mishap("world.wall_already"))
    cell, bit = owner(world.at, world.facing)
    thin = world.ground.thin
    built = with_cell(thin, cell, thin[cell[1] - 1][cell[0] - 1] | bit)
    return Done(replace(world, ground=replace(world.ground, thin=built)))


def _paint(world: GridWorld, colour: str) -> Done | Failed:
    if colour not in COLOURS:
        meant = nearest(colour, COLOURS)
        if meant:
            args = {"value": _brief(colour), "meant": meant, "colour": meant}
            return Failed(world, Mishap("world.colour_meant", args))
        return Failed(world, Mishap("world.colour_unknown", {"value": _brief(colour)}))
    if world.paint_at(world.at) == colour:
        return Done(world)
    painted = with_cell(world.ground.paint, world.at, colour)
    return Done(replace(world, ground=replace(world.ground, paint=painted)))


def _say(world: GridWorld, value: str | int | float | bool) -> Done:
    # A number too long for the bubble may also be too long for Python to write out.
    endless = type(value) is int and value.bit_length() > LONGEST_TEXT * 4
    text = "…" if endless else str(value)
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - 1] + "…"
    if not text.isprintable():
        # A zero-width joiner holds an emoji together; other invisible marks could rearrange the screen.
        text = "".join(mark if mark.isprintable() or mark in "\n\u200d" else " " for mark in text)
    return Done(GridWorld(world.ground, world.at, world.facing, world.holds, text))


def _wait(world: GridWorld, ms: int | float) -> Done | Failed:
    if isinstance(ms, float) and not math.isfinite(ms):
        return Failed(world, Mishap("world.time_not_finite", {"value": _brief(ms)}))
    if ms < 0:
        return Failed(world, Mishap("world.negative_time", {"value": _brief(ms)}))
    return Done(world, seconds=min(ms, LONGEST_PAUSE) / 1000)


def _has(there: tuple[Count, ...], thing: str | None) -> bool:
    return bool(there) if thing is None else count_of(there, thing) > 0


_CARRY_OUT: Mapping[str, Callable[..., Done | Failed]] = {
    "move": _move,
    "turn_left": _turn_left,
    "turn_right": _turn_right,
    "take": _take,
    "put": _put,
    "build_wall": _build_wall,
    "paint": _paint,
    "say": _say,
    "done": lambda world: Done(world, ends=True),
    "think": _wait,
    "pause": _wait,
    "front_is_clear": lambda world: Done(world, world.way_is_clear(world.facing)),
    "left_is_clear": lambda world: Done(world, world.way_is_clear(LEFT[world.facing])),
    "right_is_clear": lambda world: Done(world, world.way_is_clear(RIGHT[world.facing])),
    "wall_in_front": lambda world: Done(world, world.wall_beside(world.at, world.facing)),
    "wall_on_right": lambda world: Done(world, world.wall_beside(world.at, RIGHT[world.facing])),
    "object_here": lambda world, thing: Done(world, _has(world.things_at(world.at), thing)),
    "carries_object": lambda world, thing: Done(world, _has(world.holds, thing)),
    "at_goal": lambda world: Done(world, world.at in world.ground.goals),
    "is_facing_north": lambda world: Done(world, world.facing == "north"),
    "column": lambda world: Done(world, world.at[0]),
    "row": lambda world: Done(world, world.at[1]),
}
