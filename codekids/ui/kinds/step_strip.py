"""Where am I in a lesson: a dot for each stop, with its name, joined by a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.pressable import Pressable

State = Literal["done", "here", "open", "closed"]


class StepDot(NamedTuple):
    """One stop as it is shown."""

    name: str
    said: str  # its name and state, for who does not see it
    state: State
    done: bool = False  # was done once; "here" may be as well


class _Dot(Pressable):
    """A stop to press."""

    def __init__(self, owner: StepStrip, index: int) -> None:
        super().__init__("", "tab", lambda: owner.press(index))
        self.owner, self.index = owner, index

    @property
    def selected(self) -> bool:
        """Whether this is the stop on the screen."""
        return self.owner.dots[self.index].state == "here"

    def draw(self, view: View) -> None:
        self.owner.draw_dot(view, self.index, self.rect)
        if self.ringed:
            view.focus_ring(self.rect, self.rect.h // 2)


class StepStrip(Widget):
    """The stops from left to right. Names give way where there is no room: the one of here stays."""

    arrows = True
    HEIGHT = 40

    def __init__(self, name: str, dots: Sequence[StepDot], on_go: Callable[[int], None]) -> None:
        super().__init__(name, "tabs")
        self.dots = tuple(dots)
        self.on_go = on_go
        self._all_names = True
        self._buttons = [_Dot(self, index) for index in range(len(self.dots))]
        self.add(*self._buttons)
        self.show(dots)

    def show(self, dots: Sequence[StepDot]) -> None:
        """The stops in another state."""
        self.dots = tuple(dots)
        for button, dot in zip(self._buttons, self.dots, strict=True):
            button.set(name=dot.said, enabled=dot.state != "closed")
        self.touch()

    def press(self, index: int) -> None:
        """Go to a stop, if it is open."""
        if self.dots[index].state != "closed":
            self.on_go(index)

    def height_for(self, view: View) -> int:
        """Pixels it needs."""
        return view.px(self.HEIGHT)

    def _width(self, view: View, index: int, *, named: bool) -> int:
        dot = view.px(28)
        if not named:
            return dot + view.px(8)
        strong = self.dots[index].state == "here"
        return (
            dot
            + view.px(8)
            + view.text_size(self.dots[index].name, look.SECONDARY, strong=strong)[0]
            + view.px(14)
        )

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        gap = view.px(18)
        count = len(self.dots)
        wide = sum(self._width(view, index, named=True) for index in range(count)) + gap * (count - 1)
        self._all_names = wide <= rect.w
        if not self._all_names:
            gap = view.px(8)
        x = rect.x
        high = min(rect.h, view.px(36))
        for index, button in enumerate(self._buttons):
            named = self._all_names or self.dots[index].state == "here"
            width = min(self._width(view, index, named=named), rect.right - x)
            button.tooltip = "" if named else self.dots[index].name
            button.place(Rect(x, rect.y + (rect.h - high) // 2, width, high))
            x += width + gap

    def draw(self, view: View) -> None:
        thread = view.colours.sun if view.theme.high_contrast else view.colours.red
        for before, after in zip(self._buttons, self._buttons[1:], strict=False):
            length = after.rect.x - before.rect.right
            if length > 2:
                view.seam(before.rect.right, before.rect.centre[1] - 1, length, thread)

    def draw_dot(self, view: View, index: int, rect: Rect) -> None:
        """One stop: a check when done, else its number; the one of here on a pill."""
        colours, dot = view.colours, self.dots[index]
        here = dot.state == "here"
        if here:
            view.round_rect(rect, colours.paper, rect.h // 2, colours.blue, 3)
        elif self._buttons[index].hovered and dot.state != "closed":
            view.round_rect(rect, colours.blue_tint, rect.h // 2)
        radius = view.px(13)
        x, y = rect.x + view.px(4) + radius, rect.centre[1]
        circle = Rect(x - radius, y - radius, 2 * radius, 2 * radius)
        if dot.done:
            view.disc(x, y, radius, colours.green)
            view.icon("check", circle.inset(view.px(5)), colours.on_green)
        elif here:
            view.disc(x, y, radius, colours.blue)
            view.text(str(index + 1), circle, look.SMALLEST, colours.on_blue, strong=True, align="centre")
        else:
            ink = colours.soft
            view.disc(x, y, radius, colours.paper, colours.edge, 2)
            if dot.state == "closed":
                view.icon("lock", circle.inset(view.px(6)), ink)
            else:
                view.text(str(index + 1), circle, look.SMALLEST, ink, strong=True, align="centre")
        if self._all_names or here:
            left = circle.right + view.px(7)
            spot = Rect(left, rect.y, max(0, rect.right - left - view.px(4)), rect.h)
            with view.clip(rect):
                view.text(
                    dot.name,
                    spot,
                    look.SECONDARY,
                    colours.ink if here or dot.done else colours.soft,
                    strong=here,
                )
