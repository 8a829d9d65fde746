"""Choosing one of few: a switch on a bar or on paper. And chips that tell one thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.label import fitting_size
from codekids.ui.widgets.pressable import Pressable


class Tab(Pressable):
    """One choice of a switch."""

    def __init__(self, owner: Segmented, value: str, word: str, icon: str | None) -> None:
        super().__init__(word, "tab", lambda: owner.choose(value))
        self.owner, self.value, self.word, self.icon = owner, value, word, icon

    @property
    def selected(self) -> bool:
        return self.owner.chosen == self.value

    def draw(self, view: View) -> None:
        colours, on_bar = view.colours, self.owner.on_bar
        if self.selected:
            contrast = view.theme.high_contrast
            face = colours.sun if contrast else (colours.paper if on_bar else colours.blue)
            ink = colours.on_sun if contrast else (colours.blue_deep if on_bar else colours.on_blue)
            view.round_rect(self.rect, face, 9)
        else:
            if self.hovered:
                view.round_rect(self.rect, colours.bar if on_bar else colours.blue_tint, 9)
            ink = colours.bar_text if on_bar else colours.ink
        self._draw_contents(view, ink)
        if self.ringed:
            view.focus_ring(self.rect, 9)

    def size_in(self, view: View) -> float | None:
        """The type size at which picture and word fit, or None."""
        pictures = view.px(20) + 6 if self.icon else 0
        return fitting_size(view, self.word, self.rect.w - pictures - 10, look.BODY, strong=True)

    def _draw_contents(self, view: View, ink: str) -> None:
        side, gap = (view.px(20), 6) if self.icon else (0, 0)
        size = self.owner.size_of_words(view)
        if size is None and self.icon:
            self.tooltip = self.word
            view.icon(self.icon, self.rect.centred(side, side), ink)
            return
        self.tooltip = ""
        size = size or look.SMALLEST
        words = view.text_size(self.word, size, strong=True)[0]
        x = self.rect.x + (self.rect.w - words - side - gap) // 2
        if self.icon:
            view.icon(self.icon, Rect(x, self.rect.y, side, self.rect.h), ink)
        spot = Rect(x + side + gap, self.rect.y, words, self.rect.h)
        view.text(self.word, spot, size, ink, strong=True)


class Segmented(Widget):
    """A switch of two to four choices: (value, word, icon or None). Arrows move, Enter and Space choose.

    `on_bar` draws it for the blue bar, else for paper.
    """

    arrows = True

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str, str | None]],
        chosen: str,
        on_choose: Callable[[str], None],
        *,
        on_bar: bool = False,
    ) -> None:
        super().__init__(name, "tabs")
        self.chosen, self.on_choose, self.on_bar = chosen, on_choose, on_bar
        self.tabs = tuple(Tab(self, *choice) for choice in choices)
        self.add(*self.tabs)

    def choose(self, value: str) -> None:
        """Take a choice and tell."""
        if self.set(chosen=value):
            self.on_choose(value)

    def size_of_words(self, view: View) -> float | None:
        """One size for all words; None where not all fit, and the pictures stand alone."""
        sizes = [tab.size_in(view) for tab in self.tabs]
        fitting = [size for size in sizes if size is not None]
        return min(fitting) if len(fitting) == len(sizes) else None

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height at which every word fits."""
        words = [
            view.text_size(tab.word, look.BODY, strong=True)[0] + (view.px(20) + 6 if tab.icon else 0)
            for tab in self.tabs
        ]
        return (max(words, default=0) + 28) * len(self.tabs) + 8, view.px(44)

    def place(self, rect: Rect) -> None:
        super().place(rect)
        for tab, spot in zip(self.tabs, rect.inset(4).columns(len(self.tabs), 2), strict=True):
            tab.place(spot)

    def draw(self, view: View) -> None:
        colours = view.colours
        fill = colours.bar_well if self.on_bar else colours.well
        edge = None if self.on_bar and not view.theme.high_contrast else colours.edge
        view.round_rect(self.rect, fill, look.RADIUS_BUTTON, edge, 2 if edge else 0)


class Chip(Widget):
    """A pill that tells one thing: "20 min", "blocuri". `tone` colours it, a picture goes with it."""

    def __init__(
        self,
        text: str,
        *,
        icon: str | None = None,
        tone: Literal["plain", "blue", "green", "sun", "red"] = "plain",
    ) -> None:
        super().__init__(text, "text")
        self.text, self.icon, self.tone = text, icon, tone

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height it would like."""
        w = view.text_size(self.text, look.SECONDARY)[0] + 2 * view.px(12)
        return w + (view.px(18) + 6 if self.icon else 0), view.px(30)

    def draw(self, view: View) -> None:
        colours = view.colours
        fill, ink = {
            "plain": (colours.well, colours.ink),
            "blue": (colours.blue_tint, colours.heading),
            "green": (colours.green_tint, colours.green_deep),
            "sun": (colours.sun_tint, colours.sun_text),
            "red": (colours.red_tint, colours.red_deep),
        }[self.tone]
        edge = colours.edge if view.theme.high_contrast else None
        view.round_rect(self.rect, fill, self.rect.h // 2, edge, 2 if edge else 0)
        inside = self.rect.inset(view.px(12), 0)
        if self.icon:
            spot, inside = inside.split_left(view.px(18), 6)
            view.icon(self.icon, spot, ink)
        size = fitting_size(view, self.text, inside.w, look.SECONDARY) or look.SMALLEST
        view.text(self.text, inside, size, ink)
