"""What a grid world looks like, as data: which picture stands where.

Units are cells, x to the right and y down from the upper left corner of the
map, so cell (column, row) covers x from column - 1 and y from rows - row.
Pictures are paths in the assets folder. What hardly ever changes (floor, walls,
water, paint) is a `Still`, worth keeping as one image; what moves is a list of
sprites in drawing order. Nothing here draws or knows time.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from codekids.engine.timeline import Moment
from codekids.lang import catalogue
from codekids.world.grid import GridWorld
from codekids.world.ground import AHEAD, Cell, Count, Layer, neighbour
from codekids.world.words import THINGS

# Things with a picture of their own; a teacher's invention is drawn as a parcel.
PICTURED = frozenset(THINGS) - {"box"}
UNKNOWN_THING = "things/thing.svg"

NEAR = 0.6  # cells: this close, the hero stands on what lies there
MOST_KINDS = 4  # kinds of things shown on one cell


@dataclass(frozen=True, slots=True)
class Skin:
    """How a place looks: a folder of assets/skins, and its two floor colours while pictures are not there."""

    name: str
    floor: tuple[str, str]

    def picture(self, what: str) -> str:
        """The path of one of its pictures: "wall", "water", "floor-a", "thin-wall-h", "deco-1"."""
        return f"skins/{self.name}/{what}.svg"


DECO = 3  # pictures a skin has to dress up an empty cell
SKINS = {
    "village": Skin("village", ("#DCEFC9", "#CFE6B8")),
    "library": Skin("library", ("#F6EAD3", "#EFDFC2")),
    "forest": Skin("forest", ("#C9DDCB", "#BAD2C0")),
}

Line = tuple[float, float, float, float]  # x, y to x, y, in cells

# A painted cell has a colour and a pattern, so that nobody needs to tell red from green.
_DOWN: tuple[Line, ...] = ((0.1, 0.6, 0.4, 0.9), (0.1, 0.1, 0.9, 0.9), (0.6, 0.1, 0.9, 0.4))
_UP: tuple[Line, ...] = ((0.1, 0.4, 0.4, 0.1), (0.1, 0.9, 0.9, 0.1), (0.6, 0.9, 0.9, 0.6))
_ACROSS: tuple[Line, ...] = tuple((0.12, y, 0.88, y) for y in (0.25, 0.5, 0.75))
_UPRIGHT: tuple[Line, ...] = tuple((x, 0.12, x, 0.88) for x in (0.25, 0.5, 0.75))
_DIAMOND: tuple[Line, ...] = (
    (0.5, 0.15, 0.85, 0.5), (0.85, 0.5, 0.5, 0.85), (0.5, 0.85, 0.15, 0.5), (0.15, 0.5, 0.5, 0.15),
)  # fmt: skip
_SQUARE: tuple[Line, ...] = (
    (0.25, 0.25, 0.75, 0.25), (0.75, 0.25, 0.75, 0.75), (0.75, 0.75, 0.25, 0.75), (0.25, 0.75, 0.25, 0.25),
)  # fmt: skip
_TENT: tuple[Line, ...] = ((0.2, 0.75, 0.5, 0.25), (0.5, 0.25, 0.8, 0.75), (0.8, 0.75, 0.2, 0.75))
_CUP: tuple[Line, ...] = ((0.2, 0.3, 0.5, 0.7), (0.5, 0.7, 0.8, 0.3))
_ZIGZAG: tuple[Line, ...] = tuple(
    (x, 0.38 if i % 2 else 0.62, x + 0.2, 0.62 if i % 2 else 0.38) for i, x in enumerate((0.1, 0.3, 0.5, 0.7))
)

PAINTS: dict[str, tuple[str, tuple[Line, ...]]] = {
    "red": ("#E0706B", _DOWN),
    "orange": ("#F0A355", _TENT),
    "yellow": ("#F5DC6B", _SQUARE),
    "green": ("#7FBF6A", _UP),
    "turquoise": ("#6FC7BF", _ZIGZAG),
    "blue": ("#7FB2E0", _ACROSS),
    "purple": ("#AE8FD0", _DIAMOND),
    "pink": ("#EFA9C8", _CUP),
    "brown": ("#B58A63", _UPRIGHT),
    "black": ("#4A4F5E", (*_ACROSS, *_UPRIGHT)),
    "grey": ("#B4BAC6", ((0.2, 0.5, 0.8, 0.5), (0.5, 0.2, 0.5, 0.8))),
    "white": ("#FBFBF8", ((0.2, 0.2, 0.8, 0.8), (0.8, 0.2, 0.2, 0.8))),
}


@dataclass(frozen=True, slots=True)
class Sprite:
    """A picture and the box it fills, in cells; `label` is a small number on it ("3")."""

    picture: str
    x: float
    y: float
    w: float = 1.0
    h: float = 1.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Still:
    """The part that stays: floor in check, paint, then sprites. Equal `key`, equal picture."""

    key: Hashable
    columns: int
    rows: int
    skin: Skin
    walls: frozenset[Cell]
    paint: tuple[tuple[Cell, str], ...]
    sprites: tuple[Sprite, ...]


@dataclass(frozen=True, slots=True)
class Bubble:
    """What the hero says, and the middle of the hero, in cells."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Moving:
    """The part that changes while a run plays."""

    sprites: tuple[Sprite, ...]
    hero: tuple[float, float]  # its middle, in cells
    bubble: Bubble | None = None


