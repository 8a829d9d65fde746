"""The dialog of a success: the stars, what was done, and where to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown
from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle.goals_panel import GoalLine, draw_goal_sign
from codekids.ui.view import View
from codekids.ui.widgets.base import House, Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.stars import draw_star

BAND = 92  # the stitched head
STARS = (104, 136, 104)
APPEAR = 0.25  # seconds a star takes, one after the other
OVERSHOOT = 0.08
BITS, FALL = 150, 1.6  # confetti: how many, and seconds until all lie still


def grown(age: float) -> float:
    """How large a star is, as a share of its size, so many seconds after its turn came."""
    share = min(1.0, max(0.0, age / APPEAR))
    # Up to a little too large at two thirds of the time, then back.
    return share * 1.5 * (1 + OVERSHOOT) if share < 2 / 3 else 1 + OVERSHOOT * (1 - share) * 3


class VerdictDialog(Widget):
    """Stands over the whole window. `buttons` are the quiet ones; `go` is the green one, with the focus.

    Where everything is large, what is only nice to have goes first: Ari, the second line, the goals.
    """

    def __init__(
        self,
        title: str,
        second: str,
        stars: int,
        stars_said: str,
        goals: Sequence[GoalLine],
        next_up: tuple[str, str],
        go: Button,
        buttons: Sequence[Button],
        on_escape: Callable[[], None],
    ) -> None:
        super().__init__(f"{title} {stars_said}. {second}", "dialog")
        self.title = title
        self.second = second
        self.stars = stars
        self.goals = tuple(goals)
        self.next_head, self.next_title = next_up
        self.go = go
        self.buttons = tuple(buttons)
        self.on_escape = on_escape
        self.add(go, *buttons)
        self._shows = {"picture", "second", "goals"}
        self.age = 60.0  # seconds since it was opened, if the stars should appear one by one

    def show(self, house: House, view: View) -> None:
        """Open it, modal; the green button has the focus."""
        self.arrange(view)
        house.open(self, modal=True)
        house.give_focus(self.go)

    def tick(self, seconds: float) -> bool:
        """Let the stars appear; True until all are there."""
        self.age += seconds
        if self.house:
            self.house.damage(self.rect.split_top(self.rect.h // 3)[0].inset(-12, -24))
        return self.age < max(APPEAR * len(STARS), FALL) + 0.05

    # -- where ---------------------------------------------------------------

    def arrange(self, view: View) -> None:
        """Take the size the words need, and drop what does not fit."""
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32)
        room = view.rect.h - 24
        self._shows = {"picture", "second", "goals"}
        for spare in ("", "picture", "second", "goals"):
            self._shows.discard(spare)
            if self._height(view, width) <= room:
                break
        height = min(room, self._height(view, width))
        top = (view.rect.h - height - self._peak(view)) // 2 + self._peak(view)
        self.place(
            Rect((view.rect.w - width) // 2, max(self._peak(view) + 4, top), width, height - self._peak(view))
        )
        self._place_buttons(view)

    def _peak(self, view: View) -> int:
        """How far the middle star stands over the edge."""
        return round(self._star(view, 1) * 0.1)

    def _star(self, view: View, index: int) -> int:
        small = view.rect.h / view.scale < 520
        return round(STARS[index] * (0.62 if small else 1.0) * min(view.scale, 1.5))

    def _head(self, view: View) -> int:
        """From the edge to the title."""
        return self._star(view, 1) + view.px(8) - self._peak(view)

    def _goal_rows(self, view: View, width: int) -> list[tuple[GoalLine, int]]:
        rows = []
        for line in self.goals:
            words = view.paragraph_size(line.text, width - view.px(46), look.BODY, line_height=24)[1]
            rows.append((line, max(view.px(38), words + view.px(8))))
        return rows

    def _goals_width(self, view: View, width: int) -> int:
        inside = width - 2 * view.px(40)
        return inside - view.px(170) if "picture" in self._shows else inside

    def _height(self, view: View, width: int) -> int:
        height = self._peak(view) + self._head(view) + view.px(48)
        if self.second and "second" in self._shows:
            height += view.px(30)
        if "goals" in self._shows:
            goals = sum(row for _, row in self._goal_rows(view, self._goals_width(view, width)))
            height += max(goals, view.px(130) if "picture" in self._shows else 0) + view.px(16)
        return height + view.px(14) + self._foot(view, width)

    def _foot(self, view: View, width: int) -> int:
        """Next lesson and buttons."""
        rows = view.px(76) + view.px(12)
        return rows + view.px(48) + view.px(22)

    def _place_buttons(self, view: View) -> None:
        pad = view.px(40) if self.rect.w > view.px(600) else view.px(24)
        bottom = self.rect.bottom - view.px(22)
        columns = Rect(self.rect.x + pad, bottom - view.px(48), self.rect.w - 2 * pad, view.px(48))
        for button, spot in zip(self.buttons, columns.columns(len(self.buttons), view.px(16)), strict=True):
            button.place(spot)
        w = min(max(self.go.measure(view)[0] + view.px(30), view.px(200)), columns.w // 2)
        height = view.px(64)
        self.go.place(Rect(columns.right - w, columns.y - view.px(18) - height, w, height))

    # -- the look ---------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        match event:
            case Key(name="escape") if event.pressed:
                self.on_escape()
                return True
            case PointerDown():
                return True
        return False

    def draw(self, view: View) -> None:
        colours, rect = view.colours, self.rect
        band = Rect(rect.x, rect.y, rect.w, self._head(view) - view.px(36))
        if view.theme.high_contrast:
            view.round_rect(rect, colours.paper, look.RADIUS_DIALOG, colours.edge, 2)
        else:
            view.round_rect(rect.moved(0, 6), look.darker(colours.dim, 0.6), look.RADIUS_DIALOG)
            view.round_rect(rect, colours.paper, look.RADIUS_DIALOG)
            with view.clip(band):
                view.round_rect(rect, colours.bar, look.RADIUS_DIALOG)
            view.stitched_band(band.inset(18, (band.h - min(band.h, 44)) // 2))
        self._draw_bits(view, band.inset(14, 2))
        self._draw_stars(view)
        y = rect.y + self._head(view)
        inside = rect.inset(view.px(40), 0)
        size = 34 if view.text_size(self.title, 34, strong=True)[0] <= inside.w else look.CARD_TITLE
        view.text(self.title, Rect(inside.x, y, inside.w, view.px(48)), size, strong=True, align="centre")
        y += view.px(48)
        if self.second and "second" in self._shows:
            view.text(
                self.second, Rect(inside.x, y, inside.w, view.px(26)), look.BODY, colours.soft, align="centre"
            )
            y += view.px(30)
        if "goals" in self._shows:
            y = self._draw_goals(view, inside, y + view.px(12))
        seam_y = self.go.rect.y - view.px(14)
        view.seam(inside.x, seam_y, inside.w)
        words = Rect(self.buttons[0].rect.x if self.buttons else inside.x, self.go.rect.y, 0, self.go.rect.h)
        words = Rect(words.x, words.y, self.go.rect.x - view.px(16) - words.x, words.h)
        if self.next_head:
            upper, lower = words.split_top(view.px(24))
            view.text(self.next_head, upper, look.SECONDARY, colours.soft)
            view.paragraph(
                self.next_title, lower.moved(0, view.px(2)), look.LEAD, strong=True, line_height=24
            )
        else:
            _, h = view.paragraph_size(self.next_title, words.w)
            view.paragraph(self.next_title, Rect(words.x, words.y + (words.h - h) // 2, words.w, h))

    def _draw_bits(self, view: View, band: Rect) -> None:
        """Bits of paper fall onto the band; who wants little motion finds them lying there."""
        side = view.px(11)
        with view.clip(band):
            for index in range(BITS):
                # Multiples of the golden section are spread evenly, and every time the same.
                across, down, wait = (index * step % 1.0 for step in (0.618034, 0.754878, 0.381966))
                share = min(1.0, max(0.0, (self.age - wait * FALL * 0.5) / (FALL * 0.5)))
                x = band.x + round(across * (band.w - side))
                y = band.y - side + round(share * down * band.h)
                view.picture(f"ui/bit-{index % 5 + 1}.svg", Rect(x, y, side, side))

    def _draw_stars(self, view: View) -> None:
        middle = self.rect.centre[0]
        tall = self._star(view, 1)
        top = self.rect.y - self._peak(view)
        reach = round(tall * 1.18)
        for index, x in enumerate((middle - reach, middle, middle + reach)):
            side = self._star(view, index)
            y = top if index == 1 else top + tall - side + round(tall * 0.02)
            spot = Rect(x - side // 2, y, side, side)
            won = index < self.stars
            size = round(side * grown(self.age - index * APPEAR) / 4) * 4 if won else side
            if size > 4:
                draw_star(view, spot.centred(size, size), won=won)

    def _draw_goals(self, view: View, inside: Rect, y: int) -> int:
        width = self._goals_width(view, self.rect.w)
        rows = self._goal_rows(view, width)
        height = sum(row for _, row in rows)
        picture = view.px(130) if "picture" in self._shows else 0
        top = y + max(0, (picture - height) // 2)
        for line, row in rows:
            side = view.px(30)
            draw_goal_sign(
                view, Rect(inside.x, top + (row - side) // 2, side, side), line.state, line.optional
            )
            words = view.paragraph_size(line.text, width - view.px(46), look.BODY, line_height=24)[1]
            spot = Rect(inside.x + view.px(46), top + (row - words) // 2, width - view.px(46), words)
            view.paragraph(line.text, spot, look.BODY, line_height=24)
            top += row
        if picture:
            spot = Rect(inside.right - view.px(140), y, view.px(140), picture)
            view.picture("hero/ari-east-happy.svg", spot)
        return y + max(height, picture)
