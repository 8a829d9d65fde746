"""The panel of the hints: Ari speaks, pills lead from level to level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from codekids.ui import theme as look
from codekids.ui.events import Event, PointerDown
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton


class HintPanel(Widget):
    """Ari says a hint. Pills for the levels: those given can be read again, the next may be locked."""

    def __init__(
        self,
        title: str,
        *,
        close: str,
        again: str,
        on_close: Callable[[], None],
        on_level: Callable[[int], None],
    ) -> None:
        super().__init__(title, "group")
        self.visible = False
        self.text = ""
        self.foot = ""
        self.on_level = on_level
        self.pills: list[Button] = []
        self.cross = IconButton("x", close, on_close, "ghost")
        self.again = Button(again, on_close, "confirm", icon="check")
        self.add(self.cross, self.again)

    def show(self, text: str, foot: str, pills: Sequence[tuple[str, str, str, int]], chosen: int) -> None:
        """A hint, the sentence below it, and pills as (word, icon, name, level or -1 where locked)."""
        for old in self.pills:
            self.remove(old)
        self.pills = []
        for index, (word, icon, name, level) in enumerate(pills):
            self.pills.append(
                Button(
                    word,
                    partial(self.on_level, level),
                    "sun" if index == chosen else "secondary",
                    icon=icon or None,
                    size=look.SECONDARY,
                    radius=20,
                    name=name,
                    tooltip=name if name != word else "",
                )
            )
        self.add(*self.pills)
        self.set(text=text, foot=foot, name=text, visible=True)
        self.touch()

    def _says_width(self, view: View, width: int) -> int:
        return width - 2 * view.px(20) - self._picture(view, width) - view.px(24)

    def _picture(self, view: View, width: int) -> int:
        return view.px(112) + view.px(14) if width / view.scale >= 480 else 0

    def _text_size(self, view: View, width: int, room: int) -> float:
        """As large as the text may be so that the panel stays in its room."""
        for size in (look.LEAD, look.BODY, look.SECONDARY):
            if view.paragraph_size(self.text, self._says_width(view, width), size)[1] <= room:
                return size
        return look.SECONDARY

    def height_for(self, view: View, width: int, most: int) -> int:
        """Pixels it would like, at most `most`."""
        around = view.px(16 + 40 + 12) + view.px(24) + self._foot_height(view, width) + view.px(12 + 16)
        size = self._text_size(view, width, most - around)
        words = view.paragraph_size(self.text, self._says_width(view, width), size)[1]
        picture = view.px(104) - view.px(24) if self._picture(view, width) else 0
        return min(most, around + max(words, picture))

    def _foot_height(self, view: View, width: int) -> int:
        foot = width - 2 * view.px(20) - self.again.measure(view)[0] - view.px(16)
        words = view.paragraph_size(self.foot, foot, look.SECONDARY, line_height=22)[1] if self.foot else 0
        return max(view.px(48), words)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        pad = view.px(20)
        x, y = rect.x + pad, rect.y + view.px(16)
        side = view.px(40)
        self.cross.place(Rect(rect.right - side - view.px(8), y, side, side))
        room = rect.w - 2 * pad - side
        widths = [max(side, min(pill.measure(view)[0] + view.px(4), room)) for pill in self.pills]
        short = sum(widths) + view.px(8) * (len(widths) - 1) > room
        for pill, width in zip(self.pills, widths, strict=True):
            width = min(width, (room - view.px(8) * (len(widths) - 1)) // len(widths)) if short else width
            pill.place(Rect(x, y, width, side))
            x += width + view.px(8)
        w, h = self.again.measure(view)
        self.again.place(Rect(rect.right - pad - w, rect.bottom - view.px(16) - h, w, h))

    def handle(self, event: Event) -> bool:
        return isinstance(event, PointerDown)  # a press on the panel is not for what lies below

    def draw(self, view: View) -> None:
        colours, rect, pad = view.colours, self.rect, view.px(20)
        if not view.theme.high_contrast:
            view.round_rect(rect.moved(0, 5), colours.shadow, look.RADIUS_CARD)
        view.round_rect(rect, colours.paper, look.RADIUS_CARD, colours.sun_edge, 3)
        top = rect.y + view.px(16 + 40 + 12)
        foot_h = self._foot_height(view, rect.w)
        bottom = rect.bottom - view.px(16) - foot_h - view.px(12)
        picture = self._picture(view, rect.w)
        if picture:
            side = picture - view.px(14)
            view.picture("hero/ari-east.svg", Rect(rect.x + pad, top, side, min(side, bottom - top)))
        says = Rect(rect.x + pad + picture, top, rect.w - 2 * pad - picture, bottom - top)
        view.round_rect(says, colours.sun_tint, 12, colours.sun_edge if view.theme.high_contrast else None, 2)
        if picture:
            middle = says.y + min(says.h // 2, view.px(52))
            view.polygon(
                [(says.x + 1, middle - 9), (says.x - 13, middle), (says.x + 1, middle + 9)], colours.sun_tint
            )
        size = self._text_size(view, rect.w, says.h - view.px(24))
        view.paragraph(self.text, says.inset(view.px(14), view.px(12)), size)
        if self.foot:
            width = self.again.rect.x - view.px(16) - rect.x - pad
            words = view.paragraph_size(self.foot, width, look.SECONDARY, line_height=22)[1]
            y = rect.bottom - view.px(16) - foot_h + (foot_h - words) // 2
            view.paragraph(
                self.foot, Rect(rect.x + pad, y, width, words), look.SECONDARY, colours.soft, line_height=22
            )