@dataclass(slots=True)
class Trail:
    """Where the hero has been, moment by moment; grows with the recording, so a long run costs once."""

    start: GridWorld
    cells: list[Cell] = field(default_factory=list)  # one after another, never the same twice in a row
    taken: list[Cell] = field(default_factory=list)  # where the bag got heavier
    _cells_after: list[int] = field(default_factory=list)  # of moment k - 1
    _taken_after: list[int] = field(default_factory=list)
    _last: GridWorld | None = None

    def upto(self, moments: Sequence[Moment], index: int) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """Cells walked, and cells where something was taken, up to moment `index` (-1: only the start)."""
        if not self.cells:
            self.cells.append(self.start.at)
            self._cells_after.append(1)
            self._taken_after.append(0)
            self._last = self.start
        for moment in moments[len(self._cells_after) - 1 : index + 1]:
            for world in (*moment.between, moment.world):
                self._take_in(world)
            self._cells_after.append(len(self.cells))
            self._taken_after.append(len(self.taken))
        return self.cells[: self._cells_after[index + 1]], self.taken[: self._taken_after[index + 1]]

    def _take_in(self, world: object) -> None:
        if not isinstance(world, GridWorld) or self._last is None or world is self._last:
            return
        if world.at != self.cells[-1]:
            self.cells.append(world.at)
        elif world.holds != self._last.holds and _weight(world) > _weight(self._last):
            self.taken.append(world.at)
        self._last = world


def _weight(world: GridWorld) -> int:
    return sum(count for _, count in world.holds)


def corner(world: GridWorld, cell: Cell) -> tuple[float, float]:
    """The upper left corner of a cell."""
    return float(cell[0] - 1), float(world.rows - cell[1])


def middle(rows: int, cell: Cell) -> tuple[float, float]:
    """The middle of a cell of a map with so many rows."""
    return cell[0] - 0.5, rows - cell[1] + 0.5


