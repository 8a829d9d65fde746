"""The head of every screen of a lesson: title, stars, seat, gear; below it the strip, and where one is."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.step_strip import StepDot, StepStrip
from codekids.ui.screens.parts import MIDDLE, Bar, Stars, bar_height
from codekids.ui.screens.seat_bar import SeatBar
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.visit import Visit
from codekids.ui.widgets.button import IconButton


def stop_name(shell: Shell, kind: str) -> str:
    """What a stop is called: "Ghicește", "Rulează"."""
    return shell.say(f"kinds.stop.{kind}")


def step_strip(shell: Shell, visit: Visit) -> StepStrip | None:
    """The strip of a lesson's stops; None where there is one only."""
    if len(visit.course.stops) < 2:
        return None
    return StepStrip(shell.say("kinds.way"), step_dots(shell, visit), shell.show_stop)


def step_dots(shell: Shell, visit: Visit) -> list[StepDot]:
    """The stops as they stand."""
    course = visit.course
    dots = []
    for index, stop in enumerate(course.stops):
        name = stop_name(shell, stop.kind)
        done = course.is_done(index)
        here = index == course.at
        state = "here" if here else "done" if done else "open" if course.is_open(index) else "closed"
        key = "here" if here else state
        said = shell.say(f"kinds.dot_{key}", number=index + 1, name=name)
        dots.append(StepDot(name, said, state, done))  # type: ignore[arg-type]
    return dots


class LessonBar:
    """Builds the widgets of the bar, and places them."""

    def __init__(
        self, shell: Shell, title: str, second: str, on_back: Callable[[], None], on_gear: Callable[[], None]
    ) -> None:
        say = shell.say
        self.shell = shell
        self.bar = Bar(title, second)
        self.second = second
        self.back = IconButton("left", say("window.to_map"), on_back, "bar")
        self.gear = IconButton("gear", say("window.settings"), on_gear, "bar")
        self.stars = Stars(0, "", on_blue=True)
        self.seat = SeatBar(shell)
        self.widgets = (self.bar, self.back, self.stars, self.seat, self.gear)

    def show_stars(self, count: int) -> None:
        """How many were won."""
        self.stars.set(count=count, name=self.shell.say("window.stars", n=count))

    def arrange(self, view: View, width: int) -> int:
        """Stand at the top of the window; returns the height."""
        height = bar_height(view, width)
        bar = Rect(0, 0, width, height)
        small = width / view.scale < MIDDLE
        self.bar.place(bar)
        high = min(view.px(look.BUTTON_IN_BAR), bar.h - 14)
        top = bar.y + (bar.h - view.px(5) - high) // 2 + 1
        self.back.place(Rect(12, top, high, high))
        x = bar.right - view.px(8) - high
        self.gear.place(Rect(x, top, high, high))
        seat = self.seat.arrange(view, x - view.px(8), top, high, round(bar.w * 0.22))
        x -= seat + view.px(8) if seat else 0
        if small:
            self.stars.side = 20
        w, h = self.stars.measure(view)
        x -= view.px(20) + w
        self.stars.place(Rect(x, bar.y + (bar.h - view.px(5) - h) // 2, w, h))
        self.bar.left = 12 + high + view.px(12)
        self.bar.right = bar.right - x + view.px(12)
        self.bar.second = "" if small else self.second
        return height


def place_strip(view: View, strip: StepStrip | None, room: Rect) -> Rect:
    """Put the stops at the top of some room; returns what remains."""
    if strip is None:
        return room
    spot, rest = room.split_top(strip.height_for(view), view.px(8))
    strip.arrange(view, spot)
    return rest
