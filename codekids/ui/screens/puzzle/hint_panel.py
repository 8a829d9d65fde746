"""The panel of the hints: Ari speaks, pills lead from rung to rung, a button shows the librarian's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from codekids.ui import theme as look
from codekids.ui.events import Event, PointerDown
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton

PICTURE = 112  # Ari, at 100 %


class Pill(NamedTuple):
    """One rung of the ladder, as a pill."""

    word: str
    icon: str
    name: str  # for the tooltip and who does not see the picture
    rung: int
    open: bool


class HintPanel(Widget):
    """Ari says a hint. Pills for the rungs: those given can be read again, the next may be locked.

    Where a question is asked first, its answers stand below the words in the place of the foot.
    """

    def __init__(
        self,
        title: str,
        *,
        close: str,
        again: str,
        card: str,
        picture: str,
        on_close: Callable[[], None],
        on_level: Callable[[int], None],
        on_card: Callable[[], None],
    ) -> None:
        super().__init__(title, "group")
        self.visible = False
        self.text = ""
        self.foot = ""
        self.picture = picture
        self.on_level = on_level
        self.pills: list[Button] = []
        self._words_of_pills: list[tuple[str, bool]] = []  # the word, and whether it is the chosen one
        self.choices: list[Button] = []
        self.is_card = False
        self.says = NOWHERE  # where Ari's words stand
        self.size: float = look.LEAD
        self.pictured = True
        self.compact = False
        self.cross = IconButton("x", close, on_close, "ghost")
        self.card = IconButton("people", card, on_card, "ghost")
        self.again = Button(again, on_close, "confirm", icon="check")
        self.add(self.again, self.card, self.cross)

    def show(
        self,
        text: str,
        foot: str,
        pills: Sequence[Pill],
        chosen: int,
        *,
        choices: Sequence[Button] = (),
        has_card: bool = False,
        is_card: bool = False,
    ) -> None:
        """A hint, or the librarian's card, and the sentence below it; `chosen` -1: no pill is lit."""
        for old in (*self.pills, *self.choices):
            self.remove(old)
        self.choices = list(choices)
        self.pills = []
        self._words_of_pills = []
        for index, pill in enumerate(pills):
            lit = index == chosen
            self._words_of_pills.append((pill.word, lit))
            self.pills.append(
                Button(
                    pill.word,
                    partial(self.on_level, pill.rung),
                    "sun" if lit else "secondary",
                    icon=pill.icon,
                    size=look.SECONDARY,
                    radius=20,
                    name=pill.name,
                    tooltip=pill.name,
                )
            )
        self.add(*self.pills, *self.choices)
        self.card.set(visible=has_card or is_card, selected=is_card)
        self.set(text=text, foot=foot, name=text, visible=True, is_card=is_card)
        self.touch()

    # -- where ---------------------------------------------------------------

    def _around(self, view: View, width: int) -> int:
        """Pixels of all but the words: pills, answers, the sentence at the foot, paddings."""
        foot = 0 if self.compact else self._foot_height(view, width) + view.px(12)
        answers = len(self.choices) * self._answer(view)
        return view.px(16 + 40 + 12) + 2 * view.px(12) + answers + foot + view.px(16)

    def _answer(self, view: View) -> int:
        """Pixels of one answer with the gap before it."""
        return view.px(36 + 6 if self.compact else 48 + 8)

    def _says_width(self, view: View, width: int) -> int:
        picture = view.px(PICTURE + 14) if self.pictured else 0
        return width - 2 * view.px(20) - picture - 2 * view.px(14)

    def _words(self, view: View, width: int) -> int:
        return view.paragraph_size(self.text, self._says_width(view, width), self.size)[1]

    def _foot_height(self, view: View, width: int) -> int:
        if self.choices and not self.foot:
            return 0
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
        self.again.set(visible=not self.compact and not (self.choices and not self.foot))
        return min(most, inside + self._around(view, width))

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`, as high as `fit` said."""
        self.place(rect)
        pad = view.px(20)
        x, y = rect.x + pad, rect.y + view.px(16)
        side = view.px(40)
        self.cross.place(Rect(rect.right - side - view.px(8), y, side, side))
        self.card.place(Rect(self.cross.rect.x - side - view.px(4), y, side, side))
        self._arrange_pills(view, x, y, self.card.rect.x - view.px(8) - x)
        foot = 0
        if not self.compact:
            foot = self._foot_height(view, rect.w)
            foot += view.px(12) if foot else 0
        if self.again.visible:
            w, h = self.again.measure(view)
            self.again.place(Rect(rect.right - pad - w, rect.bottom - view.px(16) - h, w, h))
        top = rect.y + view.px(16 + 40 + 12)
        picture = view.px(PICTURE + 14) if self.pictured else 0
        bottom = rect.bottom - view.px(16) - foot
        left = rect.x + pad + picture
        for choice in reversed(self.choices):
            w = min(choice.measure(view)[0], rect.right - pad - left)
            high = view.px(36 if self.compact else 48)
            choice.place(Rect(left, bottom - high, w, high))
            bottom -= self._answer(view)
        self.says = Rect(left, top, rect.w - 2 * pad - picture, bottom - top)

    def _arrange_pills(self, view: View, x: int, y: int, room: int) -> None:
        """Words on all pills where they fit, else on the chosen one only, else pictures."""
        high, gap = view.px(40), view.px(8)

        def widths() -> list[int]:
            return [pill.measure(view)[0] + view.px(8) if pill.label else view.px(46) for pill in self.pills]

        for wordy in ("all", "chosen", "none"):
            for pill, (word, lit) in zip(self.pills, self._words_of_pills, strict=True):
                pill.label = word if wordy == "all" or (wordy == "chosen" and lit) else ""
            wide = widths()
            if sum(wide) + gap * (len(wide) - 1) <= room:
                break
        for pill, width in zip(self.pills, wide if self.pills else [], strict=True):
            pill.place(Rect(x, y, width, high))
            x += width + gap

    def handle(self, event: Event) -> bool:
        return isinstance(event, PointerDown)  # a press on the panel is not for what lies below

    def draw(self, view: View) -> None:
        colours, rect, pad, says = view.colours, self.rect, view.px(20), self.says
        if not view.theme.high_contrast:
            view.round_rect(rect.moved(0, 5), colours.shadow, look.RADIUS_CARD)
        view.round_rect(rect, colours.paper, look.RADIUS_CARD, colours.sun_edge, 3)
        fill = colours.blue_tint if self.is_card else colours.sun_tint
        edge = (colours.edge if self.is_card else colours.sun_edge) if view.theme.high_contrast else None
        view.round_rect(says, fill, 12, edge, 2)
        if self.pictured:
            side = min(view.px(PICTURE), says.h)
            spot = Rect(rect.x + pad, says.y, view.px(PICTURE), side)
            if self.is_card:
                view.icon("people", spot.centred(view.px(64), view.px(64)), colours.heading)
            else:
                view.picture(self.picture, spot)
            y = says.y + min(says.h // 2, view.px(52))
            view.polygon([(says.x + 1, y - 9), (says.x - 13, y), (says.x + 1, y + 9)], fill)
        view.paragraph(self.text, says.inset(view.px(14), view.px(12)), self.size)
        if self.foot and not self.compact:
            width = self.again.rect.x - view.px(16) - rect.x - pad
            words = view.paragraph_size(self.foot, width, look.SECONDARY, line_height=22)[1]
            height = self._foot_height(view, rect.w)
            top = rect.bottom - view.px(16) - height + (height - words) // 2
            spot = Rect(rect.x + pad, top, width, words)
            view.paragraph(self.foot, spot, look.SECONDARY, colours.soft, line_height=22)
