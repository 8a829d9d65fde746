"""A picture of what the program remembers: a card for each open call, lists as rows of cells.

Two names of one list carry the same number, and the list is drawn once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.memory_plan import CallCard, Entry, cells
from codekids.ui.value_shape import Shape
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

STEP = 18  # pixels a call stands further to the right than the one that called it
LONGEST = 26  # characters of one value in a cell
Say = Callable[..., str]


class MemoryPicture(Widget):
    """As high as it needs; put it in a scroll view."""

    def __init__(self, cards: Sequence[CallCard], say: Say) -> None:
        super().__init__(role="picture")
        self.cards = tuple(cards)
        self.say = say
        self.name = described(self.cards, say)

    def height_for(self, view: View, width: int) -> int:
        """Pixels of all cards, when they are so wide."""
        return _Pen(view, self.say, paint=False).cards(self.cards, Rect(0, 0, width, 0))

    def draw(self, view: View) -> None:
        _Pen(view, self.say, paint=True).cards(self.cards, self.rect)


def described(cards: Sequence[CallCard], say: Say) -> str:
    """The picture in words, for those who listen."""
    told = []
    for card in cards:
        told.append(say("memory.in_call", name=card.function) if card.function else say("memory.program"))
        told += [f"{entry.name} = {entry.shape.text}" for entry in card.entries]
    return ". ".join(told)


class _Pen:
    """Draws, or only measures: both go the same way, so they cannot differ."""

    def __init__(self, view: View, say: Say, paint: bool) -> None:
        self.view = view
        self.say = say
        self.paint = paint
        self.row = view.px(34)
        self.gap = view.px(8)

    def cards(self, cards: Sequence[CallCard], room: Rect) -> int:
        """All cards from the top of the room; gives the height they took."""
        view, y = self.view, room.y
        if any(entry.number for card in cards for entry in card.entries):
            y += self.words(self.say("memory.same_number"), Rect(room.x, y, room.w, 0)) + self.gap
        for depth, card in enumerate(cards):
            left = room.x + min(depth, 6) * view.px(STEP)
            if card.skipped:
                text = self.say("memory.more_calls", n=card.skipped)
                y += self.words(text, Rect(left, y, room.right - left, 0)) + self.gap
            y += self.card(card, Rect(left, y, room.right - left, 0)) + self.gap
        return max(0, y - room.y - self.gap)

    def words(self, text: str, room: Rect) -> int:
        height = self.view.paragraph_size(text, room.w, look.SECONDARY)[1]
        if self.paint:
            spot = Rect(room.x, room.y, room.w, height)
            self.view.paragraph(text, spot, look.SECONDARY, self.view.colours.soft)
        return height

    def card(self, card: CallCard, room: Rect) -> int:
        view, colours = self.view, self.view.colours
        pad = view.px(10)
        inside = Rect(room.x + pad, room.y + view.px(6), room.w - 2 * pad, 0)
        head = view.px(28)
        if self.paint:
            height = _Pen(view, self.say, paint=False).card(card, room)
            fill, edge = (colours.sun_tint, colours.sun_edge) if card.now else (colours.well, colours.line)
            if view.theme.high_contrast and not card.now:
                edge = colours.edge
            view.round_rect(Rect(room.x, room.y, room.w, height), fill, look.RADIUS_CHIP, edge, 2)
            self.head(card, Rect(inside.x, inside.y, inside.w, head))
        y = inside.y + head
        for entry in card.entries:
            y += self.entry(entry, Rect(inside.x, y, inside.w, 0)) + view.px(6)
        if not card.entries:
            y += self.words(self.say("memory.empty"), Rect(inside.x, y, inside.w, 0)) + view.px(4)
        return y - room.y + view.px(4)

    def head(self, card: CallCard, spot: Rect) -> None:
        view, colours = self.view, self.view.colours
        line = self.say("memory.line", n=card.line)
        ink = colours.sun_text if card.now else colours.soft
        at = view.text(line, spot, look.SECONDARY, ink, align="right")
        rest = Rect(spot.x, spot.y, at.x - self.gap - spot.x, spot.h)
        title = f"{card.function}()" if card.function else self.say("memory.program")
        with view.clip(rest):
            view.text(title, rest, look.SECONDARY, colours.heading, strong=True, code=bool(card.function))

    def entry(self, entry: Entry, room: Rect) -> int:
        """A variable: its name, its number if it shares its value, and the value."""
        view, colours = self.view, self.view.colours
        name_width = min(view.text_size(entry.name, look.SECONDARY, code=True)[0] + self.gap, room.w // 3)
        if self.paint:
            spot = Rect(room.x, room.y, name_width, self.row)
            with view.clip(spot):
                view.text(entry.name, spot, look.SECONDARY, colours.ink, code=True)
        x = room.x + name_width
        if entry.number:
            x += self.badge(entry.number, x, room.y) + view.px(6)
        value = Rect(x, room.y, room.right - x, 0)
        if entry.again:
            if self.paint:
                spot = Rect(x, room.y, value.w, self.row)
                with view.clip(spot):
                    view.text(self.say("memory.see_above"), spot, look.SECONDARY, colours.soft)
            return self.row
        return self.value(entry.shape, value)

    def badge(self, number: int, x: int, y: int) -> int:
        view, side = self.view, self.view.px(24)
        if self.paint:
            spot = Rect(x, y + (self.row - side) // 2, side, side)
            view.round_rect(spot, view.colours.blue, side // 2)
            view.text(str(number), spot, look.SMALLEST, view.colours.on_blue, strong=True, align="centre")
        return side

    def value(self, shape: Shape, room: Rect) -> int:
        if shape.kind in {"list", "tuple"} and shape.items:
            return self.numbered(cells(shape), room)
        if shape.kind in {"table", "object"} and shape.items:
            title = self.plain(shape.title, room) + self.view.px(2) if shape.title else 0
            return title + self.pairs(shape, Rect(room.x, room.y + title, room.w, 0))
        if shape.kind == "set" and shape.items:
            return self.numbered(cells(shape), room, numbers=False)
        return self.plain(shape.text, room)

    def plain(self, text: str, room: Rect) -> int:
        if self.paint:
            spot = Rect(room.x, room.y, room.w, self.row)
            with self.view.clip(spot):
                self.view.text(short(text, 60), spot, look.BODY, self.view.colours.ink, strong=True)
        return self.row

    def numbered(self, items: Sequence[str], room: Rect, numbers: bool = True) -> int:
        """Cells side by side, in as many rows as they need, each with its number below."""
        view, colours = self.view, self.view.colours
        below = view.px(20) if numbers else view.px(4)
        x, y = room.x, room.y
        for index, item in enumerate(items):
            text = short(item)
            width = min(max(view.px(34), view.text_size(text, look.SECONDARY)[0] + view.px(16)), room.w)
            if x > room.x and x + width > room.right:
                x, y = room.x, y + self.row + below
            if self.paint:
                cell = Rect(x, y, width, self.row)
                self.cell(cell, text)
                if numbers and item != "…":
                    spot = Rect(x, cell.bottom, width, view.px(18))
                    view.text(str(index), spot, look.SMALLEST, colours.soft, align="centre")
            x += width - 2  # neighbours share an edge
        return y - room.y + self.row + below

    def pairs(self, shape: Shape, room: Rect) -> int:
        """A row for each key or field: what it is called, and what lies there."""
        view = self.view
        pairs = list(zip(shape.names, shape.items, strict=False))
        keys = [short(name, 16) for name, _ in pairs]
        widest = max(view.text_size(key, look.SECONDARY)[0] for key in keys) + view.px(16)
        widest = min(widest, room.w // 2)
        for index, (key, (_, item)) in enumerate(zip(keys, pairs, strict=True)):
            if not self.paint:
                break
            y = room.y + index * (self.row - 2)
            if key:
                self.cell(Rect(room.x, y, widest, self.row), key, soft=True)
            needed = view.text_size(short(item), look.SECONDARY)[0] + view.px(20)
            width = min(room.w - widest, max(view.px(60), needed))
            self.cell(Rect(room.x + widest - 2, y, width, self.row), short(item))
        return len(pairs) * (self.row - 2) + 2

    def cell(self, spot: Rect, text: str, soft: bool = False) -> None:
        view, colours = self.view, self.view.colours
        view.round_rect(spot, colours.blue_tint if soft else colours.paper, 4, colours.edge, 2)
        inside = spot.inset(4, 0)
        with view.clip(inside):
            fits = view.text_size(text, look.SECONDARY)[0] <= inside.w
            view.text(text, inside, look.SECONDARY, colours.ink, align="centre" if fits else "left")


def short(text: str, longest: int = LONGEST) -> str:
    """Cut to what a cell shows."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
