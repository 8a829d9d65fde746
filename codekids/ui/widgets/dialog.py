"""A question over the whole window, and the strip that tells something without asking."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import House, Widget
from codekids.ui.widgets.button import Button, IconButton

PAD = 28


class Dialog(Widget):
    """A title, a message, and buttons from left to right, the green one last.

    `on_escape` is the safe answer; Esc gives it. Buttons close nothing by themselves: their callables do.
    Open it with `show`. `content` stands between message and buttons, `content_height` pixels high.
    """

    def __init__(
        self,
        title: str,
        message: str = "",
        buttons: Sequence[Button] = (),
        *,
        on_escape: Callable[[], None],
        content: Widget | None = None,
        content_height: int = 0,
        width: int = 560,
    ) -> None:
        super().__init__(title, "dialog")
        self.title, self.message = title, message
        self.buttons = tuple(buttons)
        self.on_escape = on_escape
        self.content, self.content_height = content, content_height
        self.width = width
        if content:
            self.add(content)
        self.add(*buttons)
        self._text = Rect(0, 0, 0, 0)

    def show(self, house: House, view: View) -> None:
        """Stand in the middle of the window, modal."""
        self.arrange(view)
        house.open(self, modal=True)

    def arrange(self, view: View) -> None:
        """Take the size the contents need; call it again when the window changes."""
        pad = view.px(PAD)
        w = min(view.px(min(self.width, look.DIALOG_WIDTH)), view.rect.w - 32)
        inside = w - 2 * pad
        title = view.paragraph_size(self.title, inside, look.CARD_TITLE, strong=True)[1]
        message = view.paragraph_size(self.message, inside)[1] if self.message else 0
        extra = view.px(self.content_height) if self.content else 0
        rows = self._button_rows(view, inside)
        high = view.px(look.BUTTON_HEIGHT)
        foot = len(rows) * (high + look.GAP)
        h = 2 * pad + title + (message + 12 if message else 0) + (extra + 12 if extra else 0)
        h += foot + 8 if rows else 0
        self.place(view.rect.centred(w, min(h, view.rect.h - 16)))
        y = self.rect.y + pad
        self._text = Rect(self.rect.x + pad, y, inside, title + message + 12)
        y += title + (message + 12 if message else 0)
        if self.content:
            self.content.place(Rect(self.rect.x + pad, y + 12, inside, extra))
        y = self.rect.bottom - pad - foot + look.GAP
        for row in rows:
            x = self.rect.right - pad
            for button in reversed(row):
                width = min(button.measure(view)[0], inside)
                x -= width
                button.place(Rect(x, y, width, high))
                x -= look.GAP
            y += high + look.GAP

    def relayout(self, view: View) -> None:
        self.arrange(view)

    def _button_rows(self, view: View, width: int) -> list[list[Button]]:
        rows: list[list[Button]] = []
        used = 0
        for button in self.buttons:
            w = min(button.measure(view)[0], width)
            if not rows or used + look.GAP + w > width:
                rows.append([])
                used = -look.GAP
            rows[-1].append(button)
            used += look.GAP + w
        return rows

    def handle(self, event: Event) -> bool:
        match event:
            case Key(name="escape") if event.pressed:
                self.on_escape()
                return True
            case PointerDown():
                return True
        return False

    def draw(self, view: View) -> None:
        colours = view.colours
        if not view.theme.high_contrast:
            view.round_rect(self.rect.moved(0, 6), colours.dim, look.RADIUS_DIALOG)
        edge = colours.edge if view.theme.high_contrast else None
        view.round_rect(self.rect, colours.paper, look.RADIUS_DIALOG, edge, 2 if edge else 0)
        used = view.paragraph(self.title, self._text, look.CARD_TITLE, colours.heading, strong=True)
        if self.message:
            rest = Rect(self._text.x, self._text.y + used + 8, self._text.w, self._text.h)
            view.paragraph(self.message, rest)


class Toast(Widget):
    """A strip that tells something for six seconds, with one thing to press: "Anulează".

    Give it to `root.animate` when it is shown; `on_gone` is called when its time is up.
    """

    def __init__(
        self,
        text: str,
        *,
        action: tuple[str, Callable[[], None]] | None = None,
        icon: str = "info",
        on_gone: Callable[[], None] = lambda: None,
        seconds: float = look.TOAST,
    ) -> None:
        super().__init__(text, "status")
        self.text, self.icon, self.on_gone = text, icon, on_gone
        self.left = seconds
        self.button = Button(action[0], action[1], icon="undo") if action else None
        if self.button:
            self.add(self.button)

    def stand_above(self, view: View, bottom: int) -> None:
        """In the middle, its lower edge at `bottom`."""
        side = view.px(look.ICON)
        button = self.button.measure(view)[0] + 16 if self.button else 0
        room = view.rect.w - 64 - button - side - 3 * view.px(16)
        text_w, text_h = view.paragraph_size(self.text, min(room, view.px(620)))
        h = max(text_h + 20, view.px(look.BUTTON_HEIGHT) + 16 if self.button else 0)
        w = text_w + side + 12 + button + 2 * view.px(16)
        self.place(Rect((view.rect.w - w) // 2, bottom - h, w, h))
        if self.button:
            high = view.px(look.BUTTON_HEIGHT)
            right = self.rect.right - 10
            self.button.place(Rect(right - button + 16, self.rect.y + (h - high) // 2, button - 16, high))

    def tick(self, seconds: float) -> bool:
        if not self.hovered and not (self.button and (self.button.hovered or self.button.focused)):
            self.left -= seconds
        if self.left <= 0:
            self.on_gone()
            return False
        return True

    def draw(self, view: View) -> None:
        colours = view.colours
        edge = colours.edge if view.theme.high_contrast else None
        view.round_rect(self.rect, colours.ink if not edge else colours.paper, 14, edge, 2 if edge else 0)
        side, pad = view.px(look.ICON), view.px(16)
        paper = colours.paper if not edge else colours.ink
        view.icon(self.icon, Rect(self.rect.x + pad, self.rect.y, side, self.rect.h), paper)
        w = self.rect.w - 2 * pad - side - 12 - (self.button.rect.w + 16 if self.button else 0)
        _, h = view.paragraph_size(self.text, w)
        spot = Rect(self.rect.x + pad + side + 12, self.rect.y + (self.rect.h - h) // 2, w + 2, h)
        view.paragraph(self.text, spot, colour=paper)


class Strip(Widget):
    """A quiet line across a screen: the disk is full, the hub is away. Stays until it is taken away."""

    def __init__(
        self, text: str, *, icon: str = "info", close: tuple[str, Callable[[], None]] | None = None
    ) -> None:
        super().__init__(text, "status")
        self.text, self.icon = text, icon
        self.button = IconButton("x", close[0], close[1], "ghost") if close else None
        if self.button:
            self.add(self.button)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is `width` wide."""
        return max(
            view.px(44), view.paragraph_size(self.text, self._room(view, width), look.SECONDARY)[1] + 16
        )

    def _room(self, view: View, width: int) -> int:
        return width - view.px(22) - 3 * view.px(12) - (view.px(40) if self.button else 0)

    def place(self, rect: Rect) -> None:
        super().place(rect)
        if self.button:
            side = min(40, rect.h - 4)
            self.button.place(Rect(rect.right - side - 4, rect.y + (rect.h - side) // 2, side, side))

    def draw(self, view: View) -> None:
        colours, pad = view.colours, view.px(12)
        view.round_rect(self.rect, colours.sun_tint, look.RADIUS_CHIP, colours.sun_edge, 2)
        side = view.px(22)
        view.icon(self.icon, Rect(self.rect.x + pad, self.rect.y, side, self.rect.h), colours.sun_text)
        w = self._room(view, self.rect.w)
        _, h = view.paragraph_size(self.text, w, look.SECONDARY)
        spot = Rect(self.rect.x + 2 * pad + side, self.rect.y + (self.rect.h - h) // 2, w, h)
        view.paragraph(self.text, spot, look.SECONDARY)
