"""The hint that is open: which rung, which pills lead on, and what the librarian may ask."""

from __future__ import annotations

from functools import partial

from codekids.lessons.hints.ladder import MIRROR, PIECE, WhatTried
from codekids.lessons.hints.offered import Hint
from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle.hint_panel import HintPanel, Pill
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.library_key import LibraryKey
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button


class Hints(Region):
    """At the lower left, never over the world."""

    def __init__(self, desk: Desk, button: Widget) -> None:
        super().__init__(desk)
        self.button = button  # whose press opens it
        self.key = LibraryKey(desk, self._key_turned)
        self.panel = HintPanel(
            self.say("window.hint"),
            close=self.say("window.close"),
            again=self.say("window.try_again"),
            card=self.say("puzzle.for_librarian"),
            picture=self.shell.hero_picture("east"),
            on_close=self.close,
            on_level=self.press_rung,
            on_card=self.toggle_card,
        )
        self._chosen = 0
        self._card_open = False
        self._asked: WhatTried | None = None

    @property
    def is_open(self) -> bool:
        return self.panel.visible

    @property
    def hint(self) -> Hint | None:
        """The one that is being read."""
        hints = self.session.hints
        open_ = self.is_open and hints and self._asked is None
        return hints[min(self._chosen, len(hints) - 1)] if open_ else None

    def lit_cell(self) -> tuple[int, int] | None:
        """What the hint speaks of: the cell where the run ended, or one a teacher pointed at."""
        hint = self.hint
        if hint is None or (hint.level == MIRROR and not self.session.playback.finished):
            return None
        return hint.cell

    def lit_line(self) -> int | None:
        """The line of the program (1-based) the hint points at, as long as the program has it."""
        hint = self.hint
        lines = len(self.session.document.lines)
        return hint.line if hint is not None and hint.line and hint.line <= lines else None

    # -- what the child does -------------------------------------------------------------

    def toggle(self) -> None:
        """The Hint button."""
        if self.is_open:
            self.close()
            return
        self.shell.hear("hint")
        self._show(self.session.open_hint())

    def press_rung(self, rung: int) -> None:
        """A pill: one given can be read again; the next opens if it is time."""
        given = [hint.level for hint in self.session.hints]
        self._card_open = False
        if rung in given:
            self._asked = None
            self._chosen = len(given) - 1 - given[::-1].index(rung)
            self._fill()
        elif rung == self.session.help.next_rung() and self.session.help.lock(self.session.text) is None:
            self.shell.hear("hint")
            self._show(self.session.open_hint())

    def tell(self, choice: str) -> None:
        """What was tried before asking for more."""
        self._show(self.session.help.tell(choice, self.session.text))

    def toggle_card(self) -> None:
        """What the librarian may ask, and back to the hint."""
        self._card_open = not self._card_open
        self._fill()

    def _show(self, said: Hint | WhatTried | None) -> None:
        self._card_open = False
        self._asked = said if isinstance(said, WhatTried) else None
        self._chosen = max(0, len(self.session.hints) - 1)
        self.panel.set(visible=True)
        self._fill()
        root = self.desk.root
        first = self.panel.choices[0] if self.panel.choices else self.panel.again
        root.give_focus(first, visible=root.shows_focus(self.button))

    def _fill(self) -> None:
        panel, hint = self.panel, self.hint
        card = self.shell.pick(self.session.help.card(hint))
        pills, chosen = self._pills(hint)
        if self._asked is not None:
            asked = self._asked
            answers = [
                Button(self.shell.say_message(asked.words(choice)), partial(self.tell, choice))
                for choice in asked.choices
            ]
            panel.show(self.shell.say_message(asked.ask), "", pills, chosen, choices=answers)
        elif self._card_open:
            key = self._key() if card else []
            panel.show(card, self.say("puzzle.card_foot"), pills, chosen, choices=key, is_card=True)
        else:
            text = self.shell.pick(hint.text) if hint else self.say("window.no_hints")
            panel.show(text, self._foot(hint), pills, chosen, has_card=bool(card))
        self._arrange()
        self.desk.refresh()

    def _key(self) -> list[Button]:
        """The key of the library, where the last rung is still closed by tries, and there is a PIN."""
        ladder = self.session.help.ladder
        locked = self.session.help.next_rung() == PIECE and not ladder.has_key
        if locked and self.session.help.lock(self.session.text) and self.shell.has_pin:
            return [Button(self.say("puzzle.turn_key"), self.key.ask, icon="unlock")]
        return []

    def _key_turned(self) -> None:
        self.session.help.turn_key()
        self._card_open = False
        self._fill()

    def _foot(self, hint: Hint | None) -> str:
        lock = self.session.help.lock(self.session.text)
        if lock is not None:
            return self.shell.say_message(lock)
        if hint is not None and self.session.help.next_rung() is None:
            return self.say("window.hint_last")
        return ""

    def _pills(self, hint: Hint | None) -> tuple[list[Pill], int]:
        session = self.session
        help_ = session.help
        given = {one.level for one in session.hints}
        following = help_.next_rung() if help_.lock(session.text) is None else None
        pills: list[Pill] = []
        chosen = -1
        for rung in help_.rungs() if given else []:
            word = self.say(f"puzzle.rung_{rung}")
            here = hint is not None and rung == hint.level
            open_ = rung in given or rung == following
            if here:
                chosen = len(pills)
            icon = ("eye" if rung == MIRROR else "bulb") if open_ else "lock"
            name = word if open_ else self.say("puzzle.rung_closed", rung=word)
            pills.append(Pill(word, icon, name, rung, open=open_))
        return pills, chosen

    def close(self) -> None:
        """Put it away."""
        if self.is_open:
            self.panel.set(visible=False)
            self.desk.back_to_program()
            self.desk.refresh()

    # -- where it is ---------------------------------------------------------------------

    def _arrange(self) -> None:
        if self.desk.view is not None and self.desk.place is not None:
            self.lay_out(self.desk.view, self.desk.place)

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        if not self.is_open:
            return
        room = hint_room(place)
        width = min(room.w, view.px(622))
        height = self.panel.fit(view, width, room.h)
        self.panel.arrange(view, Rect(room.x, room.bottom - height, width, height))


def hint_room(place: PuzzleLayout) -> Rect:
    """Where a hint may stand: over words, program and facts, where all show; never over the world."""
    editor, bar = place.editor, place.bar
    if place.shape == "wide":
        return Rect(editor.x, editor.y, editor.w, place.facts.bottom - editor.y)
    if place.shape == "middle":
        return Rect(place.words.x, editor.y, editor.right - place.words.x, place.facts.bottom - editor.y)
    if place.shape == "narrow":
        top = bar.bottom + 8
        return Rect(editor.x, top, editor.w, editor.bottom - top)
    return Rect(12, bar.bottom + 8, bar.w - 24, place.timeline.y - bar.bottom - 16)
