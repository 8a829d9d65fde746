"""Reading a program: how it is shown, and the panel of an example with labels to uncover."""

from __future__ import annotations

from collections.abc import Sequence

from codekids.engine.run import dialect_of
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.result import MOST_STARS, Result
from codekids.lessons.lesson import Lesson
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.kinds.program_view import PartLabel, ProgramView
from codekids.ui.kinds.step_panel import StepPanel
from codekids.ui.screens.puzzle.modes import Mode, mode_to_open
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph


def mode_of(shell: Shell, lesson: Lesson) -> Mode:
    """How programs are looked at: as the lesson says, else as the child likes it."""
    liked = shell.services.journal.setting("view", "", shell.services.learner)
    return mode_to_open(lesson.mode, lesson.kind, None, liked)


class Reading(Widget):
    """A program to be read: as blocks, as text, or both beside each other where there is room."""

    BOTH = 560  # effective pixels from which both fit beside each other

    def __init__(self, shell: Shell, lesson: Lesson, labels: Sequence[PartLabel] = ()) -> None:
        super().__init__()
        self.mode = mode_of(shell, lesson)
        dialect = dialect_of(lesson.cases[0].world, lesson.toolbox)
        self.views = [
            ProgramView(
                lesson.start,
                shell.lang,
                blocks=blocks,
                dialect=dialect,
                labels=labels,
                hidden=shell.say("kinds.label_hidden"),
            )
            for blocks in (True, False)
        ]
        self.add(*self.views)

    def look_as(self, mode: Mode) -> None:
        """Blocks, text, or both."""
        self.set(mode=mode)

    def show_labels(self, labels: Sequence[PartLabel]) -> None:
        """Other labels, or the same uncovered."""
        for one in self.views:
            one.set(labels=tuple(labels))

    @property
    def labels(self) -> tuple[PartLabel, ...]:
        """The labels as they are shown."""
        return self.views[0].labels

    def set_now(self, line: int | None) -> None:
        """Mark the line that runs, or none."""
        for one in self.views:
            one.set(now=line)

    def _shown(self, view: View, width: int) -> list[ProgramView]:
        blocks, text = self.views
        if self.mode == "both" and width / view.scale >= self.BOTH:
            return [blocks, text]
        return [text if self.mode == "text" else blocks]

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        shown = self._shown(view, width)
        columns = Rect(0, 0, width, 1).columns(len(shown), view.px(12))
        return max(one.height_for(view, spot.w) for one, spot in zip(shown, columns, strict=True))

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        shown = self._shown(view, rect.w)
        for one in self.views:
            one.set(visible=one in shown)
        for one, spot in zip(shown, rect.columns(len(shown), view.px(12)), strict=True):
            one.place(spot)


class ReadPanel(StepPanel):
    """A program to run and to look at. Its labels are covered: think first, then uncover.

    Done when it ran to its end once and every label is seen.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        shown = self.kept.get("labels")
        self.shown = shown if type(shown) is int and shown >= 0 else 0
        self.ran = self.kept.get("ran") is True
        self.program = Reading(self.shell, self.lesson, self._labels())
        self._built: object = None
        self._build()

    def look_as(self, mode: Mode) -> None:
        self.program.look_as(mode)
        self.again()

    def _labels(self) -> list[PartLabel]:
        return [
            PartLabel(self.shell.pick(one.label), one.first, one.last, index < self.shown)
            for index, one in enumerate(self.lesson.subgoals)
        ]

    @property
    def done(self) -> bool:
        """Nothing is left to do here."""
        return self.ran and self.shown >= len(self.lesson.subgoals)

    def refresh(self) -> None:
        playback = self.session.playback
        self.program.set_now(playback.line if playback.length and not self.session.stale else None)
        self._build()

    def _build(self) -> None:
        problem = self.session.problem
        key = (self.shown, self.ran, problem, self.session.busy)
        if key == self._built:
            return
        self._built = key
        say = self.say
        self.program.show_labels(self._labels())
        left = len(self.lesson.subgoals) - self.shown
        found: list[Widget] = [self.program]
        buttons: list[Button] = []
        if problem is not None:
            found.append(Feedback(self.problem_text(problem), False, "eye"))
        if left > 0:
            text = say("kinds.think_first") if self.ran else say("kinds.run_and_think")
            found.append(Paragraph(text, look.BODY, line_height=25))
            buttons.append(
                Button(
                    say("kinds.uncover"), self._uncover, "confirm" if self.ran else "secondary", icon="eye"
                )
            )
        elif not self.ran:
            found.append(Paragraph(say("kinds.run_it"), look.BODY, line_height=25))
        if self.done and not self.session.busy:
            buttons.append(Button(say("window.go_on"), self.go_on, "go", icon_after="right"))
        self.show(found, buttons)

    def _uncover(self) -> None:
        self.shown += 1
        self._changed()

    def _changed(self) -> None:
        self.keep({"labels": self.shown, "ran": self.ran})
        if self.done:
            self.desk.finish(Result(True, MOST_STARS))
        self.desk.refresh()

    def result(self, verdict: Verdict) -> Result:
        # That it ran is all there is to be done, whatever became of it.
        return Result(True, MOST_STARS)

    def judged(self, verdict: Verdict) -> bool:
        self.ran = True
        self._changed()
        self.show_outcome()
        return True
