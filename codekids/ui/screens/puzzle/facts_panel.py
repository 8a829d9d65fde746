"""What a program holds and what it writes: variables as chips, lists in them as cells, output as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codekids.ui import theme as look
from codekids.ui.events import Event, Wheel
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.value_shape import shape_of
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.scroll import BAR, draw_bar

LONGEST_ITEM = 10  # characters of an item in a cell


@dataclass(frozen=True, slots=True)
class VariableLine:
    """A variable under the playhead; `old` is what it held before this moment changed it."""

    name: str
    value: str
    old: str = ""
    changed: bool = False


class Variables(Widget):
    """Chips in rows: name and value; the one just changed is lit, its old value struck through."""

    clips = True

    def __init__(self, empty: str) -> None:
        super().__init__(role="list")
        self.empty = empty
        self.lines: tuple[VariableLine, ...] = ()
        self.offset = 0
        self._rows = 1
        self._pitch = 52

    def show(self, lines: Sequence[VariableLine], said: str) -> None:
        """Other values."""
        if tuple(lines) == self.lines:
            return
        self.set(lines=tuple(lines), name=said or self.empty)

    def handle(self, event: Event) -> bool:
        if isinstance(event, Wheel):
            hidden = max(0, self._rows * self._pitch - self.rect.h)
            return self.set(offset=max(0, min(hidden, self.offset - round(event.dy * self._pitch))))
        return False

    def draw(self, view: View) -> None:
        if not self.lines:
            if view.paragraph_size(self.empty, self.rect.w, look.SECONDARY)[1] <= self.rect.h:
                view.paragraph(self.empty, self.rect, look.SECONDARY, view.colours.soft)
            return
        gap, height = view.px(8), min(view.px(44), self.rect.h)
        self._pitch = height + gap
        places, x, row = [], 0, 0
        for line in self.lines:
            width = min(self._width(view, line), self.rect.w)
            if x and x + width > self.rect.w:
                x, row = 0, row + 1
            places.append((x, row, width))
            x += width + gap
        self._rows = row + 1
        hidden = max(0, self._rows * self._pitch - gap - self.rect.h)
        # What has just changed must be seen.
        for (_, at, _), line in zip(places, self.lines, strict=True):
            if line.changed and not 0 <= at * self._pitch - self.offset <= self.rect.h - height:
                self.offset = at * self._pitch
        self.offset = max(0, min(self.offset, hidden))
        for (left, at, width), line in zip(places, self.lines, strict=True):
            spot = Rect(self.rect.x + left, self.rect.y + at * self._pitch - self.offset, width, height)
            if spot.y >= self.rect.y and spot.bottom <= self.rect.bottom:
                self._draw_chip(view, spot, line)
        draw_bar(
            view, Rect(self.rect.right - 6, self.rect.y, 6, self.rect.h), self.rect.h + hidden, self.offset
        )

    def _width(self, view: View, line: VariableLine) -> int:
        name = view.text_size(line.name, look.SECONDARY, code=True)[0]
        cells = self._cells(view, line, name)
        if cells:
            return name + sum(width for _, width in cells) + view.px(10 + 10 + 6)
        value = view.text_size(_short(line.value), look.BODY, strong=True)[0]
        old = (
            view.text_size(_short(line.old), look.SECONDARY)[0] + view.px(8)
            if line.changed and line.old
            else 0
        )
        return max(view.px(118), name + value + old + view.px(10 + 14 + 10))

    def _cells(self, view: View, line: VariableLine, name: int) -> list[tuple[str, int]]:
        """The items of a list with the widths of their cells, as many as the panel has room for."""
        shape = shape_of(line.value)
        if shape.kind not in {"list", "tuple"} or not shape.items:
            return []
        room = self.rect.w - name - view.px(10 + 10 + 6)
        cells: list[tuple[str, int]] = []
        for index, item in enumerate(shape.items):
            text = _short(item, LONGEST_ITEM)
            width = max(view.px(26), view.text_size(text, look.SECONDARY)[0] + view.px(12))
            if width + (view.px(26) if index < len(shape.items) - 1 else 0) > room:
                return [*cells, ("…", view.px(26))]
            cells.append((text, width))
            room -= width
        return cells

    def _draw_cells(self, view: View, spot: Rect, cells: Sequence[tuple[str, int]]) -> None:
        colours = view.colours
        height = min(view.px(28), spot.h - 8)
        x, y = spot.right - sum(width for _, width in cells), spot.y + (spot.h - height) // 2
        for text, width in cells:
            # Neighbours share an edge.
            cell = Rect(x, y, width + 2, height)
            view.round_rect(cell, colours.paper, 4, colours.edge, 2)
            view.text(text, cell, look.SECONDARY, colours.ink, align="centre")
            x += width

    def _draw_chip(self, view: View, spot: Rect, line: VariableLine) -> None:
        colours = view.colours
        fill, edge = (colours.sun_tint, colours.sun_edge) if line.changed else (colours.well, colours.line)
        if view.theme.high_contrast and not line.changed:
            edge = colours.edge
        view.round_rect(spot, fill, look.RADIUS_CHIP, edge, 2)
        inside = spot.inset(view.px(10), 0)
        value = _short(line.value)
        cells = self._cells(view, line, view.text_size(line.name, look.SECONDARY, code=True)[0])
        with view.clip(spot):
            view.text(line.name, inside, look.SECONDARY, colours.ink, code=True)
            if cells:
                self._draw_cells(view, inside, cells)
                return
            where = view.text(value, inside, look.BODY, colours.ink, strong=True, align="right")
            if line.changed and line.old:
                rest = Rect(inside.x, inside.y, where.x - view.px(8) - inside.x, inside.h)
                ink = colours.sun_text
                old = view.text(_short(line.old), rest, look.SECONDARY, ink, align="right")
                view.rect_fill(Rect(old.x - 1, old.centre[1], old.w + 2, 2), ink)


def _short(value: str, longest: int = 24) -> str:
    return value if len(value) <= longest else value[: longest - 1] + "…"


class Output(Widget):
    """What the program writes, line by line; the newest in sight. A wheel looks back."""

    clips = True
    KEPT = 400  # lines one can look back at

    def __init__(self, empty: str) -> None:
        super().__init__(role="status")
        self.empty = empty
        self.text = ""
        self.back = 0  # lines from the end
        self._lines = 1
        self._room = 1

    def show(self, text: str) -> None:
        """All that was written so far."""
        if text != self.text:
            self.set(text=text, back=0, name=text[-400:] or self.empty)

    def handle(self, event: Event) -> bool:
        if isinstance(event, Wheel):
            most = max(0, self._lines - self._room)
            return self.set(back=max(0, min(most, self.back + round(event.dy * 2))))
        return False

    def draw(self, view: View) -> None:
        if not self.text:
            view.paragraph(self.empty, self.rect, look.SECONDARY, view.colours.soft)
            return
        pitch = view.px(24)
        self._room = max(1, self.rect.h // pitch)
        width = max(4, (self.rect.w - BAR) // view.code_cell(look.SECONDARY))
        lines = wrapped(self.text, width, self.KEPT)
        self._lines = len(lines)
        last = len(lines) - self.back
        for index, line in enumerate(lines[max(0, last - self._room) : last]):
            spot = Rect(self.rect.x, self.rect.y + index * pitch, self.rect.w, pitch)
            view.text(line, spot, look.SECONDARY, view.colours.ink, code=True)
        hidden = len(lines) - self._room
        track = Rect(self.rect.right - 6, self.rect.y, 6, self.rect.h)
        draw_bar(view, track, self.rect.h + max(0, hidden) * pitch, max(0, hidden - self.back) * pitch)


def wrapped(text: str, width: int, most: int) -> list[str]:
    """The last lines of a text, those longer than `width` characters broken."""
    found: list[str] = []
    # Whatever lies further back would only be cut away below.
    for line in text[-(width + 1) * most :].removesuffix("\n").split("\n"):
        found += [line[start : start + width] for start in range(0, max(1, len(line)), width)]
    return found[-most:]


class FactsCard(Card):
    """Two columns with a seam between them and a heading each."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(seam=False)
        self.heads_said = (left, right)
        self.spots = (NOWHERE, NOWHERE)
        self.seam_x = 0

    def say_columns(self, spots: tuple[Rect, Rect], seam_x: int) -> None:
        """Where the headings stand."""
        self.set(spots=spots, seam_x=seam_x)

    def draw(self, view: View) -> None:
        super().draw(view)
        for said, spot in zip(self.heads_said, self.spots, strict=True):
            view.text(said, spot, look.SECONDARY, view.colours.heading, strong=True)
        view.seam(self.seam_x, self.rect.y + 10, self.rect.h - 20, upright=True)
