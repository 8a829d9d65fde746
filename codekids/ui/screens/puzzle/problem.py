"""The problem of the last run: its bubble at the line, with one thing to try."""

from __future__ import annotations

from codekids.lang.problems import Fix, Problem
from codekids.ui.screens.puzzle.program import ProgramPane
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.screens.puzzle.words import WordsColumn
from codekids.ui.widgets.bubble import ErrorBubble, Tone

LONGEST_FIX = 18  # characters of a repair that its button can show


class ProblemAtLine(Region):
    """Shown in the editor of the pane; it has no widget of its own in the screen."""

    def __init__(self, desk: Desk, pane: ProgramPane, words: WordsColumn) -> None:
        super().__init__(desk)
        self.pane = pane
        self.words = words
        self._shown: Problem | None = None

    def refresh(self) -> None:
        problem = self.session.problem
        if problem is self._shown:
            return
        had, self._shown = self._shown, problem
        if problem is None:
            self.pane.editor.clear_problem()
            if had is not None:
                self.words.light("")
            return
        self.desk.look_at("program")
        if problem.line > 0:
            self.pane.editor.show_problem(problem, self._bubble(problem), self._tone)
        self.words.light(problem.fix.text if problem.fix else "")
        self.shell.hear("bump" if self.session.mishap else "problem")

    @property
    def _tone(self) -> Tone:
        return "sun" if self.session.mishap else "red"

    def _bubble(self, problem: Problem) -> ErrorBubble:
        fix = problem.fix
        return ErrorBubble(
            self.say("window.line", line=problem.line),
            self.shell.say_message(problem.message),
            close=(self.say("window.close"), self._close),
            fix=(self._fix_label(fix), lambda: self.pane.mend(fix)) if fix else None,
            python=(self.say("window.python_says"), problem.python) if problem.python else None,
            tone=self._tone,
        )

    def _fix_label(self, fix: Fix) -> str:
        text = fix.text.strip()
        if "\n" in fix.text or len(text) > LONGEST_FIX or (not text and fix.text):
            return self.say("window.mend")
        if not text:
            line = self.session.document.lines[min(fix.line, len(self.session.document.lines)) - 1]
            gone = line[fix.column : fix.end_column].strip() if fix.end_line in {0, fix.line} else ""
            named = gone and len(gone) <= LONGEST_FIX
            return self.say("window.erase", text=gone) if named else self.say("window.mend")
        return self.say("window.write", text=text)

    def _close(self) -> None:
        self.session.closed_problem = True
        self.desk.back_to_program()
        self.desk.refresh()
