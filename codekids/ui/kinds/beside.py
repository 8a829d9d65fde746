"""Two things beside each other where there is room, else below one another."""

from __future__ import annotations

from codekids.ui.geometry import Rect
from codekids.ui.screens.parts import Stack
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

LEAST = 620  # effective pixels for both


class Beside(Widget):
    """`first` at the left, as wide as `share` of the room; `second` at the right. `turned`: second above."""

    def __init__(self, first: Stack, second: Stack, share: float = 0.5) -> None:
        super().__init__()
        self.first, self.second, self.share = first, second, share
        self.turned = False
        self.add(first, second)

    def _columns(self, view: View, rect: Rect) -> tuple[Rect, Rect] | None:
        if rect.w / view.scale < LEAST:
            return None
        return rect.split_left(round(rect.w * self.share), view.px(16))

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        columns = self._columns(view, Rect(0, 0, width, 1))
        if columns is not None:
            left, right = columns
            return max(self.first.height_for(view, left.w), self.second.height_for(view, right.w))
        return self.first.height_for(view, width) + self.second.height_for(view, width) + view.px(12)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        columns = self._columns(view, rect)
        if columns is not None:
            for one, spot in zip((self.first, self.second), columns, strict=True):
                self._put(view, one, Rect(spot.x, rect.y, spot.w, one.height_for(view, spot.w)))
            return
        y = rect.y
        for one in (self.second, self.first) if self.turned else (self.first, self.second):
            spot = Rect(rect.x, y, rect.w, one.height_for(view, rect.w))
            self._put(view, one, spot)
            y += spot.h + view.px(12)

    @staticmethod
    def _put(view: View, one: Stack, spot: Rect) -> None:
        one.place(spot)
        one.arrange(view, spot)
