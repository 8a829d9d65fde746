"""The hint that is open: which rung, which pills lead on, and where the panel stands."""

from __future__ import annotations

from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle.hint_panel import HintPanel
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.world.grid import GridWorld


class Hints(Region):
    """At the lower left, never over the world."""

    def __init__(self, desk: Desk, button: Widget) -> None:
        super().__init__(desk)
        self.button = button  # whose press opens it
        self.panel = HintPanel(
            self.say("window.hint"),
            close=self.say("window.close"),
            again=self.say("window.try_again"),
            on_close=self.close,
            on_level=self.press_level,
        )
        self._chosen = 0

    @property
    def is_open(self) -> bool:
        return self.panel.visible

    def lit_cell(self) -> tuple[int, int] | None:
        """Where the hero stopped, while the mirror of the run is being read."""
        session = self.session
        if not (self.is_open and session.hints and session.playback.finished):
            return None
        hint = session.hints[self._chosen] if self._chosen < len(session.hints) else None
        end = session.playback.world
        return end.at if hint is not None and hint.level == 0 and isinstance(end, GridWorld) else None

    # -- what the child does -------------------------------------------------------------

    def toggle(self) -> None:
        """The Hint button."""
        if self.is_open:
            self.close()
            return
        hint = self.session.open_hint()
        self.shell.hear("hint")
        self._chosen = max(0, len(self.session.hints) - 1)
        if hint is None:
            self.panel.show(self.say("window.no_hints"), "", [], 0)
        else:
            self._fill()
        self._shown()

    def press_level(self, level: int) -> None:
        """A pill: one given can be read again; the next opens if it is time."""
        given = [hint.level for hint in self.session.hints]
        if level in given:
            self._chosen = given.index(level)
        elif level == self.session.next_level() and self.session.hint_lock() is None:
            self.session.open_hint()
            self.shell.hear("hint")
            self._chosen = len(self.session.hints) - 1
        self._fill()
        self._shown()

    def _fill(self) -> None:
        session = self.session
        hints = session.hints
        hint = hints[min(self._chosen, len(hints) - 1)]
        lock = session.hint_lock()
        given = {one.level for one in hints}
        pills: list[tuple[str, str, str, int]] = []
        chosen = 0
        for level in range(0 if 0 in given else 1, len(self.lesson.hints) + 1):
            word = (
                self.say("window.hint_mirror") if level == 0 else self.say("window.hint_level", level=level)
            )
            open_ = level in given or (level == session.next_level() and lock is None)
            if level == hint.level:
                chosen = len(pills)
                pills.append((word, "eye" if level == 0 else "bulb", word, level))
            elif open_:
                pills.append((str(level) if level else "", "" if level else "eye", word, level))
            else:
                pills.append((str(level), "lock", self.say("window.hint_closed", level=level), level))
        foot = self.shell.say_message(lock) if lock is not None else ""
        self.panel.show(self.shell.pick(hint.text), foot, pills, chosen)

    def _shown(self) -> None:
        if self.desk.view is not None and self.desk.place is not None:
            self.lay_out(self.desk.view, self.desk.place)
        root = self.desk.root
        if self.is_open:
            root.give_focus(self.panel.again, visible=root.shows_focus(self.button))
        self.desk.refresh()

    def close(self) -> None:
        """Put it away."""
        if self.is_open:
            self.panel.set(visible=False)
            self.desk.back_to_program()
            self.desk.refresh()

    # -- where it is ---------------------------------------------------------------------

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
        return Rect(editor.x, place.goals.y, editor.w, editor.bottom - place.goals.y)
    return Rect(12, bar.bottom + 8, bar.w - 24, place.timeline.y - bar.bottom - 16)