def cell_at(world: GridWorld, x: float, y: float) -> Cell | None:
    """The cell under a point; None outside the map."""
    cell = int(x // 1) + 1, world.rows - int(y // 1)
    return cell if world.has_cell(cell) else None


def still_picture(world: GridWorld, skin: str = "village") -> Still:
    """Floor, paint, water, walls, thin walls and flags of a world."""
    ground = world.ground
    look = SKINS.get(skin, SKINS["village"])
    sprites = [Sprite(look.picture("water"), *corner(world, cell)) for cell in sorted(ground.water)]
    sprites += [
        Sprite(look.picture(f"deco-{1 + (column + row) % DECO}"), *corner(world, (column, row)))
        for column in range(1, ground.columns + 1)
        for row in range(1, ground.rows + 1)
        if (column * 7 + row * 5 + column * row) % 11 == 3
        and (column, row) not in ground.water | ground.walls | ground.goals
        and not world.paint_at((column, row))
    ]
    # From the top row down, so that what stands in front hides what is behind.
    standing = [(-row, 0, column, Sprite(look.picture("wall"), *corner(world, (column, row))))
                for column, row in ground.walls]  # fmt: skip
    for (column, row), side in world.thin_walls:
        x, y = corner(world, (column, row))
        if side == "north":
            standing.append((-row - 1, 2, column, Sprite(look.picture("thin-wall-h"), x, y - 0.5)))
        else:
            standing.append((-row, 1, column, Sprite(look.picture("thin-wall-v"), x + 0.5, y)))
    sprites += [sprite for *_, sprite in sorted(standing, key=lambda one: one[:3])]
    key = (ground.walls, ground.thin, ground.water, ground.goals, ground.paint, skin)
    return Still(key, ground.columns, ground.rows, look, ground.walls, world.paint, tuple(sprites))


def moving_picture(
    before: GridWorld,
    after: GridWorld,
    share: float = 1.0,
    *,
    mood: str = "",
    start: GridWorld | None = None,
    hero: str = "ari",
) -> Moving:
    """Flags, doors, boxes, things and the hero, `share` (0..1) of the way from one world to the next.

    `mood` is "", "happy" or "oops", `hero` one of `preferences.HEROES`. `start` is the first world
    of the run: doors closed there and not any more are drawn open.
    """
    hero_x, hero_y = _between(middle(before.rows, before.at), middle(after.rows, after.at), share)
    world = after if share >= 0.5 else before
    sprites: list[Sprite] = []
    front: list[Sprite] = []
    for cell in sorted(after.goals):
        x, y = corner(after, cell)
        if _near(after, cell, hero_x, hero_y):
            front.append(Sprite("tiles/flag.svg", x - 0.04, y - 0.06, 0.46, 0.46))
        else:
            sprites.append(Sprite("tiles/flag.svg", x + 0.04, y + 0.02, 0.92, 0.92))
    for cell in sorted((start or before).doors):
        picture = "tiles/door.svg" if cell in world.doors else "tiles/door-open.svg"
        sprites.append(Sprite(picture, *corner(after, cell)))
    sprites += [Sprite("tiles/box.svg", x, y) for x, y in _boxes(before, after, share)]
    for cell, lying in _things(before, after, share):
        if _near(after, cell, hero_x, hero_y):
            front += lying_under_hero(after, cell, lying)
        else:
            sprites += lying
    sprites.append(Sprite(hero_picture(world.facing, mood, hero), hero_x - 0.5, hero_y - 0.5))
    said = after.said if share >= 0.5 else before.said
    bubble = Bubble(said, hero_x, hero_y) if said.strip() else None
    return Moving((*sprites, *front), (hero_x, hero_y), bubble)


def hero_picture(facing: str, mood: str = "", hero: str = "ari") -> str:
    """Ari, or another of `preferences.HEROES`, looking that way."""
    return f"hero/{hero}-{facing}{'-' + mood if mood else ''}.svg"


def thing_picture(kind: str) -> str:
    """The picture of a thing; a parcel for what has none."""
    return f"things/{kind}.svg" if kind in PICTURED else UNKNOWN_THING


def _between(here: tuple[float, float], there: tuple[float, float], share: float) -> tuple[float, float]:
    # Slow at both ends, as a step of feet is.
    eased = share * share * (3 - 2 * share)
    return here[0] + (there[0] - here[0]) * eased, here[1] + (there[1] - here[1]) * eased


def _near(world: GridWorld, cell: Cell, x: float, y: float) -> bool:
    cell_x, cell_y = middle(world.rows, cell)
    return abs(cell_x - x) < NEAR and abs(cell_y - y) < NEAR


def _boxes(before: GridWorld, after: GridWorld, share: float) -> list[tuple[float, float]]:
    """Upper left corners; a box that is pushed glides with the hero, and sinks into water at the end."""
    dx, dy = AHEAD[after.facing]
    places = []
    left = before.boxes - after.boxes
    for cell in sorted(after.boxes):
        came_from = cell[0] - dx, cell[1] - dy
        if cell not in before.boxes and came_from in left:
            places.append(_between(corner(after, came_from), corner(after, cell), share))
        else:
            places.append(corner(after, cell))
    for cell in sorted(left):
        to = cell[0] + dx, cell[1] + dy
        if share < 1.0 and to in before.water - after.water:
            places.append(_between(corner(after, cell), corner(after, to), share))
    return places


def _things(before: GridWorld, after: GridWorld, share: float) -> Iterable[tuple[Cell, Sequence[Sprite]]]:
    """What lies on each cell, from the top row down."""
    if before.ground.things is after.ground.things:
        return _resting(after.ground.things, after.rows)
    cells = {cell for world in (before, after) for cell, _, _ in world.things}
    ordered = sorted(cells, key=lambda cell: (-cell[1], cell[0]))
    return [
        (
            cell,
            _things_on(dict(before.things_at(cell)), dict(after.things_at(cell)), corner(after, cell), share),
        )
        for cell in ordered
    ]


@lru_cache(maxsize=16)
def _resting(things: Layer[tuple[Count, ...]], rows: int) -> tuple[tuple[Cell, tuple[Sprite, ...]], ...]:
    """Things that just lie there: the same in every frame, so put in place once."""
    found = []
    for row in range(rows, 0, -1):
        for column, here in enumerate(things[row - 1], start=1):
            if here:
                lying = _things_on(dict(here), dict(here), (column - 1.0, float(rows - row)), 1.0)
                found.append(((column, row), tuple(lying)))
    return tuple(found)


def _things_on(
    old: Mapping[str, int], new: Mapping[str, int], place: tuple[float, float], share: float
) -> list[Sprite]:
    """What lies on a cell whose corner is at `place`; what is being taken shrinks, what is put down grows."""
    kinds = sorted(set(old) | set(new))[:MOST_KINDS]
    x, y = place
    size = 0.74 if len(kinds) == 1 else 0.5
    sprites = []
    for index, kind in enumerate(kinds):
        was, now = old.get(kind, 0), new.get(kind, 0)
        count = now if share >= 0.5 else was
        grown = size * (share if not was else 1 - share if not now else 1.0)
        if grown <= 0.02:
            continue
        place_x = x + (0.5 if len(kinds) == 1 else 0.26 + 0.48 * (index % 2))
        place_y = y + (0.5 if len(kinds) == 1 else 0.26 + 0.48 * (index // 2))
        label = str(count) if count > 1 else ""
        sprites.append(
            Sprite(thing_picture(kind), place_x - grown / 2, place_y - grown / 2, grown, grown, label)
        )
    return sprites


def lying_under_hero(world: GridWorld, cell: Cell, lying: Sequence[Sprite]) -> list[Sprite]:
    """The same things small, along the lower edge and in front, so that the hero does not hide them."""
    x, y = corner(world, cell)
    small = []
    for index, sprite in enumerate(lying):
        size = min(0.44, sprite.w * 0.62)
        small.append(
            Sprite(sprite.picture, x + 0.98 - size - index * 0.3, y + 1.02 - size, size, size, sprite.label)
        )
    return small


# -- in words ----------------------------------------------------------------


def spoken(world: GridWorld, lang: str) -> str:
    """The map for somebody who does not see it: where the hero is, what it faces, what is there and held."""

    def say(key: str, **args: str | int) -> str:
        return catalogue.text(key, lang, **args)

    column, row = world.at
    parts = [say("window.map_hero", column=column, row=row, facing=say(f"window.facing_{world.facing}"))]
    ahead = neighbour(world.at, world.facing)
    if world.wall_beside(world.at, world.facing):
        parts.append(say("window.map_wall"))
    elif ahead in world.water:
        parts.append(say("window.map_water"))
    elif ahead in world.doors:
        parts.append(say("window.map_door"))
    elif ahead in world.boxes:
        parts.append(say("window.map_box"))
    else:
        parts.append(say("window.map_clear"))
    here = things_said(world.things_at(world.at), lang)
    if here:
        parts.append(say("window.map_here", things=here))
    if world.at in world.goals:
        parts.append(say("window.map_at_goal"))
    held = things_said(world.holds, lang)
    if held:
        parts.append(say("window.map_bag", things=held))
    return " ".join(parts)


def things_said(counts: Sequence[tuple[str, int]], lang: str) -> str:
    """ "2 mere, o nucă": the catalogue bends the words."""
    words = []
    for kind, count in counts:
        form = "one" if count == 1 else "count"
        key = f"thing.{kind}.{form}"
        word = catalogue.text(key, lang) if count == 1 else catalogue.text(key, lang, n=count)
        words.append(f"{count} × {kind}" if word == key else word)
    return ", ".join(words)
