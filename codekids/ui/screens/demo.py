"""The puzzle that solves itself: the lesson's solution is typed, letter by letter, and run."""

from __future__ import annotations

from codekids.ui.screens.puzzle import PuzzleScreen
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell

BEFORE = 1.2  # seconds in which the lesson can be read first
LETTER = 0.06  # seconds for a letter


class DemoScreen(PuzzleScreen):
    """A puzzle with an invisible hand. Once it has pressed Run, everything is as usual."""

    def __init__(self, shell: Shell, session: PuzzleSession) -> None:
        super().__init__(shell, session)
        self.to_type = self.lesson.solution.rstrip("\n")
        self._typed = 0
        self._waited = -BEFORE
        self._over = False
        self.program.look_as("text", remember=False)
        self.head.modes.set(chosen=self.program.mode)
        session.document.set_text("")

    def tick(self, seconds: float) -> bool:
        """Type what is due; True until all is typed, and then as long as the run plays."""
        moving = super().tick(seconds)
        if self._over:
            return moving
        self._waited += seconds
        due = min(len(self.to_type), int(self._waited / LETTER))
        if due > self._typed:
            self._typed = due
            self.session.document.set_text(self.to_type[:due])
            self.session.document.finish()
            self.program.editor.refresh()
        if self._waited > (len(self.to_type) + 8) * LETTER:
            self._over = True
            self.run()
        return True
