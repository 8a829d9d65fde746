"""Pieces that several screens are made of: the bar, the stars, rows of small things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, cast

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.label import fitting_size
from codekids.ui.widgets.scroll import ScrollView
from codekids.ui.widgets.stars import draw_stars

WIDE, MIDDLE, NARROW = 1180, 900, 600  # effective widths: pixels divided by the text scale


def bar_height(view: View, width: int) -> int:
    """Pixels of the bar at the top: lower, for its scale, where everything is large."""
    return view.px(look.BAR_HEIGHT if width / view.scale >= MIDDLE else 42)


class Bar(Widget):
    """The blue head of a screen: a title, a second line below it, and a seam."""

    def __init__(self, title: str, second: str = "", picture: str = "") -> None:
        super().__init__(title, "heading")
        self.reach = 0
        self.title = title
        self.second = second
        self.picture = picture
        self.left, self.right = 0, 0  # pixels taken by what stands at both ends

    def text_height(self, view: View, room: int) -> int:
        """Pixels of the title in so much width."""
        return view.text_size(self.title, self._size(view, room), strong=True)[1]

    def _size(self, view: View, room: int) -> float:
        wanted = look.LEAD if self.second else 24
        return fitting_size(view, self.title, room, wanted, strong=True) or look.SECONDARY

    def draw(self, view: View) -> None:
        colours = view.colours
        view.rect_fill(self.rect, colours.bar)
        view.seam(self.rect.x, self.rect.bottom - view.px(5) - 1, self.rect.w, colours.bar_line)
        if not view.theme.high_contrast:
            view.rect_fill(Rect(self.rect.x, self.rect.bottom - 2, self.rect.w, 2), colours.blue_deep)
        room = Rect(
            self.rect.x + self.left,
            self.rect.y,
            self.rect.w - self.left - self.right,
            self.rect.h - view.px(5),
        )
        if self.picture:
            side = room.h - view.px(2)
            view.picture(self.picture, Rect(room.x, room.y + 1, side, side))
            _, room = room.split_left(side, view.px(10))
        size = self._size(view, room.w)
        if not self.second:
            view.text(self.title, room, size, colours.bar_text, strong=True)
            return
        small = fitting_size(view, self.second, room.w, look.SECONDARY) or look.SMALLEST
        upper, lower = view.text_size(self.title, size, strong=True)[1], view.text_size(self.second, small)[1]
        top = room.y + (room.h - upper - lower) // 2
        with view.clip(room):
            view.text(self.title, (room.x, top), size, colours.bar_text, strong=True)
            view.text(self.second, (room.x, top + upper), small, colours.bar_text)


class Stars(Widget):
    """Three stars, the first `count` of them won. `on_blue` is for the bar, `large` for a success."""

    def __init__(self, count: int, name: str, *, side: int = 28, on_blue: bool = False) -> None:
        super().__init__(name, "picture")
        self.count = count
        self.side = side  # design pixels
        self.on_blue = on_blue

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height of the three."""
        side = view.px(self.side)
        return 3 * side + 2 * max(1, side // 14), side

    def draw(self, view: View) -> None:
        draw_stars(view, self.rect, self.count, view.px(self.side), on_blue=self.on_blue)


class Measured(Protocol):
    """A widget that knows how large it would like to be."""

    def measure(self, view: View) -> tuple[int, int]: ...

    def place(self, rect: Rect) -> None: ...


def spread(widgets: Sequence[Measured], view: View, room: Rect, gap: int) -> int:
    """Put measured widgets in rows, left to right, like words; returns the height used."""
    x, y, row = room.x, room.y, 0
    for widget in widgets:
        w, h = widget.measure(view)
        if x > room.x and x + w > room.right:
            x, y, row = room.x, y + row + gap, 0
        widget.place(Rect(x, y, min(w, room.w), h))
        x, row = x + w + gap, max(row, h)
    return y + row - room.y


class Tall(Protocol):
    """A widget that knows how high it must be for a width."""

    def height_for(self, view: View, width: int) -> int: ...


class Stack(Widget):
    """Widgets one below the other, as high as each needs; `heights` (pixels) for those that cannot say."""

    def __init__(self, widgets: Sequence[Widget], heights: Mapping[Widget, int] | None = None) -> None:
        super().__init__()
        self.heights = heights or {}
        self.gap = 10
        self.show(widgets)

    def show(self, widgets: Sequence[Widget]) -> None:
        """These, from the top."""
        wanted = list(widgets)
        if wanted == self.children:
            return
        # What stays is not taken out: it may have the keys.
        for gone in [one for one in self.children if one not in wanted]:
            self.remove(gone)
        self.add(*(one for one in wanted if one not in self.children))
        self.children = wanted
        self.touch()

    def _height(self, view: View, widget: Widget, width: int) -> int:
        return self.heights.get(widget) or cast(Tall, widget).height_for(view, width)

    def height_for(self, view: View, width: int) -> int:
        """Pixels of all of them, when they are so wide."""
        gaps = view.px(self.gap) * max(0, len(self.children) - 1)
        return sum(self._height(view, widget, width) for widget in self.children) + gaps

    def arrange(self, view: View, rect: Rect) -> None:
        """Place them."""
        y = rect.y
        for widget in self.children:
            height = self._height(view, widget, rect.w)
            spot = Rect(rect.x, y, rect.w, height)
            arrange = getattr(widget, "arrange", None)
            if arrange is not None:
                arrange(view, spot)
            else:
                widget.place(spot)
            y += height + view.px(self.gap)


class ScrollDialog(Dialog):
    """A dialog whose contents, a `Stack` in a `ScrollView`, may be longer than the window."""

    def arrange(self, view: View) -> None:
        super().arrange(view)
        scroll = self.content
        assert isinstance(scroll, ScrollView)
        stack = scroll.content
        assert isinstance(stack, Stack)
        needed = stack.height_for(view, scroll.rect.w)
        if needed > scroll.rect.h:
            needed = stack.height_for(view, scroll.inner_width)
        scroll.set_content_height(needed)
        stack.arrange(view, stack.rect)
