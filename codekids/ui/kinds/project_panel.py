"""Something of one's own: what the computer looks at, and rows to look at with a friend."""

from __future__ import annotations

from functools import partial
from typing import Literal

from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.project import (
    NOT_YET,
    PARTLY,
    YES,
    CheckState,
    ProjectState,
    check_message,
    judge_checks,
)
from codekids.lessons.kinds.result import Result
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.step_panel import StepPanel
from codekids.ui.screens.puzzle.goals_panel import GoalLine, GoalList
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.tabs import Segmented

VALUES = {"not_yet": NOT_YET, "partly": PARTLY, "yes": YES}


class RubricRow(Widget):
    """A row to look at together: not yet, partly, yes."""

    def __init__(self, text: str, words: tuple[str, str, str], on_tick: object) -> None:
        super().__init__(text, "text")
        self.text = text
        choices = [(value, word, None) for value, word in zip(VALUES, words, strict=True)]
        self.switch = Segmented(text, choices, "", on_tick)  # type: ignore[arg-type]
        self.add(self.switch)

    def show(self, tick: int | None) -> None:
        """How it is ticked."""
        chosen = next((value for value, number in VALUES.items() if number == tick), "")
        self.switch.set(chosen=chosen)

    def _beside(self, view: View, width: int) -> bool:
        return width - self.switch.measure(view)[0] >= view.px(220)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        wide, high = self.switch.measure(view)
        if self._beside(view, width):
            words = view.paragraph_size(self.text, width - wide - view.px(14), look.BODY, line_height=24)[1]
            return max(words, high)
        return view.paragraph_size(self.text, width, look.BODY, line_height=24)[1] + view.px(6) + high

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        wide, high = self.switch.measure(view)
        if self._beside(view, rect.w):
            self.switch.place(Rect(rect.right - wide, rect.y + (rect.h - high) // 2, wide, high))
        else:
            self.switch.place(Rect(rect.x, rect.bottom - high, min(wide, rect.w), high))

    def draw(self, view: View) -> None:
        if self._beside(view, self.rect.w):
            room = self.rect.w - self.switch.rect.w - view.px(14)
            words = view.paragraph_size(self.text, room, look.BODY, line_height=24)[1]
            top = self.rect.y + (self.rect.h - words) // 2
        else:
            room, top = self.rect.w, self.rect.y
        view.paragraph(self.text, Rect(self.rect.x, top, room, self.rect.h), look.BODY, line_height=24)


class ProjectPanel(StepPanel):
    """Checks and rubric over the editor; it is finished by a press, once every check is met."""

    @property
    def where(self) -> Literal["beside", "over"]:  # type: ignore[override]
        return "over" if self.looking else "beside"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        project = self.lesson.project
        assert project is not None
        self.project = project
        self.state = ProjectState.from_data(project, self.kept)
        self.checks: tuple[CheckState, ...] = ()
        self.list = GoalList()
        words = (self.say("kinds.not_yet"), self.say("kinds.partly"), self.say("kinds.yes"))
        self.rows = [
            RubricRow(self.shell.pick(row), words, partial(self._tick, index))
            for index, row in enumerate(project.rubric)
        ]
        self.together = Paragraph(self.say("kinds.look_together"), look.SECONDARY, line_height=22)
        self.looking = False  # at the rows, together
        self._built: object = None
        self._build()

    def _tick(self, row: int, value: str) -> None:
        self.state = self.state.tick(row, VALUES[value])
        self.keep_all()
        self.desk.refresh()

    def keep_all(self) -> None:
        """Keep what was answered."""
        self.keep(self.state.to_data())

    def above(self) -> list[Widget]:
        """What stands over the checks."""
        return []

    def refresh(self) -> None:
        self._build()

    def _lines(self) -> list[GoalLine]:
        held = {id(state.check): state for state in self.checks}
        fresh = bool(self.checks) and not self.session.stale
        lines = []
        for check in self.project.checks:
            state = held.get(id(check))
            text = self.shell.pick(check.text) if check.text else self.shell.say_message(check_message(check))
            if state is not None and state.of > 1 and fresh:
                text = self.say(
                    "window.goal_progress", goal=text, done=min(state.done, state.of), of=state.of
                )
            met = state is not None and state.met and fresh
            kind = "met" if met else "missed" if fresh else "open"
            said = self.say("window.goal_met" if met else "window.goal_open", goal=text)
            lines.append(GoalLine(text, said.replace("*", ""), kind, False))
        return lines

    def _build(self) -> None:
        lines = self._lines()
        ready = self.result_now().solved
        self.looking = self.looking and ready
        if self.small:
            # One line: the first thing that is still open.
            lines = [next((line for line in lines if line.state != "met"), lines[-1])] if lines else []
        key = (tuple(lines), self.state, ready, self.looking)
        if key == self._built:
            return
        self._built = key
        self.list.show(lines)
        for row, tick in zip(self.rows, self.state.all_ticks, strict=True):
            row.show(tick)
        if self.looking:
            back = Button(self.say("window.stay"), self._work_on, icon="pencil")
            done = Button(self.say("kinds.finish_project"), self._finish, "go", icon="check")
            self.show([self.together, *self.rows], [back, done])
            return
        # The rows are for the end: first there must be something to look at.
        found: list[Widget] = [self.list] if lines else []
        look_at = Button(self.say("kinds.look_at_it"), self._look, "go", icon="people")
        hint = Paragraph(self.say("kinds.make_and_run"), look.BODY, line_height=24)
        self.show([*self.above(), *(found or [hint])], [look_at] if ready else [])

    def _look(self) -> None:
        if not self.rows:
            self._finish()
            return
        self.looking = True
        self._build()
        self.desk.lay_out()
        self.desk.root.give_focus(self.rows[0].switch.tabs[0])

    def _work_on(self) -> None:
        self.looking = False
        self._build()
        self.desk.lay_out()
        self.desk.back_to_program()

    def result_now(self) -> Result:
        """As it stands: the run on the stage and the ticks."""
        if not self.checks and self.project.checks:
            return Result(False, 0)
        if self.session.stale or (not self.project.checks and self.session.verdict is None):
            return Result(False, 0)
        return self.state.result(self.checks)

    def _finish(self) -> None:
        self.desk.finish(self.result_now())
        self.go_on()

    def result(self, verdict: Verdict) -> Result:
        checks = judge_checks(self.project, verdict.program, verdict.timelines[0], saved=True)
        return self.state.result(checks)

    def judged(self, verdict: Verdict) -> bool:
        self.checks = judge_checks(self.project, verdict.program, verdict.timelines[0], saved=True)
        self._build()
        return True


def open_project(desk: Desk) -> ProjectPanel:
    """The panel of a project; one with a map to draw has more."""
    project = desk.session.lesson.project
    if project is not None and project.paints_map:
        from codekids.ui.kinds.map_project import MapProjectPanel

        return MapProjectPanel(desk)
    return ProjectPanel(desk)
