"""The ground of a grid world: everything but the hero, and what never moves by itself.

Cells are (column, row), (1, 1) at the bottom left, at most 40 x 40. What may
change during a run is kept in layers, one value a cell, row by row: a changed
cell copies its row and the list of rows, all else is shared between the worlds
of a run. Nothing here knows a command.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

Cell = tuple[int, int]  # (column, row), (1, 1) at the bottom left
Count = tuple[str, int]  # (kind of thing, how many); never zero
T = TypeVar("T")
Layer = tuple[tuple[T, ...], ...]  # one value a cell: layer[row - 1][column - 1]

LARGEST = 40  # columns, rows
AHEAD = {"north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0)}

NORTH, EAST = 1, 2  # bits of Ground.thin


@dataclass(frozen=True, slots=True)
class Ground:
    """Walls, water, doors, boxes, goals, things and paint. Build it with `lay_ground`."""

    columns: int
    rows: int
    walls: frozenset[Cell]  # whole cells
    thin: Layer[int]  # thin walls on the north and east side of each cell, as bits
    water: frozenset[Cell]
    doors: frozenset[Cell]  # closed ones; an open door is floor
    boxes: frozenset[Cell]
    goals: frozenset[Cell]
    things: Layer[tuple[Count, ...]]  # by kind, in alphabetical order
    paint: Layer[str]  # a colour, or ""

    def has(self, cell: Cell) -> bool:
        """Whether the cell is on the map."""
        return 0 < cell[0] <= self.columns and 0 < cell[1] <= self.rows

    def wall_beside(self, cell: Cell, side: str) -> bool:
        """Whether a wall, thick or thin, or the edge of the map is on that side of the cell."""
        beyond = neighbour(cell, side)
        if not self.has(beyond) or beyond in self.walls:
            return True
        (column, row), bit = owner(cell, side)
        return self.thin[row - 1][column - 1] & bit != 0

    def thin_walls(self) -> frozenset[tuple[Cell, str]]:
        """Walls between cells, each once: as the north or the east side of a cell."""
        return frozenset(
            (cell, side)
            for cell, bits in filled(self.thin)
            for side, bit in (("north", NORTH), ("east", EAST))
            if bits & bit
        )


def lay_ground(
    columns: int,
    rows: int,
    *,
    walls: Iterable[Cell] = (),
    thin_walls: Iterable[tuple[Cell, str]] = (),
    water: Iterable[Cell] = (),
    doors: Iterable[Cell] = (),
    boxes: Iterable[Cell] = (),
    goals: Iterable[Cell] = (),
    things: Iterable[tuple[Cell, str, int]] = (),
    paint: Iterable[tuple[Cell, str]] = (),
) -> Ground:
    """Build the ground, in whatever order its parts come.

    `things` are (cell, kind, count); the same kind twice on a cell adds up.
    A thin wall may be named from either side; on the edge of the map it is
    left out, for the edge is a wall already. Raises ValueError for a cell
    outside, a side that is none, and for two of wall, water, door and box on one cell.
    """
    if not (0 < columns <= LARGEST and 0 < rows <= LARGEST):
        raise ValueError(f"a grid has 1 to {LARGEST} columns and rows, not {columns} x {rows}")
    solid, wet, shut, movable, flags = map(frozenset, (walls, water, doors, boxes, goals))
    if len(solid | wet | shut | movable) < len(solid) + len(wet) + len(shut) + len(movable):
        raise ValueError("a cell is only one of wall, water, door and box")
    lying: dict[Cell, dict[str, int]] = {}
    for cell, kind, count in things:
        here = lying.setdefault(cell, {})
        here[kind] = here.get(kind, 0) + count
    colours = dict(paint)
    thin = list(thin_walls)
    for cell in {*solid, *wet, *shut, *movable, *flags, *lying, *colours, *(cell for cell, _ in thin)}:
        if not (0 < cell[0] <= columns and 0 < cell[1] <= rows):
            raise ValueError(f"{cell} is outside the {columns} x {rows} grid")
    bits: dict[Cell, int] = {}
    for cell, side in thin:
        beyond = neighbour(cell, side)
        if 0 < beyond[0] <= columns and 0 < beyond[1] <= rows:
            whose, bit = owner(cell, side)
            bits[whose] = bits.get(whose, 0) | bit
    return Ground(
        columns=columns,
        rows=rows,
        walls=solid,
        thin=_layer(columns, rows, bits, 0),
        water=wet,
        doors=shut,
        boxes=movable,
        goals=flags,
        things=_layer(columns, rows, {cell: counts(here) for cell, here in lying.items()}, ()),
        paint=_layer(columns, rows, colours, ""),
    )


def neighbour(cell: Cell, heading: str) -> Cell:
    """The cell one step that way, on the map or not. Raises ValueError for a heading that is none."""
    if heading not in AHEAD:
        raise ValueError(f"a side or heading is one of {', '.join(AHEAD)}, not {heading!r}")
    right, up = AHEAD[heading]
    return cell[0] + right, cell[1] + up


def owner(cell: Cell, side: str) -> tuple[Cell, int]:
    """The cell whose north or east side that is, and the bit for it: one wall is one value."""
    if side == "north":
        return cell, NORTH
    if side == "east":
        return cell, EAST
    return neighbour(cell, side), NORTH if side == "south" else EAST


def reading_order(cell: Cell) -> tuple[int, int]:
    """Sorts cells row by row from the bottom left."""
    return cell[1], cell[0]


# -- layers and counts


def _layer(columns: int, rows: int, values: Mapping[Cell, T], blank: T) -> Layer[T]:
    return tuple(
        tuple(values.get((column, row), blank) for column in range(1, columns + 1))
        for row in range(1, rows + 1)
    )


def with_cell(layer: Layer[T], cell: Cell, value: T) -> Layer[T]:
    """The layer with one cell changed; all other rows are shared."""
    column, row = cell
    line = layer[row - 1]
    return (*layer[: row - 1], (*line[: column - 1], value, *line[column:]), *layer[row:])


def filled(layer: Layer[T]) -> Iterator[tuple[Cell, T]]:
    """The cells that hold something, row by row from the bottom left."""
    return (
        ((column, row), value)
        for row, line in enumerate(layer, start=1)
        for column, value in enumerate(line, start=1)
        if value
    )


def counts(by_kind: Mapping[str, int]) -> tuple[Count, ...]:
    """Counts as a value: by kind in alphabetical order, nothing that is not there."""
    return tuple(sorted((kind, count) for kind, count in by_kind.items() if count > 0))


def count_of(held: tuple[Count, ...], kind: str) -> int:
    """How many of that kind."""
    for name, count in held:
        if name == kind:
            return count
    return 0


def plus(held: tuple[Count, ...], kind: str, change: int) -> tuple[Count, ...]:
    """The counts with `change` more of that kind."""
    return counts({**dict(held), kind: count_of(held, kind) + change})
