"""The calm bubble under a line of code: what was seen, what was probably meant, one thing to try."""

from __future__ import annotations

from collections.abc import Callable
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


class ErrorBubble(Widget):
    """Title, message with `code` on chips, and what to press.

    `fix` is (label, callable) of the green button, `python` (label, text): the button shows what
    Python itself says. `close` and `read_aloud` are (name, callable).
    """

    def __init__(
        self,
        title: str,
        message: str,
        *,
        close: tuple[str, Callable[[], None]],
        fix: tuple[str, Callable[[], None]] | None = None,
        python: tuple[str, str] | None = None,
        read_aloud: tuple[str, Callable[[], None]] | None = None,
        tone: Tone = "red",
        picture: str = "hero/ari-south-oops.svg",
        on_resize: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(f"{title}. {message}", "status")
        self.title, self.message, self.tone, self.picture = title, message, tone, picture
        self.detail = python[1] if python else ""
        self.shows_detail = False
        self.on_resize = on_resize
        self.spike_x: int | None = None  # window pixels; None draws none
        self.close_button = IconButton("x", close[0], close[1], "ghost")
        self.read_button = IconButton("speak", read_aloud[0], read_aloud[1], "ghost") if read_aloud else None
        self.fix_button = Button(fix[0], fix[1], "go", icon="check") if fix else None
        self.python_button = Button(python[0], self._toggle, icon="code") if python and python[1] else None
        # The keyboard comes to the repair first, to closing last.
        for button in (self.fix_button, self.python_button, self.read_button, self.close_button):
            if button:
                self.add(button)

    def _toggle(self) -> None:
        self.set(shows_detail=not self.shows_detail)
        self.on_resize()

    # -- layout ----------------------------------------------------------------

    def _text_width(self, view: View, width: int) -> int:
        return width - 2 * view.px(PAD) - (PICTURE + 12 if self._shows_picture(view, width) else 0)

    def _shows_picture(self, view: View, width: int) -> bool:
        return bool(self.picture) and width >= view.px(380)

    def _parts(self, view: View, width: int) -> tuple[int, int, int, list[list[Button]]]:
        """Heights of head, message and detail, and the buttons by rows."""
        head = view.px(40)
        message = view.paragraph_size(self.message, self._text_width(view, width), look.BODY, line_height=30)[
            1
        ]
        if self._shows_picture(view, width):
            message = max(message, PICTURE)
        detail = 0
        if self.shows_detail:
            inside = width - 2 * view.px(PAD) - 24
            detail = view.paragraph_size(self.detail, inside, look.SECONDARY)[1] + 16
        rows: list[list[Button]] = []
        x = 0
        room = width - 2 * view.px(PAD)
        for button in (self.fix_button, self.python_button):
            if button:
                w = min(button.measure(view)[0], room)
                if not rows or x + w > room:
                    rows.append([])
                    x = 0
                rows[-1].append(button)
                x += w + look.GAP
        return head, message, detail, rows

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is `width` wide, without the spike."""
        head, message, detail, rows = self._parts(view, width)
        buttons = len(rows) * (view.px(look.BUTTON_HEIGHT) + look.GAP)
        return view.px(10) + head + message + (detail + look.GAP if detail else 0) + buttons + view.px(14)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect` with all buttons in their places."""
        self.place(rect)
        pad = view.px(PAD)
        head, message, detail, rows = self._parts(view, rect.w)
        side = view.px(40)
        x = rect.right - pad + 8
        for button in (self.close_button, self.read_button):
            if button:
                x -= side
                button.place(Rect(x, rect.y + view.px(10), side, side))
                x -= 6
        y = rect.y + view.px(10) + head + message + (detail + look.GAP if detail else 0) + look.GAP
        room = rect.w - 2 * pad
        for row in rows:
            x = rect.x + pad
            for choice in row:
                w = min(choice.measure(view)[0], room)
                choice.place(Rect(x, y, w, view.px(look.BUTTON_HEIGHT)))
                x += w + look.GAP
            y += view.px(look.BUTTON_HEIGHT) + look.GAP

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
        view.paragraph(self.message, text, look.BODY, line_height=30)
        _, message, detail, _ = self._parts(view, rect.w)
        if self._shows_picture(view, rect.w):
            spot = Rect(rect.right - pad - PICTURE, top + head - 2, PICTURE, PICTURE)
            view.picture(self.picture, spot)
        if detail:
            box = Rect(rect.x + pad, top + head + message + look.GAP // 2, rect.w - 2 * pad, detail)
            view.round_rect(box, colours.well, look.RADIUS_CHIP)
            view.paragraph(self.detail, box.inset(12, 8), look.SECONDARY, colours.soft)

    def _draw_spike(self, view: View, edge: str) -> None:
        half = 16
        x = max(self.rect.x + 22 + half, min(self.spike_x or 0, self.rect.right - 22 - half))
        y = self.rect.y
        tip = (max(self.rect.x + 8, min(self.spike_x or 0, self.rect.right - 8)), y - SPIKE + 3)
        base = [(x - half, y + 1.5), (x + half, y + 1.5)]
        view.polygon([base[0], tip, base[1], (x + half, y + 4), (x - half, y + 4)], view.colours.paper)
        view.polygon([base[0], tip, base[1]], None, edge, 3, closed=False)
