"""The base of the panels that stand in the pane of the program, for the kinds that run something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from codekids.lang.problems import Message, Problem
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.result import Result
from codekids.progress.events import Answered
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.page_panel import Feedback
from codekids.ui.screens.parts import Stack
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.screens.puzzle.region import Desk
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.scroll import ScrollView

MOST_UNDOS = 200
RIM = 6  # pixels around what scrolls, for focus rings and shadows


class _Pane(Widget):
    """Holds the parts of a panel."""


class StepPanel:
    """Things below one another that may scroll, and buttons at the foot. See `KindPanel`."""

    where: Literal["beside", "over"] = "over"

    def __init__(self, desk: Desk) -> None:
        self.desk, self.shell, self.session = desk, desk.shell, desk.session
        self.lesson = desk.session.lesson
        self.visit = desk.shell.visit
        self.stack = Stack([])
        self.stack.gap = 12
        self.scroll = ScrollView(self.stack, self.shell.pick(self.lesson.task))
        self.buttons: tuple[Button, ...] = ()
        self.pane = _Pane(role="group")
        self.pane.add(self.scroll)
        self._at: tuple[View, Rect] | None = None
        self._past: list[Any] = []  # states before this one
        self._future: list[Any] = []  # states taken back

    # -- the panel, as the pane of the program knows it ----------------------------------

    @property
    def widget(self) -> Widget:
        """What stands in the pane."""
        return self.pane

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs beside the editor."""
        if not self.stack.children and not self.buttons:
            return 0
        foot = view.px(look.BUTTON_HEIGHT) + view.px(12) if self.buttons else 0
        return self.stack.height_for(view, width - 2 * RIM) + foot + 2 * RIM

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self._at = (view, rect)
        self.pane.place_only(rect)
        room = rect
        if self.buttons:
            high = view.px(look.BUTTON_HEIGHT)
            room, foot = rect.split_bottom(high, view.px(10))
            self._arrange_buttons(view, foot.inset(view.px(6), 0))
        self.scroll.place(room)
        needed = self.stack.height_for(view, room.w - 2 * RIM) + 2 * RIM
        if needed > room.h:
            needed = self.stack.height_for(view, self.scroll.inner_width - 2 * RIM) + 2 * RIM
        self.scroll.set_content_height(needed)
        self.stack.arrange(view, self.stack.rect.inset(RIM))
        self.pane.touch()

    def _arrange_buttons(self, view: View, foot: Rect) -> None:
        gap = view.px(10)
        widths = [min(button.measure(view)[0] + view.px(8), foot.w) for button in self.buttons]
        if sum(widths) + gap * (len(widths) - 1) > foot.w:
            widths = [(foot.w - gap * (len(widths) - 1)) // len(widths)] * len(widths)
        x = foot.right
        for button, width in reversed(list(zip(self.buttons, widths, strict=True))):
            x -= width
            button.place(Rect(x, foot.y, width, foot.h - 6))
            x -= gap

    def show(self, widgets: Sequence[Widget], buttons: Sequence[Button] = ()) -> None:
        """These, and stand where it stood."""
        focus = self.desk.root.focus
        name = focus.name if isinstance(focus, Button) and focus in self.buttons else ""
        ringed = bool(focus and self.desk.root.shows_focus(focus))
        self.stack.show(widgets)
        for button in self.buttons:
            self.pane.remove(button)
        self.buttons = tuple(buttons)
        self.pane.add(*self.buttons)
        if name and self.buttons:
            same = next((one for one in self.buttons if one.name == name), self.buttons[-1])
            self.desk.root.give_focus(same, visible=ringed)
        self.again()

    def again(self) -> None:
        """Something has another height."""
        if self._at is None:
            return
        if self.where == "beside":
            self.desk.lay_out()
        else:
            self.arrange(*self._at)

    def refresh(self) -> None:
        """Show what the session says."""

    @property
    def title(self) -> str:
        """What the pane is called: nothing here is written by the child."""
        return self.say("kinds.the_program") if self.where == "over" else ""

    def look_as(self, mode: Mode) -> None:
        """Blocks, text or both, from now on."""

    # -- undo, where the panel stands in the editor's place -----------------------------------

    @property
    def can_undo(self) -> bool:
        """Something was done that can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Something was taken back."""
        return bool(self._future)

    def undo(self) -> None:
        """The state before."""
        if self._past:
            self._future.append(self.current())
            self.take(self._past.pop())

    def redo(self) -> None:
        """The state that was taken back."""
        if self._future:
            self._past.append(self.current())
            self.take(self._future.pop())

    def current(self) -> Any:
        """The state that undo would bring back."""

    def take(self, state: Any) -> None:
        """Take a state of before."""

    def remember(self) -> None:
        """Before a change: undo comes back to here."""
        self._past = [*self._past[-MOST_UNDOS:], self.current()]
        self._future = []

    def lock(self) -> Message | None:
        """Why Run waits; None: it may be pressed."""
        return None

    def hold(self, why: Message) -> None:
        """Say why Run waits, above everything else, and take the keys."""
        text = self.shell.say_message(why)
        self.shell.hear("hint")
        first = self.stack.children[0] if self.stack.children else None
        if not (isinstance(first, Feedback) and first.text == text):
            self.show([Feedback(text, False, "hand"), *self.stack.children], self.buttons)
        self.scroll.scroll_to(0)
        target = next((one for one in self.targets() if one.focusable and one.enabled), None)
        if target is not None:
            self.desk.root.give_focus(target, visible=True)

    def targets(self) -> Iterable[Widget]:
        """Where the keys may go."""
        return self.stack.walk()

    def result(self, verdict: Verdict) -> Result:
        """What a run is worth; asked on the run's own thread."""
        return verdict.result()

    def judged(self, verdict: Verdict) -> bool:
        """The run has been played to its end; True: nothing more is to be shown."""
        return False

    def show_outcome(self) -> None:
        """After a run: the last that is told is in sight, and the way on has the keys."""
        if self.stack.children:
            self.scroll.reveal(self.stack.children[-1].rect)
        if self.buttons:
            self.desk.root.give_focus(self.buttons[-1])

    # -- what panels share ------------------------------------------------------------------

    def say(self, key: str, **args: Any) -> str:
        """A sentence of the catalogue."""
        return self.shell.say(key, **args)

    def problem_text(self, problem: Problem) -> str:
        """A problem of the run in words, with its line."""
        said = self.shell.say_message(problem.message)
        return self.say("kinds.at_line", line=problem.line, said=said) if problem.line else said

    @property
    def small(self) -> bool:
        """Room is short: only what is needed now is said."""
        return self.desk.place is not None and self.desk.place.small

    @property
    def kept(self) -> Mapping[str, Any]:
        """What was answered at this stop when it was left."""
        return self.visit.course.answered if self.visit is not None else {}

    def keep(self, data: Mapping[str, Any]) -> None:
        """Keep what was answered."""
        if self.visit is not None:
            self.visit.answer(data)

    def log_answer(self, question: str, *, right: bool, means: str) -> None:
        """Tell the log how a question was answered."""
        if self.visit is not None:
            learner = self.shell.services.learner
            self.visit.log(Answered(learner, self.visit.lesson.id, question, right, "" if right else means))

    def go_on(self) -> None:
        """To what follows; the stars first, where the lesson has just been solved."""
        if self.visit is None:
            return
        if self.visit.news:
            self.desk.celebrate()
        else:
            self.shell.go_on_from(self.visit)

    def write(self, source: str) -> None:
        """Put a program into the document, as the child's own."""
        text = source.rstrip("\n")
        if self.session.document.text != text:
            self.session.document.set_text(text)
            self.session.edited()
