"""The calm bubble under a line of code: what was seen, what was probably meant, one thing to try."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from codekids.ui import theme as look
from codekids.ui.events import Event, PointerDown
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton

Tone = Literal["red", "sun"]  # a problem of the program, or a mishap in the world

PAD = 18
SPIKE = 18  # height of the spike above the bubble
PICTURE = 92
QUIET = 40  # height of the buttons below the choice
MOST_LINES = 3  # of code that a choice shows


@dataclass(frozen=True, slots=True)
class Choice:
    """Two ways for a line: as the child wrote it, and mended. Which one stays is the child's act."""

    own: str  # what the child's line is called: "Linia ta"
    own_code: str
    on_own: Callable[[], None]
    mended: str  # "Poate așa"
    mended_code: str  # "" where the line goes away
    on_mended: Callable[[], None]
    gone: str = ""  # what stands there for a line that goes away


class LineButton(Button):
    """One line of code to choose: a picture, what it is called, and the code below in full."""

    def __init__(self, caption: str, code: str, icon: str, on_press: Callable[[], None]) -> None:
        lines = code.split("\n")
        more = "" if len(lines) <= MOST_LINES else " …"
        self.lines = [line.rstrip() for line in lines[:MOST_LINES]]
        if more:
            self.lines[-1] += more
        super().__init__(caption, on_press, icon=icon, name=f"{caption}: {code}")
        self.row = False  # caption and code stand side by side

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide: a row, or a caption with lines below that may break."""
        if self.row:
            return view.px(40)
        return view.px(6 + 21 + 6) + len(self._broken(view, width)) * view.px(26)

    def _left(self, view: View) -> int:
        return view.px(12 + 24 + 10)

    def _caption(self, view: View) -> int:
        return view.text_size(self.label, look.SECONDARY)[0]

    def _room(self, view: View, width: int) -> int:
        """Characters of a line."""
        return max(8, (width - self._left(view) - view.px(12)) // view.code_cell(look.BODY))

    def fits(self, view: View, width: int) -> bool:
        """With the caption above, no line needs to be broken."""
        wide = self._caption(view) + self._left(view) + view.px(8) <= width
        return wide and all(len(line) <= self._room(view, width) for line in self.lines)

    def fits_a_row(self, view: View, width: int) -> bool:
        """Caption and code could stand side by side."""
        before = self._left(view) + self._caption(view) + view.px(14 + 12)
        return len(self.lines) == 1 and before + len(self.lines[0]) * view.code_cell(look.BODY) <= width

    def _broken(self, view: View, width: int) -> list[str]:
        room = self._room(view, width)
        shown = [_with_dots(line) for line in self.lines]
        return [line[at : at + room] for line in shown for at in range(0, max(1, len(line)), room)]

    def draw(self, view: View) -> None:
        colours = view.colours
        face = self.rect.moved(0, 1 if self.pressed else 0)
        fill = colours.blue_tint if self.hovered else colours.well
        view.round_rect(face, fill, look.RADIUS_BUTTON, colours.edge, 2)
        side = view.px(24)
        view.icon(self.icon or "", Rect(face.x + view.px(12), face.y, side, face.h), colours.heading)
        x, y = face.x + self._left(view), face.y + view.px(6)
        if self.row:
            row = Rect(x, face.y, face.right - x, face.h)
            view.text(self.label, row, look.SECONDARY, colours.soft)
            left = x + self._caption(view) + view.px(14)
            view.text(
                _with_dots(self.lines[0]), Rect(left, face.y, face.right - left, face.h), look.BODY, code=True
            )
        else:
            view.text(self.label, (x, y), look.SECONDARY, colours.soft)
            y += view.px(21)
            for line in self._broken(view, face.w):
                view.text(line, (x, y), look.BODY, colours.ink, code=True)
                y += view.px(26)
        if self.ringed:
            view.focus_ring(face)


def _with_dots(line: str) -> str:
    """The spaces a line begins with, as dots: two lines may differ in nothing else."""
    bare = line.lstrip(" ")
    return "·" * (len(line) - len(bare)) + bare


class ErrorBubble(Widget):
    """Title, message with `code` on chips, and what to press.

    `choice` offers a repair, `python` and `card` are (label, text): the button shows what Python itself
    says, or what the librarian may ask. `close` and `read_aloud` are (name, callable).
    """

    def __init__(
        self,
        title: str,
        message: str,
        *,
        close: tuple[str, Callable[[], None]],
        choice: Choice | None = None,
        python: tuple[str, str] | None = None,
        card: tuple[str, str] | None = None,
        read_aloud: tuple[str, Callable[[], None]] | None = None,
        tone: Tone = "red",
        picture: str = "hero/ari-south-oops.svg",
        on_resize: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(f"{title}. {message}", "status")
        self.title, self.message, self.tone, self.picture = title, message, tone, picture
        self.detail = ""  # what is shown below the message; "" for nothing
        self.on_resize = on_resize
        self.spike_x: int | None = None  # window pixels; None draws none
        self.close_button = IconButton("x", close[0], close[1], "ghost")
        self.read_button = IconButton("speak", read_aloud[0], read_aloud[1], "ghost") if read_aloud else None
        self.choices: list[LineButton] = []
        if choice:
            code = choice.mended_code or choice.gone
            self.choices = [
                LineButton(choice.own, choice.own_code, "pencil", choice.on_own),
                LineButton(choice.mended, code, "check" if choice.mended_code else "trash", choice.on_mended),
            ]
        self.python_button = self._teller(python, "code")
        self.card_button = self._teller(card, "people")
        # The keyboard comes to the repair first, to closing last.
        for button in (
            *self.choices, self.python_button, self.card_button, self.read_button, self.close_button,
        ):  # fmt: skip
            if button:
                self.add(button)

    def _teller(self, what: tuple[str, str] | None, icon: str) -> Button | None:
        if not what or not what[1]:
            return None
        label, text = what
        return Button(label, lambda: self._tell(text), icon=icon)

    def _tell(self, text: str) -> None:
        """Show it below the message, or take it away again."""
        self.set(detail="" if self.detail == text else text)
        self.on_resize()

    # -- layout ----------------------------------------------------------------

    def _text_width(self, view: View, width: int) -> int:
        return width - 2 * view.px(PAD) - (PICTURE + 12 if self._shows_picture(view, width) else 0)

    def _shows_picture(self, view: View, width: int) -> bool:
        return bool(self.picture) and width >= view.px(380)

    def _message_height(self, view: View, width: int) -> int:
        inside = self._text_width(view, width)
        height = view.paragraph_size(self.message, inside, look.BODY, line_height=28)[1]
        return max(height, PICTURE) if self._shows_picture(view, width) else height

    def _detail_height(self, view: View, width: int) -> int:
        """Pixels of the box of details, with the gap below it; 0: there is none."""
        if not self.detail:
            return 0
        inside = width - 2 * view.px(PAD) - 24
        return view.paragraph_size(self.detail, inside, look.SECONDARY)[1] + 16 + look.GAP

    def _rows(self, view: View, width: int) -> list[list[Button]]:
        """The quiet buttons, by rows."""
        rows: list[list[Button]] = []
        x, room = 0, width - 2 * view.px(PAD)
        for button in (self.python_button, self.card_button):
            if button:
                w = min(button.measure(view)[0], room)
                if not rows or x + w > room:
                    rows.append([])
                    x = 0
                rows[-1].append(button)
                x += w + look.GAP
        return rows

    def _choice_spots(self, view: View, width: int) -> list[Rect]:
        """Where the two ways stand, from (0, 0): side by side if no line breaks, else one below the other."""
        inside = width - 2 * view.px(PAD)
        half = (inside - 8) // 2
        # A wide row would do too, but two boxes side by side are compared at a glance.
        beside = all(choice.fits(view, half) for choice in self.choices)
        row = all(choice.fits_a_row(view, half if beside else inside) for choice in self.choices)
        spots: list[Rect] = []
        x = y = 0
        for choice in self.choices:
            choice.row = row
        for choice in self.choices:
            w = half if beside else inside
            height = (
                max(one.height_for(view, w) for one in self.choices) if beside else choice.height_for(view, w)
            )
            spots.append(Rect(x, y, w, height))
            x, y = (x + half + 8, y) if beside else (0, y + height + 8)
        return spots

    def _choices_height(self, view: View, width: int) -> int:
        return max((spot.bottom + 8 for spot in self._choice_spots(view, width)), default=0)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is `width` wide, without the spike."""
        buttons = len(self._rows(view, width)) * (view.px(QUIET) + look.GAP)
        words = self._message_height(view, width) + self._detail_height(view, width)
        return view.px(10 + 40) + words + self._choices_height(view, width) + buttons + view.px(18)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect` with all buttons in their places."""
        self.place(rect)
        pad, side = view.px(PAD), view.px(40)
        x = rect.right - pad + 8
        for button in (self.close_button, self.read_button):
            if button:
                x -= side
                button.place(Rect(x, rect.y + view.px(10), side, side))
                x -= 6
        y = rect.y + view.px(10 + 40) + self._message_height(view, rect.w) + view.px(8)
        room = rect.w - 2 * pad
        for choice, spot in zip(self.choices, self._choice_spots(view, rect.w), strict=True):
            choice.place(spot.moved(rect.x + pad, y))
        y += self._choices_height(view, rect.w) + self._detail_height(view, rect.w)
        for row in self._rows(view, rect.w):
            x = rect.x + pad
            for quiet in row:
                w = min(quiet.measure(view)[0], room)
                quiet.place(Rect(x, y, w, view.px(QUIET)))
                x += w + look.GAP
            y += view.px(QUIET) + look.GAP

    # -- the look ----------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        return isinstance(event, PointerDown)  # a press on the paper is not for the text below

    def draw(self, view: View) -> None:
        colours, rect, pad = view.colours, self.rect, view.px(PAD)
        edge = colours.red if self.tone == "red" else colours.sun_edge
        if not view.theme.high_contrast:
            tint = colours.red_tint if self.tone == "red" else colours.sun_tint
            view.round_rect(rect.moved(0, 6), look.darker(tint, 0.93), look.RADIUS_CARD)
        view.round_rect(rect, colours.paper, look.RADIUS_CARD, edge, 3)
        if self.spike_x is not None:
            self._draw_spike(view, edge)
        head = view.px(40)
        icon = view.px(28)
        top = rect.y + view.px(10)
        title_ink = colours.red if self.tone == "red" else colours.sun_text
        view.icon("warn", Rect(rect.x + pad, top + (head - icon) // 2, icon, icon), title_ink)
        title = Rect(rect.x + pad + icon + 8, top, rect.w, head)
        view.text(self.title, title, look.LEAD, title_ink, strong=True)
        text = Rect(rect.x + pad, top + head, self._text_width(view, rect.w), rect.h)
        view.paragraph(self.message, text, look.BODY, line_height=28)
        if self._shows_picture(view, rect.w):
            spot = Rect(rect.right - pad - PICTURE, top + head - 2, PICTURE, PICTURE)
            view.picture(self.picture, spot)
        if self.detail:
            above = self._message_height(view, rect.w) + self._choices_height(view, rect.w) + view.px(8)
            height = self._detail_height(view, rect.w) - look.GAP
            box = Rect(rect.x + pad, top + head + above, rect.w - 2 * pad, height)
            border = colours.edge if view.theme.high_contrast else None
            view.round_rect(box, colours.blue_tint, look.RADIUS_CHIP, border, 1 if border else 0)
            view.paragraph(self.detail, box.inset(12, 8), look.SECONDARY)

    def _draw_spike(self, view: View, edge: str) -> None:
        half = 16
        x = max(self.rect.x + 22 + half, min(self.spike_x or 0, self.rect.right - 22 - half))
        y = self.rect.y
        tip = (max(self.rect.x + 8, min(self.spike_x or 0, self.rect.right - 8)), y - SPIKE + 3)
        base = [(x - half, y + 1.5), (x + half, y + 1.5)]
        view.polygon([base[0], tip, base[1], (x + half, y + 4), (x - half, y + 4)], view.colours.paper)
        view.polygon([base[0], tip, base[1]], None, edge, 3, closed=False)
