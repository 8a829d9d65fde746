"""Pieces of the map: the way through the lessons, its stops, the landscape, and the packs' cards."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.screens.parts import Stack
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.stars import draw_stars

TAG = 26  # design pixels of a pack's tag
ROW_OF_STOPS = 9  # lessons in one row of the way
WAY, WAY_DONE, WAY_OPEN = "#FFF6E5", "#B4232F", "#8A97AD"


def way_through(count: int) -> list[tuple[float, float]]:
    """Where the stops stand, as shares of the landscape's width and height: a wave, to and fro in rows."""
    rows = max(1, -(-count // ROW_OF_STOPS))
    longest = -(-count // rows)
    places = []
    for index in range(count):
        row, column = divmod(index, longest)
        here = min(longest, count - row * longest) if rows == 1 else longest
        share = column / max(1, here - 1) if here > 1 else 0.5
        x = 0.09 + 0.82 * (share if row % 2 == 0 else 1 - share)
        middle, swing = (0.60, 0.19) if rows == 1 else (0.88 - 0.62 * row / (rows - 1), 0.06)
        places.append((x, middle + swing * cos(share * 2.3 * pi)))
    return places


def along(points: list[tuple[float, float]], pieces: int = 14) -> list[list[tuple[float, float]]]:
    """A smooth curve through the points: for each stretch between two of them, the points on it."""
    stretches = []
    for index in range(len(points) - 1):
        before, here = points[max(0, index - 1)], points[index]
        there, behind = points[index + 1], points[min(len(points) - 1, index + 2)]
        stretch = []
        for piece in range(pieces + 1):
            t = piece / pieces
            x, y = (
                0.5
                * (
                    2 * here[k]
                    + (there[k] - before[k]) * t
                    + (2 * before[k] - 5 * here[k] + 4 * there[k] - behind[k]) * t * t
                    + (3 * here[k] - before[k] - 3 * there[k] + behind[k]) * t * t * t
                )
                for k in (0, 1)
            )
            stretch.append((x, y))
        stretches.append(stretch)
    return stretches


class Stop(Button):
    """One lesson on the way: its number, and the stars won there."""

    def __init__(
        self, number: int, name: str, on_press: Callable[[], None], *, stars: int, solved: bool, broken: bool
    ) -> None:
        super().__init__(str(number), on_press, name=name)
        self.stars = stars
        self.solved = solved
        self.broken = broken
        self.chosen = False
        self.disc = 28  # radius in pixels

    def draw(self, view: View) -> None:
        colours, x = view.colours, self.rect.centre[0]
        y = self.rect.y + self.disc + 2
        if self.chosen:
            view.disc(x, y, self.disc + 2, colours.sun, colours.ink, 3)
            view.disc(x, y, self.disc - 5, colours.paper, colours.ink, 2)
            ink = colours.ink
        elif self.solved:
            view.disc(x, y + 3, self.disc, colours.blue_deep)
            view.disc(x, y, self.disc, colours.paper)
            view.disc(x, y, self.disc - 3, colours.blue)
            ink = colours.on_blue
        else:
            box = Rect(x - self.disc, y - self.disc, 2 * self.disc, 2 * self.disc)
            view.round_rect(box, colours.paper, self.disc, colours.edge, 2, dashed=True)
            ink = colours.soft
        spot = Rect(x - self.disc, y - self.disc, 2 * self.disc, 2 * self.disc)
        if self.broken:
            side = self.disc
            view.icon("warn", spot.centred(side, side), colours.sun_text)
        else:
            size = self.disc * (0.95 if self.chosen else 0.8) / view.scale
            view.text(self.label, spot, size, ink, strong=True, align="centre")
        if self.solved:
            side = min(view.px(22), self.disc)
            w, h = 3 * side + side // 2, side + side // 4
            pill = Rect(x - w // 2, y + self.disc - 2, w, h)
            view.round_rect(pill, colours.paper, h // 2, colours.line, 1)
            draw_stars(view, pill, self.stars, side)
        if self.ringed:
            view.focus_ring(spot, self.disc)


class Landscape(Widget):
    """Hills, the way with its stops, and Ari at the chosen one."""

    # The hills are the dearest picture of the first frame, so they come with the second.
    hills_known = False

    def __init__(self, name: str, hero: str = "ari") -> None:
        super().__init__(name, "group")
        self.hero = hero
        self.arrows = True
        self.clips = True
        self.reach = 0
        self.stops: list[Stop] = []
        self.walked = 0  # stretches of the way that are sewn in red
        self._points: list[tuple[float, float]] = []
        self._layer: tuple[object, object] | None = None

    def show(self, stops: list[Stop], walked: int) -> None:
        """Put these stops on the way."""
        self.stops, self.walked = stops, walked
        self.add(*stops)

    def arrange(self, view: View, rect: Rect) -> None:
        """Place the stops; their size follows the room between them."""
        self.place(rect)
        places = way_through(len(self.stops))
        row = min(len(self.stops), ROW_OF_STOPS)
        disc = min(view.px(28), round(rect.w * 0.82 / max(1, row - 1) * 0.36), rect.h // 7)
        self._points = []
        for stop, (x, y) in zip(self.stops, places, strict=True):
            point = rect.x + round(x * rect.w), rect.y + round(y * rect.h)
            point = point[0], max(rect.y + disc + 8, min(point[1], rect.bottom - disc - view.px(34)))
            self._points.append(point)
            stop.disc = disc
            half = min(max(disc + 2, view.px(44)), int(rect.w * 0.41 / max(1, row - 1)) - 1)
            stop.place(Rect(point[0] - half, point[1] - disc - 2, 2 * half, 2 * disc + view.px(28)))

    def draw(self, view: View) -> None:
        key = (self.rect, view.theme.high_contrast, self.walked, tuple(self._points), Landscape.hills_known)
        if self._layer is None or self._layer[0] != key:
            self._layer = (key, self._paint(view).surface)
        view.blit(self._layer[1], self.rect.x, self.rect.y)  # type: ignore[arg-type]
        if not Landscape.hills_known:
            Landscape.hills_known = True
            self.touch()

    def _paint(self, view: View) -> View:
        """The picture without the stops, kept until the size changes."""
        w, h = self.rect.w, self.rect.h
        layer = view.layer(w, h)
        if view.theme.high_contrast:
            layer.round_rect(Rect(0, 0, w, h), view.colours.paper, look.RADIUS_CARD, view.colours.edge, 2)
        elif not Landscape.hills_known:
            sky, grass = Rect(0, 0, w, h).split_top(round(h * 0.4))
            layer.rect_fill(sky, "#BFE3F5")
            layer.rect_fill(grass, "#A9D58C")
        else:
            # The drawing is 924 x 444; it covers the whole place and loses what stands over.
            factor = max(w / 924, h / 444)
            cover = round(924 * factor), round(444 * factor)
            layer.picture("scenes/map.svg", Rect((w - cover[0]) // 2, h - cover[1], *cover))
        points = [(x - self.rect.x, y - self.rect.y) for x, y in self._points]
        thick = max(5, self.stops[0].disc // 4) if self.stops else 6
        stretches = along(points)
        if not view.theme.high_contrast:
            for stretch in stretches:
                for x, y in stretch:
                    layer.disc(round(x), round(y), thick, WAY)
                for (x, y), (to_x, to_y) in pairwise(stretch):
                    layer.disc(round((x + to_x) / 2), round((y + to_y) / 2), thick, WAY)
        for index, stretch in enumerate(stretches):
            done = index < self.walked
            colour = (view.colours.sun if view.theme.high_contrast else WAY_DONE) if done else WAY_OPEN
            for piece in range(0, len(stretch) - 1, 2):
                ends = [stretch[piece], stretch[piece + 1]] if done else [stretch[piece]]
                if done:
                    layer.polygon(ends, None, colour, max(3, thick // 2), closed=False)
                else:
                    layer.disc(round(ends[0][0]), round(ends[0][1]), max(2, thick // 3), colour)
        return layer

    def draw_above(self, view: View) -> None:
        with view.clip(self.rect):
            self._draw_frame_and_ari(view)

    def _draw_frame_and_ari(self, view: View) -> None:
        # The corners of the picture are square: a ring of sky around the frame rounds them.
        view.round_rect(self.rect.inset(-6), None, 20, view.colours.sky, 6)
        edge = view.colours.edge if view.theme.high_contrast else view.colours.paper
        view.round_rect(self.rect, None, 14, edge, 3)
        if not self.stops:
            side = min(view.px(200), self.rect.h - view.px(40))
            view.picture(f"hero/{self.hero}-south-happy.svg", self.rect.centred(side, side))
        chosen = next((stop for stop in self.stops if stop.chosen), None)
        if chosen is not None:
            facing, spot = self._beside(chosen)
            mood = "-happy" if chosen.solved else ""
            view.picture(
                f"hero/{self.hero}-{facing}{mood}.svg", spot, halo=4 if view.theme.high_contrast else 0
            )

    def _beside(self, stop: Stop) -> tuple[str, Rect]:
        """Where Ari stands and looks: left of the stop, else right, else above, where nothing is covered."""
        side = round(stop.disc * 2.9)
        x, y = stop.rect.centre[0], stop.rect.y + stop.disc + 2
        low = min(y - side // 2, self.rect.bottom - side - 4)
        left = Rect(x - stop.disc - side + 4, low, side, side)
        right = Rect(x + stop.disc - 4, low, side, side)
        above = Rect(x - side // 2, y - stop.disc - side + 6, side, side)
        for facing, spot in (("east", left), ("west", right), ("south", above)):
            inside = self.rect.inset(4).intersection(spot) == spot
            others = (other.rect.inset(other.rect.w // 5, 4) for other in self.stops if other is not stop)
            if inside and not any(spot.overlaps(other) for other in others):
                return facing, spot
        return "east", left


class PackCard(Button):
    """One pack: its badge, its title, how many lessons are done, sewn as crosses on a thread."""

    def __init__(
        self,
        title: str,
        on_press: Callable[[], None],
        *,
        badge: str,
        said: str,
        done: int,
        of: int,
        chosen: bool,
        tag: str = "",
        tone: str = "sun",
    ) -> None:
        super().__init__(title, on_press, name=f"{title}. {said}" + (f". {tag}" if tag else ""))
        self.tag = tag
        self.tone = tone
        self.badge = badge
        self.said = said
        self.done = done
        self.of = of
        self.chosen = chosen

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        inside = width - view.px(32 + 52 + 12)
        title = view.paragraph_size(self.label, inside, 19, strong=True, line_height=25)[1]
        said = view.paragraph_size(self.said, inside, look.SECONDARY, line_height=22)[1]
        tag = view.px(TAG + 8) if self.tag else 0
        return max(view.px(52), title + said) + tag + view.px(16 + 14 + 12 + 14)

    def draw(self, view: View) -> None:
        if not isinstance(self.parent, PackColumn):
            self.paint(view, self.rect)
        if self.ringed:
            view.focus_ring(self.rect, look.RADIUS_CARD)

    def paint(self, view: View, rect: Rect) -> None:
        """The card without the ring that comes and goes."""
        colours = view.colours
        view.card(rect, border=colours.sun_edge if self.chosen else None, border_width=3)
        side = view.px(52)
        inside = Rect(rect.x + view.px(16), rect.y + view.px(16), rect.w - view.px(32), rect.h)
        if self.tag:
            self._draw_tag(view, inside.split_top(view.px(TAG))[0])
            inside = inside.split_top(view.px(TAG), view.px(8))[1]
        badge = Rect(inside.x, inside.y, side, side)
        if self.tone == "locked":
            view.round_rect(badge, colours.well, side // 4, colours.edge, 2, dashed=True)
            view.icon("lock", badge.inset(side // 5), colours.soft)
        else:
            view.picture(self.badge, badge)
        _, words = inside.split_left(side, view.px(12))
        used = view.paragraph(self.label, words, 19, colours.ink, strong=True, line_height=25)
        view.paragraph(self.said, words.split_top(used)[1], look.SECONDARY, colours.soft, line_height=22)
        self._draw_thread(view, Rect(inside.x, rect.bottom - view.px(14 + 12), inside.w, view.px(12)))

    def _draw_tag(self, view: View, room: Rect) -> None:
        """Why this pack is here: today at the club, chosen by the library, or done."""
        colours, pad = view.colours, view.px(10)
        size: float = look.SECONDARY
        while size > 10 and view.text_size(self.tag, size, strong=True)[0] > room.w - 2 * pad:
            size -= 1
        w = min(room.w, view.text_size(self.tag, size, strong=True)[0] + 2 * pad)
        pill = Rect(room.x, room.y, w, room.h)
        green = self.tone == "green"
        fill = colours.green_tint if green else colours.well if self.tone == "locked" else colours.sun_tint
        edge = colours.edge if view.theme.high_contrast else None
        ink = colours.green_deep if green else colours.soft if self.tone == "locked" else colours.sun_text
        ink = colours.ink if view.theme.high_contrast else ink
        view.round_rect(pill, fill, room.h // 2, edge, 1 if edge else 0)
        view.text(self.tag, pill, size, ink, strong=True, align="centre")

    def _draw_thread(self, view: View, room: Rect) -> None:
        """A red cross for each lesson that is done, a dash for each that is not."""
        if not self.of:
            return
        step = min(view.px(31), room.w // self.of)
        red = view.colours.red if not view.theme.high_contrast else view.colours.sun
        y = room.y + room.h // 2
        for index in range(self.of):
            x, w = room.x + index * step, max(4, step - view.px(8))
            if index < self.done:
                half = room.h // 2
                for pair in range(2):
                    left, right = x + pair * w // 2, x + (pair + 1) * w // 2
                    for ends in (
                        ((left, y - half), (right, y + half)),
                        ((left, y + half), (right, y - half)),
                    ):
                        view.polygon(ends, None, red, 3, closed=False)
            else:
                for dash in range(3):
                    view.rect_fill(Rect(x + dash * w // 3, y - 1, max(2, w // 3 - 3), 2), view.colours.edge)


class PackColumn(Stack):
    """Pack cards on the sky, one below the other, with room at the edges for shadows and the focus ring.

    All of them are kept as one picture: a frame that scrolls copies a piece of it.
    """

    PAD = 8
    _layer: tuple[object, View] | None = None

    @property
    def _ground(self) -> Rect:
        """The sky it brings: also below the bar of the view it scrolls in."""
        width = self.parent.rect.w if self.parent else self.rect.w
        return Rect(self.rect.x, self.rect.y, max(width, self.rect.w), self.rect.h)

    def covers(self, spot: Rect) -> bool:
        return self.visible and self._ground.intersection(spot) == spot

    def draw(self, view: View) -> None:
        x, y, w, h = self._ground
        cards = [one for one in self.children if isinstance(one, PackCard)]
        spots = [one.rect.moved(-x, -y) for one in cards]
        key = (w, h, tuple(spots), view.scale, view.theme)
        if self._layer is None or self._layer[0] != key:
            layer = view.layer(w, h, view.colours.sky)
            for card, spot in zip(cards, spots, strict=True):
                card.paint(layer, spot)
            self._layer = (key, layer)
        view.blit(self._layer[1].surface, x, y)

    def height_for(self, view: View, width: int) -> int:
        return super().height_for(view, width - 2 * self.PAD) + 2 * self.PAD

    def arrange(self, view: View, rect: Rect) -> None:
        self.place(rect)
        super().arrange(view, rect.inset(self.PAD))
