"""The column of words: what the lesson offers, to be written by a press."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from codekids.lang.dialect import Dialect
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.region import Desk, Region, stand
from codekids.ui.screens.puzzle.words_panel import Word, WordButton, WordList, words_of
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.scroll import ScrollView


class WordsColumn(Region):
    """Words under their headings, or on a rail; `on_write` hears of a press."""

    def __init__(self, desk: Desk, dialect: Dialect, on_write: Callable[[Word], None]) -> None:
        super().__init__(desk)
        commands, structures = words_of(dialect)

        def buttons(words: list[Word]) -> list[WordButton]:
            return [
                WordButton(word, self.say("window.write_word", word=word.shown), partial(on_write, word))
                for word in words
            ]

        groups = [("", buttons(commands)), (self.say("window.structures"), buttons(structures))]
        self.list = WordList(groups, self.say("window.words_help"))
        self.card = Card(self.say("window.words"), seam=False)
        self.view = ScrollView(self.list, self.say("window.words"))

    @property
    def widgets(self) -> list[Widget]:
        """In the order of the keyboard."""
        return [self.card, self.view]

    def light(self, text: str) -> None:
        """Light the word a problem speaks of; "" lights none."""
        name = text.partition("(")[0].strip()
        for _, buttons in self.list.groups:
            for button in buttons:
                button.set(lit=bool(name) and button.word.text.partition("(")[0] == name)

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        stand(self.card, place.words)
        self.view.set(visible=self.card.visible)
        if place.words.empty:
            self.view.place(NOWHERE)
            return
        rail = place.shape == "middle"
        self.list.stacked = rail
        self.card.title = "" if rail else self.say("window.words")
        self.card.scale = view.scale
        pad = view.px(6 if rail else 10)
        head = pad if rail else view.px(44)
        inside = Rect(
            place.words.x + pad,
            place.words.y + head,
            place.words.w - 2 * pad,
            place.words.h - head - view.px(12),
        )
        self.view.place(inside)
        needed = self.list.height_for(view, inside.w)
        self.view.set_content_height(max(needed, inside.h))
        self.list.arrange(view, self.list.rect)
