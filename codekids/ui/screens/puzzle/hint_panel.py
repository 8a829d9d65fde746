"""The panel of the hints: Ari speaks, pills lead from level to level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from codekids.ui import theme as look
from codekids.ui.events import Event, PointerDown
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton

PICTURE = 112  # Ari, at 100 %


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
        self.says = NOWHERE  # where Ari's words stand
        self.size: float = look.LEAD
        self.pictured = True
        self.compact = False
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

    # -- where ---------------------------------------------------------------

    def _around(self, view: View, width: int) -> int:
        """Pixels of all but the words: pills, the sentence at the foot, paddings."""
        foot = 0 if self.compact else self._foot_height(view, width) + view.px(12)
        return view.px(16 + 40 + 12) + 2 * view.px(12) + foot + view.px(16)

    def _says_width(self, view: View, width: int) -> int:
        picture = view.px(PICTURE + 14) if self.pictured else 0
        return width - 2 * view.px(20) - picture - 2 * view.px(14)

    def _words(self, view: View, width: int) -> int:
        return view.paragraph_size(self.text, self._says_width(view, width), self.size)[1]

    def _foot_height(self, view: View, width: int) -> int:
        foot = width - 2 * view.px(20) - self.again.measure(view)[0] - view.px(16)
        words = view.paragraph_size(self.foot, foot, look.SECONDARY, line_height=22)[1] if self.foot else 0
        return max(view.px(48), words)

    def fit(self, view: View, width: int, most: int) -> int:
        """Choose how it looks so that all words stay within `most` pixels; returns its height.

        Where room is short the letters get smaller, then Ari goes, then the foot: a cross closes too.
        """
        wide = width / view.scale >= 480
        for self.compact, self.pictured, self.size in (
            (False, wide, look.LEAD),
            (False, wide, look.BODY),
            (False, False, look.BODY),
            (True, False, look.BODY),
            (True, False, look.SECONDARY),
        ):
            inside = self._words(view, width)
            if self.pictured:
                inside = max(inside, view.px(PICTURE - 24))
            if inside + self._around(view, width) <= most:
                break
        self.again.set(visible=not self.compact)
        return min(most, inside + self._around(view, width))

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`, as high as `fit` said."""
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
        foot = 0
        if not self.compact:
            w, h = self.again.measure(view)
            self.again.place(Rect(rect.right - pad - w, rect.bottom - view.px(16) - h, w, h))
            foot = self._foot_height(view, rect.w) + view.px(12)
        top = rect.y + view.px(16 + 40 + 12)
        picture = view.px(PICTURE + 14) if self.pictured else 0
        bottom = rect.bottom - view.px(16) - foot
        self.says = Rect(rect.x + pad + picture, top, rect.w - 2 * pad - picture, bottom - top)

    def handle(self, event: Event) -> bool:
        return isinstance(event, PointerDown)  # a press on the panel is not for what lies below

    def draw(self, view: View) -> None:
        colours, rect, pad, says = view.colours, self.rect, view.px(20), self.says
        if not view.theme.high_contrast:
            view.round_rect(rect.moved(0, 5), colours.shadow, look.RADIUS_CARD)
        view.round_rect(rect, colours.paper, look.RADIUS_CARD, colours.sun_edge, 3)
        view.round_rect(says, colours.sun_tint, 12, colours.sun_edge if view.theme.high_contrast else None, 2)
        if self.pictured:
            side = min(view.px(PICTURE), says.h)
            view.picture("hero/ari-east.svg", Rect(rect.x + pad, says.y, view.px(PICTURE), side))
            y = says.y + min(says.h // 2, view.px(52))
            view.polygon([(says.x + 1, y - 9), (says.x - 13, y), (says.x + 1, y + 9)], colours.sun_tint)
        view.paragraph(self.text, says.inset(view.px(14), view.px(12)), self.size)
        if self.foot and not self.compact:
            width = self.again.rect.x - view.px(16) - rect.x - pad
            words = view.paragraph_size(self.foot, width, look.SECONDARY, line_height=22)[1]
            height = self._foot_height(view, rect.w)
            top = rect.bottom - view.px(16) - height + (height - words) // 2
            spot = Rect(rect.x + pad, top, width, words)
            view.paragraph(self.foot, spot, look.SECONDARY, colours.soft, line_height=22)
