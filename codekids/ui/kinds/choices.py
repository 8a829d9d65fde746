"""Answers to choose one of: rows with a ring, a letter in an exam, and a sign once they were marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle.goals_panel import draw_goal_sign
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.pressable import Pressable

Sign = Literal["", "right", "wrong"]
LETTERS = "abcdefgh"


class Choice(Pressable):
    """One answer."""

    def __init__(self, owner: ChoiceList, index: int, text: str, letter: str) -> None:
        name = f"{letter}) {text}" if letter else text
        super().__init__(name, "option", lambda: owner.choose(index))
        self.owner, self.index, self.text, self.letter = owner, index, text, letter
        self.sign: Sign = ""

    @property
    def selected(self) -> bool:
        """Whether it is the one chosen."""
        return self.owner.chosen == self.index

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        room = width - view.px(58)
        words = view.paragraph_size(self.text, room, look.BODY, line_height=25)[1]
        return max(view.px(48), words + 2 * view.px(11))

    def draw(self, view: View) -> None:
        colours = view.colours
        edge, thick = (colours.blue, 3) if self.selected else (colours.edge, 2)
        face = (
            colours.blue_tint if self.selected or (self.hovered and not self.owner.locked) else colours.paper
        )
        if self.sign == "right":
            face, edge = colours.green_tint, colours.green
        elif self.sign == "wrong":
            face, edge = colours.paper, colours.red
        view.round_rect(self.rect, face, look.RADIUS_BUTTON, edge, thick)
        side = view.px(26)
        spot = Rect(self.rect.x + view.px(14), self.rect.y + (self.rect.h - side) // 2, side, side)
        if self.sign:
            draw_goal_sign(view, spot, "met" if self.sign == "right" else "missed", False)
        elif self.letter:
            view.text(f"{self.letter})", spot, look.BODY, colours.heading, strong=True, align="centre")
        else:
            x, y = spot.centre
            view.disc(x, y, side // 2, colours.paper, edge, 3)
            if self.selected:
                view.disc(x, y, side // 4, colours.blue)
        words = view.paragraph_size(self.text, self.rect.w - view.px(58), look.BODY, line_height=25)[1]
        room = Rect(
            self.rect.x + view.px(50),
            self.rect.y + (self.rect.h - words) // 2,
            self.rect.w - view.px(58),
            words,
        )
        view.paragraph(self.text, room, look.BODY, line_height=25)
        if self.ringed:
            view.focus_ring(self.rect)


class ChoiceList(Widget):
    """Answers below one another, or two beside each other where there is room for short ones.

    `on_choose` gets the index of the text in `texts`. `locked`: it can be read, not changed.
    """

    arrows = True

    def __init__(
        self, name: str, texts: Sequence[str], on_choose: Callable[[int], None], *, letters: bool = False
    ) -> None:
        super().__init__(name, "list")
        self.on_choose = on_choose
        self.chosen: int | None = None
        self.locked = False
        marks = LETTERS if letters else ""
        self.choices = [
            Choice(self, index, text, marks[index] if index < len(marks) else "")
            for index, text in enumerate(texts)
        ]
        self.add(*self.choices)

    def choose(self, index: int) -> None:
        """Take an answer and tell."""
        if not self.locked:
            self.show(index)
            self.on_choose(index)

    def show(self, chosen: int | None, signs: Sequence[Sign] = (), *, locked: bool = False) -> None:
        """Which one is chosen, and how each was marked."""
        self.set(chosen=chosen, locked=locked)
        for index, choice in enumerate(self.choices):
            choice.set(sign=signs[index] if index < len(signs) else "")
            choice.touch()

    def _columns(self, view: View, width: int) -> int:
        widest = max((view.text_size(one.text, look.BODY)[0] for one in self.choices), default=0)
        fits = widest + view.px(62) <= (width - view.px(12)) // 2
        return 2 if fits and len(self.choices) > 3 else 1

    def _rows(self, view: View, width: int) -> list[list[Choice]]:
        columns = self._columns(view, width)
        return [self.choices[first : first + columns] for first in range(0, len(self.choices), columns)]

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return self._lay_out(view, Rect(0, 0, width, 0), place=False)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        self._lay_out(view, rect, place=True)

    def _lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        gap = view.px(8)
        rows = self._rows(view, rect.w)
        columns = max((len(row) for row in rows), default=1)
        y = rect.y
        for row in rows:
            spots = Rect(rect.x, y, rect.w, 1).columns(columns, gap)
            height = max(one.height_for(view, spot.w) for one, spot in zip(row, spots, strict=False))
            for one, spot in zip(row, spots, strict=False):
                if place:
                    one.place(Rect(spot.x, y, spot.w, height))
            y += height + gap
        return max(0, y - gap - rect.y)
