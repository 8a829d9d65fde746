"""What a page of a lesson is made of: things below one another, and buttons at its foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from codekids.lessons.kinds.result import Result
from codekids.lessons.lesson import Lesson
from codekids.progress.events import Deed
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button

Keep = Callable[[Mapping[str, Any]], None]  # what was answered, to be kept
Done = Callable[[Result], None]  # the end of this stop
Log = Callable[[Deed], None]


class PagePanel:
    """One stop that needs no run. The page asks for `widgets` and `buttons` after each `on_change`."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.on_change: Callable[[], None] = lambda: None
        self.keep: Keep = lambda data: None
        self.done: Done = lambda result: None
        self.log: Log = lambda deed: None
        self.go_on: Callable[[], None] = lambda: None  # to what follows

    @property
    def side(self) -> Lesson | None:
        """A lesson whose map is shown beside; None: nothing is."""
        return None

    @property
    def glad(self) -> bool:
        """Whether Ari is: something has just come out well."""
        return False

    def widgets(self) -> Sequence[Widget]:
        """From the top down."""
        return ()

    def buttons(self) -> Sequence[Button]:
        """From left to right, the green one last."""
        return ()


class Feedback(Widget):
    """A sentence after an answer, on green or on sun, with a sign before it."""

    def __init__(self, text: str, good: bool, icon: str = "") -> None:
        super().__init__(text, "status")
        self.text, self.good = text, good
        self.icon = icon or ("check" if good else "eye")

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        words = view.paragraph_size(self.text, width - view.px(64), look.BODY, line_height=25)[1]
        return max(view.px(52), words + view.px(24))

    def draw(self, view: View) -> None:
        colours = view.colours
        fill = colours.green_tint if self.good else colours.sun_tint
        edge = colours.green if self.good else colours.sun_edge
        view.round_rect(self.rect, fill, look.RADIUS_BUTTON, edge, 2)
        side = view.px(24)
        ink = colours.green_deep if self.good else colours.sun_text
        view.icon(
            self.icon,
            Rect(self.rect.x + view.px(14), self.rect.y + (self.rect.h - side) // 2, side, side),
            ink,
        )
        room = Rect(self.rect.x + view.px(50), self.rect.y, self.rect.w - view.px(64), self.rect.h)
        words = view.paragraph_size(self.text, room.w, look.BODY, line_height=25)[1]
        spot = Rect(room.x, room.y + (room.h - words) // 2, room.w, words)
        view.paragraph(self.text, spot, look.BODY, colours.ink, line_height=25)
