"""The blue bar of the puzzle: back, title, stars, hint, who sits here, settings; and the strip below it."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.screens.parts import Bar, Stars
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.screens.seat_bar import SeatBar
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.dialog import Strip
from codekids.ui.widgets.tabs import Segmented


class Head(Region):
    """`on_back`, `on_hint` and `on_settings` hear of the buttons."""

    def __init__(
        self,
        desk: Desk,
        on_back: Callable[[], None],
        on_hint: Callable[[], None],
        on_settings: Callable[[], None],
        modes: tuple[Mode, ...] = (),
        mode: Mode = "text",
        on_mode: Callable[[str], None] = lambda mode: None,
    ) -> None:
        """More than one of `modes` makes a switch."""
        super().__init__(desk)
        self.bar = Bar(self.shell.pick(self.lesson.title), self.shell.place_in_pack(self.session.whole))
        self.back = IconButton("left", self.say("window.to_map"), on_back, "bar")
        self.stars = Stars(self.session.best_stars, "", on_blue=True)
        self.hint = Button(self.say("window.hint"), on_hint, "sun", icon="bulb")
        self.gear = IconButton("gear", self.say("window.settings"), on_settings, "bar")
        words = {
            "blocks": ("mode_blocks", "blocks"),
            "both": ("mode_both", "both"),
            "text": ("mode_text", "code"),
        }
        choices = [(one, self.say(f"blockeditor.{words[one][0]}"), words[one][1]) for one in modes]
        self.modes = Segmented(self.say("blockeditor.mode"), choices, mode, on_mode, on_bar=True)
        self.modes.set(visible=len(modes) > 1)
        self.seat = SeatBar(self.shell)
        self.strip = Strip(self.shell.trouble)
        self.shell.on_seat = self._seat_changed

    @property
    def widgets(self) -> list[Widget]:
        """In the order of the keyboard."""
        return [self.bar, self.back, self.stars, self.modes, self.hint, self.seat, self.gear, self.strip]

    def refresh(self) -> None:
        session = self.session
        self.stars.set(count=session.best_stars, name=self.say("window.stars", n=session.best_stars))
        self.hint.set(selected=session.hint_glows)
        if session.hint_glows:
            self.hint.tooltip = self.say("window.hint_offer")
        trouble = self.shell.trouble
        if trouble != self.strip.text:
            self.strip.set(text=trouble, name=trouble)
            self.desk.lay_out()

    def strip_height(self, view: View, width: int) -> int:
        """Pixels of the strip below the bar of a window so wide; 0: there is nothing to tell."""
        self.strip.set(visible=bool(self.strip.text))
        return self.strip.height_for(view, width - 32) if self.strip.visible else 0

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        self._lay_out_bar(view, place)
        height = self.strip_height(view, place.bar.w)
        if height:
            self.strip.place(Rect(16, place.bar.bottom + 12, place.bar.w - 32, height))

    def _lay_out_bar(self, view: View, place: PuzzleLayout) -> None:
        bar, small = place.bar, place.small
        self.bar.place(bar)
        high = min(view.px(look.BUTTON_IN_BAR), bar.h - 14)
        top = bar.y + (bar.h - view.px(5) - high) // 2 + 1
        self.back.place(Rect(12, top, high, high))
        x = bar.right - view.px(8) - high
        self.gear.place(Rect(x, top, high, high))
        # Two faces and the swap, without words: the title needs the room.
        seat = self.seat.arrange(view, x - view.px(8), top, high, round(bar.w * 0.22))
        x -= seat + view.px(8) if seat else 0
        w = high if small else self.hint.measure(view)[0]
        self.hint.tooltip = self.say("window.hint") if small else ""
        x -= view.px(12) + w
        self.hint.place(Rect(x, top, w, high))
        if self.modes.visible:
            words, tall = self.modes.measure(view)
            w = words if place.shape == "wide" else 3 * high + 8
            x -= view.px(12) + w
            self.modes.place(Rect(x, top, w, min(tall, high)))
        if small:
            self.stars.side = 20
        w, h = self.stars.measure(view)
        x -= view.px(20) + w
        self.stars.place(Rect(x, bar.y + (bar.h - view.px(5) - h) // 2, w, h))
        self.bar.left = 12 + high + view.px(12)
        self.bar.right = bar.right - x + view.px(12)
        self.bar.second = "" if small else self.shell.place_in_pack(self.session.whole)

    def _seat_changed(self) -> None:
        self.seat.refresh()
        if self.desk.view is not None and self.desk.place is not None:
            self._lay_out_bar(self.desk.view, self.desk.place)
