"""The list of words that go on from the caret. The editor keeps the focus; the list only shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from codekids.ui import theme as look
from codekids.ui.events import Event, PointerDown, PointerMove, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

SHOWN = 6
ROW = 36

ICONS = {"command": "bolt", "function": "func", "variable": "box", "keyword": "loop"}


class Offer(Protocol):
    """One word on offer: `codekids.lang.completion.Completion`.

    `insert` takes the place of the `replaces` characters before the caret, which then stands
    `caret` characters after its start.
    """

    @property
    def word(self) -> str: ...

    @property
    def insert(self) -> str: ...

    @property
    def caret(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def replaces(self) -> int: ...


class CompletionList(Widget):
    """At most six rows at a time; `on_pick` gets the word that was clicked."""

    def __init__(self, name: str, on_pick: Callable[[Offer], None]) -> None:
        super().__init__(name, "list")
        self.offers: Sequence[Offer] = ()
        self.on_pick = on_pick
        self.selected_index = 0
        self.first = 0
        self.chosen = False  # the child has moved in it
        self._row = ROW

    @property
    def current(self) -> Offer:
        return self.offers[self.selected_index]

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show these words, the first one marked."""
        self.offers, self.selected_index, self.first, self.chosen = tuple(offers), 0, 0, False
        self.touch()

    def move(self, rows: int) -> None:
        """Mark another row, round and round."""
        self.selected_index = (self.selected_index + rows) % len(self.offers)
        self.first = max(min(self.first, self.selected_index), self.selected_index - SHOWN + 1)
        self.chosen = True
        self.touch()

    def stand_at(self, view: View, x: int, top: int, bottom: int) -> None:
        """Below `bottom`, or above `top` where there is no room; the words begin at `x`."""
        self._row = view.px(ROW)
        widest = max(view.text_size(offer.word, look.CODE - 1, code=True)[0] for offer in self.offers)
        w = min(view.rect.w - 16, max(view.px(180), widest + view.px(22) + 8 + 28))
        h = min(SHOWN, len(self.offers)) * self._row + 12
        x = max(8, min(x - view.px(22) - 18, view.rect.w - w - 8))
        y = bottom + 4 if bottom + 4 + h <= view.rect.h - 8 else top - 4 - h
        self.place(Rect(x, y, w, h))

    def _index_at(self, y: int) -> int:
        return max(0, min(len(self.offers) - 1, self.first + (y - self.rect.y - 6) // self._row))

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(y=y):
                self.on_pick(self.offers[self._index_at(y)])
                return True
            case PointerMove(y=y):
                self.set(selected_index=self._index_at(y))
                return True
            case Wheel(dy=dy) if len(self.offers) > SHOWN:
                first = max(0, min(len(self.offers) - SHOWN, self.first - round(dy)))
                self.set(first=first)
                return True
        return False

    def draw(self, view: View) -> None:
        colours = view.colours
        if not view.theme.high_contrast:
            view.round_rect(self.rect.moved(0, 4), colours.shadow, look.RADIUS_CHIP)
        view.round_rect(self.rect, colours.paper, look.RADIUS_CHIP, colours.edge, 2)
        side = view.px(20)
        for row, offer in enumerate(self.offers[self.first : self.first + SHOWN]):
            box = Rect(self.rect.x + 6, self.rect.y + 6 + row * self._row, self.rect.w - 12, self._row)
            if self.first + row == self.selected_index:
                view.round_rect(
                    box, colours.blue_tint, 6, colours.ink if view.theme.high_contrast else None, 2
                )
            icon = ICONS.get(offer.kind, "code")
            view.icon(icon, Rect(box.x + 8, box.y + (box.h - side) // 2, side, side), colours.heading)
            words = Rect(box.x + side + 18, box.y, box.w - side - 26, box.h)
            view.text(offer.word, words, look.CODE - 1, code=True)
        if len(self.offers) > SHOWN:
            track = Rect(self.rect.right - 10, self.rect.y + 8, 4, self.rect.h - 16)
            h = track.h * SHOWN // len(self.offers)
            y = track.y + (track.h - h) * self.first // (len(self.offers) - SHOWN)
            view.round_rect(Rect(track.x, y, track.w, h), colours.edge, 2)
