"""A child's program in the puzzle's own look, to be played and not to be changed.

It runs beside the club: its journal lives in memory and is thrown away, so that
nothing a librarian plays here counts as the child's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from codekids.lang.problems import Fix, Problem
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.screens.puzzle import PuzzleScreen
from codekids.ui.screens.puzzle.program_editor import TextEditing
from codekids.ui.services import Services
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.card import Card


class ReplaySession(PuzzleSession):
    """A sitting whose program stays as it was left, whatever is pressed."""

    def __init__(self, lesson: Lesson, services: Services, text: str) -> None:
        self.store = Store.in_memory()
        self.store.trouble = None  # nothing here is meant to be kept
        nobody = self.store.first_learner().id
        self.store.save_draft(nobody, lesson.id, text)
        self.journal = Journal(self.store)
        # Played as one thing: no question beside the program keeps Run waiting.
        plain = replace(lesson, kind="puzzle", mode="text", steps=())
        super().__init__(plain, replace(services, journal=self.journal, learner=nobody, seat=None))
        self._asked: tuple[Problem, Problem] | None = None  # of the last run, and without its repair

    def edited(self) -> None:
        """Nothing is edited."""

    def apply_fix(self, fix: Fix) -> None:
        """The repair is the child's to find."""

    @property
    def problem(self) -> Problem | None:
        """What to show at its line, without a repair to press."""
        found = super().problem
        if found is None or found.fix is None:
            return found
        if self._asked is None or self._asked[0] is not found:
            self._asked = found, replace(found, fix=None)
        return self._asked[1]

    def end(self) -> None:
        """Stop what runs, and forget all."""
        self.close()
        self.journal.close()
        self.store.close()


class ReadOnlyText(TextEditing):
    """The program as text on a sheet of its own, in which only the caret moves."""

    has_own_words = True  # there is nothing to write, so no column of words

    def __init__(self, screen: PuzzleScreen) -> None:
        super().__init__(
            screen.session.document,
            screen.program.dialect,
            screen.shell.say("corner.the_program"),
            "",
            lambda: None,
        )
        self.editor.read_only = True
        self.sheet = Card(screen.shell.say("corner.the_program"))
        self.both = Widget()
        self.both.add(self.sheet, self.editor)

    @property
    def widget(self) -> Widget:  # type: ignore[override]
        return self.both

    def arrange(self, view: View, rect: Rect) -> None:
        self.both.place(rect)
        low = rect.h < view.px(240)
        self.sheet.title = "" if low else self.sheet.name
        self.sheet.scale = view.scale
        self.sheet.place(rect)
        self.editor.place(self.sheet.inside.inset(-8, 0))


class ReplayScreen(PuzzleScreen):
    """The puzzle without what changes the program, gives help or counts."""

    def __init__(
        self,
        shell: Shell,
        session: ReplaySession,
        name: str,
        touched: Callable[[], None],
        on_back: Callable[[], None],
    ) -> None:
        self.touched, self.on_back = touched, on_back
        self._ended = False
        super().__init__(shell, session)
        self.replayed = session
        title = shell.say("corner.program_of", name=name, lesson=shell.pick(self.lesson.title))
        self.head.bar.set(title=title, name=title)
        self.head.back.say(shell.say("corner.back"))
        self.program.hold(ReadOnlyText(self))
        self._hide_what_is_not_for_a_replay()
        # Not to the Run button: the Enter that led here, held a little long, would press it.
        self.root.give_focus(self.program.editor.target)

    def end(self) -> None:
        """The screen is left for good."""
        if not self._ended:
            self._ended = True
            self.replayed.end()

    def leave(self) -> None:
        """Back to the child's page."""
        self.on_back()

    def handle(self, event: Event) -> bool:
        """As in the puzzle; Esc leads back where it has nothing to stop or to close."""
        self.touched()
        idle = not self.session.busy and not self.root.overlays
        if idle and isinstance(event, Key) and event.pressed and event.name == "escape":
            self.leave()
            return True
        return super().handle(event)

    def layout(self, view: View, size: tuple[int, int]) -> None:
        super().layout(view, size)
        self._hide_what_is_not_for_a_replay()

    def _hide_what_is_not_for_a_replay(self) -> None:
        head, program = self.head, self.program
        for widget in (head.hint, head.gear, head.seat, head.stars, program.undo, program.redo):
            widget.set(visible=False)

    def open_hint(self) -> None:
        """Hints are for whoever writes."""

    def open_settings(self) -> None:
        """They belong to whoever sits here."""

    def _judged(self, verdict: Verdict) -> None:
        """The goals say it: no stars are won."""
