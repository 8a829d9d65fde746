"""Questions one after another: a quiz, a review, questions about a run, the exam item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from codekids.lessons.kinds.fields import Item
from codekids.lessons.kinds.quiz import Marked, QuizState, is_complete, mark, shown_order
from codekids.lessons.lesson import Lesson
from codekids.progress.events import Answered
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.answers import answer_widget
from codekids.ui.kinds.beside import Beside
from codekids.ui.kinds.page_panel import Feedback, PagePanel
from codekids.ui.kinds.program_view import ProgramView
from codekids.ui.kinds.reading import mode_of
from codekids.ui.screens.parts import Stack
from codekids.ui.screens.puzzle.goals_panel import draw_goal_sign
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.pressable import Pressable


class ResultRow(Pressable):
    """One question after the end: a sign, its words, and it can be looked at."""

    def __init__(self, text: str, right: bool, name: str, on_press: Callable[[], None]) -> None:
        super().__init__(name, "button", on_press)
        self.text, self.right = text, right

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        words = view.paragraph_size(self.text, width - view.px(64), look.BODY, line_height=24)[1]
        return max(view.px(48), words + view.px(18))

    def draw(self, view: View) -> None:
        colours = view.colours
        fill = colours.blue_tint if self.hovered else colours.paper
        view.round_rect(self.rect, fill, look.RADIUS_CHIP, colours.edge, 2)
        side = view.px(26)
        spot = Rect(self.rect.x + view.px(12), self.rect.y + (self.rect.h - side) // 2, side, side)
        draw_goal_sign(view, spot, "met" if self.right else "missed", False)
        room = self.rect.w - view.px(64)
        words = view.paragraph_size(self.text, room, look.BODY, line_height=24)[1]
        top = self.rect.y + (self.rect.h - words) // 2
        view.paragraph(
            self.text, Rect(self.rect.x + view.px(50), top, room, words), look.BODY, line_height=24
        )
        if self.ringed:
            view.focus_ring(self.rect, look.RADIUS_CHIP)


class QuizPanel(PagePanel):
    """`state` is what was answered so far."""

    def __init__(
        self,
        shell: Shell,
        lesson: Lesson,
        state: QuizState,
        *,
        homes: dict[str, Lesson] | None = None,
        scored: bool = True,
    ) -> None:
        """`homes`: in a review, the lesson each question comes from. Not `scored`: nothing hangs on it."""
        super().__init__(shell)
        self.lesson = lesson
        self.state = state
        self.blocks = mode_of(shell, lesson) != "text"
        self.homes = homes or {}
        self.scored = scored
        self.marked: dict[int, Marked] = {}
        self.exam = state.quiz.exam
        self.over = state.is_over
        opened = state.next_open
        self.index = 0 if opened is None else opened
        self._asks_again = False  # hand in, though something is open
        self._looking = False  # at one question, after the end
        if self.over:
            self._mark_all()
        self._fresh()

    @property
    def item(self) -> Item:
        """The question on the page."""
        return self.state.quiz.items[self.index]

    @property
    def lettered(self) -> bool:
        """Answers have letters, as in the exam."""
        return self.exam or self.item.id.endswith("#exam")

    @property
    def side(self) -> Lesson | None:
        """The map of the question: that of the lesson it was asked in."""
        # The exam shows no map of ours: one that is not meant would only mislead.
        if (self.over and not self._looking) or self.item.id.endswith("#exam"):
            return None
        home = self.homes.get(self.item.id, self.lesson)
        return home if has_map(home) else None

    @property
    def glad(self) -> bool:
        """A right answer, or enough of them."""
        if self.over and not self._looking:
            return self.state.result().solved
        marked = self.marked.get(self.index)
        return marked is not None and marked.right and (self.over or not self.exam)

    # -- what was done ---------------------------------------------------------------

    def _fresh(self) -> None:
        """The widgets of another question."""
        self._answer = answer_widget(self.shell, self.item, self._answered, exam=self.lettered)
        self._program = self.item.program or (self.lesson.start if self.lesson.kind == "investigate" else "")
        # A table of variables is read line by line.
        blocks = self.blocks and self.item.kind != "trace"
        self._asked = Stack([])
        self._asked.gap = 14
        self._both = Beside(Stack([ProgramView(self._program, self.shell.lang, blocks=blocks)]), self._asked)
        self._show()

    def _show(self) -> None:
        marked = self.marked.get(self.index)
        locked = self.over or (marked is not None and (marked.right or self.lettered))
        self._answer.show_answer(self.state.all_answers[self.index], marked, locked=locked)

    def _answered(self, answer: Any) -> None:
        self.state = self.state.answer(self.index, answer)
        self.marked.pop(self.index, None)
        self._asks_again = False
        self.keep(self.state.to_data())
        self._show()
        self.on_change()

    def check(self) -> None:
        """Look at the answer."""
        if self.item.kind == "order" and self.state.all_answers[self.index] is None:
            self.state = self.state.answer(self.index, shown_order(self.item))
        first = self.state.all_first[self.index] is None
        self.state, marked = self.state.mark(self.index)
        if marked is None:
            return
        self.marked[self.index] = marked
        if first:
            self._log(self.item, marked)
        self.shell.hear("take" if marked.right else "hint")
        self.keep(self.state.to_data())
        self._show()
        self.on_change()

    def _log(self, item: Item, marked: Marked) -> None:
        learner = self.shell.services.learner
        self.log(
            Answered(learner, self.lesson.id, item.id, marked.right, "" if marked.right else marked.means)
        )

    def next(self) -> None:
        """The question after this one, or the end."""
        if self.index + 1 < len(self.state.quiz.items):
            self.go(self.index + 1)
        elif not self.exam:
            self._end()

    def go(self, index: int) -> None:
        """Look at another question."""
        self.index = index
        self._looking = self.over
        self._fresh()
        self.on_change()

    def hand_in(self) -> None:
        """The end of an exam; with questions still open it asks once more."""
        if self.state.next_open is not None and not self._asks_again:
            self._asks_again = True
            self.on_change()
            return
        self.state = self.state.hand_in()
        self._mark_all()
        for index, item in enumerate(self.state.quiz.items):
            self._log(item, self.marked.get(index, Marked(False, 0, 1)))
        self._end()

    def _mark_all(self) -> None:
        for index, (item, answer) in enumerate(
            zip(self.state.quiz.items, self.state.all_answers, strict=True)
        ):
            if answer is not None:
                self.marked[index] = mark(item, answer)

    def _end(self) -> None:
        self.over, self._looking = True, False
        self.keep(self.state.to_data())
        if self._alone:
            self.done(self.state.result())
            self.go_on()
            return
        self.on_change()
        self.done(self.state.result())

    @property
    def _alone(self) -> bool:
        """One question, and nothing hangs on it: no list of results."""
        return len(self.state.quiz.items) == 1 and not self.scored

    def again(self) -> None:
        """Play it anew."""
        self.state = QuizState(self.state.quiz)
        self.marked, self.over, self._looking, self.index = {}, False, False, 0
        self.keep(self.state.to_data())
        self._fresh()
        self.on_change()

    # -- what is on the page ---------------------------------------------------------

    def widgets(self) -> Sequence[Widget]:
        say, pick = self.shell.say, self.shell.pick
        if self.over and not self._looking:
            return self._results()
        of = len(self.state.quiz.items)
        found: list[Widget] = []
        if of > 1:
            found.append(Paragraph(say("kinds.question_of", number=self.index + 1, of=of), look.SECONDARY))
        found.append(Paragraph(pick(self.item.ask), look.LEAD, line_height=28))
        below: list[Widget] = [self._answer]
        marked = self.marked.get(self.index)
        if marked is not None and (not self.exam or self.over):
            below.append(Feedback(self._said(marked), marked.right))
        elif self._asks_again:
            below.append(Feedback(say("kinds.still_open"), False, "info"))
        if not self._program:
            return [*found, *below]
        self._asked.show(below)
        return [*found, self._both]

    def _said(self, marked: Marked) -> str:
        """What is said about an answer: its own reason, else how much of it is right."""
        say, why = self.shell.say, self.shell.pick(marked.why) if marked.why else ""
        if marked.right:
            return say("kinds.right_because", why=why) if why else say("kinds.right")
        if marked.of > 1:
            told = say("kinds.parts_right", done=marked.done, of=marked.of)
            return f"{told} {why}" if why else told
        return why or say("kinds.not_that")

    def _results(self) -> list[Widget]:
        say = self.shell.say
        result = self.state.result()
        head = say("kinds.score", done=result.right, of=result.of)
        told = say("kinds.score_solved" if result.solved else "kinds.score_again", n=self.state.quiz.enough)
        found: list[Widget] = [
            Paragraph(head, look.CARD_TITLE, line_height=32),
            Paragraph(told, look.BODY, line_height=25),
            Paragraph(say("kinds.look_at_answers"), look.SECONDARY),
        ]
        for index, item in enumerate(self.state.quiz.items):
            right = self.state.all_first[index] is True
            text = self.shell.pick(item.ask)
            name = say("kinds.result_right" if right else "kinds.result_wrong", number=index + 1, ask=text)
            found.append(ResultRow(text, right, name.replace("`", ""), partial(self.go, index)))
        return found

    def buttons(self) -> Sequence[Button]:
        say = self.shell.say
        last = self.index + 1 == len(self.state.quiz.items)
        if self.over and not self._looking:
            again = Button(say("kinds.play_again"), self.again, icon="reset")
            if self.state.result().solved or not self.scored:
                return (again, Button(say("window.go_on"), self.go_on, "go", icon_after="right"))
            again.kind = "go"
            return (again,)
        if self._looking:
            return (Button(say("kinds.to_results"), self._to_results, "go", icon="list"),)
        if self.exam:
            back = [Button(say("kinds.before"), lambda: self.go(self.index - 1), icon="left")]
            on = Button(say("window.go_on"), self.next, "go", icon_after="right")
            if last:
                on = Button(say("kinds.hand_in"), self.hand_in, "go", icon="check")
            return (*(back if self.index else []), on)
        marked = self.marked.get(self.index)
        check = Button(say("kinds.check"), self.check, "go", icon="check")
        check.enabled = is_complete(self.item, self.state.all_answers[self.index])
        if marked is None and self.state.all_first[self.index] is None:
            return (check,)
        on = Button(say("window.go_on"), self.next, "go", icon_after="right")
        if marked is None:
            # Trying again after a wrong answer.
            check.kind = "confirm"
            return (check, on)
        return (on,)

    def _to_results(self) -> None:
        self._looking = False
        self.on_change()


def has_map(lesson: Lesson) -> bool:
    """Whether a lesson has a map worth seeing: more than the one square that stands for none."""
    ground = getattr(lesson.cases[0].world, "ground", None)
    return ground is not None and ground.columns * ground.rows > 1
