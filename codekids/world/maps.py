"""A map drawn in text becomes a grid world, and back.

    # # # # # #        known without a legend: `.` floor, `#` wall, `G` goal,
    # > . A G #        `>` `<` `^` `v` the hero and where it looks
    # # # # # #        the top line is the highest row; spaces are optional

A legend gives other characters a word: floor wall goal hero water door key
box, or the name of a thing. What a character cannot say comes beside the map:
counts and second things on a cell, thin walls, the bag. Everything wrong with a
map is told at once; nothing here raises for what a teacher wrote.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from codekids.world.grid import GridWorld
from codekids.world.ground import LARGEST, Cell, counts, lay_ground, reading_order
from codekids.world.words import HEADINGS, THINGS, nearest

KNOWN = {
    ".": "floor",
    "#": "wall",
    "G": "goal",
    ">": "east",
    "<": "west",
    "^": "north",
    "v": "south",
}  # a heading stands for the hero
WORDS = ("floor", "wall", "goal", "hero", "water", "door", "key", "box")
MOST = 9999  # of one kind on a cell, or in the bag

_SINGLE = {"wall", "water", "door", "box", "goal"}  # one a cell, and no thing to take
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_ARROWS = {heading: mark for mark, heading in KNOWN.items() if heading in HEADINGS}

Part = Literal["map", "legend", "things", "walls", "hero"]
ThingItem = tuple[Cell, str, int]  # cell, kind, count
WallItem = tuple[Cell, str]  # cell, side
Hero = tuple[Cell | None, str | None, Mapping[str, int]]  # at, facing, holds; None: as the map says


@dataclass(frozen=True, slots=True)
class MapError:
    """What is wrong, and where: in the map text, or in an entry beside it.

    In `map`, `row` is the 0-based line of the text as it came (blank lines
    count) and `column` the 0-based character in it. Elsewhere both are 0 and
    `index` is the 0-based entry: of the legend, of `things`, of `walls`.
    """

    row: int
    column: int
    key: str  # a catalogue key: "map.unknown_character"
    args: Mapping[str, str | int | float] = field(default_factory=dict)
    part: Part = "map"
    index: int = 0


@dataclass(frozen=True, slots=True)
class MapText:
    """What `write_map` gives; its fields are the arguments of `read_map`."""

    text: str
    legend: Mapping[str, str]
    things: tuple[ThingItem, ...]
    walls: tuple[WallItem, ...]
    hero: Hero


def read_map(
    text: str,
    legend: Mapping[str, str] | None = None,
    things: Iterable[ThingItem] = (),
    walls: Iterable[WallItem] = (),
    hero: Hero | None = None,
) -> GridWorld | list[MapError]:
    """The world that a map shows, or everything that is wrong with it: legend, map, things, walls, hero.

    `things` are (cell, kind, count); kind may also be wall, water, door, box or
    goal with count 1. `walls` are thin: (cell, side). `hero` is (cell, facing,
    holds), each as far as the map does not say it: arrows in the map give cell
    and heading, a character that the legend calls `hero` only the cell (it
    looks east). An unknown character is told once, at its first place.
    """
    reading = _Reading()
    meaning = reading.learn(legend or {})
    reading.draw(text, meaning)
    if reading.columns:
        for index, thing in enumerate(things):
            reading.add_thing(index, *thing)
        for index, wall in enumerate(walls):
            reading.add_wall(index, *wall)
    reading.place_hero(*(hero or (None, None, {})))
    return reading.errors or reading.world()


class _Reading:
    """One map while it is read: what was found so far, and what is wrong."""

    def __init__(self) -> None:
        self.errors: list[MapError] = []
        self.columns = 0
        self.rows = 0
        self.single: dict[Cell, set[str]] = {}  # wall, water, door, box, goal
        self.things: list[ThingItem] = []
        self.thin: list[WallItem] = []
        self.heroes: list[tuple[Cell, str | None, int, int]] = []  # cell, heading, line, character
        self.at: Cell = (1, 1)
        self.facing = "east"
        self.holds: dict[str, int] = {}

    def wrong(
        self, key: str, row: int = 0, column: int = 0, part: Part = "map", index: int = 0, **args: str | int
    ) -> None:
        """Note an error; what the teacher wrote is shortened."""
        short = {name: _short(value) for name, value in args.items()}
        self.errors.append(MapError(row, column, f"map.{key}", short, part, index))

    def learn(self, legend: Mapping[str, str]) -> dict[str, str]:
        """What each character means. A wrong word still makes its character known: one error is enough."""
        meaning = dict(KNOWN)
        for index, (mark, word) in enumerate(legend.items()):
            if not isinstance(mark, str) or len(mark) != 1 or mark.isspace():
                self.wrong("legend_character", part="legend", index=index, character=mark)
                continue
            meaning[mark] = self.known_word(word, WORDS, "legend", index) or "floor"
        return meaning

    def known_word(self, word: object, words: tuple[str, ...], part: Part, index: int) -> str:
        """The word if it is one of `words` or may name a thing, else "" and an error."""
        if not isinstance(word, str):
            self.wrong("not_a_word", part=part, index=index, word=str(word))
            return ""
        if word in words or word in THINGS:
            return word
        # Only a sure likeness: `flour` is a thing of its own, though it looks like `floor`.
        meant = nearest(word, (*words, *THINGS), likeness=0.84)
        if meant:
            self.wrong("word_meant", part=part, index=index, word=word, meant=meant)
            return ""
        if not _NAME.fullmatch(word) or word in WORDS:
            self.wrong("not_a_word", part=part, index=index, word=word)
            return ""
        return word

    def draw(self, text: str, meaning: Mapping[str, str]) -> None:
        """The characters of the map."""
        lines = [
            (row, [(column, mark) for column, mark in enumerate(line) if not mark.isspace()])
            for row, line in enumerate(text.split("\n"))
        ]
        while lines and not lines[0][1]:
            del lines[0]
        while lines and not lines[-1][1]:
            del lines[-1]
        if not lines:
            self.wrong("empty")
            return
        # Of several lengths the most frequent is probably the one that was meant.
        width = Counter(len(marks) for _, marks in lines if marks).most_common(1)[0][0]
        if width > LARGEST or len(lines) > LARGEST:
            self.wrong("too_large", lines[0][0], columns=width, rows=len(lines), most=LARGEST)
            return
        self.columns, self.rows = width, len(lines)
        told: set[str] = set()
        for down, (row, marks) in enumerate(lines):
            if len(marks) != width:
                end = marks[min(width, len(marks) - 1)][0] if marks else 0
                self.wrong("uneven", row, end, found=len(marks), wanted=width)
            for across, (column, mark) in enumerate(marks[:width]):
                if mark in meaning:
                    self.put((across + 1, self.rows - down), meaning[mark], row, column)
                elif mark not in told:
                    told.add(mark)
                    self.wrong("unknown_character", row, column, character=mark)

    def put(self, cell: Cell, word: str, row: int, column: int) -> None:
        """What one character says about its cell."""
        if word in HEADINGS or word == "hero":
            self.heroes.append((cell, word if word in HEADINGS else None, row, column))
        elif word in _SINGLE:
            self.single.setdefault(cell, set()).add(word)
        elif word != "floor":
            self.things.append((cell, word, 1))

    def add_thing(self, index: int, cell: Cell, kind: str, count: int) -> None:
        """One entry of `things`."""
        here = self.inside(cell, "things", index)
        word = self.known_word(kind, (*sorted(_SINGLE), "key"), "things", index)
        if type(count) is not int or not 1 <= count <= MOST:
            self.wrong("count", part="things", index=index, count=str(count), most=MOST)
        elif word in _SINGLE and count != 1:
            self.wrong("only_one", part="things", index=index, word=word)
        elif here and word in _SINGLE:
            self.single.setdefault(cell, set()).add(word)
            if len(self.single[cell] - {"goal"}) > 1:
                self.wrong("crowded", part="things", index=index, cell=_place(cell))
        elif here and word:
            self.things.append((cell, word, count))
            if "wall" in self.single.get(cell, ()):
                self.wrong("thing_in_wall", part="things", index=index, cell=_place(cell))

    def add_wall(self, index: int, cell: Cell, side: str) -> None:
        """One entry of `walls`."""
        here = self.inside(cell, "walls", index)
        if side not in HEADINGS:
            self.wrong_heading(side, "walls", index)
        elif here:
            self.thin.append((cell, side))

    def place_hero(self, at: Cell | None, facing: str | None, holds: Mapping[str, int]) -> None:
        """The hero: once, in the map or beside it."""
        for cell, _, row, column in self.heroes[1:]:
            self.wrong("second_hero", row, column, cell=_place(cell))
        drawn = self.heroes[0] if self.heroes else None
        heading = drawn[1] if drawn else None
        if drawn and at is not None and at != drawn[0]:
            self.wrong("second_hero", part="hero", cell=_place(at))
        elif not drawn and at is None:
            if self.columns:
                self.wrong("no_hero")
        elif drawn or (self.columns and self.inside(at, "hero", 0)):
            self.at = drawn[0] if drawn else at or self.at
            inside = self.single.get(self.at, set()) - {"goal"}
            if inside:
                self.wrong("hero_inside", part="hero", word=min(inside), cell=_place(self.at))
        if facing is not None and facing not in HEADINGS:
            self.wrong_heading(facing, "hero", 0)
        elif facing and heading and facing != heading:
            self.wrong("two_headings", part="hero", word=facing, drawn=heading)
        self.facing = heading or facing or "east"
        for index, (kind, count) in enumerate(holds.items()):
            word = self.known_word(kind, ("key",), "hero", index)
            if word in _SINGLE:
                self.wrong("not_a_word", part="hero", index=index, word=word)
            elif type(count) is not int or not 1 <= count <= MOST:
                self.wrong("count", part="hero", index=index, count=str(count), most=MOST)
            elif word:
                self.holds[word] = count

    def inside(self, cell: Cell | None, part: Part, index: int) -> bool:
        """Whether the cell is on the map; an error if not."""
        column, row = cell or (0, 0)
        if 1 <= column <= self.columns and 1 <= row <= self.rows:
            return True
        place = _place((column, row))
        self.wrong("outside", part=part, index=index, cell=place, columns=self.columns, rows=self.rows)
        return False

    def wrong_heading(self, word: object, part: Part, index: int) -> None:
        """A side or heading that is none."""
        meant = nearest(word, HEADINGS) if isinstance(word, str) else ""
        if meant:
            self.wrong("heading_meant", part=part, index=index, word=str(word), meant=meant)
        else:
            self.wrong("not_a_heading", part=part, index=index, word=str(word))

    def world(self) -> GridWorld:
        """The world, once nothing is wrong."""
        where: dict[str, Any] = {
            name: [cell for cell, words in self.single.items() if word in words]
            for name, word in (
                ("walls", "wall"), ("water", "water"), ("doors", "door"), ("boxes", "box"), ("goals", "goal")
            )
        }  # fmt: skip
        ground = lay_ground(self.columns, self.rows, things=self.things, thin_walls=self.thin, **where)
        return GridWorld(ground, self.at, self.facing, counts(self.holds))


def _short(value: str | int) -> str | int:
    if not isinstance(value, str):
        return value
    return value if len(value) <= 30 else value[:29] + "…"


def _place(cell: Cell) -> str:
    return f"({cell[0]}, {cell[1]})"


def write_map(world: GridWorld) -> MapText:
    """A map that `read_map` reads back to this world, but for paint and the speech bubble.

    A single thing on floor gets a letter, up to 25 kinds; all else that shares a
    cell stands in `things`, and the hero in `hero` where something lies under it.
    """
    ground = world.ground
    marks: dict[Cell, str] = {}
    legend: dict[str, str] = {}
    things: list[ThingItem] = []
    solid = (("wall", ground.walls), ("water", ground.water), ("door", ground.doors), ("box", ground.boxes))
    for word, cells in (*solid, ("goal", ground.goals)):
        for cell in sorted(cells, key=reading_order):
            mark = {"wall": "#", "goal": "G"}.get(word) or _letter(word, legend)
            if cell in marks or mark is None:
                things.append((cell, word, 1))
            else:
                marks[cell] = mark
    for cell, kind, count in world.things:
        letter = _letter(kind, legend) if count == 1 and cell not in marks else None
        if letter is None:
            things.append((cell, kind, count))
        else:
            marks[cell] = letter
    drawn = world.at not in marks
    if drawn:
        marks[world.at] = _ARROWS[world.facing]
    text = "\n".join(
        " ".join(marks.get((column, row), ".") for column in range(1, world.columns + 1))
        for row in range(world.rows, 0, -1)
    )
    hero = (None if drawn else world.at, None if drawn else world.facing, dict(world.holds))
    walls = sorted(world.thin_walls, key=lambda wall: (reading_order(wall[0]), wall[1]))
    return MapText(text, legend, tuple(things), tuple(walls), hero)


def _letter(word: str, legend: dict[str, str]) -> str | None:
    """The character of that word, added to the legend if it is new; None when letters run out."""
    for mark, known in legend.items():
        if known == word:
            return mark
    for mark in word[0].upper() + string.ascii_uppercase:
        if mark not in legend and mark not in KNOWN:
            legend[mark] = word
            return mark
    return None
