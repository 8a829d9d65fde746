"""Who sits here, on the bar of a screen: the driver, the navigators, and when they swap."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button


class SeatBar(Widget):
    """Faces, minutes and "Schimb". Of its words it keeps what fits: see `arrange`."""

    def __init__(self, shell: Shell) -> None:
        super().__init__("", "status")
        self.shell = shell
        self.swap = Button(shell.say("window.swap"), shell.swap, "bar", icon="swap")
        self.add(self.swap)
        self.faces: list[tuple[str, str, bool]] = []  # avatar, word beside it, drives
        self.minutes = ""
        self.worded = True
        self.refresh()

    def refresh(self) -> None:
        """Bring faces and minutes up to date."""
        say, seat = self.shell.say, self.shell.seat
        club = self.shell.services.journal.club
        faces: list[tuple[str, str, bool]] = []
        minutes = said = ""
        due = False
        if seat is not None:
            for index, id_ in enumerate(seat.learners):
                one = club.learner(id_)
                name, avatar = (one.name, one.avatar) if one else ("", "fox")
                word = name if not seat.shared else say("window.guides" if index else "window.drives")
                faces.append((avatar, word, index == 0))
                said = said or (say("window.seat_drives", name=name) if seat.shared else name)
            if seat.shared:
                left = self.shell.minutes_left()
                due = left == 0
                minutes = f"{left} min"
                said += ". " + say("window.swap_now" if due else "window.swap_in", n=left)
        elif self.shell.guest:
            said = say("window.guest")
            faces = [("", said, False)]
        self.swap.set(visible=seat is not None and seat.shared, kind="sun" if due else "bar")
        self.swap.tooltip = self.swap.own_tooltip = said if seat is not None and seat.shared else ""
        self.set(faces=faces, minutes=minutes, name=said, visible=bool(faces))

    def arrange(self, view: View, right: int, top: int, height: int, room: int) -> int:
        """Stand with the right edge there, in so much room; returns the width taken, in pixels."""
        if not self.faces:
            self.place(NOWHERE)
            return 0
        for words, label in ((True, True), (False, True), (False, False)):
            self.worded = words
            swap = 0
            if self.swap.visible:
                swap = (self.swap.measure(view)[0] if label else height) + view.px(6)
            width = self._width(view, height, words) + swap
            if width <= room:
                break
        else:
            width = swap if swap and swap <= room else 0
        self.place(Rect(right - width, top, width, height) if width else NOWHERE)
        wide = swap - view.px(6)
        self.swap.place(Rect(right - wide, top, wide, height) if swap and width else NOWHERE)
        return width

    def _width(self, view: View, height: int, words: bool) -> int:
        gap = view.px(8)
        width = gap
        for avatar, word, _ in self.faces:
            width += height if avatar else 0
            if words or not avatar:
                width += view.text_size(word, look.SECONDARY, strong=True)[0] + 2 * gap
        if self.minutes:
            width += view.px(20) + view.text_size(self.minutes, look.SECONDARY, strong=True)[0] + 2 * gap
        return width

    def draw(self, view: View) -> None:
        if self.rect.empty:
            return
        colours, gap = view.colours, view.px(8)
        inside = self.rect.w - (self.swap.rect.w + view.px(6) if not self.swap.rect.empty else 0)
        if inside <= 0:
            return
        pill = Rect(self.rect.x, self.rect.y, inside, self.rect.h)
        view.round_rect(pill, colours.bar_well, self.rect.h // 2)
        x = self.rect.x + 2
        for avatar, word, drives in self.faces:
            if avatar:
                radius = (self.rect.h - 6) // 2
                y = self.rect.centre[1]
                view.disc(x + radius + 1, y, radius, colours.sun if drives else colours.paper)
                side = round(radius * 1.6)
                view.picture(
                    f"avatars/{avatar}.svg", Rect(x + radius + 1 - side // 2, y - side // 2, side, side)
                )
                x += self.rect.h
            else:
                x += gap
            if self.worded or not avatar:
                ink = colours.sun if drives and self.minutes else colours.bar_text
                spot = Rect(x, self.rect.y, 0, self.rect.h)
                x += view.text(word, spot, look.SECONDARY, ink, strong=True).w + 2 * gap
        if self.minutes:
            side = view.px(18)
            view.icon("clock", Rect(x, self.rect.y, side, self.rect.h), colours.bar_text)
            spot = Rect(x + side + gap // 2, self.rect.y, 0, self.rect.h)
            view.text(self.minutes, spot, look.SECONDARY, colours.bar_text, strong=True)
