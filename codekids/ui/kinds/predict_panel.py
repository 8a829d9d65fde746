"""Say first what will happen, then run, then look at both side by side."""

from __future__ import annotations

from collections.abc import Iterable

from codekids.lang.problems import Message
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.predict import PredictState
from codekids.lessons.kinds.result import Result
from codekids.ui import theme as look
from codekids.ui.kinds.answers import option_text
from codekids.ui.kinds.beside import Beside
from codekids.ui.kinds.cell_marker import CellMarker
from codekids.ui.kinds.choices import ChoiceList, Sign
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.kinds.reading import Reading
from codekids.ui.kinds.step_panel import StepPanel
from codekids.ui.screens.parts import Stack
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph
from codekids.world.goals import Cell
from codekids.world.grid import GridWorld


class PredictPanel(StepPanel):
    """The program to read, the question, and after the run what was said beside what happened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        predict = self.lesson.predict
        assert predict is not None
        self.state = PredictState.from_data(predict, self.kept)
        self.program = Reading(self.shell, self.lesson)
        self.ask = Paragraph(self.shell.pick(predict.ask), look.LEAD, line_height=28)
        self.choices: ChoiceList | None = None
        self.marker: CellMarker | None = None
        if predict.marks_cell:
            self.marker = CellMarker(self.say("kinds.mark_cell"), self._cell_said, self.choose)
            desk.stage.add(self.marker)
        else:
            texts = [option_text(self.shell, option) for option in predict.options]
            self.choices = ChoiceList(self.say("kinds.answers"), texts, self.choose)
        self.asking = Stack([])
        self.asking.gap = 12
        self.both = Beside(Stack([self.program]), self.asking)
        self._built: object = None
        self._build()

    def look_as(self, mode: Mode) -> None:
        self.program.look_as(mode)
        self.again()

    def _cell_said(self, cell: Cell) -> str:
        return self.say("kinds.cell", column=cell[0], row=cell[1])

    def choose(self, choice: int | Cell) -> None:
        """The child says what will happen; until the run it may say something else."""
        self.state = self.state.choose(choice)
        self.keep(self.state.to_data())
        self.shell.hear("click")
        self.desk.refresh()

    # -- what is shown -----------------------------------------------------------------

    def targets(self) -> Iterable[Widget]:
        return [self.marker] if self.marker is not None else self.stack.walk()

    def refresh(self) -> None:
        if self.marker is not None:
            self.marker.follow()
        playback = self.session.playback
        self.program.set_now(playback.line if playback.length and not self.session.stale else None)
        self._build()

    def _build(self) -> None:
        """Build anew what has changed."""
        key = (self.state, self._told, self.small)
        if key == self._built:
            return
        self._built = key
        state, say = self.state, self.say
        found: list[Widget] = [self.ask]
        if self.choices is not None:
            chosen = state.chosen if type(state.chosen) is int else None
            signs: list[Sign] = []
            if self._told:
                signs = ["" for _ in self.choices.choices]
                if chosen is not None:
                    signs[chosen] = "right" if state.right else "wrong"
                signs[state.predict.answer] = "right"
            self.choices.show(chosen, signs, locked=state.ran)
            found.append(self.choices)
        if self.marker is not None:
            cell = state.chosen if isinstance(state.chosen, tuple) else None
            self.marker.show(cell, locked=state.ran)
            if cell is None:
                found.append(Feedback(say("kinds.mark_the_cell"), False, "hand"))
            elif not self._told:
                found.append(Feedback(say("kinds.you_say", what=self._cell_said(cell)), False, "say"))
        buttons: list[Button] = []
        if self._told:
            found += self._what_happened()
            buttons = [Button(say("window.go_on"), self.go_on, "go", icon_after="right")]
        elif state.may_run and not state.ran:
            found.append(Paragraph(say("kinds.now_run"), look.BODY, line_height=25))
        # Where there is room for half of it only, what is asked comes first.
        self.asking.show(found)
        self.both.set(turned=self.small)
        self.show([self.both], buttons)

    @property
    def _told(self) -> bool:
        """The run has been seen to its end."""
        return self.state.ran and not self.session.busy

    def _what_happened(self) -> list[Widget]:
        """The guess beside what happened, and why."""
        state, say = self.state, self.say
        found: list[Widget] = []
        if self.marker is not None and isinstance(state.chosen, tuple):
            end = self.session.playback.world
            answer = state.predict.options[state.predict.answer].cell
            stopped = end.at if self.session.playback.length and isinstance(end, GridWorld) else answer
            assert stopped is not None
            both = say("kinds.said_and_was", said=self._cell_said(state.chosen), was=self._cell_said(stopped))
            found.append(Paragraph(both, look.BODY, line_height=25))
        why = self.shell.pick(state.why) if state.why else ""
        if state.right:
            text = say("kinds.right_because", why=why) if why else say("kinds.guessed")
        else:
            text = why or say("kinds.other_than_said")
            if why:
                text = say("kinds.other_because", why=why)
        found.append(Feedback(text, state.right))
        return found

    # -- the run -------------------------------------------------------------------------

    def lock(self) -> Message | None:
        return None if self.state.may_run else Message("kinds.lock_predict")

    def result(self, verdict: Verdict) -> Result:
        return self.state.run().result()

    def judged(self, verdict: Verdict) -> bool:
        first = not self.state.ran
        self.state = self.state.run()
        self.keep(self.state.to_data())
        if first:
            number = self.visit.stop.number if self.visit is not None and not self.visit.whole else 0
            question = f"{self.lesson.id}#predict{number or ''}"
            self.log_answer(question, right=self.state.right, means=self.state.means)
        self.desk.finish(self.state.result())
        self.desk.refresh()
        self.show_outcome()
        return True
