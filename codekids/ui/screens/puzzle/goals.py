"""What there is to do: the card of task and goals, its one-line form, the story, and the note after a run."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.screens.parts import Stack
from codekids.ui.screens.puzzle.goals_panel import GoalBar, GoalLine, GoalList, Note
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.more import MoreDialog
from codekids.ui.screens.puzzle.region import Desk, Region, stand
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.scroll import ScrollView
from codekids.world.goals import GoalState, goal_message

COUNTED = {"collect", "deliver", "paint", "visit"}
LIMITS = {"max_blocks", "max_lines", "max_steps"}


class Goals(Region):
    """Goals tick off while the program plays."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.book = IconButton("book", self.say("window.story"), self.toggle_story, "ghost")
        story = self.shell.pick(self.lesson.story)
        self.card = Card(self.say("window.task"), seam=False, heads=(self.book,) if story else ())
        self.task = Paragraph(self.shell.pick(self.lesson.task), look.BODY, line_height=24)
        self.story = Paragraph(story, look.BODY, line_height=25)
        self.list = GoalList()
        self.note = Note()
        self.content = Stack([self.task, self.list])
        self.view = ScrollView(self.content, self.say("window.task"))
        self.line = GoalBar()
        self.line_note = Note()  # the same note, in the place of that one line
        self.more_button = IconButton("down", self.say("window.show_task"), self.open_task, "secondary")
        self.more = MoreDialog(desk)
        self._story_shown = False
        self._in_a_line = False
        self._wanted = 0  # pixels the card asked for
        self._said: tuple[GoalLine, ...] | None = None

    @property
    def widgets(self) -> list[Widget]:
        """In the order of the keyboard."""
        return [self.card, self.view, self.line, self.line_note, self.more_button]

    # -- what it says ------------------------------------------------------------------

    def lines(self) -> list[GoalLine]:
        """The goals as they stand now, in words."""
        session = self.session
        playback = session.playback
        ended = session.verdict is not None and playback.finished and playback.length > 0
        return [self._line(state, ended) for state in session.goals()]

    def _line(self, state: GoalState, ended: bool) -> GoalLine:
        goal = state.goal
        # How far a limit is passed can be said at the end only.
        told = state if goal.kind not in LIMITS or (ended and state.done > state.of) else None
        key, args = goal_message(goal, told)
        text = self.say(key, **args)
        if goal.text:
            text = self.shell.pick(goal.text)
            if state.of > 1 and goal.kind in COUNTED:
                text = self.say("window.goal_progress", goal=text, done=state.done, of=state.of)
        met = "met" if state.met else "missed" if ended and not goal.optional else "open"
        said = self.say("window.goal_met" if state.met else "window.goal_open", goal=text)
        if goal.optional:
            said = self.say("window.goal_star", goal=said)
        return GoalLine(text, said.replace("*", ""), met, goal.optional)

    def refresh(self) -> None:
        lines = tuple(self.lines())
        if lines != self._said:
            self._said = lines
            self._show(lines)
        self._refresh_note()

    def _show(self, lines: tuple[GoalLine, ...]) -> None:
        self.list.show(lines)
        needed = [line for line in lines if not line.optional]
        first = next((line for line in needed if line.state != "met"), needed[-1] if needed else None)
        count = ""
        if first is not None and len(lines) > 1:
            count = self.say("window.goal_count", number=lines.index(first) + 1, of=len(lines))
        if first is None:
            first = GoalLine(self.task.text, self.task.text, "told", False)
        self.line.show(first, count)
        view, place = self.desk.view, self.desk.place
        if view is None or place is None or self._story_shown or not self.view.visible:
            return
        # Words of another length may need another row; the map is moved only when they do.
        card = place.shape in {"wide", "middle"}
        if card and self._card_height(view, place.goals.w) != self._wanted:
            self.desk.lay_out()
        else:
            self._fill(view)

    def _refresh_note(self) -> None:
        session = self.session
        text, icon, button = "", "eye", None
        if session.trouble is not None:
            text, icon = self.shell.say_message(session.trouble), "info"
        elif session.other_map:
            text, icon = self.say("window.on_other_map"), "map"
            button = (self.say("window.to_my_map"), self._to_my_map)
        elif session.verdict is not None and session.playback.finished and not session.stale:
            if session.fails_elsewhere:
                text, icon = self.say("window.works_only_here"), "map"
                button = (self.say("window.show_other_map"), self._show_other_map)
            elif session.verdict.outcome == "not_solved":
                text = self.say("window.not_yet")
            elif session.verdict.outcome == "finished":
                text, icon = self.say("window.finished"), "flag"
        if text == self.note.text:
            return
        for note in (self.note, self.line_note):
            note.say(text, icon, Button(*button) if button else None)
        if text:
            self._story_shown = False
        self.desk.lay_out()

    # -- what the child does -------------------------------------------------------------

    def toggle_story(self) -> None:
        """The book: the story in the place of the task, and back."""
        self._story_shown = not self._story_shown
        self.book.say(self.say("window.close_story" if self._story_shown else "window.story"))
        self.book.set(selected=self._story_shown)
        self.desk.lay_out()

    def open_task(self) -> None:
        """Everything there is to do, and the story, where the screen has one line for it only."""
        story = self.shell.pick(self.lesson.story)
        goals = GoalList()
        goals.show(self.lines())
        task = Paragraph(self.task.text, look.BODY, line_height=24)
        tale = [Paragraph(story, look.BODY, line_height=25)] if story else []
        self.more.open(self.say("window.task"), Stack([task, goals, *tale]))

    def _show_other_map(self) -> None:
        self.desk.close_hint()
        self.session.show_other_map()
        self.desk.refresh()

    def _to_my_map(self) -> None:
        self.session.show_my_map()
        self.desk.refresh()

    # -- where it is ---------------------------------------------------------------------

    def measure(self, view: View, width: int, *, in_a_line: bool) -> int:
        """Pixels it wants when it is so wide: as a card, or in one line."""
        self._in_a_line = in_a_line
        self._wanted = self._line_height(view, width) if in_a_line else self._card_height(view, width)
        return self._wanted

    def _card_height(self, view: View, width: int) -> int:
        """The card keeps its height when a note or the story takes the place of the task."""
        inside = width - 2 * view.px(16)
        task = self.task.height_for(view, inside)
        if self.note.text:
            task = max(task, self.note.height_for(view, inside))
        words = task + view.px(8) + self.list.height_for(view, inside)
        return view.px(look.CARD_HEAD) + words + view.px(14)

    def _line_height(self, view: View, width: int) -> int:
        inside = width - 2 * view.px(14) - view.px(44)
        note = self.line_note.height_for(view, inside) + 10 if self.note.text else 0
        return max(self.line.height_for(view, inside) + view.px(10), note, view.px(46))

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        bar, card = self._in_a_line, self.card
        stand(card, place.goals)
        shown = card.visible
        self.view.set(visible=shown and not bar)
        self.line.set(visible=shown and bar and not self.note.text)
        self.line_note.set(visible=shown and bar and bool(self.note.text))
        self.more_button.set(visible=shown and bar)
        self.book.set(visible=shown and not bar)
        card.scale = view.scale
        card.title = "" if bar else self.say("window.story" if self._story_shown else "window.task")
        if shown:
            card.place(place.goals)
        inside = place.goals.inset(view.px(16), 0)
        if bar and shown:
            side = min(view.px(36), place.goals.h - 10)
            x = place.goals.right - view.px(8) - side
            self.more_button.place(Rect(x, place.goals.y + (place.goals.h - side) // 2, side, side))
            line = Rect(inside.x, place.goals.y, x - view.px(10) - inside.x, place.goals.h)
            self.line.place(line)
            self.line_note.arrange(
                view, Rect(place.goals.x + 6, line.y + 5, line.right - place.goals.x - 6, line.h - 10)
            )
            self.book.place(NOWHERE)
        elif shown:
            head = view.px(look.CARD_HEAD)
            self.view.place(
                Rect(inside.x, place.goals.y + head, inside.w, place.goals.h - head - view.px(10))
            )
            self._fill(view)

    def _fill(self, view: View) -> None:
        content = self.content
        if self._story_shown:
            content.show([self.story])
        else:
            content.show([self.note if self.note.text else self.task, self.list])
        needed = content.height_for(view, self.view.rect.w)
        if needed > self.view.rect.h:
            needed = content.height_for(view, self.view.inner_width)
        self.view.set_content_height(needed)
        content.arrange(view, content.rect)
