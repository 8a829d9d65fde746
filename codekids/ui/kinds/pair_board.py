"""Pairs to match: cards at the left, cards at the right, a red thread between those that belong together.

Press one and then its partner, or drag from one to the other. By keyboard: arrows and Enter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

Side = Literal["left", "right"]
KNOT = 7  # pixels, where a thread begins


class PairCard(Widget):
    """One of the cards."""

    def __init__(self, side: Side, index: int, text: str) -> None:
        super().__init__(text, "option")
        self.focusable = True
        self.side, self.index, self.text = side, index, text
        self.selected = False
        self.joined = ""  # number of its pair
        self.sign: Literal["", "right", "wrong"] = ""

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        words = view.paragraph_size(self.text, width - view.px(60), look.BODY, line_height=24)[1]
        return max(view.px(48), words + view.px(20))

    @property
    def knot(self) -> tuple[int, int]:
        """Where its thread begins."""
        return (self.rect.right if self.side == "left" else self.rect.x), self.rect.centre[1]

    def draw(self, view: View) -> None:
        colours = view.colours
        edge, thick = (colours.blue, 3) if self.selected else (colours.edge, 2)
        if self.sign:
            edge, thick = (colours.green if self.sign == "right" else colours.red), 3
        face = colours.blue_tint if self.selected or self.hovered else colours.paper
        view.round_rect(self.rect, face, look.RADIUS_BUTTON, edge, thick)
        inside = self.rect.inset(view.px(12), 0)
        badge = view.px(28)
        if self.side == "left":
            inside, spot = inside.split_right(badge, view.px(6))
        else:
            spot, inside = inside.split_left(badge, view.px(6))
        words = view.paragraph_size(self.text, inside.w, look.BODY, line_height=24)[1]
        top = inside.y + (inside.h - words) // 2
        view.paragraph(self.text, Rect(inside.x, top, inside.w, words), look.BODY, line_height=24)
        if self.joined:
            x, y = spot.centre
            view.disc(x, y, badge // 2, colours.sun_tint, colours.sun_edge, 2)
            view.text(self.joined, Rect(spot.x, y - badge // 2, badge, badge), look.SECONDARY,
                      colours.ink, strong=True, align="centre")  # fmt: skip
        if self.ringed:
            view.focus_ring(self.rect)


class PairBoard(Widget):
    """`pairs` (one right or None for each left) as they are now; `on_join` tells of a new pair."""

    arrows = True

    def __init__(
        self,
        name: str,
        lefts: Sequence[str],
        rights: Sequence[tuple[int, str]],
        on_join: Callable[[int, int], None],
    ) -> None:
        """`rights` in the order in which they are shown, each with its own index."""
        super().__init__(name, "group")
        self.lefts = [PairCard("left", index, text) for index, text in enumerate(lefts)]
        self.rights = [PairCard("right", index, text) for index, text in rights]
        self.on_join = on_join
        self.locked = False
        self.pairs: tuple[int | None, ...] = ()
        self._chosen: PairCard | None = None
        self._pressed: PairCard | None = None
        self._pointer = (0, 0)
        self._dragging = False
        self.add(*self.lefts, *self.rights)

    def show(
        self, pairs: Sequence[int | None], *, locked: bool = False, wrong: Sequence[int] | None = None
    ) -> None:
        """Which pairs there are; after marking, which lefts are wrong."""
        self.pairs, self.locked = tuple(pairs), locked
        for left in self.lefts:
            partner = self.pairs[left.index] if left.index < len(self.pairs) else None
            sign = "" if wrong is None else "wrong" if left.index in wrong else "right"
            left.set(joined=str(left.index + 1) if partner is not None else "", sign=sign)
        for right in self.rights:
            owner = self.pairs.index(right.index) + 1 if right.index in self.pairs else 0
            right.set(joined=str(owner) if owner else "")
        self.touch()

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return self._lay_out(view, Rect(0, 0, width, 0), place=False)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        self._lay_out(view, rect, place=True)

    def _lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        gap = view.px(10)
        left, right = rect.columns(2, max(view.px(40), rect.w // 8))
        height = max(
            card.height_for(view, column.w)
            for cards, column in ((self.lefts, left), (self.rights, right))
            for card in cards
        )
        for cards, column in ((self.lefts, left), (self.rights, right)):
            for row, card in enumerate(cards):
                if place:
                    card.place(Rect(column.x, rect.y + row * (height + gap), column.w, height))
        return len(self.lefts) * (height + gap) - gap

    # -- drawing -----------------------------------------------------------------

    def draw_above(self, view: View) -> None:
        by_index = {card.index: card for card in self.rights}
        for left in self.lefts:
            partner = self.pairs[left.index] if left.index < len(self.pairs) else None
            if partner is not None and partner in by_index:
                self._thread(view, left.knot, by_index[partner].knot)
        if self._dragging and self._pressed is not None:
            self._thread(view, self._pressed.knot, self._pointer)

    def _thread(self, view: View, start: tuple[int, int], end: tuple[int, int]) -> None:
        colour = view.colours.sun if view.theme.high_contrast else view.colours.red
        view.polygon([start, end], None, colour, 3, closed=False)
        for x, y in (start, end):
            view.disc(x, y, KNOT, colour)

    # -- what the hand does ---------------------------------------------------------

    def handle(self, event: Event) -> bool:
        if self.locked:
            return False
        match event:
            case PointerDown(x=x, y=y, button=1):
                self._pressed, self._pointer = self._card_at(x, y), (x, y)
                self._dragging = False
                return self._pressed is not None
            case PointerMove(x=x, y=y, held=True) if self._pressed is not None:
                self._pointer = (x, y)
                self._dragging = self._dragging or not self._pressed.rect.contains(x, y)
                self.touch()
                return True
            case PointerUp(x=x, y=y) if self._pressed is not None:
                pressed, self._pressed = self._pressed, None
                target = self._card_at(x, y)
                dragged, self._dragging = self._dragging, False
                if dragged and target is not None and target.side != pressed.side:
                    self._choose(None)
                    self._join(pressed, target)
                elif target is pressed:
                    self._press(pressed)
                self.touch()
                return True
            case Key(name="enter" | "space", ctrl=False, alt=False) if event.pressed:
                card = next((one for one in (*self.lefts, *self.rights) if one.focused), None)
                if card is not None:
                    self._press(card)
                return card is not None
            case Key(name="escape") if event.pressed and self._chosen is not None:
                self._choose(None)
                return True
        return False

    def _card_at(self, x: int, y: int) -> PairCard | None:
        return next((card for card in (*self.lefts, *self.rights) if card.rect.contains(x, y)), None)

    def _press(self, card: PairCard) -> None:
        chosen = self._chosen
        if chosen is None or chosen.side == card.side:
            self._choose(None if chosen is card else card)
            return
        self._choose(None)
        self._join(chosen, card)

    def _join(self, one: PairCard, other: PairCard) -> None:
        left, right = (one, other) if one.side == "left" else (other, one)
        self.on_join(left.index, right.index)

    def _choose(self, card: PairCard | None) -> None:
        for one in (self._chosen, card):
            if one is not None:
                one.set(selected=one is card)
        self._chosen = card
