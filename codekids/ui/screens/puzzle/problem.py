"""The problem of the last run: its bubble at the line, with one thing to try."""

from __future__ import annotations

from codekids.lang.explain.kinds import card_of
from codekids.lang.problems import Fix, Problem
from codekids.ui.screens.puzzle.program import ProgramPane
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.screens.puzzle.words import WordsColumn
from codekids.ui.widgets.bubble import Choice, ErrorBubble, Tone
from codekids.world.grid import GridWorld


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
        # A panel in the editor's place says it by itself.
        if problem.line > 0 and not self.pane.is_covered:
            self.pane.editor.show_problem(problem, self._bubble(problem), self._tone)
        self.words.light(problem.fix.text if problem.fix else "")
        self.shell.hear("bump" if self.session.mishap else "problem")

    @property
    def _tone(self) -> Tone:
        return "sun" if self.session.mishap else "red"

    def lit_cell(self) -> tuple[int, int] | None:
        """Where on the map it happened: the cell Ari could not go to, else the one Ari stands on."""
        world = self.session.playback.world
        if self._shown is None or not self.session.mishap or not isinstance(world, GridWorld):
            return None
        return world.at

    def _bubble(self, problem: Problem) -> ErrorBubble:
        card = self.shell.say_message(card_of(problem)) if self.session.mistakes.is_frequent(problem) else ""
        return ErrorBubble(
            self.say("window.line", line=problem.line),
            self.shell.say_message(problem.message),
            close=(self.say("window.close"), self._close),
            choice=self._choice(problem.fix) if problem.fix else None,
            python=(self.say("window.python_says"), problem.python) if problem.python else None,
            card=(self.say("puzzle.for_librarian"), card) if card else None,
            tone=self._tone,
            picture=self.shell.hero_picture("south", "oops"),
        )

    def _choice(self, fix: Fix) -> Choice:
        own, mended = fixed_lines(self.session.document.lines, fix)
        return Choice(
            self.say("puzzle.own_line"), own, self._close,
            self.say("puzzle.other_line"), mended, lambda: self.pane.mend(fix),
            gone=self.say("puzzle.no_line"),
        )  # fmt: skip

    def _close(self) -> None:
        self.session.closed_problem = True
        self.desk.back_to_program()
        self.desk.refresh()


def fixed_lines(lines: list[str], fix: Fix) -> tuple[str, str]:
    """The lines a repair touches, as they are and as they would be, without the spaces all begin with.

    Where the repair only takes a line away, or adds one, the other side is empty.
    """
    first, last = fix.line - 1, (fix.end_line or fix.line) - 1
    old = lines[first : last + 1]
    tail = lines[last][fix.end_column :] if last < len(lines) else ""
    new = (lines[first][: fix.column] + fix.text + tail).split("\n") if first < len(lines) else [fix.text]
    # A line that stays as it is says nothing; what was there before and after need not be read twice.
    while old and new and len(old) + len(new) > 2 and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    while old and new and len(old) + len(new) > 2 and old[0] == new[0]:
        old, new = old[1:], new[1:]
    filled = [line for line in (*old, *new) if line.strip()]
    common = min((len(line) - len(line.lstrip(" ")) for line in filled), default=0)
    return tuple("\n".join(line[common:] for line in side if line.strip()) for side in (old, new))  # type: ignore[return-value]
