"""A map a child draws: squares, Ari, the flag. Always a map that can be played, if not always one to solve.

Cells are (column, row), (1, 1) at the bottom left. Frozen; every stroke gives a
new state, and a stroke that makes no sense gives the same one. Whether the flag
can be reached, only a run can prove: `proof` is what the map looked like when one did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.world.goals import Cell
from codekids.world.grid import RIGHT, GridWorld
from codekids.world.maps import read_map
from codekids.world.words import THINGS

GROUND = ("wall", "water")
THINGS_OFFERED = 4  # kinds of things to put down, at most
SMALLEST, LARGEST = 3, 12  # columns and rows
LONGEST_TEXT = 2_000  # characters of a map that is kept
_MARKS = {"wall": "#", "goal": "G"}
_ARROWS = {"north": "^", "east": ">", "south": "v", "west": "<"}


@dataclass(frozen=True, slots=True)
class MapDraft:
    """What is on the squares; what is not named is floor."""

    columns: int
    rows: int
    marks: Mapping[Cell, str]  # "wall", "water", "goal" or a thing; never where Ari stands
    hero: Cell
    facing: str = "east"

    def paint(self, cell: Cell, tool: str) -> MapDraft:
        """Put a ground, a thing, "goal" or "floor" on a square; "hero" moves Ari, or turns it there."""
        if not (1 <= cell[0] <= self.columns and 1 <= cell[1] <= self.rows):
            return self
        marks = dict(self.marks)
        if tool == "hero":
            if cell == self.hero:
                return replace(self, facing=RIGHT[self.facing])
            marks.pop(cell, None)
            return replace(self, marks=marks, hero=cell)
        if cell == self.hero or tool not in ("floor", "goal", *GROUND, *THINGS):
            return self
        marks.pop(cell, None)
        if tool == "goal":
            # One flag: where it was, there is grass.
            marks = {at: word for at, word in marks.items() if word != "goal"}
        if tool != "floor":
            marks[cell] = tool
        return self if marks == dict(self.marks) else replace(self, marks=marks)

    def at(self, cell: Cell) -> str:
        """What is on a square."""
        return "hero" if cell == self.hero else self.marks.get(cell, "floor")

    def resized(self, columns: int, rows: int) -> MapDraft:
        """A larger or smaller map; what no longer fits is gone, Ari steps back inside."""
        columns, rows = (max(SMALLEST, min(LARGEST, size)) for size in (columns, rows))
        hero = (min(self.hero[0], columns), min(self.hero[1], rows))
        marks = {
            cell: word
            for cell, word in self.marks.items()
            if cell[0] <= columns and cell[1] <= rows and cell != hero
        }
        return replace(self, columns=columns, rows=rows, marks=marks, hero=hero)

    @property
    def has_goal(self) -> bool:
        """Whether there is a flag to go to."""
        return "goal" in self.marks.values()

    @property
    def things(self) -> tuple[str, ...]:
        """The kinds of things that lie there, in the order of the catalogue."""
        lying = set(self.marks.values())
        return tuple(thing for thing in THINGS if thing in lying)

    def text(self) -> tuple[str, dict[str, str]]:
        """As a lesson file has it: the map and its legend."""
        legend: dict[str, str] = {}
        marks = dict(_MARKS)
        if "water" in self.marks.values():
            marks["water"], legend["W"] = "W", "water"
        for letter, thing in zip("ABCDEFHIJK", self.things, strict=False):
            marks[thing], legend[letter] = letter, thing
        lines = []
        for row in range(self.rows, 0, -1):
            cells = [(column, row) for column in range(1, self.columns + 1)]
            lines.append(
                " ".join(
                    _ARROWS[self.facing] if cell == self.hero else marks.get(self.marks.get(cell, ""), ".")
                    for cell in cells
                )
            )
        return "\n".join(lines), legend

    def world(self) -> GridWorld:
        """The map as a world to walk in."""
        text, legend = self.text()
        world = read_map(text, legend)
        assert isinstance(world, GridWorld)
        return world

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it."""
        text, legend = self.text()
        return {"map": text, "legend": legend}

    @classmethod
    def from_data(cls, data: object) -> MapDraft | None:
        """A map as it was kept; None for what is none."""
        if not isinstance(data, Mapping):
            return None
        text, legend = data.get("map"), data.get("legend")
        if not isinstance(text, str) or len(text) > LONGEST_TEXT or not isinstance(legend, Mapping):
            return None
        world = read_map(text, legend)
        return cls.of(world) if isinstance(world, GridWorld) else None

    @classmethod
    def of(cls, world: GridWorld) -> MapDraft:
        """The map of a world, as far as it can be drawn here: thin walls, doors and boxes are left out."""
        ground = world.ground
        found = [(cell, "wall") for cell in ground.walls] + [(cell, "water") for cell in ground.water]
        found += [(cell, "goal") for cell in sorted(ground.goals)[:1]]
        found += [(cell, kind) for cell, kind, _ in world.things if kind in THINGS]
        marks = {cell: word for cell, word in found if cell != world.at}
        return cls(ground.columns, ground.rows, marks, world.at, world.facing)
