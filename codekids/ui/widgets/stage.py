"""The world on the screen: a map of square cells, the hero on it, its trail.

Three layers: what stays (floor, walls; kept until it changes), the trail (drawn
on as it grows), and the few sprites that move. Only the spots where a sprite was
or is are drawn again. The map is as large as its place allows and does not grow
with the text; the numbers at its edges do.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import pygame

from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.grid_picture import PAINTS, Bubble, Moving, Sprite, Still, middle
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.world.ground import Cell

LARGEST_CELL = 112  # pixels
LEAST_NUMBERED = 18  # pixels: smaller cells carry every fifth number only
HALO = 6  # white pixels around a sprite in high contrast
DASHES = 4  # of the trail in one cell
BOARD_RADIUS = 10


@dataclass(frozen=True, slots=True)
class Scene:
    """All a stage shows at one instant."""

    still: Still
    moving: Moving
    start: Cell  # ring
    trail: Sequence[Cell] = ()  # cells left behind, in order
    taken: Sequence[Cell] = ()  # where something was picked up
    lit: Cell | None = None  # a cell to look at


class Stage(Widget):
    """Shows a `Scene`. Its name is the map in words."""

    def __init__(self, name: str = "") -> None:
        super().__init__(name, "stage")
        self.scene: Scene | None = None
        self.board = NOWHERE  # the cells, without the numbers
        self.cell = 0  # pixels
        self._axis = 0  # pixels for the numbers at the left and below
        self._still: tuple[Hashable, pygame.Surface] | None = None
        self._trail: _TrailLayer | None = None

    # -- what it shows -------------------------------------------------------

    def show(self, scene: Scene) -> None:
        """Show this instead; asks only for the spots that differ."""
        before, self.scene = self.scene, scene
        if before is None or self.board.empty or not _same_ground(before, scene):
            self._fit()
            self.touch()
            return
        if before is scene or self.house is None:
            return
        for sprite in _differing(before.moving.sprites, scene.moving.sprites):
            self.house.damage(self._spot(sprite).inset(-HALO - 2))
        if before.moving.hero != scene.moving.hero:
            # The piece of trail that follows the hero.
            for place in (before.moving.hero, scene.moving.hero):
                self.house.damage(self._around(*place))
        if len(scene.trail) != len(before.trail) or len(scene.taken) != len(before.taken):
            self._damage_trail(before, scene)
        if before.lit != scene.lit:
            for cell in (before.lit, scene.lit):
                if cell:
                    self.house.damage(self._around(*middle(scene.still.rows, cell)))
        if before.moving.bubble != scene.moving.bubble:
            self.touch()

    def _damage_trail(self, before: Scene, now: Scene) -> None:
        """The cells of the trail that came or went."""
        assert self.house is not None
        shorter, longer = sorted((before.trail, now.trail), key=len)
        if longer[: len(shorter)] != shorter or len(longer) - len(shorter) > 20:
            self.touch()
            return
        changed = [*longer[max(0, len(shorter) - 1) :], *before.taken[-1:], *now.taken[-1:]]
        for cell in changed:
            self.house.damage(self._around(*middle(now.still.rows, cell)))

    # -- where -----------------------------------------------------------------

    def place(self, rect: Rect) -> None:
        super().place(rect)
        self._fit()

    def leave_for_numbers(self, pixels: int) -> None:
        """Room for the numbers at the left and below; the text scale decides it."""
        self._axis = pixels
        self._fit()

    def _fit(self) -> None:
        if self.scene is None or self.rect.empty:
            self.board = NOWHERE
            return
        columns, rows = self.scene.still.columns, self.scene.still.rows
        room = Rect(self.rect.x + self._axis, self.rect.y, self.rect.w - self._axis, self.rect.h - self._axis)
        self.cell = max(4, min(room.w // columns, room.h // rows, LARGEST_CELL))
        w, h = columns * self.cell, rows * self.cell
        # In the middle as a whole, as long as that leaves the numbers their place.
        x = max(room.x, self.rect.x + (self.rect.w - w) // 2)
        board = Rect(min(x, max(room.x, room.right - w)), room.y + max(0, (room.h - h) // 2), w, h)
        if board != self.board:
            self.board = board
            self.touch()

    def _spot(self, sprite: Sprite) -> Rect:
        """The pixels of a sprite."""
        x, y = self.board.x + round(sprite.x * self.cell), self.board.y + round(sprite.y * self.cell)
        return Rect(x, y, max(1, round(sprite.w * self.cell)), max(1, round(sprite.h * self.cell)))

    def _point(self, x: float, y: float) -> tuple[int, int]:
        return self.board.x + round(x * self.cell), self.board.y + round(y * self.cell)

    def _around(self, x: float, y: float) -> Rect:
        """The cell around a point, and a little more."""
        pixel_x, pixel_y = self._point(x, y)
        reach = round(self.cell * 0.56) + HALO
        return Rect(pixel_x - reach, pixel_y - reach, 2 * reach, 2 * reach)

    # -- drawing -----------------------------------------------------------------

    def draw(self, view: View) -> None:
        scene = self.scene
        if scene is None or self.board.empty:
            return
        self._draw_numbers(view, scene)
        view.blit(self._still_layer(view, scene.still), self.board.x, self.board.y)
        if scene.lit:
            self._draw_lit(view, scene)
        self._draw_start(view, scene)
        self._draw_trail(view, scene)
        # Most frames draw one or two spots again: whatever lies elsewhere is passed over quickly.
        clip, margin = view.surface.get_clip(), (HALO + 2) / self.cell
        left, right = (clip.left - self.board.x) / self.cell, (clip.right - self.board.x) / self.cell
        top, bottom = (clip.top - self.board.y) / self.cell, (clip.bottom - self.board.y) / self.cell
        left, right, top, bottom = left - margin, right + margin, top - margin, bottom + margin
        for sprite in scene.moving.sprites:
            if (
                sprite.x < right
                and sprite.x + sprite.w > left
                and sprite.y < bottom
                and sprite.y + sprite.h > top
            ):
                self._draw_sprite(view, sprite)
        if scene.moving.bubble:
            self._draw_bubble(view, scene.moving.bubble)

    def _draw_numbers(self, view: View, scene: Scene) -> None:
        # Numbers are needed to name a cell: rather small ones than none.
        pixels = max(12.0, min(look.SMALLEST * view.scale, self.cell * 0.62))
        size, height = pixels / view.scale, round(pixels * 1.35)
        every = 1 if self.cell >= LEAST_NUMBERED else 5
        below = Rect(self.board.x, self.board.bottom, self.board.w, height + 4)
        beside = Rect(self.board.x - self._axis, self.board.y, self._axis, self.board.h)
        for column in range(every, scene.still.columns + 1, every) if view.shows(below) else ():
            spot = Rect(self.board.x + (column - 1) * self.cell, self.board.bottom + 2, self.cell, height)
            view.text(str(column), spot, size, view.colours.soft, align="centre")
        for row in range(every, scene.still.rows + 1, every) if view.shows(beside) else ():
            top = self.board.bottom - row * self.cell
            spot = Rect(self.board.x - self._axis, top, self._axis - 5, self.cell)
            view.text(str(row), spot, size, view.colours.soft, align="right")

    def _still_layer(self, view: View, still: Still) -> pygame.Surface:
        key = (still.key, self.cell, still.columns, still.rows, view.theme.high_contrast)
        if self._still is None or self._still[0] != key:
            self._still = (key, self._paint_still(view, still))
        return self._still[1]

    def _paint_still(self, view: View, still: Still) -> pygame.Surface:
        layer = view.layer(self.board.w, self.board.h)
        contrast = view.theme.high_contrast
        for column in range(1, still.columns + 1):
            for row in range(1, still.rows + 1):
                box = self._cell_box(still, (column, row))
                if contrast:
                    layer.rect_fill(box, view.colours.paper)
                    layer.rect_outline(box, "#888888", 1)
                else:
                    odd = (column + row) % 2
                    layer.rect_fill(box, still.skin.floor[odd])
                    layer.picture(still.skin.picture("floor-b" if odd else "floor-a"), box)
        for cell, colour in still.paint:
            self._paint_cell(layer, self._cell_box(still, cell), colour)
        for sprite in still.sprites:
            box = self._spot(sprite).moved(-self.board.x, -self.board.y)
            if contrast and sprite.picture == still.skin.picture("wall"):
                self._hatch(layer, box.inset(1))
            elif not (contrast and "/deco-" in sprite.picture):
                layer.picture(sprite.picture, box)
        rounded = view.layer(self.board.w, self.board.h)
        rounded.round_rect(Rect(0, 0, self.board.w, self.board.h), "#FFFFFF", BOARD_RADIUS)
        layer.surface.blit(rounded.surface, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
        return layer.surface

    def _cell_box(self, still: Still, cell: Cell) -> Rect:
        """A cell on the board's own layer."""
        return Rect((cell[0] - 1) * self.cell, (still.rows - cell[1]) * self.cell, self.cell, self.cell)

    def _paint_cell(self, layer: View, box: Rect, colour: str) -> None:
        """A painted cell: its colour, and its pattern in a darker shade."""
        fill, lines = PAINTS.get(colour, PAINTS["grey"])
        layer.rect_fill(box, fill)
        ink = look.darker(fill, 0.62) if colour != "black" else "#8A90A0"
        for x1, y1, x2, y2 in lines:
            ends = [(box.x + x * box.w, box.y + y * box.h) for x, y in ((x1, y1), (x2, y2))]
            layer.polygon(ends, None, ink, max(1.5, self.cell / 26), closed=False)

    def _hatch(self, layer: View, box: Rect) -> None:
        """A wall for eyes that need contrast: white strokes in a white frame."""
        with layer.clip(box.inset(2)):
            for start in range(-box.h, box.w, max(6, self.cell // 5)):
                ends = [(box.x + start, box.bottom), (box.x + start + box.h, box.y)]
                layer.polygon(ends, None, "#FFFFFF", 2.5, closed=False)
        layer.round_rect(box, None, 6, "#FFFFFF", 2)

    def _draw_lit(self, view: View, scene: Scene) -> None:
        assert scene.lit is not None
        x, y = self._point(*middle(scene.still.rows, scene.lit))
        half = self.cell // 2 - 1
        box = Rect(x - half, y - half, 2 * half, 2 * half)
        view.round_rect(box, view.colours.sun_tint, 8, view.colours.sun_edge, 4, dashed=True)

    def _draw_start(self, view: View, scene: Scene) -> None:
        x, y = self._point(*middle(scene.still.rows, scene.start))
        radius = round(self.cell * 0.37)
        ring = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
        ink = view.colours.ink if view.theme.high_contrast else view.colours.edge
        view.round_rect(ring, None, radius, ink, 2, dashed=True)

    def _draw_trail(self, view: View, scene: Scene) -> None:
        colour = view.colours.sun if view.theme.high_contrast else view.colours.red
        key = (self.board, self.cell, colour, scene.still.columns, scene.still.rows)
        if self._trail is None or self._trail.key != key:
            self._trail = _TrailLayer(key, view.layer(self.board.w, self.board.h).surface)
        self._trail.follow(scene.trail, scene.still.rows, self.cell, colour)
        view.blit(self._trail.surface, self.board.x, self.board.y)
        if scene.trail:
            here, hero = middle(scene.still.rows, scene.trail[-1]), scene.moving.hero
            if 0 < abs(here[0] - hero[0]) + abs(here[1] - hero[1]) <= 1.001:
                _dash(view.surface, self._point(*here), self._point(*hero), self.cell, colour)
        radius = max(6, round(self.cell * 0.16))
        for cell in dict.fromkeys(scene.taken):
            x, y = self._point(*middle(scene.still.rows, cell))
            view.disc(x, y, radius, view.colours.green_tint, view.colours.green, 2)
            view.icon(
                "check", Rect(x - radius, y - radius, 2 * radius, 2 * radius).inset(3), view.colours.green
            )

    def _draw_sprite(self, view: View, sprite: Sprite) -> None:
        box = self._spot(sprite)
        halo = HALO if view.theme.high_contrast else 0
        if sprite.w != 1 or sprite.h != 1:
            # Sizes that change while something shrinks: few of them, so that each is drawn from SVG once.
            side = max(2, round(box.w / 4) * 4)
            box = box.centred(side, side)
        view.picture(sprite.picture, box, halo=halo if box.w > 24 else 0)
        if sprite.label:
            self._draw_count(view, box, sprite.label)

    def _draw_count(self, view: View, box: Rect, label: str) -> None:
        size = max(13.0, self.cell * 0.24) / view.scale
        w, h = view.text_size(label, size, strong=True)
        badge = Rect(0, 0, max(w + 8, h), h)
        badge = badge.moved(box.right - badge.w + 4, box.bottom - badge.h + 4)
        view.round_rect(badge, view.colours.paper, badge.h // 2, view.colours.ink, 2)
        view.text(label, badge, size, view.colours.ink, strong=True, align="centre")

    def _draw_bubble(self, view: View, bubble: Bubble) -> None:
        """What the hero says, above it where there is room, else below."""
        pad_x, pad_y = view.px(12), view.px(7)
        widest = max(view.px(90), min(self.rect.w - 8, view.px(320))) - 2 * pad_x
        text_w, text_h = view.paragraph_size(bubble.text, widest, look.SECONDARY, line_height=21)
        x, y = self._point(bubble.x, bubble.y)
        w, h = text_w + 2 * pad_x, text_h + 2 * pad_y
        above = y - round(self.cell * 0.5) - h - 8 >= self.rect.y - 6
        top = y - round(self.cell * 0.5) - h - 8 if above else y + round(self.cell * 0.5) + 10
        box = Rect(max(self.rect.x, min(x - w // 2, self.rect.right - w)), top, w, h)
        tip = (x, box.bottom + 10) if above else (x, box.y - 10)
        base = box.bottom - 3 if above else box.y + 3
        foot = max(box.x + 14, min(x, box.right - 14))
        view.round_rect(box, view.colours.paper, 12, view.colours.ink, 2)
        view.polygon([(foot - 8, base), tip, (foot + 8, base)], view.colours.paper, None)
        view.polygon([(foot - 8, base + (1 if above else -1)), tip, (foot + 8, base + (1 if above else -1))],
                     None, view.colours.ink, 2, closed=False)  # fmt: skip
        view.paragraph(bubble.text, box.inset(pad_x, pad_y), look.SECONDARY, view.colours.ink, line_height=21)


class _TrailLayer:
    """The trail as an image that is drawn on while it grows, and begun again when it gets shorter."""

    def __init__(self, key: Hashable, surface: pygame.Surface) -> None:
        self.key = key
        self.surface = surface
        self._walked: list[Cell] = []
        self._drawn: set[tuple[Cell, Cell]] = set()

    def follow(self, cells: Sequence[Cell], rows: int, cell: int, colour: str) -> None:
        known = len(self._walked)
        if list(cells[:known]) != self._walked:
            self.surface.fill((0, 0, 0, 0))
            self._walked, self._drawn, known = [], set(), 0
        for here, there in zip(cells[max(0, known - 1) :], cells[max(1, known) :], strict=False):
            edge = min(here, there), max(here, there)
            if edge not in self._drawn:
                self._drawn.add(edge)
                ends = [
                    (round(x * cell), round(y * cell)) for x, y in (middle(rows, here), middle(rows, there))
                ]
                _dash(self.surface, ends[0], ends[1], cell, colour)
        self._walked = list(cells)


def _dash(
    surface: pygame.Surface, start: tuple[int, int], end: tuple[int, int], cell: int, colour: str
) -> None:
    """Stitches from one point to another along a row or a column; the same ones both ways."""
    thick = max(2, round(cell / 17))
    period = cell / DASHES
    length = period * 0.6
    upright = start[0] == end[0]
    first, last = sorted((start[1], end[1]) if upright else (start[0], end[0]))
    middle_line = (start[0] if upright else start[1]) - thick // 2
    # Stitches hang on the map, not on the line, so a growing line never makes them crawl.
    origin = (start[1] if upright else start[0]) % max(1, cell)
    place = first - ((first - origin) % period) + (period - length) / 2
    while place < last:
        low, high = max(first, round(place)), min(last, round(place + length))
        if high > low:
            area = (middle_line, low, thick, high - low) if upright else (low, middle_line, high - low, thick)
            surface.fill(colour, area)
        place += period


def _same_ground(before: Scene, now: Scene) -> bool:
    return before.still.key == now.still.key and (before.still.columns, before.still.rows, before.start) == (
        now.still.columns,
        now.still.rows,
        now.start,
    )


def _differing(old: Sequence[Sprite], new: Sequence[Sprite]) -> list[Sprite]:
    """Sprites that are in one of the two only. Things that lie still are the very same objects."""
    before, after = set(map(id, old)), set(map(id, new))
    gone = [sprite for sprite in old if id(sprite) not in after]
    come = [sprite for sprite in new if id(sprite) not in before]
    return [sprite for sprite in gone if sprite not in come] + [
        sprite for sprite in come if sprite not in gone
    ]
