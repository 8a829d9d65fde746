"""What there is to do: the goals in a list or in one line, and the note after a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.stars import draw_star


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal as it is shown."""

    text: str  # **words** are semibold
    said: str  # for who does not see the sign before it
    state: str  # "open", "met", "missed"; "told": no goal, but what there is to do
    optional: bool


def draw_goal_sign(view: View, spot: Rect, state: str, optional: bool) -> None:
    """A ring, a check on green, a red ring with a minus, or a star to be won."""
    colours = view.colours
    x, y = spot.centre
    radius = min(spot.w, spot.h) // 2
    if optional:
        draw_star(view, spot.inset(-1), won=state == "met")
    elif state == "met":
        view.disc(x, y, radius, colours.green)
        view.icon("check", spot.inset(radius // 3), colours.on_green)
    elif state == "told":
        view.icon("info", spot, colours.heading)
    elif state == "missed":
        view.disc(x, y, radius, None, colours.red, 3)
        view.rect_fill(Rect(x - radius // 2, y - 2, radius, 4), colours.red)
    else:
        view.disc(x, y, radius, None, colours.edge, 3)


class GoalList(Widget):
    """The goals one below the other, ticked off while the program plays."""

    def __init__(self) -> None:
        super().__init__(role="list")
        self.lines: tuple[GoalLine, ...] = ()

    def show(self, lines: Sequence[GoalLine]) -> bool:
        """Other goals, or the same in another state; True when something changed."""
        if tuple(lines) == self.lines:
            return False
        return self.set(lines=tuple(lines), name=". ".join(line.said for line in lines))

    def _row(self, view: View, line: GoalLine, width: int) -> int:
        words = view.paragraph_size(line.text, width - view.px(36), look.BODY, line_height=24)[1]
        return max(view.px(30), words + view.px(6))

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return sum(self._row(view, line, width) for line in self.lines)

    def draw(self, view: View) -> None:
        y = self.rect.y
        for line in self.lines:
            height = self._row(view, line, self.rect.w)
            words = view.paragraph_size(line.text, self.rect.w - view.px(36), look.BODY, line_height=24)[1]
            side = view.px(26)
            # A sign stands beside the first line of its words.
            first = min(height, view.px(30))
            draw_goal_sign(
                view, Rect(self.rect.x, y + (first - side) // 2, side, side), line.state, line.optional
            )
            top = y + max((first - view.px(24)) // 2, (height - words) // 2)
            spot = Rect(self.rect.x + view.px(36), top, self.rect.w - view.px(36), words)
            view.paragraph(line.text, spot, look.BODY, line_height=24)
            y += height


class GoalBar(Widget):
    """One goal in one line, where everything is large: the first that is still open."""

    def __init__(self) -> None:
        super().__init__(role="status")
        self.line: GoalLine | None = None
        self.count = ""

    def show(self, line: GoalLine | None, count: str) -> None:
        """Another goal."""
        self.set(line=line, count=count, name=line.said if line else "")

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        if self.line is None:
            return 0
        words = view.paragraph_size(
            self.line.text, self._words_width(view, width), look.BODY, line_height=24
        )[1]
        return max(view.px(32), words)

    def _words_width(self, view: View, width: int) -> int:
        return width - view.px(34) - self._count_width(view, width)

    def _count_width(self, view: View, width: int) -> int:
        needed = view.text_size(self.count, look.SECONDARY)[0] + view.px(12)
        return needed if self.count and needed < width // 3 else 0

    def draw(self, view: View) -> None:
        if self.line is None:
            return
        side = view.px(22)
        sign = Rect(self.rect.x, self.rect.y + (self.rect.h - side) // 2, side, side)
        draw_goal_sign(view, sign, self.line.state, self.line.optional)
        width = self._words_width(view, self.rect.w)
        words = view.paragraph_size(self.line.text, width, look.BODY, line_height=24)[1]
        spot = Rect(self.rect.x + view.px(34), self.rect.y + (self.rect.h - words) // 2, width, words)
        view.paragraph(self.line.text, spot, look.BODY, line_height=24)
        if self._count_width(view, self.rect.w):
            view.text(self.count, self.rect, look.SECONDARY, view.colours.soft, align="right")


class Note(Widget):
    """What became of the run, in one sentence in the place of the task, with one thing to press."""

    def __init__(self) -> None:
        super().__init__(role="status")
        self.text = ""
        self.icon = "eye"
        self.button: Button | None = None

    def say(self, text: str, icon: str = "eye", button: Button | None = None) -> None:
        """Another sentence; "" takes it away."""
        if text == self.text and (button is None) == (self.button is None):
            return
        if self.button:
            self.remove(self.button)
        self.button = button
        if button:
            self.add(button)
        self.set(text=text, icon=icon, name=text)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        words = view.paragraph_size(
            self.text, self._words_width(view, width), look.SECONDARY, line_height=21
        )[1]
        return max(view.px(44), words + view.px(14))

    def _words_width(self, view: View, width: int) -> int:
        button = self.button.measure(view)[0] + view.px(6) if self.button else 0
        return width - view.px(12 + 22 + 8 + 10) - button

    def draw(self, view: View) -> None:
        view.round_rect(self.rect, view.colours.sun_tint, look.RADIUS_CHIP,
                        view.colours.sun_edge if view.theme.high_contrast else None, 2)  # fmt: skip
        side = view.px(22)
        view.icon(
            self.icon, Rect(self.rect.x + view.px(12), self.rect.y, side, self.rect.h), view.colours.sun_text
        )
        width = self._words_width(view, self.rect.w)
        words = view.paragraph_size(self.text, width, look.SECONDARY, line_height=21)[1]
        spot = Rect(
            self.rect.x + view.px(12 + 22 + 8), self.rect.y + (self.rect.h - words) // 2, width, words
        )
        view.paragraph(self.text, spot, look.SECONDARY, line_height=21)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`, the button at the right."""
        self.place(rect)
        if self.button:
            w = self.button.measure(view)[0]
            height = min(view.px(40), rect.h - 6)
            self.button.place(Rect(rect.right - w - 4, rect.y + (rect.h - height) // 2 - 1, w, height))
