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
from codekids.ui.widgets.scroll import BAR, ScrollView
from codekids.ui.widgets.stars import draw_star

BAND = 92  # the stitched head
STARS = (104, 136, 104)
APPEAR = 0.25  # seconds a star takes, one after the other
OVERSHOOT = 0.08
SCROLL_BAR = BAR + 4  # pixels that the bar takes from the words
BITS, FALL = 150, 1.6  # confetti: how many, and seconds until all lie still


def grown(age: float) -> float:
    """How large a star is, as a share of its size, so many seconds after its turn came."""
    share = min(1.0, max(0.0, age / APPEAR))
    # Up to a little too large at two thirds of the time, then back.
    return share * 1.5 * (1 + OVERSHOOT) if share < 2 / 3 else 1 + OVERSHOOT * (1 - share) * 3


class VerdictWords(Widget):
    """What the dialog has to tell: a line, the goals as they stand, and what was learnt; Ari beside them."""

    def __init__(self, second: str, goals: Sequence[GoalLine], learnt: Sequence[str], picture: str) -> None:
        said = [second, *(line.said for line in goals), *learnt]
        super().__init__(". ".join(one.rstrip(".") for one in said if one), "text")
        self.reach = 0
        self.second = second
        self.goals = tuple(goals)
        self.learnt = tuple(learnt)
        self.pictured = True
        self.picture = picture

    def _rows(self, view: View, width: int) -> list[tuple[str, GoalLine | None, int]]:
        """The words of each row, the goal if it is one, and its height."""
        room = width - view.px(46) - (view.px(150) if self.pictured else 0)
        rows: list[tuple[str, GoalLine | None, int]] = []
        said = [*((line.text, line) for line in self.goals), *((text, None) for text in self.learnt)]
        for text, line in said:
            words = view.paragraph_size(text, room, look.BODY, line_height=24)[1]
            rows.append((text, line, max(view.px(38), words + view.px(8))))
        return rows

    def _second_height(self, view: View, width: int) -> int:
        if not self.second:
            return 0
        return view.paragraph_size(self.second, width, look.BODY, line_height=25)[1] + view.px(8)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        rows = sum(height for _, _, height in self._rows(view, width))
        if self.pictured:
            rows = max(rows, view.px(130))
        return self._second_height(view, width) + rows

    def draw(self, view: View) -> None:
        x, y, w, _ = self.rect
        view.paragraph(self.second, self.rect, look.BODY, view.colours.soft, align="centre", line_height=25)
        y += self._second_height(view, w)
        rows = self._rows(view, w)
        if self.pictured:
            ari = Rect(self.rect.right - view.px(140), y, view.px(140), view.px(130))
            view.picture(self.picture, ari)
            y += max(0, (view.px(130) - sum(height for _, _, height in rows)) // 2)
        room = w - view.px(46) - (view.px(150) if self.pictured else 0)
        for text, line, height in rows:
            side = view.px(30)
            sign = Rect(x, y + (height - side) // 2, side, side)
            if line is None:
                view.icon("bulb", sign, view.colours.heading)
            else:
                draw_goal_sign(view, sign, line.state, line.optional)
            words = view.paragraph_size(text, room, look.BODY, line_height=24)[1]
            spot = Rect(x + view.px(46), y + (height - words) // 2, room, words)
            view.paragraph(text, spot, look.BODY, line_height=24)
            y += height


class VerdictDialog(Widget):
    """Stands over the whole window. `buttons` are the quiet ones; `go` is the green one, with the focus.

    Where everything is large Ari goes, and what there is to tell scrolls between the title and the buttons.
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
        learnt: Sequence[str] = (),
        picture: str = "hero/ari-east-happy.svg",
    ) -> None:
        """`learnt`: what the lesson was about, a short sentence each."""
        super().__init__(f"{title} {stars_said}. {second}", "dialog")
        self.title = title
        self.stars = stars
        self.words = VerdictWords(second, goals, learnt, picture)
        self.scroll = ScrollView(self.words, title)
        self.next_head, self.next_title = next_up
        self.go = go
        self.buttons = tuple(buttons)
        self.on_escape = on_escape
        self.add(go, self.scroll, *buttons)
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
        """Take the size the words need; what does not fit scrolls."""
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32)
        inside = width - 2 * self._pad(view, width)
        most = view.rect.h - 24 - self._around(view)
        for self.words.pictured in (True, False):
            needed = self.words.height_for(view, inside)
            if needed <= most:
                break
        if needed > most:
            needed = self.words.height_for(view, inside - SCROLL_BAR)
        shown = max(0, min(needed, most))
        height = shown + self._around(view)
        top = (view.rect.h - height - self._peak(view)) // 2 + self._peak(view)
        self.place(
            Rect((view.rect.w - width) // 2, max(self._peak(view) + 4, top), width, height - self._peak(view))
        )
        y = self.rect.y + self._head(view) + self._title_height(view)
        self.scroll.place(Rect(self.rect.x + self._pad(view, width), y, inside, shown))
        self.scroll.set_content_height(needed)
        self._place_buttons(view)

    def _around(self, view: View) -> int:
        """Pixels of all but the words: stars, title, next lesson, buttons."""
        head = self._peak(view) + self._head(view) + self._title_height(view)
        return head + view.px(12 + 14 + 12) + sum(self._button_heights(view)) + self._below(view)

    def _below(self, view: View) -> int:
        """From the quiet buttons to the edge."""
        return view.px(12 if _is_low(view) else 22)

    def _pad(self, view: View, width: int) -> int:
        return view.px(40) if width > view.px(600) else view.px(24)

    def _peak(self, view: View) -> int:
        """How far the middle star stands over the edge."""
        return round(self._star(view, 1) * 0.1)

    def _star(self, view: View, index: int) -> int:
        return round(STARS[index] * (0.55 if _is_low(view) else 1.0) * min(view.scale, 1.5))

    def _title_height(self, view: View) -> int:
        return view.px(36 if _is_low(view) else 48)

    def _button_heights(self, view: View) -> tuple[int, int]:
        """Of the green button, and of the quiet ones."""
        return (view.px(52), view.px(40)) if _is_low(view) else (view.px(64), view.px(48))

    def _head(self, view: View) -> int:
        """From the edge to the title."""
        return self._star(view, 1) + view.px(8) - self._peak(view)

    def _place_buttons(self, view: View) -> None:
        pad = self._pad(view, self.rect.w)
        bottom = self.rect.bottom - self._below(view)
        height, quiet = self._button_heights(view)
        columns = Rect(self.rect.x + pad, bottom - quiet, self.rect.w - 2 * pad, quiet)
        for button, spot in zip(self.buttons, columns.columns(len(self.buttons), view.px(16)), strict=True):
            button.place(spot)
        w = min(max(self.go.measure(view)[0] + view.px(30), view.px(200)), columns.w // 2)
        self.go.place(Rect(columns.right - w, columns.y - view.px(12) - height, w, height))

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
        fits = not _is_low(view) and view.text_size(self.title, 34, strong=True)[0] <= inside.w
        size = 34 if fits else look.CARD_TITLE
        title = Rect(inside.x, y, inside.w, self._title_height(view))
        view.text(self.title, title, size, strong=True, align="centre")
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


def _is_low(view: View) -> bool:
    """So much is large that the height must be saved."""
    return view.rect.h / view.scale < 520
