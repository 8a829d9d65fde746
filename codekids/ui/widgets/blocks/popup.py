"""A short list that opens over the blocks: what can be done with a block, or what a slot may say.

It is an overlay of the root. The block editor keeps the focus and passes the keys on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.scroll import draw_bar

ROW = 40  # pixels at 100 %
PAD = 6


class Item(NamedTuple):
    """One line: its words, a picture before them, and the key that does the same."""

    words: str
    act: Callable[[], None]
    icon: str = ""
    key: str = ""
    checked: bool = False
    rule: bool = False  # a line above it


class Popup(Widget):
    """The open list of `items`; `index` is the one marked."""

    def __init__(self, name: str, items: Sequence[Item], index: int = 0) -> None:
        super().__init__(name, "list")
        self.items = tuple(items)
        self.index = index
        self.first = 0
        self.shown = len(self.items)
        self._row = ROW
        self._armed = False  # the press that opened it was let go

    @property
    def is_open(self) -> bool:
        return self.house is not None

    def stand_by(self, view: View, at: Rect) -> None:
        """Below `at`, or above it where there is more room; scrolled where it is too long."""
        self._row = view.px(ROW)
        widest = max(view.text_size(item.words)[0] + self._key_width(view, item) for item in self.items)
        w = min(view.rect.w - 16, widest + view.px(26) + 3 * view.px(10) + 2 * PAD + 12)
        below, above = view.rect.h - at.bottom - 12, at.y - 12
        wanted = len(self.items) * self._row + 2 * PAD
        room = below if below >= wanted or below >= above else above
        self.shown = max(1, min(len(self.items), (room - 2 * PAD) // self._row))
        h = self.shown * self._row + 2 * PAD
        y = at.bottom + 4 if room == below else at.y - 4 - h
        self._keep_in_sight()
        self.place(Rect(max(8, min(at.x, view.rect.w - w - 8)), max(4, y), w, h))

    @staticmethod
    def _key_width(view: View, item: Item) -> int:
        return view.text_size(item.key, look.SMALLEST)[0] + view.px(24) if item.key else 0

    def _keep_in_sight(self) -> None:
        self.first = max(min(self.first, self.index), self.index - self.shown + 1)

    def key(self, event: Key) -> bool:
        """A key the editor passed on; False: not for a list."""
        count = len(self.items)
        match event.name:
            case "down" | "up":
                index = (self.index + (1 if event.name == "down" else -1)) % count
            case "home":
                index = 0
            case "end":
                index = count - 1
            case "enter" | "space":
                self._act()
                return True
            case "escape" | "tab":
                self.close()
                return event.name == "escape"
            case _:
                return True
        self.set(index=index, name=self.items[index].words)
        self._keep_in_sight()
        return True

    def close(self) -> None:
        """Take it away."""
        if self.house is not None:
            self.house.close(self)

    def _act(self) -> None:
        item = self.items[self.index]
        self.close()
        item.act()

    def _index_at(self, y: int) -> int:
        return max(0, min(len(self.items) - 1, self.first + (y - self.rect.y - PAD) // self._row))

    def handle(self, event: Event) -> bool:
        match event:
            case PointerMove(y=y):
                self.set(index=self._index_at(y))
                return True
            case PointerDown():
                self._armed = True
                return True
            case PointerUp(x=x, y=y) if self.rect.contains(x, y) and self._armed:
                self.set(index=self._index_at(y))
                self._act()
                return True
            case Wheel(dy=dy):
                self.set(first=max(0, min(len(self.items) - self.shown, self.first - round(dy))))
                return True
        return False

    def relayout(self, view: View) -> None:
        self.close()

    def draw(self, view: View) -> None:
        colours = view.colours
        if not view.theme.high_contrast:
            view.round_rect(self.rect.moved(0, 4), colours.shadow, look.RADIUS_BUTTON)
        view.round_rect(self.rect, colours.paper, look.RADIUS_BUTTON, colours.edge, 2)
        for row, item in enumerate(self.items[self.first : self.first + self.shown]):
            box = Rect(
                self.rect.x + PAD, self.rect.y + PAD + row * self._row, self.rect.w - 2 * PAD, self._row
            )
            if item.rule and row:
                view.rect_fill(Rect(box.x + 6, box.y - 1, box.w - 12, 1), colours.line)
            if self.first + row == self.index:
                edge = colours.ink if view.theme.high_contrast else None
                view.round_rect(box.inset(0, 1), colours.blue_tint, 8, edge, 2 if edge else 0)
            picture, words = box.inset(view.px(10), 0).split_left(view.px(24), view.px(10))
            icon = "check" if item.checked else item.icon
            if icon:
                view.icon(icon, picture.centred(view.px(22), view.px(22)), colours.heading)
            view.text(item.words, words)
            if item.key:
                view.text(item.key, words, look.SMALLEST, colours.soft, align="right")
        if len(self.items) > self.shown:
            track = Rect(self.rect.right - 12, self.rect.y + 8, 8, self.shown * self._row - 4)
            draw_bar(view, track, len(self.items) * self._row, self.first * self._row)
