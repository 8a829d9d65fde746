"""A program with one bug: run it and watch, change one line, and see how much was changed."""

from __future__ import annotations

from typing import Literal

from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.repair import changes
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.kinds.step_panel import StepPanel
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.widgets.button import Button


class FixPanel(StepPanel):
    """A strip over the editor: what to do now, and how many lines are another than they were."""

    where: Literal["beside", "over"] = "beside"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._built: object = None
        self._ran = False
        self._mode: Mode = "text"
        self._verdict: Verdict | None = None
        self._build()

    @property
    def changed(self) -> int:
        """Lines that are not as they were given."""
        return changes(self.lesson.start, self.session.text).count

    def refresh(self) -> None:
        self._build()

    def _build(self) -> None:
        fix = self.lesson.fix
        assert fix is not None
        count = self.changed
        verdict = self._verdict if not self.session.stale else None
        key = (count, self._ran, verdict, self.small)
        if key == self._built:
            return
        self._built = key
        good = False
        if verdict is not None and verdict.solved:
            why = self.shell.pick(fix.why) if fix.why else ""
            if verdict.too_many:
                text = self.say("kinds.mended_with", n=count)
            else:
                text, good = (why or self.say("kinds.mended")), True
        elif count > fix.most:
            text = self.say("kinds.changed_more", n=count)
        elif count:
            text = self.say("kinds.changed", n=count)
        else:
            text = self.say("kinds.look_at_trace") if self._ran else self._first_words(fix.most)
        if self.small and not count and not self._ran:
            self.show([])  # the task says it, and the program needs the room
            return
        buttons = []
        if count > fix.most and not good:
            buttons.append(Button(self.say("kinds.as_it_was"), self._as_it_was, icon="reset"))
        self.show([Feedback(text, good, "check" if good else "eye")], buttons)

    def _first_words(self, most: int) -> str:
        if most > 1:
            return self.say("kinds.run_and_watch_more")
        if self._mode == "blocks":
            return self.say("kinds.run_and_watch_blocks")
        return self.say("kinds.run_and_watch")

    def look_as(self, mode: Mode) -> None:
        self._mode, self._built = mode, None
        self._build()

    def _as_it_was(self) -> None:
        """The program as it was given; undo brings back what was there."""
        self.write(self.lesson.start)
        self.desk.refresh()
        self.desk.back_to_program()

    def judged(self, verdict: Verdict) -> bool:
        self._ran, self._verdict = True, verdict
        self._build()
        return False
