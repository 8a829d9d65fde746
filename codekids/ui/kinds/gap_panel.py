"""A program with gaps, in the place of the editor."""

from __future__ import annotations

from codekids.engine.run import dialect_of
from codekids.lang.problems import Message
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.gap import GapState, start_gap
from codekids.ui.kinds.gap_board import GapBoard
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.kinds.step_panel import StepPanel
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.widgets.base import Widget


class GapPanel(StepPanel):
    """The rest of the program is locked; what fills the gaps is the child's."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.state = start_gap(self.lesson).with_data(self.kept)
        self.board = GapBoard(
            self.state,
            self.say("window.my_program"),
            gap_name=self._gap_name,
            tray_name=self.say("kinds.tray"),
            on_change=self._set,
            lang=self.shell.lang,
            dialect=dialect_of(self.lesson.cases[0].world, self.lesson.toolbox),
        )
        self._built: object = None
        self._strange = False
        self.write(self.state.source())
        self._build()

    def look_as(self, mode: Mode) -> None:
        self.board.look_as(blocks=mode != "text")
        self.again()

    def _gap_name(self, number: int, text: str) -> str:
        if text:
            return self.say("kinds.gap_filled", number=number, text=text)
        return self.say("kinds.gap_empty", number=number)

    def _set(self, state: GapState) -> None:
        if state == self.state:
            return
        self.remember()
        self.take(state)

    def current(self) -> GapState:
        return self.state

    def take(self, state: GapState) -> None:
        self.state, self._strange = state, False
        self.keep(state.to_data())
        self.write(state.source())
        if not self.board.typed:
            self.shell.hear("snap")
        self.desk.refresh()

    @property
    def title(self) -> str:
        return ""  # it is the child's own

    def refresh(self) -> None:
        self._build()

    def _build(self) -> None:
        playback, problem = self.session.playback, self.session.problem
        line = playback.line if playback.length and not self.session.stale else None
        key = (self.state, line, problem, self._strange)
        if key == self._built:
            return
        self._built = key
        self.board.show(self.state)
        self.board.set_now(line)
        found: list[Widget] = []
        if problem is not None:
            found.append(Feedback(self.problem_text(problem), False, "eye"))
        for distractor in self.state.strangers if self._strange else ():
            why = self.shell.pick(distractor.why) if distractor.why else ""
            if why:
                found.append(Feedback(why, False, "eye"))
        self.show([*found, self.board])

    # -- the run -----------------------------------------------------------------------

    def lock(self) -> Message | None:
        return None if self.state.is_complete else Message("kinds.lock_gap")

    def judged(self, verdict: Verdict) -> bool:
        if not verdict.solved:
            self._strange = True
            for distractor in self.state.strangers[:1]:
                if distractor.means:
                    self.log_answer(f"{self.lesson.id}#gap", right=False, means=distractor.means)
        return False
